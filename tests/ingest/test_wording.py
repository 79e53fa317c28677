import pytest

from ingest.printed.codes import codes_of, parted
from ingest.printed.points import without_points
from ingest.printed.wording import completed, is_lead_in, sentences, title_and_question


def test_sentences_end_at_marks_but_not_at_abbreviations() -> None:
    said = "Ask e.g. Ms. Hale, i.e. the owner. How does she (and her U.S. team) decide? “Why so?” Because."
    assert sentences(said) == [
        "Ask e.g. Ms. Hale, i.e. the owner.",
        "How does she (and her U.S. team) decide?",
        "“Why so?”",
        "Because.",
    ]


@pytest.mark.parametrize(
    "begun",
    ["How do you", "How do your leaders:", "In doing so, how do you", "What are your results for", "How well do you"],
)
def test_an_unfinished_question_is_a_lead_in(begun: str) -> None:
    assert is_lead_in(begun)


@pytest.mark.parametrize(
    "said",
    [
        "How do you go?",
        "It is well known what is meant",
        "These are the pieces:",
        "How it works",
        "What we do, in order:",
        "What readers say is used",
        "how much time there is",
        "Who we are",
    ],
)
def test_other_sentences_are_no_lead_ins(said: str) -> None:
    assert not is_lead_in(said)


@pytest.mark.parametrize(
    ("lead", "bullet", "question"),
    [
        ("How do you", "win trust;", "How do you win trust?"),
        ("How do you:", "Keep it, and", "How do you keep it?"),
        ("How do you", "lose none; and", "How do you lose none?"),
        ("How do you", "end well?", "How do you end well?"),
        ("How do you choose", "KPIs and terms,", "How do you choose KPIs and terms?"),
        ("How do you", "serve land and sea or", "How do you serve land and sea?"),
    ],
)
def test_a_lead_in_and_a_bullet_make_one_full_question(lead: str, bullet: str, question: str) -> None:
    assert completed(lead, bullet) == question


@pytest.mark.parametrize(
    ("heading", "title", "question"),
    [
        ("Customer Trust: How do you win it?", "Customer Trust", "How do you win it?"),
        ("Customer Trust How do you win it?", "Customer Trust", "How do you win it?"),
        ("Customer Trust – What wins it?", "Customer Trust", "What wins it?"),
        ("Results. Summarize your figures for trust.", "Results", "Summarize your figures for trust."),
        ("How do you win it?", "", "How do you win it?"),
        ("As a team, how do you win it?", "", "As a team, how do you win it?"),
        ("Customer Trust", "Customer Trust", ""),
        ("What Customers Want: How do you know?", "What Customers Want", "How do you know?"),
        ("Projections. For each plan, what do you expect?", "Projections", "For each plan, what do you expect?"),
        ("Projections What key figures do you expect?", "Projections", "What key figures do you expect?"),
        ("Access and Support how do you give it?", "Access and Support", "how do you give it?"),
        ("Who owns you? To whom do you report?", "", "Who owns you? To whom do you report?"),
        ("Care: What Patients See", "Care: What Patients See", ""),
    ],
)
def test_title_and_question_in_one_line_are_parted(heading: str, title: str, question: str) -> None:
    assert title_and_question(heading) == (title, question)


@pytest.mark.parametrize(
    ("heading", "points"),
    [
        ("Trust (45 pts.)", 45),
        ("Trust [45 points]", 45),
        ("Trust – 45 Points", 45),
        ("Trust: How? (120 Points Possible)", 120),
        ("Trust 45 pts", 45),
        ("Trust in 3 steps", None),
        ("Trust [Points: 60]", 60),
        ("Trust (max. 45 points): How?", 45),
        ("Trust · 45 marks", 45),
        ("Trust (70)", 70),
        ("Trust (2020)", None),
        ("Trust gives 45 points in all cases", None),
    ],
)
def test_points_are_read_in_every_spelling(heading: str, points: int | None) -> None:
    words, found = without_points(heading)
    assert found == points
    assert words.startswith("Trust")
    assert points is None or str(points) not in words


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("3.2a(1)", ("3.2a(1)",)),
        ("3.2a(1), (2)", ("3.2a(1)", "3.2a(2)")),
        ("3.2a(1,2)", ("3.2a(1)", "3.2a(2)")),
        ("3.2a(1–3)", ("3.2a(1)", "3.2a(2)", "3.2a(3)")),
        ("3.2a(1) to (3)", ("3.2a(1)", "3.2a(2)", "3.2a(3)")),
        ("3.2a(1, 2 and 4)", ("3.2a(1)", "3.2a(2)", "3.2a(4)")),
        ("3.2a–c", ("3.2a", "3.2b", "3.2c")),
        ("7.1–7.3", ("7.1", "7.2", "7.3")),
        ("3.2.a.(2)", ("3.2a(2)",)),
        ("3.2(a)(1)", ("3.2a(1)",)),
        ("3.1a[1]", ("3.1a(1)",)),
        ("3.2a(1) and b(2)", ("3.2a(1)", "3.2b(2)")),
        ("1.1 and 1.2", ("1.1", "1.2")),
        ("P.1a, 2.2", ("P.1a", "2.2")),
    ],
)
def test_a_label_may_name_several_codes(label: str, codes: tuple[str, ...]) -> None:
    assert codes_of(label) == codes


def test_a_code_falls_into_item_letter_and_number() -> None:
    assert parted("3.2a(1)") == ("3.2", "a", "1")
    assert parted("P.1") == ("P.1", "", "")
