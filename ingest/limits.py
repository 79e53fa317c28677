"""What an untrusted file may be, and what reading it may cost. A refusal says what would work."""

import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 20 * 1024 * 1024
MOST_YAML_BYTES = 1024 * 1024
# Of text, however it is wrapped up: more than 2,000 printed pages.
MOST_CHARACTERS = 5_000_000
MOST_PAGES = 1_000
# How deep the elements of a page or the lists of a framework file may stand in one another.
MOST_DEPTH = 200


@dataclass(frozen=True)
class Limits:
    """What understanding one document may cost, and what may come of it.

    `memory` in bytes holds for the whole child process; `cpu` and `wall` are seconds for one document; `answer` is
    in bytes; `characters` are those of one passage with its headings.
    """

    memory: int = 512 * 1024 * 1024
    cpu: int = 25
    # Two seconds are left to start the child and to end it.
    wall: float = 28.0
    answer: int = 64 * 1024 * 1024
    passages: int = 20_000
    characters: int = 20_000


LIMITS = Limits()

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
# The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LAYOUT = frozenset("\t\n\r\f\v")
_NO_TEXT = "This does not read as text; save it as plain text or markdown (UTF-8)."


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
    check_size(content, most)
    return content


def check_size(content: bytes, most: int = MOST_BYTES) -> None:
    """Refuse more than `most` bytes."""
    if len(content) > most:
        raise Refused(f"This file is larger than {_size(most)}; split it into smaller files.")


def check_length(text: str) -> str:
    """Return a text unless it is longer than can be understood in the time that a file may take."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"This file holds more than {MOST_CHARACTERS:,} characters of text; split it into smaller files.")
    return text


def check_passages(lengths: Collection[int], limits: Limits = LIMITS) -> None:
    """Refuse more passages than can be kept, or one that is too long to be quoted; `lengths` are in characters."""
    if len(lengths) > limits.passages:
        raise Refused(f"This file falls into more than {limits.passages:,} passages; split it into smaller files.")
    if max(lengths, default=0) > limits.characters:
        raise Refused(f"A passage of this file has over {limits.characters:,} characters; break it into paragraphs.")


def text_of(content: bytes) -> str:
    """Decode UTF-8, UTF-16 and UTF-32 by their marks, or Windows-1252 where that is plausible.

    Raises Refused for what is no text, too much text, or text in two encodings, where one would have to be guessed.
    Line ends come out as a single newline.
    """
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise Refused(f"This is {what}; save it as plain text or markdown (UTF-8).")
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused("This file is empty; put the text into it and try again.")
    return check_length(text)


def _decoded(content: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if not marked and b"\0" in content:
        raise Refused("This is a binary file; save its text as plain text or markdown (UTF-8).")
    try:
        text = content.decode(marked or "utf-8-sig")
    except UnicodeDecodeError as error:
        if marked:
            raise Refused(_NO_TEXT) from None
        return _legacy(content, error.start)
    if not _reads_as_text(text):
        raise Refused(_NO_TEXT)
    return text


def _legacy(content: bytes, stray: int) -> str:
    """Decode Windows-1252; `stray` is the place of the first byte that UTF-8 cannot have."""
    several = _SEVERAL_BYTES.findall(content)
    beyond = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    if several and len(several) >= beyond - sum(map(len, several)):
        line = content.count(b"\n", 0, stray) + 1
        raise Refused(f"Line {line} is stored in another encoding than the rest of the file; save it all as UTF-8.")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused(_NO_TEXT) from None
    if not _reads_as_text(text, legacy=True):
        raise Refused(_NO_TEXT)
    return text


def _reads_as_text(text: str, *, legacy: bool = False) -> bool:
    """Tell text from noise: hardly any control characters and, in the legacy encoding, mostly plain letters."""
    signs = Counter(text)
    controls = sum(count for sign, count in signs.items() if sign < " " and sign not in _LAYOUT)
    if controls * 100 > len(text) or "\0" in signs:
        return False
    if not legacy:
        return True
    beyond = {sign: count for sign, count in signs.items() if sign > "~"}
    odd = sum(count for sign, count in beyond.items() if unicodedata.category(sign)[0] not in "LPZ")
    many = sum(beyond.values())
    return controls == 0 and many * 5 <= len(text) and odd * 4 <= many + 3


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MB" if count >= 1024 * 1024 else f"{count:,} bytes"
