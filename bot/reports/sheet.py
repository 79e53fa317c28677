"""A sheet of paper for pictures, measured in pixels from its top left corner; it knows nothing of scorecards."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Literal
from unicodedata import category, normalize

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

WIDTH = 1080
# At 72 dots per inch a point is a pixel, so sizes of type and lines are pixels too.
_DOTS = 72
# The typeface measures in so many units a pixel.
_UNITS = 64
# Heights in steps of an eighth of an inch are exact in binary, so no row of pixels is lost to rounding.
_STEP = 9
_ELLIPSIS = "…"
_MISSING = "□"
# Keeps a line in our order even where it begins with an Arabic or Hebrew name; takes no room itself.
_LEFT_TO_RIGHT = "\u200e"
# No text of a picture is longer; what is measured stays small whatever a person typed.
_LONGEST = 400


@dataclass(frozen=True)
class Face:
    """How a text is set: its size in pixels, its colour and its weight."""

    size: int
    colour: str
    bold: bool = False

    @property
    def leading(self) -> int:
        """How far lines stand apart, in pixels."""
        return round(self.size * 1.2)


class Sheet:
    """One picture in the making; later marks cover earlier ones.

    It shares no state with other sheets, so that threads can draw side by side, each on its own.
    """

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(WIDTH / _DOTS, 1), dpi=_DOTS, facecolor="white")
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), autoscale_on=False)
        self._axes.set_axis_off()

    def write(
        self, x: float, y: float, text: str, face: Face, side: Literal["left", "center", "right"] = "left"
    ) -> None:
        """Write one line with its left end, centre or right end at `x` and its small letters standing on `y`."""
        self._axes.text(
            x,
            y,
            _LEFT_TO_RIGHT + printable(text, face),
            color=face.colour,
            fontproperties=_font(face),
            horizontalalignment=side,
            verticalalignment="baseline",
            parse_math=False,
            usetex=False,
            zorder=1,
        )

    def lines(self, x: float, y: float, lines: Iterable[str], face: Face) -> float:
        """Write lines under each other from `y` down; return where the last one stands, or `y` if there is none."""
        for line in lines:
            y += face.leading
            self.write(x, y, line, face)
        return y

    def block(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        from matplotlib.patches import Rectangle

        corner = (round(x), round(y))
        right, bottom = round(x + width), round(y + height)
        size = (right - corner[0], bottom - corner[1])
        self._axes.add_patch(Rectangle(corner, *size, facecolor=colour, linewidth=0, zorder=1))

    def hatch(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Hatch a rectangle; what lies under it stays in sight."""
        from matplotlib.patches import Rectangle

        area = Rectangle((round(x), round(y)), round(width), round(height), fill=False, linewidth=0, zorder=1)
        area.set(hatch="//", edgecolor=colour, hatch_linewidth=1)
        self._axes.add_patch(area)

    def width(self, text: str, face: Face) -> float:
        """Return how many pixels a line takes."""
        from matplotlib.font_manager import get_font
        from matplotlib.ft2font import LoadFlags

        font = get_font(_file(face))
        font.set_size(face.size, _DOTS)
        font.set_text(printable(text, face), flags=LoadFlags.DEFAULT)
        return font.get_width_height()[0] / _UNITS

    def shortened(self, text: str, face: Face, width: float) -> str:
        """Return a line that fits into `width`, with an ellipsis where something had to go."""
        line = printable(text, face)
        if self.width(line, face) <= width:
            return line
        return line[: self._fitting(line, face, width - self.width(_ELLIPSIS, face))].rstrip(" ,;:·–-") + _ELLIPSIS

    def wrapped(self, text: str, face: Face, width: float, most: int) -> list[str]:
        """Break a text into at most so many lines; the last one is shortened."""
        lines: list[str] = []
        rest = printable(text, face)
        while len(lines) < most - 1 and self.width(rest, face) > width:
            cut = self._fitting(rest, face, width)
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        return [*lines, self.shortened(rest, face, width)]

    def flowed(self, pieces: Iterable[str], face: Face, width: float, between: str) -> list[str]:
        """Put pieces on as few lines as they need without breaking any; a piece wider than a line is shortened."""
        lines: list[str] = []
        for piece in (self.shortened(one, face, width) for one in pieces):
            if lines and self.width(lines[-1] + between + piece, face) <= width:
                lines[-1] += between + piece
            else:
                lines.append(piece)
        return lines

    def save(self, path: Path, height: float) -> None:
        """Write the sheet down to `height` as a PNG; whoever opens `path` finds a whole picture or the one before."""
        exact = -(-round(height) // _STEP) * _STEP
        self._figure.set_size_inches(WIDTH / _DOTS, exact / _DOTS)
        self._axes.set_ylim(exact, 0)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".png", delete=False) as file:
            unfinished = Path(file.name)
            try:
                self._canvas.print_png(file, metadata={"Software": None})  # type: ignore[no-untyped-call]
                file.close()
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise

    def _fitting(self, line: str, face: Face, width: float) -> int:
        """Count the characters that fit, up to a space where there is one; never none."""
        fits = bisect_right(range(len(line) + 1), width, key=lambda count: self.width(line[:count], face)) - 1
        space = line.rfind(" ", 0, fits + 1)
        return max(space if space > 0 else fits, 1)


def printable(text: str, face: Face) -> str:
    """Return a text on one line, with a box for every letter that the typeface lacks, and without invisible marks."""
    known = _letters(_file(face))
    line = " ".join(normalize("NFC", text[:_LONGEST]).split())
    seen = (letter for letter in line if category(letter) not in ("Cc", "Cf"))
    # A sign that only changes the letter before it, such as an emoji's variant, would be a box too many.
    return "".join(
        letter if ord(letter) in known else _MISSING
        for letter in seen
        if ord(letter) in known or not category(letter).startswith("M")
    )


@cache
def _letters(file: Path) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(file).get_charmap())


def _font(face: Face) -> "FontProperties":
    """Return the typeface by its file: a search by name would depend on the machine, and warn."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(face), size=face.size)


def _file(face: Face) -> Path:
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if face.bold else "DejaVuSans.ttf")
