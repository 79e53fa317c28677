"""A document as blocks of read text, each with the headings above it and its place in the text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from ingest.limits import Refused

Kind = Literal["heading", "paragraph", "bullet", "numbered", "lettered", "bracketed", "coded", "furniture"]


@dataclass(frozen=True)
class Block:
    """One paragraph, bullet or labelled piece, tidied for reading.

    `label` is what it is numbered with ("3.2a(1)", "a", "1"), without brackets and dots; `title` the words set off at
    its head, in bold or before a wide space; `text` the rest. `start` and `end` are character offsets in the
    document's text, `line` its first line, counted from 1.
    """

    kind: Kind
    text: str
    heading: tuple[str, ...]
    start: int
    end: int
    line: int
    label: str = ""
    title: str = ""
    level: int = 0

    @property
    def words(self) -> str:
        """The whole block without its label."""
        return f"{self.title} {self.text}".strip()


@dataclass(frozen=True)
class Document:
    """A source as it was read; `title` is what it calls itself, empty where it does not say."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""


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
    from ingest.headings import titled_blocks

    title, blocks = titled_blocks(text)
    return Document(name, text, blocks, title)


READERS: Mapping[str, Reader] = {"": _text, ".txt": _text, ".md": _text, ".markdown": _text}
