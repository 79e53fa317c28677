"""A text as the pieces that a writer would set it in: headings, paragraphs, list items, each with its label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Block
from ingest.readers import read


@dataclass(frozen=True)
class Piece:
    """`label` is printed as it is; `title` is set in bold before `text`; `level` is that of a heading, else 0."""

    kind: str
    label: str
    title: str
    text: str
    level: int

    @property
    def words(self) -> str:
        return " ".join(filter(None, (self.title, self.text)))


def pieces_of(text: str) -> Iterator[Piece]:
    for block in read("a.txt", text.encode()).blocks:
        yield Piece(block.kind, _printed(block), block.title, block.text, block.level)


def as_markdown(text: str) -> bytes:
    lines = []
    for piece in pieces_of(text):
        title = f"**{piece.title}** " if piece.title else ""
        if piece.level:
            lines.append(f"{'#' * piece.level} {piece.label} {piece.words}")
        elif piece.kind == "bullet":
            lines.append(f"* {title}{piece.text}")
        else:
            lines.append(f"{piece.label} {title}{piece.text}".strip())
    return "\n\n".join(lines).encode()


def _printed(block: Block) -> str:
    match block.kind:
        case "bracketed":
            return f"({block.label})"
        case "lettered":
            return f"{block.label}."
        case "numbered":
            return f"{block.label}." if block.label[-1:].isdigit() else f"{block.label}:"
        case "coded":
            return block.label if block.level or re.search(r"\w \w", block.label) else f"{block.label}."
        case _:
            return "Note:" if block.noted else ""
