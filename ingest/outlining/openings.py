"""What a block with a code is at its place: the heading of an item, a note, a single question, a statement."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import Block
from ingest.printed.codes import codes_of, parted
from ingest.printed.intros import announces_notes
from ingest.printed.points import only_points, without_points
from ingest.printed.wording import asks, is_lead_in, lacks_its_mark, requests, sentences, title_and_question

# So many blocks below a heading show what it stands over.
WINDOW = 8
_LONGEST_TITLE = 12
_LONGEST_HEADING = 600
_LEAST_WORDS = 2
_SHORT = 3


def is_asking(block: Block) -> bool:
    """Say whether a block asks, requests or begins to."""
    words = block.words
    return asks(words) or is_lead_in(words) or requests(words) or lacks_its_mark(words)


def is_item(block: Block, following: Sequence[Block], *, within_notes: bool = False) -> bool:
    """Say whether a coded block is the heading of an item, by its points, its question or what comes below it."""
    if not names_an_item(block) or block.noted:
        return False
    words, points = without_points(block.words)
    if points is not None or (following and only_points(following[0].words) is not None):
        return len(words) < _LONGEST_HEADING and not (words.endswith(".") and not requests(words))
    has_parts = any(is_asking(below) for below in _below(following))
    if not asks(words):
        return has_parts and len(words.split()) <= _LONGEST_TITLE and not words.endswith(".")
    title, _ = title_and_question(words)
    return (has_parts or (bool(title) and not within_notes)) and len(sentences(words)) <= 2


def names_an_item(block: Block) -> bool:
    """Say whether a block's code is that of one item, and of no area or part."""
    item, letter, number = parted(block.label)
    return block.kind == "coded" and not letter and not number and item[-1:].isdigit() and "," not in block.label


def is_note(block: Block) -> bool:
    """Say whether a coded block explains: it calls itself a note, or is made of sentences and asks nothing."""
    if block.noted or len(codes_of(block.label)) > 1:
        return True
    return len(block.words.split()) > 4 and not is_asking(block) and block.words.endswith((".", ")", "”", ","))


def with_single_asks(blocks: Sequence[Block], *, agreeing: bool) -> list[Block]:
    """Read codes that number single questions ("1.2 How do you …?"), or statements to agree with, as numbers."""
    placed = list(enumerate(blocks))
    asked = {place for place, block in placed if _is_single(block, blocks[place + 1 : place + 1 + WINDOW])}
    stated = {place for place in _stated(blocks)} if agreeing else set()
    taken = (asked if len(asked) > 1 else set()) | (stated if len(stated) > 1 else set())
    return [replace(block, kind="numbered") if place in taken else block for place, block in placed]


def _below(following: Sequence[Block]) -> Iterator[Block]:
    """Yield what stands below a heading, up to the next item or heading."""
    for place, block in enumerate(following):
        if names_an_item(block) or (block.kind == "heading" and place):
            return
        if block.kind != "heading":
            yield block


def _is_single(block: Block, following: Sequence[Block]) -> bool:
    """Say whether a coded block is one question of a list: it has no title, no points and no questions below it."""
    if not names_an_item(block) or block.noted or without_points(block.words)[1] is not None:
        return False
    title, question = title_and_question(block.words)
    if title or not question:
        return False
    below = list(_below(following))
    led = is_lead_in(question) and bool(below) and below[0].kind in ("bullet", "lettered", "bracketed")
    return led or not any(is_asking(other) for other in below)


def _stated(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the places of coded sentences that ask nothing, outside of notes."""
    noted = False
    for place, block in enumerate(blocks):
        noted = announces_notes(block.text) if block.kind == "heading" else noted
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        few = ("paragraph",) if len(block.words.split()) <= _SHORT and not block.words.endswith(".") else ()
        over = below is not None and below.kind in ("bullet", "bracketed", "lettered", *few)
        if not noted and not over and _states(block):
            yield place


def _states(block: Block) -> bool:
    sentence = names_an_item(block) and not block.noted and len(block.words.split()) > _LEAST_WORDS
    return sentence and without_points(block.words)[1] is None and not is_asking(block)
