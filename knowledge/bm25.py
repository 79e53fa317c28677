"""BM25 with one posting list per word, so that each word of a question can be weighed by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Rows = NDArray[np.int32]

# The usual values. How much a repeated word adds, and how much a long text is held back.
REPEATED, LENGTH = 1.5, 0.75
_NOTHING = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)


class Postings:
    """Which texts have a word, and what it is worth in each."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.count = len(texts)
        self._starts: dict[str, tuple[int, int]] = {}
        counts = [Counter(text) for text in texts]
        lengths = np.array([len(text) for text in texts], dtype=np.float32)
        rows: dict[str, list[int]] = {}
        times: dict[str, list[int]] = {}
        for row, counted in enumerate(counts):
            for word, often in counted.items():
                rows.setdefault(word, []).append(row)
                times.setdefault(word, []).append(often)
        self._rows, self._worth = self._weighed(rows, times, lengths)

    def _weighed(
        self, rows: Mapping[str, list[int]], times: Mapping[str, list[int]], lengths: Scores
    ) -> tuple[Rows, Scores]:
        held_back = REPEATED * (1 - LENGTH + LENGTH * lengths / max(float(lengths.mean()) if self.count else 1, 1e-9))
        found = np.fromiter((row for some in rows.values() for row in some), dtype=np.int32)
        often = np.fromiter((one for some in times.values() for one in some), dtype=np.float32)
        rarity = np.zeros(len(found), dtype=np.float32)
        at = 0
        for word, some in rows.items():
            self._starts[word] = (at, at + len(some))
            rarity[at : at + len(some)] = log(1 + (self.count - len(some) + 0.5) / (len(some) + 0.5))
            at += len(some)
        return found, np.asarray(rarity * often / (often + held_back[found]), dtype=np.float32)

    def __contains__(self, word: str) -> bool:
        return word in self._starts

    def frequency(self, word: str) -> int:
        """Return how many texts have a word."""
        start, end = self._starts.get(word, (0, 0))
        return end - start

    def of(self, word: str) -> tuple[Rows, Scores]:
        """Return the rows of the texts that have a word, in order, and what it is worth in each."""
        if word not in self._starts:
            return _NOTHING
        start, end = self._starts[word]
        return self._rows[start:end], self._worth[start:end]

    def has(self, word: str, row: int) -> bool:
        """Tell whether a text has a word."""
        rows, _ = self.of(word)
        place = int(np.searchsorted(rows, row))
        return place < len(rows) and int(rows[place]) == row

    def scores(self, word: str) -> Scores:
        """Return what a word is worth in each text."""
        scores = np.zeros(self.count, dtype=np.float32)
        rows, worth = self.of(word)
        scores[rows] = worth
        return scores
