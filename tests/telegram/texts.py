"""What may stand in a message: text and caption, their lengths and their entities."""

from tests.telegram.markup import parse_html, utf16_length
from tests.telegram.refusals import bad_request
from tests.telegram.requests import Raw, Request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_SOURCE = 1 << 15


def text_of(request: Request) -> tuple[str, list[Raw]]:
    """Return the text of a message as people see it; empty or too long (in UTF-16 units) is refused."""
    text, entities = _formatted(request, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT // 2 and utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def caption_of(request: Request) -> tuple[str, list[Raw]]:
    """Return the caption under a file; it may be empty."""
    text, entities = _formatted(request, "caption", "caption_entities")
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _formatted(request: Request, name: str, given: str) -> tuple[str, list[Raw]]:
    source, mode = request.text(name), request.text("parse_mode").lower()
    if len(source) > LONGEST_SOURCE // 4 and len(source.encode()) > LONGEST_SOURCE:
        raise bad_request("text is too long")
    if mode == "html":
        return _trimmed(*parse_html(source))
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return _trimmed(source, list(request.value(given) or ()))


def _trimmed(text: str, entities: list[Raw]) -> tuple[str, list[Raw]]:
    """Cut white space at both ends as the server does, and move the entities along."""
    kept = text.strip()
    if kept == text or not entities:
        return kept, entities
    shift, end = utf16_length(text[: len(text) - len(text.lstrip())]), utf16_length(kept)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - shift, 0)
        last = min(entity["offset"] - shift + entity["length"], end)
        if last > first:
            moved.append({**entity, "offset": first, "length": last - first})
    return kept, moved
