"""Codes of criteria in what people type: found, brought to the normal form `3.2a(3)`, and looked up."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

_CUES = "item|items|criterion|criteria|section|question|statement|part|area|requirement|code|clause|paragraph|chapter"
_CUES += "|sub-?item|note|notes on|point|punto|punkt|kriterium|frage|pregunta|critère|critere|criterio|article"
_FULL = re.compile(
    r"(?<![\w/.-])(?:(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)/(?P<code>[\w.()]*[\w)])"
    # An id of one word could be any word with a stroke behind it: what follows must look like a code.
    r"|(?P<word>[a-z][a-z0-9]*)/(?P<place>(?:[1-9P]\.|S)\d(?:[\w.()]*[\w)])?))"
)
_CODE = re.compile(
    r"(?<![\w.,:/$€£¥#-])(?P<item>[1-9P]\.\d{1,2})"
    r"(?:(?P<gap>[ .-]?)(?P<area>[a-e])"
    r"(?:(?: ?\( ?(?P<bracketed>\d{1,2}) ?\)|[ -]?(?P<attached>\d{1,2})|\.(?P<dotted>\d{1,2}))(?:\.(?P<ask>\d{1,2}))?)?"
    r"|\.(?P<single>\d{1,2}))?"
    r"(?![\w%°€$£(]|[.,:/-]\w| ?(?:%|°|€|\$|£))",
    re.IGNORECASE,
)
# Typed without its dot: p1b2, 32a(3). Digits alone, such as 12a3, may be any number of a house.
_DOTLESS = re.compile(
    r"(?<![\w.,:/$€£¥#-])(?P<first>P|[1-7](?=.{2}\())(?P<second>\d)(?P<area>[a-e])"
    r"\(?(?P<numbered>\d{1,2})\)?(?![\w%°€$£(]|[.,:/-]\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?:step (?P<step>S?\d{1,2})|(?P<s>S\d{1,2})|(?:group|component|item) (?P<whole>\d)|"
    r"(?:category|categories|kategorie|categoría|catégorie) (?P<category>\d{1,2}|P\b))(?![\w.,]*\d)",
    re.I,
)
_CUE_BEFORE = re.compile(
    rf"(?:\b(?:(?:{_CUES})s?(?: number| no\.?)?|(?:asked|required) (?:in|by|under))[ :]+)$", re.IGNORECASE
)
# What stands before a number that may be a code, and is one where a framework has it.
_PLACED_BEFORE = re.compile(r"\b(?:in|under|see)[ :]+$", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:v|version|release|python|java|node|usd|eur|gbp|chf|rs)\.? ?$", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r" ?(?:usd|eur|gbp|chf|dollars?|euros?|pounds?|percent|per cent|million|billion|mn|bn|points?|stars?|years?|"
    r"months?|weeks?|days?|hours?|minutes?|seconds?|km|kg|gb|mb|times|am|pm|o'clock|release|version)\b",
    re.IGNORECASE,
)
# What may stand around a bare number such as 3.2 that is meant as a code.
_FILLERS = """a about and any are asked asks ask all can could cover covers describe define detail details do does
explain for give hello hi how i in is it its list look me mean meaning means need of on open please question
questions read require requires say says see show talk tell the text to up want what what's whats which you"""


# A category is cited with its word: its bare number is that of an item elsewhere.
CATEGORY = "category "


@dataclass(frozen=True)
class Cited:
    """A code that a text cites; `sure` when it can be nothing else, so that not knowing it is a reason to refuse."""

    code: str
    framework: str | None = None
    sure: bool = True


def cited(text: str) -> tuple[Cited, ...]:
    """Return the codes in `text` in normal form, each once, in the order of the text."""
    bare = _FULL.sub(lambda match: "/" * len(match[0]), text)
    found = {match.start(): one for match, one in (*_full(text), *_dotless(bare), *_plain(bare), *_short(bare))}
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


class CodeBook:
    """The codes that several frameworks have."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._known = {framework: tuple(dict.fromkeys(codes)) for framework, codes in known.items()}

    def find(self, one: Cited) -> tuple[tuple[str, str], ...]:
        """Return every (framework, code) that is meant: the same code may stand in several editions."""
        for wanted in _readings(one.code):
            found = [
                (framework, code)
                for framework, codes in self._known.items()
                for code in codes
                if one.framework in (None, framework) and code.casefold() == wanted.casefold()
            ]
            if found:
                return tuple(found)
        return ()

    def nearest(self, one: Cited, count: int = 4) -> tuple[tuple[str, str], ...]:
        """Return the known codes that look most like an unknown one."""
        # A single question is near a single question only: its part is the better hint for a part.
        single = re.compile(r"[)a-e]\.\d+$")
        is_category = one.code.startswith(CATEGORY)
        known = (
            (framework, code)
            for framework, codes in self._known.items()
            for code in codes
            if code.startswith(CATEGORY) == is_category
        )
        ranked = sorted(
            (place for place in known if single.search(one.code) or not single.search(place[1])),
            key=lambda known: (known[0] != one.framework, -_alikeness(known[1], one.code), known[1]),
        )
        return tuple({code: (framework, code) for framework, code in reversed(ranked[: 3 * count])}.values())[::-1][
            :count
        ]


def _full(text: str) -> Iterator[tuple[re.Match[str], Cited]]:
    for match in _FULL.finditer(text):
        code, framework = match["code"] or match["place"], match["id"] or match["word"]
        inner = [one for _, one in _plain(f"item {code}")]
        # A code of another shape, such as S3 or a bare number, is taken as it stands.
        yield match, Cited(inner[0].code if inner else code, framework, sure=match["id"] is not None)


def _plain(text: str) -> Iterator[tuple[re.Match[str], Cited]]:
    for match in _CODE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
            continue
        numbered = match["bracketed"] or match["attached"] or match["dotted"]
        # "3.2 a" may go on as "a customer"; another letter standing alone is an area.
        apart = match["gap"] == " " and match["area"]
        tight = bool(numbered or (match["area"] and (not apart or apart.lower() != "a")))
        cue = bool(_CUE_BEFORE.search(before))
        alone = set(re.findall(r"[^\W\d_][\w']*", f"{before} {after}".casefold())) <= set(_FILLERS.split())
        if tight or cue or alone or _PLACED_BEFORE.search(before):
            sure = cue or not f"{before}{after}".strip(" ?!.") or (tight and (bool(numbered) or not apart))
            yield match, Cited(_normal(match, after), sure=sure)


def _dotless(text: str) -> Iterator[tuple[re.Match[str], Cited]]:
    for match in _DOTLESS.finditer(text):
        item, area = f"{match['first']}.{match['second']}".upper(), match["area"].lower()
        yield match, Cited(f"{item}{area}({int(match['numbered'])})", sure=False)


def _short(text: str) -> Iterator[tuple[re.Match[str], Cited]]:
    for match in _SHORT.finditer(text):
        step = (match["step"] or match["s"] or "").upper()
        if match["category"]:
            yield match, Cited(f"{CATEGORY}{match['category'].upper()}")
        elif step:
            yield match, Cited(f"S{step.lstrip('S')}", sure=bool(match["step"]) and step.startswith("S"))
        else:
            yield match, Cited(match["whole"], sure=False)


def _normal(match: re.Match[str], after: str) -> str:
    item, area = match["item"].upper(), (match["area"] or "").lower()
    if match["single"]:
        return f"{item}.{match['single']}"
    numbered = match["bracketed"] or match["attached"]
    if match["dotted"]:
        return f"{item}{area}.{match['dotted']}"
    if numbered:
        return f"{item}{area}({int(numbered)})" + (f".{match['ask']}" if match["ask"] else "")
    # In "item 3.2 a customer", the letter is a word.
    return item if area == "a" and match["gap"] == " " and re.match(r" \w", after) else f"{item}{area}"


def _readings(code: str) -> tuple[str, ...]:
    """Read `3.2c.1` as the first question of an area without numbers, or else as `3.2c(1)`."""
    dotted = re.fullmatch(r"(.*[a-e])\.(\d+)", code)
    return (code, f"{dotted[1]}({dotted[2]})") if dotted else (code,)


def _alikeness(known: str, wanted: str) -> float:
    shared = next(
        (n for n, (one, other) in enumerate(zip(known, wanted, strict=False)) if one != other),
        min(len(known), len(wanted)),
    )
    return shared + SequenceMatcher(None, known, wanted).ratio()
