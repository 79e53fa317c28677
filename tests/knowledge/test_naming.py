import pytest

from knowledge.naming import without_framework
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED

SEARCH = Search(FRAMEWORKS, {"packaged": PACKAGED})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("whats meant by porter", ["Porter"]),
        ("porter vs guest", ["Porter", "Guest"]),
        ("difference between a guest and a porter", ["Porter", "Guest"]),
        ("guests - what are those", ["Guest"]),
        ("who is a porter in this place", ["Porter"]),
        ("porter, any example", ["Porter"]),
    ],
)
def test_whoever_asks_what_words_mean_gets_their_definitions_first(text: str, names: list[str]) -> None:
    hits = SEARCH.find(text).hits[: len(names)]
    assert {(hit.passage.kind, hit.passage.title) for hit in hits} == {("term", name) for name in names}


@pytest.mark.parametrize("text", ["what is the way of guests to the garden in winter", "whats up", "what does it mean"])
def test_not_every_question_with_a_name_in_it_asks_for_its_meaning(text: str) -> None:
    assert SEARCH.find(text).reading == "words"


def test_whoever_asks_for_a_note_gets_it_before_the_questions() -> None:
    first = SEARCH.find("note on 4.1a(1)").hits[0].passage
    assert (first.kind, first.framework, first.code) == ("note", "hotel-2024", "4.1a(1)")


def test_a_category_leads_to_its_items_and_an_unknown_one_is_refused() -> None:
    (category,) = FRAMEWORKS["hotel-2024"].categories
    found = SEARCH.find(f"category {category.code}")
    assert {code for _, code in found.codes} >= {item.code for item in category.items}
    refused = SEARCH.find("category 9")
    assert (refused.confidence, refused.unknown) == ("none", ("category 9",))
    assert all(code in SEARCH.places.codes[framework] for framework, code in refused.nearest)


def test_a_question_that_is_put_to_a_framework_is_searched_without_its_name() -> None:
    hostel = FRAMEWORKS["hostel-2019"]
    asked = {
        "how do people arrive late in hostels?": "how do people arrive late?",
        "what are hostels": "what are hostels",
        "and in hostels": "and in hostels",
    }
    assert {text: without_framework(text, hostel, FRAMEWORKS) for text in asked} == asked
    found = SEARCH.find("what about quiet nights in hostels")
    assert found.hits[0].passage.framework == "hostel-2019"
    assert (found.question, found.read_as) == ("what about quiet nights in hostels", None)
