"""Which defined words occur in a text, whatever form they take there."""

import re
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from knowledge.lexical import stems

T = TypeVar("T", bound=Hashable)


class Glossary(Generic[T]):
    """Terms by the names that they go by; where two share a name, the first has it."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]]) -> None:
        # By stems, then by the very word: "value" and "values" are two terms with one stem.
        self._names: dict[tuple[str, ...], dict[str, T]] = {}
        for term, names in named:
            for name in names:
                stemmed = tuple(stems(name).split())
                self._names.setdefault(stemmed, {}).setdefault(_plain(name), term)
        self._names.pop((), None)
        self._longest = max(map(len, self._names), default=0)

    def within(self, text: str) -> list[T]:
        """Return the terms that occur in a text, each once, the longest name first: it says most.

        "Voice of the customer" is one term and says nothing of "customer", unless that word stands elsewhere too.
        """
        spoken, stemmed = _plain(text).split(), stems(text).split()
        found: list[tuple[int, int, T]] = []
        at = 0
        while at < len(stemmed):
            length = self._length_at(stemmed, at)
            if length:
                named = self._names[tuple(stemmed[at : at + length])]
                exact = " ".join(spoken[at : at + length])
                found.append((-length, at, named.get(exact) or next(iter(named.values()))))
            at += length or 1
        ordered = sorted(found, key=lambda one: one[:2])
        return list(dict.fromkeys(term for _, _, term in ordered))

    def _length_at(self, stemmed: list[str], at: int) -> int:
        lengths = range(min(self._longest, len(stemmed) - at), 0, -1)
        return next((length for length in lengths if tuple(stemmed[at : at + length]) in self._names), 0)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
