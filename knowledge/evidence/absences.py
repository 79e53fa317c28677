"""What a clause says of things that are not there: denied, planned, wished for, or known from hearsay only."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.evidence.clauses import Clause, sentences
from knowledge.evidence.lexicon import listed
from knowledge.evidence.tokens import Token

_CONDITIONS = listed("if when whenever who whoever which that unless until what whether whatever where")
_PURPOSES = listed("sure so check checks prevent see that ensure ensures avoid")
_SUBJECTS = listed("we i they he she nobody the")
_WHOLLY = re.compile(r"\b(?:none|nothing|neither|no part) of (?:that|this|it|these|those|them|which)\b")
_NOT_OURS = listed("want wants wanting wish wishes hope hopes need needs")
# "I think" and the like are so short; a clause of few words goes on with the one before.
_AN_OPINION, _FEW = 6, 5
# So near before a wish, "what" and the like make it a question: "we ask what we should change".
_A_QUESTION = 5
_NAMING = listed("of the for into our following on")
_TASKS = listed("job task role duty responsibility work")


def absences(found: Sequence[Clause]) -> None:
    """Note which clauses speak of what is not there."""
    for at, one in enumerate(found):
        if _is_denied(found, at):
            one.off.add("denied")
        one.off |= _intentions(found, at)
    _inherit(found)
    _deny_wholly(found)
    _between(found)


def _is_denied(found: Sequence[Clause], at: int) -> bool:
    clause = found[at]
    denials = [n for n, one in enumerate(clause.tokens) if _denies(one)]
    if not denials:
        return False
    words = [one.word for one in clause.tokens]
    # "Nothing leaves without a signature" affirms, "if nobody answers" supposes.
    if clause.has("without") or clause.head in _CONDITIONS:
        return False
    first = denials[0]
    shortly = words[max(0, first - 3) : first]
    if any(word in _PURPOSES for word in words[:first]) or any(word in _CONDITIONS for word in shortly):
        return False
    after = found[at + 1] if at + 1 < len(found) else None
    same = after is not None and after.sentence == clause.sentence
    return not (same and after is not None and after.head in ("until", "unless", "before", "till"))


def _denies(token: Token) -> bool:
    return (token.has("no") or token.word.endswith("n't")) and not token.has("no-exempt")


def _intentions(found: Sequence[Clause], at: int) -> set[str]:
    clause, flags = found[at], set[str]()
    if clause.any("hearsay"):
        flags.add("hearsay")
    words = [one.word for one in clause.tokens]
    for n, one in enumerate(clause.tokens):
        if one.has("plan") and not _is_only_named(words, n):
            flags.add("plan")
        if one.has("wish") and not _is_supposed(words, n):
            flags.add("wish")
        announced = one.word in ("will", "shall") or one.word.endswith("'ll")
        if _is_due(clause.tokens, n) or (announced and _announces(found, at, n)):
            flags.add("plan")
    return flags


def _is_only_named(words: Sequence[str], n: int) -> bool:
    """Tell whether a plan is only spoken of: "the budget of the next year", "we forecast what will be needed"."""
    is_named = words[n] == "next" and words[n - 1 : n] != [] and words[n - 1] in _NAMING
    return is_named or any(word in ("what", "how", "whether", "who") for word in words[max(0, n - 2) : n])


def _is_due(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether something is to be done still: "a committee is to decide", "it has to be discussed"."""
    words = [one.word for one in tokens[n : n + 3]]
    if words[1:2] != ["to"] or len(words) < len(["is", "to", "be"]) or any(one.word in _TASKS for one in tokens[:n]):
        return False
    is_open = words[0] in ("is", "are", "remains") and (words[2] == "be" or "base" in tokens[n + 2].forms)
    return is_open or (words[0] in ("has", "have") and words[2] == "be" and n > 0 and tokens[n - 1].word == "still")


def _is_supposed(words: Sequence[str], at: int) -> bool:
    """Tell whether a wish is only spoken of: "what we should do", "customers want", "if it should fail"."""
    asked = words[max(0, at - _A_QUESTION) : at]
    if any(word in _CONDITIONS or word in ("how", "why") for word in asked) and "why the" not in " ".join(asked):
        return True
    is_ours = any(word in ("we", "i", "i'd", "we'd") for word in words[: at + 1]) or at == 0
    return words[at] in _NOT_OURS and not is_ours


def _announces(found: Sequence[Clause], at: int, n: int) -> bool:
    """Tell a plan from a habit: "we will introduce a form" is one, "the lead will call back" is not."""
    clause = found[at]
    if _is_only_named([one.word for one in clause.tokens], n):
        return False
    following = clause.tokens[n + 1 : n + 4]
    if any(one.has("introduce") for one in following):
        return True
    if clause.any("year") or (clause.has("next", "soon", "tomorrow", "then") and not clause.any("rhythm")):
        return True
    near = [one for one in found[max(0, at - 2) : at + 3] if one.sentence == clause.sentence]
    is_habit = any(one.any("trigger", "rhythm") or one.head in ("if", "when", "once", "after") for one in near)
    planned = any("plan" in one.off for one in found[max(0, at - 3) : at])
    is_ours = any(one.word in ("we", "i") for one in clause.tokens[:n]) or any(one.word == "be" for one in following)
    return planned or (not is_habit and is_ours)


def _between(found: Sequence[Clause]) -> None:
    """Take what stands between plans and wishes for one too, where it names no time, number or person who does it."""
    ahead = [bool(one.off & {"plan", "wish"}) for one in found]
    for at, one in enumerate(found):
        is_told = one.any("rhythm", "weekday", "number", "year", "past") or one.has(
            "today", "now", "already", "currently"
        )
        if any(ahead[max(0, at - 2) : at]) and any(ahead[at + 1 : at + 3]) and not is_told and not _is_done_by(one):
            one.off.add("plan")


def _is_done_by(clause: Clause) -> bool:
    return clause.any("role") and any("s" in one.forms for one in clause.tokens)


def _inherit(found: Sequence[Clause]) -> None:
    """Let a clause without a subject of its own share the fate of the one before it."""
    for before, clause in pairwise(found):
        if clause.sentence != before.sentence or clause.head in ("but", "instead", "however", "then"):
            continue
        bare = not any(one.word in _SUBJECTS for one in clause.tokens[:2])
        if bare and _is_unfinished(clause):
            clause.off |= before.off & {"plan", "wish"}
        if len(before.tokens) <= _AN_OPINION:
            clause.off |= before.off & {"hearsay"}
        if clause.head in ("or", "nor") or (bare and _is_listed(before, clause)):
            clause.off |= before.off & {"denied"}


def _is_unfinished(clause: Clause) -> bool:
    """Tell whether a clause only goes on: with an infinitive, in few words, or without anything that is done now."""
    is_infinitive = any(one.word == "to" for one in clause.tokens[:2])
    is_short = len(clause.tokens) <= _FEW and clause.head != "and"
    does = any("s" in one.forms or one.word in ("is", "are", "has", "have") for one in clause.tokens)
    return is_infinitive or is_short or not does or not clause.any("rhythm", "year")


def _deny_wholly(found: Sequence[Clause]) -> None:
    """Deny the whole sentence where it says "none of this" of what it lists."""
    for sentence in sentences(found):
        words = " ".join(one.word for clause in sentence for one in clause.tokens)
        if _WHOLLY.search(words):
            for clause in sentence:
                clause.off.add("denied")


def _is_listed(before: Clause, clause: Clause) -> bool:
    """Tell whether a clause goes on with the list of what is not done: "we do not log, track or count"."""
    first = clause.tokens[0]
    ends = {form for one in before.tokens for form in one.forms}
    return bool(first.forms & ends) and len(clause.tokens) <= 4
