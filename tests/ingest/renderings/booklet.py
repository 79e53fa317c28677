"""PDF: a report in one column, a booklet in two with running heads and hyphens, or line by line."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import matplotlib as mpl
from fpdf import FPDF
from fpdf.fonts import TTFFont

from tests.ingest.renderings.pieces import Piece, pieces_of

_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_SIZES = {1: 18.0, 2: 14.0, 3: 12.0}
_BODY = 9.5
_LEFT, _TOP, _BOTTOM, _RIGHT = 50.0, 70.0, 760.0, 545.0
_GUTTER = 20.0
_FEWEST = 3

# A word with whether it is bold.
Word = tuple[str, bool]


def as_report(text: str) -> bytes:
    return _set(text, columns=1, bottom=_BOTTOM)


def as_booklet(text: str) -> bytes:
    return _set(text, columns=2, bottom=430.0)


def as_lines(text: str) -> bytes:
    pdf = blank()
    pdf.add_page()
    pdf.set_font("Plain", size=10)
    for line in text.expandtabs(4).split("\n"):
        pdf.multi_cell(0, 13, line.rstrip() or " ", align="L", new_x="LMARGIN", new_y="NEXT")
    return pdf.written()


class Sheets(FPDF):
    """A PDF that closes the font files which the library leaves open."""

    def written(self) -> bytes:
        content = bytes(self.output())
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()
        return content


def _choose(pdf: FPDF, size: float, *, is_bold: bool) -> None:
    # The stubs know whole sizes only; a PDF has any.
    pdf.set_font("Plain", "B" if is_bold else "", cast(int, size))


def blank() -> Sheets:
    pdf = Sheets(unit="pt", format="A4")
    pdf.add_font("Plain", "", _FONTS / "DejaVuSans.ttf")
    pdf.add_font("Plain", "B", _FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_auto_page_break(True, margin=60)
    return pdf


class Setter:
    """Sets pieces line by line in columns, and begins pages with a running head and a number."""

    def __init__(self, columns: int, bottom: float, *, has_heads: bool) -> None:
        self._has_heads = has_heads
        self.lines_in_column = 0
        self._pdf = blank()
        self._pdf.set_auto_page_break(False)
        self._columns, self._bottom = columns, bottom
        self._width = (_RIGHT - _LEFT - _GUTTER * (columns - 1)) / columns
        self._column, self._y = columns, _BOTTOM

    @property
    def pages(self) -> int:
        return self._pdf.pages_count

    def set(self, text: str) -> Sheets:
        for piece in pieces_of(text):
            self._piece(piece)
        return self._pdf

    def _frame(self) -> None:
        page = self._pdf.page
        self._pdf.set_font("Plain", "B", 12)
        self._pdf.text(_LEFT if page % 2 else _RIGHT - 130, 40, "3 Running Head")
        self._pdf.text(_RIGHT if page % 2 else _LEFT, 800, str(page))

    def _piece(self, piece: Piece) -> None:
        size = _SIZES[piece.level] if piece.level else _BODY
        words = [*_words(piece.title, True), *_words(piece.text, piece.level > 0)]
        label = "•" if piece.kind == "bullet" else piece.label
        indent = 14.0 if piece.kind == "bullet" else 0.0
        if label and not indent:
            words = [(label, piece.level > 0), *words]
        self._y += size * (0.9 if piece.level else 0.6)
        lines = list(self._lines(words, size, self._width - indent))
        if piece.level and self._y + 1.25 * size * (len(lines) + 2) > self._bottom:
            # A heading stays whole and with what stands below it.
            self._turn()
        for place, line in enumerate(lines):
            self._line(line, size, indent, label if indent and not place else "")

    def _line(self, line: list[Word], size: float, indent: float, mark: str) -> None:
        if self._y + 1.25 * size > self._bottom:
            self._turn()
        self.lines_in_column += 1
        x = _LEFT + self._column * (self._width + _GUTTER)
        if mark:
            self._show(x, mark, size, False)
        x += indent
        for word, is_bold in line:
            x += self._show(x, f"{word} ", size, is_bold)
        self._y += 1.25 * size

    def _show(self, x: float, words: str, size: float, is_bold: bool) -> float:
        _choose(self._pdf, size, is_bold=is_bold)
        self._pdf.text(x, self._y, words)
        return self._pdf.get_string_width(words)

    def _turn(self) -> None:
        """Go on in the next column, or on the next page."""
        self._column, self._y = self._column + 1, _TOP
        self.lines_in_column = 0
        if self._column >= self._columns:
            self._column = 0
            self._pdf.add_page()
            if self._has_heads:
                self._frame()

    def _lines(self, words: list[Word], size: float, width: float) -> Iterator[list[Word]]:
        line: list[Word] = []
        room = width
        for word, is_bold in words:
            _choose(self._pdf, size, is_bold=is_bold)
            needed = self._pdf.get_string_width(f"{word} ")
            if needed > width:
                # An address is broken at its last stroke.
                cut = word.rindex("/")
                yield [*line, (word[:cut], is_bold)] if self._pdf.get_string_width(word[:cut]) < room else line
                line = [] if self._pdf.get_string_width(word[:cut]) < room else [(word[:cut], is_bold)]
                if line:
                    yield line
                line, room, word = [], width, word[cut:]
                needed = self._pdf.get_string_width(f"{word} ")
            elif line and needed > room:
                half = len(word) // 2
                broken = self._columns > 1 and word.isalpha() and word.islower() and len(word) > 9
                if broken and self._pdf.get_string_width(f"{word[:half]}-") < room:
                    yield [*line, (f"{word[:half]}-", is_bold)]
                    word, needed = word[half:], self._pdf.get_string_width(f"{word[half:]} ")
                else:
                    yield line
                line, room = [], width
            line.append((word, is_bold))
            room -= needed
        if line:
            yield line


def _set(text: str, columns: int, bottom: float) -> bytes:
    """Set a text; a leaflet of one page has no running head, and no column is left with a line or two."""
    bare = Setter(columns, bottom, has_heads=False)
    content = bare.set(text).written()
    if bare.lines_in_column < _FEWEST:
        return _set(text, columns, bottom - 15)
    return content if bare.pages == 1 else Setter(columns, bottom, has_heads=True).set(text).written()


def _words(text: str, is_bold: bool) -> list[Word]:
    """Return the words; an address may be broken behind a stroke."""
    return [(word, is_bold) for word in text.split()]
