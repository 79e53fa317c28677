"""Quotations: the piece of a passage that fits a question, letter by letter as it stands there."""

import re
from collections.abc import Iterable, Iterator

from knowledge.lexical import words
from knowledge.passages import Passage

# What is shown at once: a screen of a phone. A lead may take most of it, and a remnant of a few words is no quotation.
QUOTES, WORDS, LEAD, LEAST = 3, 90, 65, 12
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
    these, those = set(words(one)), set(words(other))
    return len(these & those) >= ALIKE * max(1, min(len(these), len(those)))
