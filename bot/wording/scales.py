"""How questions, ratings and durations are named, the same to everybody."""

from collections.abc import Sequence

from bot.wording import say
from knowledge.asking import Ask
from knowledge.rubric import AGREEMENT, band_of

_MINUTES = {"question": 2.0, "statement": 1 / 6}


def minutes(asks: Sequence[Ask]) -> int:
    """Return about how long answering takes, in minutes rounded to five."""
    return max(5, 5 * round(sum(_MINUTES[ask.kind] for ask in asks) / 5))


def lasting(asks: Sequence[Ask]) -> str:
    """Return the same in words: minutes up to an hour and a half, half hours up to five, whole hours beyond."""
    long = minutes(asks)
    if long <= 90:
        return f"{long} minutes"
    halves = round(long / 30) if long < 300 else 2 * round(long / 60)
    return f"{halves // 2}{'½' * (halves % 2)} hours"


def head(n: int, ask: Ask, total: int) -> str:
    """Return where a question stands and what it belongs to."""
    return say(
        "<b>{n} of {total}</b> · {title} · <i>{code}</i>", n=n, total=total, title=ask.part.title, code=ask.part.code
    )


def rating_label(ask: Ask, value: int) -> str:
    """Return how a rating is called on the scale of its question."""
    if ask.kind == "statement":
        return next(step.label for step in AGREEMENT if step.value == value)
    return band_of(value).label
