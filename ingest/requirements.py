"""Coded criteria: items with points, lettered areas, numbered parts and what they ask."""

import re
from collections.abc import Sequence

from ingest.codes import parted
from ingest.documents import Block
from ingest.drafts import Asked, Draft, DraftArea, DraftItem, DraftNote, DraftPart, Guidance
from ingest.points import without_points
from ingest.questioning import Questioning
from ingest.sections import is_item
from ingest.tracing import Trace
from ingest.wording import asks, is_lead_in, requests, title_and_question

_CATEGORY = re.compile(r"(?i)(?:category\s+)?(\d{1,2})\b[.:]?\s*(?:[–—-]\s*)?(.*)")
_NOTE = re.compile(r"Note[:.]\s+(?=\S)")
_INSTRUCTION = re.compile(
    r"(?i)in (?:your|the) (?:response|answer)s?\b.*:$|(?:please )?(?:answer|address|include answers to)\b.*:$"
)


def read_criteria(blocks: Sequence[Block], draft: Draft) -> None:
    """Take the items of a section with all that stands below them."""
    reading = _Reading(draft)
    for place, block in enumerate(blocks):
        reading.take(block, blocks[place + 1 : place + 5])
    reading.close_part()


class _Reading:
    """Goes down the blocks and knows the item, area and part it is in."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._item: DraftItem | None = None
        self._area: DraftArea | None = None
        self._part: DraftPart | None = None
        self._asking: Questioning | None = None

    def take(self, block: Block, following: Sequence[Block]) -> None:
        """Take one block for what it is at this place."""
        listed = block.kind in ("lettered", "bracketed", "numbered")
        if block.kind == "coded" and is_item(block, following):
            self._open_item(block)
        elif block.kind == "coded" and parted(block.label)[1]:
            self._open_coded(block)
        elif block.kind == "heading":
            self._heading(block)
        elif block.kind == "bullet" or (listed and self._completes_lead_in(block)):
            self._bullet(block)
        elif listed and block.label.isalpha():
            self._open_area(f"{self._inside(block).code}{block.label.lower()}", block)
        elif listed and (block.kind == "bracketed" or "?" in block.words or is_lead_in(block.words)):
            self._open_part(f"{self._above}({block.label})", block)
        else:
            self._paragraph(block)

    def _completes_lead_in(self, block: Block) -> bool:
        """Say whether "(a) …" is a bullet of the open lead-in and not the next area, which has a title."""
        waits = self._asking is not None and self._asking.is_open
        return waits and block.label.isalpha() and (block.kind == "bracketed" or block.words[:1].islower())

    @property
    def _above(self) -> str:
        return self._area.code if self._area else self._item.code if self._item else ""

    def _inside(self, block: Block) -> DraftItem:
        """Return the item we are in; codes without one above them open an item of their own."""
        if self._item is None:
            code = parted(block.label)[0] if block.kind == "coded" else "1"
            self._item = DraftItem(code, f"Item {code}", block.line)
            self._draft.items.append(self._item)
            self._draft.warnings.append(f"Line {block.line} belongs to item {code}, whose heading is missing.")
        return self._item

    def _heading(self, block: Block) -> None:
        category = _CATEGORY.fullmatch(block.text)
        if category and category[2]:
            self._draft.categories.setdefault(category[1], without_points(category[2])[0])

    def _open_item(self, block: Block) -> None:
        self.close_part()
        words, points = without_points(block.words)
        title, question = title_and_question(words)
        if block.title and question:
            title = without_points(block.title)[0].rstrip(":")
        item = DraftItem(block.label, title or f"Item {block.label}", block.line, points)
        if question:
            place = Trace(self._draft.text, block.start, block.end).place(question)
            item.question = Asked(question, 1, place)
        self._item, self._area = item, None
        self._draft.items.append(item)

    def _open_coded(self, block: Block) -> None:
        """Open an area or part that is printed with its whole code."""
        code, letter, number = parted(block.label)
        if self._item is None or self._item.code != code:
            self.close_part()
            self._item = self._area = None
            self._inside(block)
        if not number:
            self._open_area(f"{code}{letter}", block)
            return
        if self._area is None or self._area.code != f"{code}{letter}":
            self._new_area(f"{code}{letter}", "")
        self._open_part(block.label, block)

    def _open_area(self, code: str, block: Block) -> None:
        self._inside(block)
        self.close_part()
        title, question = _titled(block)
        area = self._new_area(code, title)
        if question:
            self._part = DraftPart(code, area.title, block.line)
            self._ask().paragraph(_about(block, question))

    def _new_area(self, code: str, title: str) -> DraftArea:
        area = DraftArea(code, title or (self._item.title if self._item else code))
        if self._item:
            self._item.areas.append(area)
        self._area = area
        return area

    def _open_part(self, code: str, block: Block) -> None:
        item = self._inside(block)
        self.close_part()
        title, question = _titled(block)
        if not code.startswith(item.code):
            code = f"{item.code}{code}"
        above = self._area.title if self._area else item.title
        self._part = DraftPart(code, title or above, block.line)
        if question:
            self._ask().paragraph(_about(block, question))

    def _bullet(self, block: Block) -> None:
        asking = self._asking
        if asking is None and asks(block.words):
            asking = self._ask_here(block)
        if asking is None or (not asking.is_open and not asks(block.words)):
            self._draft.warnings.append(f"The bullet at line {block.line} has no lead-in; it was read as guidance.")
            self._explain(block, block.words)
            return
        for rest in asking.bullet(block):
            self._explain(block, rest)

    def _paragraph(self, block: Block) -> None:
        if _INSTRUCTION.match(block.words) and not is_lead_in(block.words):
            return
        if (note := _NOTE.match(block.words)) and self._above:
            place = (block.start, block.end)
            self._draft.notes.append(DraftNote((self._above,), block.words[note.end() :], block.line, place))
            return
        if not is_lead_in(block.words) and "?" not in block.words and not requests(block.words):
            self._explain(block, block.words)
            return
        item = self._inside(block)
        if (
            item.question is None
            and not item.areas
            and not item.direct
            and self._part is None
            and self._is_basic(block)
        ):
            item.question = Asked(block.words, 1, (block.start, block.end))
            return
        left = self._ask_here(block).paragraph(block)
        if left:
            self._explain(block, " ".join(left))

    def _is_basic(self, block: Block) -> bool:
        """Say whether a question right below an item's heading is the item's own: one sentence, set under a title."""
        return block.words.count("?") == 1 and asks(block.words)

    def _ask_here(self, block: Block) -> Questioning:
        """Return the open part's questioning; an area or item without numbers has one part of its own code."""
        if self._part is None:
            item = self._inside(block)
            code, title = (self._area.code, self._area.title) if self._area else (item.code, item.title)
            self._part = DraftPart(code, title, block.line)
        return self._ask()

    def _ask(self) -> Questioning:
        if self._asking is None:
            self._asking = Questioning(self._draft.text)
        return self._asking

    def _explain(self, block: Block, words: str) -> None:
        place = Trace(self._draft.text, block.start, block.end).place(words)
        self._draft.guidance.append(Guidance(block.heading, words, place))

    def close_part(self) -> None:
        """Give the open part what it asks, and put it into its area or item."""
        part, asking = self._part, self._asking
        self._part = self._asking = None
        if part is None or self._item is None:
            return
        if asking is None or not asking.asked:
            self._draft.warnings.append(f"Part {part.code} at line {part.line} asks nothing; it was left out.")
            return
        if asking.unfinished:
            self._draft.warnings.append(f"A question of part {part.code} at line {part.line} is not finished.")
        part.asked.extend(asking.asked)
        (self._area.parts if self._area else self._item.direct).append(part)


def _titled(block: Block) -> tuple[str, str]:
    """Return title and questions of an area or part; what is set off at its head is the title."""
    if block.title and (not block.text or "?" in block.text or is_lead_in(block.text) or requests(block.text)):
        return without_points(block.title)[0].rstrip(" .:–—-"), block.text
    words, _ = without_points(block.words)
    return title_and_question(words)


def _about(block: Block, text: str) -> Block:
    return Block(block.kind, text, block.heading, block.start, block.end, block.line, block.label)
