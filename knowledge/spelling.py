"""Spelling: a word that neither the model nor the corpus knows is read as the word of the corpus that it resembles."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Shorter words have too many neighbours.
SHORTEST, LONG = 5, 8
# A wrong letter is one slip where it is a vowel for a vowel or the key beside it, and two where it is any other.
WRONG, OTHER = 1.1, 2.0
# What a word may cost to repair: one slip, and in a long word two, but not with a wrong letter among them.
ONE, TWO = 1.1, 2.0
_VOWELS, _KEYS = (
    frozenset("aeiouy"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm"),
)
_BESIDE = frozenset(pair for row in _KEYS for one, two in pairwise(row) for pair in ((one, two), (two, one)))
_ENDINGS = tuple(
    "s es ed d ing er ers r rs ly ness able al less ful ion ions ive ous or ors ee ees".split()  # noqa: SIM905
)
_BEGINNINGS = ("re", "un", "non", "pre", "mis", "sub", "over", "out", "co", "de", "dis", "anti", "multi", "micro")
_PART = 3


class Speller:
    """Repairs words that are known nowhere. A correct word is known somewhere, and so it is never touched."""

    def __init__(self, texts: Callable[[], Iterable[str]], known: Callable[[str], bool]) -> None:
        """Take the corpus, read only when it has to be, and what tells whether a word is known to the model."""
        self._texts, self._known = texts, known

    def repaired(self, text: str) -> str:
        """Return the text with unknown words replaced; all else stays as it stands."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, written: str) -> str:
        word = written.casefold()
        # Capitals inside are a name or an abbreviation.
        if len(word) < SHORTEST or not written[1:].islower() or not word.isalpha() or self._is_word(word):
            return written
        near = [(slips(word, other), -often, other) for other, often in self._candidates(word)]
        most = TWO if len(word) >= LONG else ONE
        allowed = [one for one in near if one[0] <= most and not _is_form(word, one[2])]
        return min(allowed)[2] if allowed else written

    def _is_word(self, word: str) -> bool:
        """Tell whether a word is known as it stands, or is a form of a known one, or that with a prefix."""
        if self._known(word) or word in self._corpus:
            return True
        return any(self._known(base) or base in self._corpus for base in _bases(word))

    def _candidates(self, word: str) -> Iterator[tuple[str, int]]:
        # Hardly anyone gets the first letter wrong or types two too many: that keeps the guesses few.
        for length in range(len(word) - 1, len(word) + 3):
            for other in self._shelves.get((word[0], length), ()):
                yield other, self._corpus[other]

    @cached_property
    def _corpus(self) -> Counter[str]:
        return Counter(word for text in self._texts() for word in _WORD.findall(text.casefold()) if word.isalpha())

    @cached_property
    def _shelves(self) -> dict[tuple[str, int], list[str]]:
        shelves: dict[tuple[str, int], list[str]] = {}
        for word in self._corpus:
            shelves.setdefault((word[0], len(word)), []).append(word)
        return shelves


def slips(one: str, other: str) -> float:
    """Add up the slips between two words: letters left out, added, swapped or wrong; 3 stands for more than TWO."""
    before: list[float] = []
    row = [float(place) for place in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [float(i)]
        for j, against in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + _wrong(letter, against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, older[j - 2] + 1)
            row.append(least)
        if min(row) > TWO:
            return TWO + 1
    return row[-1]


def _wrong(letter: str, against: str) -> float:
    if letter == against:
        return 0
    return WRONG if {letter, against} <= _VOWELS or (letter, against) in _BESIDE else OTHER


def _bases(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _PART:
            base = word.removesuffix(ending)
            yield from (base, f"{base}e", f"{base}y", f"{base}ion")
            if base[-1] == base[-2]:
                yield base[:-1]
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= _PART:
            yield word.removeprefix(beginning)


def _is_form(one: str, other: str) -> bool:
    """Tell whether one word is the other with another ending: "contractors" is no misspelling of "contracts"."""
    shorter = min(len(one), len(other))
    return (one[: shorter - 1] == other[: shorter - 1] and one[-1] != other[-1]) or one.startswith(other)
