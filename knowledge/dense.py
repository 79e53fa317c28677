"""The dense side: passages as vectors in the index, the nearest to a question, and how near is near enough."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from knowledge import calibration
from knowledge.embeddings import Embedder
from knowledge.index import Index
from knowledge.passages import Passage
from knowledge.proof import Stamp, Vector


class Dense:
    """An embedder with the index of its vectors; where it is out of order it says so and finds nothing."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        """Open the index in `folder`; takes about a second, most of it in a child process."""
        self._embedder, self._folder = embedder, folder
        self._index = Index(folder, stamp_of(embedder))
        self._closeness = self._remembered()
        self._failure: str | None = None

    @property
    def status(self) -> str:
        """Say "ready", "rebuilding", or "lexical only: " and why."""
        return f"lexical only: {self._failure}" if self._failure else self._index.status

    def wants(self, scope: str) -> bool:
        """Tell whether `sync` should be called for `scope`: at first, and after the index was lost or damaged."""
        return self._index.wants(scope) or scope not in self._closeness

    def embed(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """Return the vectors of passages by id, to be kept where nothing gets lost; the raw text is embedded."""
        vectors = self._embedder.embed([passage.text for passage in passages])
        return {passage.id: vector for passage, vector in zip(passages, vectors, strict=True)}

    def sync(self, scope: str, vectors: Mapping[str, Vector]) -> None:
        """Make the index hold exactly these vectors for `scope`, and measure what is off topic for them."""
        self._index.sync(scope, vectors)
        fingerprint = sha256("\n".join(sorted(vectors)).encode()).hexdigest()
        if self._closeness.get(scope, ("",))[0] != fingerprint:
            matrix = np.array(list(vectors.values()), dtype=np.float32).reshape(len(vectors), self._embedder.dims)
            offtopic = self._embedder.embed(calibration.offtopic_questions())
            self._closeness[scope] = (fingerprint, calibration.closeness(offtopic, matrix))
            self._remember()

    def nearest(self, text: str, scopes: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine) of these scopes; nothing while the index is out of order."""
        try:
            vector = self._embedder.embed([text])[0]
        except Exception as error:
            # A provider's embedding fails in as many ways as there are providers; the next question tries again.
            self._failure = f"the embedding does not answer ({type(error).__name__})"
            return []
        self._failure = None
        return self._index.query(vector, scopes, k)

    def threshold(self, scopes: Sequence[str]) -> float:
        """Return the cosine below which these scopes say nothing about a question."""
        return calibration.threshold([self._closeness[scope][1] for scope in scopes if scope in self._closeness])

    def compact(self) -> None:
        """Leave no trace of removed vectors on disk."""
        self._index.compact()

    def close(self) -> None:
        """Let go of the index and its folder."""
        self._index.close()

    @cached_property
    def _memory(self) -> Path:
        measured_with = "\n".join((self._embedder.model, *calibration.offtopic_questions()))
        return self._folder / f"offtopic-{sha256(measured_with.encode()).hexdigest()[:16]}.json"

    def _remembered(self) -> dict[str, tuple[str, tuple[float, ...]]]:
        try:
            stored = json.loads(self._memory.read_text(encoding="utf-8"))
            return {scope: (one[0], tuple(map(float, one[1]))) for scope, one in stored.items()}
        except (OSError, ValueError, TypeError, AttributeError, LookupError):
            # Missing or damaged: it is measured anew with the next sync.
            return {}

    def _remember(self) -> None:
        draft = self._memory.with_suffix(".new")
        try:
            draft.write_text(json.dumps(self._closeness), encoding="utf-8")
            draft.replace(self._memory)
        except OSError:
            # A full or read-only disk costs a second at the next start and nothing now.
            return


def stamp_of(embedder: Embedder) -> Stamp:
    """Return what the vectors of an embedder are marked with in the index."""
    return Stamp(embedder.model, embedder.dims)
