"""What switches a clause off: denials, plans, wishes, hearsay, stories, big words, and what is planted.

Our own rules, after the signs of weak answers that examiners look for.
"""

from collections.abc import Sequence, Set

from knowledge.evidence.absences import absences
from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.planted import planted
from knowledge.evidence.stories import stories
from knowledge.evidence.tokens import Token

# Nothing in a clause with one of these counts; "story" and "past" switch off only what says how work is done.
HARD = frozenset({"denied", "plan", "wish", "hearsay", "order", "copied", "big words", "keywords", "question"})
_SHORT_QUESTION = 3
_ASKING = listed("""how what which who why when where do does did is are can could should would will have has""")
# From this share of big words on, the criteria's own counted half, a clause says nothing.
BIG, BIG_UNANCHORED = 0.5, 0.36
_ANCHORS = ("number", "year", "rhythm", "weekday", "month", "unit-of-time", "role")


def switch(text: str, found: Sequence[Clause], *known: Set[int]) -> None:
    """Note in each clause what switches it off; `known` are the shingles of the criteria's own texts."""
    planted(text, found, *known)
    for at, one in enumerate(found):
        if one.is_asked and _asks(found, at):
            one.off.add("question")
        if _is_big(one):
            one.off.add("big words")
    absences(found)
    stories(found, HARD)
    _slogans(found)


def _asks(found: Sequence[Clause], at: int) -> bool:
    """Tell whether a clause before a question mark really asks, and does not tell what somebody is asked."""
    sentence = [one for one in found if one.sentence == found[at].sentence]
    if any(one.has("ask", "asks", "asked", "question", "questions") for one in sentence):
        return False
    asking = [n for n, one in enumerate(found) if one.sentence == found[at].sentence and one.head in _ASKING]
    return at >= asking[-1] if asking else len(sentence) <= _SHORT_QUESTION


def _is_big(clause: Clause) -> bool:
    """Tell whether big words and the criteria's own words outweigh what is said."""
    carried = [one for one in clause.tokens if not one.has("mark", "function", "inside", "number", "year")]
    if clause.any("number") and not any(one.has("buzz") for one in carried):
        return False
    if not carried:
        return False
    weight = sum(_bigness(one) for one in carried)
    anchors = len(clause.of(*_ANCHORS))
    has_verb = any(one.has("verb") and one.forms for one in carried)
    if not has_verb and not anchors and any(one.has("abstract") and one.forms for one in carried):
        return True
    most = BIG if anchors or (has_verb and any(one.word in ("we", "i") for one in clause.tokens)) else BIG_UNANCHORED
    return len(carried) >= 2 and weight / (len(carried) + anchors) >= most


def _bigness(token: Token) -> float:
    if token.has("buzz"):
        return 1.0
    if token.has("abstract") and not token.has("verb", "softverb"):
        return 1.0
    return 0.5 if token.has("bland") and not token.has("verb", "role") else 0.0


def _slogans(found: Sequence[Clause]) -> None:
    """Take a clause that names nobody, no number and no time for a slogan too where it stands between slogans."""
    big = ["big words" in one.off for one in found]
    anchored = ("number", "rhythm", "weekday", "month", "year", "tool", "role")
    for at, one in enumerate(found):
        if any(big[max(0, at - 2) : at]) and any(big[at + 1 : at + 3]) and not one.any(*anchored):
            one.off.add("big words")
