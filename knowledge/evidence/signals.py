"""What a signal is, and how one is taken from clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.evidence.clauses import Clause
from knowledge.evidence.switches import HARD
from knowledge.evidence.tokens import Token, content

# The signals of each dimension, the one to ask for first in front; names as people read them.
PROCESS: dict[str, tuple[str, ...]] = {
    "approach": ("method", "rhythm", "owner", "measure"),
    "deployment": ("scope", "check of use"),
    "learning": ("change", "review", "sharing", "comparison"),
    "integration": ("aim", "other process", "future need"),
}
RESULTS: dict[str, tuple[str, ...]] = {
    "levels": ("level", "target"),
    "trends": ("trend",),
    "comparisons": ("comparison",),
    "integration": ("segments", "aim", "other process", "future need"),
}


@dataclass(frozen=True)
class Signal:
    """One thing that a response shows: `quote` is the response from `start` to `end`, character by character.

    `about` tells signals of one kind apart (a verb, a place, a process), so that what is said twice counts once.
    """

    kind: str
    quote: str
    start: int
    end: int
    about: str = ""
    traits: frozenset[str] = frozenset()


class Telling:
    """A response cut into clauses with what switches them off, ready to be looked through."""

    def __init__(self, text: str, clauses: Sequence[Clause], asked: frozenset[str] = frozenset()) -> None:
        """Take the response, its clauses and the words of the question, which show nothing by themselves."""
        self.text, self.clauses, self.asked = text, clauses, asked

    def signal(self, kind: str, clause: Clause, about: str = "", *traits: str, until: Clause | None = None) -> Signal:
        """Make a signal of a clause, or of what stands from it to another clause."""
        start, end = clause.start, clause.end
        if until is not None:
            start, end = min(start, until.start), max(end, until.end)
        return Signal(kind, self.text[start:end], start, end, about, frozenset(traits))

    def live(self) -> Iterator[tuple[int, Clause]]:
        """Yield the clauses in which anything counts."""
        return ((at, one) for at, one in enumerate(self.clauses) if not one.off & HARD)

    def lasting(self) -> Iterator[tuple[int, Clause]]:
        """Yield the clauses that say how something is done, and not what once happened."""
        return ((at, one) for at, one in self.live() if not one.off & {"past", "story"})

    def near(self, at: int, reach: int = 2, *, denied: bool = False) -> list[Clause]:
        """Return a clause and its neighbours as far as they count; with `denied` those too that deny something."""
        off = HARD - {"denied"} if denied else HARD
        return [one for one in self.clauses[max(0, at - reach) : at + reach + 1] if not one.off & off]

    def own(self, clause: Clause) -> list[Token]:
        """Return the words of a clause that say something and do not come from the question."""
        return [one for one in content(clause.tokens) if one.word not in self.asked and not one.has("buzz", "bland")]


def is_date(clause: Clause) -> bool:
    """Tell whether a clause says when something happened: a year, "last spring", "two years ago"."""
    words = [one.word for one in clause.tokens]
    if clause.any("year") or "ago" in words:
        return True
    for before, one in pairwise(clause.tokens):
        if before.word in ("last", "this", "past") and one.has("unit-of-time", "month", "season", "weekday"):
            return True
        if before.word in ("in", "since", "from", "until", "early", "late", "mid") and one.has("month", "season"):
            return True
    return False


def number_of(word: str) -> float | None:
    """Return a number as it is written in English, 1,200.5 or 4.6; None where it is none."""
    try:
        return float(
            word.replace(",", "") if word.count(",") and len(word.split(",")[-1]) == 3 else word.replace(",", ".")
        )
    except ValueError:
        return None
