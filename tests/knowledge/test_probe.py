import numpy as np
import pytest

from knowledge.probe import Crowd, Probe

DRAWN = np.random.default_rng(5)


def around(direction: int, count: int) -> np.ndarray:
    made = DRAWN.normal(0, 0.2, (count, 24)).astype(np.float32)
    made[:, direction] += 1
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def test_new_vectors_are_told_apart_by_the_crowd_they_belong_to() -> None:
    probe, _ = Probe.between([Crowd.of(around(0, 300))], around(1, 200))
    assert min(probe.tell(one) for one in around(0, 50)) > 0 > max(probe.tell(one) for one in around(1, 50))


def test_what_is_said_of_each_other_vector_is_as_if_it_had_not_been_among_them() -> None:
    crowd, others = Crowd.of(around(0, 40)), around(1, 30)
    _, apart = Probe.between([crowd], others)
    for row in (0, 7):
        left_out, _ = Probe.between([crowd], np.delete(others, row, axis=0))
        assert apart[row] == pytest.approx(left_out.tell(others[row]), abs=0.05)


def test_crowds_that_are_taken_together_are_as_one() -> None:
    whole, others = around(0, 90), around(1, 60)
    parts = Crowd.of(whole[:30]).with_(Crowd.of(whole[30:]))
    one, _ = Probe.between([Crowd.of(whole)], others)
    two, _ = Probe.between([parts], others)
    assert two.direction == pytest.approx(one.direction, abs=1e-3)
    assert parts.count == 90


def test_a_small_crowd_weighs_as_much_as_a_large_one() -> None:
    large, small, others = around(0, 400), around(2, 20), around(1, 200)
    alone, _ = Probe.between([Crowd.of(large)], others)
    both, _ = Probe.between([Crowd.of(large), Crowd.of(small)], others)
    assert np.mean([both.tell(one) for one in small]) > np.mean([alone.tell(one) for one in small]) + 0.3
