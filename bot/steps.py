"""Where a respondent stands: derived from what was given and chosen, never remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.asking import Ask
from storage.responses import Given


@dataclass(frozen=True)
class Asking:
    """The respondent is to answer; `n` counts from 1."""

    n: int
    ask: Ask


@dataclass(frozen=True)
class Rating:
    """There is a response; the respondent is to say how far along it is."""

    n: int
    ask: Ask
    given: Given


@dataclass(frozen=True)
class Probing:
    """There is a response, and a follow-up question to it that waits."""

    n: int
    ask: Ask
    given: Given


@dataclass(frozen=True)
class Finished:
    """Everything is answered or skipped, and nothing is handed in yet."""


@dataclass(frozen=True)
class Submitted:
    """Everything is handed in."""


Step = Asking | Rating | Probing | Finished | Submitted


def current_step(
    asks: Sequence[Ask], given: Mapping[str, Given], *, chosen: int | None = None, submitted: bool = False
) -> Step:
    """Return the step that follows from what was given; a question gone back to comes first."""
    if chosen is not None and 1 <= chosen <= len(asks):
        return Asking(chosen, asks[chosen - 1])
    if submitted:
        return Submitted()
    for n, ask in enumerate(asks, 1):
        here = given.get(ask.code, Given())
        if not here.is_settled:
            if not here.text or ask.kind != "question":
                return Asking(n, ask)
            return Probing(n, ask, here) if here.follow_up else Rating(n, ask, here)
    return Finished()
