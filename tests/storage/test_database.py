"""Transactions: whole or not at all, never locked out, and honest when the disk is full."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlmodel import Session, func, select

from storage import members
from storage.database import Database, is_full
from storage.tables import Membership, Organisation, Person
from tests import databases


async def test_an_exception_rolls_everything_back(database: Database) -> None:
    def fail(session: Session) -> None:
        members.organisation(session, "Alba")
        raise LookupError

    with pytest.raises(LookupError):
        await database.transaction(fail)
    assert await database.reading(members.organisations) == []


async def test_what_only_reads_keeps_nothing(database: Database) -> None:
    def write_by_mistake(session: Session) -> None:
        members.organisation(session, "Alba")

    await database.reading(write_by_mistake)
    assert await database.reading(members.organisations) == []


async def test_eight_writers_at_once_lose_nothing_and_are_never_locked_out(database: Database) -> None:
    async def write(writer: int) -> None:
        for number in range(50):
            await database.transaction(lambda s, n=number: members.meet(s, writer * 1000 + n, "x"))  # type: ignore[misc]

    await asyncio.gather(*(write(writer) for writer in range(8)))
    assert database.read(lambda s: s.exec(select(func.count()).select_from(Person)).one()) == 400


def test_two_processes_worth_of_engines_wait_for_each_other(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    for number in range(20):
        first.write(lambda s, n=number: members.meet(s, 2 * n, "x"))  # type: ignore[misc]
        second.write(lambda s, n=number: members.meet(s, 2 * n + 1, "x"))  # type: ignore[misc]
    assert first.read(lambda s: s.exec(select(func.count()).select_from(Person)).one()) == 40
    first.close()
    second.close()


def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    orphan = Membership(organisation_id=7, person_id=8, role="manager")
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(orphan))


def test_a_role_that_does_not_exist_is_refused_by_the_database(database: Database) -> None:
    def add(session: Session) -> None:
        organisation, person = members.organisation(session, "Alba"), members.meet(session, 1, "x")
        session.add(Membership(organisation_id=organisation.id, person_id=person.id, role="emperor"))

    with pytest.raises(IntegrityError):
        database.write(add)


def test_moments_come_back_in_utc_and_never_go_in_without_a_zone(database: Database) -> None:
    database.write(lambda session: members.organisation(session, "Alba"))
    made = database.read(lambda session: session.exec(select(Organisation)).one().created_at)
    assert made.utcoffset() is not None
    naive = Organisation(name="Brio", created_at=made.replace(tzinfo=None))
    with pytest.raises(StatementError, match="time zone"):
        database.write(lambda session: session.add(naive))


def test_a_full_disk_is_recognised_and_what_was_there_stays(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path) as url:
        database = Database(url)
        pages = database.read(lambda s: s.execute(text("PRAGMA page_count")).scalar_one())

        def fill(session: Session) -> None:
            session.execute(text(f"PRAGMA max_page_count={pages}"))
            for number in range(2000):
                members.meet(session, number, "x" * 500)

        with pytest.raises(OperationalError) as caught:
            database.write(fill)
        assert is_full(caught.value)
        assert database.read(lambda s: s.exec(select(func.count()).select_from(Person)).one()) == 0
        database.close()
