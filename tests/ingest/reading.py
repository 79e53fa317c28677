"""Short ways for the tests of this folder to read a text or one of the documents beside them."""

from functools import partial
from pathlib import Path

from ingest.documents import Document
from ingest.limits import content_of
from ingest.outline import Outline, outlined
from ingest.pipeline import Reading
from ingest.readers import read
from ingest.understanding import understand
from ingest.understood import Summary, Understood
from knowledge.catalogue import Catalogue

DOCUMENTS = Path(__file__).parent / "documents"
NOTHING_KNOWN = Catalogue(())


def document(name: str) -> Document:
    return read(name, content_of(DOCUMENTS / name))


def outline(name: str) -> Outline:
    return outlined(document(name), NOTHING_KNOWN)


def outline_of(text: str, name: str = "text.txt") -> Outline:
    return outlined(read(name, text.encode()), NOTHING_KNOWN)


def reading(catalogue: Catalogue = NOTHING_KNOWN) -> Reading:
    """Understand in this very process, without the child that guards against hostile files."""
    return partial(understand, catalogue=catalogue)


class ShelfInMemory:
    """Keeps what it is given under its name, and remembers how often it was given something."""

    def __init__(self) -> None:
        self.documents: dict[str, Understood] = {}
        self.puts: list[str] = []

    def kept(self, name: str, sha256: str) -> Summary | None:
        document = self.documents.get(name)
        return document.summary if document and document.sha256 == sha256 else None

    def put(self, document: Understood) -> Summary:
        self.documents[document.name] = document
        self.puts.append(document.name)
        return document.summary
