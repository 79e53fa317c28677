"""Fixed lists of texts as an embedder reads them: read once, and kept in files that can always be made anew."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from knowledge.embeddings import Embedder, Read, read
from knowledge.tokens import Tokens


def folder_beside(index: Path) -> Path:
    """Return where lists are kept: beside the index and not in it, so that a lost index costs no reading."""
    return index.with_name(f"{index.name}-lists")


def read_once(embedder: Embedder, folder: Path, name: str, texts: Sequence[str]) -> list[Read]:
    """Return a list as the embedder reads it, from its file where it was read before."""
    mark = sha256("\n".join((embedder.model, *texts)).encode()).hexdigest()[:16]
    file = folder / f"{name}-{mark}.npz"
    if (known := _kept(file, texts)) is not None:
        return known
    # mypy sees no protocol as hashable; every object without an own comparison is.
    made = _read(embedder, tuple(texts))  # type: ignore[arg-type]
    _keep(file, made)
    return made


@lru_cache(maxsize=2)
def _read(embedder: Embedder, texts: tuple[str, ...]) -> list[Read]:
    return read(embedder, texts)


def _kept(file: Path, texts: Sequence[str]) -> list[Read] | None:
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            vectors, rows, scales, spans = (stored[name] for name in ("vectors", "rows", "scales", "spans"))
            ends = np.cumsum(stored["counts"])[:-1]
        tokens, places = np.split(rows, ends), np.split(spans, ends)
        return [
            Read(text, vector, Tokens(own, float(scale)), tuple((int(start), int(end)) for start, end in at))
            for text, vector, own, scale, at in zip(texts, vectors, tokens, scales, places, strict=True)
        ]
    except Exception:
        # Missing, or damaged in one of the many ways that zip and numpy know: it is read anew.
        return None


def _keep(file: Path, made: Sequence[Read]) -> None:
    draft = file.with_suffix(".new")
    spans = [np.array(one.spans, dtype=np.int32).reshape(-1, 2) for one in made]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as opened:
            np.savez(
                opened,
                vectors=np.stack([one.vector for one in made]),
                rows=np.concatenate([one.tokens.rows for one in made]),
                scales=np.array([one.tokens.scale for one in made], dtype=np.float64),
                counts=np.array([len(one.tokens.rows) for one in made], dtype=np.int64),
                spans=np.concatenate(spans),
            )
        draft.replace(file)
    except OSError:
        # A full or read-only disk costs some seconds at the next start and nothing now.
        return
