"""The history of the tables, on both kinds of database, with rows in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlmodel import Session, select

from knowledge.passages import Passage, passage_id
from storage import askings, inbox, migrations, outbox
from storage.database import Database
from storage.enquiries import Enquiries
from storage.responses import Place, Responses
from storage.sources import PACKAGED, Sources
from storage.tables import Assessment, Enquiry, FollowUp, Person, Response, metadata
from storage.tables.columns import now
from storage.vectors import Embedded, Vectors
from tests import databases
from tests.conftest import KINDS
from tests.storage.seeds import seeded


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with databases.fresh(request.param, tmp_path, holding="nothing") as url:
        database = Database(url)
        yield database
        database.close()


def test_the_tables_in_the_code_and_the_history_agree(database: Database) -> None:
    migrations.check(database.engine)


def test_every_table_of_the_code_is_made(database: Database) -> None:
    assert set(metadata.tables) < set(inspect(database.engine).get_table_names())


def test_going_up_down_and_up_again_leaves_nothing_behind(empty: Database) -> None:
    migrations.upgrade(empty.engine)
    migrations.downgrade(empty.engine, "base")
    assert inspect(empty.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(empty.engine)
    migrations.check(empty.engine)


def test_an_upgrade_that_has_nothing_to_do_keeps_every_row(database: Database) -> None:
    def fill(session: Session) -> None:
        one = seeded(session, "Alba")
        Responses(session, one.participation).hear("1.1a(1).1", Place(5, 6), "By hand.", "response")
        inbox.receive(session, [inbox.Update(1, 5, "{}")])
        outbox.owe(session, [outbox.Call(5, "sendMessage", {"text": "x"})])

    database.write(fill)
    migrations.upgrade(database.engine)
    assert database.read(lambda session: session.exec(select(Response.text)).all()) == ["By hand."]


def test_people_and_what_they_gave_outlive_the_way_to_before_questions_were_kept_and_back(database: Database) -> None:
    def fill(session: Session) -> None:
        one = seeded(session, "Alba")
        Responses(session, one.participation).hear("1.1a(1).1", Place(5, 6), "By hand.", "response")
        told = askings.Told("why?", "", "refusal", "none", False, "", ())
        asked = askings.Askings(session, one.organisation.id, one.person.id).add(5, told, None, now())
        Enquiries(session, one.organisation.id).open(asked, one.person.id)

    database.write(fill)
    migrations.downgrade(database.engine, "0002")
    migrations.upgrade(database.engine)
    migrations.check(database.engine)
    assert database.read(lambda session: session.exec(select(Response.text)).all()) == ["By hand."]
    assert database.read(lambda session: session.exec(select(Person.name)).all()) == ["Alba person"]
    assert database.read(lambda session: session.exec(select(Enquiry)).all()) == []


def test_what_was_embedded_without_tokens_is_embedded_again_unless_a_provider_did_it(database: Database) -> None:
    def fill(session: Session) -> None:
        passages = [Passage(passage_id("a", (), text), "a", "guidance", "A", text) for text in "xy"]
        Sources(session, None).put("a", "h", None, passages)
        for model in ("local", "openai:big"):
            vectors = Vectors(session, PACKAGED, model)
            vectors.keep([Embedded(row, b"1234", b"56", 0.5) for row, _ in vectors.lacking(0, 9)])

    database.write(fill)
    migrations.downgrade(database.engine, "0003")
    migrations.upgrade(database.engine)
    migrations.check(database.engine)
    lacking = [
        database.read(lambda session, m=model: Vectors(session, PACKAGED, m).count_lacking())  # type: ignore[misc]
        for model in ("local", "openai:big")
    ]
    assert lacking == [2, 0]


def test_an_open_assessment_asks_two_follow_ups_from_then_on_and_outlives_the_way_back(database: Database) -> None:
    def fill(session: Session) -> None:
        one = seeded(session, "Alba")
        one.assessment.follow_ups = 0
        responses = Responses(session, one.participation)
        responses.hear("1.1a(1).1", Place(5, 6), "By hand.", "response")
        responses.ask_further("1.1a(1).1", "owner", "Who does that?")

    database.write(fill)
    kept = database.read(lambda session: session.exec(select(FollowUp.text, FollowUp.state)).all())
    assert kept == [("Who does that?", "asked")]
    migrations.downgrade(database.engine, "0004")
    assert "followup" not in inspect(database.engine).get_table_names()
    migrations.upgrade(database.engine)
    migrations.check(database.engine)
    assert database.read(lambda session: session.exec(select(Assessment.follow_ups, Assessment.status)).all()) == [
        (2, "open")
    ]
    assert database.read(lambda session: session.exec(select(Response.text)).all()) == ["By hand."]


def test_telegram_ids_have_64_bits_and_constraints_have_names(database: Database) -> None:
    tables = inspect(database.engine)
    if database.is_sqlite:
        return
    wide = {("person", "telegram_id"), ("inbox", "update_id"), ("outbox", "chat_id"), ("said", "message_id")}
    for table, column in wide:
        kind = next(one["type"] for one in tables.get_columns(table) if one["name"] == column)
        assert str(kind) == "BIGINT"
    for table in metadata.tables:
        assert all(one["name"] for one in tables.get_foreign_keys(table))
        assert all(one["name"] for one in tables.get_unique_constraints(table))


def test_a_migration_that_would_orphan_rows_is_refused(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path) as url:
        database = Database(url)
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("INSERT INTO membership VALUES (1, 99, 98, 'manager', NULL, 1, '2026-01-01')")
            raw.execute("PRAGMA foreign_keys=ON")
            connection.execute(text("SELECT 1"))
        with pytest.raises(RuntimeError, match="point at rows that are gone"):
            migrations.upgrade(database.engine)
        database.close()
