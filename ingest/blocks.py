"""Groups of printed lines → blocks of tidied text, not yet knowing what stands above them."""

import re
from dataclasses import dataclass

from ingest.capitals import has_small_caps, is_titled, lowered, spelt_small
from ingest.documents import Block, Kind
from ingest.furniture import is_furniture
from ingest.lines import Group, groups
from ingest.tidying import joined, lexicon, plain, wide
from ingest.wording import asks, is_lead_in

_BOLD = re.compile(r"(?:\*\*|__)(?=\S)(.{1,150}?)(?<=\S)(?:\*\*|__)(?=\W|$)\s*", re.DOTALL)
_SET_OFF = re.compile(r"([^.?!:;\n]{2,120}?)\s{2,}(?=\S)")
_CHAPTER = re.compile(r"(?i)(?:category|chapter|part|section)\s+\w{1,4}[:.]?\s")
_MOST_WORDS_IN_HEADING = 14
_LABELLED = ("bracketed", "lettered", "coded", "numbered")


@dataclass(frozen=True)
class _Reading:
    """What is known of the whole text when a piece of it is read."""

    words: frozenset[str]
    small_caps: bool
    marks_headings: bool


def blocks_of(text: str) -> list[Block]:
    """Read a text into blocks; furniture is marked as such, headings have no path yet."""
    found = groups(text)
    reading = _Reading(
        words=lexicon(text),
        small_caps=has_small_caps(text),
        # A text that marks its headings has no others.
        marks_headings=sum(group.head.level > 0 for group in found) > 1,
    )
    return [_block(group, reading) for group in found]


def _block(group: Group, reading: _Reading) -> Block:
    head, body = group.head, wide(joined((line.body for line in group.lines), reading.words)).strip()
    title, rest = _set_off(body, labelled=head.kind in _LABELLED)
    title, rest = plain(title), plain(rest)
    title, rest = _lowered(title, rest, reading)
    kind = _kind(group, title, rest, reading)
    if kind == "heading":
        title, rest = "", f"{title} {rest}".strip().rstrip(":").rstrip()
    place = (head.start, group.lines[-1].end, head.number)
    return Block(kind, rest, (), *place, label=head.label.strip(), title=title, level=head.level)


def _lowered(title: str, rest: str, reading: _Reading) -> tuple[str, str]:
    """Write small caps, and lines that are all capitals, as normal words."""
    if reading.small_caps:
        title = lowered(title, reading.words, title=True)
        return title, lowered(rest, reading.words, title=not title and is_titled(rest))
    shouted = [text.isupper() and " " in text for text in (title, rest)]
    return (
        spelt_small(title, reading.words) if shouted[0] else title,
        spelt_small(rest, reading.words) if shouted[1] else rest,
    )


def _set_off(body: str, *, labelled: bool) -> tuple[str, str]:
    """Part the words in bold, or before a wide space, from what follows."""
    if bold := _BOLD.match(body):
        return bold[1], body[bold.end() :]
    if labelled and (before := _SET_OFF.match(body)):
        return before[1], body[before.end() :]
    return "", body


def _kind(group: Group, title: str, rest: str, reading: _Reading) -> Kind:
    kind = "furniture" if group.head.kind == "rule" else group.head.kind
    whole = f"{title} {rest}".strip()
    if kind in ("heading", "paragraph") and is_furniture(whole):
        return "furniture"
    if not re.search(r"\w", whole):
        return kind if group.head.label.strip() else "furniture"
    alone = kind == "paragraph" and len(group.lines) == 1
    if alone and (not reading.marks_headings or (title and not rest)) and _is_heading(title, rest):
        return "heading"
    return kind


def _is_heading(title: str, rest: str) -> bool:
    """Say whether a single line reads as a heading: short, a capital first, no end of a sentence, nothing asked."""
    line = f"{title} {rest}".strip()
    count = len(line.split())
    if count > _MOST_WORDS_IN_HEADING or line[0].islower() or is_lead_in(line):
        return False
    if title and not rest:
        return not line.endswith((".", ";", ","))
    if asks(line):
        return count > 1 and is_titled(line.rstrip("? "))
    if line.endswith(":"):
        return count <= 3 and not re.match(r"(?i)for example|such as|including|this|these|in ", line)
    return not line.endswith((".", "!", "?", ";", ",", "-", "|")) and (
        _CHAPTER.match(line) is not None or not re.search(r"\S[:–—]\s", line)
    )
