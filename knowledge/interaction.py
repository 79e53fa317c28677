"""Late interaction: each word of a question looks for the token of a passage that comes nearest to it."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings import Read
from knowledge.tokens import Tokens

Scores = NDArray[np.float32]


def nearest_tokens(question: Tokens, passages: Sequence[Tokens]) -> Scores:
    """Return a row per passage: for each token of the question the cosine of the token nearest to it, 0 if none."""
    best = np.zeros((len(passages), len(question.rows)), dtype=np.float32)
    asked = np.ascontiguousarray(question.rows.T, dtype=np.float32) * np.float32(question.scale)
    # One small product each: a large one would be spread over threads, which costs more than it brings.
    for row, passage in enumerate(passages):
        if len(passage.rows) and len(question.rows):
            best[row] = (passage.rows.astype(np.float32) @ asked).max(axis=0) * np.float32(passage.scale)
    return best


def agreement(nearest: Scores, weights: Scores) -> Scores:
    """Return one score per passage: how near its tokens come to those of the question, weighed, at most 1."""
    total = float(weights.sum())
    return np.asarray(nearest @ weights / total if total else np.zeros(len(nearest)), dtype=np.float32)


def weights(question: Read, weight: Callable[[str], float]) -> Scores:
    """Return a weight per token of the question: that of the whole word that the token is a piece of."""
    return np.array([weight(word) for word in _words(question)], dtype=np.float32)


def _words(question: Read) -> list[str]:
    return [_word_at(question.text, *span) for span in question.spans]


def _word_at(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].casefold()
