"""When an answer is worth giving: measured on how near off-topic questions come to the passages."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.probe import Crowd, Probe
from knowledge.vectors import Matrix, Vector

Scores = NDArray[np.float32]

# What the side of a question (see `probe`) counts beside the agreement of its nearest passage; fitted by a logistic
# model on our own questions, the off-topic ones as if each were not in the list.
SIDE = 0.67
# What 99 of 100 off-topic questions stay below; among a handful of passages their agreement is so poor that it is no
# measure, and the floor counts.
PERCENTILE, FLOOR = 99, 0.2
# An answer needs a passage that agrees better than what 90 of 100 off-topic questions find: below it lies most of what
# is near the subject and not in the sources.
AGREED = 90
# Words that no passage near has in common with a question speak against an answer too: so much for each share of what
# its words say that is missing from the usual.
WORDS, USUAL = 0.4, 0.6
# Who asks in nearly the same phrase as others do for a passage agrees with it, by that much less than the cosine says.
LESS = 0.15
# Where one passage has every word that a question has, and these are at least so many, it is answered whatever else is
# measured: an organisation's own rules are about parking and quiet hours too. Of 626 off-topic questions this fits one,
# of 205 real ones 114.
WHOLE, ENOUGH_WORDS = 0.999, 2
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

    `cosines` has that of the nearest passage, -1 where there is none; `agreement` is that of the passage whose tokens
    agree best, NaN where there are no token vectors. `crowd` is all that the side of a question needs of the passages.
    """

    cosines: Scores
    agreement: Scores
    crowd: Crowd

    def with_(self, other: "Closeness") -> "Closeness":
        """Return the closeness to the passages of both."""
        cosines, agreement = np.maximum(self.cosines, other.cosines), np.fmax(self.agreement, other.agreement)
        return Closeness(cosines, agreement, self.crowd.with_(other.crowd))


@dataclass(frozen=True)
class Reached:
    """What was found for a question: the cosine of the nearest passage, and the best agreement with its tokens.

    `phrase` is the cosine of the phrase nearest to it, and `coverage` how much of what its words say one passage has;
    there are `words` of them.
    """

    cosine: float
    agreement: float | None
    phrase: float = -1
    coverage: float = USUAL
    words: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether one passage has all that the question says."""
        return self.words >= ENOUGH_WORDS and self.coverage >= WHOLE


@dataclass(frozen=True)
class Limits:
    """What off-topic questions stay below: together with the side, and in agreement alone."""

    evidence: float
    agreement: float

    @classmethod
    def of(cls, sides: Scores, agreement: Scores) -> "Limits":
        """Measure them; without token vectors (NaN) nothing is measured and nothing passes."""
        if np.isnan(agreement).any():
            return cls(np.inf, np.inf)
        evidence = max(FLOOR, float(np.percentile(SIDE * sides + agreement, PERCENTILE)))
        return cls(evidence, float(np.percentile(agreement, AGREED)))

    def confidence(self, side: float, agreement: float, coverage: float) -> Confidence:
        """Judge a question."""
        if SIDE * side + agreement < self.evidence:
            return "none"
        return "answer" if agreement + WORDS * (coverage - USUAL) >= self.agreement else "weak"


@dataclass(frozen=True)
class Judge:
    """Says how far what was found can be trusted, by what off-topic questions reach in the same passages."""

    probe: Probe
    limits: Limits
    # The same for questions that come without token vectors: the nearest passage stands for the best agreement.
    plain: Limits

    @classmethod
    def of(cls, offtopic: Matrix, closeness: Closeness, phrases: Matrix | None = None) -> "Judge":
        """Measure what the off-topic questions reach; `phrases` is how people ask for the passages, where known."""
        crowds, phrased = [closeness.crowd], np.full(len(offtopic), -1, dtype=np.float32)
        if phrases is not None:
            crowds, phrased = [*crowds, Crowd.of(phrases)], (offtopic @ phrases.T).max(axis=1) - LESS
        probe, sides = Probe.between(crowds, offtopic)
        # Where there are no token vectors, nothing is known of agreement, whatever the phrases say.
        agreed = np.maximum(closeness.agreement, phrased)
        return cls(probe, Limits.of(sides, agreed), Limits.of(sides, np.maximum(closeness.cosines, phrased)))

    def confidence(self, question: Vector, reached: "Reached") -> Confidence:
        """Judge a question by its side, and by what was found for it."""
        side, phrase = self.probe.tell(question), reached.phrase - LESS
        if reached.agreement is None:
            return self.plain.confidence(side, max(reached.cosine, phrase), reached.coverage)
        return self.limits.confidence(side, max(reached.agreement, phrase), reached.coverage)


def unmeasured(cosine: float) -> Confidence:
    """Judge by the nearest passage alone, before off-topic questions were measured."""
    return "weak" if cosine >= UNMEASURED else "none"


def by_words(coverage: float) -> Confidence:
    """Judge by the words alone, where there are no vectors."""
    return "answer" if coverage >= SHARED else "weak" if coverage >= SHARED_WEAK else "none"
