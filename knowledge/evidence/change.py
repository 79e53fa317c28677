"""Signals of change: what was changed, when, for which reason, and with what effect."""

from collections.abc import Iterator

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.signals import Signal, Telling, is_date
from knowledge.evidence.tokens import Token

_AUXILIARIES = listed("was were been has have had")
_PRESENT = listed("is are be gets get to")
_TELLERS = _AUXILIARIES | listed("we i they and it who office team")
_ARTICLES = listed("the a an our newly")
_ALREADY = frozenset({"past", "part"})
# A clause of at most so many words that names a date belongs to the next one: "in 2023, we changed ...".
_A_DATE = 5
_FAR, _EFFECT = 4, 3


def changes(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    """Yield a change, with "dated", "reason", "fact" (the reason is one), "reactive" (trouble was it) and "effect"."""
    verb = _changed(clause, telling.clauses[at - 1] if at else None)
    if not verb:
        return
    # What a reason denies is a reason still: "because nobody read it".
    near = telling.near(at, denied=True)
    date = clause if is_date(clause) else next((one for one in near if is_date(one)), None)
    reason = _reason(telling, at, clause)
    traits = {name for name, told in (("dated", date), ("reason", reason)) if told}
    if reason and any(one.any("fact") for one in near):
        traits.add("fact")
    elif any(one.any("trouble") for one in near):
        traits.add("reactive")
    if any(_has_effect(one) for one in telling.near(at, _EFFECT)):
        traits.add("effect")
    places = [one for one in (date, reason, clause) if one]
    first, last = min(places, key=lambda one: one.start), max(places, key=lambda one: one.end)
    yield telling.signal("change", first, verb, *traits, until=last)


def _reason(telling: Telling, at: int, clause: Clause) -> Clause | None:
    near = telling.near(at, denied=True)
    far = [one for one in telling.near(at, _FAR, denied=True) if one.sentence == clause.sentence]
    others = (one for one in (*near, *far) if one is not clause and one.any("reason"))
    return next(others, clause if clause.any("reason") else None)


def _changed(clause: Clause, earlier: Clause | None) -> str:
    """Return the verb of something that was changed; a rule such as "is replaced when worn" is no change."""
    for n, one in enumerate(clause.tokens):
        if one.has("verb-change") and _is_changed(clause, n, earlier):
            return one.lemma or one.word
    is_new = clause.has("new") and clause.has("since", "now") and is_date(clause)
    # "In 2023 the analysis showed ..., hence we now require ...".
    is_since = clause.has("now") and earlier is not None and "past" in earlier.off and clause.has("we", "hence", "so")
    return "new" if is_new or is_since else ""


def _is_changed(clause: Clause, n: int, earlier: Clause | None) -> bool:
    one, before = clause.tokens[n], [other.word for other in clause.tokens[max(0, n - 4) : n]]
    dated = is_date(clause) or (earlier is not None and is_date(earlier) and len(earlier.tokens) <= _A_DATE)
    if "base" in one.forms and not (dated or _is_told_as_past(one, before, earlier)):
        return False
    if (
        not one.forms & _ALREADY
        or any(word in _PRESENT for word in before[-2:])
        or (before[-1:] and before[-1] in _ARTICLES)
    ):
        return False
    is_told = any(word in _TELLERS for word in before)
    return is_told or n <= 1 or dated or clause.tokens[n - 1].has("role", "people")


def _is_told_as_past(one: Token, before: list[str], earlier: Clause | None) -> bool:
    """Tell "we put them at the door" after "the drill showed ..." from "we put them at the door" every day."""
    is_ours = before[-1:] in (["we"], ["i"]) and "past" in one.forms
    return any(word in ("has", "have") for word in before) or (
        is_ours and earlier is not None and "past" in earlier.off
    )


def _has_effect(clause: Clause) -> bool:
    words = [one.word for one in clause.tokens]
    is_range = "from" in words and "to" in words and len(clause.of("number")) >= 2
    has_moved = clause.any("moving") and clause.any("number") and clause.any("past")
    return is_range or has_moved or "since then" in " ".join(words)
