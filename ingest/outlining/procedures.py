"""Steps: numbered pieces in their order, each with its sub-points."""

import re
from collections.abc import Sequence

from ingest.documents import Block
from ingest.outlining.cuts import Section
from ingest.outlining.drafts import Draft, DraftStep, Guidance
from ingest.outlining.guidance import read_guidance
from ingest.printed.furniture import without_pointers

_NEAR = 12


def read_steps(section: Section, draft: Draft) -> None:
    """Take the numbered pieces as steps, bullets below one as its sub-points; the rest is guidance."""
    explained: list[Block] = []
    step: Block | None = None
    points: list[Block] = []
    for place, block in enumerate(section.blocks):
        if (
            block.kind == "numbered"
            and not block.noted
            and not _is_below(block, step, section.blocks[place + 1 : place + 1 + _NEAR])
        ):
            _add_step(step, points, draft)
            step, points = block, []
        elif block.kind in ("bullet", "lettered", "bracketed", "numbered") and step is not None:
            points.append(block)
        else:
            explained.append(block)
    _add_step(step, points, draft)
    read_guidance(explained, draft)


def _is_below(block: Block, step: Block | None, following: Sequence[Block]) -> bool:
    """Say whether a number counts within a step: it is no higher than the step's, and the next step comes below."""
    if step is None or _number(block) > _number(step):
        return False
    return any(_number(later) == _number(step) + 1 for later in following if later.kind == "numbered")


def _number(block: Block) -> int:
    return int(re.sub(r"\D", "", block.label.rpartition(".")[2]) or 0)


def _add_step(step: Block | None, points: Sequence[Block], draft: Draft) -> None:
    if step is None:
        return
    number = _number(step)
    text = without_pointers(step.words).rstrip(":")
    place = (step.start, points[-1].end if points else step.end)
    below = tuple(filter(None, (without_pointers(point.words) for point in points)))
    if not text:
        return
    if number in draft.step_numbers:
        draft.warnings.append(f"Step {number} at line {step.line} stands there twice; the first one was taken.")
        draft.guidance.append(Guidance(step.heading, "\n- ".join((text, *below)), place))
        return
    draft.step_numbers.add(number)
    draft.steps.append(DraftStep(number, text, below, step.line, place))
