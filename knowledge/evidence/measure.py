"""Signals of measurement, and which numbers are measured values."""

from collections.abc import Iterator, Sequence

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.signals import Signal, Telling, number_of
from knowledge.evidence.tokens import Token

_MONEY = frozenset("%€$£")
_UNITS = listed("percent per days minutes hours weeks day min points")
# Behind these a number sets a term or counts places; before those it counts people, times or steps.
_NOT_BEFORE = listed("within every each after all last past next item version step")
_NOT_AFTER = listed("am pm times steps questions people years months")
# Behind these "from 8 to 8" tells when somebody is there, and not what has changed.
_HOURS = listed("open opens opened opening answers answered available reachable reached staffed")
_TOO_GENERAL = listed("hours results points")


def measures(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    """Yield what is measured: "value" where a number stands with it, "target" where it is what it should be."""
    named = [one for one in clause.of("measure") if not one.has("inside") and one.word not in _TOO_GENERAL]
    values = [n for n in range(len(clause.tokens)) if is_value(clause.tokens, n)]
    targets = ("target",) if clause.any("target") else ()
    near = named or [one for other in telling.near(at, 1) for one in other.of("measure")]
    if values and near:
        yield telling.signal("measure", clause, near[0].word, "value", *targets)
    elif any(_is_unit(clause.tokens, n) for n in values):
        yield telling.signal("measure", clause, clause.tokens[values[0]].word, "value", *targets)
    elif named and clause.any("measuring", "number"):
        yield telling.signal("measure", clause, named[0].word, *targets)


def is_value(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a token is a measured number: no year, no term ("within 24 hours"), no count of places, no clock."""
    one, following = tokens[n], tokens[n + 1 : n + 4]
    if not one.has("number") or number_of(one.word) is None:
        return False
    if any(other.word in _NOT_BEFORE for other in tokens[max(0, n - 3) : n]) or (n and tokens[n - 1].has("month")):
        return False
    if following and (following[0].word in _NOT_AFTER or _is_count(tokens, n)):
        return False
    is_share = len(following) > 1 and following[0].word in ("of", "/")
    return not (is_share and any(other.has("place") for other in following[1:]))


def _is_count(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n + 1].has("place", "weekday", "month") and not _is_unit(tokens, n)


def _is_unit(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a number carries a unit: a percent, money, "out of 5", or "from 12 to 4"."""
    after = [one.word for one in tokens[n + 1 : n + 3]]
    before = [one.word for one in tokens[max(0, n - 6) : n]]
    if after[:1] and (after[0] in _MONEY or after[0] in _UNITS):
        return True
    if before and before[-1] in (*_MONEY, "of"):
        return True
    is_share = after[:1] in (["of"], ["/"]) or after[:2] == ["out", "of"]
    is_range = (before[-1:] == ["from"] and after[:1] == ["to"]) or (before[-1:] == ["to"] and "from" in before)
    is_clock = any(one.word in _HOURS for one in tokens[:n])
    return is_share or (is_range and not is_clock)
