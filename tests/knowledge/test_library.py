import re
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from pathlib import Path

import pytest

from knowledge.asking import asks, depths
from knowledge.catalogue import packaged
from knowledge.criteria import Framework
from knowledge.lexical import stems
from knowledge.lexical import words as content
from knowledge.passages import passages_of

LIBRARY = packaged()
BUSINESS = LIBRARY["baldrige-business-2021"]
HEALTH_CARE = LIBRARY["baldrige-health-care-2017"]
CULTURE = LIBRARY["customer-focused-culture"]
FRAMEWORK_72 = LIBRARY["framework-72"]

PROJECT = Path(__file__).parents[2]
# The documents whose structure the library follows stand beside the project where they may be used.
SOURCES = PROJECT.parent / "shared" / "sources"
TOO_MANY_EQUAL_WORDS = 9
AMERICAN = re.compile(
    r"\b\w*(?:ganiz|ogniz|itiz|ardiz|omiz|analyz|color|behavior|favor)\w*\b|\bprograms?\b", re.IGNORECASE
)

each_framework = pytest.mark.parametrize("framework", LIBRARY.values(), ids=LIBRARY)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + TOO_MANY_EQUAL_WORDS]) for at in range(len(found) - TOO_MANY_EQUAL_WORDS + 1)}


def questions_per_part(framework: Framework) -> dict[str, int]:
    return {part.code: len(part.questions) for part in framework.parts}


def printed_sentences(framework: Framework) -> int:
    return sum(len({question.sentence for question in part.questions}) for part in framework.parts)


def everything_asked(framework: Framework) -> Iterator[str]:
    yield from (item.question for item in framework.items if item.question)
    yield from (question.text for question in framework.questions)


def test_framework_72_has_23_questions_in_five_groups() -> None:
    assert [(item.code, item.title) for item in FRAMEWORK_72.items] == [
        ("1", "Product offerings"),
        ("2", "Customer support"),
        ("3", "Customer segmentation"),
        ("4", "Customer relationships"),
        ("5", "Complaint management"),
    ]
    assert [category.title for category in FRAMEWORK_72.categories] == ["Customer Management Systems"]
    assert questions_per_part(FRAMEWORK_72) == {"1": 4, "2": 5, "3": 4, "4": 7, "5": 3}
    assert (FRAMEWORK_72.questions[0].code, FRAMEWORK_72.questions[-1].code) == ("1.1", "5.3")
    assert len(FRAMEWORK_72.notes) == 5
    assert FRAMEWORK_72.points is None


def test_health_care_2017_asks_item_3_2_in_23_questions_from_15_sentences() -> None:
    (item,) = HEALTH_CARE.items
    assert (item.code, item.title, item.points, HEALTH_CARE.points) == ("3.2", "Customer Engagement", 45, 45)
    assert [area.code for area in item.areas] == ["3.2a", "3.2b"]
    assert questions_per_part(HEALTH_CARE) == {"3.2a(1)": 4, "3.2a(2)": 6, "3.2a(3)": 4, "3.2b(1)": 6, "3.2b(2)": 3}
    assert (len(HEALTH_CARE.questions), printed_sentences(HEALTH_CARE)) == (23, 15)
    assert {about for note in HEALTH_CARE.notes for about in note.about} == {
        "3.1b(2)",
        "3.2",
        "3.2a(1)",
        "3.2a(2)",
        "3.2b",
        "3.2b(1)",
    }
    assert HEALTH_CARE.elsewhere == ("3.1b(2)",)


def test_the_culture_has_30_statements_in_six_components_and_eleven_steps() -> None:
    assert {part.code: len(part.statements) for part in CULTURE.parts} == {
        "1": 5,
        "2": 5,
        "3": 4,
        "4": 6,
        "5": 4,
        "6": 6,
    }
    assert (CULTURE.statements[0].code, CULTURE.statements[-1].code) == ("1.1", "6.6")
    assert [step.code for step in CULTURE.steps] == [f"S{number}" for number in range(1, 12)]
    assert {step.code: len(step.points) for step in CULTURE.steps if step.points} == {"S10": 4, "S11": 3}
    assert (CULTURE.instrument, CULTURE.questions) == ("agreement", ())


def test_each_depth_asks_the_item_its_leads_or_every_single_question() -> None:
    counts = {
        framework.id: {depth.value: len(asks(framework, depth)) for depth in depths(framework)}
        for framework in LIBRARY.values()
    }
    assert counts == {
        "baldrige-business-2021": {"basic": 19, "overall": 103, "multiple": 402},
        "baldrige-health-care-2017": {"basic": 1, "overall": 5, "multiple": 23},
        "customer-focused-culture": {"multiple": 30},
        "framework-72": {"overall": 5, "multiple": 23},
    }


def test_the_bullets_under_one_lead_in_share_its_sentence() -> None:
    support = next(part for part in BUSINESS.parts if part.code == "3.2a(2)")
    assert [question.sentence for question in support.questions] == [1, 2, 3, 4, 5, 5]
    relationships = next(part for part in HEALTH_CARE.parts if part.code == "3.2b(1)")
    assert [question.sentence for question in relationships.questions] == [1, 2, 2, 2, 2, 3]


@each_framework
def test_sentences_are_counted_up_without_a_gap(framework: Framework) -> None:
    for part in framework.parts:
        numbers = [number for number, _ in groupby(question.sentence for question in part.questions)]
        assert numbers == list(range(1, len(numbers) + 1))


@each_framework
def test_every_code_stands_once_and_begins_with_its_part(framework: Framework) -> None:
    asked = [ask.code for ask in asks(framework)]
    assert len(set(asked)) == len(asked)
    assert all(ask.code.startswith(f"{ask.part.code}.") for ask in asks(framework))


@each_framework
def test_every_note_explains_something_and_says_something_of_its_own(framework: Framework) -> None:
    for note in framework.notes:
        assert note.about
        assert all(framework.lineage(code) or code in framework.elsewhere for code in note.about)
    assert len({note.text for note in framework.notes}) == len(framework.notes)


def test_a_note_is_found_from_the_question_it_explains() -> None:
    (brand, relationships) = FRAMEWORK_72.notes_on("4.4")
    assert brand.text.startswith("Brand management")
    assert relationships.text.startswith("Partnerships")
    assert [note.about for note in BUSINESS.notes_on("3.2b(1).2")] == [("3.2b(1)",), ("3.2",)]
    assert [note.about for note in HEALTH_CARE.notes_on("3.2b(1).3")] == [("3.2b(1)",), ("3.2b",), ("3.2",)]


@each_framework
def test_every_question_is_one_that_can_be_read_alone(framework: Framework) -> None:
    for text in everything_asked(framework):
        assert text.endswith("?")
        assert text.count("?") == 1
        assert text[0].isupper()
        assert re.search(r"\b(?:how|what|which|who|where)\b", text, re.IGNORECASE), text
        assert len(text.split()) <= 45
        assert not re.search(r"\b(?:do|does) (?:they|these|those(?! who))\b", text), f"needs the one before it: {text}"
        assert not re.search(r"\b[1-9P]\.\d|as appropriate", text), f"sends the reader elsewhere: {text}"


def nearly_alike(asked: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs that have three quarters of their stems in common, or of those that are no mere small words.

    The share is of all that either of the two has (Jaccard). Measured: the most alike of our own pairs, an item's
    question and a part's, have 0.65 in common.
    """
    told = [(text, frozenset(stems(text).split()), frozenset(content(text))) for text in asked]
    return [(one[0], other[0]) for one, other in combinations(told, 2) if any(map(shares, one[1:], other[1:]))]


def shares(these: frozenset[str], those: frozenset[str]) -> bool:
    return len(these & those) >= 0.75 * len(these | those)


@each_framework
def test_no_two_questions_of_a_framework_are_nearly_alike(framework: Framework) -> None:
    assert nearly_alike([*everything_asked(framework), *(one.text for one in framework.statements)]) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("How do you deal with a customer's complaint, from the moment it reaches you until it is closed?", True),
        ("In which way do you deal with customer complaints, from the moment one reaches you until closed?", True),
        ("How do you deal with complaints from suppliers, and who decides when one of them is closed?", False),
    ],
)
def test_a_question_that_was_only_reworded_in_passing_is_found(planted: str, found: bool) -> None:
    asked = list(everything_asked(BUSINESS))
    ours = next(question.text for question in BUSINESS.questions if question.code == "3.2a(3).1")
    assert ((ours, planted) in nearly_alike([*asked, planted])) is found


def test_every_statement_is_one_short_sentence_to_agree_with() -> None:
    for statement in CULTURE.statements:
        assert re.fullmatch(r"[A-Z][^.?!]+\.", statement.text)
        assert len(statement.text.split()) <= 25


@each_framework
def test_no_two_questions_or_statements_of_a_framework_are_alike(framework: Framework) -> None:
    asked = [tuple(words(text)) for text in everything_asked(framework)]
    asked += [tuple(words(statement.text)) for statement in framework.statements]
    assert len(set(asked)) == len(asked)


@each_framework
def test_the_wording_keeps_to_one_spelling_and_leaves_no_double_blank(framework: Framework) -> None:
    for passage in passages_of(framework, "library"):
        assert not AMERICAN.findall(passage.text)
        assert "  " not in passage.text


@each_framework
def test_a_framework_names_its_source_and_edition_and_says_that_it_is_not_official(framework: Framework) -> None:
    assert framework.edition in framework.source
    assert framework.edition in framework.notice
    for said in ("Howwell's own", "It is not the", "official text", "endorsed"):
        assert said in framework.notice


def test_every_name_of_a_framework_is_its_own() -> None:
    names = [(name.casefold(), f.id) for f in LIBRARY.values() for name in {f.id, f.title, f.short, *f.aliases}]
    assert len({name for name, _ in names}) == len({(name, framework) for name, framework in names})


@pytest.mark.skipif(not SOURCES.exists(), reason="the source documents are not beside the project")
def test_no_run_of_nine_words_stands_in_a_source_document() -> None:
    theirs = set().union(*(runs(file.read_text(encoding="utf-8")) for file in SOURCES.glob("*.txt")))
    assert theirs
    for file in (PROJECT / "knowledge" / "library").rglob("*.yaml"):
        assert not runs(file.read_text(encoding="utf-8")) & theirs
    for framework in LIBRARY.values():
        for passage in passages_of(framework, "library"):
            assert not runs(passage.text) & theirs
