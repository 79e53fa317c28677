"""A response as clauses: runs of tokens that say one thing, ended by marks, joining words or another subject.

Full stops are often missing in a chat, so a clause also ends where another subject plainly starts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.evidence.lexicon import listed
from knowledge.evidence.tokens import Token

_STOPS = frozenset(".!?;•●▪\n…")
_COMMAS = frozenset(",:()–—|*")
_ABBREVIATIONS = listed("""mr mrs ms dr prof st e.g i.e approx no nr incl dept vs resp ca etc min max avg fig tel""")
# Words that begin a clause of their own.
HEADS = listed(
    """but because while which who whoever when whenever if so then although though whereas unless until
    till before after where since otherwise instead however therefore"""
)
_SUBJECTS = listed("we i they he she nobody everybody")
# After these a subject goes on with the clause: "what we do", "that they use".
_GOES_ON = listed(
    """and or but that what how if when where whether which who than as because so then while until before
    after everything all things way time why once since whenever unless though although the of for to
    think believe guess hear suppose say know mean hope heard said not where-ever wherever like case
    times moment day reason"""
)
# With a capital letter in the middle of a line they begin a sentence whose full stop before is missing.
_STARTERS = listed(
    """the we it every each our on when this all if they once for a an then there my at by no nobody after
    before as since two three most any what who how last next results complaints both"""
)
_LONG_LINE = 60
_ENDINGS = frozenset(")%€$£”\"'")
# Behind these a capital letter belongs to a name or title.
_LEADING_IN = listed(
    """the a an our my your their his her its this that each every by of in at on with from to and or for
    as via per"""
)


@dataclass(slots=True)
class Clause:
    """One clause; `sentence` counts from 0, `off` says why nothing in it counts, if so (see `switches`)."""

    tokens: tuple[Token, ...]
    sentence: int
    line: int
    is_asked: bool = False
    off: set[str] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Where it starts in the response."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the response."""
        return self.tokens[-1].end

    @property
    def head(self) -> str:
        """Its first word."""
        return self.tokens[0].word

    def any(self, *kinds: str) -> bool:
        """Tell whether it has a word of one of these kinds."""
        return any(not one.kinds.isdisjoint(kinds) for one in self.tokens)

    def of(self, *kinds: str) -> list[Token]:
        """Return its words of these kinds."""
        return [one for one in self.tokens if not one.kinds.isdisjoint(kinds)]

    def has(self, *words: str) -> bool:
        """Tell whether it has one of these words."""
        return any(one.word in words for one in self.tokens)


def clauses(text: str, found: Sequence[Token], breaks: Collection[int] = ()) -> list[Clause]:
    """Cut the tokens of `text` into clauses; one ends before each of the tokens whose places are `breaks` too."""
    made = _Cutting()
    for at, token in enumerate(found):
        is_mark = token.has("mark")
        if is_mark and token.word in _STOPS:
            if _is_stop(text, found, at):
                made.close(stop=True, asked=token.word == "?")
                made.line += token.word == "\n"
        elif is_mark and (token.word in _COMMAS or (token.word == "-" and _is_dash(text, token))):
            made.close()
        else:
            if made.run and (at in breaks or _starts(found, at, made.run)):
                made.close(stop=_is_sentence_start(found, at))
            made.run.append(token)
    made.close()
    return made.clauses


@dataclass(slots=True)
class _Cutting:
    """The clauses that are cut already, and the tokens of the one that is open."""

    clauses: list[Clause] = field(default_factory=list)
    run: list[Token] = field(default_factory=list)
    sentence: int = 0
    line: int = 0

    def close(self, *, stop: bool = False, asked: bool = False) -> None:
        if any(not one.has("mark") for one in self.run):
            self.clauses.append(Clause(_trimmed(self.run), self.sentence, self.line))
        self.run.clear()
        if stop:
            for one in reversed(self.clauses):
                if one.sentence != self.sentence or not asked:
                    break
                one.is_asked = True
            self.sentence += 1


def _is_stop(text: str, found: Sequence[Token], at: int) -> bool:
    token = found[at]
    if token.word == "\n":
        line = text.rfind("\n", 0, token.start) + 1
        following = text[token.end : token.end + 1]
        return not (token.start - line >= _LONG_LINE and following.islower())
    if token.word != ".":
        return True
    before, after = text[: token.start], text[token.end : token.end + 1]
    is_short = at > 0 and found[at - 1].word in _ABBREVIATIONS and found[at - 1].end == token.start
    is_initial = len(before) > 1 and before[-1:].isalpha() and not before[-2:-1].isalpha() and after.isalpha()
    return not is_short and not is_initial


def _is_dash(text: str, token: Token) -> bool:
    return text[token.start - 1 : token.start] in (" ", "", "\n") and text[token.end : token.end + 1] in (" ", "")


def _starts(found: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    """Tell whether a new clause starts at a token in the middle of a run."""
    token, before = found[at], found[at - 1]
    if token.word in HEADS:
        return not (token.word == "so" and before.word in ("and", "or", "not")) and not token.has("inside")
    if before.word in ("%", "percent") and token.word in ("the", "our", "all", "both", "every", "each", "we"):
        return True
    if token.word in ("and", "or", "nor") and at + 1 < len(found):
        after = found[at + 1]
        is_verb = bool(after.forms & {"base", "s", "past"}) or after.word in ("is", "are", "was", "were", "has", "have")
        is_subject = after.word in _SUBJECTS or after.word in ("the", "it", "then", "our", "each", "every", "nobody")
        return is_subject or (is_verb and any(one.forms for one in run))
    if token.word in _SUBJECTS:
        return before.word not in _GOES_ON and not before.has("mark") and len(run) > 1
    return _is_sentence_start(found, at)


def _is_sentence_start(found: Sequence[Token], at: int) -> bool:
    """Tell whether a capital letter shows where a full stop is missing: a known word that is no title or name."""
    token, before = found[at], found[at - 1]
    if not token.capital or token.upper or before.capital or not token.kinds or token.has("month", "weekday"):
        return False
    if before.has("mark"):
        return before.word in _ENDINGS
    if token.word in _STARTERS or token.has("function", "instruct") or "base" in token.forms:
        return True
    after = found[at + 1] if at + 1 < len(found) else None
    is_title = after is None or after.capital or token.has("month", "weekday", "tool", "role")
    return before.has("number", "year", "unit-of-time") or not (is_title or before.word in _LEADING_IN)


def _trimmed(run: Sequence[Token]) -> tuple[Token, ...]:
    first = next(at for at, one in enumerate(run) if not one.has("mark") or one.word in "%€$£#~<>+=")
    last = next(at for at in range(len(run) - 1, -1, -1) if not run[at].has("mark") or run[at].word in "%€$£+")
    return tuple(run[first : last + 1])


def sentences(found: Sequence[Clause]) -> list[list[Clause]]:
    """Return the clauses by sentence."""
    return [list(run) for _, run in groupby(found, key=lambda clause: clause.sentence)]
