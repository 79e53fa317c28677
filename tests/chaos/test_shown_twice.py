"""A question that a killed process showed twice: what was written between the two belongs to it all the same."""

from sqlmodel import Session

from storage import outbox
from storage.database import Database
from storage.outbox import Call

CHAT, TAKING = 1, 5


def test_a_text_written_under_a_question_shown_twice_belongs_to_that_question(database: Database) -> None:
    def show(session: Session) -> None:
        calls = [Call(CHAT, "sendMessage", {}, TAKING, code) for code in ("first", "second", "second")]
        first, second, scale = outbox.owe(session, calls)
        # The second question went out as 20, but the process died before it could note that: it became 24 as well.
        outbox.count_attempt(session, [second.id])
        outbox.mark_sent(session, [(first.id, 17), (second.id, 24), (scale.id, 25)])

    database.write(show)
    found = [_shown_before(database, message) for message in (18, 23, 26)]
    assert found == [(TAKING, "second"), (TAKING, "second"), None]


def test_a_question_not_tried_twice_was_not_in_sight_before_it_was_shown(database: Database) -> None:
    def show(session: Session) -> None:
        calls = [Call(CHAT, "sendMessage", {}, TAKING, code) for code in ("first", "second", "third")]
        first, second, third = outbox.owe(session, calls)
        outbox.count_attempt(session, [first.id])
        outbox.mark_sent(session, [(first.id, 19), (second.id, 20), (third.id, 30)])

    database.write(show)
    found = [_shown_before(database, message) for message in (18, 25)]
    assert found == [(TAKING, "first"), (TAKING, "second")]


def _shown_before(database: Database, message: int) -> tuple[int, str] | None:
    return database.read(lambda session: outbox.shown_before(session, CHAT, message))
