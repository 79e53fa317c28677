"""How people ask for a place who do not know its words: a packaged list that widens the search and is never shown."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np

from knowledge.embeddings import Embedder, read
from knowledge.passages import Passage
from knowledge.vectors import Matrix

FRAMEWORKS = {
    "b": "baldrige-business-2021",
    "h": "baldrige-health-care-2017",
    "f": "framework-72",
    "c": "customer-focused-culture",
}
ASKING = ("question", "statement")


class Everyday:
    """The phrases as an embedder reads them: once, and kept beside the index."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        mark = sha256("\n".join((embedder.model, *phrases())).encode()).hexdigest()[:16]
        self._file = folder / f"everyday-{mark}.npy"
        self.vectors = self._remembered()

    def prepare(self) -> None:
        """Read the phrases where that was not done; it takes some seconds."""
        if self.vectors is not None:
            return
        # mypy sees no protocol as hashable; every object without an own comparison is.
        small = _vectors(self._embedder).astype(np.float16)  # type: ignore[arg-type]
        # What is kept now is what is read at the next start, to the last digit.
        self.vectors = small.astype(np.float32)
        draft = self._file.with_suffix(".new")
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                np.save(file, small)
            draft.replace(self._file)
        except OSError:
            # A full or read-only disk costs some seconds at the next start and nothing now.
            return

    def _remembered(self) -> Matrix | None:
        try:
            kept = np.load(self._file, allow_pickle=False).astype(np.float32)
        except (OSError, ValueError, EOFError):
            return None
        return kept if kept.shape == (len(phrases()), self._embedder.dims) else None


@lru_cache(maxsize=1)
def _vectors(embedder: Embedder) -> Matrix:
    return np.stack([one.vector for one in read(embedder, phrases())])


def told(passages: Iterable[Passage]) -> list[tuple[int, ...]]:
    """Return for each passage the places in `phrases` of how people ask for it, none where nothing is listed."""
    known = _places()
    return [known.get((one.framework, one.code), ()) if one.kind in ASKING else () for one in passages]


def phrases() -> tuple[str, ...]:
    """Return all phrases."""
    return _listed()[0]


def _places() -> Mapping[tuple[str | None, str | None], tuple[int, ...]]:
    return _listed()[1]


@cache
def _listed() -> tuple[tuple[str, ...], Mapping[tuple[str | None, str | None], tuple[int, ...]]]:
    text = (files("knowledge") / "everyday.txt").read_text(encoding="utf-8")
    spoken: list[str] = []
    places: dict[tuple[str | None, str | None], tuple[int, ...]] = {}
    for line in text.splitlines():
        listed, colon, said = line.partition(": ")
        if colon and not line.startswith("#"):
            first = len(spoken)
            spoken += [phrase.strip() for phrase in said.split(";")]
            for place in listed.split():
                short, _, code = place.partition("/")
                places[FRAMEWORKS[short], code] = tuple(range(first, len(spoken)))
    return tuple(spoken), places
