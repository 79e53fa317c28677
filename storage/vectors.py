"""The embeddings of passages, kept so that an index can be made anew without embedding anything twice."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from storage.database import insert_all
from storage.tables import StoredPassage, StoredTokens, StoredVector

T = TypeVar("T")

# SQLite takes so many values in one statement everywhere.
MOST_IN_ONE = 500

# Asked with every question: a statement that is made once costs a third of one that is made each time.
_TOKENS = select(StoredPassage.passage_id, StoredTokens.rows, StoredTokens.scale).where(
    StoredPassage.scope == bindparam("scope"),
    col(StoredPassage.passage_id).in_(bindparam("ids", expanding=True)),
    StoredTokens.passage_row == StoredPassage.id,
    StoredTokens.model == bindparam("model"),
)


@dataclass(frozen=True)
class Embedded:
    """What a model made of the passage in a row: its vector (float32, little-endian), and those of its tokens (int8).

    A model that is not read here word by word gives no tokens.
    """

    row: int
    vector: bytes
    tokens: bytes = b""
    scale: float = 1.0


class Vectors:
    """The embeddings by one model of the passages of one scope."""

    def __init__(self, session: Session, scope: str, model: str) -> None:
        self.session, self.scope, self.model = session, scope, model

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
        statement = select(func.count()).where(
            StoredPassage.scope == self.scope, col(StoredPassage.id).not_in(embedded)
        )
        return self.session.exec(statement).one()

    def keep(self, made: Iterable[Embedded]) -> None:
        """Keep embeddings; what has one already, or went away in the meantime, is passed over."""
        given = {one.row: one for one in made}
        alive = [given[row] for part in _parts(list(given)) for row in self._alive(part)]
        vectors = [{"passage_row": one.row, "model": self.model, "vector": one.vector} for one in alive]
        insert_all(self.session, StoredVector, vectors)
        tokens = [
            {"passage_row": one.row, "model": self.model, "scale": one.scale, "rows": one.tokens}
            for one in alive
            if one.tokens
        ]
        insert_all(self.session, StoredTokens, tokens)

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

    def tokens(self, ids: Sequence[str]) -> dict[str, tuple[bytes, float]]:
        """Return the token vectors of those of these passages that have some, each with its scale."""
        found: dict[str, tuple[bytes, float]] = {}
        for part in _parts(ids):
            asked = {"scope": self.scope, "model": self.model, "ids": part}
            rows = self.session.connection().execute(_TOKENS, asked)
            found.update({known: (told, scale) for known, told, scale in rows})
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
