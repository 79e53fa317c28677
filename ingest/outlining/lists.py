"""Lists under headings: groups of questions, and components of statements."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Block
from ingest.outlining.cuts import Section
from ingest.outlining.drafts import Asked, Draft, DraftItem, DraftNote, DraftPart, Stated
from ingest.outlining.guidance import read_guidance
from ingest.outlining.itemheads import completes, is_own_question
from ingest.outlining.openings import is_asking
from ingest.outlining.questioning import Questioning
from ingest.outlining.surveys import stated_in, without_boxes
from ingest.printed.furniture import without_pointers
from ingest.printed.points import without_points
from ingest.printed.rows import is_head_of_boxes
from ingest.printed.tracing import Trace
from ingest.printed.wording import asks, invites, is_lead_in, sentences, title_and_question

_UNDER = re.compile(
    r"(?i)(?:under|questions (?:on|about)|(?:category|chapter|section|part) \w+\s?[:.–—-]"
    r"|\d{1,2}[.):]?|[A-Ha-h][.):])\s+(?=\w)"
)
_NUMBERED = re.compile(r"(?i)(?:category|criterion)\s+(\d{1,2})\b|(\d{1,2})\b")
_CHAPTER = re.compile(r"(?i)\b(?:questions|criteria|items|examples)\b.{0,40}\b(?:under|on|about)\s+(.{3,80}?)\s*:$")
UNCODED = "C"


def read_questions(section: Section, draft: Draft, title: str) -> None:
    """Take a heading and the questions below it as a group, numbered in the order of the document."""
    group = _Group(section, draft, title)
    for block in section.blocks:
        group.take(block)
    group.close()


class _Group:
    """Takes the blocks below a heading: questions, what explains them, and paragraphs that open another group."""

    def __init__(self, section: Section, draft: Draft, title: str) -> None:
        self._draft = draft
        self._explained: list[Block] = []
        self._open(group_item(section, title), group_question(section, draft))

    def _open(self, item: DraftItem, question: Asked | None) -> None:
        self._item, self._asking = item, Questioning(self._draft.text)
        item.question = question

    def take(self, block: Block) -> None:
        """Take one block for what it is."""
        if not self._asking.asked and completes(self._item, block):
            return
        asked = is_asking(block)
        if block.noted:
            place = (block.start, block.end)
            self._draft.notes.append(DraftNote((), block.words, block.line, place))
        elif block.kind == "paragraph":
            self._paragraph(block)
        elif block.kind != "heading" and (self._asking.takes(block) or asked):
            self._asking.bullet(block)
        else:
            if block.kind == "bullet":
                said = f"The bullet at line {block.line} has no lead-in; it was read as guidance."
                self._draft.warnings.append(said)
            self._explained.append(block)

    def _paragraph(self, block: Block) -> None:
        title, question = title_and_question(block.words)
        said = sentences(question)
        if not any(invites(sentence) or is_lead_in(sentence) for sentence in said):
            self._explained.append(block)
            return
        if title and len(said) > 1 and not asks(title):
            self._close_item()
            self._open(DraftItem("", title, block.line, coded=False), None)
        for left in self._asking.paragraph(replace(block, title="", text=question if title else block.words)):
            self._explained.append(replace(block, kind="paragraph", title="", text=left))

    def _close_item(self) -> None:
        item, asking = self._item, self._asking
        if asking.unfinished:
            self._draft.warnings.append(f"A question under “{item.title}” at line {item.line} is not finished.")
        if asking.asked:
            item.direct.append(DraftPart(item.code, item.title, item.line, asked=asking.asked))
            self._draft.items.append(item)

    def close(self) -> None:
        """Keep the last group, and what explains."""
        self._close_item()
        read_guidance(self._explained, self._draft)


def read_statements(section: Section, draft: Draft, title: str) -> None:
    """Take a heading and the list below it as a component with its statements."""
    listed, others = stated_in(section)
    item = group_item(section, title)
    part = DraftPart(item.code, item.title, item.line)
    for block in listed:
        if text := without_boxes(without_pointers(block.words)):
            part.stated.append(Stated(text, (block.start, block.end)))
    explained = (block for block in others if not completes(item, block) and not is_head_of_boxes(block.words))
    read_guidance(explained, draft)
    if not part.stated:
        return
    item.direct.append(part)
    draft.items.append(item)
    if section.head and len(section.head.heading) > 1:
        draft.categories.setdefault(UNCODED, section.head.heading[-1])


def group_item(section: Section, title: str) -> DraftItem:
    """Open the item of a section without codes: its title and points, and its number where the document prints one."""
    words, points = without_points(section.title)
    name, _ = title_and_question(group_title(words)) if words.endswith("?") else (group_title(words), "")
    line = section.head.line if section.head else section.blocks[0].line
    return DraftItem(_printed_number(section), name or group_title(words) or title, line, points, coded=False)


def group_question(section: Section, draft: Draft) -> Asked | None:
    """Return the question that a heading asks behind its title: "Leadership: How do leaders lead?"."""
    words, _ = without_points(section.title)
    title, question = title_and_question(group_title(words))
    if section.head is None or not title or not is_own_question(question):
        return None
    place = Trace(draft.text, section.head.start, section.head.end).place(question)
    return Asked(question, 1, place)


def chapter_named(blocks: Sequence[Block], draft: Draft) -> list[Block]:
    """Take the title of the chapter from a line such as "some questions under …:", and return the other blocks."""
    others = []
    for block in blocks:
        named = _CHAPTER.search(block.words) if block.kind == "paragraph" and len(block.words) < 200 else None
        if named:
            draft.categories.setdefault(UNCODED, named[1])
        else:
            others.append(block)
    return others


def group_title(heading: str) -> str:
    """Return what a heading says a group is about: "Under customer support" → "Customer support"."""
    title = _UNDER.sub("", heading, count=1).strip(" :–—-") if _UNDER.match(heading) else heading.strip(" :")
    return title[:1].upper() + title[1:]


def _printed_number(section: Section) -> str:
    """Return the number that a category has in print, or that its questions begin with; else nothing."""
    codes = {block.label.partition(".")[0] for block in section.blocks if "." in block.label}
    if len(codes) == 1:
        return codes.pop()
    if section.head is not None and section.head.kind == "coded":
        return section.head.label
    words, points = without_points(section.title)
    number = _NUMBERED.match(words)
    if number is None:
        return ""
    return number[1] or (number[2] if points is not None else "")
