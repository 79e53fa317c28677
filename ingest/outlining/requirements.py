"""Coded criteria: items with points, lettered areas, numbered parts and what they ask."""

import re
from collections.abc import Sequence

from ingest.documents import Block
from ingest.outlining.drafts import Asked, Draft, DraftArea, DraftItem, DraftNote, DraftPart, Guidance
from ingest.outlining.itemheads import completes, is_own_question, item_of, titled, without_prefix
from ingest.outlining.openings import WINDOW, is_asking, is_item
from ingest.outlining.questioning import Questioning
from ingest.outlining.runins import parted_blocks
from ingest.printed.codes import parted
from ingest.printed.points import without_points
from ingest.printed.tracing import Trace
from ingest.printed.wording import is_lead_in

_CATEGORY = re.compile(r"(?i)(?:(?:category|criterion)\s+)?(\d{1,2}|P)\b[.:]?\s*(?:[–—:-]\s*)?(.*)")
_INSTRUCTION = re.compile(
    r"(?i)in (?:your|the) (?:response|answer)s?\b.*:$|(?:please )?(?:answer|address|include answers to)\b.*:$"
)


class Requirements:
    """Goes down the blocks of criteria and knows the item, area and part it is in, also from section to section."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._item: DraftItem | None = None
        self._area: DraftArea | None = None
        self._area_kind = ""
        self._part: DraftPart | None = None
        self._asking: Questioning | None = None

    def read(self, blocks: Sequence[Block]) -> None:
        """Take the items of a section with all that stands below them."""
        spread = [piece for block in blocks for piece in parted_blocks(block)]
        for place, block in enumerate(spread):
            self._take(block, spread[place + 1 : place + 1 + WINDOW])
        self._close_part()

    def _take(self, block: Block, following: Sequence[Block]) -> None:
        """Take one block for what it is at this place."""
        listed = block.kind in ("lettered", "bracketed", "numbered") and " " not in block.label
        if block.kind == "coded" and is_item(block, following):
            self._open_item(block)
        elif block.kind == "coded" and parted(block.label)[1]:
            self._open_coded(block)
        elif self._item is not None and self._part is None and completes(self._item, block):
            return
        elif block.kind == "heading":
            self._heading(block)
        elif block.kind == "bullet" or (listed and self._is_bullet(block)):
            self._bullet(block)
        elif listed and block.label.isalpha():
            self._open_area(f"{self._inside(block).code}{block.label.lower()}", block)
        elif listed and (block.kind == "bracketed" or is_asking(block) or self._is_title(block, following)):
            self._open_part(f"{self._above}({block.label})", block)
        else:
            self._paragraph(block)

    def _is_title(self, block: Block, following: Sequence[Block]) -> bool:
        """Say whether a numbered line is the title of a part whose questions stand below it."""
        below = following[0] if following else None
        asked = below is not None and below.kind in ("paragraph", "bullet") and is_asking(below)
        return "?" in block.words or (asked and not block.words.endswith("."))

    def _is_bullet(self, block: Block) -> bool:
        """Say whether a labelled piece completes the open lead-in, or is a letter below a part, and no next area."""
        waits = self._asking is not None and self._asking.takes(block)
        if not block.label.isalpha():
            return waits and block.words[:1].islower()
        letter, last = block.label.lower(), self._area.code[-1:] if self._area else ""
        if self._area_kind == block.kind and last and ord(letter) == ord(last) + 1 and not block.words[:1].islower():
            return False
        below_part = self._part is not None and self._part.code.endswith(")") and bool(last) and letter <= last
        return below_part or (waits and (block.kind == "bracketed" or block.words[:1].islower()))

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
            self._draft.categories.setdefault(category[1].upper(), without_points(category[2])[0])

    def _open_item(self, block: Block) -> None:
        self._close_part()
        self._item, self._area, self._area_kind = item_of(block, self._draft.text), None, ""
        self._draft.items.append(self._item)

    def _open_coded(self, block: Block) -> None:
        """Open an area or part that is printed with its whole code."""
        code, letter, number = parted(block.label)
        if self._item is None or self._item.code != code:
            self._close_part()
            self._item = self._area = None
            self._inside(block)
        if not number:
            self._open_area(f"{code}{letter}", block)
            return
        if self._area is None or self._area.code != f"{code}{letter}":
            self._close_part()
            self._new_area(f"{code}{letter}", "", block)
        self._open_part(block.label, block)

    def _open_area(self, code: str, block: Block) -> None:
        self._inside(block)
        self._close_part()
        title, question = titled(block)
        area = self._new_area(code, title, block)
        if question:
            self._part = DraftPart(code, area.title, block.line)
            self._ask_in(block, question)

    def _new_area(self, code: str, title: str, block: Block) -> DraftArea:
        area = DraftArea(code, title or (self._item.title if self._item else code))
        if self._item:
            self._item.areas.append(area)
        self._area, self._area_kind = area, block.kind
        return area

    def _open_part(self, code: str, block: Block) -> None:
        item = self._inside(block)
        self._close_part()
        title, question = titled(block)
        if not code.startswith(item.code):
            code = f"{item.code}{code}"
        above = self._area.title if self._area else item.title
        self._part = DraftPart(code, title or above, block.line)
        if question:
            self._ask_in(block, question)

    def _bullet(self, block: Block) -> None:
        asking = self._asking
        if asking is None and is_asking(block):
            asking = self._ask_here(block)
        if asking is None or not (asking.is_open or is_asking(block)):
            self._draft.warnings.append(f"The bullet at line {block.line} has no lead-in; it was read as guidance.")
            self._explain(block, block.words)
            return
        for rest in asking.bullet(block):
            self._explain(block, rest)

    def _paragraph(self, block: Block) -> None:
        if _INSTRUCTION.match(block.words) and not is_lead_in(block.words):
            return
        if block.noted and self._above:
            place = (block.start, block.end)
            self._draft.notes.append(DraftNote((self._above,), block.words, block.line, place))
            return
        if "?" not in block.words and not is_asking(block):
            self._explain(block, block.words)
            return
        item = self._inside(block)
        bare = item.question is None and not item.areas and not item.direct and self._part is None
        if bare and is_own_question(block.words):
            item.question = Asked(without_prefix(block.words), 1, (block.start, block.end))
            return
        self._ask_here(block)
        self._ask_in(block, block.words)

    def _ask_here(self, block: Block) -> Questioning:
        """Return the open part's questioning; an area or item without numbers has one part of its own code."""
        if self._part is None:
            item = self._inside(block)
            code, title = (self._area.code, self._area.title) if self._area else (item.code, item.title)
            self._part = DraftPart(code, title, block.line)
        if self._asking is None:
            self._asking = Questioning(self._draft.text)
        return self._asking

    def _ask_in(self, block: Block, words: str) -> None:
        """Take the questions of a paragraph; what asks nothing explains."""
        asked = Block(block.kind, words, block.heading, block.start, block.end, block.line, block.label)
        if left := self._ask_here(block).paragraph(asked):
            self._explain(block, " ".join(left))

    def _explain(self, block: Block, words: str) -> None:
        if not words:
            return
        place = Trace(self._draft.text, block.start, block.end).place(words)
        self._draft.guidance.append(Guidance(block.heading, words, place))

    def _close_part(self) -> None:
        """Give the open part what it asks, and put it into its area or item."""
        part, asking = self._part, self._asking
        self._part = self._asking = None
        if part is None or self._item is None:
            return
        unfinished = asking is not None and asking.unfinished
        if asking is None or not asking.asked:
            self._draft.warnings.append(f"Part {part.code} at line {part.line} asks nothing; it was left out.")
            return
        if unfinished:
            self._draft.warnings.append(f"A question of part {part.code} at line {part.line} is not finished.")
        part.asked.extend(asking.asked)
        (self._area.parts if self._area else self._item.direct).append(part)
