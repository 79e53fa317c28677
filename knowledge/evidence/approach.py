"""Signals of the approach: method, rhythm or trigger, owner, measure."""

from collections.abc import Iterator, Sequence

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.measure import measures
from knowledge.evidence.rhythm import rhythms
from knowledge.evidence.signals import Signal, Telling
from knowledge.evidence.tokens import Token

_TRADES = ("er", "or", "ist", "ian", "man", "woman", "keeper", "master")
_ARTICLES = listed("the our a an each every my one another")
# Words with such an ending that are no persons, or persons from outside.
_NO_TRADES = listed(
    """letter paper computer order customer user visitor folder printer server filter counter chapter offer answer
    matter container sensor sector error mirror motor corridor floor rumour water weather winter summer number
    member supplier competitor investor sender caller buyer sponsor donor neighbour tower master poster flyer"""
)
_SHORTEST_NAME = 3
_USING = listed("use uses using have has with in run runs via through")
_ANCHORS = ("rhythm", "weekday", "role", "tool", "number", "measure", "unit-of-time", "responsible")
_DETERMINERS = listed("the a an our my their his her its this each every of no one two three same")
_BEFORE_VERBS = listed("we i they you to and or also then it who always")
_AUXILIARIES = listed("is are be been being gets get")


def approach(telling: Telling) -> Iterator[Signal]:
    """Yield the signals of the approach."""
    for at, clause in telling.lasting():
        yield from _methods(telling, at, clause)
        yield from rhythms(telling, clause)
        yield from _owners(telling, at, clause)
    for at, clause in telling.live():
        if "story" not in clause.off:
            yield from measures(telling, at, clause)


def _methods(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    own = telling.own(clause)
    after = telling.clauses[at + 1] if at + 1 < len(telling.clauses) else None
    # "We write down what people know": what is done to is told by the next clause.
    own += telling.own(after) if after and after.head in ("what", "which", "who", "how", "where", "whether") else []
    is_anchored = clause.any(*_ANCHORS)
    for n, one in enumerate(clause.tokens):
        if not one.forms or not one.has("verb", "softverb"):
            continue
        is_hard = one.has("verb")
        said = one.word not in telling.asked or is_anchored
        if not said or not (is_hard or is_anchored) or not _is_done(clause.tokens, n):
            continue
        # A verb says something only of something: "we check" alone is no method.
        if len([word for word in own if word is not one]) >= 1 or (is_anchored and is_hard):
            yield telling.signal("method", clause, one.lemma or one.word, *(("firm",) if is_hard else ()))
    for n, one in enumerate(clause.tokens):
        if one.word not in telling.asked and len(clause.tokens) > 1 and (one.has("tool") or _is_product(clause, n)):
            yield telling.signal("method", clause, one.word, "tool")


def _is_done(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a verb is one here: done as a rule, or in a note without a subject."""
    one = tokens[n]
    before = tokens[n - 1] if n else None
    if one.forms & {"base", "s"}:
        is_last = n == len(tokens) - 1 and "base" in one.forms and before is not None
        if is_last and before is not None and before.word not in _BEFORE_VERBS and not before.has("role", "people"):
            return False
        return before is None or before.word not in _DETERMINERS
    if one.forms & {"part", "past"}:
        helped = any(b.word in _AUXILIARIES for b in tokens[max(0, n - 4) : n])
        return helped or before is None or before.word not in ("we", "i", "he", "she", "they", "had", "was", "were")
    return before is None or before.word in ("by", "for", "and", "through", "in", "start", "of")


def _owners(telling: Telling, at: int, clause: Clause) -> Iterator[Signal]:
    for n, one in enumerate(clause.tokens):
        before = clause.tokens[n - 1] if n else None
        rest = clause.tokens[n + 1 :]
        acts = any(other.forms or other.word in ("is", "are", "has", "can", "will") for other in rest[:6])
        if one.has("responsible") and not one.has("inside") and _has_person(telling, at, clause):
            yield telling.signal("owner", clause, one.word, "named")
        elif one.has("role") and not one.has("inside") and one.word not in telling.asked:
            by = any(other.word in ("by", "with", "=") for other in clause.tokens[max(0, n - 4) : n])
            if acts or by or not any(other.forms for other in clause.tokens) or len(clause.tokens) <= 4:
                yield telling.signal("owner", clause, one.word, "named")
        elif one.word == "i" and any("base" in other.forms for other in rest[:3]):
            yield telling.signal("owner", clause, "i", "named")
        elif _is_trade(clause, n) or (_is_name(clause, n) and (acts or (before is not None and before.word == "by"))):
            yield telling.signal("owner", clause, one.word, "named")


def _is_product(clause: Clause, n: int) -> bool:
    """Tell whether a word that is not known names something that is used, by its capital letter: "we use Zendesk"."""
    one, before = clause.tokens[n], clause.tokens[max(0, n - 2) : n]
    return one.capital and not one.kinds and any(word.word in _USING for word in before)


def _is_trade(clause: Clause, n: int) -> bool:
    """Tell whether a word that is not known is a trade, by its ending, article and verb: "the grader checks"."""
    one, before, following = clause.tokens[n], clause.tokens[:n], clause.tokens[n + 1 : n + 3]
    is_formed = not one.kinds and one.word.endswith(_TRADES) and one.word not in _NO_TRADES
    is_led = n == 0 or any(word.word in _ARTICLES for word in before[-3:])
    return is_formed and is_led and bool(following) and any(word.forms & {"s"} for word in following)


def _has_person(telling: Telling, at: int, clause: Clause) -> bool:
    return (
        clause.any("role")
        or any(_is_name(clause, n) for n in range(len(clause.tokens)))
        or clause.has(
            "rota", "who", "one", "two", "person", "member", "pair", "i", "my", "team", "named", "someone", "everybody"
        )
    )


def _is_name(clause: Clause, n: int) -> bool:
    """Tell whether a word is likely somebody's name: a capital letter, no word that is known, and somebody who acts."""
    one = clause.tokens[n]
    is_short = len(one.word) < _SHORTEST_NAME and not one.upper
    if not one.capital or one.kinds - {"known", "label"} or not one.word.isalpha() or is_short:
        return False
    following = clause.tokens[n + 1] if n + 1 < len(clause.tokens) else None
    before = clause.tokens[n - 1] if n else None
    acts = following is not None and (following.forms & {"s", "base"} or following.word in ("and", "is", "or"))
    titled = before is not None and before.word in ("by", "mr", "mrs", "ms", "dr")
    by_the = one.upper and n > 1 and clause.tokens[n - 2].word == "by"
    return bool(acts or titled or by_the)
