"""A framework: a set of criteria in one edition and sector, made of `pieces`.

No file is read here; `catalogue` does that.
"""

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.pieces import (
    Area,
    Basis,
    Category,
    Depth,
    Item,
    Link,
    Note,
    Part,
    Question,
    Said,
    Statement,
    Step,
    Term,
    Topic,
    Words,
)

__all__ = [
    "Area",
    "Basis",
    "Category",
    "Depth",
    "Framework",
    "Item",
    "Link",
    "Note",
    "Part",
    "Question",
    "Statement",
    "Step",
    "Term",
    "Topic",
    "Words",
]


class Framework(Words):
    """A set of criteria in one edition and sector."""

    id: str
    title: str
    # How the framework is called in a sentence or a citation, e.g. "Business 2021–22".
    short: str
    edition: str
    sector: str
    source: str
    # Says whose words these are and that they are not the official text.
    notice: str
    instrument: Literal["questions", "agreement"] = "questions"
    # The points of all items together, where the framework scores with points.
    points: int | None = None
    aliases: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()
    terms: tuple[Term, ...] = ()
    # Codes of the edition that this file does not ask but that its notes and links may speak of.
    elsewhere: tuple[str, ...] = ()
    links: Annotated[tuple[Link, ...], Said] = ()
    topics: Annotated[tuple[Topic, ...], Said] = ()
    # What holds where a piece and all above it say nothing.
    basis: Basis = Field(default="interpreted", exclude_if=lambda basis: basis == "interpreted")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for category in self.categories for item in category.items)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts in order."""
        return tuple(part for item in self.items for part in item.parts)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All single questions in order, without the items' basic questions."""
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in order."""
        return tuple(statement for part in self.parts for statement in part.statements)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the whole content: an assessment is tied to exactly this wording."""
        return sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def _lineages(self) -> dict[str, tuple[str, ...]]:
        return {lineage[-1]: lineage for lineage in _lineages(self)}

    @cached_property
    def _bases(self) -> dict[str, Basis]:
        areas = [area for item in self.items for area in item.areas]
        # An area without numbers shares its code with its one part, which has the last word.
        pieces: list[Item | Area | Part | Question | Statement | Step] = [*self.items, *areas, *self.parts]
        pieces += [*self.questions, *self.statements, *self.steps]
        return {piece.code: piece.basis for piece in pieces if piece.basis}

    def lineage(self, code: str) -> tuple[str, ...]:
        """Return the codes from the item down to `code` itself; empty when the framework has no such code."""
        return self._lineages.get(code, ())

    def notes_on(self, code: str) -> tuple[Note, ...]:
        """Return the notes that explain `code`, the nearest first: its own, its part's, its area's, its item's."""
        return tuple(note for ancestor in reversed(self.lineage(code)) for note in self.notes if ancestor in note.about)

    def basis_of(self, one: str | Note | Link | Step | Term | Topic) -> Basis:
        """Return what a piece rests on, by its code or as it is: what it says itself, or else what is above it."""
        if not isinstance(one, str):
            return one.basis or self.basis
        nearest_first = reversed(self.lineage(one) or (one,))
        return next((self._bases[code] for code in nearest_first if code in self._bases), self.basis)

    def only(self, codes: Collection[str]) -> "Framework":
        """Return the framework with these items or categories alone; raises ValueError for a code it does not have.

        Its points are the sum of what remains, 0 where only unscored items do. Notes, links and terms stay where they
        speak of something that does, and what they mention beyond it goes to `elsewhere`.
        """
        unknown = {*codes} - {category.code for category in self.categories} - {item.code for item in self.items}
        if unknown or not codes:
            raise ValueError(f"{self.id} has no item or category {', '.join(sorted(unknown)) or 'without a code'}")
        kept = Framework(**{**_fields(self), "categories": tuple(_categories_of(self, codes)), "elsewhere": ()})
        notes = tuple(note for note in self.notes if any(map(kept.lineage, note.about)))
        links = tuple(link for link in self.links if kept.lineage(link.about) or kept.lineage(link.to))
        terms = tuple(_terms_said(self.terms, kept, notes))
        mentioned = [code for note in notes for code in note.about] + [c for one in links for c in (one.about, one.to)]
        elsewhere = tuple(dict.fromkeys(code for code in mentioned if not kept.lineage(code)))
        points = None if self.points is None else sum(item.points or 0 for item in kept.items)
        changed = {"points": points, "notes": notes, "links": links, "terms": terms, "elsewhere": elsewhere}
        return Framework(**{**_fields(kept), **changed})


def _fields(framework: Framework) -> dict[str, Any]:
    return {name: getattr(framework, name) for name in Framework.model_fields}


def _categories_of(framework: Framework, codes: Collection[str]) -> Iterator[Category]:
    for category in framework.categories:
        items = tuple(item for item in category.items if item.code in codes or category.code in codes)
        if items:
            yield category.model_copy(update={"items": items})


def _terms_said(terms: Collection[Term], kept: Framework, notes: Collection[Note]) -> Iterator[Term]:
    asked = [item.question or "" for item in kept.items] + [question.text for question in kept.questions]
    stated = [statement.text for statement in kept.statements] + [note.text for note in notes]
    said = _plain(" ".join(asked + stated))
    for term in terms:
        if any(_plain(name) in said for name in (term.name, *term.also)):
            yield term


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def _lineages(framework: Framework) -> Iterator[tuple[str, ...]]:
    for item in framework.items:
        yield (item.code,)
        for area in item.areas:
            yield (item.code, area.code)
            for part in area.parts:
                yield from _part_lineages((item.code, area.code), part)
        for part in item.direct_parts:
            yield from _part_lineages((item.code,), part)


def _part_lineages(above: tuple[str, ...], part: Part) -> Iterator[tuple[str, ...]]:
    # An area or item without numbers has one part of its own code: it stands once in the line.
    own = above if above[-1] == part.code else (*above, part.code)
    yield own
    for question in part.questions:
        yield (*own, question.code)
    for statement in part.statements:
        yield (*own, statement.code)
