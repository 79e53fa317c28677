"""Printed lines → groups of lines that are one paragraph, bullet or labelled piece each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ingest.codes import CODES
from ingest.tidying import wide

LineKind = Literal["heading", "paragraph", "bullet", "numbered", "lettered", "bracketed", "coded", "rule"]

_HASHES = re.compile(r" {0,3}(#{1,6})\s+")
_QUOTE = re.compile(r"(?:>\s?)+")
_BULLET = re.compile(r"(?:[-*+•●▪■◦‣–—·o]|\uf0b7)\s+(?=\S)")
_BOLD = r"(?:\*\*|__)?"
_LABELS: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    (
        "coded",
        re.compile(rf"(?:Item\s+|Note\s+(?:on|to)\s+|N)?{_BOLD}({CODES}){_BOLD}(?:[.:)]|\s+[–—-])?{_BOLD}(?:\s+|$)"),
    ),
    ("bracketed", re.compile(rf"{_BOLD}\((\d{{1,2}}|[a-h])\){_BOLD}\s*(?=\S)")),
    ("numbered", re.compile(rf"{_BOLD}((?:Step\s+|Note\s+|N)?\d{{1,3}}[a-z]?)[.):]{_BOLD}\s+(?=\S)")),
    ("lettered", re.compile(rf"{_BOLD}([A-Ha-h])[.)]{_BOLD}\s+(?=\S)")),
)
_ALONE = re.compile(rf"(?i){_BOLD}(?:notes?|(?:table of )?contents|glossary(?: of key terms)?|key terms){_BOLD}:?")
_RULE = re.compile(r"(?:[-=*_~]\s?){3,}|\|?[\s:|-]+\|[\s:|-]*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
# A line that ends so goes on: what looks like a label below is part of the sentence ("… in item / 7.2.").
_GOES_ON = re.compile(r"(?i)(?:\b(?:items?|area|category|part|page|and|or|in|of|to|see|the|a|from|with|by)|[,(–-])$")
_ENDED = (".", "?", "!", ":", ";")
_HARDLY_A_HEADING = 40


@dataclass
class Line:
    """A printed line: where it stands, and what its label says it is; `body` is the rest of it."""

    body: str
    start: int
    end: int
    number: int
    kind: LineKind = "paragraph"
    label: str = ""
    level: int = 0
    indent: int = 0
    below_blank: bool = False


@dataclass
class Group:
    """Lines that are one piece."""

    lines: list[Line] = field(default_factory=list)

    @property
    def head(self) -> Line:
        """The line that says what the group is."""
        return self.lines[0]


def groups(text: str) -> list[Group]:
    """Read the lines of a text and join those that go on from one another."""
    chunks = list(_chunks(text))
    wrapped = _is_wrapped(chunks)
    found: list[Group] = []
    for chunk in chunks:
        width = max(len(line.body) + line.indent for line in chunk)
        for line in chunk:
            if line.kind == "rule":
                _underline(found, line)
            elif found and _goes_on(found[-1], line, width if wrapped else None):
                line.kind = "paragraph"
                found[-1].lines.append(line)
            else:
                found.append(Group([line]))
    return found


def _chunks(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank ones."""
    chunk: list[Line] = []
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            chunk.append(_marked(raw, start, number, below_blank=not chunk))
        elif chunk:
            yield chunk
            chunk = []
        start += len(raw) + 1
    if chunk:
        yield chunk


def _marked(raw: str, start: int, number: int, *, below_blank: bool) -> Line:
    """Read a line's label, behind a quote mark, hashes or a bullet if need be."""
    shown = raw.strip()
    line = Line(shown, start + raw.index(shown), 0, number, below_blank=below_blank)
    line.end = line.start + len(shown)
    line.indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    if _RULE.fullmatch(shown):
        line.kind = "rule"
        return line
    body = shown[quote.end() :] if (quote := _QUOTE.match(shown)) else shown
    if hashes := _HASHES.match(body):
        line.kind, line.level, body = "heading", len(hashes[1]), body[hashes.end() :].rstrip("# ")
    elif bullet := _BULLET.match(body):
        line.kind, body = "bullet", body[bullet.end() :]
    elif raw.startswith("\t"):
        line.kind, line.label = "bullet", "\t"
    elif _ALONE.fullmatch(body):
        line.kind = "heading"
    line.body = body
    return _labelled(line)


def _labelled(line: Line) -> Line:
    for kind, pattern in _LABELS:
        if label := pattern.match(line.body):
            rest = line.body[label.end() :]
            # Bold that began before the label goes on behind it.
            opened = label[0].count("**") == 1 and rest.count("**") % 2 == 1
            line.kind, line.label, line.body = kind, label[1], f"**{rest}" if opened else rest
            break
    return line


def _is_wrapped(chunks: list[list[Line]]) -> bool:
    """Say whether the text breaks its paragraphs into lines: then many unlabelled lines begin in lower case."""
    below = [line for chunk in chunks for line in chunk[1:] if line.kind == "paragraph"]
    return sum(line.body[:1].islower() for line in below) * 5 >= len(below) > 0


def _goes_on(group: Group, line: Line, width: int | None) -> bool:
    """Say whether `line` continues `group`; `width` is that of the chunk in a text that breaks its paragraphs."""
    above = group.lines[-1]
    if (
        group.head.kind == "heading"
        or line.kind == "heading"
        or above.body.startswith("|")
        or line.body.startswith("|")
    ):
        return False
    begins_low = line.body[:1].islower()
    if line.kind != "paragraph":
        labelled = line.kind in ("coded", "numbered", "lettered") or line.label == "\t"
        said = above.kind != "bullet" or line.label != "\t" or begins_low
        return labelled and said and not line.below_blank and _breaks_off(above, line, width)
    if line.below_blank:
        return begins_low and not above.body.endswith(_ENDED) and _is_long(group)
    if begins_low:
        return not above.body.endswith(_ENDED) and (_is_long(group) or group.head.kind != "paragraph")
    if width is not None:
        return _is_full(above, line, width)
    return group.head.kind != "paragraph" and line.indent > group.head.indent + 1


def _breaks_off(above: Line, line: Line, width: int | None) -> bool:
    if line.label == "\t":
        return above.kind == "bullet" and above.label != "\t" and not above.body.endswith((*_ENDED, ","))
    return width is not None and _GOES_ON.search(above.body[-12:]) is not None and _is_full(above, line, width)


def _is_full(above: Line, line: Line, width: int) -> bool:
    first = next(iter(wide(line.body).split(None, 1)), "")
    return len(above.body) + above.indent + 1 + len(first) > width * 0.8 and not above.body.endswith(":")


def _is_long(group: Group) -> bool:
    """Say whether a group is too long to be a heading over what comes below."""
    last = group.lines[-1].body
    return len(group.lines) > 1 or len(last) >= _HARDLY_A_HEADING or last.endswith(("-", ",")) or bool(group.head.label)


def _underline(found: list[Group], rule: Line) -> None:
    """Make a heading of the single line above a row of = or -."""
    if found and not rule.below_blank and len(found[-1].lines) == 1 and _UNDERLINE.fullmatch(rule.body):
        head = found[-1].head
        if head.kind == "paragraph" and len(head.body) < 120:
            head.kind, head.level = "heading", 1 if rule.body[0] == "=" else 2
