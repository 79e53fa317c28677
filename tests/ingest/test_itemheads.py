"""The headings of items: code, title, points and question in the orders and marks in which people type them."""

import itertools

import pytest

from tests.ingest.reading import outline_of

QUESTION = "How do your senior leaders lead?"
BELOW = "\n\na. Vision\n\n(1) Aims. How do leaders set aims?"
CODES = ("1.1", "1.1.", "1.1:", "Item 1.1", "Item 1.1 –", "1.1 |", "**1.1**", "[1.1]", "ITEM 1.1")
POINTS = (
    "(70 pts.)",
    "[70 points]",
    "– 70 points",
    ", 70 pts",
    "(Points: 70)",
    "· 70 points",
    "(max. 70 points)",
    "(70)",
)
ORDERS = (
    "{code} Senior Leadership {points}: {question}",
    "{code} Senior Leadership: {question} {points}",
    "{code} Senior Leadership {points}\n{question}",
    "{code} Senior Leadership. {question} {points}",
    "{code} Senior Leadership\n{question} {points}",
)


@pytest.mark.parametrize(("code", "order"), list(itertools.product(CODES, ORDERS)))
def test_a_heading_is_read_in_every_order_of_its_pieces(code: str, order: str) -> None:
    for points in POINTS:
        heading = order.format(code=code, points=points, question=QUESTION)
        (item,) = outline_of(f"Our criteria\n\n{heading}{BELOW}").framework.items
        assert (item.code, item.title, item.points, item.question) == ("1.1", "Senior Leadership", 70, QUESTION)


@pytest.mark.parametrize("heading", [f"**1.1 Senior Leadership: {QUESTION} (70 pts.)**", "## 1.1 Senior Leadership"])
def test_bold_and_hashes_change_nothing(heading: str) -> None:
    (item,) = outline_of(f"# Criteria\n\n{heading}{BELOW}").framework.items
    assert (item.code, item.title) == ("1.1", "Senior Leadership")


def test_points_may_stand_alone_in_the_next_line_and_before_the_title() -> None:
    next_line = outline_of(f"4.1 Measurement\n(45 Points)\nHow do you measure?{BELOW}").framework.items[0]
    before = outline_of(f"Item 4.1 (45 points): Measurement{BELOW}").framework.items[0]
    assert (next_line.title, next_line.points, next_line.question) == ("Measurement", 45, "How do you measure?")
    assert (before.title, before.points) == ("Measurement", 45)


def test_a_subtitle_that_begins_like_a_question_stays_in_the_title() -> None:
    (item,) = outline_of(f"6.1 Care: What Patients See (45 points){BELOW}").framework.items
    assert (item.title, item.question) == ("Care: What Patients See", None)


def test_what_calls_the_question_the_items_own_is_no_part_of_it() -> None:
    (item,) = outline_of(f"1.1 Leading (70 points)\nItem question: {QUESTION}{BELOW}").framework.items
    assert item.question == QUESTION


def test_an_item_without_points_among_others_with_points_is_reported() -> None:
    read = outline_of(
        "1.1 Leading: How do you lead? (70 pts.)\na. Aims\nHow do you set aims?\n\n"
        "1.2 Governing: How do you govern?\na. Board\nHow does the board work?"
    )
    assert read.warnings == ("Item 1.2 at line 5 names no points, though other items do.",)


def test_categories_are_named_by_headings_with_points_in_capitals_or_as_criteria() -> None:
    for heading in ("CATEGORY 4: MEASUREMENT (90 POINTS)", "Criterion 4. Measurement (90 pts)", "4 Measurement"):
        read = outline_of(f"Our criteria\n\n{heading}\n\n4.1 Measuring (45 pts.){BELOW}")
        assert [category.title for category in read.framework.categories] == ["Measurement"]


def test_a_row_of_a_table_with_a_code_is_what_the_code_says() -> None:
    table = "| Code | Question |\n|---|---|\n| 3.2a(1) | How do you build ties? |\n| 3.2b | How do you measure them? |"
    framework = outline_of(f"# Item 3.2 Ties (45 points)\n\n{table}").framework
    assert [(question.code, question.text) for question in framework.questions] == [
        ("3.2a(1).1", "How do you build ties?"),
        ("3.2b.1", "How do you measure them?"),
    ]


def test_a_list_of_items_with_their_points_is_no_criteria() -> None:
    read = outline_of("Items and point values\n\n| 1.1 | Senior Leadership | 70 |\n\n1.2 Governance          50")
    assert read.framework.items == ()
