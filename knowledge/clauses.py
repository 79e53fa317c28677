"""What a sentence says word by word: stems, numbers and codes in their order, and which of them are denied."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexical import words

# Codes such as 3.2a(1).2 and P.1b, numbers with their separators, words with what is left of "don't", and marks.
_TOKEN = re.compile(r"(?:[^\W\d_]\.?)?\d(?:[\w.,()]*[\w)])?|[^\W\d_]+(?:['’][^\W\d_]+)?|[%.,;:!?()–—\n]")
_DENIALS = "not no never none nobody nothing neither nor without cannot hardly instead rather except unless"
# Words at which the reach of a denial ends: what comes behind them is said for itself.
_ENDS = "but is are was were has have had can could will would must shall should may might and so with"
_MARKS = frozenset(".,;:!?()–—\n")
_BREAKS = frozenset(".;!?\n")
REACH = 2
_NUMBERS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty"""
# Forms that no stemmer brings together.
_IRREGULAR = """left leave, kept keep, held hold, dealt deal, spent spend, gave give, given give, wrote write,
written write, saw see, seen see, shown show, took take, taken take, chose choose, chosen choose, knew know, known know,
led lead, met meet, sold sell, taught teach, won win, built build, bought buy, brought bring, found find, felt feel,
lost lose, paid pay, sent send, began begin, begun begin, grew grow, grown grow, drawn draw, fell fall, fallen fall,
understood understand, people person, children child, men man, women woman"""
_JOINS = "and or but that which who where when while as if so than"
_DENYING, _ENDING, _JOINING = (frozenset(listed.split()) for listed in (_DENIALS, _ENDS, _JOINS))
_REGULAR = dict(pair.split() for pair in _IRREGULAR.split(","))
_IN_FIGURES = {word: str(n) for n, word in enumerate(_NUMBERS.split(), 2)}


@dataclass(frozen=True)
class Said:
    """One word that counts: its stem, or a number or code as it is written.

    `denied` where "not" reaches it, `joined` where a mark or a word such as "and" stands before it.
    """

    stem: str
    is_number: bool
    denied: bool
    joined: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence, or what stands between two semicolons: its words that count, and all of its words."""

    said: tuple[Said, ...]
    plain: frozenset[str]
    first: str
    denials: int


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text that say anything; a semicolon ends one too."""
    return tuple(_sentence(run) for run in _runs(text) if not _MARKS.issuperset(run))


def same(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word, such as "complain" and "complaint"."""
    short, long = sorted((one.replace("z", "s"), other.replace("z", "s")), key=len)
    return short == long or (len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 4)


def _sentence(run: Sequence[str]) -> Sentence:
    plain = [word for word in map(_small, run) if word not in _MARKS]
    # "Not only" denies nothing, and limits nothing either.
    whole = " ".join(plain).replace("not only", "not_only").split()
    return Sentence(tuple(_said(run)), frozenset(whole), plain[0], sum(_denies(run, at) for at in range(len(run))))


def _runs(text: str) -> Iterator[list[str]]:
    run: list[str] = []
    for token in _TOKEN.findall(text):
        if token in _BREAKS:
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _said(run: Sequence[str]) -> Iterator[Said]:
    reach, joined = 0, False
    for at, token in enumerate(run):
        word = _small(token)
        joined = joined or token in _MARKS or word in _JOINING
        if _denies(run, at):
            reach = REACH
        elif token in _MARKS or word in _ENDING:
            reach = 0
        elif _is_number(token):
            unit = "%" if _small("".join(run[at + 1 : at + 2])) in ("%", "percent") else ""
            yield Said(_number(word) + unit, True, reach > 0, joined)
            joined = False
        else:
            for stem in words(_REGULAR.get(word, word)):
                yield Said(stem, False, reach > 0, joined)
                reach, joined = max(0, reach - 1), False


def _is_number(token: str) -> bool:
    return any(one.isdigit() for one in token) or token.casefold() in _IN_FIGURES


def _number(word: str) -> str:
    number = _IN_FIGURES.get(word) or re.sub(r"(?<=\d),(?=\d{3}\b)", "", word)
    return number if number.count("(") == number.count(")") else number.replace("(", "").replace(")", "")


def _denies(run: Sequence[str], at: int) -> bool:
    word = _small(run[at])
    return (word in _DENYING or word.endswith("n't")) and list(run[at + 1 : at + 2]) != ["only"]


def _small(token: str) -> str:
    return token.casefold().replace("’", "'")
