"""Made-up vectors for an index, and how much of them it finds again; child processes import this too."""

import numpy as np

from knowledge.index import Index
from knowledge.proof import Stamp
from knowledge.vectors import Vector

STAMP = Stamp("test-model", 24)
# Above Chroma's own threshold of 1,000 the vectors lie in files of their own, which can then be damaged.
ROWS = 1_300


def vectors(count: int, seed: int = 1, prefix: str = "p") -> dict[str, Vector]:
    drawn = np.random.default_rng(seed).normal(size=(count, STAMP.dims)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return {f"{prefix}{number}": row for number, row in enumerate(drawn)}


def found(opened: Index, known: dict[str, Vector], scope: str = "packaged", checked: int = 200) -> float:
    """Tell the share of the vectors that find themselves."""
    some = list(known.items())[:: max(1, len(known) // checked)]
    return sum([one for one, _ in opened.query(vector, [scope], 1)] == [name] for name, vector in some) / len(some)
