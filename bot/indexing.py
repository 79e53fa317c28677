"""Passages into the index: embed what has no vector yet, keep it in SQL, and let the index hold exactly that."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from knowledge.dense import Dense
from knowledge.embeddings import Embedder
from knowledge.vectors import Matrix
from storage.database import Database
from storage.sources import scope_of
from storage.vectors import Vectors

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
        self._embed(owner, progress)
        if not self._stopped:
            self._dense.sync(scope_of(owner), _Kept(self._database, owner, self._embedder))

    def stop(self) -> None:
        """End after the present step; the next start goes on there."""
        self._stopped = True

    def _embed(self, owner: int | None, progress: Progress | None) -> None:
        model, database = self._embedder.model, self._database
        total = database.read(lambda session: Vectors(session, owner, model).count_lacking())
        done, last = 0, 0
        while done < total and not self._stopped:
            after = last
            lacking = database.read(lambda session: Vectors(session, owner, model).lacking(after, STEP))  # noqa: B023
            if not lacking:
                return
            made = self._embedder.embed([text for _, text in lacking]).astype("<f4")
            fresh = [(row, vector.tobytes()) for (row, _), vector in zip(lacking, made, strict=True)]
            database.write(lambda session: Vectors(session, owner, model).keep(fresh))  # noqa: B023
            done, last = done + len(lacking), lacking[-1][0]
            if progress:
                progress(done, total, "passages")


class _Kept:
    """The vectors that SQL keeps for one scope, read in batches."""

    def __init__(self, database: Database, owner: int | None, embedder: Embedder) -> None:
        self._database, self._owner, self._embedder = database, owner, embedder

    @cached_property
    def ids(self) -> Sequence[str]:
        """All ids, each once."""
        model = self._embedder.model
        return self._database.read(lambda session: Vectors(session, self._owner, model).ids())

    def take(self, ids: Sequence[str]) -> Matrix:
        """Return one row per id, in their order."""
        model = self._embedder.model
        kept = self._database.read(lambda session: Vectors(session, self._owner, model).take(ids))
        joined = b"".join(kept[one] for one in ids)
        return np.frombuffer(joined, dtype="<f4").reshape(len(ids), self._embedder.dims)
