"""Signals of learning: change, dated review, sharing, comparison."""

from collections.abc import Iterator

from knowledge.evidence.change import changes
from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.signals import Signal, Telling, is_date

_VAGUE = listed("all across group whole rest")
_TAKING = listed("take adopt copy pick borrow replicate")
_OURS = listed("our this it ours same")
_WHEN = ("rhythm", "year", "month", "weekday", "season", "unit-of-time")


def learning(telling: Telling) -> Iterator[Signal]:
    """Yield the signals of learning."""
    for at, clause in telling.live():
        if "story" in clause.off and not is_date(clause):
            continue
        yield from _reviews(telling, at, clause)
        yield from changes(telling, at, clause)
        yield from _shares(telling, clause)
        if is_comparison(telling, clause):
            yield telling.signal("comparison", clause, _compared(clause))


def _reviews(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    """Look for reviews of the way itself, by words such as "process" and "form"; reviewing a case is none."""
    about_own = clause.any("own-work")
    verb = about_own and any(one.has("verb-review") and one.forms for one in clause.tokens)
    named = any(one.has("reviewing") and not one.forms for one in clause.tokens)
    if not verb and not (named and (about_own or clause.any(*_WHEN, "verb"))):
        return
    near = telling.near(at, 1)
    comes_back = any(
        one.any("rhythm", "weekday", "season", "month") or one.has("every", "each", "once") for one in near
    )
    dated = comes_back or any(is_date(one) for one in near)
    yield telling.signal("review", clause, "review", *(("dated",) if dated else ()))


def _shares(telling: Telling, clause: Clause) -> Iterator[Signal]:
    others = any(one.has("others") and one.word not in _VAGUE for one in clause.tokens)
    verb = next((one for one in clause.tokens if one.has("verb-share") and one.forms), None)
    verb = verb or next((one for one in clause.tokens if one.lemma == "take" and clause.has("over")), None)
    noun = next((one for one in clause.tokens if one.has("sharing") and not one.has("inside")), None)
    is_ours = clause.has("we", "i")
    if _is_used_elsewhere(clause, others=others):
        yield telling.signal("sharing", clause, "use")
    elif verb and (_reaches(clause, others=others) or (verb.lemma in _TAKING and clause.has(*_OURS) and not is_ours)):
        yield telling.signal("sharing", clause, verb.lemma)
    elif noun and (verb or others or clause.any("rhythm", "verb")) and len(telling.own(clause)) >= 2:
        yield telling.signal("sharing", clause, noun.word)


def _reaches(clause: Clause, *, others: bool) -> bool:
    """Tell whether something goes to others: other wards, all branches, colleagues elsewhere."""
    to_all = any(
        one.word == "to" and after.word in ("all", "others", "everyone")
        for one, after in zip(clause.tokens, clause.tokens[1:], strict=False)
    )
    widely = others or clause.has("all", "rest", "across")
    return to_all or (
        widely and (clause.any("place", "people", "sharing") or clause.has("other", "sister", "colleagues"))
    )


def _is_used_elsewhere(clause: Clause, *, others: bool) -> bool:
    """Tell whether somebody else uses what is ours: "two sister trusts now use our template"."""
    using = clause.has("use", "uses", "using") and clause.has("our", "it", "same") and not clause.has("we", "i")
    return using and (others or clause.has("too", "also")) and clause.any("place", "people", "others")


def is_comparison(telling: Telling, clause: Clause) -> bool:
    """Tell whether something is compared with somebody: a benchmark, an average, competitors, a ranking."""
    noun = any(one.has("comparing") and not one.has("inside") for one in clause.tokens)
    verb = any(one.has("verb-compare") and one.forms for one in clause.tokens) and clause.has("with", "against", "to")
    than = clause.has("than") and clause.any("favourable", "poor") and clause.has("others", "other", "average")
    said = len(telling.own(clause)) >= 2 or clause.any("number")
    is_own_past = clause.has("last", "previous", "before", "earlier") and not noun
    return said and (noun or verb or than) and not is_own_past


def _compared(clause: Clause) -> str:
    return next((one.word for one in clause.tokens if one.has("comparing")), "compare")
