"""The lexical side: BM25 over heading, code and text, in memory."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.passages import Passage

# Words that say nothing about what a text is about; those that ask are among them.
_STOP_WORDS = """a about after all also am an and any are as at be been but by can could did do does doing done each for
from get had has have he her his how i if in into is it its just know let like may me might more most much must my no
nor not of on one or other our out over own please she should show so some such tell than that the their them then
there these they this those to too up us was we were what when where which while who whom whose why will with would
you your"""
_WORD = re.compile(r"[^\W\d_]\w+|\d{2,}")


class Lexicon:
    """BM25 scores of a fixed list of passages."""

    def __init__(self, passages: Sequence[Passage], more: Sequence[str] = ()) -> None:
        """Index the passages; `more` gives extra words per passage, such as the other names of a term."""
        extra = more or [""] * len(passages)
        told = [words(f"{_field(passage)} {also}") for passage, also in zip(passages, extra, strict=True)]
        self._passages = [frozenset(one) for one in told]
        self._frequency = Counter(word for one in self._passages for word in one)
        self._bm25 = _bm25(told) if self._frequency else None

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return one score per passage, 0 where no word is shared."""
        known = [word for word in words(text) if word in self._frequency]
        # bm25s fails on a question without any word that it knows.
        if self._bm25 is None or not known:
            return np.zeros(len(self._passages), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, text: str, row: int) -> float:
        """Return how much of what the words of `text` say (their rarity) the passage at `row` shares, 0 to 1."""
        asked = {word: self._rarity(word) for word in words(text)}
        shared = sum(rarity for word, rarity in asked.items() if word in self._passages[row])
        return shared / sum(asked.values()) if asked else 0.0

    def _rarity(self, word: str) -> float:
        return log(1 + len(self._passages) / (1 + self._frequency[word]))


def words(text: str) -> list[str]:
    """Return the stems of the words of a text that say what it is about."""
    return _stemmed([word for word in _WORD.findall(text.casefold()) if word not in _stop_words()])


def stems(text: str) -> str:
    """Return all words of a text as stems, for comparing names: "Key customers" and "key customer" are one."""
    return " ".join(_stemmed(re.findall(r"\w+", text.casefold())))


def _field(passage: Passage) -> str:
    # The name of the framework stands in every heading: as a word it would weigh nothing and cost length.
    return " ".join((passage.title, *passage.heading[1:], passage.text))


def _bm25(told: Iterable[Sequence[str]]) -> Any:
    import bm25s

    # It sets itself to speak of every index it builds.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    index = bm25s.BM25()
    index.index(list(told), show_progress=False)
    return index


def _stemmed(spoken: list[str]) -> list[str]:
    import Stemmer

    # A new one each time costs half a microsecond; one shared by threads would not be safe.
    return list(Stemmer.Stemmer("english").stemWords(spoken))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.split())
