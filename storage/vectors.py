"""The embeddings of passages, kept so that an index can be made anew without embedding anything twice."""

import json
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlmodel import Session, col, select

from storage.database import insert_all
from storage.sources import scope_of
from storage.tables import StoredPassage, StoredVector

T = TypeVar("T")

# SQLite takes so many values in one statement everywhere.
MOST_IN_ONE = 500


class Vectors:
    """The embeddings by one model of the passages of one scope: float32, little-endian."""

    def __init__(self, session: Session, organisation_id: int | None, model: str) -> None:
        self.session, self.model, self.scope = session, model, scope_of(organisation_id)

    def lacking(self, after: int, most: int) -> list[tuple[int, str]]:
        """Return the row and text of up to `most` passages behind row `after` that have no embedding."""
        embedded = select(StoredVector.passage_row).where(StoredVector.model == self.model)
        statement = select(StoredPassage.id, StoredPassage.content).where(
            StoredPassage.scope == self.scope, StoredPassage.id > after, col(StoredPassage.id).not_in(embedded)
        )
        rows = self.session.exec(statement.order_by(col(StoredPassage.id)).limit(most))
        return [(row, json.loads(content)["text"]) for row, content in rows]

    def count_lacking(self) -> int:
        """Return how many passages have no embedding."""
        embedded = select(StoredVector.passage_row).where(StoredVector.model == self.model)
        statement = select(StoredPassage.id).where(
            StoredPassage.scope == self.scope, col(StoredPassage.id).not_in(embedded)
        )
        return len(self.session.exec(statement).all())

    def keep(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Keep embeddings by passage row; a passage that went away in the meantime is passed over."""
        given = dict(vectors)
        rows = list(given)
        alive = [one for part in _parts(rows) for one in self._alive(part)]
        insert_all(
            self.session,
            StoredVector,
            [{"passage_row": row, "model": self.model, "vector": given[row]} for row in alive],
        )

    def ids(self) -> list[str]:
        """Return the ids of the passages that have an embedding."""
        statement = select(StoredPassage.passage_id).join(
            StoredVector, col(StoredVector.passage_row) == StoredPassage.id
        )
        return list(
            self.session.exec(statement.where(StoredPassage.scope == self.scope, StoredVector.model == self.model))
        )

    def take(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Return the embeddings of these passages."""
        found: dict[str, bytes] = {}
        for part in _parts(ids):
            statement = select(StoredPassage.passage_id, StoredVector.vector).where(
                StoredPassage.scope == self.scope,
                col(StoredPassage.passage_id).in_(part),
                StoredVector.passage_row == StoredPassage.id,
                StoredVector.model == self.model,
            )
            found.update(self.session.exec(statement).all())
        return found

    def _alive(self, rows: Sequence[int]) -> list[int]:
        """Return those of these passages that are still there and have no embedding yet."""
        embedded = select(StoredVector.passage_row).where(StoredVector.model == self.model)
        statement = select(StoredPassage.id).where(
            StoredPassage.scope == self.scope, col(StoredPassage.id).in_(rows), col(StoredPassage.id).not_in(embedded)
        )
        return list(self.session.exec(statement))


def _parts(values: Sequence[T]) -> list[Sequence[T]]:
    return [values[start : start + MOST_IN_ONE] for start in range(0, len(values), MOST_IN_ONE)]
