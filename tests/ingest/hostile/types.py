"""Files that are not what is read here, or not what they are called."""

import gzip
import io
import random
import tarfile
import zipfile
import zlib

from tests.ingest.hostile import HONEST, Hostile

_NOISE = random.Random(5).randbytes(100_000)


def _archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("../../outside.txt")
        entry.size = len(HONEST)
        archive.addfile(entry, io.BytesIO(HONEST))
    return file.getvalue()


def _picture() -> bytes:
    header = b"\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0"
    data = zlib.compress(b"\0" * 100_000)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    made = (
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def _program() -> bytes:
    return b"MZ\x90\0\3\0\0\0" + _NOISE


def _sheet() -> bytes:
    return _archive(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook/>"})


TYPES = (
    Hostile("a program", "setup.exe", _program, "."),
    Hostile("a program called .pdf.exe", "criteria.pdf.exe", _program, "."),
    Hostile("a program called .txt", "criteria.txt", _program, "."),
    Hostile("a program called .pdf", "criteria.pdf", _program, "."),
    Hostile("a picture", "page.png", _picture, "."),
    Hostile("a picture called .docx", "page.docx", _picture, "."),
    Hostile("a moving picture", "page.gif", lambda: b"GIF89a" + _NOISE, "."),
    Hostile("a photograph called .html", "page.html", lambda: b"\xff\xd8\xff\xe0" + _NOISE, "."),
    Hostile("a zip archive", "all.zip", lambda: _archive(a=HONEST, b=HONEST), "."),
    Hostile("a zip archive called .docx", "all.docx", lambda: _archive(a=HONEST, b=HONEST), "."),
    Hostile("a workbook", "scores.xlsx", _sheet, "."),
    Hostile("a workbook called .docx", "scores.docx", _sheet, "."),
    Hostile("an old Word file", "old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _NOISE, "."),
    Hostile("an RTF file", "old.rtf", lambda: b"{\\rtf1\\ansi " + b"{" * 50_000, "."),
    Hostile("a compressed file", "notes.txt.gz", lambda: gzip.compress(HONEST), "."),
    Hostile("a compressed file called .txt", "notes.txt", lambda: gzip.compress(HONEST), "."),
    Hostile("a tar archive", "all.tar", _tar, "."),
    Hostile("a database", "data.sqlite", lambda: b"SQLite format 3\0" + bytes(4080), "."),
    Hostile("a database called .txt", "data.txt", lambda: b"SQLite format 3\0" + bytes(4080), "."),
    Hostile("a shell script", "run.sh", lambda: b"#!/bin/sh\nrm -rf /\n"),
    Hostile(
        "a page called .txt", "page.txt", lambda: b"<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>"
    ),
    Hostile("a PDF head and nothing else", "page.pdf", lambda: b"%PDF-1.7\n", "."),
)

_NAMES = (
    "../../etc/passwd.txt",
    "/etc/shadow.txt",
    "..\\..\\windows\\system.txt",
    "nul\0byte.txt",
    "x" * 300 + ".txt",
    "invoice\u202etxt.exe.txt",
    "two\nlines.txt",
    "...",
    ".",
    "",
    ".txt",
    "con.txt",
    "a.txt\0.exe",
    "$(touch x);`id`.txt",
    "<b>bold</b>.txt",
    "%s%n{0}.txt",
    "e\u0301" * 90 + ".txt",
)

NAMES = tuple(Hostile(f"a file called {ascii(name)[1:40]}", name, lambda: HONEST) for name in _NAMES)
