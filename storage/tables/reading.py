"""What answers are quoted from: sources, their passages, and the vectors from which the index can be made anew."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import RowId, key, moment, to


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
