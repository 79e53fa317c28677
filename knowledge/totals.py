"""What a sum of points says: the eight bands of the total, of the process items and of the results items.

The limits are from memory and have not been compared with a booklet; names and meanings are Howwell's own. Nothing here
may be presented as official.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TotalBand:
    """One of the eight ranges in which a sum of points is read."""

    number: int
    low: int
    high: int
    name: str
    meaning: str

    @property
    def range(self) -> str:
        """The range as it is shown, e.g. `276–375`; from 1,000 on with its comma."""
        return f"{self.low:,}–{self.high:,}"


_NAMES = (
    ("starting", "Methods are beginning, and there are many gaps."),
    ("early", "There are methods for the basics, without much spread."),
    ("taking shape", "The basics are in use, and first results can be seen."),
    ("steady", "The overall questions are answered, and improvement begins."),
    ("well run", "Facts drive improvement, and trends are good."),
    ("leading in its field", "Comparisons with others are good."),
    ("benchmark in many areas", "Others measure themselves against it in many areas."),
    ("role model", "It keeps innovating everywhere."),
)


def _bands(*highest: int) -> tuple[TotalBand, ...]:
    lowest = (0, *(high + 1 for high in highest))
    limits = zip(lowest, highest, _NAMES, strict=False)
    return tuple(TotalBand(number, low, high, *said) for number, (low, high, said) in enumerate(limits, 1))


# All from memory: the classic bands of the total, and those of its two halves, which took their place about 2013.
TOTAL_BANDS = _bands(275, 375, 475, 575, 675, 775, 875, 1000)
PROCESS_BANDS = _bands(150, 200, 260, 320, 370, 430, 480, 550)
RESULTS_BANDS = _bands(125, 170, 210, 255, 300, 345, 390, 450)


def total_band(points: float, bands: Sequence[TotalBand] = TOTAL_BANDS) -> TotalBand:
    """Return the band of a sum of points; raises ValueError beyond what can be reached.

    A part of a point does not lift a sum into the next band: 275.75 is in the band that ends with 275.
    """
    if not 0 <= points <= bands[-1].high:
        raise ValueError(f"{points} points are in no band; give 0 to {bands[-1].high:,}")
    return next(band for band in reversed(bands) if points >= band.low)
