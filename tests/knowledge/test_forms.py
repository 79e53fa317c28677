"""Each form of answer over the packaged library by words alone: what it quotes, exactly, and where that comes from."""

import pytest

from knowledge import catalogue
from knowledge.answers import LONGEST_LIST, Answer, answer, further
from knowledge.counterparts import counterparts
from knowledge.passages import passages_of
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED

LIBRARY = catalogue.packaged()
SEARCH = Search(LIBRARY, {"packaged": tuple(one for known in LIBRARY.values() for one in passages_of(known, known.id))})
BUSINESS, HEALTH = "baldrige-business-2021", "baldrige-health-care-2017"


def told(text: str, framework: str | None = None) -> Answer:
    given = answer(SEARCH, text, framework)
    known = {one.id for one in SEARCH.places.passages}
    assert [one.n for one in given.citations] == list(range(1, len(given.citations) + 1))
    assert all(one.quote and one.quote in one.passage.text for one in given.citations)
    assert {one.passage.id for one in given.citations} <= known
    assert sum(len(one.quote) for one in given.citations) <= LONGEST_LIST or len(given.citations) == 1
    return given


def codes(given: Answer) -> list[str]:
    return [one.passage.code or one.passage.title for one in given.citations]


def test_a_list_of_core_values_names_all_of_them_and_what_they_say() -> None:
    given = told("list the core values")
    assert (given.form, given.title, given.left) == ("list", "Core values", 0)
    assert codes(given) == [one.title for one in LIBRARY[BUSINESS].topics if one.section == "Core values"]
    assert given.citations[0].quote == given.citations[0].passage.text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("which items are in category 3", ["3.1", "3.2"]),
        ("list the items of category 2", ["2.1", "2.2"]),
        ("what questions does 3.2a(3) ask", ["3.2a(3).1", "3.2a(3).2", "3.2a(3).3"]),
        ("all parts of 3.1", ["3.1a(1).1", "3.1a(2).1", "3.1b(1).1", "3.1b(2).1"]),
        ("list all notes on 3.2", ["3.2", "3.2a(4)", "3.2b(1)", "3.2b(2)", "3.2c"]),
        ("list the steps", [f"S{n}" for n in range(1, 12)]),
    ],
)
def test_everything_below_a_code_or_of_a_sort_is_listed_in_order(asked: str, expected: list[str]) -> None:
    given = told(asked)
    assert (given.form, given.left) == ("list", 0)
    assert codes(given) == expected


def test_all_questions_of_an_item_are_listed_and_each_once() -> None:
    given = told("all questions of 3.2")
    asked = [one.code for one in LIBRARY[BUSINESS].questions if one.code.startswith("3.2")]
    assert codes(given) == asked
    assert {one.passage.framework for one in given.citations} == {BUSINESS}
    assert told("all questions of 3.2", HEALTH).citations[0].passage.framework == HEALTH


def test_what_is_too_long_for_one_message_is_cut_and_counted() -> None:
    given = told("list the key terms")
    assert given.left > 0
    assert len(given.citations) + given.left == len(LIBRARY[BUSINESS].terms)
    assert told("list all questions of 7.1").left == 0 or told("list all questions of 7.1").citations


def test_questions_on_a_subject_are_found_by_what_they_speak_of() -> None:
    given = told("which questions ask about complaints")
    assert given.form == "list"
    assert all(one.passage.kind in ("question", "statement") for one in given.citations)
    assert sum("complaint" in one.passage.text for one in given.citations) >= 3


def test_where_else_a_subject_is_asked_is_told_by_framework_and_code() -> None:
    given = told("where else does 3.2a(3) occur?")
    places = {(one.passage.framework, one.passage.code) for one in given.citations}
    assert given.form == "elsewhere"
    assert {("framework-72", "5.1"), (HEALTH, "3.2b(2).1"), ("customer-focused-culture", "3.4")} <= places
    explained = told("where else does deployment occur?")
    assert "What process items are judged on" in codes(explained)
    named = told("where is segment mentioned?")
    assert named.form == "elsewhere"
    assert all("segment" in one.passage.text or "group" in one.passage.text for one in named.citations)


def test_why_is_answered_by_what_explains_and_not_by_what_asks() -> None:
    for asked in ("why is 3.2b(1) asked?", "why does deployment matter?", "what is the point of 3.2c?"):
        given = told(asked)
        assert given.form == "why", asked
        assert not {one.passage.kind for one in given.citations} & {"question", "statement", "item"}, asked


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("what does good look like for 3.2a(3)?", "Process, 70–85 %"),
        ("what does good look like for 7.2a(1)?", "Results, 70–85 %"),
        ("what does good deployment look like?", "How deployment is judged"),
    ],
)
def test_what_good_looks_like_is_quoted_from_the_rubric(asked: str, title: str) -> None:
    given = told(asked)
    assert (given.form, given.citations[0].passage.title) == ("good", title)
    assert {one.passage.heading[-1] for one in given.citations} <= {"Scoring", "Notes"}


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("how is 3.2a(3) scored?", "What process items are judged on"),
        ("how is item 7.2 scored", "What results items are judged on"),
        ("how many points does 3.2 have?", "Points per process item"),
        ("how is deployment judged?", "How deployment is judged"),
        ("how is P.1a(2) scored?", "The profile comes first"),
    ],
)
def test_how_something_is_scored_is_quoted_from_the_rubric(asked: str, title: str) -> None:
    assert told(asked).citations[0].passage.title == title


def test_two_terms_two_codes_and_two_editions_are_put_beside_each_other() -> None:
    terms = told("what is the difference between vision and mission?")
    assert (terms.form, codes(terms)) == ("difference", ["Vision", "Mission"])
    items = told("compare 3.1 and 3.2")
    assert (items.form, {code[:3] for code in codes(items)}) == ("difference", {"3.1", "3.2"})
    editions = told("difference between the 2017 and 2021 editions")
    assert codes(editions) == ["The 2017–18 edition", "The 2021–22 edition"]


def test_a_code_in_another_edition_is_compared_by_its_subject_and_not_by_its_number() -> None:
    for asked in ("how does 3.2a(3) differ in health care?", "3.2a(3) in business vs health care"):
        places = [(one.passage.framework, one.passage.code) for one in told(asked).citations]
        assert places[0] == (BUSINESS, "3.2a(3).1"), asked
        assert places[-1] == (HEALTH, "3.2b(2).2"), asked
    item = told("how does 3.2 differ in health care?")
    assert {(one.passage.framework, str(one.passage.code)[:3]) for one in item.citations} == {
        (BUSINESS, "3.2"),
        (HEALTH, "3.2"),
    }
    single = told("how does 3.2a(3).1 differ in health care?")
    assert codes(single) == ["3.2a(3).1", "3.2b(2).1"]


def test_what_stands_elsewhere_too_is_named_beside_the_quotation() -> None:
    given = told("3.2a(3)")
    also = [(other.framework, other.code) for other in given.also[given.citations[0].passage.id]]
    assert also == [("framework-72", "5.1"), (HEALTH, "3.2b(2).1")]


def test_what_only_shares_a_word_is_not_called_near() -> None:
    for asked in ("best crm softwares on mars", "who won the football match", "how do I train my parrot"):
        given = told(asked)
        assert given.answered or not given.is_near, asked


def test_the_next_passages_repeat_nothing_and_come_to_an_end() -> None:
    found = SEARCH.find("complaints of customers", k=30)
    above, start, seen = "", 0, list[str]()
    for _ in range(20):
        given, on = further(found, above, start)
        seen += [one.passage.id for one in given.citations]
        above = " ".join(one.quote for one in given.citations)
        if on is None:
            break
        assert on > start or start == 0
        start = on
    assert len(seen) == len(set(seen))
    assert len(seen) >= 10
    assert on is None


def test_no_form_invents_what_a_small_library_lacks() -> None:
    small = Search(FRAMEWORKS, {"packaged": PACKAGED})
    for asked in ("what does good look like for 4.1a(1)?", "how is 4.1a(1) scored?", "list the core values"):
        given = answer(small, asked)
        assert {one.passage.id for one in given.citations} <= {one.id for one in PACKAGED}
    assert counterparts(small.places, "hotel-2024", "4.1a(1)") == ()
