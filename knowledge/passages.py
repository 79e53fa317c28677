"""Passages: the citable pieces of a source, and the citations that point at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Literal

from knowledge.criteria import Framework, Item, Part, Term

Kind = Literal["item", "question", "statement", "note", "step", "term", "topic", "guidance"]


class Tier(IntEnum):
    """Whose wording counts where two sources say something else about the same: the smaller number wins."""

    # Declared by its owner to be the official text.
    OFFICIAL = 0
    # Read in by the owner.
    OWNER = 1
    # The packaged library.
    LIBRARY = 2
    # Sent by a member who is not the owner: it adds, and never takes a place.
    MEMBER = 3


@dataclass(frozen=True)
class Passage:
    """One piece of a source that can be quoted whole.

    `framework` and `code` say which criterion it belongs to, where it does; `heading` is the path of headings above
    it; `start` and `end` are character offsets in the text of the source, and `page` is its page, where it has them.
    """

    id: str
    source: str
    kind: Kind
    title: str
    text: str
    framework: str | None = None
    code: str | None = None
    heading: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    complete: bool = True
    tier: int = Tier.LIBRARY
    page: int | None = None


@dataclass(frozen=True)
class Citation:
    """A numbered pointer from an answer to the passage it quotes; `quote` occurs in the passage letter by letter."""

    n: int
    passage: Passage
    quote: str


def passage_id(source: str, heading: tuple[str, ...], text: str) -> str:
    """Return a stable id: the same words at the same place of the same source always get the same one."""
    return sha256("\x1f".join((source, *heading, text)).encode()).hexdigest()[:32]


def passages_of(framework: Framework, source: str) -> tuple[Passage, ...]:
    """Return the passages of a framework along its own structure, each tied to its code."""
    found = [*_of_items(framework), *_of_rest(framework)]
    return tuple(
        Passage(
            passage_id(source, heading, text),
            source,
            kind,
            title,
            text,
            framework.id,
            code or None,
            heading,
            complete=whole,
        )
        for kind, code, title, heading, text, whole in found
    )


_Piece = tuple[Kind, str, str, tuple[str, ...], str, bool]


def _of_items(framework: Framework) -> Iterator[_Piece]:
    for category in framework.categories:
        for item in category.items:
            heading = (framework.short, f"{item.code} {item.title}")
            if item.question:
                yield "item", item.code, item.title, heading, item.question, True
            for part in item.parts:
                yield from _of_part(item, part, heading)


def _of_part(item: Item, part: Part, heading: tuple[str, ...]) -> Iterator[_Piece]:
    path = heading if part.code == item.code else (*heading, f"{part.code} {part.title}")
    for question in part.questions:
        yield "question", question.code, part.title, path, question.text, True
    for statement in part.statements:
        yield "statement", statement.code, part.title, path, statement.text, True


def _of_rest(framework: Framework) -> Iterator[_Piece]:
    for note in framework.notes:
        code = note.about[0] if note.about else ""
        yield "note", code, f"Note on {', '.join(note.about)}", (framework.short, "Notes"), note.text, note.complete
    for step in framework.steps:
        text = step.text + "".join(f"\n- {point}" for point in step.points)
        yield "step", step.code, f"Step {step.code.lstrip('S')}", (framework.short, "Steps"), text, True
    for term in framework.terms:
        yield "term", "", term.name, (framework.short, "Key terms"), _told(term), True
    for topic in framework.topics:
        yield "topic", "", topic.title, (framework.short, topic.section), topic.text, True


def _told(term: Term) -> str:
    return f"{term.text}\nFor example: {term.example}" if term.example else term.text
