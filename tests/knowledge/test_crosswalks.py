import pytest

from knowledge.asking import asks
from knowledge.catalogue import CriteriaError, packaged
from knowledge.crosswalks import load
from knowledge.crosswalks import packaged as packaged_crosswalks
from tests.knowledge.bakery import bakery

LIBRARY = packaged()
CROSSWALKS = packaged_crosswalks(LIBRARY)
BUSINESS, HEALTH_CARE = "baldrige-business-2021", "baldrige-health-care-2017"
CULTURE, FRAMEWORK_72 = "customer-focused-culture", "framework-72"
WALK = """
between: [bakery, framework-72]
notice: For these tests.
pairs:
  - [1.1a(1).1, "1.1"]
  - [1.1b, "2.1"]
also:
  - [1.1a(1).1, "1.2"]
notes:
  - [1, "1"]
"""


def crossed(one: str, other: str) -> set[str]:
    """Return the codes of `one` that have a counterpart in `other`, found by walking from `one`."""
    asked = [ask.code for ask in asks(LIBRARY[one])]
    return {code for code in asked if any(place[0] == other for place in CROSSWALKS.counterparts(one, code))}


def refusal(old: str, new: str) -> CriteriaError:
    assert WALK.count(old) == 1
    with pytest.raises(CriteriaError) as refused:
        load(WALK.replace(old, new), "walk.yaml", {**LIBRARY, "bakery": bakery()})
    return refused.value


def test_framework_72_and_health_care_cover_each_other_whole_notes_included() -> None:
    assert len(crossed(FRAMEWORK_72, HEALTH_CARE)) == len(crossed(HEALTH_CARE, FRAMEWORK_72)) == 23
    (walk,) = [one for one in CROSSWALKS.crosswalks if one.between == (FRAMEWORK_72, HEALTH_CARE)]
    assert [number for number, _ in walk.notes] == [1, 2, 3, 4, 5]


def test_12_questions_of_framework_72_are_asked_in_3_2_of_the_business_edition() -> None:
    (walk,) = [one for one in CROSSWALKS.crosswalks if one.between == (FRAMEWORK_72, BUSINESS)]
    assert len({code for code, _ in walk.pairs}) == 12
    assert all(there.startswith("3.2") for _, there in walk.pairs)
    assert not {code for code, _ in walk.pairs} & {code for code, _ in walk.also}


def test_every_statement_of_the_culture_leads_to_the_business_edition() -> None:
    assert len(crossed(CULTURE, BUSINESS)) == 30


def test_whatever_leads_there_leads_back() -> None:
    for walk in CROSSWALKS.crosswalks:
        for here, there in (*walk.pairs, *walk.also):
            assert (walk.between[1], there) in CROSSWALKS.counterparts(walk.between[0], here)
            assert (walk.between[0], here) in CROSSWALKS.counterparts(walk.between[1], there)


def test_a_question_has_its_counterparts_in_all_editions() -> None:
    assert CROSSWALKS.counterparts(FRAMEWORK_72, "5.1") == ((BUSINESS, "3.2a(3).1"), (HEALTH_CARE, "3.2b(2).1"))


def test_a_part_leads_to_whatever_its_questions_lead_to() -> None:
    assert CROSSWALKS.counterparts(BUSINESS, "3.2a(3)") == (
        (CULTURE, "3.4"),
        (CULTURE, "5.4"),
        (FRAMEWORK_72, "5.1"),
        (FRAMEWORK_72, "5.2"),
        (FRAMEWORK_72, "5.3"),
    )
    assert {code for _, code in CROSSWALKS.counterparts(HEALTH_CARE, "3.2b(2)")} == {"5.1", "5.2", "5.3"}


@pytest.mark.parametrize(("framework", "code"), [("bakery", "1.1"), (BUSINESS, "9.9"), (BUSINESS, "6.2b.1"), ("", "")])
def test_what_has_no_counterpart_leads_nowhere(framework: str, code: str) -> None:
    assert CROSSWALKS.counterparts(framework, code) == ()


def test_a_sound_crosswalk_loads() -> None:
    walk = load(WALK, "walk.yaml", {**LIBRARY, "bakery": bakery()})
    assert (walk.between, len(walk.pairs), walk.also) == (("bakery", FRAMEWORK_72), 2, (("1.1a(1).1", "1.2"),))


@pytest.mark.parametrize(
    ("old", "new", "place", "line", "remedy"),
    [
        (
            "[bakery, framework-72]",
            "[bakery, brewery]",
            "between.1",
            2,
            "is brewery, which is no framework; choose from",
        ),
        ("[bakery, framework-72]", "[bakery, bakery]", "between", 2, "does not name two frameworks"),
        ("[bakery, framework-72]", "[bakery]", "between.1", 2, "is missing; add it"),
        ('1.1b, "2.1"', '1.1z, "2.1"', "pairs.1.0", 6, "is 1.1z, which bakery does not have; correct it"),
        ('1.1b, "2.1"', '1.1b, "2.9"', "pairs.1.1", 6, "is 2.9, which framework-72 does not have; correct it"),
        ('1.1b, "2.1"', '1.1a(1).1, "1.1"', "pairs.1", 6, "is 1.1a(1).1 and 1.1, as is pairs.0; keep one of them"),
        ('1.1a(1).1, "1.2"', '1.1b, "2.1"', "also.0", 8, "is 1.1b and 2.1, as is pairs.1; keep one of them"),
        ('1.1b, "2.1"', "1.1b, 2.1", "pairs.1.1", 6, "is not text; write it in quotes"),
        ('[1, "1"]', '[9, "1"]', "notes.0.0", 10, "is 9, but bakery has notes 1 to 4; correct it"),
        ('[1, "1"]', '[1, "3"]', "notes.0.1", 10, "is 3, on which framework-72 has no note; correct it"),
        ('  - [1, "1"]', '  - [1, "1"]\n  - [1, "1"]', "notes.1", 11, "stands twice; keep one of them"),
        ("notice: For these tests.\n", "", "notice", None, "is missing; add it"),
        ("also:", "als:", "als", 7, "correct its spelling"),
    ],
)
def test_what_does_not_add_up_is_refused_with_file_line_place_and_remedy(
    old: str, new: str, place: str, line: int | None, remedy: str
) -> None:
    error = refusal(old, new)
    assert (error.file, error.place, error.line) == ("walk.yaml", place, line)
    assert remedy in error.remedy
