"""The labels that Word prints before the paragraphs of a list: "(1)", "a.", "3.2", bullets."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from ingest.readers.markup import is_label

BULLET = "-"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is written, within what, and from where it counts."""

    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document; counts on with every label that is taken."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    # Lists that share a definition count on together, unless one of them says where it starts.
    _shared: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, element: _Element | None) -> "Numbering":
        """Read the numbering part of a document, if it has one."""
        numbering = cls()
        if element is None:
            return numbering
        abstract = {_value(each, "abstractNumId"): _levels(each) for each in element.findall(qn("w:abstractNum"))}
        for number in element.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            shared = _value(link, "val") if link is not None else ""
            own = {_whole(_value(each, "ilvl")): each for each in number.findall(qn("w:lvlOverride"))}
            name = _value(number, "numId")
            numbering.levels[name] = _overridden(abstract.get(shared, {}), own)
            numbering._shared[name] = name if own else f"shared {shared}"
        return numbering

    def label(self, list_id: str, level: int) -> str:
        """Return the label of the next paragraph of a list: a printed one, BULLET, or nothing where it has none."""
        levels = self.levels.get(list_id)
        found = levels.get(level) if levels else None
        if levels is None or found is None or found.format == "none":
            return ""
        if found.format == "bullet":
            return BULLET
        counts = self._counts.setdefault(self._shared[list_id], {})
        counts[level] = counts.get(level, found.start - 1) + 1
        for below in [place for place in counts if place > level]:
            del counts[below]
        return _PLACE.sub(lambda place: _written(levels, counts, int(place[1]) - 1), found.text).strip()


def read_label(label: str) -> str:
    """Return a label as it is read at the head of a line; a bullet for those that say no more than their order."""
    if re.fullmatch(r"\d{1,3}|[A-Ha-h]", label):
        return f"{label}."
    return label if is_label(label) or re.match(r"[A-Za-z]{3,}\s", label) else BULLET


def _levels(definition: _Element) -> dict[int, Level]:
    return {_whole(_value(each, "ilvl")): _level(each) for each in definition.findall(qn("w:lvl"))}


def _level(element: _Element) -> Level:
    return Level(
        _child(element, "numFmt") or "decimal", _child(element, "lvlText"), _whole(_child(element, "start") or "1")
    )


def _overridden(levels: dict[int, Level], own: dict[int, _Element]) -> dict[int, Level]:
    changed = dict(levels)
    for place, override in own.items():
        whole, start = override.find(qn("w:lvl")), _child(override, "startOverride")
        if whole is not None:
            changed[place] = _level(whole)
        if start and place in changed:
            changed[place] = Level(changed[place].format, changed[place].text, _whole(start))
    return changed


def _written(levels: dict[int, Level], counts: dict[int, int], place: int) -> str:
    level = levels.get(place)
    number = counts.get(place, level.start if level else 1)
    match level.format if level else "decimal":
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _letters(number: int) -> str:
    """Word goes on after z with aa, bb, cc."""
    return chr(ord("a") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value and len(written) < 20:
            written, number = written + sign, number - value
    return written


def _value(element: _Element, name: str) -> str:
    return element.get(qn(f"w:{name}")) or ""


def _child(element: _Element, name: str) -> str:
    child = element.find(qn(f"w:{name}"))
    return "" if child is None else _value(child, "val")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
