"""One framework laid over another: an owner's document wins over our wording for the same code."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from knowledge.criteria import Area, Category, Framework, Item, Note, Part

T = TypeVar("T")


def overlaid(framework: Framework, above: Framework) -> Framework:
    """Return `framework` with everything of `above` in place of what has the same code; the rest of both stays."""
    fields = {name: getattr(framework, name) for name in Framework.model_fields}
    return Framework(
        **{
            **fields,
            "categories": _merged(framework.categories, above.categories, _code, _category),
            "notes": _notes(framework.notes, above.notes),
            "steps": _merged(framework.steps, above.steps, _code),
            "terms": _merged(framework.terms, above.terms, lambda term: term.name.casefold()),
        }
    )


def _code(piece: Category | Item | Area | Part) -> str:
    return piece.code


def _merged(
    below: Iterable[T],
    above: Iterable[T],
    key: Callable[..., Hashable],
    merge: Callable[[T, T], T] = lambda _, new: new,
) -> tuple[T, ...]:
    """Keep the order of `below`; what `above` alone has comes behind it."""
    merged = {key(piece): piece for piece in below}
    for piece in above:
        merged[key(piece)] = merge(merged[key(piece)], piece) if key(piece) in merged else piece
    return tuple(merged.values())


def _notes(below: Iterable[Note], above: tuple[Note, ...]) -> tuple[Note, ...]:
    """Replace what `above` explains too; several notes on one code all stay, so they cannot be merged by code."""
    explained = {note.about for note in above}
    return (*(note for note in below if note.about not in explained), *above)


def _category(below: Category, above: Category) -> Category:
    return Category(code=below.code, title=below.title, items=_merged(below.items, above.items, _code, _item))


def _item(below: Item, above: Item) -> Item:
    return Item(
        code=below.code,
        title=above.title,
        points=below.points if above.points is None else above.points,
        question=above.question or below.question,
        areas=_merged(below.areas, above.areas, _code, _area),
        direct_parts=_merged(below.direct_parts, above.direct_parts, _code),
    )


def _area(below: Area, above: Area) -> Area:
    return Area(code=below.code, title=above.title, parts=_merged(below.parts, above.parts, _code))
