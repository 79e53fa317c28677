"""What a zip archive (as which Word files are stored) may hold, proved before a reader opens it."""

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ingest.limits import Refused

MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
# How many times larger than the file its content may be; small files may well be packed tighter.
MOST_RATIO = 100
_SMALL = 1024 * 1024
_STEP = 64 * 1024
_ENCRYPTED = 0x1
_UNSOUND = "This file is damaged; open it in Word, save it again and try with that."


def check_archive(content: bytes) -> None:
    """Unpack an archive piece by piece, keeping nothing; raises Refused for bombs, lies and names that lead outside.

    Archives within it are data like any other: nobody opens them.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(content))
            left = MOST_UNPACKED
            for entry in entries:
                left -= _unpacked(archive, entry, left)
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise Refused(_UNSOUND) from None


def _check_entries(entries: list[ZipInfo], size: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"This file is an archive of more than {MOST_ENTRIES:,} pieces; save its text as plain text.")
    if len({entry.filename for entry in entries}) < len(entries) or not all(map(_is_inside, entries)):
        raise Refused(_UNSOUND)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("This file is protected by a password; save it without one and try again.")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise Refused(_UNSOUND)
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_UNPACKED or (declared > _SMALL and declared > size * MOST_RATIO):
        raise Refused(_too_much())


def _is_inside(entry: ZipInfo) -> bool:
    """Say whether a name stays in the archive; `orig_filename` still has what follows a NUL."""
    name = entry.orig_filename
    return not ({"\\", "\0", ":"} & set(name)) and not name.startswith("/") and ".." not in PurePosixPath(name).parts


def _unpacked(archive: ZipFile, entry: ZipInfo, left: int) -> int:
    """Return how large an entry really is, unpacking no more than `left`."""
    declared, size = entry.file_size, 0
    # Python stops at the declared size but unpacks the whole to get there: only without one is the truth found out.
    entry.file_size = left + 2 * _STEP
    with archive.open(entry) as file:
        while piece := file.read(_STEP):
            size += len(piece)
            if size > left:
                raise Refused(_too_much())
    if size != declared:
        raise Refused(_UNSOUND)
    return size


def _too_much() -> str:
    most = MOST_UNPACKED // (1024 * 1024)
    return f"This file unpacks to more than {most} MB or {MOST_RATIO} times its size; save its text as plain text."
