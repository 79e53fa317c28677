"""Plain text and Markdown."""

from ingest.documents import Document
from ingest.limits import text_of
from ingest.printed.headings import titled_blocks


def read_text(name: str, content: bytes) -> Document:
    """Read text along its headings, lists and paragraphs; form feeds begin pages."""
    text = text_of(content)
    pages = [place + 1 for place, sign in enumerate(text) if sign == "\f"]
    return document_of(name, text, (0, *pages) if pages else ())


def document_of(name: str, text: str, pages: tuple[int, ...] = ()) -> Document:
    """Return a document of text that is already decoded."""
    title, blocks = titled_blocks(text)
    return Document(name, text, blocks, title, pages)
