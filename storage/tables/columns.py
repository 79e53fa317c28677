"""What all tables share: names for constraints, 64-bit ids from Telegram, and moments in UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

metadata = SQLModel.metadata
# Alembic can only change on SQLite what has a name.
metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that comes back with its zone from SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; hand over UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Put back the zone that SQLite drops."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


# SQLite counts rows up by itself only for INTEGER; PostgreSQL gets 64 bits.
RowId = BigInteger().with_variant(Integer(), "sqlite")


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def key() -> Any:
    """Return a primary key that counts up."""
    return Field(default=None, sa_column=Column(RowId, primary_key=True, autoincrement=True))


def to(table: str, *, optional: bool = False, index: bool = True) -> Any:
    """Return a reference to a row of `table`."""
    reference = ForeignKey(f"{table}.id")
    return Field(default=None, sa_column=Column(BigInteger, reference, nullable=optional, index=index))


def big(*, optional: bool = False, index: bool = False) -> Any:
    """Return a 64-bit number, as Telegram's ids need."""
    return Field(default=None, sa_column=Column(BigInteger, nullable=optional, index=index))


def moment(*, optional: bool = False) -> Any:
    """Return a moment; the present one where none is given, unless it is optional."""
    if optional:
        return Field(default=None, sa_column=Column(Moment, nullable=True))
    return Field(default_factory=now, sa_column=Column(Moment, nullable=False))
