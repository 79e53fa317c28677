"""Statements to agree with: the lists that are such, and those that only look alike."""

import itertools

import pytest

from tests.ingest.reading import outline_of

TOLD = (
    "Please mark how far you agree with each statement.",
    "Tick each statement that is true of your team.",
    "Say yes, partly or no to each line.",
    "Score each item from 0 (never) to 4 (always).",
    "How strongly do you agree or disagree?",
)
HEADINGS = ("## {t}", "{t}", "{T}", "**{t}**", "{n}. {t}", "Category {n}: {t}", "{L}. {t}", "{t}:", "Section {L}: {t}")
LINES = (
    "- {s}",
    "{k}. {s}",
    "{x}) {s}",
    "☐ {s}",
    "- [ ] {s}",
    "{s}",
    "{n}.{k} {s}",
    "{n}{x}. {s}",
    "{k}. {s}   1 2 3 4 5",
    "| {k} | {s} | | |",
)
GROUPS = (("Leadership", ("I know our mission.", "My boss asks me.")), ("Customers", ("We know them.", "We ask them.")))


@pytest.mark.parametrize(("heading", "line"), list(itertools.product(HEADINGS, LINES)))
def test_statements_under_their_headings_in_every_form(heading: str, line: str) -> None:
    for told in TOLD:
        text = [f"# Team survey\n\n{told}\n"]
        for n, (title, statements) in enumerate(GROUPS, 1):
            text.append(heading.format(t=title, T=title.upper(), n=n, L="AB"[n - 1]) + "\n")
            text += [line.format(s=s, k=k, n=n, x="ab"[k - 1]) for k, s in enumerate(statements, 1)]
            text.append("")
        framework = outline_of("\n".join([*text, "Thank you for taking part."])).framework
        assert [(item.code, item.title) for item in framework.items] == [("1", "Leadership"), ("2", "Customers")]
        assert [statement.text for statement in framework.statements] == [s for _, group in GROUPS for s in group]
        assert framework.instrument == "agreement"


def test_sections_of_a_table_are_components() -> None:
    framework = outline_of(
        "Clinic check\n\n| No. | Statement | Yes | Partly | No |\n|---|---|---|---|---|\n| | **Access** | | | |\n"
        "| 1 | Patients get an appointment within a week. | | | |\n| 2 | The telephone is answered. | | | |\n"
        "| | **Care** | | | |\n| 3 | Patients know their nurse. | | | |"
    ).framework
    assert [(item.title, len(item.parts[0].statements)) for item in framework.items] == [("Access", 2), ("Care", 1)]


def test_lists_side_by_side_say_what_a_culture_is_made_of() -> None:
    framework = outline_of(
        "# The learning school\n\n## Building blocks\n\nIt rests on three blocks.\n\n### 1. Shared aims\n\n"
        "- Aims are written with pupils\n- Aims hang in every room\n\n"
        "### 2. Open doors\n\n- Teachers visit each other\n"
        "- Parents may sit in\n\n### 3. Time\n\n- There is an hour a week for it\n\n"
        "## How to get there\n\n1. Ask pupils.\n2. Begin."
    ).framework
    assert [statement.code for statement in framework.statements] == ["1.1", "1.2", "2.1", "2.2", "3.1"]
    assert [step.code for step in framework.steps] == ["S1", "S2"]


def test_statements_and_steps_may_stand_beside_criteria() -> None:
    framework = outline_of(
        "# Handbook\n\n## 3.2 Guests: How do you win guests? (45 points)\n\na. Care\n\nHow do you greet guests?\n\n"
        "## Steps to better care\n\n1. Ask guests.\n2. Choose one change.\n\n"
        "## Check of the house\n\nTick what is true.\n\n"
        "### Rooms\n\n- Rooms are clean.\n- Rooms are warm.\n"
    ).framework
    assert [item.code for item in framework.items] == ["3.2", "1"]
    assert [statement.code for statement in framework.statements] == ["1.1", "1.2"]
    assert [step.code for step in framework.steps] == ["S1", "S2"]
    assert [question.code for question in framework.questions] == ["3.2a.1"]


@pytest.mark.parametrize(
    "text",
    [
        "Core Values\n\n- Visionary leadership\n- Valuing people\n\n"
        "The Role of Core Values\n\n- They guide us.\n- They hold.",
        "Process Scoring\n\n0% or 5%\n- No method is seen.\n- Nothing is used.\n\n"
        "10% to 25%\n- A method begins.\n- It is used.",
        "# Handbook\n\n## Roles\n\n- Lead: plans\n- Writer: writes\n\n"
        "## Style\n\n- Short\n- Plain\n\n## Dates\n\n- May\n- June",
        "How to avoid it\n\nThings to avoid\n- slogans\n- stories\n\nThings to show\n- a method\n- an owner",
    ],
)
def test_other_lists_under_headings_are_no_statements(text: str) -> None:
    read = outline_of(text)
    assert read.framework.items == ()
    assert read.guidance
