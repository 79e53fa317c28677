"""The picture of a scorecard: where an assessment stands, how sure that is, and what nobody has rated yet."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from bot.reports.legend import explanations
from bot.reports.sheet import WIDTH, Face, Sheet
from bot.wording import count, number
from bot.wording.figures import value
from knowledge.criteria import Depth
from knowledge.rubric import AGREEMENT, BANDS
from storage.scores import ItemScore, PartScore, Scorecard

# Blues and greys that keep their order of lightness in grey and for colour-blind eyes.
_INK, _QUIET, _HATCH, _TRACK = "#1b2a3a", "#596878", "#8e9cab", "#dfe5ea"
_ACCENT, _BAR = "#1d5b87", "#8db4d1"
_STRIPES = ("#f6f8fa", "#eff2f5", "#e7ebf0", "#dee4ea", "#d5dce4", "#ccd5de")

_TITLE, _HEADLINE = Face(36, _INK, bold=True), Face(27, _ACCENT, bold=True)
_TEXT, _SMALL, _GROUP = Face(19, _QUIET), Face(17, _QUIET), Face(19, _QUIET, bold=True)
_NAME, _VALUE, _FIGURE, _NOTE = Face(20, _INK), Face(20, _INK, bold=True), Face(19, _INK), Face(17, _INK)

_LEFT, _RIGHT = 40, WIDTH - 40
_ROOM = _RIGHT - _LEFT
_PLOT_LEFT, _PLOT_RIGHT, _PEOPLE_RIGHT, _COVER_LEFT = 420, 884, 942, 966
_ROW, _BAR_HEIGHT, _WIDEST_CODE = 58, 30, 100

# More rows than this would make a picture that no chat takes.
_MOST_ROWS = 120
# From so many rows on the scale is given again at the foot.
_LONG = 15

_DEPTHS = {Depth.BASIC: "basic question", Depth.OVERALL: "lead questions", Depth.MULTIPLE: "every question"}
# From where to where there are words in a row.
_Spans = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class _Row:
    """One bar: `given` is the value in words, `note` what it leaves out; a row that is not scored has no bar."""

    code: str
    title: str
    value: float | None
    given: str
    note: str
    spread: tuple[float, float] | None
    people: int
    coverage: float
    is_scored: bool = True
    proposed: float | None = None


@dataclass(frozen=True)
class _Scale:
    """The axis of the bars as stripes of (lines of its label, from, to)."""

    stripes: tuple[tuple[tuple[str, ...], float, float], ...]

    def x(self, figure: float) -> float:
        """Return where a figure lies on the sheet."""
        low, high = self.stripes[0][1], self.stripes[-1][2]
        return _PLOT_LEFT + (_PLOT_RIGHT - _PLOT_LEFT) * (figure - low) / (high - low)


def draw(figures: Scorecard, path: Path) -> None:
    """Write the picture as a PNG, 1080 pixels wide and as high as it needs; the folder of `path` has to exist."""
    sheet = Sheet()
    y = _head(sheet, figures)
    y = _chart(sheet, figures, y)
    y = _foot(sheet, figures, y)
    sheet.save(path, y)


def _scale(figures: Scorecard) -> _Scale:
    """Return a stripe for each band, met halfway between two bands, or for each degree of agreement."""
    if figures.instrument == "agreement":
        return _Scale(
            tuple(((*one.label.split(), str(one.value)), one.value - 0.5, one.value + 0.5) for one in AGREEMENT)
        )
    edges = (0.0, *((low.high + high.low) / 2 for low, high in pairwise(BANDS)), 100.0)
    ends = zip(BANDS, pairwise(edges), strict=True)
    return _Scale(tuple(((f"{band.low}–{band.high}",), low, high) for band, (low, high) in ends))


def _groups(figures: Scorecard) -> Iterator[tuple[str, list[_Row]]]:
    """Yield rows that stand together in the order of the framework, with a name where it adds something."""
    if figures.is_by_item or all(len(item.parts) == 1 for item in figures.items):
        for category, items in groupby(figures.items[:_MOST_ROWS], lambda item: item.category):
            yield category, [_item_row(item, figures) for item in items]
        return
    for item in figures.items:
        alone = len(figures.items) == 1 or (len(item.parts) == 1 and item.parts[0].title == item.title)
        rows = [_part_row(part, item, figures) for part in item.parts[:_MOST_ROWS]]
        yield "" if alone else f"{item.code}  {item.title}", rows


def _part_row(part: PartScore, item: ItemScore, figures: Scorecard) -> _Row:
    given, people = value(figures, part.value, is_scored=item.is_scored), part.respondents
    own = (part.code, part.title, part.value, given, "", part.spread, people, part.coverage)
    return _Row(*own, item.is_scored, part.proposed)


def _item_row(item: ItemScore, figures: Scorecard) -> _Row:
    """Sum an item up; people are those of its part with most, as nobody is counted twice that way."""
    if len(item.parts) == 1:
        return _part_row(item.parts[0], item, figures)
    given = value(figures, item.value, is_scored=item.is_scored)
    assessed, parts = len(item.assessed), len(item.parts)
    note = f"{assessed} of {parts} parts" if 0 < assessed < parts else ""
    people = max(part.respondents for part in item.parts)
    own = (item.code, item.title, item.value, given, note, item.spread, people, item.coverage)
    return _Row(*own, item.is_scored, item.proposed)


def _head(sheet: Sheet, figures: Scorecard) -> float:
    """Say what this is and where it stands; return where the next thing may begin."""
    y = sheet.lines(_LEFT, 18, sheet.wrapped(figures.title, _TITLE, _ROOM, most=3), _TITLE)
    y = sheet.lines(_LEFT, y + 8, sheet.flowed(_origin(figures), _TEXT, _ROOM, " · "), _TEXT)
    y = sheet.lines(_LEFT, y + 14, _headline(figures), _HEADLINE)
    y = sheet.lines(_LEFT, y + 4, sheet.flowed(_facts(figures), _TEXT, _ROOM, " · "), _TEXT)
    return y + 26


def _origin(figures: Scorecard) -> Iterator[str]:
    yield figures.organisation
    yield figures.framework
    yield "every statement" if figures.instrument == "agreement" else _DEPTHS[figures.depth]
    yield f"{figures.as_of.day} {month_name[figures.as_of.month]} {figures.as_of.year}"


def _headline(figures: Scorecard) -> Iterator[str]:
    if figures.points is not None:
        yield f"{number(figures.points)} of {number(figures.points_assessed)} points assessed so far"
    elif not any(item.assessed for item in figures.items):
        yield "Nothing assessed so far" if figures.is_scored else "Answered, not scored"


def _facts(figures: Scorecard) -> Iterator[str]:
    if figures.points_possible is not None:
        yield f"{number(figures.points_possible)} points possible"
    yield f"coverage {round(100 * figures.coverage)} %"
    yield count(figures.respondents, "person", "people")
    if figures.instrument != "agreement" and figures.is_scored and figures.cap < 100:
        yield f"this depth reaches {figures.cap} % at most"


def _chart(sheet: Sheet, figures: Scorecard, y: float) -> float:
    """Draw all rows on their scale; return where they end."""
    groups, scale = [(heading, rows) for heading, rows in _groups(figures) if rows], _scale(figures)
    y = _axis(sheet, scale, y) if groups else y
    for heading, rows in groups:
        y = _group(sheet, scale, heading, rows, y)
    return _axis(sheet, scale, y) if sum(len(rows) for _, rows in groups) >= _LONG else y


def _axis(sheet: Sheet, scale: _Scale, y: float) -> float:
    """Name the stripes and the columns; return where the rows may begin."""
    bottom = y + _SMALL.leading * max(len(lines) for lines, _, _ in scale.stripes)
    for lines, low, high in scale.stripes:
        for above, line in enumerate(reversed(lines)):
            sheet.write((scale.x(low) + scale.x(high)) / 2, bottom - _SMALL.leading * above, line, _SMALL, "center")
    sheet.write(_PEOPLE_RIGHT, bottom, "n", _SMALL, "right")
    sheet.write(_COVER_LEFT, bottom, "cover", _SMALL)
    return bottom + 14


def _group(sheet: Sheet, scale: _Scale, heading: str, rows: Sequence[_Row], y: float) -> float:
    """Draw rows on stripes of their own, under their heading; return where they end."""
    if heading:
        y = sheet.lines(_LEFT, y, [sheet.shortened(heading, _GROUP, _ROOM)], _GROUP) + 12
    codes = max(sheet.width(row.code, _SMALL) for row in rows)
    room = _PLOT_LEFT - 14 - _LEFT - 16 - min(codes, _WIDEST_CODE)
    titles = [sheet.wrapped(row.title, _NAME, room, most=2) for row in rows]
    for colour, (_, low, high) in zip(_STRIPES, scale.stripes, strict=False):
        sheet.block(scale.x(low), y, scale.x(high) - scale.x(low), _ROW * len(rows), colour)
    for row, title in zip(rows, titles, strict=True):
        _row(sheet, scale, row, title, y + _ROW / 2)
        y += _ROW
    return y + 16


def _row(sheet: Sheet, scale: _Scale, row: _Row, title: Sequence[str], middle: float) -> None:
    """Draw one row around `middle`: its name, what it reached, and how much that rests on."""
    sheet.write(_LEFT, middle + 4, sheet.shortened(row.code, _SMALL, _WIDEST_CODE), _SMALL)
    for place, line in enumerate(title):
        down = (place - (len(title) - 1) / 2) * _NAME.leading
        sheet.write(_PLOT_LEFT - 14, middle + 4 + down, line, _NAME, "right")
    words = _without_bar(sheet, row, middle) if row.value is None else _bar(sheet, scale.x(row.value), row, middle)
    if row.value is not None and row.spread is not None:
        _spread(sheet, scale.x(row.spread[0]), scale.x(row.spread[1]), middle)
    if row.proposed is not None:
        _tick(sheet, scale.x(row.proposed), middle, words)
    sheet.write(_PEOPLE_RIGHT, middle + 4, str(row.people), _FIGURE, "right")
    sheet.block(_COVER_LEFT, middle - 9, _RIGHT - _COVER_LEFT, 12, _TRACK)
    sheet.block(_COVER_LEFT, middle - 9, (_RIGHT - _COVER_LEFT) * row.coverage, 12, _QUIET)


def _bar(sheet: Sheet, end: float, row: _Row, middle: float) -> _Spans:
    """Draw a value as a bar with a firm end, so that nought is seen too; its words stand inside or, if short, after.

    Return from where to where there are words.
    """
    end = max(end, _PLOT_LEFT + 4)
    top = middle - _BAR_HEIGHT / 2 - 3
    sheet.block(_PLOT_LEFT, top, end - _PLOT_LEFT, _BAR_HEIGHT, _BAR)
    sheet.block(end - 4, top, 4, _BAR_HEIGHT, _ACCENT)
    words, aside = sheet.width(row.given, _VALUE), sheet.width(row.note, _SMALL)
    inside = words + 24 <= end - _PLOT_LEFT
    left, after = (_PLOT_LEFT + 10, end + 8) if inside else (end + 8, end + words + 18)
    sheet.write(left, middle + 4, row.given, _VALUE)
    after = after if after + aside <= _PLOT_RIGHT else end - aside - 12
    sheet.write(after, middle + 4, row.note, _NOTE)
    return (left, left + words), (after, after + aside)


def _without_bar(sheet: Sheet, row: _Row, middle: float) -> _Spans:
    """Say that there is no value; hatching is for what is still to come, and what is not scored has none."""
    top, centre = middle - _BAR_HEIGHT / 2 - 3, (_PLOT_LEFT + _PLOT_RIGHT) / 2
    width = sheet.width(row.given, _FIGURE) + 20
    if row.is_scored:
        sheet.hatch(_PLOT_LEFT, top, _PLOT_RIGHT - _PLOT_LEFT, _BAR_HEIGHT, _HATCH)
        sheet.block(centre - width / 2, top, width, _BAR_HEIGHT, "white")
    sheet.write(centre, middle + 4, row.given, _FIGURE if row.is_scored else _TEXT, "center")
    return ((centre - width / 2, centre + width / 2),)


def _spread(sheet: Sheet, low: float, high: float, middle: float) -> None:
    """Draw the middle half of the ratings as a thin line; its ends keep it in sight where all agree."""
    y = middle + _BAR_HEIGHT / 2 + 2
    sheet.block(low, y - 1, high - low, 2, _INK)
    for end in (low, high):
        sheet.block(end - 1, y - 4, 2, 8, _INK)


def _tick(sheet: Sheet, at: float, middle: float, words: _Spans) -> None:
    """Draw what the rules propose: a dark tick as high as the row, with a white edge; it strikes no words through."""
    top, bottom = middle - _ROW / 2 + 2, middle + _ROW / 2 - 4
    is_struck = any(left - 6 < at < right + 6 for left, right in words if right > left)
    pieces = ((top, middle - 13), (middle + 9, bottom)) if is_struck else ((top, bottom),)
    for high, low in pieces:
        sheet.block(at - 4, high, 8, low - high, "white")
        sheet.block(at - 2, high, 4, low - high, _INK)


def _foot(sheet: Sheet, figures: Scorecard, y: float) -> float:
    return sheet.lines(_LEFT, y + 14, sheet.flowed(explanations(figures, _MOST_ROWS), _SMALL, _ROOM, " "), _SMALL) + 34
