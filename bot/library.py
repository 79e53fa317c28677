"""What answers are found in: the sources in SQL, brought to the search, scoped by organisation."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock

from sqlmodel import Session

from bot.indexing import Indexing, KeptVectors, Progress
from knowledge.answers import Answer, answer, explain, unread
from knowledge.catalogue import Catalogue
from knowledge.composing import Composer
from knowledge.criteria import Framework
from knowledge.dense import Dense
from knowledge.embeddings import ENGLISH, Embedder
from knowledge.languages import language_of
from knowledge.passages import Passage, Tier, passages_of
from knowledge.search import Found, Search
from knowledge.weights import EmbeddingUnavailable
from storage.database import Database
from storage.sources import PACKAGED, Sources, frameworks_for, hashes_of, scope_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelf:
    """What one organisation can find, and the state of the sources that it was made from."""

    stamp: str
    frameworks: Mapping[str, Framework]
    search: Search


class Library:
    """Searches the sources that an organisation may see. SQL is the record; search and index are made from it.

    New sources are found by their words at once, and by their meaning when the worker has embedded them.
    """

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        folder: Path,
        embedder: Embedder | None,
        composer: Composer | None = None,
    ) -> None:
        self._database, self._catalogue, self._folder = database, catalogue, folder
        self._embedder, self._composer = embedder, composer
        self._reads_english_only = embedder is None or embedder.model == ENGLISH
        self._dense: Dense | None = None
        self._indexing: Indexing | None = None
        self._without = "the index is being opened" if embedder else "no embedding is set up"
        self._shelves: dict[int, Shelf] = {}
        self._building = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="index")
        # Scopes by whose they are (none: the packaged one) that wait for the worker.
        self._queued: set[int | None] = set()

    def start(self) -> None:
        """Store the packaged library where it is new, and open the index in the background."""
        self._database.write(lambda session: store_packaged(session, self._catalogue))
        self._worker.submit(self._open)
        self._queue(None)

    def wait(self) -> None:
        """Wait until the index is open and holds what was queued for it, or is known not to open."""
        self._worker.submit(lambda: None).result()

    @property
    def status(self) -> str:
        """Say "ready", "rebuilding", or "lexical only: " and why."""
        return self._dense.status if self._dense else f"lexical only: {self._without}"

    def answer(
        self,
        text: str,
        organisation_id: int,
        framework_id: str | None,
        code: str | None,
        showing: Callable[[Answer], None] = lambda _: None,
    ) -> Answer:
        """Answer a question; `framework_id` and `code` say what is being asked at that moment, where something is.

        `showing` gets the beginning of an answer that a model puts into words.
        """
        search = self._shelf(organisation_id).search
        told = answer(search, text, framework_id)
        if told.confidence != "answer" and self._reads_english_only and (language := language_of(text)):
            return unread(told, language)
        if framework_id and code and told.form == "refusal":
            return explain(search, framework_id, code)
        return self._composer.compose(told, showing) if self._composer else told

    def explain(self, organisation_id: int, framework: Framework, code: str) -> Answer:
        """Explain one question, the notes on it first."""
        return explain(self._shelf(organisation_id).search, framework.id, code)

    def find(self, text: str, organisation_id: int, k: int, framework_id: str | None) -> Found:
        """Rank the passages for a question."""
        return self._shelf(organisation_id).search.find(text, k, framework_id)

    def frameworks(self, organisation_id: int) -> Mapping[str, Framework]:
        """Return the frameworks as an organisation sees them."""
        return self._shelf(organisation_id).frameworks

    def bring_up_to_date(self, organisation_id: int, progress: Progress | None = None) -> None:
        """Bring what is new of an organisation's sources into the index, here and now."""
        self.wait()
        if self._indexing and organisation_id:
            self._indexing.bring(organisation_id, progress)

    def embed_some(self, organisation_id: int) -> bool:
        """Embed a step of what is new of an organisation's sources, here and now; say whether that was a full one."""
        self.wait()
        return self._indexing is not None and self._indexing.embed_some(organisation_id)

    def stop(self) -> None:
        """End what is being embedded after its present step."""
        if self._indexing:
            self._indexing.stop()

    def compact(self) -> None:
        """Leave no trace on disk of vectors whose passages are gone."""
        self.wait()
        if self._dense:
            self._dense.compact()

    def close(self) -> None:
        """Let go of the index; what is being embedded goes on at the next start."""
        self.stop()
        self._worker.shutdown(cancel_futures=True)
        if self._dense:
            self._dense.close()

    def _open(self) -> None:
        if self._embedder is None:
            return
        try:
            dense = Dense(self._embedder, self._folder, partial(KeptVectors, self._database, self._embedder))
        except EmbeddingUnavailable as error:
            self._without = str(error)
            return
        with self._building:
            self._dense, self._indexing = dense, Indexing(self._database, self._embedder, dense)
            self._shelves.clear()

    def _queue(self, owner: int | None) -> None:
        """Let the worker bring a scope up to date, unless it waits for that already."""
        if self._embedder is not None and owner not in self._queued:
            self._queued.add(owner)
            self._worker.submit(self._bring, owner)

    def _bring(self, owner: int | None) -> None:
        self._queued.discard(owner)
        if self._indexing is None:
            return
        try:
            self._indexing.bring(owner)
        except Exception:
            # A provider's embedding fails in as many ways as there are providers; words find what it would have.
            log.exception("the passages of %s could not be indexed", scope_of(owner))

    def _shelf(self, organisation_id: int) -> Shelf:
        """Return what an organisation can find, made anew when its sources have changed."""
        stamp = self._database.read(lambda session: _stamp(session, organisation_id))
        with self._building:
            shelf = self._shelves.get(organisation_id)
            is_new = shelf is None or shelf.stamp != stamp
            if shelf is None or is_new:
                shelf = self._shelves[organisation_id] = self._build(organisation_id, stamp)
        for owner in _scopes(organisation_id).values():
            if (is_new and owner is not None) or (self._indexing and self._indexing.wants(owner)):
                self._queue(owner)
        return shelf

    def _build(self, organisation_id: int, stamp: str) -> Shelf:
        frameworks = self._database.read(lambda s: frameworks_for(s, self._catalogue, organisation_id))
        scopes = {scope: self._read(owner) for scope, owner in _scopes(organisation_id).items()}
        return Shelf(stamp, frameworks, Search(frameworks, scopes, self._dense, self._without))

    def _read(self, owner: int | None) -> list[Passage]:
        return self._database.read(lambda session: Sources(session, owner).passages())


def store_packaged(session: Session, catalogue: Catalogue) -> None:
    """Store what is new of the packaged library, and forget what no longer comes with it."""
    sources = Sources(session, None)
    for name in set(sources.names()) - set(catalogue):
        sources.remove(name)
    for framework in catalogue.values():
        if sources.known_hash(framework.id) != framework.content_hash:
            passages = passages_of(framework, framework.source)
            sources.put(framework.id, framework.content_hash, framework, passages, tier=Tier.LIBRARY)


def _scopes(organisation_id: int) -> dict[str, int | None]:
    """Return the scopes that an organisation sees, with whose they are; a learner without one has organisation 0."""
    own: dict[str, int | None] = {scope_of(organisation_id): organisation_id} if organisation_id else {}
    return {PACKAGED: None, **own}


def _stamp(session: Session, organisation_id: int) -> str:
    return sha256("\n".join(hashes_of(session, list(_scopes(organisation_id)))).encode()).hexdigest()
