"""The business criteria 2021–2022 are whole: every item, area and part, with its points, notes, links and terms."""

import pytest

from knowledge.catalogue import packaged
from knowledge.criteria import Item, Topic
from knowledge.rubric import BANDS, PROCESS, RESULTS, Band, Dimension
from knowledge.terminology import Glossary
from knowledge.totals import PROCESS_BANDS, RESULTS_BANDS, TOTAL_BANDS, TotalBand

BUSINESS = packaged()["baldrige-business-2021"]
# Item, points, and per area how many numbered parts it has; 0 for an area without numbers.
STRUCTURE = """
P.1 -   a5 b3
P.2 -   a3 b0 c0
1.1 70  a2 b0 c2
1.2 50  a2 b2 c2
2.1 45  a4 b2
2.2 40  a6 b0
3.1 40  a2 b2
3.2 45  a4 b2 c0
4.1 45  a3 b0 c2
4.2 45  a2 b3
5.1 40  a4 b2
5.2 45  a2 b0 c5
6.1 45  a3 b3 c0 d0
6.2 40  a0 b0 c2
7.1 120 a0 b2 c0
7.2 80  a2
7.3 80  a4
7.4 80  a5
7.5 90  a2 b0
"""
CORE_VALUES = [
    "Systems perspective",
    "Visionary leadership",
    "Customer-focused excellence",
    "Valuing people",
    "Agility and resilience",
    "Organisational learning",
    "Focus on success and innovation",
    "Management by fact",
    "Societal contributions",
    "Ethics and transparency",
    "Delivering value and results",
]
each_item = pytest.mark.parametrize("item", BUSINESS.items, ids=lambda item: item.code)
each_band = pytest.mark.parametrize("band", BANDS, ids=lambda band: band.range)


def leaves(code: str, areas: list[str]) -> list[str]:
    """List the codes of the parts of an item: `a2 b0` of 3.1 are 3.1a(1), 3.1a(2) and 3.1b."""
    counted = [(f"{code}{area[0]}", int(area[1:])) for area in areas]
    return [f"{area}({n})" if n else area for area, count in counted for n in (range(1, count + 1) if count else [0])]


ROWS = [line.split() for line in STRUCTURE.split("\n") if line]


def topic(title: str) -> Topic:
    (found,) = [one for one in BUSINESS.topics if one.title == title]
    return found


def test_the_profile_and_17_scored_items_have_their_points() -> None:
    assert [(item.code, item.points) for item in BUSINESS.items] == [
        (code, None if points == "-" else int(points)) for code, points, *_ in ROWS
    ]
    assert sum(item.points is not None for item in BUSINESS.items) == 17


def test_the_points_are_1000_of_which_550_are_for_processes() -> None:
    totals = {one.code: sum(item.points or 0 for item in one.items) for one in BUSINESS.categories}
    assert totals == {"P": 0, "1": 120, "2": 85, "3": 85, "4": 90, "5": 85, "6": 85, "7": 450}
    assert BUSINESS.points == sum(totals.values()) == 1000
    assert sum(totals[code] for code in "123456") == 550


@pytest.mark.parametrize(("code", "areas"), [(code, areas) for code, _, *areas in ROWS], ids=[row[0] for row in ROWS])
def test_an_item_has_exactly_its_areas_and_parts(code: str, areas: list[str]) -> None:
    item = next(one for one in BUSINESS.items if one.code == code)
    assert [area.code for area in item.areas] == [f"{code}{area[0]}" for area in areas]
    assert [part.code for part in item.parts] == leaves(code, areas)


def test_there_are_103_parts_and_each_of_them_asks_something() -> None:
    assert len(BUSINESS.parts) == 103
    assert [part.code for part in BUSINESS.parts if not part.questions] == []
    # A process part asks as a whole and in its details.
    processes = [part for part in BUSINESS.parts if part.code[0] in "123456" and not part.code.startswith("3.2")]
    assert [part.code for part in processes if not 3 <= len(part.questions) <= 6] == []


@each_item
def test_every_item_has_a_basic_question_and_a_note(item: Item) -> None:
    assert item.question
    assert [note for note in BUSINESS.notes if any(item.code in BUSINESS.lineage(code)[:1] for code in note.about)]


def test_item_3_2_is_what_it_was_when_it_stood_alone() -> None:
    alone = BUSINESS.only(["3.2"])
    assert {part.code: len(part.questions) for part in alone.parts} == {
        "3.2a(1)": 4,
        "3.2a(2)": 6,
        "3.2a(3)": 3,
        "3.2a(4)": 1,
        "3.2b(1)": 3,
        "3.2b(2)": 3,
        "3.2c": 2,
    }
    assert len({(part.code, question.sentence) for part in alone.parts for question in part.questions}) == 18
    about = [note.about for note in alone.notes]
    assert [one for one in about if len(one) == 1] == [("3.2",), ("3.2a(4)",), ("3.2b(1)",), ("3.2b(2)",), ("3.2c",)]


def test_what_was_read_in_a_source_and_what_is_ours_are_told_apart() -> None:
    bases = {question.code: BUSINESS.basis_of(question.code) for question in BUSINESS.questions}
    assert {basis for code, basis in bases.items() if code.startswith("3.2")} == {"source"}
    assert {basis for code, basis in bases.items() if not code.startswith("3.2")} == {"interpreted"}
    assert {BUSINESS.basis_of(item.code) for item in BUSINESS.items} == {"source"}


def test_links_lead_from_processes_to_each_results_item_and_leave_no_item_alone() -> None:
    ends = [(BUSINESS.lineage(link.about)[0], BUSINESS.lineage(link.to)[0]) for link in BUSINESS.links]
    assert {to for about, to in ends if about[0] in "123456" and to[0] == "7"} == {"7.1", "7.2", "7.3", "7.4", "7.5"}
    assert {item.code for item in BUSINESS.items} == {code for pair in ends for code in pair}
    assert len({(link.about, link.to) for link in BUSINESS.links}) == len(BUSINESS.links)
    assert BUSINESS.elsewhere == ()


def test_at_least_45_terms_are_explained_in_a_sentence_or_two_and_most_with_an_example() -> None:
    assert len(BUSINESS.terms) >= 45
    for term in BUSINESS.terms:
        assert term.text.endswith(".")
        assert 5 <= len(term.text.split()) <= 50
    assert sum(term.example is not None for term in BUSINESS.terms) >= 0.9 * len(BUSINESS.terms)


def test_terms_are_found_in_most_questions() -> None:
    glossary = Glossary((term.name, (term.name, *term.also)) for term in BUSINESS.terms)
    # "How" begins three questions of four, and says nothing of what a question is about.
    having = [question.code for question in BUSINESS.questions if set(glossary.within(question.text)) - {"How"}]
    assert len(having) >= 0.6 * len(BUSINESS.questions)


def test_the_eleven_core_values_stand_in_a_topic_each() -> None:
    # Two of them bear the name of a key term, too.
    titles = [one.title.removesuffix(" as a core value") for one in BUSINESS.topics if one.section == "Core values"]
    assert [title for title in titles if title in CORE_VALUES] == CORE_VALUES


def test_topics_are_short_enough_to_be_quoted_whole() -> None:
    assert [one.title for one in BUSINESS.topics if not 15 <= len(one.text.split()) <= 90] == []


@each_band
@pytest.mark.parametrize(("kind", "dimensions"), [("Process", PROCESS), ("Results", RESULTS)])
def test_the_bands_are_explained_in_the_very_words_of_the_rubric(
    band: Band, kind: str, dimensions: tuple[Dimension, ...]
) -> None:
    explained = topic(f"{kind}, {band.range}").text
    for dimension in dimensions:
        assert f"{dimension.name.capitalize()}: {dimension.text(band)}" in explained
    assert kind == "Results" or band.plain in explained


@pytest.mark.parametrize(
    ("titles", "bands"),
    [
        (("Total bands 1 to 4", "Total bands 5 to 8"), TOTAL_BANDS),
        (("Process bands",), PROCESS_BANDS),
        (("Results bands",), RESULTS_BANDS),
    ],
    ids=["total", "process", "results"],
)
def test_the_limits_of_the_bands_of_points_are_told_as_from_memory(
    titles: tuple[str, ...], bands: tuple[TotalBand, ...]
) -> None:
    told = " ".join(topic(title).text for title in titles)
    assert "memory" in told
    assert all(f"{band.high:,}" in told for band in bands)
    assert {BUSINESS.basis_of(topic(title)) for title in titles} == {"interpreted"}
