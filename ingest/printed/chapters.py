"""Numbered and lettered lines that are headings: "1. Leadership" over questions, "B. Customers" over statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.documents import Block
from ingest.printed.imperatives import are_orders
from ingest.printed.intros import announces_statements, announces_steps
from ingest.printed.points import without_points
from ingest.printed.wording import asks, is_lead_in, requests, title_and_question

_MOST_WORDS = 8
# Lines that announce a list and do not name it.
_NO_TITLE = re.compile(r"(?i)\b(?:these|this|following|below|questions|for example|such as|e\.g\.|note)\b")


def with_chapters(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that number or letter the chapters of the document read as headings."""
    content = [block for block in blocks if block.kind != "furniture"]
    found = {id(block) for chapters in (_numbered, _lettered, _announcing) for block in chapters(content)}
    return [_heading(block) if id(block) in found else block for block in blocks]


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """Return the numbered lines that are chapters: those with points, those over codes of their number, and chains."""
    chain: list[Block] = []
    sure: list[Block] = []
    within_area = to_go = False
    has_codes = any(block.kind == "coded" for block in blocks)
    for above, block, below in _with_neighbours(blocks):
        if block.kind == "heading":
            within_area, to_go = False, announces_steps(block.text)
        elif block.kind == "paragraph":
            to_go = to_go or announces_steps(block.words)
        elif block.kind in ("lettered", "coded"):
            within_area = has_codes
        elif _may_head(block) and (without_points(block.words)[1] is not None or _is_over(block, below)):
            sure.append(block)
        elif not (within_area or to_go) and _follows(block, above, below, chain):
            chain.append(block)
    return [*sure, *(chain if _is_chain(chain) else ())]


def _with_neighbours(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, Block, Block]]:
    """Yield each block with those above and below it; what stands last of all is over nothing."""
    for place, (block, below) in enumerate(pairwise(blocks)):
        yield blocks[place - 1] if place else None, block, below


def _follows(block: Block, above: Block | None, below: Block, chain: Sequence[Block]) -> bool:
    """Say whether a block is the next chapter of a chain, and no piece of a list in which numbers go on."""
    if not _may_head(block) or int(block.label) != len(chain) + 1:
        return False
    return not _goes_on(block, below) and (above is None or not _goes_on(above, block) or _ends_otherwise(above))


def _ends_otherwise(above: Block) -> bool:
    """Say whether a piece of a list ends as no title does, so that a title of the next number is not its next piece."""
    return above.words.endswith((".", "?"))


def _may_head(block: Block) -> bool:
    return block.kind == "numbered" and block.label.isdigit() and not block.noted and _is_title(block)


def _is_title(block: Block) -> bool:
    words = without_points(block.words)[0]
    short = 0 < len(words.split()) <= _MOST_WORDS and words[0].isupper()
    return short and not words.endswith((".", "?", "!", ";", ",", ":")) and not (is_lead_in(words) or asks(words))


def _is_over(block: Block, below: Block) -> bool:
    """Say whether codes of the block's own number come next: "3. Customers" over "3.1 …"."""
    return below.kind == "coded" and below.label.split(".")[0] == block.label


def _goes_on(block: Block, below: Block) -> bool:
    numbers = below.kind == "numbered" and below.label.isdigit() and block.label.isdigit()
    return numbers and int(below.label) == int(block.label) + 1


def _is_chain(chain: Sequence[Block]) -> bool:
    return len(chain) > 1 and not are_orders([block.words for block in chain])


def _lettered(blocks: Sequence[Block]) -> list[Block]:
    """Return the lettered lines that are chapters, in a document without codes: there they are no areas of an item.

    Where large and small letters are used, only the large ones can be chapters.
    """
    surveys = any(announces_statements(block.words) for block in blocks)
    if any(block.kind == "coded" and not _counts(block, surveys=surveys) for block in blocks):
        return []
    labels = {block.label for block in blocks if block.kind == "lettered"}
    both = any(map(str.isupper, labels)) and any(map(str.islower, labels))
    chain: list[Block] = []
    for _, block, below in _with_neighbours(blocks):
        heads = block.kind == "lettered" and (block.label.isupper() or not both) and _is_over_more(block, below)
        if heads and ord(block.label.lower()) == ord("a") + len(chain):
            chain.append(block)
    return chain if len(chain) > 1 else []


def _is_over_more(block: Block, below: Block) -> bool:
    """Say whether a lettered title stands over something else than the next letter, or the parts of an area."""
    if below.kind == "heading" or not _is_title(block) or requests(block.words):
        return False
    if below.kind == "lettered":
        return below.label.isupper() != block.label.isupper()
    return below.kind != "bracketed" or block.label.isupper()


def _announcing(blocks: Sequence[Block]) -> list[Block]:
    """Return the lines that end in a colon and stand over questions: "Staff at the desk:"."""
    return [block for _, block, below in _with_neighbours(blocks) if _announces(block) and _asks(below)]


def _asks(block: Block) -> bool:
    return asks(block.words) or is_lead_in(block.words) or requests(block.words)


def _announces(block: Block) -> bool:
    words = block.words
    short = block.kind == "paragraph" and words.endswith(":") and len(words.split()) <= _MOST_WORDS
    return short and words[0].isupper() and not is_lead_in(words) and not _NO_TITLE.search(words)


def _counts(block: Block, *, surveys: bool) -> bool:
    """Say whether a code only numbers a question, or a statement in a survey, and is no item's, area's or part's."""
    counted = block.label.replace(".", "").isdigit() and without_points(block.words)[1] is None
    title, question = title_and_question(block.words)
    return counted and (bool(question) and not title if asks(block.words) or requests(block.words) else surveys)


def _heading(block: Block) -> Block:
    words = f"{block.label}. {block.words}" if block.label else block.words.rstrip(" :")
    return replace(block, kind="heading", text=words, title="", label="")
