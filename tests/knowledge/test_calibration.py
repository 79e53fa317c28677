import numpy as np
import pytest

from knowledge import calibration
from knowledge.calibration import LESS, SIDE, USUAL, Closeness, Judge, Reached
from knowledge.probe import Crowd, Probe

DIMS = 384
# Off-topic questions that have nothing to do with each other: one direction each.
OFFTOPIC = np.eye(200, DIMS, dtype=np.float32)
# What the passages speak of: other directions.
ON_TOPIC = np.eye(100, DIMS, k=280, dtype=np.float32)


def closeness(cosine: float, agreement: float = np.nan, count: int = 200) -> Closeness:
    return Closeness(
        np.full(count, cosine, dtype=np.float32), np.full(count, agreement, dtype=np.float32), Crowd.of(ON_TOPIC)
    )


def question(likeness: float = 0) -> np.ndarray:
    """Make a question about a subject of the passages that is so near to the first off-topic one."""
    made = np.zeros(DIMS, dtype=np.float32)
    made[0], made[300] = likeness, (1 - likeness**2) ** 0.5
    return made


def test_the_packaged_offtopic_questions_are_about_four_hundred_and_each_stands_once() -> None:
    questions = calibration.offtopic_questions()
    assert 390 <= len(questions) == len(set(questions))


def test_the_limit_is_what_ninety_nine_of_a_hundred_offtopic_questions_stay_below() -> None:
    agreement = np.linspace(0.5, 1, 200, dtype=np.float32)
    judge = Judge.of(OFFTOPIC, Closeness(np.zeros(200, dtype=np.float32), agreement, Crowd.of(ON_TOPIC)))
    _, sides = Probe.between([Crowd.of(ON_TOPIC)], OFFTOPIC)
    assert judge.limits.evidence == pytest.approx(
        max(calibration.FLOOR, np.percentile(SIDE * sides + agreement, 99)), abs=1e-5
    )
    assert judge.limits.agreement == pytest.approx(np.percentile(agreement, 90), abs=1e-5)


def test_among_few_passages_the_floor_counts() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.0, 0.0))
    assert (judge.limits.evidence, judge.plain.evidence) == (calibration.FLOOR, calibration.FLOOR)


def test_there_are_two_bands_below_an_answer() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.5))
    side = judge.probe.tell(question())
    assert side > 0
    assert judge.confidence(question(), Reached(0.1, judge.limits.evidence - SIDE * side - 0.01)) == "none"
    assert judge.confidence(question(), Reached(0.1, 0.49)) == "weak"
    assert judge.confidence(question(), Reached(0.1, 0.6)) == "answer"


def test_a_question_on_the_side_of_the_offtopic_ones_has_to_agree_better_with_a_passage() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.5))
    assert judge.probe.tell(question(likeness=0.9)) < judge.probe.tell(question(likeness=0.4))
    assert judge.confidence(question(), Reached(0.1, 0.51)) == "answer"
    assert judge.confidence(OFFTOPIC[0], Reached(0.1, 0.51)) == "none"


def test_without_token_vectors_the_nearest_passage_is_judged_by_its_own_limits() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2))
    assert judge.confidence(question(), Reached(0.3, None)) == "answer"
    assert judge.confidence(question(), Reached(0.15, None)) == "weak"
    assert judge.confidence(OFFTOPIC[0], Reached(0.3, None)) == "none"
    # Nothing was measured of the tokens, so nothing passes by them.
    assert judge.confidence(question(), Reached(0.3, 1.0)) == "none"


def test_a_phrase_by_which_people_ask_for_a_passage_counts_a_little_less_than_the_passage() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.5), ON_TOPIC[:50])
    assert judge.confidence(question(), Reached(0.1, 0.0, phrase=0.6 + LESS)) == "answer"
    assert judge.confidence(question(), Reached(0.1, 0.0, phrase=0.4 + LESS)) == "weak"


def test_words_that_no_passage_has_speak_against_an_answer() -> None:
    judge = Judge.of(OFFTOPIC, closeness(0.2, 0.5))
    assert judge.confidence(question(), Reached(0.1, 0.55, coverage=USUAL)) == "answer"
    assert judge.confidence(question(), Reached(0.1, 0.55, coverage=USUAL - 0.3)) == "weak"
    assert judge.confidence(question(), Reached(0.1, 0.45, coverage=1.0)) == "answer"


def test_two_scopes_together_are_as_near_as_the_nearer_one() -> None:
    one, other = closeness(0.2, 0.5), closeness(0.4)
    both = one.with_(other)
    assert both.cosines.tolist() == other.cosines.tolist()
    assert both.agreement.tolist() == one.agreement.tolist()
    assert both.crowd.count == 200


def test_before_anything_was_measured_only_the_nearest_passage_counts_and_never_for_an_answer() -> None:
    assert calibration.unmeasured(0.9) == "weak"
    assert calibration.unmeasured(0.2) == calibration.unmeasured(0.0) == "none"
