"""When an answer is worth giving: measured on how near off-topic questions come to the passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.vectors import Matrix, Vector

Scores = NDArray[np.float32]

# How many of the nearest passages speak for a question.
NEAREST = 3
# How much it speaks against a question that it is near to an off-topic one.
AGAINST = 1.4
# What 99 of 100 off-topic questions stay below; but among a handful of passages they come so little near that it is no
# measure. The floor is what they reach among 15 passages, with token vectors and without.
PERCENTILE, FLOOR, PLAIN_FLOOR = 99, 0.5, 0.15
# Between the threshold and this much above it the closest passages are worth showing, but as a weak match.
WEAK = 0.4
# The cosine that makes a passage worth showing before anything was measured.
UNMEASURED = 0.4
# Without vectors: the share of what the question's words say that one passage has. At half of it 2 % of off-topic
# questions passed, at two fifths 11 %; the words of criteria are everyday words, so this stays the poorer judge.
SHARED, SHARED_WEAK = 0.5, 0.4

Confidence = Literal["answer", "weak", "none"]


def offtopic_questions() -> tuple[str, ...]:
    """Return the packaged questions that no criteria have anything to say about."""
    text = (files("knowledge") / "offtopic.txt").read_text(encoding="utf-8")
    return tuple(filter(None, text.splitlines()))


@dataclass(frozen=True)
class Closeness:
    """How near off-topic questions come to some passages, a row per question.

    `cosines` has the NEAREST best of each, the best first, -1 where there are fewer; `agreement` is that of the passage
    whose tokens agree best, NaN where there are no token vectors.
    """

    cosines: Matrix
    agreement: Scores

    def with_(self, other: "Closeness") -> "Closeness":
        """Return the closeness to the passages of both."""
        both = -np.sort(-np.hstack((self.cosines, other.cosines)), axis=1)
        return Closeness(both[:, :NEAREST], np.fmax(self.agreement, other.agreement))


@dataclass(frozen=True)
class Judge:
    """Says how far what was found can be trusted, by what off-topic questions reach in the same passages."""

    offtopic: Matrix
    threshold: float
    # The same for questions that come without token vectors.
    plain_threshold: float

    @classmethod
    def of(cls, offtopic: Matrix, closeness: Closeness) -> "Judge":
        """Measure what the off-topic questions reach, each as if it were not in the list."""
        likeness = offtopic @ offtopic.T
        np.fill_diagonal(likeness, -1)
        plain = evidence(closeness.cosines, likeness.max(axis=1))
        full = plain + closeness.agreement
        return cls(offtopic, _limit(full, FLOOR), _limit(plain, PLAIN_FLOOR))

    def confidence(self, question: Vector, cosines: Sequence[float], agreement: float | None) -> Confidence:
        """Judge a question by its nearest passages and by the best agreement of a passage with its tokens."""
        nearest = np.full((1, NEAREST), -1, dtype=np.float32)
        nearest[0, : len(cosines[:NEAREST])] = cosines[:NEAREST]
        reached = float(evidence(nearest, (self.offtopic @ question).max(keepdims=True))[0])
        over = reached - self.plain_threshold if agreement is None else reached + agreement - self.threshold
        return "answer" if over >= WEAK else "weak" if over >= 0 else "none"


def evidence(cosines: Matrix, against: Scores) -> Scores:
    """Add up what speaks for each question: its nearest passage, its nearest few, and what it has of the off-topic."""
    few = np.where(cosines > -1, cosines, cosines[:, :1]).mean(axis=1)
    return np.asarray(cosines[:, 0] + few - AGAINST * against, dtype=np.float32)


def _limit(reached: Scores, floor: float) -> float:
    """Return the limit that few stay above; without token vectors (NaN) there is none to measure."""
    return floor if np.isnan(reached).any() else max(floor, float(np.percentile(reached, PERCENTILE)))


def unmeasured(cosines: Sequence[float]) -> Confidence:
    """Judge by the nearest passage alone, before off-topic questions were measured."""
    return "weak" if cosines and cosines[0] >= UNMEASURED else "none"


def by_words(coverage: float) -> Confidence:
    """Judge by the words alone, where there are no vectors."""
    return "answer" if coverage >= SHARED else "weak" if coverage >= SHARED_WEAK else "none"
