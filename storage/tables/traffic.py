"""Updates received and messages owed: the two tables that make sure nothing is lost on the way."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment, RowId, big, key, moment, now


class Received(SQLModel, table=True):
    """One raw update, stored before it is confirmed to Telegram."""

    __tablename__ = "inbox"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'done', 'dead')", name="status"),
        Index("ix_inbox_status_lane", "status", "lane", "update_id"),
    )

    update_id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    # The chat (or the person, where there is no chat) whose updates are handled in order.
    lane: int = big()
    raw: str = Field(sa_column=Column(Text, nullable=False))
    # The message, edit or press in it: Telegram numbers its updates anew after a week without any.
    key: str | None = Field(default=None, unique=True)
    status: str = "pending"
    attempts: int = 0
    error: str | None = None
    received_at: datetime = moment()


class Owed(SQLModel, table=True):
    """One call of the Bot API that a chat is owed, written with what made it due."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'sent', 'failed')", name="status"),
        Index("ix_outbox_status_chat", "status", "chat_id", "id"),
        Index("ix_outbox_shown", "chat_id", "sent_message_id"),
    )

    id: int = key()
    chat_id: int = big()
    update_id: int | None = big(optional=True)
    method: str
    payload: str = Field(sa_column=Column(Text, nullable=False))
    # The question that the message shows, where it shows one.
    participation_id: int | None = big(optional=True)
    code: str | None = None
    status: str = "pending"
    attempts: int = 0
    error: str | None = None
    sent_message_id: int | None = big(optional=True)
    owed_at: datetime = moment()


class Pressed(SQLModel, table=True):
    """A button that works once, and was pressed: the message it stands under, and its verb."""

    chat_id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    verb: str = Field(primary_key=True)


class Chat(SQLModel, table=True):
    """What is known of a chat: whether it can be written to."""

    id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    blocked: bool = False
    since: datetime = Field(default_factory=now, sa_column=Column(Moment, nullable=False))
