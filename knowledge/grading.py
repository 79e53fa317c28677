"""From signals to bands: what a response shows, weighed per dimension and for the whole.

The ladders are our own reading of the band texts in `rubric` (wording of 2008–10 for processes and 2005–06 for results;
believed unchanged, not compared with a booklet) and of the signs of weak answers. None of it is official.
A score counts bands: 2.5 lies in the middle of the third band, 30–45 %.
"""

from collections.abc import Mapping, Sequence

from knowledge.evidence import Signal
from knowledge.rubric import BANDS, Band

TOP = 5.99
# One weak side holds the whole back: it lies at most so many bands above the weakest dimension ...
ABOVE_WEAKEST = 2.6
# ... and above the first one (approach, levels): without a method nothing else can be judged.
ABOVE_FIRST = 0.9
# What is left for integration, which both kinds have.
_REST_OF_PROCESS, _REST_OF_RESULTS = 0.18, 0.2
# Where there is no method there is nothing to use, improve or join up; where there is one, its use may be seen further.
NOTHING, BEYOND_FIRST = 0.9, 2.2
_LED = frozenset({"deployment", "learning", "integration", "trends"})
EVEN, LEAD = 2.2, 0.4
_WEIGHTS = {
    "approach": 0.36, "deployment": 0.24, "learning": 0.22, "levels": 0.32, "trends": 0.28, "comparisons": 0.2
}  # fmt: skip


class Shown:
    """The signals of a response, asked for by kind and trait."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self.signals = signals

    def __call__(self, kind: str, *traits: str) -> list[Signal]:
        """Return the signals of a kind that have all of these traits."""
        return [one for one in self.signals if one.kind == kind and one.traits.issuperset(traits)]

    def count(self, kind: str, *traits: str) -> int:
        """Count signals of a kind about different things."""
        return len(self(kind, *traits))


def scores(signals: Sequence[Signal], *, results: bool = False) -> dict[str, float]:
    """Return the score of each dimension, counted in bands from 0 to 5.99."""
    shown = Shown(signals)
    ladders = _RESULTS if results else _PROCESS
    found = {name: max(0.0, min(TOP, ladder(shown))) for name, ladder in ladders.items()}
    first = next(iter(found.values()))
    most = first + BEYOND_FIRST if first >= 1 else NOTHING
    return {name: min(score, most) if name in _LED else score for name, score in found.items()}


def overall(by_dimension: Mapping[str, float]) -> float:
    """Return the score of the whole: the weighted mean, held back by the first and by the weakest dimension."""
    values = list(by_dimension.values())
    rest = _REST_OF_PROCESS if "approach" in by_dimension else _REST_OF_RESULTS
    mean = sum(value * _WEIGHTS.get(name, rest) for name, value in by_dimension.items())
    first = values[0]
    if first < 1:
        return min(mean, 0.9)
    # Where nothing is weak, the stronger sides may lead.
    if min(values) >= EVEN and first >= EVEN + 1:
        mean += LEAD
    return max(0.0, min(mean, min(values) + ABOVE_WEAKEST, first + ABOVE_FIRST, TOP))


def band(score: float) -> Band:
    """Return the band in which a score lies."""
    return BANDS[int(score)]


def percent(score: float) -> int:
    """Return the percent for a score, in steps of five, by how far it has come in its band."""
    percents = band(score).percents
    return percents[int((score % 1) * len(percents))]


def _approach(shown: Shown) -> float:
    methods, tools = shown.count("method"), shown.count("method", "tool")
    firm = shown.count("method", "firm")
    fixed, triggers = shown.count("rhythm", "fixed"), shown.count("rhythm", "trigger")
    owners, values, named = shown.count("owner"), shown.count("measure", "value"), shown.count("measure")
    if not methods:
        return 0.5 if not (fixed and owners) else 1.1
    score = 1.1 + 0.2 * (methods >= 2) + 0.3 * (methods >= 6) + 0.3 * (methods >= 10) + 0.2 * bool(tools)
    score += 0.6 if fixed else 0.5 if triggers else 0
    score += 0.2 * (fixed + triggers >= 3)
    score += (0.6 if owners else 0) + 0.2 * (owners >= 2) + 0.1 * (owners >= 4)
    score += (0.6 if values else 0.3 if named else 0) + 0.3 * (values >= 2) + 0.3 * (values >= 4)
    score += 0.4 * bool(shown("measure", "target"))
    if not (fixed or triggers) and not owners:
        return min(score, 1.9 if firm + tools else 1.5)
    if not (fixed or triggers) or not owners:
        return min(score, 2.9)
    return score if named else min(score, 3.3)


def _deployment(shown: Shown) -> float:
    if not shown("method") and not shown("scope"):
        return 0.5
    shares = [float(next(iter(one.traits - {"share"}))) for one in shown("scope", "share")]
    checks, gap = shown.count("check of use"), bool(shown("scope", "gap"))
    score = 1.1 + 0.3 * bool(shown("rhythm") and shown("owner"))
    if shares:
        score = 1.5 + 2.6 * max(shares)
    elif shown("scope", "counted"):
        score = 3.2
    elif shown("scope", "list"):
        score = 2.7
    elif shown("scope", "claimed"):
        score = 2.4
    elif shown("scope", "part"):
        score = 1.5
    if gap:
        score = max(score, 2.2) + 0.3
    score += 0.3 * bool(shown("scope", "list") and (shares or shown("scope", "counted")))
    score += 0.8 * bool(checks) + 0.25 * (checks >= 2)
    only = shown("scope", "part") and not shares and not shown("scope", "counted")
    return min(score, 2.4) if only else score


def _learning(shown: Shown) -> float:
    changes = shown("change")
    score = 0.6
    if changes:
        best = max(_change(one) for one in changes)
        score = best + 0.4 * (len({one.start for one in changes if "dated" in one.traits}) >= 2)
    reviews = shown("review")
    if reviews:
        dated = bool(shown("review", "dated"))
        score = score + 0.9 if changes and dated else score + 0.5 if changes else 2.1 if dated else 1.3
    extra = 0.8 * bool(shown("sharing")) + 0.7 * bool(shown("comparison"))
    return (score + extra) if score >= 1 else max(score, 0.7 + 0.7 * bool(extra) + 0.3 * (extra > 1))


def _change(one: Signal) -> float:
    if "reactive" in one.traits:
        return 1.3
    score = 1.5 + 0.6 * ("dated" in one.traits) + 0.7 * ("reason" in one.traits) + 0.3 * ("fact" in one.traits)
    return score + 0.3 * ("effect" in one.traits)


def _integration(shown: Shown) -> float:
    aims, processes, future = shown.count("aim"), shown.count("other process"), shown.count("future need")
    score = 0.6 if not (aims or processes or future) else 0.7
    score += (1.5 if aims else 0) + 0.3 * (aims >= 2)
    score += (1.4 if processes else 0) + 0.6 * (processes >= 2) + 0.4 * (processes >= 3)
    return score + (0.9 if future else 0)


def _levels(shown: Shown) -> float:
    levels = shown.count("level")
    if not levels:
        return 0.3
    score = 1.5 + 0.5 * (levels >= 2) + 0.3 * (levels >= 3) + 0.3 * (levels >= 5)
    score += 0.4 * (shown.count("level", "named") >= 2) + 0.4 * (shown.count("level", "named") >= 3)
    score += 0.8 * bool(shown("target")) + 0.6 * bool(shown("comparison", "value"))
    score += 0.3 * bool(shown("comparison", "good", "value")) + 0.3 * bool(shown("trend", "good"))
    return score - 1.0 * bool(shown("level", "poor"))


def _trends(shown: Shown) -> float:
    trends = shown("trend")
    if not trends:
        return 0.6
    points = max(_points(one) for one in trends)
    score = 1.2 if points < 2 else 2.1 if points == 2 else 3.2 if points == 3 else 3.8
    good = [one for one in trends if "bad" not in one.traits]
    score += 0.7 * (sum(_points(one) >= 2 for one in good) >= 2) + 0.5 * (sum(_points(one) >= 3 for one in good) >= 3)
    bad = len(trends) - len(good)
    return min(score, 1.6) if bad > len(good) else score - 0.4 * bool(bad)


def _points(one: Signal) -> int:
    return max((int(trait) for trait in one.traits if trait.isdigit()), default=0)


def _comparisons(shown: Shown) -> float:
    found, valued = shown.count("comparison"), shown.count("comparison", "value")
    if not found:
        return 0.6
    score = 2.9 if valued else 1.5
    score += 0.7 * bool(shown("comparison", "good")) + 0.8 * (valued >= 2) + 0.5 * (valued >= 3)
    return score - 0.7 * bool(shown("comparison", "poor") and not shown("comparison", "good"))


def _coverage(shown: Shown) -> float:
    score = 0.3 + 0.7 * bool(shown("level"))
    segments = shown("segments")
    score += 1.8 if shown("segments", "value") else 1.0 if segments else 0
    score += 0.8 * bool(shown("aim") or shown("target")) + 0.6 * bool(shown("other process"))
    score += 0.7 * bool(shown("future need")) + 0.6 * (shown.count("level", "named") >= 3)
    return score + 0.4 * (len(shown("segments", "value")) >= 2)


_PROCESS = {"approach": _approach, "deployment": _deployment, "learning": _learning, "integration": _integration}
_RESULTS = {"levels": _levels, "trends": _trends, "comparisons": _comparisons, "integration": _coverage}
