"""What is being understood of a document, piece by piece, each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.printed.tracing import Place


@dataclass(frozen=True)
class Asked:
    """One single question; the bullets of one lead-in share a sentence."""

    text: str
    sentence: int
    place: Place


@dataclass(frozen=True)
class Stated:
    """One statement to agree with."""

    text: str
    place: Place


@dataclass
class DraftPart:
    """What carries questions or statements."""

    code: str
    title: str
    line: int
    asked: list[Asked] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)


@dataclass
class DraftArea:
    """A lettered area."""

    code: str
    title: str
    parts: list[DraftPart] = field(default_factory=list)


@dataclass
class DraftItem:
    """An item, a group of questions or a component."""

    code: str
    title: str
    line: int
    points: int | None = None
    question: Asked | None = None
    areas: list[DraftArea] = field(default_factory=list)
    direct: list[DraftPart] = field(default_factory=list)
    # A group or component without a code of its own gets its number when all of them are known.
    coded: bool = True

    @property
    def parts(self) -> Iterator[DraftPart]:
        """All parts, those of the areas first."""
        for area in self.areas:
            yield from area.parts
        yield from self.direct


@dataclass(frozen=True)
class DraftNote:
    """A note; without codes it is tied to what it speaks of when all pieces are known."""

    about: tuple[str, ...]
    text: str
    line: int
    place: Place
    complete: bool = True


@dataclass(frozen=True)
class DraftStep:
    """A numbered step with its sub-points."""

    number: int
    text: str
    points: tuple[str, ...]
    line: int
    place: Place


@dataclass(frozen=True)
class DraftTerm:
    """A term and its meaning."""

    name: str
    text: str
    also: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Guidance:
    """Text that explains and asks nothing, under its headings."""

    heading: tuple[str, ...]
    text: str
    place: Place
    complete: bool = True


@dataclass
class Draft:
    """All that was understood, in the order of the document; `text` is the document's, which the places are in."""

    text: str
    items: list[DraftItem] = field(default_factory=list)
    notes: list[DraftNote] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    step_numbers: set[int] = field(default_factory=set)
    terms: list[DraftTerm] = field(default_factory=list)
    term_names: set[str] = field(default_factory=set)
    guidance: list[Guidance] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # Titles of categories by code, as far as the document names them; "C" is the one of uncoded groups.
    categories: dict[str, str] = field(default_factory=dict)
