"""The lexical side: BM25 over heading, code and text, in memory."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log
from types import MappingProxyType

import numpy as np

from knowledge.bm25 import Postings, Scores
from knowledge.passages import Passage

# The stems of a word or phrase that may stand for another.
Alternative = tuple[str, ...]
NOTHING: Mapping[str, Iterable[Alternative]] = MappingProxyType({})
# Tried on our own questions: a word of like meaning is worth this share of the word itself.
LIKE = 0.6
# The weight of a stop word beside rarities, which go from 0.7 (in every passage) up to about 7; and beside 1.
STOPPED, PLAIN_STOPPED = 0.3, 0.1

# Words that say nothing about what a text is about; those that ask are among them.
_STOP_WORDS = """a about after all also am an and any are as at be been between but by can could did do does doing
done each for from get had has have he her his how i if in into is it its just know let like may me might more most
much must my no nor not of on one or other our out over own please she should show so some such tell than that the
their them then there these they this those to too up us was we were what when where which while who whom whose why
will with would you your whats wat hows whos wheres thats dont doesnt didnt isnt arent cant wont havent hasnt im ive
ok okay please pls plz"""
_WORD = re.compile(r"[^\W\d_]\w+|\d{2,}")


class Lexicon:
    """BM25 scores of a fixed list of passages."""

    def __init__(self, passages: Sequence[Passage], more: Sequence[str] = ()) -> None:
        """Index the passages; `more` gives extra words per passage, such as the other names of a term."""
        extra = more or [""] * len(passages)
        told = (words(f"{_field(passage)} {also}") for passage, also in zip(passages, extra, strict=True))
        self._postings = Postings(list(told))

    def scores(self, text: str, like: Mapping[str, Iterable[Alternative]] = NOTHING) -> Scores:
        """Return one score per passage, 0 where no word is shared.

        `like` gives for some words of the text others that may stand in their place; they count for less.
        """
        scores = np.zeros(self._postings.count, dtype=np.float32)
        for word in words(text):
            scores += self._worth(word, like.get(word, ()))
        return scores

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def coverage(self, text: str, row: int) -> float:
        """Return how much of what the words of `text` say (their rarity) the passage at `row` shares, 0 to 1."""
        asked = {word: self.rarity(word) for word in words(text)}
        shared = sum(rarity for word, rarity in asked.items() if self._postings.has(word, row))
        return shared / sum(asked.values()) if asked else 0.0

    def rarity(self, stem: str) -> float:
        """Return how much a word says by itself: the rarer, the more."""
        return log(1 + self._postings.count / (1 + self._postings.frequency(stem)))

    def weight(self, word: str) -> float:
        """Return how much a word as it is written says; a stop word says a little, a mark nothing much."""
        stemmed = words(word)
        return self.rarity(stemmed[0]) if stemmed else STOPPED

    def _worth(self, word: str, like: Iterable[Alternative]) -> Scores:
        worth = self._postings.scores(word)
        for alternative in like:
            # A phrase counts as a whole, and where only half of it stands, for half.
            phrase = sum((self._postings.scores(one) for one in alternative), np.zeros_like(worth))
            np.maximum(worth, LIKE * phrase / len(alternative), out=worth)
        return worth


def words(text: str) -> list[str]:
    """Return the stems of the words of a text that say what it is about."""
    return _stemmed([word for word in _WORD.findall(text.casefold()) if word not in _stop_words()])


def plain_weight(word: str) -> float:
    """Return how much a word says where nothing is known of its rarity."""
    return 1.0 if words(word) else PLAIN_STOPPED


def stems(text: str) -> str:
    """Return all words of a text as stems, for comparing names: "Key customers" and "key customer" are one."""
    return " ".join(_stemmed(re.findall(r"\w+", text.casefold())))


def _field(passage: Passage) -> str:
    # The name of the framework stands in every heading: as a word it would weigh nothing and cost length.
    return " ".join((passage.title, *passage.heading[1:], passage.text))


def _stemmed(spoken: list[str]) -> list[str]:
    import Stemmer

    # A new one each time costs half a microsecond; one shared by threads would not be safe.
    return list(Stemmer.Stemmer("english").stemWords(spoken))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.split())
