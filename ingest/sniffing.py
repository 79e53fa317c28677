"""What a file is: by its content first, then by its suffix."""

import re
from io import BytesIO
from pathlib import PurePath
from typing import Literal
from zipfile import BadZipFile, ZipFile

from ingest.limits import Refused

Kind = Literal["text", "markdown", "pdf", "docx", "html", "yaml"]

SUFFIXES: dict[str, Kind] = {
    "": "text",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".yaml": "yaml",
    ".yml": "yaml",
}

_WORD = "save it as Word (.docx), PDF or plain text"
# How files that are not read begin, what they are, and what would work.
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", f"an old Word, Excel or PowerPoint file, or a Word file with a password; {_WORD}"),
    (b"{\\rtf", f"an RTF file; {_WORD}"),
    (b"\x89PNG", "a picture; a document with text would work"),
    (b"\xff\xd8\xff", "a picture; a document with text would work"),
    (b"GIF8", "a picture; a document with text would work"),
    (b"BM", "a picture; a document with text would work"),
    (b"II*\0", "a picture; a document with text would work"),
    (b"MM\0*", "a picture; a document with text would work"),
    (b"RIFF", "a picture or a recording; a document with text would work"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"BZh", "a compressed file; unpack it first"),
    (b"\xfd7zXZ", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"Rar!", "a compressed file; unpack it first"),
    (b"MZ", "a program; a document with text would work"),
    (b"\x7fELF", "a program; a document with text would work"),
)
# What a zip archive is, by a piece in it.
_PACKED = (
    ("xl/workbook.xml", "an Excel file"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)
# A comment ends at its first end: else there would be ever more ways to read a row of them.
_HTML = re.compile(rb"(?is)(?:<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->|\s)*<(?:!doctype\s+html|html|head|body)\b")
_HEAD = 1024
_BINARY = (b"BM", b"MZ", b"RIFF", b"BZh")


def kind_of(name: str, content: bytes) -> Kind:
    """Say what a file is; raises Refused for what cannot be read, with what it is and what would work."""
    suffix = PurePath(name).suffix.lower()
    told = SUFFIXES.get(suffix)
    seen = _seen(content, told)
    if seen is not None and (told is not None or seen != "html"):
        return seen
    if told is None:
        raise Refused(f"Files ending in {suffix[:20]} are not read; save it as text, Word (.docx), PDF or a web page.")
    if told in ("pdf", "docx"):
        what = {"pdf": "PDF", "docx": "Word file"}[told]
        raise Refused(f"This file ends in {suffix} but is no {what}; save it as {what} again, or as plain text.")
    return told


def _seen(content: bytes, told: Kind | None) -> Kind | None:
    """Return what the content shows it is, None where it may be any text; raises Refused for what is not read."""
    head = content[:_HEAD]
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(b"PK\x05\x06"):
        raise Refused("This is an empty zip file; put the document itself here.")
    for signature, what in _SIGNATURES:
        # Short signatures may open a text as well: only something binary behind them tells.
        if content.startswith(signature) and (signature not in _BINARY or b"\0" in head):
            raise Refused(f"This is {what}.")
    # A PDF may have something before its head; a text may speak of one.
    if b"%PDF-" in (head[:8] if told in ("text", "markdown", "html", "yaml") else head):
        return "pdf"
    return "html" if _HTML.match(_narrow(head)) else None


def _narrow(head: bytes) -> bytes:
    """Make text of two bytes a sign readable enough for a look at its tags."""
    return (
        head[2:].replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.removeprefix(b"\xef\xbb\xbf")
    )


def _packed(content: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("This is a damaged Word or zip file; open it, save it anew and try again.") from None
    if "word/document.xml" in names:
        return "docx"
    what = next((what for piece, what in _PACKED if piece in names), "a zip file")
    advice = "unpack it and name the documents in it" if what == "a zip file" else _WORD
    raise Refused(f"This is {what}; {advice}.")
