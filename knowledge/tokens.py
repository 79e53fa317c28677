"""Token vectors: one small vector per word piece of a text, kept as int8 and read only for the passages in question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.int8]


@dataclass(frozen=True)
class Tokens:
    """The token vectors of one text, each of length 1 when multiplied by `scale`."""

    rows: Small
    scale: float

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> "Tokens":
        """Bring vectors to length 1 and to int8: measured, nothing is lost for a quarter of the room."""
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        scale = max(float(np.abs(unit).max(initial=0)) / 127, 1e-9)
        return cls(np.rint(unit / scale).astype(np.int8), scale)

    @classmethod
    def from_bytes(cls, content: bytes, scale: float, dims: int) -> "Tokens":
        """Read what `to_bytes` gave; `dims` is the length of each vector."""
        return cls(np.frombuffer(content, dtype=np.int8).reshape(-1, dims), scale)

    def to_bytes(self) -> bytes:
        """Return the rows one behind the other, `dims` bytes each."""
        return self.rows.tobytes()


class TokenSource(Protocol):
    """Where the token vectors of passages lie; ids are those of passages, whatever scope they belong to."""

    def tokens(self, ids: Sequence[str]) -> Mapping[str, Tokens]:
        """Return the token vectors of those of these passages that have some."""
        ...
