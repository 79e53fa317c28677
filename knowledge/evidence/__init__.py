"""What a response shows, each signal with the exact words that show it. By rules alone; the door is `evidence`."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.evidence.approach import approach
from knowledge.evidence.clauses import Clause, clauses
from knowledge.evidence.deployment import deployment
from knowledge.evidence.figures import figures
from knowledge.evidence.integration import integration
from knowledge.evidence.learning import learning
from knowledge.evidence.planted import shingles, strung
from knowledge.evidence.signals import PROCESS, RESULTS, Signal, Telling
from knowledge.evidence.switches import switch
from knowledge.evidence.tokens import tokens

__all__ = ["PROCESS", "RESULTS", "Reading", "Signal", "evidence", "read", "shingled"]

# Why nothing counts, in the order in which it says most about a response that shows no method.
_MANNERS = ("story", "plan", "wish", "hearsay", "big words")


@dataclass(frozen=True)
class Reading:
    """A response as the rules read it.

    `denied` are the kinds of signal that it says are not there; `manner` is how it speaks where it shows no method
    ("story", "plan", "wish", "hearsay", "big words" or ""); `void` are the places that count for nobody, such as
    orders to whoever judges, as (start, end).
    """

    signals: tuple[Signal, ...]
    denied: frozenset[str] = frozenset()
    manner: str = ""
    void: tuple[tuple[int, int], ...] = ()


def evidence(
    text: str, question: str = "", criteria: Set[int] = frozenset(), *, results: bool = False
) -> tuple[Signal, ...]:
    """Return the signals that a response to `question` shows, in the order of the response.

    `criteria` is what `shingled` makes of the texts of the framework: what is copied from them shows nothing. With
    `results` the response is read as figures, otherwise as the description of a process.
    """
    return read(text, question, criteria, results=results).signals


def read(text: str, question: str = "", criteria: Set[int] = frozenset(), *, results: bool = False) -> Reading:
    """Return all that the rules find in a response, as `evidence` does, with what it denies and how it speaks."""
    told = told_clauses(text, question, criteria)
    asked = _asked(question)
    signals = _signals(Telling(text, told, asked), results=results)
    denied = [replace(one, off=one.off - {"denied"}) for one in told if "denied" in one.off]
    said_no = frozenset(one.kind for one in _signals(Telling(text, denied, asked), results=results))
    manner = next((name for name in _MANNERS if any(name in one.off for one in told)), "")
    void = tuple((one.start, one.end) for one in told if one.off & {"order", "copied", "keywords"})
    return Reading(signals, said_no - {one.kind for one in signals}, manner, void)


def told_clauses(text: str, question: str = "", criteria: Set[int] = frozenset()) -> Sequence[Clause]:
    """Return the clauses of a response with what switches them off."""
    words = tokens(text)
    found = clauses(text, words, strung(words))
    switch(text, found, criteria, _shingles(question))
    return found


def shingled(texts: Iterable[str]) -> frozenset[int]:
    """Return the runs of words of these texts, by which copied text is known."""
    return frozenset(one for text in texts for one in _shingles(text))


_READERS: dict[bool, tuple[Callable[[Telling], Iterable[Signal]], ...]] = {
    False: (approach, deployment, learning, integration),
    True: (figures, integration),
}


def _signals(telling: Telling, *, results: bool) -> tuple[Signal, ...]:
    found = [one for reader in _READERS[results] for one in reader(telling)]
    return tuple(sorted(_once(found), key=lambda one: (one.start, one.kind, one.about)))


@lru_cache(maxsize=1024)
def _asked(question: str) -> frozenset[str]:
    return frozenset(one.word for one in tokens(question) if not one.has("function", "mark", "unit-of-time"))


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[int]:
    return frozenset(shingles([one.word for one in tokens(text) if not one.has("mark")]))


def _once(found: Iterable[Signal]) -> Iterable[Signal]:
    """Keep the first of each kind about the same thing that says most: what is said twice counts once."""
    kept: dict[tuple[str, str], Signal] = {}
    for one in found:
        key = (one.kind, one.about)
        if key not in kept or len(one.traits) > len(kept[key].traits):
            kept[key] = one
    return kept.values()
