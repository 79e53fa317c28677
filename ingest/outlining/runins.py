"""Areas and parts that run on in one paragraph, as they do where line breaks were lost: `a. Care (1) Shops How …`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.documents import Block, Kind
from ingest.outlining.openings import names_an_item

_LABEL = re.compile(r"\s(?:([a-h])[.)]|\((\d{1,2})\))\s+(?=[A-Z“\"])")
_ENDS = (".", "?", "!", ";", ":", ")", "]", "”", '"')
# A page of text; nobody prints more as one item.
_LONGEST = 20_000


def parted_blocks(block: Block) -> Iterator[Block]:
    """Yield a block as the item, areas and parts that run on in it: mostly as it is."""
    labelled = block.kind in ("lettered", "bracketed") or names_an_item(block)
    if not labelled or block.noted or len(block.text) > _LONGEST:
        yield block
        return
    start = 0
    kind, label, title = block.kind, block.label, block.title
    for begin, end, below_kind, below in _labels(block):
        yield replace(block, kind=kind, label=label, title=title, text=block.text[start:begin].strip())
        kind, label, title, start = below_kind, below, "", end
    yield replace(block, kind=kind, label=label, title=title, text=block.text[start:].strip())


def _labels(block: Block) -> Iterator[tuple[int, int, Kind, str]]:
    """Yield begin, end, kind and label of each that follows from the one before it."""
    letter = block.label.lower() if block.label.isalpha() else ""
    number = int(block.label) if block.label.isdigit() else 0
    opens = not number
    for found in _LABEL.finditer(block.text):
        before = block.text[: found.start()][-1:] or block.title[-1:]
        if found[1] and before in _ENDS and found[1] == _next(letter):
            letter, number, opens = found[1], 0, True
            yield found.start(), found.end(), "lettered", found[1]
        elif found[2] and int(found[2]) == number + 1 and (before in _ENDS or opens):
            number, opens = number + 1, False
            yield found.start(), found.end(), "bracketed", found[2]


def _next(letter: str) -> str:
    return chr(ord(letter) + 1) if letter else "a"
