"""Fresh databases for tests: SQLite always, PostgreSQL where a server answers (and in CI it has to)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest

from storage import migrations
from storage.database import Database

SERVER = os.environ.get("HOWWELL_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432")
IS_REQUIRED = bool(os.environ.get("HOWWELL_TEST_POSTGRES_REQUIRED"))


@contextmanager
def fresh(kind: str, folder: Path, *, migrated: bool = True) -> Iterator[str]:
    """Give the URL of a database of this kind that nobody else uses."""
    if kind == "sqlite":
        path = folder / f"{uuid4().hex}.db"
        if migrated:
            shutil.copy(_migrated_file(), path)
        yield f"sqlite:///{path}"
        return
    if not _server_answers():
        reason = f"no PostgreSQL server answers at {SERVER}"
        pytest.fail(reason) if IS_REQUIRED else pytest.skip(reason)
    name = f"howwell_test_{uuid4().hex[:12]}"
    _order(f'CREATE DATABASE {name} TEMPLATE "{_template() if migrated else "template0"}"')
    try:
        yield _url(name)
    finally:
        _order(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _migrated_file() -> Path:
    """Migrate once; a copy of the file is a new database."""
    path = Path(mkdtemp(prefix="howwell-tests-")) / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


@cache
def _template() -> str:
    name = f"howwell_test_template_{uuid4().hex[:8]}"
    _order(f"CREATE DATABASE {name}")
    _migrate(_url(name))
    return name


def drop_template() -> None:
    """Remove the template, if one was made."""
    if _template.cache_info().currsize:
        _order(f"DROP DATABASE {_template()} WITH (FORCE)")


def _migrate(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database.engine)
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    database.close()


def _url(name: str) -> str:
    return f"{SERVER.replace('postgresql://', 'postgresql+psycopg://', 1)}/{name}"


@cache
def _server_answers() -> bool:
    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _order(statement: str) -> None:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(statement)
