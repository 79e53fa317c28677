"""Which files there are to ingest, what they are called, and whether they are new, changed or unchanged."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

Standing = Literal["new", "changed", "unchanged"]

_LONGEST_NAME = 200


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


def standing(known: str | None, now: str) -> Standing:
    """Compare the fingerprint that is known, if any, with the one of now."""
    if known is None:
        return "new"
    return "unchanged" if known == now else "changed"


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
    """Make a file's name safe to show and keep: no control, direction or broken characters, at most 200 long."""
    plain = "".join("_" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in name)
    if plain == name and len(name) <= _LONGEST_NAME:
        return name
    # Two names that differ only in what was replaced or cut off must stay two names.
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: _LONGEST_NAME - 9]}~{mark}"


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
