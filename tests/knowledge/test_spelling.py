import pytest

from knowledge import embeddings
from knowledge.embeddings import OnnxEmbedder
from knowledge.lexical import words
from knowledge.spelling import OTHER, TWO, WRONG, Speller, slips
from tests.knowledge.test_retrieval import LIBRARY_PASSAGES, asked_in


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return embeddings.packaged()


@pytest.fixture(scope="module")
def speller(embedder: OnnxEmbedder) -> Speller:
    return Speller(lambda: (f"{one.title}. {one.text}" for one in LIBRARY_PASSAGES), embedder.knows)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("satisfacton of custumers", "satisfaction of customers"),
        ("suply network managment", "supply network management"),
        ("Stratgic goals", "strategic goals"),
        ("volunters", "volunteers"),
        ("colaborator", "collaborators"),
        ("comunicaton", "communication"),
        ("what is a stratgic objektive?", "what is a strategic objective?"),
    ],
)
def test_a_slip_in_a_word_is_repaired(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repaired(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "contractors, whistleblowers and ransomware",
        "revising the grantees' advantageous instructions",
        "What is a firewall, and who respondents?",
        "4.2a(1), 3.2A-4 and S11",
        "iPhone, DMAIC, AWMP and PowerPoint",
        "wer hat das geschrieben?",
        "shrt wrds",
        "",
    ],
)
def test_what_is_no_slip_is_left_alone(speller: Speller, text: str) -> None:
    assert speller.repaired(text) == text


def test_no_word_of_the_library_and_no_offtopic_question_is_touched(speller: Speller) -> None:
    for text in (*(one.text for one in LIBRARY_PASSAGES), *asked_in("offtopic_unseen.txt"), *asked_in("nearmiss.txt")):
        assert speller.repaired(text) == text


def test_the_corpus_is_read_only_when_a_word_is_not_known() -> None:
    def unread() -> list[str]:
        raise AssertionError("the corpus was read")

    assert Speller(unread, lambda _: True).repaired("customers of the firm") == "customers of the firm"


def test_the_more_frequent_of_two_equally_near_words_is_taken() -> None:
    speller = Speller(lambda: ["roasted toasted toasted"], lambda _: False)
    assert speller.repaired("tosted") == "toasted"
    assert Speller(lambda: ["planets planted planted"], lambda _: False).repaired("planetd") == "planted"


def test_slips_are_counted() -> None:
    assert [slips("supply", other) for other in ("supply", "suply", "suppply", "spuply")] == [0, 1, 1, 1]
    assert slips("custumer", "customer") == slips("numger", "number") == WRONG
    assert slips("device", "devise") == OTHER
    assert slips("customer", "workforce") > TWO


def test_a_repair_keeps_the_stems_of_everything_else(speller: Speller) -> None:
    repaired = speller.repaired("how do leaders comunicate with the staff?")
    assert words(repaired) == words("how do leaders communicate with the staff?")
