"""What a page of a PDF paints: stretches of text with their place, size and weight, as far as they can be seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from ingest.readers.fonts import PdfFont, font_of
from ingest.readers.grounds import Grounds
from ingest.readers.planes import EVERYWHERE, SAME, Box, Matrix, around, at, matrix, numbers, product
from ingest.readers.textstate import State

Fonts = dict[int, tuple[DictionaryObject, PdfFont | None]]

_TURNED: Mapping[int, Matrix] = {
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}
_DEEPEST = 8
_NEARLY_WHITE = 0.96
_SMALLEST = 2.5
_MOST_RUNS = 60_000


@dataclass(frozen=True)
class Run:
    """A stretch of text on one baseline; `x0` to `x1` and `y` are in points from the lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool


@dataclass
class Painter:
    """Goes through the operators of a page and of the forms in it, and collects the runs."""

    pdf: Any
    # Shared by the pages of a document; the resource is kept so that its identity stays its own.
    fonts: Fonts = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _kept: list[State] = field(default_factory=list)
    _text: Matrix = SAME
    _line: Matrix = SAME
    _grounds: Grounds = field(default_factory=Grounds)
    # One entry for each marked content that is open: whether it is a running head or foot by the PDF's own word.
    _marked: list[bool] = field(default_factory=list)
    _resources: DictionaryObject = field(default_factory=DictionaryObject)
    _depth: int = 0

    @property
    def paper(self) -> Box:
        """The part of the page that is shown, as it is shown."""
        return self._grounds.paper

    def page(self, page: PageObject) -> list[Run]:
        """Return what a page paints."""
        contents = page.get("/Contents")
        found = contents.get_object() if contents is not None else None
        if isinstance(found, StreamObject | ArrayObject):
            self._state = State(_TURNED.get(int(page.rotation) % 360, SAME))
            box = page.cropbox
            corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
            self._grounds.paper = around([at(self._state.matrix, float(x), float(y)) for x, y in corners])
            self._paint(found, page.get("/Resources"))
        return self.runs

    def _paint(self, stream: Any, resources: Any) -> None:
        outer, kept = self._resources, self._kept
        found = resources.get_object() if resources is not None else None
        self._resources, self._kept = found if isinstance(found, DictionaryObject) else outer, []
        for operands, operator in ContentStream(stream, self.pdf, "bytes").operations:
            handler = _OPERATORS.get(operator)
            if handler is not None and len(self.runs) < _MOST_RUNS:
                handler(self, operands)
        self._resources, self._kept = outer, kept

    def _keep(self, _: Sequence[Any]) -> None:
        self._kept.append(self._state)

    def _bring_back(self, _: Sequence[Any]) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def _transform(self, operands: Sequence[Any]) -> None:
        self._state = replace(self._state, matrix=product(matrix(operands), self._state.matrix))

    def _begin(self, _: Sequence[Any]) -> None:
        self._text = self._line = SAME

    def _set_matrix(self, operands: Sequence[Any]) -> None:
        self._text = self._line = matrix(operands)

    def _move(self, operands: Sequence[Any]) -> None:
        x, y = numbers(operands, 2)
        self._text = self._line = product((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _move_leading(self, operands: Sequence[Any]) -> None:
        self._state = replace(self._state, leading=-numbers(operands, 2)[1])
        self._move(operands)

    def _next_line(self, _: Sequence[Any]) -> None:
        self._move((0.0, -self._state.leading))

    def _set_font(self, operands: Sequence[Any]) -> None:
        fonts = self._resources.get("/Font")
        resource = fonts.get_object().get(operands[0]) if fonts is not None and operands else None
        found = resource.get_object() if resource is not None else None
        if isinstance(found, DictionaryObject):
            if id(found) not in self.fonts:
                self.fonts[id(found)] = found, font_of(found)
            self._state = replace(self._state, font=self.fonts[id(found)][1])
        self._state = replace(self._state, size=numbers(operands[1:], 1)[0])

    def _show_on_next_line(self, operands: Sequence[Any]) -> None:
        self._next_line(())
        self._show(operands[-1:])

    def _show_spaced(self, operands: Sequence[Any]) -> None:
        self._show(operands[0] if operands and isinstance(operands[0], list) else ())

    def _show(self, shown: Sequence[Any]) -> None:
        """Show strings; numbers between them move on, by thousandths of the size and to the left."""
        state = self._state
        for piece in shown:
            if isinstance(piece, bytes) and state.font is not None:
                text, width = state.measured(piece)
                self._add(text, width)
                self._advance(width)
            elif isinstance(piece, int | float):
                self._advance(-float(piece) / 1000 * state.size * state.scale / 100)

    def _advance(self, width: float) -> None:
        self._text = product((1.0, 0.0, 0.0, 1.0, width, 0.0), self._text)

    def _add(self, text: str, width: float) -> None:
        state = self._state
        placed = product(product((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), self._text), state.matrix)
        size = state.size * hypot(placed[2], placed[3])
        # Text that runs up or down the page is no line of it.
        if not text.strip() or size < _SMALLEST or abs(placed[1]) > abs(placed[0]) * 0.2 or any(self._marked):
            return
        x1 = placed[4] + width * placed[0]
        run = Run(text, min(placed[4], x1), max(placed[4], x1), placed[5], size, state.is_bold)
        if self._grounds.shows(((run.x0 + run.x1) / 2, run.y + run.size / 3), leaves_ink=state.leaves_ink):
            self.runs.append(run)

    def _rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = numbers(operands, 4)
        self._grounds.outline(at(self._state.matrix, x, y), at(self._state.matrix, x + width, y + height))

    def _point(self, operands: Sequence[Any]) -> None:
        x, y = numbers(operands[-2:], 2)
        self._grounds.outline(at(self._state.matrix, x, y))

    def _fill(self, _: Sequence[Any]) -> None:
        self._grounds.close(is_coloured=not self._state.is_white)

    def _leave(self, _: Sequence[Any]) -> None:
        self._grounds.close(is_coloured=False)

    def _shade(self, _: Sequence[Any]) -> None:
        self._grounds.cover(EVERYWHERE)

    def _colour(self, operands: Sequence[Any]) -> None:
        values = [float(value) for value in operands if isinstance(value, int | float)]
        # Four values are inks: none of them leaves the paper white.
        is_white = (
            max(values) <= 1 - _NEARLY_WHITE if len(values) == 4 else bool(values) and min(values) >= _NEARLY_WHITE
        )
        self._state = replace(self._state, is_white=is_white)

    def _mark(self, operands: Sequence[Any]) -> None:
        properties = operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
        is_artifact = bool(operands) and operands[0] == "/Artifact"
        self._marked.append(is_artifact and properties.get("/Type") == "/Pagination")

    def _unmark(self, _: Sequence[Any]) -> None:
        if self._marked:
            self._marked.pop()

    def _place(self, operands: Sequence[Any]) -> None:
        """Paint a form, or note where a picture lies."""
        objects = self._resources.get("/XObject")
        entry = objects.get_object().get(operands[0]) if objects is not None and operands else None
        found = entry.get_object() if entry is not None else None
        if not isinstance(found, StreamObject):
            return
        if found.get("/Subtype") == "/Image":
            self._grounds.cover(around([at(self._state.matrix, x, y) for x in (0, 1) for y in (0, 1)]))
        elif self._depth < _DEEPEST:
            outer, self._depth = self._state, self._depth + 1
            self._transform(found.get("/Matrix") or SAME)
            self._paint(found, found.get("/Resources"))
            self._state, self._depth = outer, self._depth - 1


def _setting(name: str) -> Callable[[Painter, Sequence[Any]], None]:
    def change(painter: Painter, operands: Sequence[Any]) -> None:
        painter._state = replace(painter._state, **{name: numbers(operands, 1)[0]})  # type: ignore[arg-type]

    return change


_OPERATORS: Mapping[bytes, Callable[[Painter, Sequence[Any]], None]] = {
    b"q": Painter._keep,
    b"Q": Painter._bring_back,
    b"cm": Painter._transform,
    b"BT": Painter._begin,
    b"Tm": Painter._set_matrix,
    b"Td": Painter._move,
    b"TD": Painter._move_leading,
    b"T*": Painter._next_line,
    b"Tf": Painter._set_font,
    b"Tj": Painter._show,
    b"TJ": Painter._show_spaced,
    b"'": Painter._show_on_next_line,
    b'"': Painter._show_on_next_line,
    b"Tc": _setting("spacing"),
    b"Tw": _setting("word_spacing"),
    b"Tz": _setting("scale"),
    b"TL": _setting("leading"),
    b"Ts": _setting("rise"),
    b"Tr": _setting("mode"),
    b"re": Painter._rectangle,
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), Painter._point),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), Painter._fill),
    **dict.fromkeys((b"S", b"s", b"n"), Painter._leave),
    b"sh": Painter._shade,
    **dict.fromkeys((b"g", b"rg", b"k", b"cs", b"sc", b"scn"), Painter._colour),
    b"BDC": Painter._mark,
    b"BMC": Painter._mark,
    b"EMC": Painter._unmark,
    b"Do": Painter._place,
}
