import pytest

from knowledge.catalogue import packaged
from knowledge.totals import PROCESS_BANDS, RESULTS_BANDS, TOTAL_BANDS, TotalBand, total_band

ALL = pytest.mark.parametrize("bands", [TOTAL_BANDS, PROCESS_BANDS, RESULTS_BANDS], ids=["total", "process", "results"])


@ALL
def test_eight_bands_follow_each_other_without_gap_or_overlap(bands: tuple[TotalBand, ...]) -> None:
    assert [band.number for band in bands] == list(range(1, 9))
    assert bands[0].low == 0
    assert [band.low for band in bands[1:]] == [band.high + 1 for band in bands[:-1]]
    assert len({band.name for band in bands}) == 8
    assert all(band.meaning.endswith(".") for band in bands)


def test_the_bands_reach_as_far_as_the_points_of_the_framework() -> None:
    business = packaged()["baldrige-business-2021"]
    results = sum(item.points or 0 for item in business.items if item.code.startswith("7"))
    assert RESULTS_BANDS[-1].high == results == 450
    assert PROCESS_BANDS[-1].high == (business.points or 0) - results == 550
    assert TOTAL_BANDS[-1].high == business.points == 1000


@pytest.mark.parametrize(
    ("points", "number"),
    [(0, 1), (275, 1), (275.75, 1), (276, 2), (475, 3), (576, 5), (875, 7), (876, 8), (1000, 8)],
)
def test_a_total_is_read_in_its_band_and_a_part_of_a_point_lifts_it_into_none(points: float, number: int) -> None:
    assert total_band(points).number == number


def test_the_halves_have_limits_of_their_own() -> None:
    assert total_band(260, PROCESS_BANDS).number == 3
    assert total_band(260, RESULTS_BANDS).number == 5
    assert total_band(260, RESULTS_BANDS).range == "256–300"


@pytest.mark.parametrize("points", [-1, 450.25])
def test_points_that_nobody_can_have_are_in_no_band(points: float) -> None:
    with pytest.raises(ValueError, match="are in no band; give 0 to 450"):
        total_band(points, RESULTS_BANDS)
