"""One reader for each kind of content: bytes of a file → Document."""

import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from ingest.documents import Document
from ingest.limits import Refused
from ingest.readers.text import read_text
from ingest.sniffing import Kind, kind_of

Reader = Callable[[str, bytes], Document]

log = logging.getLogger(__name__)


def read(name: str, content: bytes) -> Document:
    """Read a file with the reader for what it is; raises Refused where there is none."""
    return READERS[kind_of(name, content)](name, content)


def _reader(module: str, function: str, what: str) -> Reader:
    """Return a reader that is imported with its library when it is first used; what it cannot read is damaged."""

    def read_damaged_or_whole(name: str, content: bytes) -> Document:
        reader = cast(Reader, getattr(import_module(f"ingest.readers.{module}"), function))
        try:
            return reader(name, content)
        except (Refused, MemoryError):
            raise
        except Exception as error:
            # Libraries fail in every way on broken files. The words of the document stay out of the log.
            log.info("reading %s failed: %s", what, type(error).__name__)
            raise Refused(
                f"This {what} is damaged or not built as it should be; open it, save it anew, try again."
            ) from None

    return read_damaged_or_whole


# A framework file (yaml) is no document to be understood: `understanding` loads it as it stands.
READERS: Mapping[Kind, Reader] = {
    "text": read_text,
    "markdown": read_text,
    "pdf": _reader("pdf", "read_pdf", "PDF"),
    "docx": _reader("word", "read_word", "Word file"),
    "html": _reader("web", "read_web", "web page"),
}
