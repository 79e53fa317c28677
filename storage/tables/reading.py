"""What answers are quoted from: sources, their passages, and the vectors from which the index can be made anew."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.passages import Tier
from storage.tables.columns import RowId, big, key, moment, to


class StoredSource(SQLModel, table=True):
    """A document, or a framework of the packaged library, as it was last read."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("scope", "name"),)

    id: int = key()
    # "packaged", or "organisation-N": who may be shown it.
    scope: str
    organisation_id: int | None = to("organisation", optional=True)
    name: str
    sha256: str
    framework_id: str | None = None
    # What was understood of it, as a framework in JSON.
    outline: str | None = Field(default=None, sa_column=Column(Text))
    # The framework of the library that it belongs to, where it does.
    known: str | None = None
    # How much its wording counts: `Tier`.
    tier: int = Field(default=Tier.OWNER, sa_column=Column(Integer, nullable=False, server_default="1"))
    # What the owner should know about it: sentences as a list in JSON.
    doubts: str = Field(default="[]", sa_column=Column(Text, nullable=False, server_default="[]"))
    brought_by: int | None = to("person", optional=True)
    read_at: datetime = moment()


class StoredPassage(SQLModel, table=True):
    """One citable piece of a source."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("scope", "passage_id"),)

    id: int = key()
    scope: str
    source_id: int = to("source")
    passage_id: str
    content: str = Field(sa_column=Column(Text, nullable=False))


class StoredVector(SQLModel, table=True):
    """The embedding of a passage's text by one model: float32, little-endian."""

    __tablename__ = "vector"

    passage_row: int = Field(
        sa_column=Column(RowId, ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    model: str = Field(primary_key=True)
    vector: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class StoredTokens(SQLModel, table=True):
    """The vectors of the tokens of a passage's text by one model: int8, each of length 1 when multiplied by `scale`.

    They are eight times as large as the vector of the whole, and read for the few passages that a question looks at.
    """

    __tablename__ = "tokens"

    passage_row: int = Field(
        sa_column=Column(RowId, ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    model: str = Field(primary_key=True)
    scale: float
    rows: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Upload(SQLModel, table=True):
    """A document that somebody sent in chat, read but not used yet: its sender looks at it first."""

    __table_args__ = (CheckConstraint("status IN ('waiting', 'used', 'discarded')", name="status"),)

    id: int = key()
    organisation_id: int = to("organisation")
    person_id: int = to("person")
    chat_id: int = big()
    name: str
    # What was understood, as JSON; emptied when it is used or discarded.
    understood: str = Field(sa_column=Column(Text, nullable=False))
    status: str = "waiting"
    sent_at: datetime = moment()
