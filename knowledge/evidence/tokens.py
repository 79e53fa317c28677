"""A response as tokens: words, numbers and marks, each with its place in the text and the kinds of word that it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.evidence.lexicon import CAPITALS, Entry, lexicon, plain

_TOKEN = re.compile(
    r"(?P<number>(?<![\w.])(?:19|20)\d\d[-–/](?:20)?\d\d(?!\d)|(?<![\w.])\d+(?:[.,:]\d+)*)|(?P<word>[^\W\d_]+\d*(?:['’&][^\W\d_]+|-[^\W_]+)*)|(?P<mark>\n|[^\w\s])|\w",
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?")
_PERIOD = re.compile(r"(?:fy|q|h|kw|cw)['’]?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `start` and `end` are offsets into the response."""

    word: str
    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    lemma: str = ""
    capital: bool = False
    upper: bool = False

    def has(self, *kinds: str) -> bool:
        """Tell whether it is of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)


_MARK, _NUMBER, _YEARS = frozenset({"mark"}), frozenset({"number"}), frozenset({"year"})


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in order; an expression gives its kinds to its first word."""
    found = [_token(one) for one in _TOKEN.finditer(text)]
    for at, one in enumerate(found[:-2]):
        # "No. 1" is a rank.
        if one.word == "no" and found[at + 1].word == "." and found[at + 2].has("number"):
            found[at] = replace(one, kinds=frozenset())
    return _with_expressions(found)


def _token(found: re.Match[str]) -> Token:
    written, start, end = found[0], found.start(), found.end()
    if found.lastgroup == "number":
        kinds = _YEARS if _YEAR.fullmatch(written) else _NUMBER
        return Token(written, start, end, kinds, lemma=written)
    if found.lastgroup != "word":
        return Token(written, start, end, _MARK, lemma=written)
    word = plain(written)
    if _PERIOD.fullmatch(word):
        return Token(word, start, end, _YEARS, lemma=word)
    word, entry = _entry(word, written)
    kinds, forms = frozenset(entry.kinds), frozenset(entry.forms)
    return Token(word, start, end, kinds, forms, entry.lemma, written[0].isupper(), written[1:].isupper())


@lru_cache(maxsize=50_000)
def _known(word: str) -> tuple[str, Entry]:
    return lexicon().entry(word)


def _entry(word: str, written: str) -> tuple[str, Entry]:
    word, entry = _known(word)
    if word in CAPITALS and not written.isupper():
        return word, Entry(word, entry.kinds - {"role", "process"}, entry.forms)
    return word, entry


def _with_expressions(found: list[Token]) -> list[Token]:
    known = lexicon().expressions
    for at, token in enumerate(found):
        for words, kinds in known.get(token.word, ()):
            run = found[at : at + len(words)]
            if len(run) == len(words) and all(one.word == word for one, word in zip(run, words, strict=True)):
                _join(found, at, len(words), kinds)
                break
    return found


def _join(found: list[Token], at: int, length: int, kinds: frozenset[str]) -> None:
    # What an expression says takes the place of what its words would say alone.
    silenced = frozenset({"no", "trigger", "wish", "rhythm"}) if kinds & _SILENCING else frozenset()
    for place in range(at, at + length):
        one = found[place]
        found[place] = replace(one, kinds=one.kinds - silenced | ({"inside"} if place > at else frozenset()))
    first = found[at]
    forms = kinds & _FORMS
    found[at] = replace(first, kinds=first.kinds | (kinds - _FORMS), forms=first.forms | forms)


_FORMS = frozenset({"base", "s", "past", "part", "ing"})
_SILENCING = frozenset({"no-exempt", "vague-time"})


def content(found: Iterable[Token]) -> Iterator[Token]:
    """Yield the words that carry something: no marks, numbers or words of grammar."""
    return (one for one in found if not one.has("mark", "number", "year", "function") and one.word)
