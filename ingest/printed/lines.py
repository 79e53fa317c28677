"""Printed lines → groups of lines that are one paragraph, bullet or labelled piece each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.printed.capitals import is_name
from ingest.printed.labels import LineKind, bulleted, labelled
from ingest.printed.pageframes import frame_lines
from ingest.printed.rows import said_in
from ingest.printed.tidying import wide
from ingest.printed.wording import is_lead_in

_HASHES = re.compile(r" {0,3}(#{1,6})\s+")
_QUOTE = re.compile(r"(?:>\s?)+")
_BOLD = r"(?:\*\*|__)?"
_ALONE = re.compile(
    rf"(?i){_BOLD}(?:notes?|(?:table of )?contents|glossary(?: of key terms)?|key terms){_BOLD}:?{_BOLD}"
)
_RULE = re.compile(r"(?:[-=*_~]\s?){3,}|\|?[\s:|-]+\|[\s:|-]*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
# A line that ends so goes on: what looks like a label below is part of the sentence ("… in item / 7.2.").
_GOES_ON = re.compile(r"(?i)(?:\b(?:items?|area|category|part|page|and|or|in|of|to|see|the|a|from|with|by)|[,(–-])$")
# A line that ends so refers to what comes next, however long it is.
_REFERS = re.compile(r"(?i)\b(?:items?|category|categories|area|page|see also|under)$")
_ENDED = (".", "?", "!", ":", ";")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\be\.g|\bi\.e|\betc|\bvs)\.$")
_ASKS_ANEW = re.compile(r"(?i:how|what|which|in what|to what|by what)\s\w+\b")
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
    below_frame: bool = False
    noted: bool = False
    in_table: bool = False


@dataclass
class Group:
    """Lines that are one piece."""

    lines: list[Line] = field(default_factory=list)

    @property
    def head(self) -> Line:
        """The line that says what the group is."""
        return self.lines[0]


def groups(text: str) -> list[Group]:
    """Read the lines of a text and join those that go on from one another, also over the frame of a page."""
    raw = text.split("\n")
    frames = frame_lines(raw)
    chunks = list(_chunks(raw, frames))
    wrapped = _is_wrapped(chunks)
    found: list[Group] = []
    frame = list(_frame_groups(raw, frames))
    for chunk in chunks:
        width = max(len(line.body) + line.indent for line in chunk)
        for line in chunk:
            if line.kind == "rule":
                _underline(found, line)
            elif found and _goes_on(found[-1], line, width if wrapped else None):
                line.kind = "paragraph"
                if line.label.strip():
                    # What looked like a label is a word of the sentence.
                    line.body = text[line.start : line.end]
                found[-1].lines.append(line)
            else:
                found.append(Group([line]))
    return sorted([*found, *frame], key=lambda group: group.head.start) if frame else found


def _chunks(raw: list[str], frames: frozenset[int]) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank ones; what frames a page is left out."""
    chunk: list[Line] = []
    start = 0
    below_frame = False
    for number, shown in enumerate(raw, 1):
        if number in frames:
            below_frame = True
        elif shown.strip():
            chunk.append(_marked(shown, start, number, below_blank=not chunk))
            chunk[-1].below_frame, below_frame = below_frame, False
        elif chunk:
            yield chunk
            chunk = []
        start += len(shown) + 1
    if chunk:
        yield chunk


def _frame_groups(raw: list[str], frames: frozenset[int]) -> Iterator[Group]:
    start = 0
    for number, shown in enumerate(raw, 1):
        if number in frames:
            line = Line(shown.strip(), start, start + len(shown), number, kind="rule")
            yield Group([line])
        start += len(shown) + 1


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
    if body.startswith("|"):
        line.in_table = True
        body = said_in(body) or body
    if hashes := _HASHES.match(body):
        line.kind, line.level, body = "heading", len(hashes[1]), body[hashes.end() :].rstrip("# ")
    elif (behind := bulleted(body)) is not None:
        line.kind, body = "bullet", behind
    elif raw.startswith("\t"):
        line.kind, line.label = "bullet", "\t"
    elif _ALONE.fullmatch(body):
        line.kind = "heading"
    line.body = body
    return _labelled(line)


def _labelled(line: Line) -> Line:
    found = labelled(line.body)
    if found is None:
        return line
    if line.kind == "heading" and found.kind == "numbered" and found.label.isdigit() and not line.body.endswith("?"):
        # "## 1. Leadership" is a numbered heading; "### Step 1: Look" and "### 1. How …?" are what they are.
        return line
    line.kind, line.label, line.body, line.noted = found
    return line


def _is_wrapped(chunks: list[list[Line]]) -> bool:
    """Say whether the text breaks its paragraphs into lines: then many unlabelled lines begin in lower case."""
    below = [line for chunk in chunks for line in chunk[1:] if line.kind == "paragraph"]
    return sum(line.body[:1].islower() for line in below) * 5 >= len(below) > 0


def _goes_on(group: Group, line: Line, width: int | None) -> bool:
    """Say whether `line` continues `group`; `width` is that of the chunk in a text that breaks its paragraphs."""
    above = group.lines[-1]
    if "heading" in (group.head.kind, line.kind) or above.in_table or line.in_table:
        return False
    begins_low = line.body[:1].islower()
    ended = above.body.rstrip("\"”’')*").endswith(_ENDED) and not _ABBREVIATED.search(above.body[-5:])
    if line.kind != "paragraph":
        labelled = line.kind in ("coded", "numbered", "lettered") or line.label == "\t"
        said = above.kind != "bullet" or line.label != "\t" or begins_low
        return labelled and said and not line.below_blank and _breaks_off(above, line, width, group.head.kind)
    if _begins_anew(group, line):
        return False
    if not line.below_blank and line.body[:1].isdigit() and _stops_within(above):
        return True
    if line.below_blank:
        return (begins_low or (line.below_frame and group.head.kind != "bullet")) and not ended and _is_long(group)
    if begins_low:
        is_broken = width is not None and _is_full(above, line, width)
        return not ended and (_is_long(group) or group.head.kind != "paragraph" or is_broken)
    if width is not None:
        return _is_full(above, line, width)
    return group.head.kind != "paragraph" and line.indent > group.head.indent + 1


def _begins_anew(group: Group, line: Line) -> bool:
    """Say whether a line asks anew below a bullet that has no stop, or begins a sentence below a title of its own."""
    if group.head.kind == "bullet":
        return _ASKS_ANEW.match(line.body) is not None or is_lead_in(line.body)
    if group.head.kind == "paragraph" or len(group.lines) > 1:
        return False
    return is_name(group.head.body) and line.body[:1].isupper() and (is_lead_in(line.body) or not is_name(line.body))


def _stops_within(above: Line) -> bool:
    """Say whether a line is too long for a heading and has no stop at its end."""
    return above.body[-1:].isalnum() and len(above.body) > _HARDLY_A_HEADING


def _breaks_off(above: Line, line: Line, width: int | None, group_kind: LineKind) -> bool:
    if line.label == "\t":
        return above.kind == "bullet" and above.label != "\t" and not above.body.endswith((*_ENDED, ","))
    if group_kind == "bullet" and (line.kind == "lettered" or above.body.endswith((",", ";", "-", "–"))):
        return False
    if line.kind != "lettered" and _REFERS.search(above.body[-12:]):
        return True
    return width is not None and _GOES_ON.search(above.body[-12:]) is not None and _is_full(above, line, width)


def _is_full(above: Line, line: Line, width: int) -> bool:
    first = next(iter(wide(line.body).split(None, 1)), "")
    # A colon ends a line that announces, unless a bracket is still open.
    announces = above.body.endswith(":") and above.body.rfind("(") <= above.body.rfind(")")
    return len(above.body) + above.indent + 1 + len(first) > width * 0.8 and not announces


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
