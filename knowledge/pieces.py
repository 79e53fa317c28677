"""The pieces of a framework as frozen types, from the category down to the single question, and what explains them."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Known from a source that we have, or ours: from memory, or written to fill a place whose wording we do not have.
Basis = Literal["source", "interpreted"]


def _is_not_said(value: object) -> bool:
    return value is None or value == ()


# What is not said is not stored: a framework that says nothing of it keeps the hash that it had before there was such
# a field, and with it the assessments that ask it.
Said = Field(exclude_if=_is_not_said)
OwnBasis = Annotated[Basis | None, Said]


class Depth(StrEnum):
    """How far an assessment asks: the item's one question, each part's lead question, or every single question."""

    BASIC = "basic"
    OVERALL = "overall"
    MULTIPLE = "multiple"


class Words(BaseModel):
    """What every type here shares: frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Question(Words):
    """One single ask, e.g. `3.2a(1).2`."""

    code: str
    text: str
    depth: Depth = Depth.MULTIPLE
    # The printed sentence it came from, counted from 1 within its part: bullets of one lead-in share a sentence.
    sentence: int
    basis: OwnBasis = None


class Statement(Words):
    """One sentence to agree or disagree with."""

    code: str
    text: str
    basis: OwnBasis = None


class Part(Words):
    """The numbered requirement such as `3.2a(1)`; an area or item without numbers has one part with its own code."""

    code: str
    title: str
    questions: tuple[Question, ...] = ()
    statements: tuple[Statement, ...] = ()
    basis: OwnBasis = None

    @model_validator(mode="before")
    @classmethod
    def number_what_it_asks(cls, given: Any) -> Any:
        """Give each question and statement its place as code; the first question of a part leads it."""
        if not isinstance(given, dict) or "code" not in given:
            return given
        return {
            **given,
            "questions": _listed(_numbered_questions, given, "questions"),
            "statements": _listed(_numbered, given, "statements"),
        }


class Area(Words):
    """A lettered area such as `3.2a`."""

    code: str
    title: str
    parts: tuple[Part, ...] = ()
    basis: OwnBasis = None


class Item(Words):
    """What is scored: `3.2` with its points, or a group or component where a framework has no points."""

    code: str
    title: str
    points: int | None = None
    # The one question of the item at basic depth, where the framework has one.
    question: str | None = None
    areas: tuple[Area, ...] = ()
    # Parts that stand in the item without an area.
    direct_parts: tuple[Part, ...] = ()
    basis: OwnBasis = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts of the item in the order of the framework."""
        return tuple(part for area in self.areas for part in area.parts) + self.direct_parts

    @property
    def basic(self) -> Question | None:
        """The item's own question as something that can be asked."""
        return Question(code=self.code, text=self.question, depth=Depth.BASIC, sentence=1) if self.question else None


class Category(Words):
    """A chapter of the framework, e.g. 3 Customers."""

    code: str
    title: str
    items: tuple[Item, ...] = ()


class Note(Words):
    """An explanation tied to one or several codes; `complete` is false where the source was cut."""

    about: tuple[str, ...]
    text: str
    complete: bool = True
    basis: OwnBasis = None


class Link(Words):
    """Where one piece belongs together with another, e.g. a process with the results it leads to."""

    about: str
    to: str
    text: str
    basis: OwnBasis = None


class Step(Words):
    """One step of a way to work, with its sub-points."""

    code: str
    text: str
    points: tuple[str, ...] = ()
    basis: OwnBasis = None


class Term(Words):
    """A word that the framework uses in its own sense."""

    name: str
    text: str
    example: Annotated[str | None, Said] = None
    also: tuple[str, ...] = ()
    basis: OwnBasis = None


class Topic(Words):
    """Something a learner may want to read about that is no criterion: a core value, a scoring band, how to begin."""

    # The heading under which topics stand together.
    section: str
    title: str
    text: str
    also: tuple[str, ...] = ()
    basis: OwnBasis = None


def _listed(numbered: Callable[[str, Sequence[Any]], Iterator[Any]], given: dict[str, Any], name: str) -> Any:
    """Give each entry of a list its number; what is no list goes on as it is, for validation to refuse."""
    asked = given.get(name) or ()
    return tuple(numbered(str(given["code"]), asked)) if isinstance(asked, list | tuple) else asked


def _numbered_questions(part: str, given: Sequence[Any]) -> Iterator[dict[str, Any]]:
    sentence = 0
    for number, fields in enumerate(map(_fields, given), 1):
        said = fields.get("sentence")
        sentence = said if isinstance(said, int) else sentence + 1
        depth = Depth.OVERALL if number == 1 else Depth.MULTIPLE
        yield {"code": f"{part}.{number}", "depth": depth, "sentence": sentence, **fields}


def _numbered(part: str, given: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for number, fields in enumerate(map(_fields, given), 1):
        yield {"code": f"{part}.{number}", **fields}


def _fields(given: Any) -> dict[str, Any]:
    """Take a bare sentence, a mapping or a ready object as the fields of a question or statement."""
    if isinstance(given, BaseModel):
        return given.model_dump()
    return given if isinstance(given, dict) else {"text": given}
