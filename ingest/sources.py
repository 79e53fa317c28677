"""Which files there are to ingest, what they are called, and the fingerprints that tell whether they have changed."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

_LONGEST_NAME = 200
_LONGEST_SUFFIX = 20


@dataclass(frozen=True)
class Source:
    """A file to ingest: where it lies, and the name under which it is kept."""

    path: Path
    name: str


def found(paths: Iterable[Path]) -> tuple[Source, ...]:
    """Return each file once, in order: a folder stands for all files under it that are not hidden.

    What does not exist is returned as well, so that it can be reported.
    """
    sources: dict[Path, Source] = {}
    for path in paths:
        for source in _under(path):
            sources.setdefault(_absolute(source.path), source)
    return tuple(sources.values())


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes as hex digits."""
    return sha256(content).hexdigest()


def _under(path: Path) -> Iterator[Source]:
    if not _is_folder(path):
        yield Source(path, named(path.name or str(path)))
        return
    for folder, below, files in os.walk(path):
        # Sorting in place also fixes the order in which os.walk goes down.
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                file = Path(folder, name)
                yield Source(file, named(file.relative_to(path).as_posix()))


def named(name: str) -> str:
    """Make a file's name safe to show and keep: no control, direction or broken characters, at most 200 long.

    The suffix stays, for it says how to read the file.
    """
    plain = "".join("_" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in name)
    if plain == name and len(name) <= _LONGEST_NAME:
        return name
    # Two names that differ only in what was replaced or cut off must stay two names.
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    suffix = PurePath(plain).suffix[:_LONGEST_SUFFIX]
    stem = plain.removesuffix(suffix)
    return f"{stem[: _LONGEST_NAME - len(suffix) - 9]}~{mark}{suffix}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _absolute(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
