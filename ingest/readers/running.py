"""Running heads and feet of a PDF: what comes again at the same height at the edge of several pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.readers.columns import Row
from ingest.readers.planes import Box

# A head may have two rows; a second one may stand further in.
_DEEP = 2
_ROUNDS = 2
_SAME_HEIGHT = 3.0
_ENOUGH = 3
# What stands close to the text must repeat on most pages to be no part of it.
_MOST = 0.6
_APART = 2.0
_PAGE = re.compile(r"[-–—|•·\s]*(?:\bpage\s+)?(?:\d{1,4}|[ivxlc]+)(?:\s+(?:of|/)\s+\d{1,4})?[-–—|•·\s]*")
_BESIDE = re.compile(r"\bpage\s+\d{1,4}(?:\s+(?:of|/)\s+\d{1,4})?|^\d{1,4}\s*[|•·]|[|•·]\s*\d{1,4}$")
_BARE = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
_LONGEST = 150
_SMALL = 0.9
# Of the height of the paper, at either end.
_MARGIN = 0.07


def without_running(pages: Sequence[Sequence[Row]], papers: Sequence[Box], body: float) -> list[list[Row]]:
    """Take out the rows that repeat, whatever page number stands in them, and small print in the margins.

    `papers` are the sheets that are shown, `body` is the size of the text.
    """
    left = [
        [row for place, row in enumerate(rows) if not _is_in_margin(place, rows, paper, body)]
        for rows, paper in zip(pages, papers, strict=True)
    ]
    for _ in range(_ROUNDS if len(pages) > 1 else 0):
        running = _running(left, body)
        levels = {_level(left[number][place]) for number, place in running}
        left = [
            [
                row
                for place, row in enumerate(rows)
                if (number, place) not in running and not _is_alone_at(place, rows, levels)
            ]
            for number, rows in enumerate(left)
        ]
    return left


def _is_in_margin(place: int, rows: Sequence[Row], paper: Box, body: float) -> bool:
    """Say whether a row is small print close to the edge of the paper with nothing near it."""
    if len(rows) < 2 or place not in (0, len(rows) - 1) or rows[place][0].size > body * _SMALL:
        return False
    height = (rows[place][0].y - paper[1]) / max(1.0, paper[3] - paper[1])
    return not _MARGIN < height < 1 - _MARGIN and _gap(rows, place, 1 if place == 0 else place - 1) > _APART


def _running(pages: Sequence[Sequence[Row]], body: float) -> set[tuple[int, int]]:
    """Return the pages and places of the rows that repeat, both counted from 0."""
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, rows in enumerate(pages):
        for place in {*range(min(_DEEP, len(rows))), *range(max(0, len(rows) - _DEEP), len(rows))}:
            if _is_short(rows[place]):
                seen[_key(rows[place], number, body)].append((number, place))
    return {found for places in seen.values() for found in _repeated(places, pages)}


def _key(row: Row, number: int, body: float) -> str:
    """Return the words of a row without its page number.

    A number among other words is one only if it counts with the pages, and not at all in a heading: "Question 3".
    """
    shown = " ".join(text for piece in row if not _PAGE.fullmatch(text := piece.text.strip().lower()))
    shown = _BESIDE.sub("", shown).strip()
    if not any(piece.is_bold or piece.size > body * 1.1 for piece in row):
        counts = [int(found) - number for found in _BARE.findall(shown)]
        shown = f"{_BARE.sub('', shown)} {counts}" if counts else shown
    return " ".join(re.findall(r"[\w-]+", shown))


def _is_short(row: Row) -> bool:
    return sum(len(piece.text) for piece in row) < _LONGEST


def _repeated(places: Sequence[tuple[int, int]], pages: Sequence[Sequence[Row]]) -> Iterator[tuple[int, int]]:
    """Yield the rows that stand at one height on enough pages."""
    heights: dict[int, set[int]] = defaultdict(set)
    for number, place in places:
        heights[round(pages[number][place][0].y / _SAME_HEIGHT)].add(number)
    for number, place in places:
        height = round(pages[number][place][0].y / _SAME_HEIGHT)
        count = len(heights[height - 1] | heights[height] | heights[height + 1])
        close = not _stands_apart(place, pages[number])
        if count >= min(len(pages), max(_ENOUGH, _MOST * len(pages) if close else 0)):
            yield number, place


def _stands_apart(place: int, rows: Sequence[Row]) -> bool:
    """Say whether there is room between a row at the edge, or the two at the edge, and the text of the page."""
    from_top = place < _DEEP
    inner = range(place, min(_DEEP, len(rows) - 1)) if from_top else range(place, max(len(rows) - 1 - _DEEP, 0), -1)
    return len(rows) == 1 or any(_gap(rows, each, each + (1 if from_top else -1)) > _APART for each in inner)


def _gap(rows: Sequence[Row], place: int, other: int) -> float:
    """Return the room between two rows in parts of the size of their letters."""
    return abs(rows[place][0].y - rows[other][0].y) / min(rows[place][0].size, rows[other][0].size)


def _level(row: Row) -> tuple[int, int]:
    return round(row[0].y), round(row[0].size * 2)


def _is_alone_at(place: int, rows: Sequence[Row], levels: set[tuple[int, int]]) -> bool:
    """Say whether a row stands alone where others run: the head of a chapter too short to repeat."""
    if len(rows) < 2 or place not in (0, len(rows) - 1) or _level(rows[place]) not in levels:
        return False
    return _is_short(rows[place]) and _gap(rows, place, 1 if place == 0 else place - 1) > 2
