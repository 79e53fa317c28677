"""The pure rules of scoring: bands, dimensions, depth caps, the agreement scale, and percent to points.

All texts are Howwell's own. They follow what is known of the Baldrige scoring guidelines and have not been compared
with a booklet, so nothing here may be presented as official; each rule's docstring says where it comes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.criteria import Depth

STEP = 5  # Percents are given in steps of five.


@dataclass(frozen=True)
class Band:
    """One of the six ranges of percents that a rating chooses first.

    `name` is short enough for a button; `plain` says what the band means for a process, as a respondent sees it.
    """

    low: int
    high: int
    name: str
    plain: str

    @property
    def range(self) -> str:
        """The range as it is shown, e.g. `30–45 %`."""
        return f"{self.low}–{self.high} %"

    @property
    def label(self) -> str:
        """Range and name for a button, e.g. `0–5 %: by chance`."""
        return f"{self.range}: {self.name}"

    @property
    def percents(self) -> tuple[int, ...]:
        """The percents that may be given inside the band, the lowest first."""
        return tuple(range(self.low, self.high + STEP, STEP))


# The ranges are those of the process and results guidelines, the same for both; names and plain lines are ours.
BANDS = (
    Band(0, 5, "by chance", "It depends on the person and the day; there is no agreed way of doing it."),
    Band(10, 25, "beginning", "We are starting to do it in an agreed way, but most teams are not there yet."),
    Band(
        30,
        45,
        "works for the basics",
        "An agreed way works for the main point; some teams are still starting, and we have begun to improve it.",
    ),
    Band(
        50,
        65,
        "works widely",
        "Our way is used nearly everywhere, and we improve it regularly from what facts tell us.",
    ),
    Band(
        70,
        85,
        "steadily refined",
        "Our way also covers the details, no important place is left out, and we keep refining and sharing it.",
    ),
    Band(
        90,
        100,
        "role model",
        "Our way covers everything that is asked, is used everywhere, and keeps bringing up new ideas.",
    ),
)


@dataclass(frozen=True)
class Dimension:
    """One side from which a process or a result is judged, with what it looks like in each band, the lowest first."""

    name: str
    question: str
    texts: tuple[str, str, str, str, str, str]

    def text(self, band: Band) -> str:
        """Return what this dimension looks like in `band`."""
        return self.texts[BANDS.index(band)]


# Approach, deployment, learning, integration: after the guidelines' wording of 2008 to 2010, believed to be the same
# in 2021–22 (from memory).
PROCESS = (
    Dimension(
        "approach",
        "Which methods are used, do they suit the question and the organisation, and do they work every time?",
        (
            "No method can be seen; there are only stories about single cases.",
            "A method for the item's basic question is taking its first shape.",
            "A method that works and can be repeated answers the item's basic question.",
            "Methods that work and can be repeated answer the overall questions of the item.",
            "Methods that work and can be repeated answer the item's multiple questions.",
            "Methods that work and can be repeated answer the item's multiple questions in full.",
        ),
    ),
    Dimension(
        "deployment",
        "Is the method used wherever it matters, in the same way, by everyone who should use it?",
        (
            "Hardly anyone works by the method, if there is one.",
            "Most teams have only just started to use it, and that keeps results down.",
            "It is in use, although some teams are still at the start.",
            "It is used in most places, although more firmly in some than in others.",
            "It is used in most places, and none that is important is missing.",
            "It is used everywhere, and no weak spot can be found.",
        ),
    ),
    Dimension(
        "learning",
        "Is the method checked and improved again and again, with new ideas, and is what proves good shared?",
        (
            "Something changes only when trouble has come up.",
            "People are taking the first steps from putting out fires to improving on purpose.",
            "Checking and improving the key processes in an orderly way has started.",
            "Facts drive regular improvement; some new ideas and good practice are taken up and shared.",
            "Improving, innovating and sharing belong to running the work, and analysis led to the latest refinements.",
            "Learning and innovation can be seen all over the organisation and rest on analysis.",
        ),
    ),
    Dimension(
        "integration",
        "Does the method serve what the organisation needs, and work together with its other processes and plans?",
        (
            "Each team goes its own way.",
            "Teams act together mostly when they have a problem to solve jointly.",
            "The method is being connected with the basic needs of the organisation.",
            "The method serves the organisation's overall needs, as its profile and other items name them.",
            "The method is joined up with what the organisation needs today and will need tomorrow.",
            "The method is joined up, without a gap, with what the organisation needs today and will need tomorrow.",
        ),
    ),
)

# Levels, trends, comparisons, integration: after the guidelines of 2005–06; for 2021–22 from memory.
RESULTS = (
    Dimension(
        "levels",
        "Where does the figure stand now, on a scale that means something?",
        (
            "No figures are given, or they are poor.",
            "A few figures are given, and the first of them are good for the basic question.",
            "Figures are good for the item's basic question.",
            "Figures are good for the overall questions of the item.",
            "Figures are good to excellent for the item's multiple questions.",
            "Figures are excellent for the item's multiple questions in full.",
        ),
    ),
    Dimension(
        "trends",
        "Where has the figure been going over at least three points in time, and in how many areas?",
        (
            "No trend can be seen, or most of them point the wrong way.",
            "Some trends can be seen, and a few of them point the wrong way.",
            "Some trends can be seen, and most of them point the right way.",
            "Trends point the right way in areas that are important to the organisation.",
            "In most of the important areas, good trends have lasted.",
            "In all of the important areas, good trends have lasted.",
        ),
    ),
    Dimension(
        "comparisons",
        "How does the figure stand beside those of competitors or the best in the field?",
        (
            "Nothing is compared.",
            "Little or nothing is compared.",
            "Comparing has started.",
            "Some figures are compared, and part of them stand up well.",
            "Many or most figures are compared, and in some areas the organisation leads.",
            "In many areas the organisation leads its industry or is what others compare themselves with.",
        ),
    ),
    Dimension(
        "integration",
        "Do the figures cover what the profile and the processes call important, and show it by segment?",
        (
            "Nothing is shown for the areas that are important.",
            "A few of the important areas are covered.",
            "Many of the important areas are covered.",
            "Most key needs of customers, markets and processes are covered.",
            "Most key needs of customers, markets, processes and action plans are covered.",
            "Key needs of customers, markets, processes and action plans are covered, and projections with them.",
        ),
    ),
)

# What was asked bounds what can be shown. This follows from the approach texts: bands up to 45 % speak of the basic
# question, 50–65 % of the overall questions, and only those from 70 % of the multiple ones.
CAPS: Mapping[Depth, int] = MappingProxyType({Depth.BASIC: 45, Depth.OVERALL: 65, Depth.MULTIPLE: 100})


@dataclass(frozen=True)
class Agreement:
    """One point of the scale on which a statement is agreed with."""

    value: int
    label: str


# Five points are usual for such surveys (from memory); the statements' own source prescribes no scale.
AGREEMENT = (
    Agreement(1, "Strongly disagree"),
    Agreement(2, "Disagree"),
    Agreement(3, "Neither"),
    Agreement(4, "Agree"),
    Agreement(5, "Strongly agree"),
)


def band_of(percent: int) -> Band:
    """Return the band of a percent; raises ValueError where it is no step of five from 0 to 100."""
    for band in BANDS:
        if percent in band.percents:
            return band
    raise ValueError(f"{percent} % is in no band; give a multiple of {STEP} from 0 to 100")


def midpoint(band: Band) -> int:
    """Return the percent that stands for a band chosen by button: its middle, rounded down to a step of five.

    Our own rule: 0, 15, 35, 55, 75, 95. No band but the last has a step in its exact middle, and a choice made with
    one tap should not count for more than that middle.
    """
    return (band.low + band.high) // 2 // STEP * STEP


def capped(percent: int, depth: Depth) -> int:
    """Return `percent`, but no more than what was asked at `depth` can support."""
    return min(percent, CAPS[depth])


def points(percent: float, item_points: int) -> float:
    """Return an item's points at `percent` of its maximum, e.g. 24.75 for 55 % of 45; raises ValueError beyond 0–100.

    The usual rule of the guidelines. Maxima are multiples of five, so steps of five give quarter points, which a float
    holds exactly: sums stay exact, and rounding is left to the display.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} % cannot be scored; give a percent from 0 to 100")
    return percent * item_points / 100
