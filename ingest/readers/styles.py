"""What the styles of a Word document say about a paragraph or a run, its ancestors' say included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

_HEADING = re.compile(r"(?i)heading ([1-9])$")
_CONTENTS = re.compile(r"(?i)(?:toc|table of figures|index)(?: \d| heading)?$")
_LIST = re.compile(r"(?i)list (?:bullet|number)")
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20


@dataclass(frozen=True)
class Styles:
    """The styles by id, and what a paragraph has without one; sizes are in half points."""

    elements: dict[str, _Element]
    default: str
    size: int

    @classmethod
    def read(cls, element: _Element | None) -> "Styles":
        """Read the styles part of a document, if it has one."""
        found = (
            {} if element is None else {each.get(qn("w:styleId")) or "": each for each in element.iter(qn("w:style"))}
        )
        normal = next((key for key, each in found.items() if _is_default(each)), "")
        plain = None if element is None else element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        styles = cls(found, normal, 0)
        own = next((value for each in styles.line(normal) if (value := _size(each.find(qn("w:rPr"))))), 0)
        return cls(found, normal, own or _size(plain) or 20)

    def line(self, style: str) -> Iterator[_Element]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while style in self.elements and style not in seen and len(seen) < _DEEPEST:
            seen.add(style)
            yield self.elements[style]
            style = value(self.elements[style], "basedOn")

    def name(self, style: str) -> str:
        """Return what a style is called."""
        return value(self.elements[style], "name") if style in self.elements else ""

    def heading_level(self, paragraph: _Element) -> int:
        """Return 1 to 9 for a heading, by its style or its outline level; 0 for the title, -1 for everything else."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and (own := value(properties, "outlineLvl")).isdecimal():
            return int(own) + 1 if int(own) < 9 else -1
        for style in self.line(self.style_of(paragraph)):
            if named := _HEADING.match(value(style, "name")):
                return int(named[1])
            if value(style, "name").casefold() == "title":
                return 0
            inner = style.find(qn("w:pPr"))
            if inner is not None and (level := value(inner, "outlineLvl")).isdecimal():
                return int(level) + 1 if int(level) < 9 else -1
        return -1

    def is_contents(self, paragraph: _Element) -> bool:
        """Say whether a paragraph is an entry of a table of contents that Word made."""
        return _CONTENTS.match(self.name(self.style_of(paragraph))) is not None

    def numbered(self, paragraph: _Element) -> tuple[str, int]:
        """Return the id of the list a paragraph belongs to and its level in it; an empty id where it is in none."""
        style = self.style_of(paragraph)
        for holder in (paragraph, *self.line(style)):
            found = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None and (value(found, "numId") or holder is paragraph):
                level = value(found, "ilvl")
                return value(found, "numId"), int(level) if level.isdecimal() else 0
        return "", 0

    def is_bulleted(self, paragraph: _Element) -> bool:
        """Say whether the style of a paragraph calls it an item of a list, whatever the numbering says."""
        return any(_LIST.match(value(style, "name")) for style in self.line(self.style_of(paragraph)))

    def style_of(self, element: _Element, kind: str = "p") -> str:
        """Return the id of the style of a paragraph ("p") or a run ("r")."""
        properties = element.find(qn(f"w:{kind}Pr"))
        named = value(properties, f"{kind}Style") if properties is not None else ""
        return named or (self.default if kind == "p" else "")

    def has(self, run: _Element, paragraph: _Element, name: str) -> bool:
        """Say whether a run has a property such as "b" or "vanish": its own, its style's or its paragraph's style's."""
        lines = (*self.line(self.style_of(run, "r")), *self.line(self.style_of(paragraph)))
        for holder in (run, *lines):
            found = holder.find(f"{qn('w:rPr')}/{qn(f'w:{name}')}")
            if found is not None:
                return (found.get(qn("w:val")) or "1") not in _OFF
        return False


def size_of(run: _Element) -> int:
    """Return the size that a run sets for itself in half points, 0 where it sets none."""
    return _size(run.find(qn("w:rPr")))


def value(element: _Element, name: str) -> str:
    """Return the value of a child such as <w:name w:val="…"/>, or nothing."""
    child = element.find(qn(f"w:{name}"))
    return "" if child is None else child.get(qn("w:val")) or ""


def _size(properties: _Element | None) -> int:
    size = "" if properties is None else value(properties, "sz")
    return int(size) if size.isdecimal() and len(size) < 5 else 0


def _is_default(style: _Element) -> bool:
    return style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
