"""The engine, its settings, and `transaction`, which holds the only commit.

Work on the database is a plain function that gets a session and runs whole: nothing can be awaited inside a
transaction, so no model and no network can be called there.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Engine, Executable, Insert, create_engine, event, make_url
from sqlalchemy import insert as sql_insert
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

T = TypeVar("T")

# SQLite has one writer; PostgreSQL serves this many transactions side by side.
POSTGRES_THREADS = 8
LOCK_WAIT_SECONDS = 5.0
_POSTGRES_DISK_FULL = "53100"


class Database:
    """One database by URL. Close it when done.

    SQLite works where it is called: it has one writer anyway, and handing each statement's thread the interpreter costs
    more than the statement. PostgreSQL has threads, because its answers are waited for.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        self._threads = None if self.is_sqlite else ThreadPoolExecutor(POSTGRES_THREADS, "database")

    async def transaction(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction and commit; any exception rolls all of it back."""
        return await self._run(self.write, work)

    async def reading(self, work: Callable[[Session], T]) -> T:
        """Run `work`, which only reads; nothing it does is kept."""
        return await self._run(self.read, work)

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction in this thread and commit."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work`, which only reads, in this thread; nothing it does is kept."""
        options = {"reading": True}
        with self.engine.connect().execution_options(**options) as connection, Session(connection) as session:
            return work(session)

    def forget(self) -> None:
        """Leave no trace on disk of what was deleted: deleted rows live on in SQLite's log and in free pages."""
        if self.is_sqlite:
            with self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.execute(statement).fetchall()

    def close(self) -> None:
        """Wait for what is under way and give the connections back."""
        if self._threads:
            self._threads.shutdown()
        self.engine.dispose()

    async def _run(self, run: Callable[[Callable[[Session], T]], T], work: Callable[[Session], T]) -> T:
        if self._threads is None:
            return run(work)
        return await asyncio.get_running_loop().run_in_executor(self._threads, run, work)


def rows_changed(session: Session, statement: Executable) -> int:
    """Run an update or delete and return how many rows it met."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def insert(session: Session, table: type[SQLModel], **values: Any) -> int:
    """Insert a row and return its id, past the unit of work: for the rows of every turn, at a third of the cost."""
    done = cast("CursorResult[Any]", session.connection().execute(_insert_into(table), values))
    return int(done.inserted_primary_key[0])  # type: ignore[index]


def insert_all(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows at once, past the unit of work; columns that are left out get their defaults."""
    if rows:
        session.connection().execute(_insert_into(table), list(rows))


@cache
def _insert_into(table: type[SQLModel]) -> Insert:
    return sql_insert(table.__table__)  # type: ignore[attr-defined]


def is_full(error: BaseException) -> bool:
    """Say whether the database refused because its disk is full."""
    cause = error.orig if isinstance(error, OperationalError) else None
    return "disk is full" in str(cause) or getattr(cause, "sqlstate", None) == _POSTGRES_DISK_FULL


# What people wrote stays out of errors, and so out of the log: `hide_parameters`.
def _sqlite_engine(url: str) -> Engine:
    options = {"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(url, pool_size=2 * POSTGRES_THREADS, pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own implicit BEGIN comes too late to take the write lock; ours is explicit.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once, whatever the time-out: take the lock first.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
