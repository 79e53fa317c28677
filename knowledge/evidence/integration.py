"""Signals of integration: link to an aim, link to another process, future need."""

from collections.abc import Iterator

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.signals import Signal, Telling
from knowledge.evidence.switches import HARD

_OF_OURS = listed("our the company's school's hospital's city's my town's council's")


def integration(telling: Telling) -> Iterator[Signal]:
    """Yield the signals of integration."""
    for at, clause in telling.live():
        if "story" in clause.off:
            continue
        yield from _aims(telling, at, clause)
        yield from _processes(telling, at, clause)
        ahead = [one for one in clause.of("future") if not one.has("inside") and one.word not in telling.asked]
        if ahead and len(telling.own(clause)) >= 2:
            yield telling.signal("future need", clause, "future")


def _aims(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    aims = [one for one in clause.tokens if one.has("aim") and not one.has("inside")]
    if not aims:
        return
    # An aim counts where it is said which: by a number, in words of their own, or right after a colon.
    own = [one for one in telling.own(clause) if not one.has("aim", "linking", "process") or one.has("measure")]
    following = telling.clauses[at + 1] if at + 1 < len(telling.clauses) else None
    told = following is not None and telling.text[clause.end : following.start].strip() in (
        ":",
        "–",
        "—",
        "(",
        "“",
        '"',
    )
    is_ours = clause.has(*_OF_OURS) or clause.any("linking") or clause.any("number", "year")
    named = [one for one in clause.of("bland") if not one.has("aim", "linking") and one.word not in telling.asked]
    is_linked = clause.any("linking", "strong-link") and bool(own or named)
    if is_ours and (len(own) >= 2 or is_linked or clause.any("number", "year") or told):
        yield telling.signal("aim", clause, aims[0].word, until=following if told else None)


def _processes(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    strong = any(one.has("strong-link") and not one.has("inside") for one in clause.tokens)
    first = next(
        (one for one in clause.tokens if one.word not in ("and", "it", "this", "that", "also")), clause.tokens[0]
    )
    strong = strong or (first.has("linking") and "base" not in first.forms) or clause.has(">", "→")
    strong = strong or (
        first.has("carrier") and len(clause.tokens) > 1 and clause.tokens[1].word in ("to", "for", "in")
    )
    weak = any(one.has("linking") for one in clause.tokens) and clause.any("carrier")
    if not (strong or weak):
        return
    seen = set[str]()
    listed = [one for other in (clause, *_going_on(telling, at)) for one in other.tokens]
    for one in listed:
        if one.has("process") and not one.has("inside") and one.word not in telling.asked and one.lemma not in seen:
            seen.add(one.lemma)
            within = next(other for other in (clause, *_going_on(telling, at)) if one in other.tokens)
            yield telling.signal("other process", clause, one.word.rstrip("s"), until=within)


def _going_on(telling: Telling, at: int) -> list[Clause]:
    """Return the clauses that go on with a list: "used in price lists, in the stock plan and for training"."""
    found = list[Clause]()
    for one in telling.clauses[at + 1 : at + 4]:
        goes_on = one.head in ("and", "in", "into", "for", "the", "to", "or") or len(one.tokens) <= 4
        is_own = one.has("we", "i", "they", "it") or any(
            "past" in word.forms and "part" not in word.forms for word in one.tokens
        )
        if one.sentence != telling.clauses[at].sentence or not goes_on or is_own or one.off & HARD:
            break
        found.append(one)
    return found
