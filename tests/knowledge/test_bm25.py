import numpy as np
import pytest

from knowledge.bm25 import Postings

TEXTS: tuple[list[str], ...] = (
    ["night", "porter", "night"],
    ["complaint"],
    ["night", "complaint", "desk", "desk", "key", "guest"],
    [],
)
POSTINGS = Postings(TEXTS)


def test_a_rare_word_a_repeated_word_and_a_short_text_count_for_more() -> None:
    night, complaint, porter = (POSTINGS.scores(word) for word in ("night", "complaint", "porter"))
    assert night[0] > night[2] > night[1] == 0
    assert complaint[1] > complaint[2] > 0
    assert porter[0] > Postings([["porter"], ["porter"], *TEXTS]).scores("porter")[0]


def test_the_scores_are_those_of_the_formula() -> None:
    # idf of a word in 1 of 4 texts, once in a text of 3 words where 2.5 is the mean.
    expected = np.log(1 + 3.5 / 1.5) / (1 + 1.5 * (0.25 + 0.75 * 3 / 2.5))
    assert POSTINGS.scores("porter")[0] == pytest.approx(expected, rel=1e-5)


def test_words_are_looked_up() -> None:
    assert "desk" in POSTINGS
    assert "moon" not in POSTINGS
    assert (POSTINGS.frequency("night"), POSTINGS.frequency("moon")) == (2, 0)
    assert [POSTINGS.has("night", row) for row in range(4)] == [True, False, True, False]
    assert not POSTINGS.has("moon", 0)
    assert POSTINGS.scores("moon").tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_to_index_is_no_error(texts: list[list[str]]) -> None:
    assert Postings(texts).scores("night").tolist() == [0] * len(texts)
