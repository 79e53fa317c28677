import numpy as np
import pytest

from knowledge import calibration


def test_the_packaged_offtopic_questions_are_about_two_hundred_and_each_stands_once() -> None:
    questions = calibration.offtopic_questions()
    assert 190 <= len(questions) == len(set(questions))


def test_the_threshold_is_the_ninety_ninth_percentile_and_a_margin() -> None:
    near = np.linspace(0.1, 0.5, 201)
    assert calibration.threshold([tuple(near)]) == pytest.approx(0.496 + 0.02)
    assert calibration.threshold([tuple(near / 10)]) == calibration.FLOOR
    assert calibration.by_meaning(0.49, 0.5) == "none"
    assert calibration.by_meaning(0.55, 0.5) == "weak"
    assert calibration.by_meaning(0.61, 0.5) == "answer"
