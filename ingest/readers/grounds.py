"""What lies behind the letters of a PDF page, its paper, colours and pictures, and whether they show on it."""

from dataclasses import dataclass, field

from ingest.readers.planes import EVERYWHERE, Box, Point, around, within


@dataclass
class Grounds:
    """Takes outlines as they are drawn; `paper` is the part of the page that is shown."""

    paper: Box = EVERYWHERE
    _covered: list[Box] = field(default_factory=list)
    _outline: list[Point] = field(default_factory=list)

    def outline(self, *points: Point) -> None:
        """Go on with the outline that is being drawn."""
        self._outline += points

    def close(self, *, is_coloured: bool) -> None:
        """End the outline; what it holds is a ground if it is filled with a colour other than white."""
        if self._outline and is_coloured:
            self.cover(around(self._outline))
        self._outline = []

    def cover(self, box: Box) -> None:
        """Take an area as a ground."""
        self._covered.append(box)

    def shows(self, point: Point, *, leaves_ink: bool) -> bool:
        """Say whether letters at a point can be seen: white or invisible ones only on a ground.

        A scanned page has its picture as the ground, and invisible letters over it that were read from it.
        """
        return within(point, self.paper) and (leaves_ink or any(within(point, box) for box in self._covered))
