"""Frameworks laid over one another: where two have the same code, one of them wins, and the rest of both stays."""

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Literal, TypeVar

from knowledge.criteria import (
    Area,
    Category,
    Framework,
    Item,
    Link,
    Note,
    Part,
    Question,
    Statement,
    Step,
    Term,
    Topic,
)

T = TypeVar("T")
P = TypeVar("P", Part, Note, Link, Step, Term, Topic)
Winner = Literal["above", "below"]


def overlaid(framework: Framework, above: Framework, winner: Winner = "above") -> Framework:
    """Return `framework` with everything of `above` that it lacks; for what both have, the `winner`'s wording.

    Its id, title, edition and order stay in any case, and every piece of `above` keeps its own basis.
    """
    above = _settled(above)
    fields = {name: getattr(framework, name) for name in Framework.model_fields}
    own = partial(_choice, winner=winner)
    return Framework(
        **{
            **fields,
            "categories": _merged(
                framework.categories, above.categories, _code, lambda old, new: _category(old, new, winner)
            ),
            "notes": _notes(framework.notes, above.notes, winner),
            "steps": _merged(framework.steps, above.steps, _code, own),
            "terms": _merged(framework.terms, above.terms, lambda term: term.name.casefold(), own),
            "links": _merged(framework.links, above.links, lambda link: (link.about, link.to), own),
            "topics": _merged(framework.topics, above.topics, _heading, own),
            "elsewhere": tuple(dict.fromkeys((*framework.elsewhere, *above.elsewhere))),
        }
    )


def contradicted(framework: Framework, other: Framework) -> tuple[str, ...]:
    """Return the codes of questions and statements that two frameworks word differently."""
    ours, theirs = _spellings(framework), _spellings(other)
    return tuple(code for code, text in ours.items() if theirs.get(code, text) != text)


def _spellings(framework: Framework) -> dict[str, str]:
    asked: list[Question | Statement] = [*framework.questions, *framework.statements]
    return {one.code: _spelt(one.text) for one in asked}


def _spelt(text: str) -> str:
    return " ".join(text.casefold().split())


def _settled(framework: Framework) -> Framework:
    """Return the framework with each part, note, link, step, term and topic saying itself what it rests on."""

    def settled(piece: P) -> P:
        basis = framework.basis_of(piece.code if isinstance(piece, Part) else piece)
        return piece.model_copy(update={"basis": basis})

    def item(one: Item) -> Item:
        areas = [area.model_copy(update={"parts": tuple(map(settled, area.parts))}) for area in one.areas]
        return one.model_copy(update={"areas": tuple(areas), "direct_parts": tuple(map(settled, one.direct_parts))})

    def category(one: Category) -> Category:
        return one.model_copy(update={"items": tuple(map(item, one.items))})

    lists = ("notes", "links", "steps", "terms", "topics")
    pieces = {name: tuple(map(settled, getattr(framework, name))) for name in lists}
    fields = {name: getattr(framework, name) for name in Framework.model_fields}
    # A copy would keep what the framework has worked out about its old pieces.
    return Framework(**{**fields, "categories": tuple(map(category, framework.categories)), **pieces})


def _heading(topic: Topic) -> tuple[str, str]:
    return topic.section.casefold(), topic.title.casefold()


def _code(piece: Category | Item | Area | Part) -> str:
    return piece.code


def _choice(below: T, above: T, winner: Winner) -> T:
    return above if winner == "above" else below


def _merged(
    below: Iterable[T], above: Iterable[T], key: Callable[..., Hashable], merge: Callable[[T, T], T]
) -> tuple[T, ...]:
    """Keep the order of `below`; what `above` alone has comes behind it."""
    merged = {key(piece): piece for piece in below}
    for piece in above:
        merged[key(piece)] = merge(merged[key(piece)], piece) if key(piece) in merged else piece
    return tuple(merged.values())


def _notes(below: tuple[Note, ...], above: tuple[Note, ...], winner: Winner) -> tuple[Note, ...]:
    """Leave out what the winner explains too; several notes on one code all stay, so they cannot be merged by code."""
    if winner == "above":
        explained = {note.about for note in above}
        return (*(note for note in below if note.about not in explained), *above)
    explained = {note.about for note in below}
    return (*below, *(note for note in above if note.about not in explained))


def _category(below: Category, above: Category, winner: Winner) -> Category:
    items = _merged(below.items, above.items, _code, lambda old, new: _item(old, new, winner))
    return below.model_copy(update={"items": items})


def _item(below: Item, above: Item, winner: Winner) -> Item:
    first, second = (above, below) if winner == "above" else (below, above)
    return first.model_copy(
        update={
            "basis": below.basis,
            "points": second.points if first.points is None else first.points,
            "question": first.question or second.question,
            "areas": _merged(below.areas, above.areas, _code, lambda old, new: _area(old, new, winner)),
            "direct_parts": _merged(
                below.direct_parts, above.direct_parts, _code, lambda old, new: _choice(old, new, winner)
            ),
        }
    )


def _area(below: Area, above: Area, winner: Winner) -> Area:
    parts = _merged(below.parts, above.parts, _code, lambda old, new: _choice(old, new, winner))
    return _choice(below, above, winner).model_copy(update={"parts": parts, "basis": below.basis})
