"""What an untrusted file may be: a regular file of text, not empty, not too large. A refusal says what would work."""

import stat
import unicodedata
from pathlib import Path

MOST_BYTES = 20 * 1024 * 1024

# How files that are not text begin, and what they are.
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LAYOUT = frozenset("\t\n\r\f\v")


class Refused(Exception):
    """A file that is not taken; the message is the one sentence that a person may read."""


def content_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of `path`; raises Refused unless it is a regular file with 1 to `most` bytes."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("This is a folder; name the files in it or the folder above.")
        if not stat.S_ISREG(status.st_mode):
            raise Refused("This is not a regular file; copy its content into a text file.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise Refused("There is no such file; check the path.") from None
    except PermissionError:
        raise Refused("This file may not be read; give yourself the right to read it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a valid path"
        raise Refused(f"This file cannot be opened ({reason}); copy it to another place and try again.") from None
    if len(content) > most:
        raise Refused(f"This file is larger than {_size(most)}; split it into smaller files.")
    return content


def text_of(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM), or Windows-1252 where that is plausible; raises Refused for what is no text.

    Line ends come out as a single newline.
    """
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise Refused(f"This is {what}; save it as plain text or markdown (UTF-8).")
    if content.startswith(_WIDE):
        raise Refused("This text is stored as UTF-16; save it as UTF-8.")
    if b"\0" in content:
        raise Refused("This is a binary file; save its text as plain text or markdown (UTF-8).")
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused("This file is empty; put the text into it and try again.")
    return text


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text, legacy=encoding == "cp1252"):
            return text
    raise Refused("This does not read as text; save it as plain text or markdown (UTF-8).")


def _reads_as_text(text: str, *, legacy: bool) -> bool:
    """Tell text from noise: hardly any control characters and, in the legacy encoding, mostly plain letters."""
    controls = sum(1 for sign in text if sign < " " and sign not in _LAYOUT)
    if controls * 100 > len(text):
        return False
    if not legacy:
        return True
    beyond = [sign for sign in text if sign > "~"]
    odd = sum(1 for sign in beyond if unicodedata.category(sign)[0] not in "LPZ")
    return controls == 0 and len(beyond) * 5 <= len(text) and odd * 4 <= len(beyond) + 3


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MB" if count >= 1024 * 1024 else f"{count:,} bytes"
