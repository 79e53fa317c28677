"""When an answer is worth giving: measured on how near off-topic questions come to the passages."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

import numpy as np

from knowledge.embeddings import Vectors

# Measured on several collections: below the floor nothing was right; the margin covers unseen off-topic questions.
FLOOR, MARGIN, PERCENTILE = 0.25, 0.02, 99
# Between the threshold and this much above it the closest passages are worth showing, but as a weak match.
WEAK = 0.1
# Without vectors: the share of what the question's words say that one passage has. At half of it 2 % of off-topic
# questions passed, at two fifths 11 %; the words of criteria are everyday words, so this stays the poorer judge.
SHARED, SHARED_WEAK = 0.5, 0.4

Confidence = Literal["answer", "weak", "none"]


def offtopic_questions() -> tuple[str, ...]:
    """Return the packaged questions that no criteria have anything to say about."""
    text = (files("knowledge") / "offtopic.txt").read_text(encoding="utf-8")
    return tuple(filter(None, text.splitlines()))


def closeness(offtopic: Vectors, passages: Vectors) -> tuple[float, ...]:
    """Return, per off-topic question, the cosine of the passage that comes nearest to it."""
    return tuple(float(nearest) for nearest in (offtopic @ passages.T).max(axis=1, initial=-1))


def threshold(scopes: Iterable[Sequence[float]]) -> float:
    """Return the cosine below which to refuse, from the closeness measured in each scope that is searched."""
    nearest = [max(row) for row in zip(*scopes, strict=True)]
    return max(FLOOR, float(np.percentile(nearest, PERCENTILE)) + MARGIN) if nearest else FLOOR


def by_meaning(cosine: float, threshold: float) -> Confidence:
    """Judge the nearest passage by its cosine, which says the same for every question; fused scores do not."""
    return "answer" if cosine >= threshold + WEAK else "weak" if cosine >= threshold else "none"


def by_words(coverage: float) -> Confidence:
    """Judge by the words alone, where there are no vectors."""
    return "answer" if coverage >= SHARED else "weak" if coverage >= SHARED_WEAK else "none"
