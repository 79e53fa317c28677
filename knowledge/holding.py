"""Which of the written rules held a proposal back."""

from dataclasses import dataclass
from typing import Literal

from knowledge import grading
from knowledge.evaluation import Proposal
from knowledge.grading import ABOVE_FIRST, ABOVE_WEAKEST

Rule = Literal["depth", "no first", "first", "weakest", "mean", "top"]
_SAME = 1e-9


@dataclass(frozen=True)
class Held:
    """A rule of `grading` and the dimension through which it holds back.

    `depth`: the cap of the depth asked. `no first`: nothing else counts without the first dimension (approach, levels).
    `first`, `weakest`: the whole lies at most so far above that dimension. `mean`: nothing but the mean of all, in
    which the named dimension is the lowest. `top`: nothing holds back.
    """

    rule: Rule
    dimension: str = ""


def held(proposal: Proposal) -> Held | None:
    """Return what held a proposal back; None where there is none, because the response cannot be judged."""
    if proposal.unclear is not None or not proposal.sides:
        return None
    if proposal.is_capped:
        return Held("depth")
    first, weakest = proposal.sides[0], min(proposal.sides, key=lambda side: side.score)
    whole = grading.overall({side.name: side.score for side in proposal.sides})
    if first.score < 1:
        return Held("no first", first.name)
    if whole >= grading.TOP:
        return Held("top")
    if abs(whole - first.score - ABOVE_FIRST) < _SAME:
        return Held("first", first.name)
    if abs(whole - weakest.score - ABOVE_WEAKEST) < _SAME:
        return Held("weakest", weakest.name)
    return Held("mean", weakest.name)
