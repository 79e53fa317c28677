"""Quotations: the piece of a passage that fits a question, letter by letter as it stands there."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from knowledge.lexical import words
from knowledge.passages import Passage

# What is shown at once: a screen of a phone. A lead may take most of it, and a remnant of a few words is no quotation.
QUOTES, WORDS, LEAD, LEAST = 3, 90, 65, 12
# What stands in one place of a list.
LINE = 45
# From this share of common words on, two passages say the same.
ALIKE = 0.7
_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-ZÀ-Þ0-9])|(?=\n)|$)", re.MULTILINE)


def quoted(passages: Iterable[Passage], question: str) -> Iterator[tuple[Passage, str]]:
    """Yield up to three passages with their quotations, without repetitions and within the words of a short answer."""
    shown: list[str] = []
    left = WORDS
    for passage in passages:
        # A topic is one thought, made to be read whole.
        room = left if shown or passage.kind == "topic" else LEAD
        if len(shown) == QUOTES or room < LEAST:
            return
        quote = quotation(passage.text, question, room)
        if quote and not any(alike(passage.text, other) for other in shown):
            shown.append(passage.text)
            left -= len(quote.split())
            yield passage, quote


def each(passages: Iterable[Passage], question: str, *, once: bool = True) -> Iterator[tuple[Passage, str]]:
    """Yield every passage with a quotation of a few sentences at most; with `once`, the same words only once."""
    seen: set[str] = set()
    for passage in passages:
        # What leads may say more.
        quote = quotation(passage.text, question, LINE if seen else LEAD) or quotation(passage.text, question, LEAD)
        if quote and not (once and quote in seen):
            seen.add(quote)
            yield passage, quote


def within(chosen: Iterable[tuple[Passage, str]], characters: int) -> Iterator[tuple[Passage, str]]:
    """Yield quotations from the first on, as long as all of them together fit; the first in any case."""
    used, title = 0, ""
    for passage, quote in chosen:
        # A title is said once for all that stand under it.
        size = len(quote) + len(passage.code or "") + (len(passage.title) if passage.title != title else 0)
        if used and used + size > characters:
            return
        used, title = used + size, passage.title
        yield passage, quote


def quotation(text: str, question: str, limit: int) -> str:
    """Return the whole text if it has at most `limit` words, or the run of its sentences that fits the question best.

    A single sentence longer than `limit` is returned whole when nothing shorter fits the lead, else "".
    """
    if len(text.split()) <= limit:
        return text
    pieces = [match.span() for match in _SENTENCE.finditer(text)]
    runs = [(first, last) for first in range(len(pieces)) for last in range(first, len(pieces))]
    fitting = [run for run in runs if len(text[pieces[run[0]][0] : pieces[run[1]][1]].split()) <= limit]
    if not fitting:
        return text[pieces[0][0] : pieces[0][1]] if limit >= LEAD else ""
    asked = set(words(question))

    def worth(run: tuple[int, int]) -> tuple[int, int, int]:
        piece = text[pieces[run[0]][0] : pieces[run[1]][1]]
        # Of equally fitting runs the earlier one, and of these the longer one, says more.
        return len(asked & set(words(piece))), -run[0], run[1]

    best = max(fitting, key=worth)
    return text[pieces[best[0]][0] : pieces[best[1]][1]]


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say nearly the same, as editions of the same question do."""
    these, those = said(one), said(other)
    return len(these & those) >= ALIKE * max(1, min(len(these), len(those)))


@lru_cache(maxsize=4_096)
def said(text: str) -> frozenset[str]:
    """Return the stems of what a text says; the same passages are compared again and again."""
    return frozenset(words(text))
