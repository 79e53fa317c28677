"""The follow-up question that is most worth asking after a response, or none.

The order is that of examiners: first what is done, when and by whom, then where, then what was learned, then what it
belongs to; one at a time. What a probe is called in words stands in `bot/wording`: it never suggests the answer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from knowledge import grading
from knowledge.evaluation import Proposal
from knowledge.evidence import PROCESS, RESULTS, Signal
from knowledge.rubric import CAPS

# At most so many follow-ups a question; a manager may choose fewer.
MOST = 2
PROCESS_ORDER = (
    "method",
    "rhythm",
    "owner",
    "scope",
    "measure",
    "change",
    "check of use",
    "aim",
    "review",
    "other process",
    "sharing",
    "comparison",
    "future need",
)
RESULTS_ORDER = ("level", "trend", "comparison", "segments", "target", "aim")
# What a full answer would show of each kind, to see whether asking can lift the band.
_TRAITS: Mapping[str, tuple[str, ...]] = {
    "method": ("firm",),
    "rhythm": ("fixed",),
    "owner": ("named",),
    "measure": ("value", "target"),
    "scope": ("share", "1.00"),
    "change": ("dated", "reason", "fact", "effect"),
    "review": ("dated",),
    "level": ("named",),
    "trend": ("4", "good"),
    "comparison": ("value", "good"),
    "segments": ("value",),
    "target": ("good",),
}
# A quote has at least so many words and at most so many letters.
_SHORTEST, _LONGEST = 3, 110


@dataclass(frozen=True)
class Probe:
    """What to ask for: a kind of signal of a dimension, and the person's own words to begin with (may be empty).

    `manner` tells how the response spoke, where it showed no method: "story", "plan", "wish", "hearsay", "big words",
    "tool", "short" or "".
    """

    missing: str
    dimension: str
    quote: str = ""
    start: int = 0
    end: int = 0
    manner: str = ""


def probe(proposal: Proposal, asked: Collection[str] = (), most: int = MOST) -> Probe | None:
    """Return the next follow-up to a response, given the kinds that were `asked` for already; None to stop.

    It stops after `most` questions, where the cap of the depth is reached, and where no answer could lift the band of
    a dimension or of the whole. What the response already says, or says is not there, is not asked for.
    """
    if len(asked) >= most or (proposal.percent or 0) >= CAPS[proposal.depth]:
        return None
    if proposal.unclear is not None:
        first = "level" if proposal.kind == "results" else "method"
        is_open = proposal.unclear == "too short" and first not in asked
        return Probe(first, _dimension(proposal, first), manner="short") if is_open else None
    order = RESULTS_ORDER if proposal.kind == "results" else PROCESS_ORDER
    open_ones = (kind for kind in order if kind not in asked and _is_missing(proposal, kind))
    chosen = next((kind for kind in open_ones if _lifts(proposal, kind)), None)
    return _worded(proposal, chosen) if chosen else None


def so_far(proposal: Proposal) -> dict[str, bool]:
    """Return what a response has so far, for the line under a question: what is done, how often, who, how it is known.

    For results: the level, the trend, the comparison, the segments.
    """
    shown = {one.kind for one in proposal.reading.signals}
    if proposal.kind == "results":
        return {kind: kind in shown for kind in ("level", "trend", "comparison", "segments")}
    line = {kind: kind in shown for kind in ("method", "rhythm", "owner", "measure")}
    return {**line, "measure": bool(shown & {"measure", "check of use"})}


def _is_missing(proposal: Proposal, kind: str) -> bool:
    shown = [one for one in proposal.reading.signals if one.kind == kind]
    # Direction without values in time is no trend yet.
    if kind == "trend" and all(one.traits & {"0", "1"} for one in shown):
        return True
    return not shown and kind not in proposal.reading.denied


def _lifts(proposal: Proposal, kind: str) -> bool:
    """Tell whether a full answer could lift the band of a dimension, or the whole."""
    results = proposal.kind == "results"
    signals = proposal.reading.signals
    # Whoever says what is done usually says more than one thing.
    traits = frozenset(_TRAITS.get(kind, ()))
    added = tuple(Signal(kind, "", 0, 0, f"more {n}", traits) for n in range(1 + (kind == "method")))
    before, after = (grading.scores(some, results=results) for some in (signals, (*signals, *added)))
    lifted = any(grading.band(after[name]) != grading.band(before[name]) for name in before)
    return lifted or grading.percent(grading.overall(after)) > grading.percent(grading.overall(before))


def _dimension(proposal: Proposal, kind: str) -> str:
    kinds = RESULTS if proposal.kind == "results" else PROCESS
    return next(name for name, some in kinds.items() if kind in some)


def _worded(proposal: Proposal, kind: str) -> Probe:
    probe = Probe(kind, _dimension(proposal, kind), manner=_manner(proposal, kind))
    quoted = _quoted(proposal, kind)
    return replace(probe, quote=quoted.quote, start=quoted.start, end=quoted.end) if quoted else probe


def _manner(proposal: Proposal, kind: str) -> str:
    methods = [one for one in proposal.reading.signals if one.kind == "method"]
    if methods and all("tool" in one.traits for one in methods):
        return "tool"
    return proposal.reading.manner if kind == "method" else ""


# Whose words lead to which question best.
_LEADS: Mapping[str, tuple[str, ...]] = {
    "owner": ("rhythm", "method"),
    "rhythm": ("method", "owner"),
    "check of use": ("scope", "method"),
    "review": ("change", "method"),
    "sharing": ("change", "method"),
    "trend": ("level",),
    "comparison": ("level", "method"),
    "segments": ("level",),
    "target": ("level",),
}


def _quoted(proposal: Proposal, kind: str) -> Signal | None:
    """Choose the words to begin with: short ones of the signal from which the question follows."""
    for lead in _LEADS.get(kind, ("method", "level")):
        told = (one for one in proposal.reading.signals if one.kind == lead)
        fitting = [one for one in told if len(one.quote) <= _LONGEST and len(one.quote.split()) >= _SHORTEST]
        if fitting:
            return max(fitting, key=lambda one: ("firm" in one.traits, -one.start))
    return None
