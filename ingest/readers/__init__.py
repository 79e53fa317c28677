"""One reader for each format: text of a file → Document."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from ingest.documents import Document
from ingest.headings import titled_blocks
from ingest.limits import Refused

Reader = Callable[[str, str], Document]


def read(name: str, text: str) -> Document:
    """Read the text of the file called `name` with the reader for its suffix; raises Refused where there is none."""
    return reader_for(name)(name, text)


def reader_for(name: str) -> Reader:
    """Return the reader for the suffix of a file name; raises Refused where there is none."""
    suffix = PurePath(name).suffix.lower()
    try:
        return READERS[suffix]
    except KeyError:
        known = ", ".join(sorted(filter(None, READERS)))
        raise Refused(f"Files ending in {suffix[:20]} are not read yet; save it as text ({known}).") from None


def _text(name: str, text: str) -> Document:
    title, blocks = titled_blocks(text)
    return Document(name, text, blocks, title)


READERS: Mapping[str, Reader] = {"": _text, ".txt": _text, ".md": _text, ".markdown": _text}
