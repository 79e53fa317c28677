"""Signals of deployment: scope with a share, a list or named gaps; check of use."""

from collections.abc import Iterator

from knowledge.evidence.clauses import Clause
from knowledge.evidence.signals import Signal, Telling, number_of
from knowledge.evidence.switches import HARD
from knowledge.evidence.tokens import Token

_WRITTEN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_NUMBERS = {word: float(n) for n, word in enumerate(_WRITTEN.split())}
_GROUPS = ("place", "people")


def deployment(telling: Telling) -> Iterator[Signal]:
    """Yield the signals of deployment."""
    for at, clause in enumerate(telling.clauses):
        hard = clause.off & HARD
        # "Not yet in the night shift" is a denial or a plan, and says honestly where the gap is.
        if clause.any("gap") and clause.any(*_GROUPS) | _names(clause) and not hard - {"denied", "plan"}:
            yield telling.signal("scope", clause, "gap", "gap")
        if hard or "story" in clause.off:
            continue
        yield from _scopes(telling, at, clause)
        if _is_check(telling, clause):
            yield telling.signal("check of use", clause, _checked(clause))


def _scopes(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    if clause.any("partly"):
        yield telling.signal("scope", clause, "part", "part")
    share = share_of(clause)
    if share is not None:
        yield telling.signal("scope", clause, f"share {share:.2f}", "share", f"{min(share, 1):.2f}")
    elif _all_of(telling, clause):
        trait = "counted" if any(value_of(one) is not None for one in clause.tokens) else "claimed"
        yield telling.signal("scope", clause, trait, trait)
    elif clause.any("everywhere"):
        yield telling.signal("scope", clause, "claimed", "claimed")
    elif (
        _names(clause) >= 2
        or (_names(clause) and clause.any("place"))
        or len({one.lemma for one in clause.of("place")}) >= 3
    ):
        yield telling.signal("scope", clause, "list", "list")


def share_of(clause: Clause) -> float | None:
    """Return the share that a clause names, such as 12 of 14 branches or 92 % of the staff, or None."""
    tokens = clause.tokens
    if not clause.any(*_GROUPS):
        return None
    for n, one in enumerate(tokens):
        part = value_of(one)
        if part is None or n + 2 >= len(tokens) or one.word == "one" or (n and tokens[n - 1].word in ("every", "each")):
            continue
        following = [other.word for other in tokens[n + 1 : n + 4]]
        if following[0] in ("%", "percent"):
            reached = tokens[n + 2 : n + 7]
            if any(other.has(*_GROUPS) for other in reached) or clause.any("used"):
                return part / 100
        step = 1 if following[0] in ("of", "/") else 2 if following[:2] == ["out", "of"] else 0
        step += (
            step > 0
            and tokens[n + step + 1 : n + step + 2] != ()
            and tokens[n + step + 1].word in ("the", "our", "all")
        )
        whole = value_of(tokens[n + step + 1]) if step and n + step + 1 < len(tokens) else None
        if whole and whole >= part and any(other.has(*_GROUPS) for other in tokens[n + step + 1 :]):
            return part / whole
    return None


def value_of(token: Token) -> float | None:
    """Return the number that a token is, also in words up to twenty."""
    return number_of(token.word) if token.has("number") else _NUMBERS.get(token.word)


def _all_of(telling: Telling, clause: Clause) -> bool:
    """Look for "all 14 branches", "both plants", "each ward", "every driver"."""
    for n, one in enumerate(clause.tokens):
        if one.word in ("all", "both", "each", "every", "whole", "entire"):
            reached = clause.tokens[n + 1 : n + 5]
            if reached and reached[0].has("unit-of-time", "weekday", "month", "season"):
                continue
            if any(
                other.has("place", "people", "role") and other.word not in ("year", "years", "areas")
                for other in reached
            ):
                return True
        if value_of(one) is not None and (value_of(one) or 0) >= 2 and n + 1 < len(clause.tokens):
            after = clause.tokens[n + 1 : n + 3]
            if any(
                other.has("place") and other.word.endswith("s") and not other.has("unit-of-time") for other in after
            ):
                return True
    return False


def _names(clause: Clause) -> int:
    """Count the words that look like names of places or units: a capital letter behind "in" or "at", or in a list."""
    named = [
        n
        for n, one in enumerate(clause.tokens)
        if n and one.capital and not one.has("role", "weekday", "month", "measure", "tool", "function")
    ]
    placed = [
        n
        for n in named
        if any(one.word in ("in", "at", "and", "to", "from", "or") for one in clause.tokens[max(0, n - 2) : n])
        or clause.any("place")
    ]
    return len(placed)


def _is_check(telling: Telling, clause: Clause) -> bool:
    words = [one.word for one in clause.tokens]
    if any(
        one.has("checking-use") and not one.has("inside") and one.word not in telling.asked for one in clause.tokens
    ):
        return len(telling.own(clause)) >= 2
    checks = any(
        one.lemma in ("check", "recheck", "observe", "verify", "track", "look") and one.forms for one in clause.tokens
    )
    return (
        checks
        and clause.any("used")
        and any(
            word in ("whether", "that", "if", "how", "who", "all", "every", "each", "was", "were", "is", "are", "been")
            for word in words
        )
    )


def _checked(clause: Clause) -> str:
    return next((one.lemma or one.word for one in clause.tokens if one.has("checking-use")), "check")
