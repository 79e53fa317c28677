"""Stories: what happened once, told at any length, shows no way of working."""

from collections.abc import Sequence

from knowledge.evidence.clauses import Clause, sentences
from knowledge.evidence.lexicon import listed
from knowledge.evidence.tokens import Token

# A response is a story from so many clauses in the past on, where they are the most.
_MANY = 4
_PERSONS = listed("we i he she they who it you and")
_PRESENT = listed("is are am does do has have it's we're we've can must")
_PAST = listed("was were had did couldn't didn't wasn't weren't")
_HELPING = listed("is are be been being gets get has have having")


def stories(found: Sequence[Clause], hard: frozenset[str]) -> None:
    """Note which clauses tell of the past or belong to a story; what is off for a reason in `hard` says nothing."""
    for sentence in sentences(found):
        ways = [{_way(one, n) for n in range(len(one.tokens))} for one in sentence]
        # A sentence of which some tells the past and nothing the present tells it throughout.
        wholly = any(1 in some for some in ways) and not any(-1 in some for some in ways)
        for one, some in zip(sentence, ways, strict=True):
            if wholly or (1 in some and -1 not in some):
                one.off.add("past")
    _stories(found)
    _narratives(found, hard)


def _way(clause: Clause, n: int) -> int:
    """Return 1 where a word shows the past, -1 where it shows the present, 0 where it shows neither."""
    one, before = clause.tokens[n], clause.tokens[max(0, n - 3) : n]
    if one.word in _PRESENT or one.word in _PAST:
        return -1 if one.word in _PRESENT else 1
    if one.forms & {"base", "s"} and "past" not in one.forms:
        return -_is_present(clause, n, before)
    # "We put", "we set": now or then, the word does not tell.
    if "base" in one.forms:
        return 0
    if any(other.word in _HELPING for other in before) or not (one.has("past") or "past" in one.forms):
        return 0
    is_sure = "past" in one.forms and "part" not in one.forms
    return int(_follows_subject(before) or is_sure or (one.has("past") and bool(before) and not one.forms))


def _is_present(clause: Clause, n: int, before: Sequence[Token]) -> bool:
    one = clause.tokens[n]
    after = clause.tokens[n + 1].word if n + 1 < len(clause.tokens) else ""
    if not one.has("verb", "softverb", "verb-change") or after in _PAST:
        return False
    return (_follows_subject(before) and not before[-1].capital) or "s" in one.forms or n == 0


def _follows_subject(before: Sequence[Token]) -> bool:
    return bool(before) and (before[-1].word in _PERSONS or before[-1].has("role", "people") or before[-1].capital)


def _stories(found: Sequence[Clause]) -> None:
    telling = False
    for at, clause in enumerate(found):
        begins = clause.any("story") and any("past" in one.off for one in found[at : at + 3])
        if at and clause.line != found[at - 1].line:
            telling = False
        telling = begins or (telling and not clause.any("rhythm") and not clause.has("always", "whenever"))
        if telling and not _is_dated_change([clause]):
            clause.off.add("story")


def _is_dated_change(sentence: Sequence[Clause]) -> bool:
    """Tell whether a sentence says what was changed in which year: that is learning, not a story."""
    return any(one.any("year") for one in sentence) and any(one.any("verb-change") for one in sentence)


def _narratives(found: Sequence[Clause], hard: frozenset[str]) -> None:
    """Take a response for a story where most of it tells what happened and nothing in it comes back."""
    told = {
        tuple(one.word for one in clause.tokens): clause for clause in reversed(found) if not clause.off & hard
    }.values()
    past = [one for one in told if one.off & {"past", "story"}]
    lasting = [one for one in told if not one.off & {"past", "story"}]
    returns = any(one.any("rhythm", "weekday") or (one.any("role") and one.any("verb")) for one in lasting)
    acting = [one for one in lasting if any(token.forms for token in one.tokens)]
    if len(past) >= _MANY and len(past) > len(acting) and not returns:
        for sentence in sentences(found):
            if not _is_dated_change(sentence):
                for one in sentence:
                    one.off.add("story")
