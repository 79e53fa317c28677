"""A proposal how far along a response shows its process or results to be: by written rules, each traced to its words.

What is proposed is no rating: persons rate. The rules stand in `grading`, docs/evaluation.md says them in prose.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge import grading
from knowledge.asking import is_scored
from knowledge.criteria import Framework, Item
from knowledge.evidence import PROCESS, RESULTS, Reading, Signal, read, shingled
from knowledge.findings import Finding, findings
from knowledge.legibility import Unclear, unclear
from knowledge.pieces import Depth
from knowledge.rubric import PROCESS as PROCESS_TEXTS
from knowledge.rubric import RESULTS as RESULTS_TEXTS
from knowledge.rubric import Band, Dimension, band_of, capped

Kind = Literal["process", "results"]


@dataclass(frozen=True)
class Side:
    """One dimension of a proposal: its band, the signals that show it, and the kinds of signal that are missing."""

    name: str
    band: Band
    score: float
    evidence: tuple[Signal, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What the rules propose for one response; where it cannot be judged, only `unclear` is set.

    `percent` is in steps of five. `capped` tells that the depth of the assessment holds it back.
    """

    kind: Kind
    unclear: Unclear | None = None
    sides: tuple[Side, ...] = ()
    percent: int | None = None
    is_capped: bool = False
    strengths: tuple[Finding, ...] = ()
    opportunities: tuple[Finding, ...] = ()
    method: str = "rules"
    depth: Depth = Depth.MULTIPLE
    reading: Reading = field(default=Reading(()), repr=False)

    @property
    def band(self) -> Band | None:
        """The overall band."""
        return None if self.percent is None else band_of(self.percent)

    def side(self, name: str) -> Side:
        """Return a dimension by its name; raises StopIteration for one that the kind does not have."""
        return next(one for one in self.sides if one.name == name)


def kind_of(item: Item) -> Kind:
    """Tell whether an item asks for results: the items of category 7 say so in their titles."""
    return "results" if "results" in item.title.casefold().split() else "process"


def evaluate(text: str, framework: Framework, code: str, depth: Depth = Depth.MULTIPLE) -> Proposal:
    """Propose an evaluation of a response to what `code` asks, a question, part or item of `framework`.

    An assessment of a lesser `depth` caps the percent (`rubric.CAPS`). Raises ValueError for a code that asks nothing.
    """
    item = _item(framework, code)
    kind = kind_of(item)
    reason = unclear(text) or (None if is_scored(framework, item) else "profile")
    if reason is not None:
        return Proposal(kind, reason, depth=depth)
    asked = " ".join(_asked(framework, item, code))
    reading = read(text, asked, _criteria(framework), results=kind == "results")
    return proposed(kind, reading, depth, _belonging(framework, code))


def proposed(kind: Kind, reading: Reading, depth: Depth, belonging: tuple[str, ...] = ()) -> Proposal:
    """Make a proposal of what was read in a response."""
    signals = reading.signals
    by_dimension = grading.scores(signals, results=kind == "results")
    whole = grading.percent(grading.overall(by_dimension))
    percent = capped(whole, depth)
    sides = tuple(_side(kind, name, score, signals) for name, score in by_dimension.items())
    strengths, opportunities = findings({one.name: one.score for one in sides}, signals, belonging)
    return Proposal(kind, None, sides, percent, percent < whole, strengths, opportunities, "rules", depth, reading)


def texts_of(kind: Kind) -> tuple[Dimension, ...]:
    """Return the dimensions of a kind with their texts."""
    return RESULTS_TEXTS if kind == "results" else PROCESS_TEXTS


def as_plain(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as plain data: each dimension with band, evidence and what is missing, and the whole."""
    names = [one.name for one in texts_of(proposal.kind)]
    return {
        **{name: _plain_side(proposal, name) for name in names},
        "overall": {"band": _range(proposal.band), "percent": proposal.percent},
        "strengths": [one.as_plain() for one in proposal.strengths],
        "opportunities": [one.as_plain() for one in proposal.opportunities],
        "judged": proposal.unclear is None,
        "reason": proposal.unclear,
        "capped": proposal.is_capped,
        "method": proposal.method,
    }


def _plain_side(proposal: Proposal, name: str) -> dict[str, Any]:
    if proposal.unclear is not None:
        return {"band": None, "evidence": [], "missing": []}
    side = proposal.side(name)
    told = dict.fromkeys((one.kind, one.quote, one.start, one.end) for one in side.evidence)
    shown = [{"signal": kind, "quote": quote, "start": start, "end": end} for kind, quote, start, end in told]
    return {"band": _range(side.band), "evidence": shown, "missing": list(side.missing)}


def _range(band: Band | None) -> str | None:
    return f"{band.low}-{band.high}" if band else None


def _side(kind: Kind, name: str, score: float, signals: tuple[Signal, ...]) -> Side:
    kinds = (RESULTS if kind == "results" else PROCESS)[name]
    shown = tuple(one for one in signals if one.kind in kinds)
    missing = tuple(kind for kind in kinds if not any(one.kind == kind for one in shown))
    return Side(name, grading.band(score), score, shown, missing)


def _item(framework: Framework, code: str) -> Item:
    lineage = framework.lineage(code)
    found = next((item for item in framework.items if lineage and item.code == lineage[0]), None)
    if found is None:
        raise ValueError(f"{framework.id} has no question {code}")
    return found


def _asked(framework: Framework, item: Item, code: str) -> Iterator[str]:
    if code == item.code and item.question:
        yield item.question
    yield from (one.text for part in item.parts for one in part.questions if code in framework.lineage(one.code)[1:])


def _belonging(framework: Framework, code: str) -> tuple[str, ...]:
    """Return the codes with which a piece belongs together, e.g. a process with its results."""
    lineage = framework.lineage(code)
    return tuple(dict.fromkeys(link.to for link in framework.links if link.about in lineage))


# By content hash: the shingles of everything that a framework says.
_known: dict[str, frozenset[int]] = {}


def _criteria(framework: Framework) -> frozenset[int]:
    if framework.content_hash not in _known:
        _known[framework.content_hash] = shingled(_texts(framework))
    return _known[framework.content_hash]


def _texts(framework: Framework) -> Iterator[str]:
    yield from (item.question for item in framework.items if item.question)
    yield from (one.text for one in framework.questions)
    yield from (one.text for one in framework.statements)
    yield from (one.text for one in framework.notes)
    yield from (one.text for one in framework.terms)
    yield from (one.text for one in framework.topics)
    for dimension in (*PROCESS_TEXTS, *RESULTS_TEXTS):
        yield from (*dimension.texts, dimension.question)
