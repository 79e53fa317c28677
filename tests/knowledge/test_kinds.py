import pytest

from knowledge.kinds import Wanted, pointed, wanted


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("list the core values", "list", "core values"),
        ("What are the core values?", "list", "core values"),
        ("ok, give me a list of all notes on 3.2", "list", "notes on 3.2"),
        ("Which items are in category 3?", "list", "items are in category 3"),
        ("all questions of 3.2", "list", "questions of 3.2"),
        ("what are the notes on 3.2?", "list", "notes on 3.2"),
        ("where else does 3.2a(3) occur", "elsewhere", "3.2a(3)"),
        ("in which items is segment mentioned?", "elsewhere", "segment"),
        ("why is that asked?", "why", "is that asked"),
        ("what's the point of 3.2a(3)?", "why", "3.2a(3)"),
        ("What does good look like for 3.2a(3)?", "good", "for 3.2a(3)"),
        ("what does good deployment look like", "good", "deployment"),
        ("mission vs. vision", "difference", "mission vs. vision"),
        ("what's the difference between 3.1 and 3.2?", "difference", "3.1 and 3.2"),
        ("what changed in 3.2?", "difference", "3.2"),
        ("how is 3.2a(3) scored", "scoring", "3.2a(3)"),
        ("How many points does item 3.2 have?", "scoring", "item 3.2"),
    ],
)
def test_how_a_question_is_put_says_what_answer_it_wants(text: str, kind: str, about: str) -> None:
    given = wanted(text)
    assert isinstance(given, Wanted)
    assert (given.kind, given.about) == (kind, about)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3.2a(3)",
        "what is a segment?",
        "what does 3.2a(3) ask",
        "how do you handle complaints?",
        "We list all complaints every Monday.",
        "The list of customers is kept by sales.",
        "what do you mean by workforce",
    ],
)
def test_what_asks_for_no_form_in_particular_gets_the_plain_one(text: str) -> None:
    assert wanted(text) is None


def test_this_points_back_only_where_a_form_asks_of_nothing_else() -> None:
    assert pointed("where else does this occur?") == "where else does it occur?"
    assert pointed("what is this about?") == "what is this about?"
    assert pointed("where else does this segment occur?") == "where else does this segment occur?"
