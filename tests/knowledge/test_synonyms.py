import pytest

from knowledge import synonyms
from knowledge.lexical import LIKE, Lexicon
from knowledge.passages import Passage
from knowledge.synonyms import Synonyms

LISTED = Synonyms(["rival, competitor", "chief executive, senior leader", "ransomware > attack, security"])


def test_each_word_of_a_plain_line_stands_for_each() -> None:
    assert dict(LISTED.of("our rivals")) == {"rival": (("competitor",),)}
    assert dict(LISTED.of("a competitor")) == {"competitor": (("rival",),)}


def test_behind_an_arrow_the_way_goes_one_way_only() -> None:
    assert dict(LISTED.of("ransomware!")) == {"ransomwar": (("attack",), ("secur",))}
    assert dict(LISTED.of("an attack")) == {}


def test_a_phrase_is_found_whole_and_by_its_stems() -> None:
    assert dict(LISTED.of("what chief executives do")) == {"chief": (("senior", "leader"),)}
    assert dict(LISTED.of("the chief of the executive")) == {"chief": (("senior", "leader"),)}
    assert dict(LISTED.of("a chief")) == {}


def test_what_the_question_says_itself_is_not_added() -> None:
    assert dict(LISTED.of("rivals and competitors")) == {}


def passage(text: str) -> Passage:
    return Passage(text, "test", "note", "", text)


def test_a_synonym_counts_for_less_than_the_word_itself() -> None:
    lexicon = Lexicon([passage("their competitor here"), passage("their rival here"), passage("neither of them")])
    own, plain = lexicon.scores("rival", LISTED.of("rival")), lexicon.scores("rival")
    assert plain.tolist()[::2] == [0, 0]
    assert own[1] == plain[1] > own[0] > own[2] == 0
    assert own[0] == pytest.approx(LIKE * plain[1])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("client", "custom"),
        ("patient", "custom"),
        ("student", "custom"),
        ("staff", "workforc"),
        ("employee", "workforc"),
        ("rival", "competitor"),
        ("vendor", "supplier"),
        ("salary", "pay"),
        ("boss", "manag"),
    ],
)
def test_the_packaged_list_knows_the_words_of_the_domain(asked: str, meant: str) -> None:
    assert any((meant,) in like for like in synonyms.packaged().of(asked).values())
