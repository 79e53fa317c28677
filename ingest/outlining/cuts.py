"""A document's blocks cut into sections where a heading, a code or a label opens something new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.documents import Block
from ingest.outlining.glossary import is_definition
from ingest.outlining.openings import WINDOW, is_asking, is_item, is_note, names_an_item
from ingest.printed.codes import parted
from ingest.printed.intros import announces_notes, announces_terms, is_of_scores, is_of_values, leads_elsewhere
from ingest.printed.wording import asks, is_lead_in, sentences, title_and_question

SectionKind = Literal["plain", "criteria", "notes", "glossary", "steps", "questions", "statements", "guidance"]

_CATEGORY = re.compile(r"(?i)(?:(?:category|criterion) )?(?:\d{1,2}|p)\b")
_LONGEST_TITLE = 12
_LONGEST_TERM = 6
_LEAST_WORDS_OF_NOTE = 4


@dataclass
class Section:
    """Blocks of one kind under the heading that opens them, if one does."""

    kind: SectionKind
    head: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    has_asked: bool = False
    # Opened by a label within another section, and ended by the first block without one.
    within: "Section | None" = None

    @property
    def title(self) -> str:
        """The words of the heading, or nothing."""
        return self.head.words if self.head else ""


def cut(blocks: Sequence[Block]) -> list[Section]:
    """Cut the blocks into sections; those that only a heading opens are "plain" as yet."""
    cutting = _Cutting()
    for place, block in enumerate(blocks):
        cutting.take(block, blocks[place + 1 : place + 1 + WINDOW])
    return [section for section in cutting.sections if section.head or section.blocks]


class _Cutting:
    """Goes down the blocks and knows the section it is in."""

    def __init__(self) -> None:
        self.sections = [Section("plain")]
        self._has_items = False

    def take(self, block: Block, following: Sequence[Block]) -> None:
        """Put one block into the section it belongs to, a new one where it opens one."""
        opened = self._opened(block, following)
        if opened is not None:
            self.sections.append(opened)
        self._has_items |= self.sections[-1].kind == "criteria"
        if self.sections[-1].head is not block:
            self.sections[-1].blocks.append(block)
            self.sections[-1].has_asked |= asks(block.words) or is_lead_in(block.words)

    def _opened(self, block: Block, following: Sequence[Block]) -> Section | None:
        current = self.sections[-1]
        if block.kind == "heading":
            return self._by_heading(block, following, current)
        if block.noted and not is_item(block, following):
            return self._by_note(block, current)
        if block.kind == "coded":
            return self._by_code(block, following, current)
        if current.within and not _goes_on(block, current):
            current = current.within
            back = Section(current.kind, current.head)
            return self._by_label(block, following, back) or back
        return self._by_label(block, following, current)

    def _by_note(self, block: Block, current: Section) -> Section | None:
        """Open notes; a note without a number or code stays with the area of the item that it stands in."""
        if current.kind == "notes" or (current.kind == "criteria" and block.kind == "paragraph"):
            return None
        return Section("notes", within=current)

    def _by_code(self, block: Block, following: Sequence[Block], current: Section) -> Section | None:
        lettered = bool(parted(block.label)[1])
        if is_item(block, following, within_notes=current.kind == "notes"):
            return None if current.kind == "criteria" else Section("criteria")
        asked = is_asking(block) or (not block.words.endswith(".") and any(map(is_asking, following[:2])))
        explains = is_note(block) and not _asks_under_a_title(block)
        if lettered and asked and not block.noted and current.kind != "criteria" and not explains:
            return Section("criteria")
        if current.kind == "notes":
            return None
        if explains and (self._has_items or lettered):
            return Section("notes", within=current)
        short = len(block.words.split()) <= _LONGEST_TITLE and not block.words.endswith(".")
        if current.kind != "criteria" and names_an_item(block) and short and not asks(block.words):
            return Section("plain", block)
        return None

    def _by_label(self, block: Block, following: Sequence[Block], current: Section) -> Section | None:
        if current.kind == "criteria":
            return None
        if block.kind in ("lettered", "bracketed"):
            asked = is_asking(block) or any(map(is_asking, following[:2]))
            short = len(block.words.split()) <= _LONGEST_TITLE or is_asking(block)
            belongs = self._has_items and current.kind in ("notes", "plain") and not _leads_in(current)
            return Section("criteria") if belongs and asked and short else None
        if block.kind == "numbered" and block.label == "1" and current.kind == "plain" and current.has_asked:
            said = not asks(block.words) and len(block.words.split()) >= _LEAST_WORDS_OF_NOTE
            return Section("notes", within=current) if said and not _leads_in(current) else None
        return None

    def _by_heading(self, block: Block, following: Sequence[Block], current: Section) -> Section | None:
        if announces_notes(block.text):
            return Section("notes", block)
        if announces_terms(block.text):
            return Section("glossary", block)
        if current.kind == "criteria" and not leads_elsewhere(block.text) and _stays(block, following):
            return None
        if current.kind == "glossary" and _names_a_term(block, following, current):
            return None
        return Section("plain", block)


def _goes_on(block: Block, notes: Section) -> bool:
    """Say whether a block goes on with notes that were opened by a label."""
    if block.kind in ("numbered", "bullet"):
        return not asks(block.words)
    last = notes.blocks[-1].words if notes.blocks else ""
    return block.words[:1].islower() or last.endswith(":")


def _leads_in(section: Section) -> bool:
    return bool(section.blocks) and is_lead_in(section.blocks[-1].words)


def _stays(block: Block, following: Sequence[Block]) -> bool:
    """Say whether a heading within criteria is one of theirs: a category, or a title over what is asked."""
    below = next((after for after in following if after.kind != "heading"), None)
    if below is None:
        return False
    asked = is_asking(below) or (below.kind in ("bracketed", "lettered") and any(map(is_asking, following)))
    return asked or (below.kind == "coded" and _CATEGORY.match(block.text) is not None)


def _names_a_term(block: Block, following: Sequence[Block], current: Section) -> bool:
    """Say whether a heading within a glossary is a term over its meaning, and not the next chapter."""
    terms = [term for term in current.blocks if term.kind == "heading"]
    if (
        (not terms and any(map(is_definition, current.blocks)))
        or is_of_values(block.text)
        or is_of_scores(block.text)
        or leads_elsewhere(block.text)
    ):
        return False
    if terms and (block.level < terms[0].level or _is_out_of_order(block, terms)):
        return False
    return bool(following) and following[0].kind == "paragraph" and len(block.text.split()) <= _LONGEST_TERM


def _is_out_of_order(block: Block, terms: Sequence[Block]) -> bool:
    """Say whether a glossary that has been alphabetical so far would not be so any more."""
    names = [term.text.casefold() for term in terms]
    return len(names) > 2 and names == sorted(names) and block.text.casefold() < names[-1]


def _asks_under_a_title(block: Block) -> bool:
    """Say whether a coded block reads "Comparing: How do you …? Describe …": a part, whatever it ends with."""
    title, question = title_and_question(block.words)
    return 0 < len(title.split()) <= _LONGEST_TITLE // 2 and bool(question) and asks(sentences(question)[0])
