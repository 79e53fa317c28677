"""Acronyms: VOC is read as "voice of the customer", from the initials of names and of what the corpus often says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

# Three to five capitals, as two stand for too many things; people add an s for several of them.
_ACRONYM = re.compile(r"\b(?P<letters>[A-Z]{3,5})(?P<several>s?)\b")
_WORD = re.compile(r"[^\W\d_]+")
# Small words whose initials an acronym leaves out, or keeps: VOC, and "terms of reference" as ToR.
_LEFT_OUT = frozenset(["a", "an", "the"])
_MAYBE = frozenset({*_LEFT_OUT, "and", "for", "in", "of", "on", "to", "with", "or"})
# A run of words that stands only once or twice in the corpus is no name of anything.
OFTEN, LONGEST = 3, 6


class Acronyms:
    """What the acronyms of a corpus stand for."""

    def __init__(self, names: Iterable[str], texts: Callable[[], Iterable[str]], known: Callable[[str], bool]) -> None:
        """Take the names of terms and titles, which come first, the corpus, and what tells whether a word is known."""
        self._names, self._texts, self._known = tuple(names), texts, known

    def spelled_out(self, text: str) -> str:
        """Replace the acronyms that are known nowhere and whose words the corpus has."""
        if text.isupper():
            # Then capitals say nothing.
            return text
        return _ACRONYM.sub(lambda match: self._meant(match["letters"]) or match[0], text)

    def _meant(self, letters: str) -> str | None:
        if self._known(letters.casefold()):
            return None
        return self._of_names.get(letters) or self._of_corpus.get(letters)

    @cached_property
    def _of_names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self._names:
            words = _WORD.findall(name.casefold())
            for letters in _initials(words):
                found.setdefault(letters, " ".join(words))
        return found

    @cached_property
    def _of_corpus(self) -> dict[str, str]:
        counted = Counter(run for text in self._texts() for run in _runs(text))
        found: dict[str, str] = {}
        for run, often in counted.most_common():
            if often < OFTEN:
                break
            for letters in _initials(run.split()):
                found.setdefault(letters, run)
        return found


def _initials(words: list[str]) -> Iterator[str]:
    for left_out in (frozenset[str](), _LEFT_OUT, _MAYBE):
        letters = "".join(word[0] for word in words if word not in left_out).upper()
        if 3 <= len(letters) <= 5:
            yield letters


def _runs(text: str) -> Iterator[str]:
    """Yield the runs of words within a sentence that neither begin nor end with a small word."""
    for sentence in re.split(r"[.,;:!?()\n]", text.casefold()):
        words = _WORD.findall(sentence)
        for start, first in enumerate(words):
            for end in range(start + 3, min(start + LONGEST, len(words)) + 1):
                if first not in _MAYBE and words[end - 1] not in _MAYBE:
                    yield " ".join(words[start:end])
