"""Titles: how much of a question a title or another name says, and how much of that name the question says."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from knowledge.bm25 import Rows, Scores
from knowledge.lexical import LIKE, NOTHING, Alternative, words

_NOWHERE = np.zeros(0, dtype=np.int32)


class Titles:
    """The names of a fixed list of passages, several a passage."""

    def __init__(self, names: Sequence[Sequence[str]], rarity: Callable[[str], float]) -> None:
        """Take the names of each passage, none where its title says nothing, and how much a stem says."""
        self._rarity, self._count = rarity, len(names)
        told = [(row, set(words(name))) for row, some in enumerate(names) for name in some]
        self._passage = np.array([row for row, _ in told], dtype=np.int32)
        self._weight = np.array([sum(map(rarity, stems)) for _, stems in told], dtype=np.float32)
        found: dict[str, list[int]] = {}
        for place, (_, stems) in enumerate(told):
            for stem in stems:
                found.setdefault(stem, []).append(place)
        self._places: dict[str, Rows] = {stem: np.array(some, dtype=np.int32) for stem, some in found.items()}

    def scores(self, text: str, like: Mapping[str, Iterable[Alternative]] = NOTHING) -> Scores:
        """Return per passage, 0 to 1, how far its best name and the text are the same by the rarity of their words.

        `like` gives for some words of the text others that may stand in their place; they count for less.
        """
        asked = set(words(text))
        shared = sum((self._shared(stem, like.get(stem, ())) for stem in asked), np.zeros_like(self._weight))
        both = np.sqrt(self._weight * sum(map(self._rarity, asked)))
        alike = np.divide(shared, both, out=np.zeros_like(self._weight), where=both > 0)
        scores = np.zeros(self._count, dtype=np.float32)
        np.maximum.at(scores, self._passage, np.minimum(alike, 1))
        return scores

    def _shared(self, stem: str, like: Iterable[Alternative]) -> Scores:
        shared = np.zeros_like(self._weight)
        for other in (one[0] for one in like if len(one) == 1 and one[0] in self._places):
            shared[self._places[other]] = LIKE * min(self._rarity(stem), self._rarity(other))
        shared[self._places.get(stem, _NOWHERE)] = self._rarity(stem)
        return shared
