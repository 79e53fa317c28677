"""Long lists as pages of one message that is edited in place: an overview, and behind it what each line sums up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.turns import Button, Message
from bot.wording import rows

# Lines on a page of a list that does not fit on one; up to the second number it still does.
PAGE, ONE_PAGE = 15, 24
# Codes of items that stand side by side.
_SIDE_BY_SIDE = 5

_Piece = TypeVar("_Piece")


@dataclass(frozen=True)
class Section:
    """One line of an overview with the lines behind it; `data` is where its button leads if not to them."""

    code: str
    line: str
    lines: tuple[str, ...] = ()
    data: str = ""


@dataclass(frozen=True)
class _Page:
    """The lines of one page, and either the sections that it lists or the one that it is about."""

    lines: tuple[str, ...]
    lists: tuple[Section, ...] = ()
    about: Section | None = None


def listed(place: str, head: str, lines: Sequence[str], number: int, replaces: int | None = None) -> Message:
    """Show page `number` of a plain list; `place` says what is listed, as `what:assessment`."""
    return _shown(place, head, [_Page(tuple(chunk)) for chunk in _chunks(lines)], number, replaces)


def summed_up(place: str, head: str, sections: Sequence[Section], number: int, replaces: int | None = None) -> Message:
    """Show page `number` of a list by sections: first the overview, then what is behind it."""
    pages = [_Page(tuple(one.line for one in chunk), tuple(chunk)) for chunk in _chunks(sections)]
    pages += [_Page(tuple(chunk), about=one) for one in sections if one.lines for chunk in _chunks(one.lines)]
    return _shown(place, head, pages, number, replaces)


def _shown(place: str, head: str, pages: Sequence[_Page], number: int, replaces: int | None) -> Message:
    number = min(max(number, 1), len(pages))
    page = pages[number - 1]
    # The overview, and what is behind it, are turned through apart.
    beside = [n for n, one in enumerate(pages, 1) if bool(one.about) == bool(page.about)]
    if len(beside) > 1:
        colon = ":" * head.endswith(":")
        head = f"{head.removesuffix(':')} · page {beside.index(number) + 1} of {len(beside)}{colon}"
    back, on = (
        [Button(sign, f"leaf:{place}:{to}")] * (to in beside) for sign, to in (("‹", number - 1), ("›", number + 1))
    )
    up = [Button("All items", f"leaf:{place}:1")] * bool(page.about)
    first = {one.about.code: n for n, one in reversed(list(enumerate(pages, 1))) if one.about}
    jumps = [
        Button(one.code, one.data or f"leaf:{place}:{first[one.code]}") for one in page.lists if one.data or one.lines
    ]
    ways = (*rows(*jumps, width=_SIDE_BY_SIDE), *rows(*back, *up, *on, width=3))
    return Message("\n".join((head, *page.lines)), ways, replaces)


def _chunks(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """Yield the pieces of each page; there is always one page."""
    size = max(1, len(pieces)) if len(pieces) <= ONE_PAGE else PAGE
    yield from (pieces[start : start + size] for start in range(0, len(pieces) or 1, size))
