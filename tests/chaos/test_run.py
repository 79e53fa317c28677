"""`howwell run` as a process: one at a time, one line when it cannot go on, nothing owed when it is told to stop."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
from sqlmodel import Session, col, select

from bot.seating import Seating, seat
from knowledge.catalogue import packaged
from storage.database import Database
from storage.tables import Assessment, Owed, Received, Said
from tests import databases
from tests.chaos.killing import AT_POINT, Surroundings
from tests.telegram import faults
from tests.telegram.http import serve_in_thread
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person

PATIENCE_SECONDS = 20


@dataclass
class Office:
    """A Telegram, and processes of Howwell that serve it, each on a home of its own."""

    telegram: StrictTelegram
    address: str
    folder: Path
    processes: list[Popen[bytes]]

    def starts(self, name: str, url: str = "", crash_at: str = "") -> Popen[bytes]:
        """Start `howwell run` on the home of this name; its log is beside it."""
        home = self.folder / name
        home.mkdir(exist_ok=True)
        log = self.folder / f"{name} {len(self.processes)}.log"
        process = Surroundings(home, url, self.address, TOKEN, log, log_level="WARNING").start(crash_at)
        self.processes.append(process)
        return process

    def is_polled(self, process: Popen[bytes]) -> None:
        """Wait until a process has asked for updates."""
        before = len(self.telegram.called("getUpdates"))
        wait_until(lambda: process.poll() is not None or len(self.telegram.called("getUpdates")) > before)
        assert process.poll() is None

    def first_to_end(self, first: Popen[bytes], second: Popen[bytes]) -> Popen[bytes]:
        """Wait until one of two processes ends while the other one goes on; return the one that ended."""
        wait_until(lambda: first.poll() is not None or second.poll() is not None)
        person = Person(self.telegram)
        person.starts()
        wait_until(lambda: bool(person.sees()))
        return first if first.poll() is not None else second

    def said_by(self, process: Popen[bytes]) -> tuple[int, str]:
        """Wait for the end of a process; return its exit code and what it said."""
        code = process.wait(PATIENCE_SECONDS)
        (log,) = self.folder.glob(f"* {self.processes.index(process)}.log")
        return code, log.read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    telegram = StrictTelegram()
    with serve_in_thread(telegram) as address:
        one = Office(telegram, address, tmp_path, [])
        yield one
        for process in one.processes:
            process.kill()
            process.wait()


def test_a_second_process_on_the_same_home_says_so_in_one_line(office: Office) -> None:
    first, second = office.starts("home"), office.starts("home")
    code, said = office.said_by(office.first_to_end(first, second))
    assert code == 1
    assert said == f"howwell: Howwell runs already on {office.folder / 'home'}; stop it first\n"


def test_a_process_whose_updates_another_one_takes_says_so_in_one_line(office: Office) -> None:
    first, second = office.starts("one"), office.starts("other")
    ended = office.said_by(office.first_to_end(first, second))
    assert ended == (1, "howwell: another process polls for this bot; stop it first\n")


def test_a_process_told_to_stop_sends_what_it_owes_and_ends_well(office: Office) -> None:
    process = office.starts("home")
    office.is_polled(process)
    people = [Person(office.telegram, f"Person {n}") for n in range(5)]
    office.telegram.faults.plan(faults.slow(0.5), "sendMessage", times=None)
    for one in people:
        one.starts()
    wait_until(lambda: len(office.telegram.called("setMyCommands")) >= len(people))
    process.send_signal(signal.SIGTERM)
    assert office.said_by(process) == (0, "")
    assert [len(one.sees()) for one in people] == [1] * len(people)
    database = Database(f"sqlite:///{office.folder / 'home' / 'howwell.db'}")
    rows = database.read(lambda session: session.exec(select(Owed.status)).all())
    database.close()
    assert rows == ["sent"] * 2 * len(people)


# Every point has its turn in the whole run; these two are where an update, and a message, are half done.
@pytest.mark.parametrize(
    ("kind", "points"), [("sqlite", ("turn committed", "after sending")), ("postgresql", ("turn committed",))]
)
def test_a_process_that_dies_at_one_point_after_the_other_loses_nothing(
    office: Office, kind: str, points: tuple[str, ...], tmp_path: Path
) -> None:
    with databases.fresh(kind, tmp_path, holding="library") as url, closing(Database(url)) as database:
        ana = _asked(database, office.telegram)
        for point in points:
            ana.types(_text(point))
            assert office.starts("home", url, f"{point}@1").wait(PATIENCE_SECONDS) == AT_POINT
        last = office.starts("home", url)
        wait_until(lambda: database.read(lambda session: len(session.exec(select(Said)).all())) == len(points))
        last.send_signal(signal.SIGTERM)
        assert last.wait(PATIENCE_SECONDS) == 0
        said = database.read(lambda session: session.exec(select(Said.text).order_by(col(Said.id))).all())
        states = database.read(lambda s: {*s.exec(select(Received.status)), *s.exec(select(Owed.status))})
    assert said == [_text(point) for point in points]
    assert states == {"done", "sent"}
    assert {shown.text[:7] for shown in ana.sees()} >= ({"Saved ✓", "Added ✓"} if len(points) > 1 else {"Saved ✓"})


def _asked(database: Database, telegram: StrictTelegram) -> Person:
    """Return somebody who has just chosen an assessment."""
    ana = Person(telegram, "Ana")

    def seated(session: Session) -> int:
        seat(session, packaged(), Seating(ana.id, "Ana", "respondent"))
        found = session.exec(select(Assessment).where(col(Assessment.title).contains("Business"))).one()
        # Each text has a reply of its own: a follow-up would stand in the message that asked the question.
        found.follow_ups = 0
        session.add(found)
        return found.id

    ana.starts()
    ana.forges(f"take:{database.write(seated)}", under=1)
    return ana


def _text(point: str) -> str:
    return f"Written down before this: {point}."


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, or fail."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
