import numpy as np
import pytest

from knowledge import calibration
from knowledge.calibration import Closeness, Judge

# Off-topic questions that have nothing to do with each other: one direction each.
OFFTOPIC = np.eye(200, 384, dtype=np.float32)


def closeness(cosine: float, agreement: float = np.nan, count: int = 200) -> Closeness:
    return Closeness(np.full((count, 3), cosine, dtype=np.float32), np.full(count, agreement, dtype=np.float32))


def question(likeness: float = 0) -> np.ndarray:
    """Make a question that is so near to the first off-topic one."""
    made = np.zeros(384, dtype=np.float32)
    made[0], made[300] = likeness, (1 - likeness**2) ** 0.5
    return made


def test_the_packaged_offtopic_questions_are_about_two_hundred_and_each_stands_once() -> None:
    questions = calibration.offtopic_questions()
    assert 190 <= len(questions) == len(set(questions))


def test_the_threshold_is_what_ninety_nine_of_a_hundred_offtopic_questions_stay_below() -> None:
    reached = np.linspace(0, 0.5, 200, dtype=np.float32)
    near = Closeness(np.repeat(reached[:, None], 3, axis=1), np.full(200, 0.3, dtype=np.float32))
    judge = Judge.of(OFFTOPIC, near)
    assert judge.plain_threshold == pytest.approx(2 * np.percentile(reached, 99), abs=1e-5)
    assert judge.threshold == pytest.approx(judge.plain_threshold + 0.3, abs=1e-5)


def test_among_few_passages_the_floor_counts() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.0))
    assert (judge.threshold, judge.plain_threshold) == (calibration.FLOOR, calibration.PLAIN_FLOOR)


def test_there_are_two_bands_below_an_answer() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.3))
    assert judge.confidence(question(), [0.15] * 3, 0.3) == "none"
    assert judge.confidence(question(), [0.25] * 3, 0.3) == "weak"
    assert judge.confidence(question(), [0.6] * 3, 0.3) == "answer"
    assert judge.confidence(question(), [0.3] * 3, 0.6) == "answer"


def test_a_question_that_is_near_to_an_offtopic_one_has_to_come_nearer_to_a_passage() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.3))
    assert judge.confidence(question(likeness=0.5), [0.5] * 3, 0.3) == "none"
    assert judge.confidence(question(likeness=0.5), [0.9] * 3, 0.5) == "answer"


def test_without_token_vectors_meaning_alone_is_judged_by_its_own_threshold() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2))
    assert judge.confidence(question(), [0.15] * 3, None) == "none"
    assert judge.confidence(question(), [0.3] * 3, None) == "weak"
    assert judge.confidence(question(), [], None) == "none"


def test_a_single_passage_counts_as_its_nearest_few() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2))
    assert judge.confidence(question(), [0.5], None) == judge.confidence(question(), [0.5] * 3, None) == "answer"


def test_two_scopes_together_are_as_near_as_the_nearer_one() -> None:
    one, other = closeness(0.2, 0.5), closeness(0.4)
    both = one.with_(other)
    assert both.cosines.tolist() == other.cosines.tolist()
    assert both.agreement.tolist() == one.agreement.tolist()


def test_before_anything_was_measured_only_the_nearest_passage_counts_and_never_for_an_answer() -> None:
    assert calibration.unmeasured([0.9, 0.2]) == "weak"
    assert calibration.unmeasured([0.2]) == calibration.unmeasured([]) == "none"
