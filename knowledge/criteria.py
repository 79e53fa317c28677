"""The words of an assessment as frozen types: framework, item, area, part, question, statement, note, step, term.

No file is read here; `catalogue` does that.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator


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


class Statement(Words):
    """One sentence to agree or disagree with."""

    code: str
    text: str


class Part(Words):
    """The numbered requirement such as `3.2a(1)`; an area or item without numbers has one part with its own code."""

    code: str
    title: str
    questions: tuple[Question, ...] = ()
    statements: tuple[Statement, ...] = ()

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


class Step(Words):
    """One step of a way to work, with its sub-points."""

    code: str
    text: str
    points: tuple[str, ...] = ()


class Term(Words):
    """A word that the framework uses in its own sense."""

    name: str
    text: str
    also: tuple[str, ...] = ()


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
    # Codes of the edition that this file does not ask but that its notes may speak of.
    elsewhere: tuple[str, ...] = ()

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

    def lineage(self, code: str) -> tuple[str, ...]:
        """Return the codes from the item down to `code` itself; empty when the framework has no such code."""
        return self._lineages.get(code, ())

    def notes_on(self, code: str) -> tuple[Note, ...]:
        """Return the notes that explain `code`, the nearest first: its own, its part's, its area's, its item's."""
        return tuple(note for ancestor in reversed(self.lineage(code)) for note in self.notes if ancestor in note.about)


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
