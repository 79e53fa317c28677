"""Files → what the shelf keeps; what is unchanged is passed over, and one bad file never stops the run."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from ingest.limits import MOST_BYTES, Refused, content_of
from ingest.report import DocumentReport, Report, refusal, report_of
from ingest.sources import Source, fingerprint, found
from ingest.understood import Summary, Understood

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
# From the name and the bytes of a file to what is understood of it; raises Refused.
Reading = Callable[[str, bytes], Understood]


class Shelf(Protocol):
    """What keeps the documents; an error of it ends the run, because it is no fault of a file."""

    def kept(self, name: str, sha256: str) -> Summary | None:
        """Return what there is to say about a document, if these very bytes are kept under this name."""

    def put(self, document: Understood) -> Summary:
        """Keep a document in place of what was kept under its name; say what was kept, with the doubts it raised."""


def run(
    paths: Iterable[Path],
    reading: Reading,
    shelf: Shelf,
    progress: Progress | None = None,
    *,
    is_stopped: Callable[[], bool] = lambda: False,
    most_bytes: int = MOST_BYTES,
) -> Report:
    """Ingest the files under `paths`, each in one step; what is kept already is not read again.

    Once `is_stopped` says so, no further file is begun: a second run goes on behind the last one that was kept.
    """
    sources = found(paths)
    documents: list[DocumentReport] = []
    taken: set[str] = set()
    for done, source in enumerate(sources, 1):
        if is_stopped():
            break
        documents.append(_one(source, taken, reading, shelf, most_bytes))
        taken.add(source.name)
        if progress:
            progress(done, len(sources), source.name)
    return Report(tuple(documents), left=len(sources) - len(documents))


def _one(source: Source, taken: set[str], reading: Reading, shelf: Shelf, most: int) -> DocumentReport:
    try:
        if source.name in taken:
            raise Refused("Another file of this run has the same name; rename it or name the folder above both.")
        content = content_of(source.path, most)
        if kept := shelf.kept(source.name, fingerprint(content)):
            return report_of(source.path, "unchanged", kept)
        understood = reading(source.name, content)
    except Refused as error:
        return refusal(source.path, str(error))
    except Exception:
        log.exception("reading %r failed", source.name)
        return refusal(source.path, "This file could not be understood; save it as plain text and try again.")
    return report_of(source.path, "indexed", shelf.put(understood))
