"""Company: what stands in the same part of a framework speaks of the same, and vouches a little for each other."""

import numpy as np

from knowledge.bm25 import Scores
from knowledge.places import Places

# Measured with benchmarks.retrieval; from twice as much on, whole parts push single better passages back.
SHARE = 0.1


class Company:
    """Which passages belong to one part: its questions and statements, and the notes on it."""

    def __init__(self, places: Places) -> None:
        parts: dict[tuple[str, str], int] = {}
        told = [(row, part) for row, one in enumerate(places.passages) if (part := places.part(one))]
        self._rows = np.array([row for row, _ in told], dtype=np.intp)
        self._parts = np.array([parts.setdefault(part, len(parts)) for _, part in told], dtype=np.intp)
        self._count = len(parts)

    def shared(self, scores: Scores) -> Scores:
        """Return the scores, each with a share of the best in its part."""
        best = np.zeros(self._count, dtype=np.float32)
        np.maximum.at(best, self._parts, scores[self._rows])
        shared = scores.copy()
        shared[self._rows] += SHARE * best[self._parts]
        return shared
