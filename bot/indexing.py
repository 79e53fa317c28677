"""Passages into the index: embed what has no vector yet, keep it in SQL, and let the index hold exactly that."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from sqlmodel import Session

from knowledge.dense import Dense
from knowledge.embeddings import Embedder, Read, read
from knowledge.tokens import Tokens
from knowledge.vectors import Matrix
from storage.database import Database
from storage.sources import scope_of
from storage.vectors import Embedded, Vectors

# So many passages are embedded and kept in one step: what is interrupted goes on behind the last of them.
STEP = 256

Progress = Callable[[int, int, str], None]


class Indexing:
    """Brings scopes up to date, one after the other; what was embedded once is never embedded again."""

    def __init__(self, database: Database, embedder: Embedder, dense: Dense) -> None:
        self._database, self._embedder, self._dense = database, embedder, dense
        self._stopped = False

    def wants(self, owner: int | None) -> bool:
        """Tell whether the index has lost a scope or never had it."""
        return self._dense.wants(scope_of(owner))

    def bring(self, owner: int | None, progress: Progress | None = None) -> None:
        """Embed what is new of a scope and make the index hold it; `progress` gets (done, total, what)."""
        self.embed(owner, progress)
        if not self._stopped:
            self._dense.sync(scope_of(owner), KeptVectors(self._database, self._embedder, scope_of(owner)))

    def stop(self) -> None:
        """End after the present step; the next start goes on there."""
        self._stopped = True

    def embed(self, owner: int | None, progress: Progress | None = None) -> None:
        """Embed what is new of a scope and keep it in SQL; the index is left as it is."""
        scope, model = scope_of(owner), self._embedder.model
        total = self._database.read(lambda session: Vectors(session, scope, model).count_lacking())
        done, last = 0, 0
        while done < total and not self._stopped and (rows := self._step(scope, last)):
            done, last = done + len(rows), rows[-1]
            if progress:
                progress(done, total, "passages")

    def embed_some(self, owner: int | None) -> bool:
        """Embed one step of what is new of a scope; say whether there is more."""
        return not self._stopped and len(self._step(scope_of(owner), 0)) == STEP

    def _step(self, scope: str, after: int) -> list[int]:
        """Embed the next few behind a row; returns the rows."""
        database, model = self._database, self._embedder.model
        lacking = database.read(lambda session: Vectors(session, scope, model).lacking(after, STEP))
        made = read(self._embedder, [text for _, text in lacking]) if lacking else []
        fresh = [embedded(row, one) for (row, _), one in zip(lacking, made, strict=True)]
        database.write(lambda session: Vectors(session, scope, model).keep(fresh))
        return [row for row, _ in lacking]


class KeptVectors:
    """The vectors that SQL keeps for one scope, read in batches, and those of the tokens of single passages."""

    def __init__(self, database: Database, embedder: Embedder, scope: str) -> None:
        self._database, self._embedder, self._scope = database, embedder, scope

    @cached_property
    def ids(self) -> Sequence[str]:
        """All ids, each once."""
        return self._database.read(lambda session: self._vectors(session).ids())

    def take(self, ids: Sequence[str]) -> Matrix:
        """Return one row per id, in their order."""
        kept = self._database.read(lambda session: self._vectors(session).take(ids))
        joined = b"".join(kept[one] for one in ids)
        return np.frombuffer(joined, dtype="<f4").reshape(len(ids), self._embedder.dims)

    def tokens(self, ids: Sequence[str]) -> Mapping[str, Tokens]:
        """Return the token vectors of those of these passages that have some."""
        kept = self._database.read(lambda session: self._vectors(session).tokens(ids))
        return {one: Tokens.from_bytes(rows, scale, self._embedder.dims) for one, (rows, scale) in kept.items()}

    def _vectors(self, session: Session) -> Vectors:
        return Vectors(session, self._scope, self._embedder.model)


def embedded(row: int, made: Read) -> Embedded:
    """Return what is kept of the passage in a row, as a model read it."""
    vector = np.asarray(made.vector, dtype="<f4").tobytes()
    return Embedded(row, vector, made.tokens.to_bytes(), made.tokens.scale)
