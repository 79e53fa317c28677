"""Words of like meaning, by domain, from a packaged list: they widen the search by words, never that by meaning."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from knowledge.lexical import Alternative, words


class Synonyms:
    """What may stand for a word or phrase, all of it as stems without stop words."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read lines such as "a, b, c" (each for each) or "a, b > c" (the first two may mean the third)."""
        self._like: dict[Alternative, dict[Alternative, None]] = {}
        for line in lines:
            asked, arrow, meant = line.partition(">")
            left = list(_stemmed(asked))
            for one in left:
                others = _stemmed(meant) if arrow else left
                self._like.setdefault(one, {}).update((other, None) for other in others if other != one)
        self._longest = max(map(len, self._like), default=0)

    def of(self, text: str) -> Mapping[str, tuple[Alternative, ...]]:
        """Return, by the stem where a word or phrase of the text begins, what may stand for it."""
        spoken = words(text)
        found: dict[str, dict[Alternative, None]] = {}
        for start in range(len(spoken)):
            for length in range(1, min(self._longest, len(spoken) - start) + 1):
                like = self._like.get(tuple(spoken[start : start + length]), {})
                # What the question says itself counts by itself.
                fresh = (other for other in like if not set(other) <= set(spoken))
                found.setdefault(spoken[start], {}).update((other, None) for other in fresh)
        return {word: tuple(like) for word, like in found.items() if like}


@cache
def packaged() -> Synonyms:
    """Return the packaged list."""
    text = (files("knowledge") / "synonyms.txt").read_text(encoding="utf-8")
    return Synonyms(line for line in text.splitlines() if line and not line.startswith("#"))


def _stemmed(listed: str) -> Iterator[Alternative]:
    for phrase in listed.split(","):
        if stems := tuple(words(phrase)):
            yield stems
