"""The ways of ranking that `benchmarks.retrieval` compares: each part of the search alone, and the whole of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge import fusion
from knowledge.dense import Dense
from knowledge.embeddings import Read
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import Lexicon
from knowledge.passages import Passage
from knowledge.search import Found, Search
from knowledge.vectors import InMemory

K, RECIPROCAL = 10, 60
Ranked = Sequence[Passage]
Ranking = Callable[["Asked"], Ranked]


@dataclass(frozen=True)
class Asked:
    """A question with the grade of every place that answers it."""

    text: str
    kind: str
    right: Mapping[Any, int]
    framework: str | None = None
    held_out: bool = False


@dataclass(frozen=True)
class Bench:
    """A collection with its search, its questions, and what a passage is called in their grades."""

    search: Search
    dense: Dense
    passages: Sequence[Passage]
    kept: InMemory
    asked: Sequence[Asked]
    place: Callable[[Passage], Any]


class Systems:
    """The ways of ranking, from the plainest to the whole search."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._lexicon = bench, Lexicon(bench.passages)
        self._matrix = bench.kept.take([one.id for one in bench.passages])

    def all(self) -> dict[str, Ranking]:
        """Return them by name."""
        return {
            "BM25 alone": lambda asked: self._top(self._scored(asked)[0]),
            "meaning alone": lambda asked: self._top(self._scored(asked)[1]),
            "reciprocal rank fusion": self._reciprocal,
            "fusion": lambda asked: self._top(fusion.fused(*self._scored(asked))),
            "fusion and tokens": self._with_tokens,
            "the whole search": self.whole,
        }

    def whole(self, asked: Asked) -> Ranked:
        """Rank with the whole search, as the product asks it."""
        return unrolled(self._bench.search.find(asked.text, K, asked.framework))

    def _read(self, asked: Asked) -> Read:
        question = self._bench.dense.hear(asked.text)
        assert question is not None
        return question

    def _scored(self, asked: Asked) -> tuple[fusion.Scores, fusion.Scores]:
        return self._lexicon.scores(asked.text), np.maximum(self._matrix @ self._read(asked).vector, 0)

    def _top(self, scores: fusion.Scores) -> Ranked:
        return [self._bench.passages[row] for row in fusion.best(scores, K)]

    def _reciprocal(self, asked: Asked) -> Ranked:
        summed = np.zeros(len(self._bench.passages), dtype=np.float32)
        for scores in self._scored(asked):
            best = fusion.best(scores, fusion.POOL)
            summed[best] += 1 / (RECIPROCAL + 1 + np.arange(len(best), dtype=np.float32))
        return self._top(summed)

    def _with_tokens(self, asked: Asked) -> Ranked:
        scores, question = fusion.fused(*self._scored(asked)), self._read(asked)
        pool = fusion.best(scores, fusion.CLOSE)
        near = nearest_tokens(question.tokens, [self._bench.kept.spoken[self._bench.passages[row].id] for row in pool])
        return self._top(fusion.refined(scores, pool, agreement(near, weights(question, self._lexicon.weight))))


def unrolled(found: Found) -> Ranked:
    """Count a passage that is only named beside its twin as the next one: the others show it for itself."""
    return [one for hit in found.hits for one in (hit.passage, *hit.also)][:K]
