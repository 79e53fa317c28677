"""A model's verdict on a response, held by the rules: only with quotes that occur there, and one band away at most.

No model is called here; a verdict comes as plain data and is trusted in nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge import grading
from knowledge.evaluation import Proposal, Side
from knowledge.rubric import BANDS, Band, capped

# A model may lie so many bands from the rules, for a dimension and for the whole.
REACH = 1
# A quote of fewer letters could stand anywhere.
SHORTEST = 8


def bounded(proposal: Proposal, text: str, verdict: Mapping[str, Any]) -> Proposal:
    """Return the proposal with what of a model's verdict holds: `{dimension: {"band": "30-45", "quotes": [...]}}`.

    A dimension is taken only where it names a band and all of its quotes occur in `text`, outside what counts for
    nobody (orders to whoever judges, copied criteria); it is moved to within one band of the rules. Whatever else the
    verdict says is ignored; where nothing holds, the proposal stays as it is.
    """
    if proposal.unclear is not None or not isinstance(verdict, Mapping):
        return proposal
    sides = tuple(_side(one, proposal, text, verdict.get(one.name)) for one in proposal.sides)
    if sides == proposal.sides:
        return proposal
    score = grading.overall({one.name: one.score for one in sides})
    by_rules = grading.overall({one.name: one.score for one in proposal.sides})
    percent = grading.percent(_within(score, by_rules))
    held = capped(percent, proposal.depth)
    return replace(proposal, sides=sides, percent=held, is_capped=held < percent, method="model within rules")


def _side(side: Side, proposal: Proposal, text: str, said: Any) -> Side:
    band = _band(said.get("band")) if isinstance(said, Mapping) else None
    quotes = said.get("quotes") if isinstance(said, Mapping) else None
    if band is None or band == side.band or not _hold(quotes, proposal, text):
        return side
    score = _within(BANDS.index(band) + 0.5, side.score)
    return replace(side, band=grading.band(score), score=score)


def _band(said: Any) -> Band | None:
    written = str(said).replace("–", "-").replace("%", "").replace(" ", "")
    return next((one for one in BANDS if written == f"{one.low}-{one.high}"), None)


def _hold(quotes: Any, proposal: Proposal, text: str) -> bool:
    is_list = isinstance(quotes, Sequence) and not isinstance(quotes, str)
    return is_list and bool(quotes) and all(_holds(quote, proposal, text) for quote in quotes)


def _holds(quote: Any, proposal: Proposal, text: str) -> bool:
    """Tell whether a quote occurs at a place where it counts."""
    if not isinstance(quote, str) or sum(letter.isalnum() for letter in quote) < SHORTEST:
        return False
    at = text.find(quote)
    while at >= 0:
        if not any(at < end and start < at + len(quote) for start, end in proposal.reading.void):
            return True
        at = text.find(quote, at + 1)
    return False


def _within(score: float, by_rules: float) -> float:
    """Move a score into the bands that lie at most one from that of the rules."""
    own = int(by_rules)
    lowest, highest = max(0, own - REACH), min(len(BANDS) - 1, own + REACH)
    return score if lowest <= int(score) <= highest else lowest + 0.5 if score < lowest else highest + 0.5
