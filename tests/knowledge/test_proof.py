from pathlib import Path

import numpy as np

from knowledge import proof
from knowledge.vectors import InMemory
from tests.knowledge.vectors import STAMP, vectors


def test_a_proof_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    known = vectors(120)
    shelves = {"packaged": proof.Shelf(120, 130, proof.sampled(InMemory(known))), "empty": proof.Shelf(0, 0)}
    proof.save(tmp_path, STAMP, shelves)
    stamp, loaded = proof.load(tmp_path)
    assert stamp == STAMP
    assert (loaded["packaged"].live, loaded["packaged"].written, loaded["empty"].sample) == (120, 130, {})
    assert 0 < len(loaded["packaged"].sample) <= proof.SAMPLE
    assert all(np.array_equal(known[one], vector) for one, vector in loaded["packaged"].sample.items())
