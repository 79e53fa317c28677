"""Document → outline: the framework as understood from this very document, with the place of each piece."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents import Block, Document
from ingest.outlining.assembly import PieceKind, assembled, places_of
from ingest.outlining.cuts import Section
from ingest.outlining.drafts import Draft, Guidance
from ingest.outlining.glossary import read_glossary
from ingest.outlining.guidance import read_guidance
from ingest.outlining.lists import chapter_named, read_questions, read_statements
from ingest.outlining.notes import mark_cut_end, read_notes, take_fragment, tie
from ingest.outlining.procedures import read_steps
from ingest.outlining.recognition import recognised
from ingest.outlining.requirements import Requirements
from ingest.outlining.sections import sections_of
from ingest.outlining.settling import settle
from ingest.printed.points import without_points
from ingest.printed.tracing import Place
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework

_CATEGORY = re.compile(
    r"(?i)(?:(?:category|criterion)\s+)?([1-9]\d?|P)(?:\.0)?[.:]?\s+(?:[–—:-]\s*)?((?-i:[A-Z]).{2,80})"
)


@dataclass(frozen=True)
class Outline:
    """What was understood of a document.

    `known` is the id of the framework in the catalogue that the document belongs to, if it does. `places` holds where
    each piece stands: questions, statements, items and steps by code, notes and terms by their number from 0.
    """

    framework: Framework
    known: str | None
    guidance: tuple[Guidance, ...]
    places: Mapping[tuple[PieceKind, str], Place]
    warnings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the document holds guidance only, and nothing of a framework."""
        framework = self.framework
        return not (framework.items or framework.notes or framework.steps or framework.terms)


def outlined(document: Document, catalogue: Catalogue, told: str | None = None) -> Outline:
    """Understand a document, and name the framework of the catalogue it belongs to: `told`, or what it looks like."""
    draft = drafted(document)
    framework = assembled(draft, document)
    known = catalogue[told] if told else recognised(framework, document, catalogue)
    if known is not None:
        framework = assembled(draft, document, known)
    places = places_of(draft, framework)
    return Outline(framework, known.id if known else None, tuple(draft.guidance), places, tuple(draft.warnings))


def drafted(document: Document) -> Draft:
    """Read each section of the document as what it is."""
    draft = Draft(document.text)
    blocks = _without_fragment(document, draft)
    requirements = Requirements(draft)
    for section in sections_of(blocks):
        if section.kind == "criteria":
            requirements.read(section.blocks)
        else:
            _read(section, draft, document)
    settle(draft)
    mark_cut_end(draft, len(document.text.rstrip()))
    tie(draft)
    _keep_something(document, draft)
    return draft


def _read(section: Section, draft: Draft, document: Document) -> None:
    match section.kind:
        case "notes":
            read_notes(section.blocks, draft)
        case "glossary":
            read_glossary(section.blocks, draft)
        case "questions":
            section.blocks = chapter_named(section.blocks, draft)
            read_questions(section, draft, document.title or document.name)
        case "statements":
            read_statements(section, draft, document.title or document.name)
        case "steps":
            read_steps(section, draft)
        case _:
            _name_category(section, draft)
            read_guidance(chapter_named(section.blocks, draft), draft)


def _name_category(section: Section, draft: Draft) -> None:
    """Remember a heading such as "3 Customers", which names a category of the items to come."""
    named = _CATEGORY.fullmatch(without_points(section.title)[0])
    if named:
        draft.categories.setdefault(named[1].upper(), named[2])


def _without_fragment(document: Document, draft: Draft) -> tuple[Block, ...]:
    """Set apart a beginning in mid-sentence: an incomplete note in a document of criteria, else cut guidance."""
    content = tuple(block for block in document.blocks if block.kind != "furniture")
    if not content or content[0].kind != "paragraph" or not content[0].words[:1].islower():
        return content
    first = content[0]
    if any(block.kind == "coded" for block in content):
        take_fragment(first, draft)
    else:
        draft.guidance.append(Guidance((), first.words, (first.start, first.end), complete=False))
        draft.warnings.append(f"Line {first.line} begins in the middle of a sentence.")
    return content[1:]


def _keep_something(document: Document, draft: Draft) -> None:
    """Keep the headings of a document that has nothing else: a short text must be findable too."""
    if draft.items or draft.notes or draft.steps or draft.terms or draft.guidance:
        return
    for block in document.blocks:
        if block.kind == "heading":
            draft.guidance.append(Guidance((), block.text, (block.start, block.end)))
    if not draft.guidance:
        draft.warnings.append("Nothing in this document can be quoted: it holds page furniture only.")
