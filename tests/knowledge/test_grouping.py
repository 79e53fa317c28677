from knowledge.grouping import grouped
from knowledge.passages import Kind, Passage, Tier
from knowledge.search import Hit, Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED

QUIET = "How do you keep dormitories quiet after midnight?"


def hit(name: str, text: str, score: float, framework: str | None, kind: Kind = "question", tier: Tier = Tier.LIBRARY) -> Hit:  # fmt: skip # noqa: E501
    return Hit(Passage(name, "test", kind, name, text, framework, tier=tier), score)


def shown(*hits: Hit, framework: str | None = None) -> list[tuple[str, list[str]]]:
    return [(one.passage.id, [other.id for other in one.also]) for one in grouped(hits, framework)]


def test_editions_of_a_passage_are_one_hit_that_names_the_others() -> None:
    hits = (
        hit("a", QUIET, 0.9, "x"),
        hit("b", "Something else entirely is asked here.", 0.8, "y"),
        hit("c", "How do you keep the dormitories quiet after midnight?", 0.7, "y"),
        hit("d", "How do you keep your dormitories quiet after midnight?", 0.6, "z"),
    )
    assert shown(*hits) == [("a", ["c", "d"]), ("b", [])]
    assert [one.score for one in grouped(hits)] == [0.9, 0.8]


def test_the_framework_of_the_assessment_is_the_one_shown_where_the_first_stood() -> None:
    hits = (hit("a", QUIET, 0.9, "x"), hit("b", QUIET, 0.7, "y"))
    assert shown(*hits, framework="y") == [("b", ["a"])]
    assert grouped(hits, "y")[0].score == 0.9


def test_what_counts_more_is_shown_whatever_the_assessment() -> None:
    official, member = hit("a", QUIET, 0.5, "x", tier=Tier.OFFICIAL), hit("b", QUIET, 0.9, "y", tier=Tier.MEMBER)
    assert shown(member, official, framework="y") == [("a", ["b"])]


def test_only_passages_of_one_kind_and_of_different_frameworks_are_editions() -> None:
    same = hit("a", QUIET, 0.9, "x")
    for other in (hit("b", QUIET, 0.8, "x"), hit("b", QUIET, 0.8, "y", "note"), hit("b", QUIET, 0.8, None)):
        assert shown(same, other) == [("a", []), ("b", [])]


def test_a_long_passage_is_no_edition_of_the_short_one_within_it() -> None:
    longer = f"{QUIET} And how do you wake those who leave early, with luggage, children, skis or a dog?"
    assert shown(hit("a", QUIET, 0.9, "x"), hit("b", longer, 0.8, "y")) == [("a", []), ("b", [])]


def test_the_search_groups_what_words_found_and_shows_every_edition_of_a_code() -> None:
    (quiet,) = (one for one in PACKAGED if one.framework == "hostel-2019")
    twin = Passage("twin", "test", "question", "Quiet", quiet.text, "hotel-2024", "4.1b.7")
    search = Search(FRAMEWORKS, {"packaged": [*PACKAGED, twin]})
    first = search.find("keep dormitories quiet at midnight", framework="hotel-2024").hits[0]
    assert (first.passage, first.also) == (twin, (quiet,))
    assert {hit.passage.framework for hit in search.find("4.1a(1)").hits[:3]} == {"hotel-2024", "hostel-2019"}
