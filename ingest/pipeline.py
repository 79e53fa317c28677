"""Read → outline → split, and hand the result to the shelf that keeps it; one bad file never stops the run."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.limits import MOST_BYTES, Refused, content_of, text_of
from ingest.outline import Outline, outlined
from ingest.readers import reader_for
from ingest.report import DocumentReport, Report, refusal, report_of
from ingest.sources import Source, fingerprint, found, standing
from ingest.splitting import split
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework
from knowledge.passages import Passage

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Ingested:
    """A document as it is to be kept; `framework` is None where it holds guidance only."""

    name: str
    sha256: str
    framework: Framework | None
    known: str | None
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...]


class Shelf(Protocol):
    """What keeps the documents; an error of it ends the run, because it is no fault of a file."""

    def known_hash(self, name: str) -> str | None:
        """Return the SHA-256 under which a document of this name is kept, if it is."""

    def put(self, document: Ingested) -> None:
        """Keep a document in place of what was kept under its name."""


def run(
    paths: Iterable[Path],
    catalogue: Catalogue,
    shelf: Shelf,
    progress: Progress | None = None,
    *,
    most_bytes: int = MOST_BYTES,
) -> Report:
    """Ingest the files under `paths`; what is known by its hash is read but not put again."""
    sources = found(paths)
    documents: list[DocumentReport] = []
    taken: set[str] = set()
    for done, source in enumerate(sources, 1):
        documents.append(_one(source, taken, catalogue, shelf, most_bytes))
        taken.add(source.name)
        if progress:
            progress(done, len(sources), source.name)
    return Report(tuple(documents))


def _one(source: Source, taken: set[str], catalogue: Catalogue, shelf: Shelf, most: int) -> DocumentReport:
    try:
        if source.name in taken:
            raise Refused("Another file of this run has the same name; rename it or name the folder above both.")
        ingested, outline = _understood(source, catalogue, most)
    except Refused as error:
        return refusal(source.path, str(error))
    except Exception:
        log.exception("reading %r failed", source.name)
        return refusal(source.path, "This file could not be understood; save it as plain text and try again.")
    if standing(shelf.known_hash(ingested.name), ingested.sha256) == "unchanged":
        return report_of(source.path, "unchanged", outline, ingested.passages, ingested.warnings)
    shelf.put(ingested)
    return report_of(source.path, "indexed", outline, ingested.passages, ingested.warnings)


def _understood(source: Source, catalogue: Catalogue, most: int) -> tuple[Ingested, Outline]:
    content = content_of(source.path, most)
    # Sniffing comes first: "this is a PDF" helps more than "files ending in .bin are not read".
    text = text_of(content)
    # The file's own suffix counts: the name it is kept under may end in a mark.
    document = reader_for(source.path.name)(source.name, text)
    outline = outlined(document, catalogue)
    passages = split(document, outline)
    framework = None if outline.is_empty else outline.framework
    ingested = Ingested(source.name, fingerprint(content), framework, outline.known, passages, outline.warnings)
    return ingested, outline
