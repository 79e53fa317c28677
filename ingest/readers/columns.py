"""Runs of a PDF page → printed lines in the order in which they are read: column by column."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.readers.painting import Run

# In parts of the size of the letters: what is one baseline, a space between words, a space that sets off.
_BASELINE = 0.35
_SPACE = 0.17
_WIDE = 1.0
_APART = 0.7
# A gutter has no ink over this many points; lines of a column begin within these of each other.
_GUTTER = 5.0
_ALIGNED = 3.0
_FEWEST_LINES = 3
_NARROWEST = 0.18
_NARROW = 0.22
_DEEPEST = 6


@dataclass(frozen=True)
class Line:
    """A printed line or a piece of one: stretches that are bold or not, and its place in points."""

    stretches: tuple[tuple[str, bool], ...]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(words for words, _ in self.stretches)

    @property
    def is_bold(self) -> bool:
        """Say whether all of it is bold."""
        return all(bold for words, bold in self.stretches if words.strip())


# Pieces of lines on one baseline, from left to right.
Row = tuple[Line, ...]
Region = tuple[Line, ...]


def rows_of(runs: Iterable[Run]) -> list[Row]:
    """Return the rows of a page from top to bottom, parted where there is room between words."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if rows and rows[-1][0].y - run.y <= _BASELINE * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [tuple(_pieces(sorted(row, key=lambda run: run.x0))) for row in rows]


def gutters_of(rows: Sequence[Row], body: float) -> list[float]:
    """Return where the columns of a page are parted, if they are."""
    gutter = _best_gutter(rows, body)
    return [gutter.x] if gutter is not None else []


def regions_of(rows: Sequence[Row], body: float, known: Collection[float] = (), depth: int = 0) -> list[Region]:
    """Return the lines in reading order, those of one column together; `body` is the size of the text.

    Where other pages have a gutter, `known`, a column may be as short as it likes.
    """
    gutter = _best_gutter(rows, body, known) if depth < _DEEPEST else None
    if gutter is None:
        return [tuple(_joined(row) for row in rows)] if rows else []
    regions: list[Region] = []
    for is_split, group in gutter.groups:
        if is_split:
            for side in (_side(group, gutter.x, left=True), _side(group, gutter.x, left=False)):
                regions.extend(regions_of(side, body, depth=depth + 1))
        else:
            regions.extend(regions_of(group, body, known, depth + 1))
    return regions


@dataclass(frozen=True)
class _Gutter:
    """A place that parts two columns, the rows it parts or not, and how many pieces lie along it."""

    x: float
    groups: tuple[tuple[bool, tuple[Row, ...]], ...]
    count: int


def _pieces(runs: Sequence[Run]) -> Iterator[Line]:
    piece: list[Run] = []
    for run in runs:
        if piece and _is_repainted(piece[-1], run):
            continue
        if piece and run.x0 - max(each.x1 for each in piece) > _APART * max(piece[-1].size, run.size):
            yield _line(piece)
            piece = []
        piece.append(run)
    if piece:
        yield _line(piece)


def _is_repainted(run: Run, again: Run) -> bool:
    """Say whether the same letters are painted once more, a hair away, to look bold."""
    return run.text == again.text and abs(run.x0 - again.x0) < _SPACE * run.size


def _line(runs: Sequence[Run]) -> Line:
    stretches: list[tuple[str, bool]] = []
    for before, run in zip((None, *runs), runs, strict=False):
        gap = run.x0 - before.x1 if before else 0.0
        spaced = before is None or before.text[-1:].isspace() or run.text[:1].isspace() or gap <= _SPACE * run.size
        stretches.append((run.text if spaced else f" {run.text}", run.is_bold))
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text.strip())
    # Small caps are smaller than the letters they stand among; a raised number says nothing of the line.
    size = max(size for size, count in sizes.items() if count * 10 >= sizes.total())
    return Line(tuple(stretches), runs[0].x0, max(run.x1 for run in runs), min(run.y for run in runs), size)


def _joined(row: Row) -> Line:
    """Make one line of the pieces of a row; what is set off by room stays set off by two spaces."""
    stretches = list(row[0].stretches)
    for before, piece in pairwise(row):
        wide = piece.x0 - before.x1 > _WIDE * piece.size
        stretches += [("  " if wide else " ", before.stretches[-1][1] and not wide), *piece.stretches]
    return Line(tuple(stretches), row[0].x0, row[-1].x1, min(p.y for p in row), max(p.size for p in row))


def _best_gutter(rows: Sequence[Row], body: float, known: Collection[float] = ()) -> _Gutter | None:
    pieces = [piece for row in rows for piece in row]
    if len(pieces) < (2 if known else 2 * _FEWEST_LINES):
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    width = right - left
    begins = Counter(
        round(piece.x0) for piece in pieces if left + 0.25 * width < piece.x0 < left + (1 - _NARROWEST) * width
    )
    likely = [x for x, count in begins.most_common(8) if count >= 2]
    found = [_parted(rows, float(x), width, body) for x in likely]
    if not any(gutter.count for gutter in found):
        found = [_parted(rows, x, width, body, fewest=1) for x in known]
    most = max((gutter.count for gutter in found), default=0)
    # Behind bullets the text of a column begins as regularly as its bullets do: the gutter is further left.
    return min((gutter for gutter in found if gutter.count > 0.8 * most > 0), key=lambda gutter: gutter.x, default=None)


def _parted(rows: Sequence[Row], x: float, width: float, body: float, fewest: int = _FEWEST_LINES) -> _Gutter:
    groups: list[tuple[bool, tuple[Row, ...]]] = []
    count = 0
    holes = _headings_across(rows, x, body)
    for is_free, found in groupby(enumerate(rows), key=lambda pair: pair[0] not in holes and _is_free(pair[1], x)):
        group = tuple(row for _, row in found)
        gained = _gain(group, x, width, fewest) if is_free else 0
        count += gained
        if groups and not gained and not groups[-1][0]:
            groups[-1] = (False, (*groups[-1][1], *group))
        else:
            groups.append((gained > 0, group))
    return _Gutter(x, tuple(groups), count)


def _is_free(row: Row, x: float) -> bool:
    return not any(piece.x0 < x - _ALIGNED and piece.x1 > x - _GUTTER for piece in row)


def _gain(group: Sequence[Row], x: float, width: float, fewest: int) -> int:
    """Return how many pieces two columns beside a gutter have; 0 where there is only one, or a list with labels."""
    lefts, rights = _side(group, x, left=True), _side(group, x, left=False)
    aligned = sum(abs(row[0].x0 - x) <= _ALIGNED for row in rights)
    if min(len(lefts), aligned) < fewest:
        return 0
    beside = lefts[0][0].y >= rights[-1][0].y and rights[0][0].y >= lefts[-1][0].y
    # Labels and terms are narrow throughout; a column may have short lines, yet not only these.
    narrow = min(sorted(row[-1].x1 - row[0].x0 for row in side)[-2:][0] for side in (lefts, rights)) < _NARROW * width
    return 0 if (narrow and fewest > 1) or not beside else len(lefts) + len(rights)


def _side(rows: Iterable[Row], x: float, *, left: bool) -> list[Row]:
    sides = (tuple(piece for piece in row if (piece.x0 < x - _ALIGNED) == left) for row in rows)
    return [side for side in sides if side]


def _headings_across(rows: Sequence[Row], x: float, body: float) -> set[int]:
    """Return the places of headings over both columns that are too short to reach across the gutter.

    There is room above them, nothing beside them, and below them both columns begin on one baseline.
    """
    found: set[int] = set()
    for place, row in enumerate(rows[1:-1], 1):
        below = next((each for each in range(place, len(rows)) if not _stands_out_left(rows[each], x, body)), place)
        room = rows[place - 1][0].y - row[0].y
        over = [each[0].y for each in rows[:place] if _reaches(each, x)]
        if below > place and over and (room > 1.5 * body or place - 1 in found) and _is_on_both_sides(rows[below], x):
            hole = min(over) - rows[below][0].y
            found |= set(range(place, below)) if hole > 2.4 * body else set()
    return found


def _stands_out_left(row: Row, x: float, body: float) -> bool:
    return not _reaches(row, x) and all(piece.is_bold or piece.size > body * 1.1 for piece in row)


def _is_on_both_sides(row: Row, x: float) -> bool:
    return _is_free(row, x) and row[0].x0 < x - _ALIGNED and _reaches(row, x)


def _reaches(row: Row, x: float) -> bool:
    return any(piece.x1 > x for piece in row)
