"""Groups of questions without codes, under headings of all kinds."""

import itertools

import pytest

from tests.ingest.reading import outline_of

HEADINGS = (
    "## {t}",
    "{t}",
    "{T}",
    "**{t}**",
    "{n}. {t}",
    "Category {n}: {t}",
    "{L}. {t}",
    "{t}:",
    "Under {t}",
    "{R}. {t}",
    "### {t}: How do you do well?",
)
LINES = ("- {q}", "{k}. {q}", "{x}) {q}", "{q}", "{n}.{k} {q}", "({k}) {q}", "Q{k}. {q}", "Question {k}: {q}")
GROUPS = {
    "Listening to customers": ("How do you listen?", "What do you do with it?"),
    "Staff at the desk": ("Describe how you train staff.", "To what extent do they learn?"),
}


@pytest.mark.parametrize(("heading", "line"), list(itertools.product(HEADINGS, LINES)))
def test_groups_of_questions_in_every_form(heading: str, line: str) -> None:
    text = ["Questions for clinics\n\nUse them in a workshop.\n"]
    for n, (title, questions) in enumerate(GROUPS.items(), 1):
        text.append(heading.format(t=title, T=title.upper(), n=n, L="AB"[n - 1], R="I" * n) + "\n")
        text += [line.format(q=q, k=k, n=n, x="ab"[k - 1]) for k, q in enumerate(questions, 1)]
        text.append("")
    framework = outline_of("\n".join([*text, "Notes\n\n1. Staff are all who work here."])).framework
    assert [item.title.lower() for item in framework.items] == [title.lower() for title in GROUPS]
    assert {question.code: question.text for question in framework.questions} == {
        f"{n}.{k}": q for n, group in enumerate(GROUPS.values(), 1) for k, q in enumerate(group, 1)
    }
    assert len(framework.notes) == 1


def test_a_group_keeps_its_points_and_the_question_of_its_heading() -> None:
    framework = outline_of(
        "# Choirs\n\n## Singing: How do you sing?\n(60 points)\n\n- How do you choose songs?\n\n"
        "## Audience – 40 points\n\n- How do you find it?"
    ).framework
    assert [(item.title, item.points, item.question) for item in framework.items] == [
        ("Singing", 60, "How do you sing?"),
        ("Audience", 40, None),
    ]


def test_a_category_keeps_its_number() -> None:
    framework = outline_of(
        "Check\n\nCategory 4: Measurement\n\nPlease describe how you choose measures. How do you check them?\n\n"
        "Category 6: Operations\n\nHow do you design work?"
    ).framework
    assert [question.code for question in framework.questions] == ["4.1", "4.2", "6.1"]


def test_paragraphs_of_questions_behind_a_title_are_groups() -> None:
    framework = outline_of(
        "Questions of the bank\n\nOpening. How do you make it easy? How do you check papers?\n\n"
        "Closing. How do you learn why people leave? How do you win them back?"
    ).framework
    assert [(item.title, len(item.parts[0].questions)) for item in framework.items] == [("Opening", 2), ("Closing", 2)]


def test_bullets_without_marks_are_questions_each() -> None:
    framework = outline_of(
        "Listening\n\n• How do you listen to customers\n• What do you do with what you hear"
    ).framework
    assert [question.text for question in framework.questions] == [
        "How do you listen to customers?",
        "What do you do with what you hear?",
    ]


def test_courtesies_and_questions_about_the_sheet_are_none() -> None:
    framework = outline_of(
        "Clinic questions\n\nPatients\n\n- How do you listen?\n- How do you help?\n\nQuestions? Write to us. "
        "Do you need help with this sheet? Call us."
    ).framework
    assert len(framework.questions) == 2
