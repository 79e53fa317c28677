"""Spellings, doubts and the smallest texts, in a few lines each."""

import pytest

from knowledge.catalogue import check
from knowledge.criteria import Framework
from tests.ingest.reading import DOCUMENTS, outline, outline_of


def questions(framework: Framework) -> dict[str, str]:
    return {question.code: question.text for question in framework.questions}


@pytest.mark.parametrize(
    "heading",
    [
        "3.1 Customer Listening: How do you listen to customers? (40 pts.)",
        "Item 3.1 – Customer Listening – How do you listen to customers? [40 Points]",
        "3.1. Customer Listening (40 points): How do you listen to customers?",
        "### 3.1\tCustomer Listening How do you listen to customers? (40 pts)",
        "**3.1 Customer Listening** How do you listen to customers? 40 pts.",
        "3.1 CUSTOMER LISTENING (40 Points)\nHow do you listen to customers?",
    ],
)
def test_item_headings_in_their_spellings(heading: str) -> None:
    framework = outline_of(f"{heading}\n\na. Ears\n\n(1) Shops How do you listen in shops?").framework
    (item,) = framework.items
    assert (item.code, item.title.lower(), item.points) == ("3.1", "customer listening", 40)
    assert item.question == "How do you listen to customers?"
    assert questions(framework) == {"3.1a(1).1": "How do you listen in shops?"}


def test_parts_may_be_printed_with_their_whole_code() -> None:
    read = outline_of("6.1a Design\n\n6.1a(1) Needs: How do you learn of needs?\n\n6.1a(2) How do you build?")
    assert questions(read.framework) == {"6.1a(1).1": "How do you learn of needs?", "6.1a(2).1": "How do you build?"}
    assert any("heading is missing" in warning for warning in read.warnings)


def test_an_item_may_ask_directly_without_areas() -> None:
    read = outline_of("2.2 Plans: How do you act? (10 pts.)\n\nHow do you make plans? Who pays for them?")
    assert [part.code for part in read.framework.parts] == ["2.2"]
    assert [question.code for question in read.framework.questions] == ["2.2.1", "2.2.2"]


def test_doubts_are_reported_with_their_lines() -> None:
    text = (
        "2.2 Plans: How do you act? (10 pts.)\n\na. Making\n\n(1) Start How do you start?\n\n"
        "(1) Again How do you go on?\n\n(2) Nothing here\n\n(3) Open How do you end? How do you"
    )
    read = outline_of(text)
    assert questions(read.framework) == {
        "2.2a(1).1": "How do you start?",
        "2.2a(1).2": "How do you go on?",
        "2.2a(3).1": "How do you end?",
    }
    said = " ".join(read.warnings)
    assert "Part 2.2a(1) stands twice, again at line 7" in said
    assert "Part 2.2a(2) at line 9 asks nothing" in said
    assert "A question of part 2.2a(3) at line 11 is not finished" in said


def test_a_bullet_without_lead_in_is_reported_and_kept_as_guidance() -> None:
    read = outline_of(
        "2.2 Plans: How do you act? (10 pts.)\n\na. Making\n\n- whole teams\n\n(1) Start How do you start?"
    )
    assert read.warnings == ("The bullet at line 5 has no lead-in; it was read as guidance.",)
    assert [guidance.text for guidance in read.guidance] == ["whole teams"]


def test_a_list_of_items_without_questions_does_not_hide_the_item_itself() -> None:
    read = outline_of(
        "2.1 Aims (45 pts.)\n2.2 Plans (40 pts.)\n\n2.2 Plans: How do you act? (40 pts.)\n\na. How do you start?"
    )
    assert [item.code for item in read.framework.items] == ["2.2"]
    assert questions(read.framework) == {"2.2a.1": "How do you start?"}


@pytest.mark.parametrize(
    "text", ["hello world", "word", "- one\n- two", "What is it?", "1. a\n2. b", "(1) How do you go?"]
)
def test_the_smallest_text_yields_something(text: str) -> None:
    read = outline_of(text)
    assert read.guidance or not read.is_empty


def test_a_document_of_furniture_only_says_that_there_is_nothing_to_quote() -> None:
    read = outline_of("Page 3 of 9\n\nWe use cookies.")
    assert read.guidance == ()
    assert read.warnings == ("Nothing in this document can be quoted: it holds page furniture only.",)


def test_every_outline_of_a_document_here_adds_up() -> None:
    for path in sorted(DOCUMENTS.iterdir()):
        check(outline(path.name).framework, path.name)
