"""A document as blocks of read text, each with the headings above it and its place in the text."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "bullet", "numbered", "lettered", "bracketed", "coded", "furniture"]


@dataclass(frozen=True)
class Block:
    """One paragraph, bullet or labelled piece, tidied for reading.

    `label` is what it is numbered with ("3.2a(1)", "a", "1"), without brackets and dots; `title` the words set off at
    its head, in bold or before a wide space; `text` the rest. `start` and `end` are character offsets in the
    document's text, `line` its first line, counted from 1. `noted` says that it calls itself a note,
    `indent` by how many columns its first line is set in.
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
    noted: bool = False
    indent: int = 0

    @property
    def words(self) -> str:
        """The whole block without its label."""
        return f"{self.title} {self.text}".strip()


@dataclass(frozen=True)
class Document:
    """A source as it was read; `title` is what it calls itself, empty where it does not say.

    `pages` holds the character offset in `text` at which each page begins, where the source has pages.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page on which an offset lies, counted from 1; None where the source has no pages."""
        return bisect_right(self.pages, offset) or None
