"""Signals of results: level, target, trend, comparison, segments."""

from collections.abc import Iterator, Sequence

from knowledge.evidence.clauses import Clause
from knowledge.evidence.learning import is_comparison
from knowledge.evidence.lexicon import listed
from knowledge.evidence.measure import is_value
from knowledge.evidence.signals import Signal, Telling, number_of
from knowledge.evidence.tokens import Token, content

_SPANS = listed(
    """years year quarters months rounds surveys then → since terms periods seasons waves editions cycles"""
)
# A clause of at most so many words that names something and gives its number is a part of a breakdown.
_LABEL = 6
_OWN = listed("last previous earlier before ago year")


def figures(telling: Telling) -> Iterator[Signal]:
    """Yield the signals of a response that shows results."""
    for at, clause in telling.live():
        yield from _levels(telling, at, clause)
        if clause.any("target") and (clause.any("number") or clause.any("favourable", "poor")):
            yield telling.signal("target", clause, "target", *_judged(clause))
        if is_comparison(telling, clause) or _is_yardstick(clause):
            beside = [one for one in telling.near(at, 1) if one.sentence == clause.sentence]
            has_value = any(one.any("number") for one in beside)
            traits = ("value",) if has_value else ()
            yield telling.signal("comparison", clause, _with_whom(clause), *traits, *_judged(clause))
        if clause.any("segment"):
            yield telling.signal("segments", clause, "by", *(("value",) if _has_values(telling, at) else ()))
    yield from _trends(telling)
    yield from _breakdowns(telling)


def _judged(clause: Clause) -> tuple[str, ...]:
    return (("good",) if clause.any("favourable") else ()) + (("poor",) if clause.any("poor") else ())


def _is_yardstick(clause: Clause) -> bool:
    """Tell whether a number is somebody else's: "industry 35", "regional hospitals 13 %", "trade average 92"."""
    words = [one.word for one in clause.tokens]
    marks = [
        one for one in clause.of("yardstick") if one.word not in ("average", "mean", "median", "group", "best", "top")
    ]
    general = [one for one in clause.of("yardstick") if one not in marks]
    values = any(is_value(clause.tokens, n) for n in range(len(words)))
    told = bool(marks) or (bool(general) and words[0] in ("the", "best", "top", "average", "group"))
    return told and values and len(words) <= 12 and not any(word in ("our", "we") for word in words[:2])


def _levels(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    values = [one for n, one in enumerate(clause.tokens) if is_value(clause.tokens, n)]
    if not values:
        return
    near = [clause, *telling.near(at, 2)]
    named = next(
        (one.word for other in near for one in other.tokens if one.has("measure") and not one.has("inside")), ""
    )
    poor = ("poor",) if clause.any("poor") else ()
    yield telling.signal("level", clause, named or values[0].word, *(("named",) if named else ()), *poor)


def _trends(telling: Telling) -> Iterator[Signal]:
    """Look for values in time: dates with values beside them, or a row of numbers where the response names a span."""
    live = [clause for _, clause in telling.live()]
    everywhere = {one.word for clause in live for one in clause.tokens}
    has_span = bool(everywhere & _SPANS) or any(one.has("year") for clause in live for one in clause.tokens)
    for run in _runs(live):
        tokens = [one for clause in run for one in clause.tokens]
        series = _series(telling.text, tokens)
        dates = {one.word for one in tokens if one.has("year")} | {one.word for one in tokens if one.has("month")}
        values = [value for clause in run for value in _values(clause)]
        points = max(len(series) if has_span else 0, _dated(tokens, dates, values))
        moves = [one.word for one in tokens if one.has("moving")]
        if points < 2 and not (moves and _is_moving(moves) and (values or len(live) > 1)):
            continue
        way = _way(series or values, tokens) if points >= 2 else ""
        poor = any(one.has("poor") for one in tokens)
        name = next((one.word for one in tokens if one.has("measure") and not one.has("inside")), "")
        name = name or next(iter(content(tokens)), run[0].tokens[0]).word
        judged = "bad" if poor or way == "bad" else "good" if way == "good" or moves else "flat"
        yield telling.signal("trend", run[0], name, str(min(points, 9)), judged, until=run[-1])


def _runs(live: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Yield clauses that speak of the same figure: those of a sentence, up to where another name with figures comes."""
    run: list[Clause] = []
    for at, clause in enumerate(live):
        following = live[at + 1] if at + 1 < len(live) else None
        has_figures = clause.any("number") or (following is not None and following.tokens[0].has("number", "year"))
        first = clause.tokens[0]
        is_name = not first.has("number", "year", "function", "moving", "mark", "unit-of-time", "target")
        is_new = is_name and has_figures and sum(len(_values(one)) for one in run) >= 2
        if run and (clause.sentence != run[0].sentence or is_new):
            yield run
            run = []
        run.append(clause)
    if run:
        yield run


def _is_moving(moves: Sequence[str]) -> bool:
    return any(word not in ("since", "cut", "went", "trend", "running") for word in moves)


def _values(clause: Clause) -> list[float]:
    found = (number_of(one.word) for n, one in enumerate(clause.tokens) if is_value(clause.tokens, n))
    return [value for value in found if value is not None]


def _series(text: str, tokens: Sequence[Token]) -> list[float]:
    """Return the longest row of at least three numbers with nothing between them but commas, units, "and" or arrows."""
    best: list[float] = []
    row: list[float] = []
    end = 0
    for one in tokens:
        value = number_of(one.word) if one.has("number") else None
        if value is None:
            continue
        between = text[end : one.start]
        joined = bool(row) and not any(
            letter.isalpha() for letter in between.replace("and", "").replace("then", "").replace("to", "")
        )
        row = [*row, value] if joined and "(" not in between and ";" not in between else [value]
        best = row if len(row) > len(best) else best
        end = one.end
    return best if len(best) >= 3 else []


def _dated(tokens: Sequence[Token], dates: set[str], values: Sequence[float]) -> int:
    words = {one.word for one in tokens}
    if len(dates) >= 2 and len(values) >= 2:
        return min(len(dates), len(values))
    is_two = len(values) >= 2 and ({"from", "to"} <= words or bool(dates) or bool(words & _OWN))
    return 2 if is_two else 0


def _way(values: Sequence[float], tokens: Sequence[Token]) -> str:
    """Tell which way values go, where a word says whether more or less is better."""
    lower, higher = (any(one.has(kind) for one in tokens) for kind in ("lower", "higher"))
    if len(values) < 2 or values[0] == values[-1] or lower == higher:
        return ""
    return "good" if (values[-1] < values[0]) == lower else "bad"


def _has_values(telling: Telling, at: int) -> bool:
    return sum(len(one.of("number")) for one in telling.near(at, 3)) >= 2


def _breakdowns(telling: Telling) -> Iterator[Signal]:
    """Look for two or more parts in a row, each with its name and number: "retail 4.4, wholesale 4.1"."""
    parts: list[Clause] = []
    for _, clause in [*telling.live(), (0, None)]:
        if clause is not None and _is_part(clause) and (not parts or clause.sentence == parts[-1].sentence):
            parts.append(clause)
            continue
        if len({_name(one) for one in parts}) >= 2:
            yield telling.signal("segments", parts[0], _name(parts[0]), "value", until=parts[-1])
        parts = [clause] if clause is not None and _is_part(clause) else []


def _is_part(clause: Clause) -> bool:
    numbers = [n for n, one in enumerate(clause.tokens) if one.has("number")]
    if not numbers or len(clause.tokens) > _LABEL or clause.any("year", "comparing", "target", "yardstick", "moving"):
        return False
    return bool(_name(clause)) and not any(one.has("measure") and one.word == _name(clause) for one in clause.tokens)


def _name(clause: Clause) -> str:
    said = (one.word for one in clause.tokens if not one.has("mark", "number", "function", "unit-of-time"))
    return next((word for word in said if word not in ("percent", "minus", "plus", "points", "million", "average")), "")


def _with_whom(clause: Clause) -> str:
    return next((one.word for one in clause.tokens if one.has("comparing", "yardstick")), "others")
