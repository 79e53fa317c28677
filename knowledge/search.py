"""Search over the passages that one organisation may see: codes and names first, then words and meaning together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge import calibration
from knowledge.calibration import Confidence
from knowledge.codes import CodeBook, cited
from knowledge.criteria import Framework
from knowledge.dense import Dense
from knowledge.lexical import Lexicon
from knowledge.naming import Names, framework_named
from knowledge.passages import Passage
from knowledge.places import Places

Scores = NDArray[np.float32]
Reading = Literal["code", "name", "words"]

# Measured: min-max over the best 100 of each side, weighed like this, did as well as any fusion without tuning.
POOL, DENSE, LEXICAL = 100, 0.6, 0.4
# No question is longer; whatever comes behind is not read.
LONGEST = 1_000
# The framework of the current assessment leads where the words fit about equally.
NEAR = 0.2


@dataclass(frozen=True)
class Hit:
    """A passage found; `score` orders the hits of one question and says nothing across questions."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Found:
    """What a search found, how it read the question, and how far that can be trusted."""

    question: str
    reading: Reading
    confidence: Confidence
    hits: tuple[Hit, ...]
    # (framework id, code) of every code that the question cites and that is known.
    codes: tuple[tuple[str, str], ...] = ()
    # Codes that nothing known has, and the known ones that look most like them.
    unknown: tuple[str, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    # Why the dense side was left out, or None.
    lexical_only: str | None = None


@dataclass(frozen=True)
class _Heard:
    """What words and meaning say about a question: a score per passage, and the evidence that it is on topic."""

    scores: Scores
    confidence: Confidence
    lexical_only: str | None


class Search:
    """What one organisation can find. It holds no passage of any other, so it can show none."""

    def __init__(
        self,
        frameworks: Mapping[str, Framework],
        scopes: Mapping[str, Sequence[Passage]],
        dense: Dense | None = None,
        without: str = "no embedding is set up",
    ) -> None:
        """Take the passages by scope, the packaged scope first; `without` says why there is no dense side."""
        self.places = Places(frameworks, winning(scopes))
        self._scopes, self._dense, self._without = tuple(scopes), dense, without
        self._passages = self.places.passages
        self._framework = np.array([passage.framework or "" for passage in self._passages])
        self._rows = {passage.id: row for row, passage in enumerate(self._passages)}
        self._lexicon = Lexicon(self._passages, [" ".join(self.places.names(one)[1:]) for one in self._passages])
        self._names = Names(self.places)
        self._codes = CodeBook(self.places.codes)

    def find(self, text: str, k: int = 10, framework: str | None = None) -> Found:
        """Rank the passages for a question; `framework` is the one of the current assessment, where there is one."""
        text = text[:LONGEST]
        framework = framework_named(text, self.places.frameworks) or framework
        cites = cited(text)
        unknown = [one for one in cites if one.sure and not self._codes.find(one)]
        if unknown:
            near = tuple(dict.fromkeys(known for one in unknown for known in self._codes.nearest(one)))
            hits = _hits(self.places.under(near, framework), k)
            return Found(text, "code", "none", hits, unknown=tuple(one.code for one in unknown), nearest=near)
        codes = self.places.ordered(dict.fromkeys(known for one in cites for known in self._codes.find(one)), framework)
        if codes:
            return self._routed(text, "code", self.places.under(codes, framework), k, framework, codes)
        named = self._names.asked(text)
        if named:
            leading = sorted(named, key=lambda passage: (passage.kind != "term", passage.framework != framework))
            return self._routed(text, "name", leading, k, framework)
        heard = self._hear(text, framework)
        return Found(text, "words", heard.confidence, self._ranked(heard, k), lexical_only=heard.lexical_only)

    def _routed(
        self,
        text: str,
        reading: Reading,
        leading: Sequence[Passage],
        k: int,
        framework: str | None,
        codes: tuple[tuple[str, str], ...] = (),
    ) -> Found:
        """Put what a code or name leads to first, and behind it what is said elsewhere about the same."""
        # The words of a code say nothing; the title of what stands there does.
        heard = self._hear(leading[0].title if codes and leading else text, framework)
        first = {passage.id for passage in leading}
        rest = [hit for hit in self._ranked(heard, k + len(first)) if hit.passage.id not in first]
        return Found(text, reading, "answer", (*_hits(leading, k), *rest)[:k], codes, lexical_only=heard.lexical_only)

    def _hear(self, text: str, framework: str | None) -> _Heard:
        lexical = self._lexicon.scores(text)
        near, why = self._near(text)
        scores = LEXICAL * _spread(lexical)
        if near is not None:
            scores = DENSE * _spread(near) + scores
        scores += NEAR * ((scores > 0) & (self._framework == framework))
        return _Heard(scores, self._confidence(text, lexical, near), why)

    def _near(self, text: str) -> tuple[Scores | None, str | None]:
        """Return the cosine per passage, 0 beyond the best of the pool; or None and why there is none."""
        if self._dense is None:
            return None, self._without
        found = self._dense.nearest(text, self._scopes, POOL)
        cosines = np.zeros(len(self._passages), dtype=np.float32)
        for known, cosine in found:
            # The index may know more than this organisation is shown: what is replaced, or was just removed.
            if known in self._rows:
                cosines[self._rows[known]] = cosine
        return (cosines, None) if cosines.any() else (None, self._dense.status)

    def _confidence(self, text: str, lexical: Scores, near: Scores | None) -> Confidence:
        if near is not None and self._dense is not None:
            return calibration.by_meaning(float(near.max()), self._dense.threshold(self._scopes))
        best = np.argsort(-lexical, kind="stable")[:5]
        return calibration.by_words(max((self._lexicon.coverage(text, row) for row in best), default=0))

    def _ranked(self, heard: _Heard, k: int) -> tuple[Hit, ...]:
        best = np.argsort(-heard.scores, kind="stable")[:k]
        return tuple(
            Hit(self._passages[row], round(float(heard.scores[row]), 4)) for row in best if heard.scores[row] > 0
        )


def winning(scopes: Mapping[str, Sequence[Passage]]) -> tuple[Passage, ...]:
    """Return the passages of all scopes without those that a later scope has its own wording for."""
    shown: list[Passage] = []
    taken: set[tuple[str, str, str]] = set()
    for passages in reversed(tuple(scopes.values())):
        shown = [one for one in passages if _place(one) not in taken] + shown
        taken |= {place for one in passages if (place := _place(one))}
    return tuple({passage.id: passage for passage in shown}.values())


def _place(passage: Passage) -> tuple[str, str, str] | None:
    where = passage.code or passage.title.casefold()
    return (passage.framework, where, passage.kind) if passage.framework else None


def _hits(passages: Sequence[Passage], k: int) -> tuple[Hit, ...]:
    """Score what a code or name leads to above anything found by words, which reaches 1.2 at most."""
    return tuple(Hit(passage, round(3 - row / max(k, 1), 4)) for row, passage in enumerate(passages[:k]))


def _spread(scores: Scores) -> Scores:
    """Bring the best scores to 0..1 and drop the rest, so that the two sides can be added."""
    pool = np.argsort(-scores, kind="stable")[:POOL]
    pool = pool[scores[pool] > 0]
    spread = np.zeros_like(scores)
    if len(pool):
        low, high = scores[pool[-1]], scores[pool[0]]
        spread[pool] = (scores[pool] - low) / (high - low) if high > low else 1
    return spread
