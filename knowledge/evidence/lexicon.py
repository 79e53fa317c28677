"""The words by which responses are read: kinds, forms of verbs, expressions of several words, and repaired slips."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")
# Words that are one of a kind only when they are written in capitals: "IT" is a department, "it" is not.
CAPITALS = frozenset({"it", "hr", "qa", "qc", "md", "vp", "cio"})
_SHORTEST, _LONG = 4, 7
_AMERICAN = re.compile(r"(?<=[a-z])([iy])z(e|es|ed|ing|er|ers|ation|ations)$")
_NOT_AMERICAN = frozenset({"size", "sizes", "sized", "prize", "prizes", "seize", "seized"})
_OR = re.compile(r"^(behavi|misbehavi|lab|col|fav|hon|neighb)or")


@dataclass(slots=True)
class Entry:
    """What is known of a word: its kinds, the forms in which it is a verb, and the word that counts for all of them."""

    lemma: str
    kinds: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


class Lexicon:
    """Looks words up. The words of the vocabulary stand there in British spelling; `plain` brings others to it."""

    def __init__(self, text: str) -> None:
        self.words: dict[str, Entry] = {}
        # First word of an expression -> the whole expression and its kinds, the longest first.
        self.expressions: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        lists = list(_lists(text))
        irregular = {one.split()[0]: one.split()[1:] for kind, one in lists if kind == "irregular"}
        for kind, one in lists:
            if kind != "irregular":
                self._add(kind, one, irregular)
        for first, some_of_one in self.expressions.items():
            kinds: dict[tuple[str, ...], frozenset[str]] = {}
            for words, some in some_of_one:
                kinds[words] = kinds.get(words, frozenset()) | some
            self.expressions[first] = sorted(kinds.items(), key=lambda pair: -len(pair[0]))
        self._near: dict[str, set[str]] | None = None

    def _add(self, kind: str, one: str, irregular: dict[str, list[str]]) -> None:
        first, *rest = one.split("_")
        is_verb = kind.startswith("verb") or kind in ("softverb", "abstract")
        for form, word in _forms(first, irregular.get(first)) if is_verb else [("", first)]:
            if rest:
                self.expressions.setdefault(word, []).append(((word, *rest), frozenset({kind, form} - {""})))
                continue
            entry = self.words.setdefault(word, Entry(first))
            entry.kinds.add(kind)
            if form:
                entry.forms.add(form)
                entry.lemma = first

    def entry(self, word: str) -> tuple[str, Entry]:
        """Return a word as `plain` gives it, with a slip repaired, and what is known of it or of its parts."""
        if word in self.words:
            return word, self.words[word]
        if "-" in word:
            parts = [self.words[part] for part in word.split("-") if part in self.words]
            return word, Entry(word, {kind for one in parts for kind in one.kinds} - {"function"})
        if len(word) >= _SHORTEST and word.isalpha() and word.isascii():
            again = self.words.get(word.removeprefix("re"))
            if again and again.forms and word.startswith("re"):
                return word, again
            word = self._repaired(word) or word
        return word, self.words.get(word) or Entry(word)

    def _repaired(self, word: str) -> str:
        if self._near is None:
            self._near = {}
            for known in self.words:
                if len(known) > _SHORTEST and known.isalpha():
                    for less in (known, *_shorter(known)):
                        self._near.setdefault(less, set()).add(known)
        candidates = {other for less in (word, *_shorter(word)) for other in self._near.get(less, ())}
        return min((one for one in candidates if _is_slip(word, one)), default="")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that stands in a text, apart from one another by spaces."""
    return frozenset(words.split())


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return a word in small letters, British spelling and with straight apostrophes."""
    word = word.casefold().replace("’", "'")
    word = _AMERICAN.sub(r"\1s\2", word) if word not in _NOT_AMERICAN else word
    word = _OR.sub(r"\1our", word)
    return {"program": "programme", "programs": "programmes", "center": "centre", "centers": "centres"}.get(word, word)


@cache
def lexicon() -> Lexicon:
    """Return the packaged vocabulary, read once."""
    return Lexicon((files("knowledge.evidence") / "vocabulary.txt").read_text(encoding="utf-8"))


def _lists(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        kind, colon, words = line.partition(": ")
        if colon and not line.startswith("#"):
            yield from ((kind, word.strip()) for word in words.split(",") if word.strip())


def _forms(verb: str, irregular: list[str] | None) -> Iterator[tuple[str, str]]:
    yield "base", verb
    yield (
        "s",
        verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        if not _ends_in_y(verb)
        else verb[:-1] + "ies",
    )
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    doubled = stem + stem[-1] if _doubles(verb) else stem
    yield "ing", doubled + "ing"
    if irregular:
        yield "past", irregular[0]
        yield "part", irregular[1]
    else:
        regular = verb[:-1] + "ied" if _ends_in_y(verb) else doubled + "ed"
        yield "past", regular
        yield "part", regular


def _ends_in_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def _doubles(verb: str) -> bool:
    """Tell whether the last letter is doubled: plan, planned; also label, labelled, but not visit, visited."""
    short = len(verb) >= 3 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    syllables = sum(letter in _VOWELS and verb[at - 1 : at] not in _VOWELS for at, letter in enumerate(verb) if at)
    return short and (syllables + (verb[0] in _VOWELS) == 1 or verb.endswith(("el", "fer", "mit")))


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _is_slip(word: str, known: str) -> bool:
    """Tell whether one letter is left out, doubled, swapped with its neighbour or, in a longer word, wrong."""
    if word[0] != known[0] and sorted(word[:2]) != sorted(known[:2]):
        return False
    if len(word) != len(known):
        longer, shorter = sorted((word, known), key=len, reverse=True)
        # "calls" is no slip of "call": an ending makes another word.
        return len(longer) - len(shorter) == 1 and shorter in _shorter(longer) and longer[:-1] != shorter
    wrong = [at for at in range(len(word)) if word[at] != known[at]]
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        return word[wrong[0]] == known[wrong[1]] and word[wrong[1]] == known[wrong[0]]
    return len(wrong) == 1 and len(word) >= _LONG and wrong[0] < len(word) - 1
