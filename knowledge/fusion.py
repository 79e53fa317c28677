"""Fusion: scores of different kinds brought to one scale and added."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Rows = NDArray[np.intp]

# Measured with benchmarks.retrieval: the best 100 of each side, both with the same weight; 0.6 to 0.4 does as well.
POOL, DENSE, LEXICAL = 100, 0.5, 0.5
# So many of the best are looked at word by word, and that counts for so much; more of them find nothing more.
CLOSE, AGREEING = 50, 0.4


def best(scores: Scores, k: int) -> Rows:
    """Return the rows of the `k` highest scores above 0, the highest first; of equal ones the earlier."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        least = -np.partition(-scores[rows], k - 1)[k - 1]
        above, equal = rows[scores[rows] > least], rows[scores[rows] == least]
        rows = np.sort(np.concatenate((above, equal[: k - len(above)])))
    return rows[np.argsort(-scores[rows], kind="stable")]


def spread(scores: Scores) -> Scores:
    """Bring the best scores to 0..1 and drop the rest, so that the two sides can be added."""
    return spread_over(scores, best(scores, POOL))


def spread_over(scores: Scores, pool: Rows) -> Scores:
    """Bring the scores of a pool to 0..1; the rest becomes 0."""
    spread = np.zeros_like(scores)
    if len(pool):
        low, high = scores[pool].min(), scores[pool].max()
        spread[pool] = (scores[pool] - low) / (high - low) if high > low else 1
    return spread


def fused(lexical: Scores, cosines: Scores | None) -> Scores:
    """Add what words and meaning say, 0..1; without vectors the words alone."""
    scores = LEXICAL * spread(lexical)
    return scores if cosines is None else DENSE * spread(cosines) + scores


def refined(scores: Scores, pool: Rows, agreement: Scores) -> Scores:
    """Let the agreement of those of a pool that have one (not NaN) move them among each other, by AGREEING."""
    known = pool[~np.isnan(agreement)]
    if not len(known):
        return scores
    agreeing = scores.copy()
    given = np.zeros_like(scores)
    given[known] = agreement[~np.isnan(agreement)]
    agreeing[known] = spread_over(given, known)[known]
    return np.asarray((1 - AGREEING) * scores + AGREEING * agreeing, dtype=np.float32)
