"""Printed lines in reading order → text: headings, paragraphs parted by empty lines, bold run-ins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.printed.labels import bulleted
from ingest.printed.tidying import joined
from ingest.readers.columns import Line, Region
from ingest.readers.markup import PAGE, emphasised, heading, is_asking, label_length

_LARGER = 1.12
_GAP = 1.35
_LONGEST_HEADING = 220
_MOST_LINES = 6
_FEW = 2
_MOST_WORDS = 8
_ENDED = (".", "?", "!", ":", ";")
# Behind such a word a code is part of the sentence, and no label.
_STANDS_OPEN = re.compile(
    r"(?i)\b(?:items?|areas?|pages?|and|or|in|on|of|to|see|the|an?|from|with|by|for|as|at|that|which|is|are|your|their)$"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


@dataclass
class _Block:
    """Lines that belong together; `opens` holds the page marks before them."""

    lines: list[Line] = field(default_factory=list)
    opens: str = ""

    @property
    def style(self) -> tuple[float, bool]:
        """How it is set: its size, and whether all of it is bold."""
        return round(self.lines[0].size), all(line.is_bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its words in one line."""
        return joined((line.text for line in self.lines), frozenset())


@dataclass(frozen=True)
class _Measure:
    """What is usual in a document: the size of its text and the distance of its lines."""

    body: float
    pitch: float


def body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most of the letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def printed(pages: Sequence[Sequence[Region]]) -> str:
    """Return the text of pages, with a mark where each page but the first begins."""
    regions = [region for page in pages for region in page]
    measure = _measure(regions, body_size([line for region in regions for line in region]))
    blocks = _blocks(pages, measure)
    levels = _levels(blocks, measure)
    pieces = []
    for place, block in enumerate(blocks):
        level = levels.get(block.style) if _is_heading(block, measure) else None
        shown = heading(_raised(level, place, levels), block.text) if level else "\n".join(_shown(block))
        pieces.append(f"{block.opens}{shown}")
    return "\n\n".join(pieces)


def _measure(regions: Sequence[Region], body: float) -> _Measure:
    """Take the smallest step that is not a stray one as the distance of lines: larger ones part paragraphs."""
    steps = sorted(above.y - below.y for region in regions for above, below in pairwise(region))
    usual = [step for step in steps if 0.9 * body < step < 2.5 * body]
    enough = len(usual) // 20
    near = ((step, far) for step, far in zip(usual, usual[enough:], strict=False) if far <= 1.1 * step)
    return _Measure(body, next(near, (1.2 * body, 0.0))[0])


def _edge(lines: Sequence[Line]) -> float:
    """Return how far to the right a column reaches, as several of its lines show; 0 where too few do."""
    rights = sorted((line.x1 for line in lines), reverse=True)
    if not rights:
        return 0.0
    width = rights[0] - min(line.x0 for line in lines)
    near = 0.06 * width
    return next((far for far, enough in zip(rights, rights[_FEW:], strict=False) if far - enough <= near), 0.0)


def _blocks(pages: Sequence[Sequence[Region]], measure: _Measure) -> list[_Block]:
    blocks: list[_Block] = []
    # Pages of one column share their margins.
    whole = _edge([line for page in pages if len(page) == 1 for line in page[0]])
    marks = ""
    for number, page in enumerate(pages):
        marks += PAGE if number else ""
        for region in page:
            first, *others = _of_region(region, measure, whole if len(page) == 1 else _edge(region))
            _add(blocks, first, marks, measure)
            blocks += others
            marks = ""
    return blocks


def _of_region(region: Region, measure: _Measure, edge: float) -> Iterator[_Block]:
    block = _Block([region[0]])
    for place, line in enumerate(region[1:], 1):
        above = region[place - 1]
        is_apart = _is_apart(above, line, measure) or _begins_anew(above, line, measure, edge)
        # A line further left than the last one ends what hung there, a bullet or a note.
        is_apart |= (
            len(block.lines) > 1 and line.x0 < above.x0 - 0.6 * line.size and not line.text.strip()[:1].islower()
        )
        below = region[place + 1] if place + 1 < len(region) else None
        if is_apart or (below and _stands_over(above, line, below, measure, edge)):
            yield block
            block = _Block([line])
        else:
            block.lines.append(line)
    yield block


def _add(blocks: list[_Block], block: _Block, marks: str, measure: _Measure) -> None:
    """Add a block; at the head of a column or page it may go on with what the last one left open."""
    first = block.lines[0]
    if not blocks or _is_apart(blocks[-1].lines[-1], first, measure, beside=True):
        block.opens = marks
        blocks.append(block)
    else:
        begun = replace(first, stretches=((marks, first.stretches[0][1]), *first.stretches))
        blocks[-1].lines += [begun, *block.lines[1:]]


def _is_apart(above: Line, line: Line, measure: _Measure, *, beside: bool = False) -> bool:
    """Say whether a new paragraph or heading begins by its look; `beside` is at the head of a column or page."""
    if abs(above.size - line.size) > 0.06 * measure.body + 0.2:
        return True
    starts_bold = next((bold for words, bold in line.stretches if words.strip()), False)
    # A line that opens with bold words goes on with a run-in; one that is wholly bold stands over what follows.
    if above.is_bold != line.is_bold and not (above.is_bold and starts_bold):
        return True
    if beside:
        said = above.text.rstrip(' )”’"')
        ended = said.endswith(_ENDED) or (_is_labelled(line) and not _STANDS_OPEN.search(said))
        return ended or (line.is_bold and not line.text.lstrip()[:1].islower())
    return above.y - line.y > _GAP * measure.pitch * max(1.0, line.size / measure.body)


def _begins_anew(above: Line, line: Line, measure: _Measure, edge: float) -> bool:
    """Say whether a paragraph begins: the line above was left short, or this one is indented."""
    said, begun = above.text.rstrip(), line.text.lstrip()
    if begun[:1].islower():
        return False
    if line.x0 > above.x0 + 0.8 * line.size and said.endswith(_ENDED) and not _is_labelled(above):
        return True
    # The first word of this line had room on the line above.
    width = (line.x1 - line.x0) * _breadth(begun.split(None, 1)[0]) / _breadth(begun)
    stands_open = said.endswith(("-", "/", ",")) or _STANDS_OPEN.search(said)
    return not stands_open and above.x1 + width + 0.8 * measure.body < edge


def _breadth(words: str) -> float:
    """Return how broad words are, in small letters of the middle kind."""
    return sum(1.4 if sign.isupper() else 0.6 if sign in "iljtfr.,:;'’ " else 1.0 for sign in words)


def _stands_over(above: Line, line: Line, below: Line, measure: _Measure, edge: float) -> bool:
    """Say whether a line after an item of a list is the heading of what follows, and not the end of the item."""
    said, words = above.text.rstrip(), line.text.split()
    if not _is_labelled(above) or _is_labelled(line) or len(words) > _MOST_WORDS:
        return False
    ended = said.endswith((*_ENDED, ",", "-")) or line.text.rstrip().endswith(_ENDED) or _STANDS_OPEN.search(said)
    begins = bulleted(below.text.lstrip()) is not None or _begins_anew(line, below, measure, edge)
    return not ended and begins and words[0][:1].isupper() and _item(above)[:1].isupper()


def _item(line: Line) -> str:
    shown = line.text.lstrip()
    return shown[label_length(shown) :].lstrip()


def _is_labelled(line: Line) -> bool:
    return label_length(line.text.lstrip()) > 0


def _is_heading(block: _Block, measure: _Measure) -> bool:
    _, is_bold = block.style
    is_larger = block.lines[0].size >= measure.body * _LARGER
    words = block.text.strip()
    if not (is_larger or is_bold) or len(words) > _LONGEST_HEADING or len(block.lines) > _MOST_LINES:
        return False
    if not re.search(r"\w", words) or bulleted(words) is not None:
        return False
    if is_asking(words):
        return is_larger or label_length(words) > 0
    return not words.endswith((".", ";", ",")) or re.search(r"\bpts?\.$", words) is not None


def _levels(blocks: Sequence[_Block], measure: _Measure) -> dict[tuple[float, bool], int]:
    """Rank the styles of the headings: the larger the higher, bold before plain."""
    styles = {block.style for block in blocks if _is_heading(block, measure)}
    return {style: level for level, style in enumerate(sorted(styles, reverse=True), 1)}


def _raised(level: int, place: int, levels: dict[tuple[float, bool], int]) -> int:
    """Return the level of a heading; where all are set alike, only the first one can be the title."""
    return level if len(levels) > 1 or place == 0 else level + 1


def _shown(block: _Block) -> Iterator[str]:
    """Yield the pieces of a block, each from one label to the next; bold words at the head of one are set off."""
    piece: list[tuple[str, bool]] = []
    for line in block.lines:
        stretches = [(_plain(words), bold) for words, bold in line.stretches]
        if piece and not _is_labelled(line):
            piece = [*_ended(piece), ("\n", piece[-1][1]), *stretches]
        else:
            if piece:
                yield _set_off(piece)
            piece = stretches
    if piece:
        yield _set_off(piece)


def _set_off(piece: Sequence[tuple[str, bool]]) -> str:
    # In a long piece the lines of a title stay lines: how full they are tells what goes on.
    lines = sum(words == "\n" for words, _ in piece)
    return emphasised(_ended(piece), keeps_lines=lines > 1).strip()


def _plain(words: str) -> str:
    return words.translate(_HYPHENS).replace("\n", " ")


def _ended(piece: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Write a soft hyphen at the end of a line as the hyphen that is printed."""
    *others, (words, bold) = piece
    return [*others, (re.sub("\u00ad\\s*$", "-", words), bold)]
