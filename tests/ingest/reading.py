"""Short ways for the tests of this folder to read a text or one of the documents beside them."""

from pathlib import Path

from ingest.documents import Document
from ingest.limits import content_of, text_of
from ingest.outline import Outline, outlined
from ingest.pipeline import Ingested
from ingest.readers import read
from knowledge.catalogue import Catalogue

DOCUMENTS = Path(__file__).parent / "documents"
NOTHING_KNOWN = Catalogue(())


def document(name: str) -> Document:
    return read(name, text_of(content_of(DOCUMENTS / name)))


def outline(name: str) -> Outline:
    return outlined(document(name), NOTHING_KNOWN)


def outline_of(text: str, name: str = "text.txt") -> Outline:
    return outlined(read(name, text), NOTHING_KNOWN)


class ShelfInMemory:
    """Keeps what it is given under its name, and remembers how often it was given something."""

    def __init__(self) -> None:
        self.documents: dict[str, Ingested] = {}
        self.puts: list[str] = []

    def known_hash(self, name: str) -> str | None:
        kept = self.documents.get(name)
        return kept.sha256 if kept else None

    def put(self, document: Ingested) -> None:
        self.documents[document.name] = document
        self.puts.append(document.name)
