"""Whether a passage supports a claim, judged by its words alone; in doubt it does not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from knowledge.clauses import Said, Sentence, same, sentences
from knowledge.marks import foreign_marks
from knowledge.passages import Passage
from knowledge.weighing import is_heavier

# Two words that stand side by side in a claim stand no further apart in the passage, counted in words that say much;
# a number among them counts for one more.
NEAR = 3
# A claim that has fewer words of the passage cannot be compared with it.
LEAST = 2
_ASKING = frozenset({"item", "question", "statement"})

# Words that only lead to what is claimed, as stems, and words that show that something is asked and not said.
_LEADING = (
    "ask mean describ say explain refer concern defin includ cover contain call state follow tell want belong go goe"
)
_NAMING = (
    "item question part note term criteria criterion passag statement point percent section topic exampl instanc name"
)
_FRAMES = "how what which who whom whose whether why where when"
_ASKED = frozenset(["ask", "asks", "asked", "asking", "whether", "question", "statement", "agree", "rate"])
_PRONOUNS = frozenset(["it", "its", "they", "them", "their", "one", "ones", "this", "these", "those"])
_NAMES, _FRAMING = frozenset(_NAMING.split()), frozenset(_FRAMES.split())
_LEADS = frozenset(_LEADING.split())


def supports(passage: Passage, claim: str) -> bool:
    """Tell whether everything that a claim says stands in the passage."""
    return next(objections(passage, claim), None) is None


def objections(passage: Passage, claim: str) -> Iterator[str]:
    """Say what speaks against a claim: a name for each kind of thing in it that the passage does not bear out."""
    whole = "\n".join((*passage.heading, passage.code or "", passage.title, passage.text))
    yield from foreign_marks(claim, whole)
    runs = sentences(claim)
    given = [one for run in sentences(whole) for one in run.said]
    if sum(_stands(one, given) for run in runs for one in run.said) < LEAST:
        yield "nothing"
    if _asks(passage) and any(not run.plain & _ASKED and run.first not in _FRAMING for run in runs):
        yield "asking"
    yield from _foreign(runs, passage, given)
    for run in runs:
        yield from _compared(run, passage)


def _asks(passage: Passage) -> bool:
    """Tell whether a passage asks: what it asks about is not thereby so."""
    return passage.kind in _ASKING or passage.text.rstrip().endswith("?")


def _foreign(runs: Sequence[Sentence], passage: Passage, given: Sequence[Said]) -> Iterator[str]:
    """Look for words of a claim that the passage does not have, or has only in its title and not where they stand."""
    text = sentences(passage.text)
    # "It" and "one" may stand for what the title names.
    is_open = any(run.plain & _PRONOUNS for run in text)
    told = list(given) if is_open else [one for run in text for one in run.said]
    for run in runs:
        begun = False
        for one, led in _counted(run):
            begun = begun or led or _stands(one, told)
            if not _stands(one, given if one.is_number or not begun else told):
                yield "number" if one.is_number else "words"


def _counted(run: Sentence) -> Iterator[tuple[Said, bool]]:
    """Yield the words that must stand in the passage, with whether a word such as "asks" led to them.

    One such word may do so, and "item" and the like stand at the beginning or behind a number.
    """
    begun = led = after_number = False
    for one in run.said:
        if not one.is_number and one.stem in _LEADS and not led:
            led = True
        elif one.is_number or one.stem not in _NAMES or ((begun or led) and not after_number):
            begun = True
            yield one, led
        after_number = one.is_number


def _compared(run: Sentence, passage: Passage) -> Iterator[str]:
    """Compare a sentence of a claim with those sentences of its passage that bear it."""
    text = sentences(passage.text)
    told = [one for other in text for one in other.said]
    said = [one for one, _ in _counted(run)]
    title = [one for other in sentences(passage.title) for one in other.said]
    bearing = _borne_by([one for one in said if not _stands(one, title)], text)
    # "It" and "one" may stand for what the title names; then the claim may name it where they stand.
    if any(one.plain & _PRONOUNS for one in bearing):
        there = [word for one in bearing for word in one.said]
        rest = [one for one in said if _stands(one, there) or not _stands(one, title)]
        if not any(_differing(run, rest, bearing, told)):
            return
    yield from _differing(run, said, _borne_by(said, text), told)


def _differing(run: Sentence, said: Sequence[Said], bearing: Sequence[Sentence], text: Sequence[Said]) -> Iterator[str]:
    plain = {word for one in bearing for word in one.plain}
    if is_heavier(run.plain, plain):
        yield "weight"
    texts = [[word for word in one.said if word.is_number or word.stem not in _LEADS] for one in bearing]
    is_able = "can" in run.plain and "cannot" in plain and "can" not in plain
    more = run.denials > sum(one.denials for one in bearing)
    if more or is_able or any(_is_turned(one, texts) for one in said):
        yield "denial"
    borne = [word for one in bearing for word in one.said]
    if any(_stands(one, text) and not _stands(one, borne) for one in said) or _is_misplaced(said, texts):
        yield "order"


def _borne_by(said: Sequence[Said], text: Sequence[Sentence]) -> list[Sentence]:
    """Choose the sentence that has most words of a claim, then the one that has most of what is left, and so on.

    A single word that is left is not borne by another sentence: there it says something else.
    """
    left, bearing = list(said), list[Sentence]()
    while left:
        best = max(text, key=lambda one: sum(_stands(word, one.said) for word in left), default=None)
        rest = [word for word in left if best and not _stands(word, best.said)]
        if best is None or len(left) - len(rest) < (LEAST if bearing else 1):
            break
        bearing.append(best)
        left = rest
    return bearing


def _is_turned(one: Said, texts: Sequence[Sequence[Said]]) -> bool:
    """Tell whether a word is denied wherever the passage has it, and not in the claim, or the other way round."""
    there = [other for run in texts for other in run if _matches(one, other)]
    return bool(there) and all(other.denied != one.denied for other in there)


def _is_misplaced(said: Sequence[Said], texts: Sequence[Sequence[Said]]) -> bool:
    """Tell whether words of the claim that the text has stand together otherwise than in the text.

    Two neighbours do not, unless something joins two thoughts there; a word with no such neighbour at all never may.
    """
    here = [one for one in said if any(_stands(one, other) for other in texts)]
    here = [one for before, one in pairwise((None, *here)) if one and not (before and _matches(before, one))]
    pairs = list(pairwise(here))
    hold = [any(_follows(*pair, run) for run in texts) for pair in pairs]
    if any(not holds and not pair[1].joined for pair, holds in zip(pairs, hold, strict=True)):
        return True
    return bool(pairs) and any(not any(hold[max(0, at - 1) : at + 1]) for at in range(len(here)))


def _follows(first: Said, then: Said, run: Sequence[Said]) -> bool:
    """Tell whether a sentence has two words in this order and near one another; two numbers side by side."""
    reach = NEAR - first.is_number - then.is_number
    ats = (at for at, one in enumerate(run) if _matches(first, one))
    return any(_stands(then, run[at + 1 : at + reach + 1]) for at in ats)


def _matches(one: Said, other: Said) -> bool:
    return one.is_number == other.is_number and (
        one.stem == other.stem if one.is_number else same(one.stem, other.stem)
    )


def _stands(one: Said, given: Iterable[Said]) -> bool:
    return any(_matches(one, other) for other in given)
