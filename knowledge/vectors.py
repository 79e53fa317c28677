"""Vectors by passage id, handed out a batch at a time: those of a large scope never lie in memory all at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Tokens

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

BATCH = 2_000


class VectorSource(Protocol):
    """Where the vectors of one scope come from; an id always stands for the same vector."""

    @property
    def ids(self) -> Sequence[str]:
        """All ids, each once."""
        ...

    def take(self, ids: Sequence[str]) -> Matrix:
        """Return one row per id, in their order."""
        ...


@dataclass(frozen=True)
class InMemory:
    """Vectors that lie in memory, and those of the tokens of some of the passages."""

    given: Mapping[str, Vector]
    spoken: Mapping[str, Tokens] = field(default_factory=dict)

    @property
    def ids(self) -> Sequence[str]:
        """All ids, each once."""
        return list(self.given)

    def take(self, ids: Sequence[str]) -> Matrix:
        """Return one row per id, in their order."""
        return np.stack([self.given[one] for one in ids])

    def tokens(self, ids: Sequence[str]) -> Mapping[str, Tokens]:
        """Return the token vectors of those of these passages that have some."""
        return {one: self.spoken[one] for one in ids if one in self.spoken}


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut ids into runs of at most BATCH."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
