"""What an index must still be able to find, kept beside it: a damaged one can answer wrongly without any error."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from knowledge.vectors import Vector, VectorSource

FILE = "proof.npz"
SAMPLE = 50


@dataclass(frozen=True)
class Stamp:
    """What vectors must share to be comparable: the model, their length, and how they are made and kept (`version`)."""

    model: str
    dims: int
    version: int = 2


@dataclass(frozen=True)
class Shelf:
    """What one scope of the index should hold: rows that live, rows ever written, and a sample to be found again."""

    live: int
    written: int
    sample: Mapping[str, Vector] = field(default_factory=dict)


def sampled(vectors: VectorSource) -> dict[str, Vector]:
    """Choose up to SAMPLE of the vectors, spread evenly over their ids, which are hashes."""
    ids = sorted(vectors.ids)
    chosen = ids[:: max(1, -(-len(ids) // SAMPLE))]
    return dict(zip(chosen, vectors.take(chosen), strict=True)) if chosen else {}


def save(folder: Path, stamp: Stamp, shelves: Mapping[str, Shelf]) -> None:
    """Write the proof of a generation in one step."""
    plain = {
        scope: {"live": shelf.live, "written": shelf.written, "ids": list(shelf.sample)}
        for scope, shelf in shelves.items()
    }
    vectors = [vector for shelf in shelves.values() for vector in shelf.sample.values()]
    described = json.dumps({"stamp": asdict(stamp), "shelves": plain})
    draft = folder / f"{FILE}.new"
    with draft.open("wb") as file:
        np.savez(file, described=np.array(described), vectors=np.array(vectors, dtype=np.float32))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / FILE)


def load(folder: Path) -> tuple[Stamp, dict[str, Shelf]]:
    """Read the proof of a generation; a damaged one raises whatever zip, JSON or numpy make of it."""
    with np.load(folder / FILE, allow_pickle=False) as stored:
        described, vectors = json.loads(str(stored["described"])), iter(stored["vectors"])
    shelves = {
        scope: Shelf(one["live"], one["written"], {known: next(vectors) for known in one["ids"]})
        for scope, one in described["shelves"].items()
    }
    return Stamp(**described["stamp"]), shelves
