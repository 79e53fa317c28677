"""The figures of a scorecard as plain types; `scorecard` makes them."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.criteria import Depth

# More parts than this are summed up by item where they are shown.
MOST_PARTS = 20


@dataclass(frozen=True)
class PartScore:
    """One part: `value` in percent, or on the scale from 1 to 5 for statements; none where nothing was rated."""

    code: str
    title: str
    value: float | None
    spread: tuple[float, float] | None
    asked: int
    answered: int
    ratings: int
    not_sure: int
    skipped: int
    respondents: int
    points_possible: float | None
    # What the rules propose, in percent, and for how many responses they could and could not.
    proposed: float | None = None
    judged: int = 0
    unjudged: int = 0

    @property
    def points(self) -> float | None:
        """The part's points, where it has points and was rated."""
        if self.value is None or self.points_possible is None:
            return None
        return self.points_possible * self.value / 100

    @property
    def coverage(self) -> float:
        """The share of what was asked that was answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0


@dataclass(frozen=True)
class ItemScore:
    """One item (or group, or component) with its parts."""

    code: str
    title: str
    points_possible: int | None
    parts: tuple[PartScore, ...]
    # Of its category, where a framework has several.
    category: str = ""
    # Not where a framework scores with points and gives this item none.
    is_scored: bool = True

    @property
    def asked(self) -> int:
        """How many responses there would be if everybody who takes part answered everything."""
        return sum(part.asked for part in self.parts)

    @property
    def answered(self) -> int:
        """How many responses there are."""
        return sum(part.answered for part in self.parts)

    @property
    def coverage(self) -> float:
        """The share of what was asked that was answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def assessed(self) -> tuple[PartScore, ...]:
        """The parts that have a rating."""
        return tuple(part for part in self.parts if part.value is not None)

    @property
    def value(self) -> float | None:
        """The mean of the assessed parts: percent, or 1 to 5 for statements."""
        values = [part.value for part in self.parts if part.value is not None]
        return sum(values) / len(values) if values else None

    @property
    def proposed(self) -> float | None:
        """The mean of what the rules propose for the parts, in percent."""
        proposed = [part.proposed for part in self.parts if part.proposed is not None]
        return sum(proposed) / len(proposed) if proposed else None

    @property
    def points(self) -> float | None:
        """The points of the assessed parts together."""
        points = [part.points for part in self.parts if part.points is not None]
        return sum(points) if points else None

    @property
    def points_assessed(self) -> float:
        """How many of the possible points the assessed parts stand for."""
        return sum(part.points_possible or 0 for part in self.assessed)

    @property
    def spread(self) -> tuple[float, float] | None:
        """The middle half of the ratings over the item's parts, from the lowest to the highest."""
        spreads = [part.spread for part in self.parts if part.spread]
        return (min(low for low, _ in spreads), max(high for _, high in spreads)) if spreads else None


@dataclass(frozen=True)
class Missing:
    """A question that nobody has rated yet, or answered where it is not scored, with what people said who passed."""

    code: str
    title: str
    text: str
    answered: int
    skipped: int
    reasons: tuple[str, ...]
    # The code of its item.
    item: str = ""


@dataclass(frozen=True)
class Scorecard:
    """The whole picture of an assessment at one moment."""

    assessment_id: int
    title: str
    organisation: str
    framework_id: str
    framework: str
    edition: str
    instrument: str
    depth: Depth
    cap: int
    as_of: datetime
    respondents: int
    submitted: int
    # How many different questions or statements are asked.
    questions: int
    items: tuple[ItemScore, ...]
    missing: tuple[Missing, ...]

    @property
    def is_scored(self) -> bool:
        """Whether anything in it is scored."""
        return any(item.is_scored for item in self.items)

    @property
    def is_by_item(self) -> bool:
        """Whether there are too many parts for a line each, and items that sum them up."""
        return sum(len(item.parts) for item in self.items) > max(MOST_PARTS, len(self.items)) and len(self.items) > 1

    @property
    def judged(self) -> int:
        """For how many responses the rules propose something."""
        return sum(part.judged for item in self.items for part in item.parts)

    @property
    def unjudged(self) -> int:
        """For how many responses they cannot."""
        return sum(part.unjudged for item in self.items for part in item.parts)

    @property
    def asked(self) -> int:
        """How many responses there would be if everybody who takes part answered everything."""
        return sum(item.asked for item in self.items)

    @property
    def answered(self) -> int:
        """How many responses there are."""
        return sum(item.answered for item in self.items)

    @property
    def coverage(self) -> float:
        """The share of what was asked that was answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def points_possible(self) -> int | None:
        """The points of the items that were asked."""
        points = [item.points_possible for item in self.items if item.points_possible is not None]
        return sum(points) if points else None

    @property
    def points_assessed(self) -> float:
        """How many of the possible points have been assessed."""
        return sum(item.points_assessed for item in self.items)

    @property
    def points(self) -> float | None:
        """The points reached among those assessed."""
        points = [item.points for item in self.items if item.points is not None]
        return sum(points) if points else None
