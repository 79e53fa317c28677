"""The place in a framework that an answer is about, in plain facts: titles, points, and how much is asked there."""

from dataclasses import dataclass

from knowledge.criteria import Area, Item, Part
from knowledge.places import Places


@dataclass(frozen=True)
class About:
    """The place in a framework that an answer is about: a title and where it stands, as plain facts."""

    framework: str
    # How the framework is called in a sentence.
    short: str
    code: str
    title: str
    item: str
    item_title: str
    points: int | None
    # How many questions and statements lie at or below it.
    asks: int


def about(places: Places, framework: str, code: str) -> About:
    """Return what is known of a code; what it has nothing of stays empty."""
    known = places.frameworks.get(framework)
    items = known.items if known else ()
    line = known.lineage(code) if known else ()
    titles = {piece.code: piece.title for item in items for piece in _pieces(item)}
    points = {item.code: item.points for item in items}
    here = [*places.at(framework, code), *places.below(framework, code), *places.notes(framework, code)]
    title = next((titles[one] for one in reversed(line) if one in titles), here[0].title if here else "")
    above = line[0] if line else ""
    asks = sum(one.kind in ("question", "statement") for one in here)
    short = known.short if known else framework
    return About(framework, short, code, title, above, titles.get(above, ""), points.get(above), asks)


def _pieces(item: Item) -> tuple[Part | Area | Item, ...]:
    return (*item.parts, *item.areas, item)
