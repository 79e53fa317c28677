"""Lists under headings: groups of questions, components of statements, numbered steps."""

import re
from collections.abc import Sequence

from ingest.documents import Block
from ingest.drafts import Draft, DraftItem, DraftPart, DraftStep, Guidance, Stated
from ingest.furniture import without_pointers
from ingest.guidance import read_guidance
from ingest.questioning import Questioning
from ingest.sections import Section
from ingest.wording import asks, is_lead_in

_UNDER = re.compile(
    r"(?i)(?:under|questions (?:on|about)|(?:category|chapter|section|part) \w+[:.]|\d{1,2}\.?)\s+(?=\w)"
)
_CHAPTER = re.compile(r"(?i)\b(?:questions|criteria|items|examples)\b.{0,40}\b(?:under|on|about)\s+(.{3,80}?)\s*:$")
UNCODED = "C"


def read_questions(section: Section, draft: Draft, title: str) -> None:
    """Take a heading and the questions below it as an item without points, numbered in the order of the document."""
    asking = Questioning(draft.text)
    code = str(len(draft.items) + 1)
    explained: list[Block] = []
    for block in section.blocks:
        if block.kind in ("paragraph", "coded") and not (asks(block.words) or is_lead_in(block.words)):
            explained.append(block)
        elif block.kind == "paragraph":
            asking.paragraph(block)
        elif asking.is_open or asks(block.words) or is_lead_in(block.words):
            asking.bullet(block)
        else:
            draft.warnings.append(f"The bullet at line {block.line} has no lead-in; it was read as guidance.")
            explained.append(block)
    read_guidance(explained, draft)
    name = group_title(section.title) or title
    line = section.blocks[0].line
    if asking.unfinished:
        draft.warnings.append(f"A question under “{name}” is not finished.")
    if asking.asked:
        part = DraftPart(code, name, line, asked=asking.asked)
        draft.items.append(DraftItem(code, name, line, direct=[part]))


def read_statements(section: Section, draft: Draft) -> None:
    """Take a heading and the bare list below it as a component with its statements."""
    code, name = str(len(draft.items) + 1), group_title(section.title)
    part = DraftPart(code, name, section.blocks[0].line)
    for block in section.blocks:
        if text := without_pointers(block.words):
            part.stated.append(Stated(text, (block.start, block.end)))
    if not part.stated:
        return
    draft.items.append(DraftItem(code, name, part.line, direct=[part]))
    if section.head and len(section.head.heading) > 1:
        draft.categories.setdefault(UNCODED, section.head.heading[-1])


def read_steps(section: Section, draft: Draft) -> None:
    """Take the numbered pieces as steps, bullets below one as its sub-points; the rest is guidance."""
    explained: list[Block] = []
    step: Block | None = None
    points: list[Block] = []
    for block in section.blocks:
        if block.kind == "numbered":
            _add_step(step, points, draft)
            step, points = block, []
        elif block.kind in ("bullet", "lettered", "bracketed") and step is not None:
            points.append(block)
        else:
            explained.append(block)
    _add_step(step, points, draft)
    read_guidance(explained, draft)


def _add_step(step: Block | None, points: Sequence[Block], draft: Draft) -> None:
    if step is None:
        return
    number = int(re.sub(r"\D", "", step.label) or 0)
    text = without_pointers(step.words).rstrip(":")
    place = (step.start, points[-1].end if points else step.end)
    below = tuple(without_pointers(point.words) for point in points)
    if not text:
        return
    if number in draft.step_numbers:
        draft.warnings.append(f"Step {number} at line {step.line} stands there twice; the first one was taken.")
        draft.guidance.append(Guidance(step.heading, "\n- ".join((text, *below)), place))
        return
    draft.step_numbers.add(number)
    draft.steps.append(DraftStep(number, text, below, step.line, place))


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
