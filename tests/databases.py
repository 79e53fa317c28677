"""Fresh databases for tests: SQLite always, PostgreSQL where a server answers (and in CI it has to)."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Literal
from uuid import uuid4

import psycopg
import pytest
from filelock import FileLock
from sqlmodel import Session

from bot.indexing import KeptVectors, embedded
from bot.library import store_packaged
from knowledge import embeddings, everyday
from knowledge.calibration import offtopic_questions
from knowledge.catalogue import packaged
from knowledge.dense import Dense
from knowledge.lists import folder_beside
from storage import migrations
from storage.database import Database
from storage.sources import PACKAGED, Sources
from storage.vectors import Embedded, Vectors

SERVER = os.environ.get("HOWWELL_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432")
HISTORY = Path(migrations.__file__).parent / "versions"
_templates: list[str] = []
IS_REQUIRED = bool(os.environ.get("HOWWELL_TEST_POSTGRES_REQUIRED"))


Stock = Literal["nothing", "tables", "library"]


@contextmanager
def fresh(kind: str, folder: Path, *, holding: Stock = "tables") -> Iterator[str]:
    """Give the URL of a database of this kind that nobody else uses.

    With the `library` in it, with its vectors too, the bot starts on it as it does from the second start on.
    """
    if kind == "sqlite":
        path = folder / f"{uuid4().hex}.db"
        if holding != "nothing":
            shutil.copy(_file(holding), path)
        if holding == "library":
            lay_lists(folder)
        yield f"sqlite:///{path}"
        return
    if not _server_answers():
        reason = f"no PostgreSQL server answers at {SERVER}"
        pytest.fail(reason) if IS_REQUIRED else pytest.skip(reason)
    if holding == "library":
        lay_lists(folder)
    name = f"howwell_test_{uuid4().hex[:12]}"
    _order(f'CREATE DATABASE {name} TEMPLATE "{_template(holding) if holding != "nothing" else "template0"}"')
    try:
        yield _url(name)
    finally:
        _order(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _file(holding: Stock) -> Path:
    """Migrate once; a copy of the file is a new database."""
    if holding == "library":
        return stocked_file()
    path = Path(mkdtemp(prefix="howwell-tests-")) / "migrated.db"
    _fill(f"sqlite:///{path}", holding)
    return path


def stocked_file() -> Path:
    """Return a file with the library in it, made once for all runs while neither its words nor the tables change."""
    history = "".join(sorted(path.read_text() for path in HISTORY.glob("*.py")))
    words = "".join(framework.content_hash for framework in packaged().values())
    lists = "".join((*offtopic_questions(), *everyday.phrases()))
    mark = sha256(f"{history}{words}{lists}".encode()).hexdigest()[:16]
    path = Path(gettempdir()) / f"howwell-tests-{mark}.db"
    with FileLock(f"{path}.lock"):
        if not path.exists():
            draft = path.with_suffix(".new")
            draft.unlink(missing_ok=True)
            _fill(f"sqlite:///{draft}", "library")
            draft.rename(path)
    return path


def lay_lists(home: Path) -> None:
    """Lay the fixed lists, as the model reads them and as they were measured, where an index in this home looks."""
    for name, where in (("index-lists", folder_beside(home / "index")), ("measured", home / "index")):
        shutil.copytree(_lists() / name, where, dirs_exist_ok=True)


@cache
def _lists() -> Path:
    """Return the folder of the lists and of what was measured with them on the library, made once for all runs."""
    stocked = stocked_file()
    path = stocked.with_name(f"{stocked.stem}-lists")
    with FileLock(f"{path}.lock"):
        if not (path / "measured").exists():
            _measure(stocked, path)
    return path


def _measure(stocked: Path, path: Path) -> None:
    """Read the lists into `index-lists`, and lay what an index measures with them into `measured`."""
    database, embedder = Database(f"sqlite:///{stocked}"), embeddings.packaged()
    dense = Dense(embedder, path / "index", partial(KeptVectors, database, embedder))
    dense.sync(PACKAGED, KeptVectors(database, embedder, PACKAGED))
    dense.close()
    database.close()
    draft = path / "measured.new"
    draft.mkdir(exist_ok=True)
    for file in (path / "index").glob("offtopic-*.npz"):
        shutil.copy(file, draft)
    draft.rename(path / "measured")


@cache
def _template(holding: Stock) -> str:
    name = f"howwell_test_template_{uuid4().hex[:8]}"
    _order(f"CREATE DATABASE {name}")
    _fill(_url(name), holding)
    _templates.append(name)
    return name


def drop_templates() -> None:
    """Remove the templates that were made."""
    while _templates:
        _order(f"DROP DATABASE {_templates.pop()} WITH (FORCE)")


def _fill(url: str, holding: Stock) -> None:
    database = Database(url)
    migrations.upgrade(database.engine)
    if holding == "library":
        database.write(lambda session: store_packaged(session, packaged()))
        kept = {} if database.is_sqlite else _vectors_of(stocked_file())
        database.write(lambda session: _keep_vectors(session, kept))
    if database.is_sqlite:
        database.forget()
    database.close()


def _keep_vectors(session: Session, kept: Mapping[str, Embedded]) -> None:
    embedder = embeddings.packaged()
    vectors = Vectors(session, PACKAGED, embedder.model)
    lacking = vectors.lacking(0, 100_000)
    made = kept or {one.text: embedded(0, one) for one in embedder.read([text for _, text in lacking])}
    vectors.keep([replace(made[text], row=row) for row, text in lacking])


def _vectors_of(path: Path) -> dict[str, Embedded]:
    """Return what a stocked file holds of the library's vectors and tokens, by text."""
    database = Database(f"sqlite:///{path}")
    try:
        texts = {one.id: one.text for one in database.read(lambda session: Sources(session, None).passages())}
        return database.read(lambda session: _kept(Vectors(session, PACKAGED, embeddings.packaged().model), texts))
    finally:
        database.close()


def _kept(vectors: Vectors, texts: Mapping[str, str]) -> dict[str, Embedded]:
    whole, tokens = vectors.take(list(texts)), vectors.tokens(list(texts))
    return {text: Embedded(0, whole[one], *tokens[one]) for one, text in texts.items()}


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
