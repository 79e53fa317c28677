"""What stands at the foot of the picture of a scorecard."""

from collections.abc import Iterator

from bot.wording import count
from storage.scores import Scorecard


def explanations(figures: Scorecard, most_rows: int) -> Iterator[str]:
    """Say what each mark of the picture means, and what it leaves out beyond so many rows."""
    if figures.is_by_item:
        yield "One row an item, as there are too many parts to draw."
        if figures.is_scored:
            yield "Bar: mean of the parts' medians of people's own ratings (self-rating), not an examiner's score."
            yield "Thin line: middle halves of its parts together."
        yield "n: people who answered its best answered part."
    else:
        if figures.is_scored:
            yield "Bar: median of people's own ratings (self-rating), not an examiner's score."
            yield "Thin line: middle half, from four ratings up."
        yield "n: people who answered."
    if figures.judged:
        yield "Tick: proposed by rules from the words of the responses, no rating and in no points."
    asked = "statements" if figures.instrument == "agreement" else "questions"
    yield f"Cover: share of the {asked} answered."
    yield "Not assessed is never zero." if figures.is_scored else "What has no points is not scored."
    rows = len(figures.items) if figures.is_by_item else sum(len(item.parts) for item in figures.items)
    left_out = rows - most_rows
    if left_out > 0:
        yield f"{count(left_out, 'more row is', 'more rows are')} not drawn."
