"""Pages of what does not fit into one message, turned in place."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.turns import Button

T = TypeVar("T")


def leaf(things: Sequence[T], page: int, most: int) -> tuple[Sequence[T], int, int]:
    """Return what stands on a page of at most so many, the number of the page that there is, and how many there are."""
    pages = max(1, -(-len(things) // most))
    page = min(max(page, 1), pages)
    return things[(page - 1) * most : page * most], page, pages


def turning(page: int, pages: int, data: Callable[[int], str]) -> list[Button]:
    """Return the buttons that turn the pages; `data` says what leads to a page."""
    turns = ((page - 1, "◀ Previous"), (page + 1, "More ▶"))
    return [Button(label, data(to)) for to, label in turns if 1 <= to <= pages]
