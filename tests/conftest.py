"""Fixtures for all tests: fresh databases, and the whole bot on a stage with a strict stand-in for Telegram."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests import databases
from tests.stage import Stage, raised

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database, on each kind in turn."""
    with databases.fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same, opened."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=KINDS)
def stocked_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same with the packaged library in it."""
    with databases.fresh(request.param, tmp_path, holding="library") as url:
        yield url


@pytest.fixture
async def stage(stocked_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot on each kind of database, polling a strict Telegram in process."""
    async with raised(tmp_path / "home", stocked_url) as one:
        yield one


@pytest.fixture
async def small_stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot on SQLite alone, for what has nothing to do with the database."""
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        async with raised(tmp_path / "home", url) as one:
            yield one


def pytest_sessionfinish() -> None:
    """Leave no template database behind."""
    databases.drop_templates()
