"""Messages owed: written with what made them due, sent in order per chat, at least once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.database import insert
from storage.tables import Chat, Owed, Pressed
from storage.tables.columns import now

_SENT = (
    update(Owed).where(col(Owed.id) == bindparam("owed")).values(status="sent", sent_message_id=bindparam("message"))
)
_SHOWN = (
    select(Owed.status, Owed.attempts, Owed.sent_message_id)
    .where(Owed.chat_id == bindparam("chat"), col(Owed.code).is_not(None))
    .order_by(col(Owed.id).desc())
    .limit(1)
)


@dataclass(frozen=True)
class Call:
    """One call of the Bot API to make: method, parameters, and the question it shows where it shows one."""

    chat_id: int
    method: str
    payload: Mapping[str, Any]
    participation_id: int | None = None
    code: str | None = None


@dataclass(frozen=True)
class Due:
    """A call that is stored and waits to be made."""

    id: int
    chat_id: int
    method: str
    payload: Mapping[str, Any]


def owe(session: Session, calls: Sequence[Call], update_id: int | None = None) -> list[Due]:
    """Store calls in the order in which the chat must see them."""
    return [
        Due(insert(session, Owed, **_row(call, update_id)), call.chat_id, call.method, call.payload) for call in calls
    ]


def pending(session: Session) -> list[Due]:
    """Return every call still owed, in order, but not those to chats that have blocked the bot."""
    blocked = select(Chat.id).where(Chat.blocked)
    statement = (
        select(Owed)
        .where(Owed.status == "pending", col(Owed.chat_id).not_in(blocked))
        .order_by(col(Owed.chat_id), col(Owed.id))
    )
    return [_due(row) for row in session.exec(statement)]


def owed_to(session: Session, chat_id: int) -> list[Due]:
    """Return what one chat is still owed, in order."""
    statement = select(Owed).where(Owed.status == "pending", Owed.chat_id == chat_id).order_by(col(Owed.id))
    return [_due(row) for row in session.exec(statement)]


def owed_for(session: Session, update_id: int) -> list[Due]:
    """Return what is still owed because of one update, in order."""
    statement = select(Owed).where(Owed.status == "pending", Owed.update_id == update_id).order_by(col(Owed.id))
    return [_due(row) for row in session.exec(statement)]


def mark_sent(session: Session, sent: Iterable[tuple[int, int | None]]) -> None:
    """Note for each (call, message) that it went out and which message it became."""
    noted = [{"owed": owed_id, "message": message_id} for owed_id, message_id in sent]
    if noted:
        session.connection().execute(_SENT, noted)


def mark_failed(session: Session, owed_id: int, error: str) -> None:
    """Give up on a call that Telegram refuses for what it says."""
    session.execute(update(Owed).where(col(Owed.id) == owed_id).values(status="failed", error=error[:500]))


def block(session: Session, chat_id: int) -> None:
    """Note that a chat cannot be written to; what it is owed stays owed until it comes back."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Chat).values(id=chat_id, blocked=True, since=now())
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"blocked": True}))


def unblock(session: Session, chat_id: int) -> bool:
    """Note that a chat is back; true when it had been blocked."""
    chat = session.get(Chat, chat_id)
    if chat is None or not chat.blocked:
        return False
    chat.blocked = False
    session.add(chat)
    return True


def shown_before(session: Session, chat_id: int, message_id: int) -> tuple[int, str] | None:
    """Return (participation, code) of the question in sight when a message was written, if a later one is shown now.

    None means that nothing newer is known to have been shown. A call that was tried more than once may have been seen
    before the message that it became, so its message id proves nothing.
    """
    last = session.connection().execute(_SHOWN, {"chat": chat_id}).first()
    if last is None or last.attempts or last.sent_message_id is None or last.sent_message_id < message_id:
        return None
    shown = select(Owed).where(Owed.chat_id == chat_id, col(Owed.code).is_not(None))
    seen = shown.where(or_(col(Owed.sent_message_id) < message_id, col(Owed.attempts) > 0))
    row = session.exec(seen.order_by(col(Owed.id).desc()).limit(1)).first()
    return (row.participation_id, row.code) if row and row.participation_id and row.code else None


def last_shown(session: Session, chat_id: int, participation_id: int) -> str | None:
    """Return the code of the question of a participation that a chat was shown last."""
    shown = select(Owed.code).where(
        Owed.chat_id == chat_id, Owed.participation_id == participation_id, col(Owed.code).is_not(None)
    )
    return session.exec(shown.order_by(col(Owed.id).desc()).limit(1)).first()


def last_place(session: Session, chat_id: int, participation_id: int, code: str) -> int | None:
    """Return the message in which a chat was shown a question, if nothing else was sent to it or edited since."""
    statement = select(Owed).where(Owed.chat_id == chat_id, Owed.method != "setMyCommands")
    last = session.exec(statement.order_by(col(Owed.id).desc()).limit(1)).first()
    is_it = last is not None and (last.participation_id, last.code) == (participation_id, code)
    return last.sent_message_id if last and is_it and not last.attempts else None


def sent_as(session: Session, chat_id: int, message_id: int) -> Mapping[str, Any] | None:
    """Return the parameters with which a message of ours was first sent to a chat, or none for one that was not."""
    statement = select(Owed.payload).where(
        Owed.chat_id == chat_id, Owed.sent_message_id == message_id, Owed.method == "sendMessage"
    )
    payload = session.exec(statement.order_by(col(Owed.id)).limit(1)).first()
    return cast("Mapping[str, Any]", json.loads(payload)) if payload else None


def count_attempt(session: Session, owed_ids: Iterable[int]) -> None:
    """Note that calls are tried again: whether they went out before is not known."""
    again = update(Owed).where(col(Owed.id).in_(list(owed_ids)))
    session.execute(again.values(attempts=Owed.attempts + 1))


def press_once(session: Session, chat_id: int, message_id: int, verb: str) -> bool:
    """Note that a button was pressed which works once; false when it was pressed before."""
    if session.get(Pressed, (chat_id, message_id, verb)):
        return False
    session.add(Pressed(chat_id=chat_id, message_id=message_id, verb=verb))
    session.flush()
    return True


def counts(session: Session) -> dict[str, int]:
    """Return how many calls are owed and how many Telegram refused."""
    statement = select(Owed.status, func.count()).where(Owed.status != "sent").group_by(Owed.status)
    found = {status: count for status, count in session.exec(statement)}
    return {status: found.get(status, 0) for status in ("pending", "failed")}


def _row(call: Call, update_id: int | None) -> dict[str, Any]:
    return {
        "chat_id": call.chat_id,
        "update_id": update_id,
        "method": call.method,
        "payload": json.dumps(call.payload, ensure_ascii=False),
        "participation_id": call.participation_id,
        "code": call.code,
        "status": "pending",
        "attempts": 0,
        "owed_at": now(),
    }


def _due(row: Owed) -> Due:
    return Due(row.id, row.chat_id, row.method, json.loads(row.payload))
