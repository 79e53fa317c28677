"""Signals of rhythm and trigger: how often something is done, by when, or what starts it."""

from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.signals import Signal, Telling
from knowledge.evidence.tokens import Token

_TIMES = listed("on by in every each until before at mid from of first last second third per the around next")
_ORDINALS = listed("first last second third fourth 1st 2nd 3rd middle end start beginning")
_UNTIMED = listed("budget budgets report reports plan plans goal goals target targets objective objectives")
_SPANS = listed("h hours hour min minutes")
_LEADING = listed("after before at during with for")
_NOT_SAYING_WHEN = listed("ask asks know see check wonder")
# "Once", "when" and the like start something only in a clause of some length.
_SHORTEST = 3


def rhythms(telling: Telling, clause: Clause) -> Iterator[Signal]:
    """Yield what tells when something is done: "fixed" by calendar or clock, "trigger" by what happens before."""
    for n, one in enumerate(clause.tokens):
        kind = _kind(telling, clause, n)
        if kind:
            yield telling.signal("rhythm", clause, one.word, kind)


def _kind(telling: Telling, clause: Clause, n: int) -> Literal["fixed", "trigger", ""]:
    if _is_fixed(clause.tokens, n):
        return "fixed"
    return "trigger" if _triggers(telling, clause, n) or _is_occasion(clause, n) else ""


def _is_fixed(tokens: Sequence[Token], n: int) -> bool:
    one = tokens[n]
    before = tokens[n - 1] if n else None
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    if one.has("rhythm") and not one.has("inside"):
        return after is None or after.word not in _UNTIMED
    if one.has("weekday", "month", "season"):
        is_named = one.word.endswith("days") or before is None or before.word in _TIMES or before.has("number", "mark")
        return is_named and not _is_dated(before, after)
    if one.has("unit-of-time"):
        return before is not None and _recurs(tokens, n)
    if one.word in ("am", "pm", "o'clock"):
        return before is not None and before.has("number")
    if one.word in ("st", "nd", "rd", "th"):
        return n > 2 and tokens[n - 2].word == "the" and tokens[n - 3].word in ("by", "on", "before", "until")
    return ":" in one.word and one.has("number") and one.word[-2:].isdigit() and len(one.word) <= len("12:30")


def _is_dated(before: Token | None, after: Token | None) -> bool:
    """Tell whether a month or day is that of one date: "last March", "May 2024"."""
    return bool((before and before.word in ("last", "this", "since")) or (after and after.has("year")))


def _recurs(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a unit of time comes back or sets a term: "every two weeks", "within 24 hours", "each term"."""
    words = [one.word for one in tokens[max(0, n - 4) : n]]
    if any(word in ("every", "each", "per", "within", "inside") for word in words):
        return True
    if words[-1] in ("a", "an", "per") and words[-2:-1] in (["once"], ["twice"], ["times"]):
        return True
    if words[-1] in _ORDINALS or ("of" in words and any(word in _ORDINALS for word in words)):
        return not (words[-1] == "last" and not tokens[n].word.endswith("s"))
    is_term = any(one.has("number") for one in tokens[max(0, n - 2) : n]) and tokens[n].word in _SPANS
    return is_term or (words[-1] in ("after", "before", "in", "by") and tokens[n].word.endswith("s"))


def _triggers(telling: Telling, clause: Clause, n: int) -> bool:
    one, before = clause.tokens[n], clause.tokens[n - 1].word if n else ""
    rest = clause.tokens[n + 1 :]
    if one.has("trigger"):
        is_told = n == 0 or not (one.word == "once" or (one.word in ("when", "if") and before in _NOT_SAYING_WHEN))
        return is_told and bool(telling.own(clause)) and len(rest) + 1 >= _SHORTEST
    if one.word not in _LEADING or len(rest) < 2:
        return False
    if rest[0].word in ("each", "every", "any"):
        return not rest[1].has("people")
    return n == 0 and one.word in ("after", "before") and bool(telling.own(clause))


def _is_occasion(clause: Clause, n: int) -> bool:
    """Tell whether "each", "every" or "per" names what starts the work: "per new part", "every product idea"."""
    one, following = clause.tokens[n], clause.tokens[n + 1 : n + 3]
    if one.word not in ("each", "every", "per") or not following:
        return False
    named = any(not other.has("mark", "number", "function") for other in following)
    is_group = any(other.has("people", "place", "role", "unit-of-time") for other in following)
    is_rate = one.word == "per" and clause.any("number")
    return named and not is_group and not is_rate and following[0].word not in ("one", "level", "person", "thing")
