"""What answers are found in: the sources in SQL, brought to the search, scoped by organisation."""

import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

import numpy as np
from sqlmodel import Session

from knowledge.answers import Answer, answer, explain
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework
from knowledge.dense import Dense
from knowledge.embeddings import Embedder, EmbeddingUnavailable
from knowledge.passages import Passage, passages_of
from knowledge.search import Found, Search
from storage.database import Database
from storage.sources import PACKAGED, Sources, frameworks_for, scope_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelf:
    """What one organisation can find, and the state of the sources that it was made from."""

    stamp: str
    frameworks: Mapping[str, Framework]
    search: Search


class Library:
    """Searches the sources that an organisation may see. SQL is the record; search and index are made from it."""

    def __init__(self, database: Database, catalogue: Catalogue, folder: Path, embedder: Embedder | None) -> None:
        self._database, self._catalogue, self._folder = database, catalogue, folder
        self._embedder = embedder
        self._dense: Dense | None = None
        self._without = "the index is being opened" if embedder else "no embedding is set up"
        self._shelves: dict[int, Shelf] = {}
        self._building = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._ready: Future[None] | None = None

    def start(self) -> None:
        """Store the packaged library where it is new, and open the index in the background."""
        self._database.write(self._store_packaged)
        self._ready = self._worker.submit(self._open)

    def wait(self) -> None:
        """Wait until the index is open, or known not to open."""
        if self._ready:
            self._ready.result()

    @property
    def status(self) -> str:
        """Say "ready", "rebuilding", or "lexical only: " and why."""
        return self._dense.status if self._dense else f"lexical only: {self._without}"

    def answer(self, text: str, organisation_id: int, framework_id: str | None, code: str | None) -> Answer:
        """Answer a question; `framework_id` and `code` say what is being asked at that moment, where something is."""
        search = self._shelf(organisation_id).search
        told = answer(search, text, framework_id)
        if framework_id and code and told.form in ("general", "refusal") and told.confidence != "answer":
            return explain(search, framework_id, code)
        return told

    def explain(self, organisation_id: int, framework: Framework, code: str) -> Answer:
        """Explain one question, the notes on it first."""
        return explain(self._shelf(organisation_id).search, framework.id, code)

    def find(self, text: str, organisation_id: int, k: int, framework_id: str | None) -> Found:
        """Rank the passages for a question."""
        return self._shelf(organisation_id).search.find(text, k, framework_id)

    def frameworks(self, organisation_id: int) -> Mapping[str, Framework]:
        """Return the frameworks as an organisation sees them."""
        return self._shelf(organisation_id).frameworks

    def bring_up_to_date(self, organisation_id: int) -> None:
        """Read what is new of an organisation's sources into search and index."""
        self._shelf(organisation_id)

    def close(self) -> None:
        """Let go of the index."""
        self._worker.shutdown()
        if self._dense:
            self._dense.close()

    def _store_packaged(self, session: Session) -> None:
        sources = Sources(session, None)
        for framework in self._catalogue.values():
            if sources.known_hash(framework.id) != framework.content_hash:
                passages = passages_of(framework, framework.source)
                sources.put(framework.id, framework.content_hash, framework, passages)

    def _open(self) -> None:
        if self._embedder is None:
            return
        try:
            self._dense = Dense(self._embedder, self._folder)
        except EmbeddingUnavailable as error:
            self._without = str(error)
            return
        with self._building:
            self._shelves.clear()

    def _shelf(self, organisation_id: int) -> Shelf:
        """Return what an organisation can find, made anew when its sources have changed."""
        stamp = self._database.read(lambda session: _stamp(session, organisation_id))
        with self._building:
            shelf = self._shelves.get(organisation_id)
            if shelf is None or shelf.stamp != stamp or self._is_out_of_step(organisation_id):
                shelf = self._shelves[organisation_id] = self._build(organisation_id, stamp)
        return shelf

    def _is_out_of_step(self, organisation_id: int) -> bool:
        return self._dense is not None and any(self._dense.wants(scope) for scope in _scopes(organisation_id))

    def _build(self, organisation_id: int, stamp: str) -> Shelf:
        frameworks = self._database.read(lambda s: frameworks_for(s, self._catalogue, organisation_id))
        scopes = {scope: self._read(owner) for scope, owner in _scopes(organisation_id).items()}
        for scope, owner in _scopes(organisation_id).items():
            self._sync(scope, owner, scopes[scope])
        return Shelf(stamp, frameworks, Search(frameworks, scopes, self._dense, self._without))

    def _read(self, owner: int | None) -> list[Passage]:
        return self._database.read(lambda session: Sources(session, owner).passages())

    def _sync(self, scope: str, owner: int | None, passages: list[Passage]) -> None:
        """Bring the index up to date; what was embedded once is never embedded again."""
        if self._dense is None or self._embedder is None:
            return
        dense, model = self._dense, self._embedder.model
        kept = self._database.read(lambda session: Sources(session, owner).vectors(model))
        vectors = {one.id: np.frombuffer(kept[one.id], dtype="<f4") for one in passages if one.id in kept}
        missing = [one for one in passages if one.id not in kept]
        if missing:
            made = dense.embed(missing)
            fresh = [(name, vector.astype("<f4").tobytes()) for name, vector in made.items()]
            self._database.write(lambda session: Sources(session, owner).keep_vectors(model, fresh))
            vectors |= made
        dense.sync(scope, vectors)


def _scopes(organisation_id: int) -> dict[str, int | None]:
    """Return the scopes that an organisation sees, with whose they are; a learner without one has organisation 0."""
    own: dict[str, int | None] = {scope_of(organisation_id): organisation_id} if organisation_id else {}
    return {PACKAGED: None, **own}


def _stamp(session: Session, organisation_id: int) -> str:
    hashes = [hash_ for owner in _scopes(organisation_id).values() for hash_ in Sources(session, owner).hashes()]
    return sha256("\n".join(hashes).encode()).hexdigest()
