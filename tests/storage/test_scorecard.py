"""The roll-up, against cases worked out by hand: the bakery has items of 40 and 30 points in three and one parts."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.criteria import Depth
from storage.database import Database
from storage.responses import Given, Place, Responses
from storage.scorecard import roll_up, scorecard
from storage.scores import ItemScore
from tests.knowledge.bakery import bakery
from tests.storage.seeds import seeded

MIXING = [f"1.1a(1).{n}" for n in range(1, 5)]


def rated(value: int, text: str = "x") -> Given:
    return Given(text=text, revision=1, mark="rating", value=value, marked_revision=1)


def items(*people: dict[str, Given], depth: Depth = Depth.MULTIPLE) -> list[ItemScore]:
    return list(roll_up(bakery(), depth, people))


def test_nothing_given_is_not_assessed_and_never_zero() -> None:
    baking, selling = items({})
    assert (baking.value, baking.points, baking.points_assessed) == (None, None, 0)
    assert selling.parts[0].asked == 2
    assert selling.parts[0].answered == 0


def test_a_rating_of_zero_is_zero_and_assessed() -> None:
    baking, _ = items({MIXING[0]: rated(0)})
    assert (baking.value, baking.points) == (0, 0)
    assert baking.points_assessed == pytest.approx(40 / 3)


def test_a_part_takes_the_median_of_its_ratings() -> None:
    # 15, 35, 55, 95: the median lies between 35 and 55.
    given_ = dict(zip(MIXING, map(rated, (15, 35, 55, 95)), strict=True))
    baking, _ = items(given_)
    assert baking.parts[0].value == 45
    # 45 % of a third of 40 points.
    assert baking.points == pytest.approx(0.45 * 40 / 3)


def test_points_are_those_of_the_assessed_parts_alone() -> None:
    # Mixing 60 and oven 30, resting not assessed: (0.60 + 0.30) x 40/3 of 2 x 40/3 points.
    baking, _ = items({MIXING[0]: rated(60), "1.1b.1": rated(30)})
    assert baking.points == pytest.approx(12)
    assert baking.points_assessed == pytest.approx(80 / 3)
    assert baking.value == 45


def test_ratings_of_several_people_count_alike() -> None:
    baking, _ = items({MIXING[0]: rated(15)}, {MIXING[0]: rated(55)}, {MIXING[0]: rated(75)})
    assert baking.parts[0].value == 55
    assert baking.parts[0].respondents == 3


def test_a_spread_is_shown_from_four_ratings_up() -> None:
    three = items(*({MIXING[0]: rated(value)} for value in (15, 35, 55)))[0].parts[0]
    four = items(*({MIXING[0]: rated(value)} for value in (15, 35, 55, 75)))[0].parts[0]
    assert three.spread is None
    # Quartiles of 15, 35, 55, 75 by linear interpolation: 15 + 0.75 x 20 and 55 + 0.25 x 20.
    assert four.spread == (30, 60)


def test_a_shallow_depth_limits_what_can_be_scored() -> None:
    # The bakery's second item has no basic question, so it is not asked.
    (baking,) = items({"1.1": rated(95)}, depth=Depth.BASIC)
    assert baking.value == 45
    overall, _ = items({MIXING[0]: rated(95)}, depth=Depth.OVERALL)
    assert overall.parts[0].value == 65


def test_not_sure_and_skipped_are_counted_but_rate_nothing() -> None:
    unsure = Given(text="x", revision=1, mark="not sure", marked_revision=1)
    skipped = Given(mark="skip", reason="not my work")
    part = items({MIXING[0]: unsure, MIXING[1]: skipped})[0].parts[0]
    assert (part.value, part.answered, part.not_sure, part.skipped) == (None, 1, 1, 1)


def test_coverage_is_what_was_answered_of_what_everybody_was_asked() -> None:
    part = items({MIXING[0]: rated(15)}, {MIXING[0]: rated(15), MIXING[1]: rated(15)})[0].parts[0]
    assert part.coverage == 3 / 8


@given(st.lists(st.sampled_from([0, 15, 35, 55, 75, 95]), min_size=1, max_size=8), st.randoms())
def test_the_order_of_people_does_not_matter(values: list[int], random: Random) -> None:
    people = [{MIXING[0]: rated(value)} for value in values]
    shuffled = random.sample(people, len(people))
    assert items(*people) == items(*shuffled)


@given(st.dictionaries(st.sampled_from([*MIXING, "1.1a(2).1", "1.1b.1", "1.2.1"]), st.sampled_from([0, 35, 75])))
def test_points_never_exceed_what_was_assessed_and_an_unanswered_part_changes_no_other(ratings: dict[str, int]) -> None:
    given_ = {code: rated(value) for code, value in ratings.items()}
    with_one_more = {**given_, "1.2.2": rated(95)}
    for item in items(given_):
        assert (item.points or 0) <= item.points_assessed <= (item.points_possible or 0) + 1e-9
    assert items(given_)[0] == items(with_one_more)[0]


def test_the_scorecard_reads_what_is_in_the_database(database: Database) -> None:
    def write(session):  # type: ignore[no-untyped-def]
        one = seeded(session, "Alba")
        responses = Responses(session, one.participation)
        responses.hear(MIXING[0], Place(1, 2), "By hand, each morning.", "response")
        responses.mark(MIXING[0], "rating", 55)
        responses.mark("1.2.1", "skip", reason="not my work")
        return scorecard(session, one.organisation.id, one.assessment)

    card = database.write(write)
    assert (card.respondents, card.submitted, card.points_possible) == (1, 0, 70)
    assert card.points == pytest.approx(0.55 * 40 / 3)
    assert card.coverage == pytest.approx(1 / card.questions)
    skipped = next(one for one in card.missing if one.code == "1.2.1")
    assert (skipped.skipped, skipped.reasons) == (1, ("not my work",))
    assert MIXING[0] not in [one.code for one in card.missing]
