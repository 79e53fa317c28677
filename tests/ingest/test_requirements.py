"""Areas, parts, lead-ins and bullets, in the marks and with the slips that pasted criteria have."""

import itertools

import pytest

from knowledge.criteria import Framework
from tests.ingest.reading import outline_of

HEADING = "3.2 Customer Engagement (45 pts.)\nHow do you engage customers?\n"
AREAS = (
    "{a}. Care",
    "{a}) Care",
    "({a}) Care",
    "{A}. Care",
    "Area {a}: Care",
    "3.2{a} – Care",
    "3.2 {a}. Care",
    "**{a}. Care**",
)
PARTS = (
    "({n}) Ties. {q}",
    "({n}) **Ties** {q}",
    "**({n}) Ties** {q}",
    "{n}. Ties: {q}",
    "{n}) Ties – {q}",
    "3.2{a}({n}): Ties: {q}",
    "({n}) Ties\n{q}",
)
BULLETS = ("- {b}", "•\t{b}", "({x}) {b}", "{x}) {b}", "{r}. {b}", "   – {b}")


def questions(framework: Framework) -> dict[str, str]:
    return {question.code: question.text for question in framework.questions}


def asked(text: str) -> list[str]:
    return [question.text for question in outline_of(f"{HEADING}\n{text}").framework.questions]


@pytest.mark.parametrize(("area", "part"), list(itertools.product(AREAS, PARTS)))
def test_areas_parts_and_bullets_in_their_marks(area: str, part: str) -> None:
    for bullet in BULLETS:
        lines, expected = [HEADING], {}
        for letter in "ab":
            lines.append(area.format(a=letter, A=letter.upper()))
            for number in (1, 2):
                lines.append(part.format(a=letter, n=number, q="How do you start? How do you"))
                lines.append(bullet.format(x="a", r="i", b=f"win {letter}{number};"))
                lines.append(bullet.format(x="b", r="ii", b=f"keep {letter}{number}?"))
                said = ("How do you start?", f"How do you win {letter}{number}?", f"How do you keep {letter}{number}?")
                expected.update({f"3.2{letter}({number}).{place}": text for place, text in enumerate(said, 1)})
        framework = outline_of("\n".join(lines)).framework
        assert questions(framework) == expected
        assert {part.title for part in framework.parts} == {"Ties"}


def test_areas_and_parts_may_run_on_in_one_paragraph() -> None:
    framework = outline_of(
        "5.1 Climate: How do you look after people? (40 pts.) a. Needs (1) Skills How do you find out what you need? "
        "(2) New People How do you choose people? b. Workplace (1) Safety How do you keep it safe?"
    ).framework
    assert list(questions(framework)) == ["5.1a(1).1", "5.1a(2).1", "5.1b(1).1"]


@pytest.mark.parametrize(
    "lead",
    [
        "In which ways do leaders",
        "In planning, budgeting, and review, how do you",
        "To what extent, and with whose help, do you",
        "How, if at all, do you",
        "Together with partners, how does the house",
        "Which of your plans are you able to",
        "How might you",
        "And how do you:",
        "How do you ...",
    ],
)
def test_lead_ins_of_many_wordings_are_completed_by_their_bullets(lead: str) -> None:
    begun = lead.rstrip(":. ")
    assert asked(f"a. Care\n(1) Ties. {lead}\n- win trust;\n- keep it?") == [
        f"{begun} win trust?",
        f"{begun} keep it?",
    ]


def test_a_request_as_lead_in_makes_requests() -> None:
    assert asked("a. Care\nProvide data for\n• cycle time;\n• safety.") == [
        "Provide data for cycle time.",
        "Provide data for safety.",
    ]


def test_what_is_set_in_below_an_open_bullet_goes_on_with_it() -> None:
    bullets = "- risks, such as\n    - fire,\n    - flood;\n- chances?"
    assert asked(f"a. Care\n(1) Readiness. How do you deal with\n{bullets}") == [
        "How do you deal with risks, such as fire, flood?",
        "How do you deal with chances?",
    ]


def test_a_letter_in_brackets_is_the_next_area_where_areas_are_printed_so() -> None:
    text = "(a) Data\n\n(1) How do you\n– keep data;\n– share data?\n\n(b) People\n\n(1) How do you teach people?"
    assert list(questions(outline_of(f"{HEADING}\n{text}").framework)) == ["3.2a(1).1", "3.2a(1).2", "3.2b(1).1"]


def test_a_forgotten_mark_is_set_and_an_aside_is_no_question() -> None:
    assert asked("a. Care\n(1) How do you listen to customers.\n(2) How do you act on it? (By mail? By phone?)") == [
        "How do you listen to customers?",
        "How do you act on it?",
    ]


def test_what_is_answered_at_once_or_quoted_is_not_asked_of_the_reader() -> None:
    text = 'Why does it matter? Because it does.\n\na. Care\nHow do you care? Somebody may ask: "Where is it?"'
    assert asked(text) == ["How do you care?"]


def test_two_parts_of_one_number_are_both_asked_and_reported() -> None:
    read = outline_of(f"{HEADING}\na. Care\n(1) Shops How do you help?\n(1) Mail How do you reply?")
    assert questions(read.framework) == {"3.2a(1).1": "How do you help?", "3.2a(1).2": "How do you reply?"}
    assert "Part 3.2a(1) stands twice, again at line 6; what it asks was added to the first." in read.warnings


def test_a_note_between_areas_does_not_end_the_item() -> None:
    framework = outline_of(
        f"{HEADING}\na. Care\n(1) How do you care?\n\nNote: Care takes time.\n\nb. Trust\n(1) How do you win trust?\n\n"
        "NOTE — 3.2b(1). Trust takes longer."
    ).framework
    assert list(questions(framework)) == ["3.2a(1).1", "3.2b(1).1"]
    assert [note.about for note in framework.notes] == [("3.2a",), ("3.2b(1)",)]


def test_explanations_below_a_heading_do_not_hide_what_is_asked() -> None:
    text = "This item is about ties.\n\na. Care\n\nThis area is about care.\n\n(1) What Counts\nHow do you find out?"
    assert questions(outline_of(f"{HEADING}\n{text}").framework) == {"3.2a(1).1": "How do you find out?"}


def test_a_reference_at_the_end_of_a_line_is_no_label_in_the_next() -> None:
    text = "a. Care\n\n(1) How do you choose your measures, including those that are named in item\n4.2 and elsewhere?"
    framework = outline_of(f"{HEADING}\n{text}").framework
    assert [item.code for item in framework.items] == ["3.2"]
    assert len(framework.questions) == 1


def test_a_coded_part_that_ends_with_a_request_is_no_note() -> None:
    text = (
        "3.2a(1) Choosing: How do you choose?\n3.2a(2) Sharing: How do you share? Describe a case that taught you much."
    )
    framework = outline_of(f"{HEADING}\n3.2a Care\n{text}").framework
    assert list(questions(framework)) == ["3.2a(1).1", "3.2a(2).1", "3.2a(2).2"]
    assert framework.notes == ()
