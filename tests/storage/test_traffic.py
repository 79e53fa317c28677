"""Inbox and outbox: nothing comes in twice, nothing goes out of order, nothing is lost."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage import inbox, outbox
from storage.database import Database
from storage.inbox import Update
from storage.outbox import Call
from storage.tables.columns import now


def _update(number: int) -> Update:
    return Update(number, 7, "{}")


def test_an_update_is_stored_once_however_often_it_comes(database: Database) -> None:
    first = database.write(lambda s: inbox.receive(s, [_update(2), _update(1)]))
    again = database.write(lambda s: inbox.receive(s, [_update(1), _update(2), _update(3)]))
    assert [update.update_id for update in first] == [1, 2]
    assert [update.update_id for update in again] == [3]
    assert [update.update_id for update in database.read(inbox.pending)] == [1, 2, 3]


def test_an_update_is_settled_once(database: Database) -> None:
    database.write(lambda s: inbox.receive(s, [_update(1)]))
    assert [database.write(lambda s: inbox.settle(s, 1)) for _ in range(3)] == [True, False, False]
    assert database.read(inbox.pending) == []


def test_an_update_that_was_never_received_cannot_be_settled(database: Database) -> None:
    assert not database.write(lambda s: inbox.settle(s, 404))


def test_numbers_may_start_anew_lower_down(database: Database) -> None:
    database.write(lambda s: inbox.receive(s, [_update(900_000_000)]))
    assert database.write(lambda s: inbox.receive(s, [_update(5)])) == [_update(5)]


def test_an_update_that_keeps_failing_is_put_aside_after_five_attempts(database: Database) -> None:
    database.write(lambda s: inbox.receive(s, [_update(1)]))
    given_up = [database.write(lambda s: inbox.fail(s, 1, "boom")) for _ in range(inbox.MOST_ATTEMPTS)]
    assert given_up == [False] * (inbox.MOST_ATTEMPTS - 1) + [True]
    assert database.read(inbox.counts) == {"pending": 0, "dead": 1}


def test_purging_forgets_only_what_is_handled_and_old(database: Database) -> None:
    database.write(lambda s: inbox.receive(s, [_update(1), _update(2)]))
    database.write(lambda s: inbox.settle(s, 1))
    assert database.write(lambda s: inbox.purge(s, now() - timedelta(days=3))) == 0
    assert database.write(lambda s: inbox.purge(s, now() + timedelta(days=1))) == 1
    assert database.read(inbox.pending) == [_update(2)]


def test_calls_come_back_in_the_order_of_their_chat(database: Database) -> None:
    calls = [Call(chat, "sendMessage", {"text": f"{chat}-{n}"}) for n in range(3) for chat in (2, 1)]
    database.write(lambda s: outbox.owe(s, calls))
    texts = [due.payload["text"] for due in database.read(outbox.pending)]
    assert texts == [f"{chat}-{n}" for chat in (1, 2) for n in range(3)]


def test_what_is_sent_or_refused_is_owed_no_more(database: Database) -> None:
    due = database.write(lambda s: outbox.owe(s, [Call(1, "sendMessage", {}) for _ in range(3)]))
    database.write(lambda s: outbox.mark_sent(s, [(due[0].id, 11)]))
    database.write(lambda s: outbox.mark_failed(s, due[1].id, "no"))
    assert [one.id for one in database.read(outbox.pending)] == [due[2].id]
    assert database.read(outbox.counts) == {"pending": 1, "failed": 1}


def test_what_a_blocked_chat_is_owed_waits_for_its_return(database: Database) -> None:
    database.write(lambda s: outbox.owe(s, [Call(1, "sendMessage", {})]))
    database.write(lambda s: outbox.block(s, 1))
    assert database.read(outbox.pending) == []
    assert [database.write(lambda s: outbox.unblock(s, 1)) for _ in range(2)] == [True, False]
    assert len(database.read(outbox.pending)) == 1


def test_a_button_that_works_once_works_once(database: Database) -> None:
    assert [database.write(lambda s: outbox.press_once(s, 1, 2, "open")) for _ in range(2)] == [True, False]
    assert database.write(lambda s: outbox.press_once(s, 1, 3, "open"))


class TestTheQuestionInSight:
    """Which question a message was written under, when a newer one is shown by now."""

    @pytest.fixture
    def shown(self, database: Database) -> Database:
        def show(session: Session) -> None:
            due = outbox.owe(session, [Call(1, "sendMessage", {}, 5, code) for code in ("a", "b")])
            outbox.mark_sent(session, [(due[0].id, 10), (due[1].id, 20)])

        database.write(show)
        return database

    @pytest.mark.parametrize(("message", "code"), [(15, (5, "a")), (25, None), (5, None)])
    def test_it_is_the_last_one_shown_before_the_message(
        self, shown: Database, message: int, code: tuple[int, str] | None
    ) -> None:
        assert shown.read(lambda s: outbox.shown_before(s, 1, message)) == code

    def test_a_question_that_may_have_gone_out_earlier_proves_nothing(self, shown: Database) -> None:
        last = shown.write(lambda s: outbox.owe(s, [Call(1, "sendMessage", {}, 5, "c")]))[0]
        shown.write(lambda s: outbox.count_attempt(s, [last.id]))
        shown.write(lambda s: outbox.mark_sent(s, [(last.id, 30)]))
        assert shown.read(lambda s: outbox.shown_before(s, 1, 25)) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(st.integers(1, 30), max_size=8), max_size=8))
def test_any_batches_leave_each_update_once(database: Database, batches: list[list[int]]) -> None:
    database.write(lambda s: inbox.purge(s, now() + timedelta(days=1)))
    waiting = {update.update_id for update in database.read(inbox.pending)}
    for batch in batches:
        database.write(lambda s, b=batch: inbox.receive(s, [_update(n) for n in dict.fromkeys(b)]))  # type: ignore[misc]
    assert {u.update_id for u in database.read(inbox.pending)} == waiting | {n for batch in batches for n in batch}
