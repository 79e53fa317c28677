"""Text that explains: paragraphs, and lists together with the line that announces them."""

from collections.abc import Iterable

from ingest.documents import Block
from ingest.outlining.drafts import Draft, Guidance
from ingest.printed.furniture import without_pointers

# A list longer than this goes on in a passage of its own.
_MOST_IN_ONE = 900


def read_guidance(blocks: Iterable[Block], draft: Draft) -> None:
    """Take each paragraph as guidance under its headings; a list stays with the line before it."""
    for block in blocks:
        text = _printed(block)
        last = draft.guidance[-1] if draft.guidance else None
        if not text:
            continue
        if last is not None and _goes_on(last, block, text):
            joined = f"{last.text}\n{text}"
            draft.guidance[-1] = Guidance(last.heading, joined, (last.place[0], block.end))
        elif block.kind != "heading":
            draft.guidance.append(Guidance(block.heading, text, (block.start, block.end)))


def _printed(block: Block) -> str:
    text = without_pointers(block.words)
    match block.kind:
        case "bullet":
            return f"- {text}" if text else ""
        case "numbered" | "coded":
            return f"{block.label}. {text}" if text else ""
        case "lettered" | "bracketed":
            return f"({block.label}) {text}" if text else ""
        case _:
            return text


def _goes_on(last: Guidance, block: Block, text: str) -> bool:
    """Say whether a list item belongs to the passage right above it."""
    if text[0] == "|" and last.text[0] == "|":
        return last.heading == block.heading and len(last.text) + len(text) < _MOST_IN_ONE
    listed = block.kind not in ("paragraph", "heading")
    begun = (
        last.text.endswith(":") or last.text.rpartition("\n")[2][:2] == "- " or "\n" in last.text or _is_item(last.text)
    )
    near = last.place[1] <= block.start and last.heading == block.heading
    return listed and begun and near and len(last.text) + len(text) < _MOST_IN_ONE


def _is_item(text: str) -> bool:
    return text[:2] == "- " or text[:1] == "(" or text.split(".", 1)[0].isdigit()
