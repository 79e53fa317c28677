"""The library over a real database and a real Chroma: found, scoped, and made anew when the index is damaged."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.examination import examine
from bot.indexing import KeptVectors
from bot.library import Library
from bot.settings import Settings
from knowledge import embeddings
from knowledge.catalogue import packaged
from knowledge.passages import Passage, passage_id
from storage import members
from storage.database import Database
from storage.sources import Sources, scope_of
from tests import databases

QUESTION = "how should complaints be handled?"


@pytest.fixture(scope="module")
def embedder() -> embeddings.OnnxEmbedder:
    return embeddings.packaged()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[tuple[Settings, Database]]:
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        database = Database(url)
        yield Settings(home=tmp_path, database_url=url, _env_file=None), database
        database.close()


@contextmanager
def opened(home: tuple[Settings, Database], embedder: embeddings.Embedder | None) -> Iterator[Library]:
    settings, database = home
    library = Library(database, packaged(), settings.index, embedder)
    library.start()
    try:
        yield library
    finally:
        library.wait()
        library.close()


def test_before_the_index_is_open_answers_come_from_words(
    home: tuple[Settings, Database], embedder: embeddings.Embedder
) -> None:
    with opened(home, None) as library:
        assert library.answer(QUESTION, 0, None, None).answered
        assert library.status.startswith("lexical only")


def test_the_tokens_of_what_was_read_in_are_kept_and_are_those_of_the_model(
    home: tuple[Settings, Database], embedder: embeddings.OnnxEmbedder
) -> None:
    _, database = home
    text = "A duty lead calls back whoever complained within a day."
    passage = Passage(passage_id("a.txt", (), text), "a.txt", "guidance", "Complaints", text)

    def put(session: Session) -> int:
        organisation = members.organisation(session, "Alba").id
        Sources(session, organisation).put("a.txt", "h", None, [passage])
        return organisation

    organisation = database.write(put)
    with opened(home, embedder) as library:
        library.bring_up_to_date(organisation)
    kept = KeptVectors(database, embedder, scope_of(organisation)).tokens([passage.id])
    (read,) = embedder.read([text])
    told = kept[passage.id]
    assert (told.rows == read.tokens.rows).all()
    assert told.scale == pytest.approx(read.tokens.scale)
    assert KeptVectors(database, embedder, "packaged").tokens([passage.id]) == {}


def _delete(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def _cut(folder: Path) -> None:
    # An index this small lives in its log, so cutting the graph files alone would harm nothing.
    for path in (*folder.rglob("*.bin"), *folder.rglob("*.sqlite3")):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite(folder: Path) -> None:
    for path in (*folder.rglob("*.bin"), *folder.rglob("*.sqlite3")):
        content = bytearray(path.read_bytes())
        content[100 : 100 + 20_000] = b"\xaa" * min(20_000, max(0, len(content) - 100))
        path.write_bytes(content)


@pytest.mark.parametrize("damage", [_delete, _cut, _overwrite], ids=["deleted", "cut", "overwritten"])
def test_a_damaged_index_is_answered_without_reported_and_made_anew(
    home: tuple[Settings, Database], embedder: embeddings.Embedder, damage: Callable[[Path], None]
) -> None:
    with opened(home, embedder) as library:
        library.wait()
        before = library.answer(QUESTION, 0, None, None)
        assert library.status == "ready"
    damage(home[0].index)
    checks = {check["name"]: check for check in examine(home[0])["checks"]}
    assert checks["index"]["ok"] is not True
    with opened(home, embedder) as library:
        # At once, from words alone if need be; then as before.
        assert library.answer(QUESTION, 0, None, None).answered
        library.wait()
        assert [one.passage for one in library.answer(QUESTION, 0, None, None).citations] == [
            one.passage for one in before.citations
        ]
        assert library.status == "ready"
    assert {check["name"]: check for check in examine(home[0])["checks"]}["index"]["ok"] is True


def test_nothing_is_embedded_twice(home: tuple[Settings, Database], embedder: embeddings.OnnxEmbedder) -> None:
    with opened(home, embedder) as library:
        library.wait()
        library.answer(QUESTION, 0, None, None)
    _delete(home[0].index)

    class Counting:
        model, dims, knows = embedder.model, embedder.dims, embedder.knows
        texts = 0

        def embed(self, texts: Sequence[str]) -> embeddings.Vectors:
            self.texts += len(texts)
            return embedder.embed(texts)

        def read(self, texts: Sequence[str]) -> list[embeddings.Read]:
            self.texts += len(texts)
            return embedder.read(texts)

    counting = Counting()
    with opened(home, counting) as library:
        library.wait()
        library.answer(QUESTION, 0, None, None)
    # The question itself alone: neither a passage nor the lists by which thresholds are measured.
    assert counting.texts == 1


def test_an_organisations_document_is_found_by_its_members_alone_and_at_once(
    home: tuple[Settings, Database], embedder: embeddings.Embedder
) -> None:
    database = home[1]
    alba, brio = (database.write(lambda s, n=name: members.organisation(s, n).id) for name in ("Alba", "Brio"))  # type: ignore[misc]
    text = "Every complaint gets a CANARY number and is answered by the duty lead within a day."
    passage = Passage(passage_id("rules.txt", (), text), "rules.txt", "guidance", "Complaints", text)
    with opened(home, embedder) as library:
        library.wait()
        library.answer(QUESTION, alba, None, None)
        database.write(lambda session: Sources(session, alba).put("rules.txt", "h1", None, [passage]))

        def seen(organisation: int) -> bool:
            return any("CANARY" in hit.passage.text for hit in library.find(QUESTION, organisation, 100, None).hits)

        assert [seen(alba), seen(brio), seen(0)] == [True, False, False]
