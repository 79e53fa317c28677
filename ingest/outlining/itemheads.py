"""The heading of an item or a group: its code, title, points and own question, in one line or in several."""

import re

from ingest.documents import Block
from ingest.outlining.drafts import Asked, DraftItem
from ingest.printed.points import only_points, without_points
from ingest.printed.tracing import Trace
from ingest.printed.wording import asks, is_lead_in, requests, sentences, title_and_question

_PREFIX = re.compile(
    r"(?i)(?:basic|overall|(?:item|basic|overall|main|lead|key)\s(?:question|requirement)s?)\s?[:–—-]\s*"
)
_LEFT_OVER = " :–—-.,;"


def item_of(block: Block, text: str) -> DraftItem:
    """Open an item with what its heading says; `text` is the document's."""
    words, points = without_points(block.words)
    title, question = title_and_question(words)
    if block.title and block.text and question and "?" not in block.title:
        title = without_points(block.title)[0]
    item = DraftItem(block.label, title.strip(_LEFT_OVER) or f"Item {block.label}", block.line, points)
    if question:
        item.question = Asked(question, 1, Trace(text, block.start, block.end).place(question))
    return item


def completes(item: DraftItem, block: Block) -> bool:
    """Give an item whose heading goes on in the next line its points or its title; say whether the line was such."""
    if item.areas or item.direct:
        return False
    words, points = without_points(block.words)
    if points is not None and item.points is None and (is_own_question(words) or only_points(block.words) is not None):
        item.points = points
        if words and item.question is None:
            item.question = Asked(without_prefix(words), 1, (block.start, block.end))
        return True
    if block.kind == "heading" and item.question is None and is_own_question(block.words):
        item.question = Asked(without_prefix(block.words), 1, (block.start, block.end))
        return True
    if block.kind == "heading" and item.title == f"Item {item.code}" and item.question is None:
        title, item.points = without_points(block.words)
        item.title = title.strip(_LEFT_OVER)
        return True
    return False


def is_own_question(words: str) -> bool:
    """Say whether the words below an item's heading are its own question: one sentence that asks."""
    said = sentences(words)
    return len(said) == 1 and (asks(words) or requests(words)) and words.count("?") <= 1


def without_prefix(words: str) -> str:
    """Take away what calls a question the item's own: "Item question: How …"."""
    return _PREFIX.sub("", words, count=1)


def titled(block: Block) -> tuple[str, str]:
    """Return title and questions of an area or part; what is set off at its head is the title."""
    asked = "?" in block.text or is_lead_in(block.text) or requests(block.text)
    if block.title and asked and "?" not in block.title:
        return without_points(block.title)[0].rstrip(_LEFT_OVER), block.text
    words, _ = without_points(block.words)
    return title_and_question(words)
