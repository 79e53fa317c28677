"""A document's blocks cut into sections, each of one kind: criteria, notes, glossary, steps, questions, statements."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from ingest.codes import parted
from ingest.documents import Block
from ingest.glossary import is_definition
from ingest.points import without_points
from ingest.wording import asks, is_lead_in, sentences

SectionKind = Literal["plain", "criteria", "notes", "glossary", "steps", "questions", "statements", "guidance"]

_NOTES = re.compile(r"(?i)(?:item\s+)?notes?(?: (?:on|to|for) .*)?$")
_GLOSSARY = re.compile(r"(?i)glossary\b|(?:key|defined) terms\b|definitions$|definitions of\b|terms and definitions$")
_STEPS = re.compile(r"(?i)\bsteps?\b|\bprocedure\b|\broadmap\b|\bhow to\b|\baction plan\b|\bstages?\b")
_AGREEING = re.compile(r"(?i)\b(?:dis)?agree\b|\bstatements?\b")
_ELSEWHERE = re.compile(r"(?i)\b(?:references?|links|resources|see also|further reading|sources|contents)\b")
_LIST = ("bullet", "numbered", "bracketed", "lettered")
_LONGEST_TITLE = 12


@dataclass
class Section:
    """Blocks of one kind under the heading that opens them, if one does."""

    kind: SectionKind
    head: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    has_asked: bool = False

    @property
    def title(self) -> str:
        """The words of the heading, or nothing."""
        return self.head.text if self.head else ""


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """Cut the blocks into sections and say of each what it holds; furniture is left out."""
    content = [block for block in blocks if block.kind != "furniture"]
    sections = _cut(content)
    has_criteria = any(section.kind == "criteria" for section in sections)
    speaks_of_agreeing = any(_AGREEING.search(block.words) for block in content)
    return _with_statements([_named(section, has_criteria) for section in sections], speaks_of_agreeing)


def _cut(blocks: Sequence[Block]) -> list[Section]:
    sections = [Section("plain")]
    for place, block in enumerate(blocks):
        kind = _opening(block, blocks[place + 1 : place + 5], sections[-1])
        if kind is not None:
            sections.append(Section(kind, block if block.kind == "heading" else None))
        if kind is None or block.kind != "heading":
            sections[-1].blocks.append(block)
            sections[-1].has_asked |= _asks(block)
    return [section for section in sections if section.head or section.blocks]


def _opening(block: Block, following: Sequence[Block], current: Section) -> SectionKind | None:
    """Return the kind of section that a block opens; None when it belongs to the current one."""
    match block.kind:
        case "coded":
            return _opened_by_code(block, following, current)
        case "heading":
            return _opened_by_heading(block, following, current)
        case "numbered" if current.kind == "plain" and current.has_asked and not asks(block.words):
            return "notes" if not is_lead_in(current.blocks[-1].words) else None
        case _:
            return None


def _opened_by_code(block: Block, following: Sequence[Block], current: Section) -> SectionKind | None:
    if is_item(block, following, within_notes=current.kind == "notes"):
        return None if current.kind == "criteria" else "criteria"
    if current.kind == "notes":
        return None
    if is_note(block):
        return "notes"
    return "criteria" if current.kind != "criteria" and parted(block.label)[1] and asks(block.words) else None


def _opened_by_heading(block: Block, following: Sequence[Block], current: Section) -> SectionKind | None:
    if _NOTES.match(block.text):
        return "notes"
    if _GLOSSARY.match(block.text):
        return "glossary"
    below = next((after for after in following if after.kind != "heading"), None)
    asked = below is not None and (below.kind in ("bracketed", "lettered") or _asks(below))
    if current.kind == "criteria" and (asked or (below is not None and below.kind == "coded" and _is_category(block))):
        return None
    if current.kind == "glossary" and _names_a_term(block, following, current):
        return None
    return "plain"


def is_item(block: Block, following: Sequence[Block], *, within_notes: bool = False) -> bool:
    """Say whether a coded block is the heading of an item, by its points, its question or what comes below it."""
    if parted(block.label)[1] or not parted(block.label)[0][-1:].isdigit() or "," in block.label:
        return False
    words, points = without_points(block.words)
    if points is not None:
        return len(words) < 600
    below = following[0] if following else None
    has_parts = below is not None and (below.kind in ("lettered", "bracketed") or _asks(below))
    if within_notes or not asks(words):
        return has_parts and len(words.split()) <= _LONGEST_TITLE and not words.endswith(".")
    return len(sentences(words)) <= 2


def is_note(block: Block) -> bool:
    """Say whether a coded block explains: it is made of sentences and asks nothing."""
    return len(block.words.split()) > 4 and not asks(block.words) and block.words.endswith((".", ")", "”", ","))


def _is_category(block: Block) -> bool:
    return re.match(r"(?i)(?:category )?\d{1,2}\b", block.text) is not None


def _names_a_term(block: Block, following: Sequence[Block], current: Section) -> bool:
    """Say whether a heading within a glossary is a term over its meaning, and not the next chapter."""
    first = next((term for term in current.blocks if term.kind == "heading"), None)
    if first is not None and block.level < first.level:
        return False
    return bool(following) and following[0].kind == "paragraph" and len(block.text.split()) <= 6


def _named(section: Section, has_criteria: bool) -> Section:
    if section.kind != "plain":
        return section
    kind: SectionKind = "guidance"
    definitions = sum(map(is_definition, section.blocks))
    if definitions >= 3 and definitions * 5 >= len(section.blocks) * 4:
        kind = "glossary"
    elif not has_criteria and _is_asking(section.blocks):
        kind = "questions"
    elif _is_steps(section):
        kind = "steps"
    return replace(section, kind=kind)


def _asks(block: Block) -> bool:
    return asks(block.words) or is_lead_in(block.words)


def _is_asking(blocks: Sequence[Block]) -> bool:
    """Say whether a section is there to ask: a list of questions, a lead-in with bullets, or nothing but questions."""
    listed = any(block.kind in _LIST and asks(block.words) for block in blocks)
    led = any(is_lead_in(sentences(a.words)[-1]) and b.kind in _LIST for a, b in pairwise(blocks) if a.words)
    return listed or led or (bool(blocks) and all(all(map(asks, sentences(block.words))) for block in blocks))


def _is_steps(section: Section) -> bool:
    numbered = [block for block in section.blocks if block.kind == "numbered"]
    said = [section.title, *(block.words for block in section.blocks if block.kind == "paragraph")]
    return len(numbered) > 1 and (
        numbered[0].label.startswith("Step") or any(_STEPS.search(words) for words in said if len(words) < 300)
    )


def _with_statements(sections: list[Section], speaks_of_agreeing: bool) -> list[Section]:
    """Read lists under headings as statements, where there are several in a row or the document speaks of agreeing."""
    if any(section.kind in ("criteria", "questions") for section in sections):
        return sections
    bare = [_is_bare_list(section, speaks_of_agreeing) for section in sections]
    beside = [any(bare[max(0, place - 1) : place] + bare[place + 1 : place + 2]) for place in range(len(bare))]
    return [
        replace(section, kind="statements") if is_bare and (has_neighbour or speaks_of_agreeing) else section
        for section, is_bare, has_neighbour in zip(sections, bare, beside, strict=True)
    ]


def _is_bare_list(section: Section, speaks_of_agreeing: bool) -> bool:
    kinds = ("bullet", "numbered") if speaks_of_agreeing else ("bullet",)
    listed = len(section.blocks) > 1 and all(block.kind in kinds for block in section.blocks)
    return section.kind == "guidance" and section.head is not None and listed and not _ELSEWHERE.search(section.title)
