"""The dense side: passages as vectors in the index, the nearest to a question, and how near is near enough."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.calibration import Judge, Scores
from knowledge.embeddings import Embedder, Read, Reader, read
from knowledge.everyday import Everyday
from knowledge.index import Index
from knowledge.lists import folder_beside
from knowledge.offtopic import OffTopic
from knowledge.passages import Passage
from knowledge.proof import Stamp
from knowledge.tokens import Tokens, TokenSource
from knowledge.vectors import InMemory, VectorSource


class Dense:
    """An embedder with the index of its vectors; where it is out of order it says so and finds nothing."""

    def __init__(self, embedder: Embedder, folder: Path, tokens: Callable[[str], TokenSource] | None = None) -> None:
        """Open the index in `folder`; takes about a second, most of it in a child process.

        `tokens` gives the token vectors of a scope; without it those are used that `sync` is given, if any.
        """
        self._embedder = embedder
        self._index = Index(folder, stamp_of(embedder))
        lists = folder_beside(folder)
        self._offtopic = OffTopic(embedder, folder, lists)
        self._everyday = Everyday(embedder, lists)
        self._tokens = tokens
        self._given: dict[str, InMemory] = {}
        self._failure: str | None = None

    @property
    def status(self) -> str:
        """Say "ready", "rebuilding", or "lexical only: " and why."""
        return f"lexical only: {self._failure}" if self._failure else self._index.status

    def wants(self, scope: str) -> bool:
        """Tell whether `sync` should be called for `scope`: at first, and after the index was lost or damaged."""
        return self._index.wants(scope) or not self._offtopic.knows(scope)

    def embed(self, passages: Sequence[Passage]) -> InMemory:
        """Return the vectors of passages by id, and those of their tokens; the raw text is embedded."""
        told = read(self._embedder, [passage.text for passage in passages])
        ids = [passage.id for passage in passages]
        spoken = {one: is_read.tokens for one, is_read in zip(ids, told, strict=True) if is_read.spans}
        return InMemory({one: is_read.vector for one, is_read in zip(ids, told, strict=True)}, spoken)

    def sync(self, scope: str, vectors: VectorSource) -> None:
        """Make the index hold exactly these vectors for `scope`, and measure what is off topic for them."""
        if isinstance(vectors, InMemory):
            self._given[scope] = vectors
        self._index.sync(scope, vectors)
        self._everyday.prepare()
        self._offtopic.measure(scope, vectors, self._spoken(scope))

    def hear(self, text: str) -> Read | None:
        """Read a question; None while the embedding does not answer, and `status` says so."""
        try:
            question = read(self._embedder, [text])[0]
        except Exception as error:
            # A provider's embedding fails in as many ways as there are providers; the next question tries again.
            self._failure = f"the embedding does not answer ({type(error).__name__})"
            return None
        self._failure = None
        return question

    def nearest(self, question: Read, scopes: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine) of these scopes; nothing while the index is out of order."""
        return self._index.query(question.vector, scopes, k)

    def phrases(self, question: Read) -> Scores | None:
        """Return the cosine of each phrase of `everyday` to a question; None before they were read."""
        vectors = self._everyday.vectors
        return None if vectors is None else np.asarray(vectors @ question.vector, dtype=np.float32)

    def tokens(self, ids: Sequence[str], scopes: Sequence[str]) -> Mapping[str, Tokens]:
        """Return the token vectors of those of these passages that have some."""
        found: dict[str, Tokens] = {}
        for scope in scopes:
            if (source := self._spoken(scope)) and (missing := [one for one in ids if one not in found]):
                found.update(source.tokens(missing))
        return found

    def knows(self, word: str) -> bool:
        """Tell whether a word is surely one; where the embedder cannot say, every word is taken for one."""
        return not isinstance(self._embedder, Reader) or self._embedder.knows(word)

    def judge(self, scopes: Sequence[str]) -> Judge | None:
        """Return who judges what was found in these scopes; None before anything was measured."""
        return self._offtopic.judge(scopes, self._everyday.vectors)

    def _spoken(self, scope: str) -> TokenSource | None:
        return self._tokens(scope) if self._tokens else self._given.get(scope)

    def compact(self) -> None:
        """Leave no trace of removed vectors on disk."""
        self._index.compact()

    def close(self) -> None:
        """Let go of the index and its folder."""
        self._index.close()


def stamp_of(embedder: Embedder) -> Stamp:
    """Return what the vectors of an embedder are marked with in the index."""
    return Stamp(embedder.model, embedder.dims)
