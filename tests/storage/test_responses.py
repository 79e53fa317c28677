"""Responses: every message and every revision is kept, and the latest wording counts."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from storage.database import Database
from storage.responses import Given, Place, Responses, Version
from storage.tables import Participation, Response, Said
from tests.storage.seeds import LARGE, seeded

_fresh = count(100)
FIRST, SECOND = "1.1a(1).1", "1.1a(1).2"


@pytest.fixture
def one(database: Database) -> tuple[Database, Participation]:
    return database, database.write(lambda session: seeded(session, "Alba").participation)


def _given(session: Session, participation: Participation, code: str = FIRST) -> Given:
    return Responses(session, participation).given().get(code, Given())


def test_several_messages_make_one_response_in_the_order_of_their_ids(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> Given:
        responses = Responses(session, participation)
        responses.hear(FIRST, Place(LARGE, 12), "second", "response")
        responses.hear(FIRST, Place(LARGE, 11), "first", "response")
        return _given(session, participation)

    assert database.write(write) == Given(text="first\nsecond", revision=2)


def test_the_same_message_counts_once(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> list[bool]:
        responses = Responses(session, participation)
        return [responses.hear(FIRST, Place(1, 2), "x", "response") is None for _ in range(3)]

    assert database.write(write) == [False, True, True]
    assert database.read(lambda s: _given(s, participation)) == Given(text="x", revision=1)


def test_an_edit_makes_a_new_revision_and_keeps_the_old_one(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> None:
        responses = Responses(session, participation)
        responses.hear(FIRST, Place(1, 2), "before", "response")
        # The question that the edit is said to belong to does not matter: the message knows its own.
        responses.hear(SECOND, Place(1, 2, edited_at=50), "after", "response")

    database.write(write)
    rows = database.read(lambda s: [(r.code, r.revision, r.text) for r in s.exec(select(Response)).all()])
    assert rows == [(FIRST, 1, "before"), (FIRST, 2, "after")]


def test_an_original_that_comes_after_its_edit_changes_nothing(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> Given:
        responses = Responses(session, participation)
        responses.hear(FIRST, Place(1, 2, edited_at=50), "after", "response")
        responses.hear(FIRST, Place(1, 2), "before", "response")
        return _given(session, participation)

    assert database.write(write) == Given(text="after", revision=1)
    assert database.read(lambda s: len(s.exec(select(Said)).all())) == 2


def test_a_text_taken_out_as_a_question_can_be_put_back(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> list[str]:
        responses = Responses(session, participation)
        said = responses.hear(FIRST, Place(1, 2), "hm?", "response")
        assert said
        texts = []
        for use in ("question", "response"):
            responses.take_as(said, use)
            texts.append(_given(session, participation).text)
        return texts

    assert database.write(write) == ["", "hm?"]


def test_writing_anew_sets_the_old_words_aside_and_loses_none(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> Given:
        responses = Responses(session, participation)
        responses.hear(FIRST, Place(1, 2), "old", "response")
        responses.hear(FIRST, Place(1, 3), "new", "response", anew=True)
        return _given(session, participation)

    assert database.write(write).text == "new"
    uses = database.read(lambda s: sorted((said.text, said.taken_as) for said in s.exec(select(Said))))
    assert uses == [("new", "response"), ("old", "replaced")]


def test_a_skip_counts_until_something_is_written(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> list[tuple[bool, bool]]:
        responses = Responses(session, participation)
        responses.mark(FIRST, "skip", reason="later")
        before = _given(session, participation)
        responses.hear(FIRST, Place(1, 2), "now", "response")
        after = _given(session, participation)
        return [(before.is_skipped, before.is_settled), (after.is_skipped, after.is_settled)]

    assert database.write(write) == [(True, True), (False, False)]


def test_the_latest_mark_counts_and_the_earlier_ones_stay(one: tuple[Database, Participation]) -> None:
    database, participation = one

    def write(session: Session) -> Given:
        responses = Responses(session, participation)
        responses.hear(FIRST, Place(1, 2), "x", "response")
        responses.mark(FIRST, "rating", 15)
        responses.mark(FIRST, "rating", 55)
        return _given(session, participation)

    given = database.write(write)
    assert (given.mark, given.value, given.marked_revision) == ("rating", 55, 1)


def test_one_participation_never_sees_anothers_messages(database: Database) -> None:
    def write(session: Session) -> tuple[dict[str, Given], Version | None]:
        mine, theirs = seeded(session, "Alba", 1), seeded(session, "Brio", 2)
        said = Responses(session, theirs.participation).hear(FIRST, Place(1, 2), "secret", "response")
        assert said
        responses = Responses(session, mine.participation)
        assert responses.versions(1, 2) == []
        return responses.given(), responses.said(said.id)

    assert database.write(write) == ({}, None)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_versions_ends_in_the_same_text(one: tuple[Database, Participation], data: st.DataObject) -> None:
    database, participation = one
    versions = [(message, edit) for message in (1, 2, 3) for edit in (0, 10, 20)]
    # A chat and a code of its own for each example: the database is the same.
    chat = next(_fresh)
    code = f"1.1a(1).{chat}"

    def write(session: Session) -> str:
        responses = Responses(session, participation)
        for message, edit in data.draw(st.permutations(versions)):
            responses.hear(code, Place(chat, message, edit), f"{message}-{edit}", "response")
        return _given(session, participation, code).text

    assert database.write(write) == "1-20\n2-20\n3-20"
