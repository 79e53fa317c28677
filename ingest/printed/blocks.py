"""Groups of printed lines → blocks of tidied text, not yet knowing what stands above them."""

import re
from dataclasses import dataclass, replace

from ingest.documents import Block, Kind
from ingest.printed.capitals import has_small_caps, is_titled, lowered, spelt_small
from ingest.printed.codes import CODES, codes_of
from ingest.printed.furniture import is_furniture
from ingest.printed.intros import announces_notes, announces_terms
from ingest.printed.lines import Group, groups
from ingest.printed.points import only_points, without_points
from ingest.printed.tidying import joined, lexicon, plain, wide
from ingest.printed.wording import asks, is_lead_in

_BOLD = re.compile(r"(?:\*\*|__)(?=\S)(.{1,150}?)(?<=\S)(?:\*\*|__)(?=\W|$)\s*", re.DOTALL)
_SET_OFF = re.compile(r"([^.?!:;\n]{2,120}?)\s{2,}(?=\S)")
_ASKING = re.compile(r"(?<!\S)(?:H[Oo][Ww]|W[Hh](?:[Aa][Tt]|[Ii][Cc][Hh]|[Oo]|[Ee][Nn]|[Ee][Rr][Ee]|[Yy]))\s")
_LONGEST_TITLE = 120
_LONGEST_ACRONYM = 6
_CHAPTER = re.compile(r"(?i)(?:category|chapter|part|section)\s+\w{1,4}[:.]?\s")
# A line that goes on in what stands below it, and one that explains its first words: neither is a heading.
_GOES_ON = re.compile(r"(?i)\b(?:for example|such as|including|like|namely|and|or|of|the|by|with)$")
_EXPLAINS = re.compile(r"\S[:–—]\s|\s[=-]\s|\s[–—]\s[a-z]")
_MOST_WORDS_IN_HEADING = 14
_LABELLED = ("bracketed", "lettered", "coded", "numbered")
_NOTE = re.compile(r"(?i:notes?)\s?(?:[:.]|\s[–—-])\s+(?=\S)")
_CODED = re.compile(rf"[(\[]?({CODES})(?:[.:)\]]{{1,2}}|\s[–—-])\s+(?=\S)")


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
    title, rest = _set_off(body, parted=head.kind in _LABELLED or "\t" in head.body)
    title, rest = plain(title), plain(rest)
    title, rest = _lowered(title, rest, reading)
    kind = _kind(group, title, rest, reading)
    if kind == "heading":
        title, rest = "", f"{title} {rest}".strip().rstrip(":").rstrip()
    place = (head.start, group.lines[-1].end, head.number)
    label = _label(head.label.strip(), kind)
    block = Block(kind, rest, (), *place, label=label, title=title, level=head.level)
    return _noted(replace(block, noted=head.noted, indent=head.indent))


def _label(label: str, kind: Kind) -> str:
    # The stop shows that a letter behind a space belongs to the code: "3.2 a.".
    codes = codes_of(f"{label}. ") if kind == "coded" else ()
    return codes[0] if len(codes) == 1 else label


def _noted(block: Block) -> Block:
    """Read a paragraph that begins with "Note:" as a note, and the codes behind it as what it is about."""
    words = block.words
    opened = _NOTE.match(words) if block.kind in ("paragraph", "bullet") else None
    if opened is None:
        return block
    rest = words[opened.end() :]
    if coded := _CODED.match(rest):
        label = _label(coded[1], "coded")
        return replace(block, kind="coded", title="", text=rest[coded.end() :], label=label, noted=True)
    return replace(block, title="", text=rest, noted=True)


def _lowered(title: str, rest: str, reading: _Reading) -> tuple[str, str]:
    """Write small caps, and lines that are all capitals, as normal words."""
    if reading.small_caps:
        if title:
            return lowered(title, reading.words, title=True), lowered(rest, reading.words)
        asking = _ASKING.search(rest, 1, _LONGEST_TITLE)
        split = asking.start() if asking and is_titled(rest[: asking.start()].rstrip(" .:–—-")) else 0
        if split:
            return "", lowered(rest[:split], reading.words, title=True) + lowered(rest[split:], reading.words)
        return "", lowered(rest, reading.words, title=is_titled(rest))
    shouted = [_is_shouted(text) for text in (title, rest)]
    return (
        spelt_small(title, reading.words) if shouted[0] else title,
        spelt_small(rest, reading.words) if shouted[1] else rest,
    )


def _is_shouted(text: str) -> bool:
    """Say whether a line is all in capitals, but for the word "points"."""
    words = text if text.isupper() else without_points(text)[0]
    return words.isupper() and (" " in words or len(words) > _LONGEST_ACRONYM)


def _set_off(body: str, *, parted: bool) -> tuple[str, str]:
    """Part the words in bold, or before a wide space, from what follows."""
    if bold := _BOLD.match(body):
        return bold[1], body[bold.end() :]
    if parted and (before := _SET_OFF.match(body)):
        return before[1], body[before.end() :]
    return "", body


def _kind(group: Group, title: str, rest: str, reading: _Reading) -> Kind:
    kind = "furniture" if group.head.kind == "rule" else group.head.kind
    whole = f"{title} {rest}".strip()
    if kind in ("heading", "paragraph") and is_furniture(whole):
        return "furniture"
    if kind in ("heading", "paragraph") and only_points(whole) is not None:
        return "paragraph"
    if not re.search(r"\w", whole):
        return kind if group.head.label.strip() else "furniture"
    alone = kind == "paragraph" and len(group.lines) == 1
    announced = announces_terms(whole[:_LONGEST_TITLE]) or announces_notes(whole[:_LONGEST_TITLE])
    if alone and (not reading.marks_headings or (title and not rest) or announced) and _is_heading(title, rest):
        return "heading"
    return kind


def _is_heading(title: str, rest: str) -> bool:
    """Say whether a single line reads as a heading: short, a capital first, no end of a sentence, nothing asked."""
    line = f"{title} {rest}".strip()
    count = len(line.split())
    if count > _MOST_WORDS_IN_HEADING or line[0].islower() or is_lead_in(line) or _GOES_ON.search(line[-20:]):
        return False
    if title and not rest:
        return not line.endswith((".", ";", ","))
    if asks(line):
        capitals = sum(word[0].isupper() for word in line.split())
        return count > 1 and capitals * 2 > count and is_titled(line.rstrip("? "))
    if line.endswith(":"):
        return count <= 3 and not re.match(r"(?i)for example|such as|including|this|these|in ", line)
    return not line.endswith((".", "!", "?", ";", ",", "-", "|")) and (
        _CHAPTER.match(line) is not None or not _EXPLAINS.search(line)
    )
