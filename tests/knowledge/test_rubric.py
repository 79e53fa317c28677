import pytest

from knowledge.catalogue import packaged
from knowledge.criteria import Depth
from knowledge.rubric import AGREEMENT, BANDS, PROCESS, RESULTS, Band, Dimension, band_of, capped, midpoint, points


def test_the_six_bands_cover_every_step_of_five_exactly_once() -> None:
    assert [(band.low, band.high) for band in BANDS] == [(0, 5), (10, 25), (30, 45), (50, 65), (70, 85), (90, 100)]
    assert [percent for band in BANDS for percent in band.percents] == list(range(0, 101, 5))


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_a_band_is_short_on_its_button_and_one_plain_line_beside_it(band: Band) -> None:
    assert band.label == f"{band.low}–{band.high} %: {band.name}"
    assert len(band.label) <= 29
    assert band.plain.endswith(".")
    assert len(band.plain) <= 110


@pytest.mark.parametrize(
    ("percent", "low"),
    [(0, 0), (5, 0), (10, 10), (25, 10), (30, 30), (45, 30), (50, 50), (65, 50), (85, 70), (100, 90)],
)
def test_a_percent_falls_into_its_band(percent: int, low: int) -> None:
    assert band_of(percent).low == low


@pytest.mark.parametrize("percent", [-5, 7, 47, 101, 105])
def test_a_percent_that_nobody_may_give_is_in_no_band(percent: int) -> None:
    with pytest.raises(ValueError, match=f"{percent} % is in no band; give a multiple of 5 from 0 to 100"):
        band_of(percent)


def test_a_chosen_band_stands_for_its_middle_rounded_down() -> None:
    assert [midpoint(band) for band in BANDS] == [0, 15, 35, 55, 75, 95]
    assert [band_of(midpoint(band)) for band in BANDS] == list(BANDS)


@pytest.mark.parametrize(
    ("percent", "item_points", "expected"),
    [(55, 45, 24.75), (0, 45, 0.0), (100, 45, 45.0), (5, 45, 2.25), (5, 70, 3.5), (95, 85, 80.75), (57.5, 40, 23.0)],
)
def test_points_are_the_percent_of_the_items_maximum_to_the_quarter_point(
    percent: float, item_points: int, expected: float
) -> None:
    assert points(percent, item_points) == expected


def test_every_step_of_every_possible_item_gives_exact_quarter_points() -> None:
    steps = [(percent, maximum) for percent in range(0, 101, 5) for maximum in range(5, 125, 5)]
    assert [points(percent, maximum) * 4 for percent, maximum in steps] == [
        percent * maximum // 25 for percent, maximum in steps
    ]


@pytest.mark.parametrize("percent", [-5, 100.5])
def test_a_percent_beyond_the_scale_gives_no_points(percent: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        points(percent, 45)


@pytest.mark.parametrize(
    ("depth", "cap"), [(Depth.BASIC, 45), (Depth.OVERALL, 65), (Depth.MULTIPLE, 100)], ids=lambda value: str(value)
)
def test_a_score_goes_no_further_than_what_was_asked_can_show(depth: Depth, cap: int) -> None:
    assert capped(100, depth) == cap
    assert capped(cap, depth) == cap
    assert capped(30, depth) == 30
    assert cap == band_of(cap).high, "a cap closes a band"


def test_processes_and_results_have_four_dimensions_each() -> None:
    assert [dimension.name for dimension in PROCESS] == ["approach", "deployment", "learning", "integration"]
    assert [dimension.name for dimension in RESULTS] == ["levels", "trends", "comparisons", "integration"]


@pytest.mark.parametrize("dimension", [*PROCESS, *RESULTS], ids=lambda dimension: dimension.name)
def test_a_dimension_says_something_of_its_own_for_each_band(dimension: Dimension) -> None:
    texts = [dimension.text(band) for band in BANDS]
    assert len(set(texts)) == 6
    assert all(text.endswith(".") for text in texts)
    assert dimension.question.endswith("?")


def test_the_approach_speaks_of_the_question_level_that_each_cap_allows() -> None:
    approach = PROCESS[0]
    assert "basic" in approach.text(band_of(45))
    assert "overall" in approach.text(band_of(65))
    assert "multiple" in approach.text(band_of(70))


def test_agreement_has_five_points_from_disagreeing_to_agreeing() -> None:
    assert [level.value for level in AGREEMENT] == [1, 2, 3, 4, 5]
    assert (AGREEMENT[0].label, AGREEMENT[-1].label) == ("Strongly disagree", "Strongly agree")


def test_item_3_2_at_55_percent_is_the_known_example() -> None:
    (item,) = packaged()["baldrige-business-2021"].only(["3.2"]).items
    assert item.points is not None
    assert points(55, item.points) == 24.75
