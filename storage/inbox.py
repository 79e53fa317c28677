"""Updates received: stored before they are confirmed, handled once, never lost and never retried for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.database import rows_changed
from storage.tables import Received
from storage.tables.columns import now

# An update that fails this often is put aside for the owner to look at.
MOST_ATTEMPTS = 5


# Made once: building a statement costs more than running it.
_RECEIVE = {
    name: dialect.insert(Received).on_conflict_do_nothing().returning(col(Received.update_id))
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}
_SETTLE = (
    update(Received)
    .where(col(Received.update_id) == bindparam("number"), col(Received.status) == "pending")
    .values(status="done")
)


@dataclass(frozen=True)
class Update:
    """A raw update with the lane (chat or person) in which it keeps its order.

    `key` names the message, edit or press that it brings, however Telegram may number it, where it brings one.
    """

    update_id: int
    lane: int
    raw: str
    key: str | None = None


def receive(session: Session, updates: Sequence[Update]) -> list[Update]:
    """Store what is new and return it in order; an update that came before, under whatever id, is left as it is."""
    if not updates:
        return []
    statement = _RECEIVE[session.get_bind().dialect.name]
    new = set(session.connection().execute(statement, [_row(update) for update in updates]).scalars())
    return sorted((update for update in updates if update.update_id in new), key=lambda update: update.update_id)


def pending(session: Session) -> list[Update]:
    """Return everything received and not yet settled, in order: what a start has to take up again."""
    statement = select(Received).where(Received.status == "pending").order_by(col(Received.update_id))
    return [Update(row.update_id, row.lane, row.raw, row.key) for row in session.exec(statement)]


def settle(session: Session, update_id: int) -> bool:
    """Mark an update as handled; false when it already was, and then the turn must change nothing."""
    return session.connection().execute(_SETTLE, {"number": update_id}).rowcount > 0


def fail(session: Session, update_id: int, error: str) -> bool:
    """Count a failed attempt and return whether the update is now put aside as dead."""
    row = session.get(Received, update_id)
    if row is None or row.status != "pending":
        return False
    row.attempts += 1
    row.error = error[:500]
    row.status = "dead" if row.attempts >= MOST_ATTEMPTS else "pending"
    session.add(row)
    return row.status == "dead"


def message_key(chat_id: int, message_id: int) -> str:
    """Return the key under which a message, as it was first sent, is received."""
    return f"message {chat_id} {message_id}"


def is_handled(session: Session, key: str) -> bool:
    """Say whether an update of this key was received and handled."""
    statement = select(Received.update_id).where(Received.key == key, Received.status == "done")
    return session.exec(statement).first() is not None


def purge(session: Session, before: datetime) -> int:
    """Forget handled updates received before then; Telegram itself keeps one for a day, so three days are safe."""
    old = delete(Received).where(col(Received.status) == "done", col(Received.received_at) < before)
    return rows_changed(session, old)


def counts(session: Session) -> dict[str, int]:
    """Return how many updates wait and how many were put aside."""
    rows = session.exec(select(Received.status).where(Received.status != "done")).all()
    return {status: rows.count(status) for status in ("pending", "dead")}


def _row(update: Update) -> dict[str, object]:
    return {
        "update_id": update.update_id,
        "lane": update.lane,
        "raw": update.raw,
        "key": update.key,
        "status": "pending",
        "attempts": 0,
        "received_at": now(),
    }
