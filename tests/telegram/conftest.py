"""A stand-in whose clock stands still, and somebody who has pressed Start."""

import pytest

from tests.telegram.direct import Clock
from tests.telegram.server import StrictTelegram
from tests.telegram.updates import Person


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> StrictTelegram:
    return StrictTelegram(clock=clock)


@pytest.fixture
def ada(telegram: StrictTelegram) -> Person:
    person = Person(telegram)
    person.starts()
    return person
