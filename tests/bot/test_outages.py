"""A full disk and a database that goes away: people are told, nothing confirmed is lost, all is handled after."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot import ordering, polling, sending
from bot.wording.anyone import BROKEN, DISK_FULL
from storage.database import is_full
from storage.tables import Received, Response, Said
from tests import databases
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage
from tests.telegram.updates import Person

LONG = "We write it down, call back, and look at it again on Monday. " * 60


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ordering, polling, sending):
        monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.02)
        monkeypatch.setattr(module, "LONGEST_PAUSE_SECONDS", 0.1)


class Disk:
    """The disk under a SQLite file, as SQLite itself plays it full: no page more than there are."""

    def __init__(self, stage: Stage) -> None:
        self.most = 2**31
        event.listen(stage.database.engine, "checkout", self._limit)

    def _limit(self, connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {self.most}").close()


async def in_the_middle(stage: Stage, name: str = "Ana") -> Person:
    person = await stage.seated(name, "respondent")
    person.types("/answer")
    await stage.settled()
    person.presses("Business")
    await stage.settled()
    return person


def texts(person: Person) -> list[str]:
    return [shown.text for shown in person.sees()]


async def until_told(person: Person, text: str, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while text not in texts(person):  # noqa: ASYNC110 - the stand-in has nothing to wait on
            await asyncio.sleep(0.01)


async def test_a_full_disk_is_told_once_a_chat_and_all_is_handled_when_there_is_room(small_stage: Stage) -> None:
    ana, rui, kim = [await in_the_middle(small_stage, name) for name in ("Ana", "Rui", "Kim")]
    gone = await in_the_middle(small_stage, "Gone")
    small_stage.telegram.close_chat(gone.id)
    disk = Disk(small_stage)
    disk.most = 1
    for n in range(12):
        ana.types(f"Part {n}: {LONG}")
    gone.types("Written, and then blocked.")
    rui.types("We meet every week.")
    await until_told(ana, DISK_FULL)
    await until_told(rui, DISK_FULL)
    kim.types("We ask the customer.")
    await until_told(kim, DISK_FULL)
    assert BROKEN not in texts(ana) + texts(rui) + texts(kim)
    disk.most = 2**31
    await small_stage.settled()
    # Once by whoever could not store it, and once at most by whoever could not handle it.
    assert all(texts(person).count(DISK_FULL) in (1, 2) for person in (ana, rui, kim))
    said = sorted((row.message_id, row.text) for row in small_stage.rows(Said))
    assert [text for _, text in said if text.startswith("Part")] == [f"Part {n}: {LONG}" for n in range(12)]
    assert len(said) == 15
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    assert_speaks_plainly(small_stage)


async def test_a_disk_that_fills_up_between_receiving_and_handling_is_told_too(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await in_the_middle(small_stage)
    disk = Disk(small_stage)
    turn = small_stage.howwell.lanes._handle

    async def with_a_full_disk(update: Any) -> None:
        disk.most = 1
        await turn(update)

    monkeypatch.setattr(small_stage.howwell.lanes, "_handle", with_a_full_disk)
    for n in range(3):
        ana.types(f"Part {n}: {LONG}")
    await until_told(ana, DISK_FULL)
    await asyncio.sleep(0.3)
    monkeypatch.setattr(small_stage.howwell.lanes, "_handle", turn)
    disk.most = 2**31
    await small_stage.settled()
    assert texts(ana).count(DISK_FULL) == 1
    assert len(small_stage.rows(Said)) == 3
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    ana.types("And then we tell the team.")
    await small_stage.settled()
    assert texts(ana).count(DISK_FULL) == 1


async def test_what_was_given_before_can_be_read_while_the_disk_is_full(small_stage: Stage) -> None:
    ana = await in_the_middle(small_stage)
    ana.types("We call back within a day.")
    await small_stage.settled()
    disk = Disk(small_stage)
    disk.most = 1
    ana.types(LONG)
    await asyncio.sleep(0.1)
    assert [row.text for row in small_stage.rows(Response)] == ["We call back within a day."]
    disk.most = 2**31
    await small_stage.settled()
    assert len(small_stage.rows(Said)) == 2


@pytest.mark.parametrize("stocked_url", ["postgresql"], indirect=True)
async def test_connections_that_are_cut_again_and_again_lose_nothing(stage: Stage) -> None:
    people = [await in_the_middle(stage, f"P{n}") for n in range(4)]
    cutting = asyncio.create_task(_cut_for_ever(stage))
    for n in range(10):
        for person in people:
            person.types(f"Line {n} of how we do it.")
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    cutting.cancel()
    await stage.settled(30)
    latest = {row.participation_id: row.text for row in sorted(stage.rows(Response), key=lambda row: row.revision)}
    assert list(latest.values()) == ["\n".join(f"Line {n} of how we do it." for n in range(10))] * 4
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert all(BROKEN not in texts(person) for person in people)
    assert_speaks_plainly(stage)


@pytest.mark.parametrize("stocked_url", ["postgresql"], indirect=True)
async def test_a_database_that_is_down_for_a_while_is_waited_for(stage: Stage) -> None:
    ana = await in_the_middle(stage)
    with _down(stage):
        ana.types("We call back within a day.")
        ana.presses("Skip")
        ana.types("/help")
        await asyncio.sleep(0.5)
    await stage.settled(30)
    assert [row.text for row in stage.rows(Said)] == ["We call back within a day."]
    assert "/ask" in texts(ana)[-1]
    assert BROKEN not in texts(ana)
    assert {row.status for row in stage.rows(Received)} == {"done"}


def test_a_full_disk_is_known_on_both_databases() -> None:
    causes = (psycopg.errors.DiskFull("could not extend file"), sqlite3.OperationalError("database or disk is full"))
    assert all(is_full(OperationalError("", {}, cause)) for cause in causes)
    others = (psycopg.OperationalError("the queue is full"), sqlite3.OperationalError("database is locked"))
    assert not any(is_full(OperationalError("", {}, cause)) for cause in others)


async def _cut_for_ever(stage: Stage) -> None:
    while True:
        await asyncio.sleep(0.03)
        await asyncio.to_thread(_cut, stage)


def _cut(stage: Stage) -> None:
    with psycopg.connect(f"{databases.SERVER}/postgres", autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [stage.database.url.database]
        )


@contextmanager
def _down(stage: Stage) -> Iterator[None]:
    """Let no connection stand and no new one be made."""
    name = stage.database.url.database
    with psycopg.connect(f"{databases.SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        _cut(stage)
        try:
            yield
        finally:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
