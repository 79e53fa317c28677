import numpy as np
import pytest

from knowledge import fusion


def scores(*given: float) -> fusion.Scores:
    return np.array(given, dtype=np.float32)


def test_the_best_come_first_of_equal_ones_the_earlier_and_nothing_without_a_score() -> None:
    assert fusion.best(scores(0, 2, 1, 2, -1, 3), 3).tolist() == [5, 1, 3]
    assert fusion.best(scores(0, 2, 1), 10).tolist() == [1, 2]
    assert fusion.best(scores(0, 0), 2).tolist() == []


def test_the_best_of_many_are_those_of_a_full_sort() -> None:
    drawn = np.random.default_rng(5).integers(0, 50, 3_000).astype(np.float32)
    assert fusion.best(drawn, 70).tolist() == [row for row in np.argsort(-drawn, kind="stable")[:70] if drawn[row] > 0]


def test_scores_are_spread_over_zero_to_one() -> None:
    assert fusion.spread(scores(5, 3, 4, 0)).tolist() == [1, 0, 0.5, 0]
    assert fusion.spread(scores(7, 0)).tolist() == [1, 0]


def test_both_sides_count_and_without_meaning_the_words_alone() -> None:
    words, meaning = scores(4, 2, 3, 0), scores(0, 0.3, 0.5, 0.9)
    assert fusion.fused(words, meaning) == pytest.approx(
        [fusion.LEXICAL, 0, 0.5 * fusion.LEXICAL + fusion.DENSE / 3, fusion.DENSE]
    )
    assert fusion.best(fusion.fused(words, None), 9).tolist() == [0, 2]


def test_agreement_moves_what_lies_near_and_leaves_what_has_none() -> None:
    fused = scores(1, 0.9, 0.5, 0.1)
    pool = np.array([0, 1, 2])
    refined = fusion.refined(fused, pool, scores(0.2, 0.8, np.nan))
    assert refined.argmax() == 1
    assert refined[2:] == pytest.approx(fused[2:])
    assert refined[0] < fused[0]
    assert fusion.refined(fused, pool, scores(np.nan, np.nan, np.nan)).tolist() == fused.tolist()
