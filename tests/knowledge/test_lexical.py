import numpy as np
import pytest

from knowledge.lexical import Lexicon, words
from knowledge.passages import Passage, passage_id


def passage(title: str, text: str, *heading: str) -> Passage:
    return Passage(passage_id("test", heading, text), "test", "note", title, text, heading=heading)


PASSAGES = (
    passage("Night porter", "Someone is at the desk around the clock.", "Hotel 2024", "3.2a Arrivals"),
    passage(
        "Complaints", "Grievances are written down and answered within a day.", "Hotel 2024", "3.2b After the stay"
    ),
    passage("Breakfast", "Guests choose between two menus.", "Hotel 2024", "3.1 Meals"),
)
LEXICON = Lexicon(PASSAGES, ["", "", "morning meal"])


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("who answers a grievance", 1),
        ("complaint", 1),
        ("what happens on arrival", 0),
        ("the guest", 2),
        ("the morning", 2),
    ],
)
def test_title_heading_text_and_extra_words_are_found_by_their_stems(asked: str, first: int) -> None:
    assert int(np.argmax(LEXICON.scores(asked))) == first


@pytest.mark.parametrize("asked", ["", "how do you", "zeppelin", "3.2", "?!", "Hotel"])
def test_a_question_without_a_known_word_scores_nothing(asked: str) -> None:
    assert LEXICON.scores(asked).tolist() == [0, 0, 0]


def test_no_passages_are_no_error() -> None:
    assert Lexicon(()).scores("anything at all").tolist() == []


def test_stop_words_go_and_the_rest_is_stemmed() -> None:
    assert words("How do you handle complaints of 2021 in 3.2a(3)?") == ["handl", "complaint", "2021"]


def test_coverage_weighs_the_words_by_their_rarity() -> None:
    assert LEXICON.coverage("guests choose menus", 2) == 1
    assert LEXICON.coverage("guests choose zeppelins", 2) < 2 / 3
    assert LEXICON.coverage("how do you", 2) == 0
