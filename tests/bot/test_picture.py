import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.reports.picture import draw
from bot.reports.sheet import WIDTH, Face, Sheet
from knowledge.criteria import Depth
from storage.scores import ItemScore, PartScore, Scorecard

FACE = Face(20, "#000000")
BAR, BAR_END = (0x8D, 0xB4, 0xD1), (0x1D, 0x5B, 0x87)
LONG = "Donaudampfschifffahrtsgesellschaft und Söhne mit Sitz in Passau, Regensburg, Ulm"
TITLE, WHEN = "Customers, autumn 2026", datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
USUAL = Scorecard(
    1, TITLE, "Alba Services", "own", "Own 2026", "2026", "questions", Depth.OVERALL, 65, WHEN, 17, 12, 7, (), ()
)


def part(code: str, title: str, value: float | None, points: float | None = None) -> PartScore:
    spread = None if value is None else (max(value - 10, 1), max(value, 1))
    answered = 0 if value is None else 15
    return PartScore(code, title, value, spread, 20, answered, answered, 0, 0, answered, points)


def one_item(*values: float | None, points: int | None = 45, title: str = "Listening") -> Scorecard:
    share = None if points is None else points / len(values)
    parts = tuple(part(f"3.2a({place})", title, value, share) for place, value in enumerate(values, 1))
    return replace(USUAL, items=(ItemScore("3.2", "Engagement", points, parts),))


def many(items: int, parts: int) -> Scorecard:
    """Return items with every value that can be given, where every ninth part is not assessed."""

    def item(number: int) -> ItemScore:
        values = [None if place % 9 == 8 else float(place * 15 % 105) for place in range(number, number + parts)]
        own = tuple(part(f"{number}.1a({place})", LONG[36:], value, 10.0) for place, value in enumerate(values, 1))
        return ItemScore(f"{number}.1", f"Item number {number} with a name", 10 * parts, own)

    return replace(USUAL, items=tuple(item(number) for number in range(1, items + 1)), depth=Depth.MULTIPLE, cap=100)


def by_category() -> Scorecard:
    """Return a profile that is not scored, and four items of two categories."""
    profile, *rest = (replace(item, category=f"{n}  Category {n}") for n, item in enumerate(many(6, 5).items))
    unscored = tuple(replace(part, value=None, spread=None) for part in profile.parts)
    profile = replace(profile, points_possible=None, parts=unscored, is_scored=False, category="P  Profile")
    paired = [replace(item, category=f"{n // 2}  Category {n // 2}") for n, item in enumerate(rest, 2)]
    return replace(many(1, 1), items=(profile, replace(profile, code="P.2"), *paired))


def agreement(*values: float | None) -> Scorecard:
    rows = [part(f"c{place}", "Feedback is shared", value) for place, value in enumerate(values, 1)]
    items = tuple(ItemScore(row.code, row.title, None, (row,)) for row in rows)
    return replace(USUAL, items=items, instrument="agreement", depth=Depth.MULTIPLE, cap=100, respondents=1)


def proposed(figures: Scorecard, *percents: float | None) -> Scorecard:
    """Return a scorecard of one item with these proposals for its parts."""
    [item] = figures.items
    parts = tuple(replace(one, proposed=by, judged=3) for one, by in zip(item.parts, percents, strict=True))
    return replace(figures, items=(replace(item, parts=parts),))


PROPOSED = proposed(one_item(55, 0, None, 5, 100, 62.5), 5, 10, 45, 5, 60, None)
CASES = {
    "proposed": PROPOSED,
    "usual": one_item(55, 0, None, 5, 100, 62.5),
    "nobody answered": replace(one_item(None, None), respondents=0),
    "nothing asked": USUAL,
    "agreement": agreement(3.8, 1, None, 5),
    "thirty rows": many(6, 5),
    "sixty rows": many(60, 1),
    "too many parts": many(17, 5),
    "too many rows": many(130, 2),
    "by category": by_category(),
    "nothing scored": replace(by_category(), items=by_category().items[:2], cap=65),
    "long names": replace(one_item(55, None, title=LONG), title=LONG, organisation=LONG, framework=LONG),
    "no spaces": replace(one_item(55, 0, title="W" * 80), title="W" * 80, organisation="W" * 80),
    "endless names": replace(one_item(55, title=LONG * 90), title=LONG * 90, organisation=LONG * 90),
    "mathematics": replace(one_item(55, 0, title="$x_$"), title="$x_$ \\frac{", organisation="$\\alpha^2$ 5 % of $"),
    "other scripts": replace(one_item(55, title="株式会社"), title="👩‍💻 東京 \ud800\x00", organisation="العربية 🙂"),
}


@dataclass(frozen=True)
class Written:
    """One line as it was written: its words and the box it stands in."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    def overlaps(self, other: "Written") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        apart = self.bottom <= other.bottom - other.height or other.bottom <= self.bottom - self.height
        return not beside and not apart


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """Everything written from now on; it is drawn as ever."""
    lines: list[Written] = []
    write = Sheet.write

    def listen(sheet: Sheet, x: float, y: float, text: str, face: Face, side: Any = "left") -> None:
        width = sheet.width(text, face)
        left = x - width * {"left": 0, "center": 0.5, "right": 1}[side]
        lines.extend([Written(text, left, left + width, y, 0.8 * face.size)] if text else [])
        write(sheet, x, y, text, face, side)

    monkeypatch.setattr(Sheet, "write", listen)
    return lines


def pixels(path: Path) -> NDArray[np.int_]:
    from matplotlib.image import imread

    return np.rint(imread(path)[:, :, :3] * 255).astype(int)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", CASES)
def test_nothing_overlaps_or_is_cut_off(
    name: str, tmp_path: Path, written: list[Written], caplog: pytest.LogCaptureFixture
) -> None:
    draw(CASES[name], tmp_path / "card.png")
    assert [(one.text, two.text) for one, two in combinations(written, 2) if one.overlaps(two)] == []
    assert [line.text for line in written if line.left < 39 or line.right > WIDTH - 39] == []
    picture = pixels(tmp_path / "card.png")
    assert all((margin == 255).all() for margin in (picture[:, :36], picture[:, -36:], picture[:14], picture[-14:]))
    assert picture.shape[1] == WIDTH
    # Telegram takes no picture whose sides add up to more than 10,000.
    assert picture.shape[0] <= 10_000 - WIDTH
    assert caplog.records == []


def test_nought_has_a_bar_end_and_not_assessed_has_hatching_and_words(tmp_path: Path, written: list[Written]) -> None:
    ends, changes, said = [], [], []
    for value in (0.0, None):
        written.clear()
        draw(one_item(50, value, points=None), tmp_path / "card.png")
        picture = pixels(tmp_path / "card.png")
        plot, beyond_bars = picture[:, 420:884], picture[:, 740:880]
        ends.append((plot == BAR_END).all(axis=2).sum())
        changes.append((beyond_bars[:, 1:] != beyond_bars[:, :-1]).any(axis=2).sum())
        said.append([line.text for line in written if line.text in ("50 %", "0 %", "not assessed")])
    assert ends == [2 * 4 * 30, 4 * 30]
    assert changes[1] > changes[0] + 500
    assert said == [["50 %", "0 %"], ["50 %", "not assessed"]]


def test_stripes_bars_and_their_ends_differ_in_grey(tmp_path: Path) -> None:
    draw(one_item(0, points=None), tmp_path / "card.png")
    grey = pixels(tmp_path / "card.png").mean(axis=2)
    row = next(line for line in grey if 200 < line[880] < 215)
    stripes = [row[x] for x in (452, 500, 600, 700, 800, 880)]
    assert stripes == sorted(set(stripes), reverse=True)
    assert sum(BAR_END) / 3 + 60 < sum(BAR) / 3 < stripes[-1] - 20


def test_the_head_says_whose_how_deep_when_and_where_it_stands(tmp_path: Path, written: list[Written]) -> None:
    asked = "Alba Services · Own 2026 · lead questions · 2 December 2026"
    heads = {
        "12.4 of 22.5 points assessed so far": one_item(55, None),
        "Nothing assessed so far": CASES["nobody answered"],
        "coverage 38 % · 1 person": agreement(3.8, None),
    }
    for figures in heads.values():
        draw(figures, tmp_path / "card.png")
    said = [line.text for line in written]
    starts = [place for place, text in enumerate(said) if text == TITLE]
    assert [said[start + 2] for start in starts] == list(heads)
    assert [said[start + 1] for start in starts] == [asked, asked, asked.replace("lead questions", "every statement")]
    assert said[starts[0] + 3] == "45 points possible · coverage 38 % · 17 people · this depth reaches 65 % at most"


def test_agreement_is_shown_on_its_own_scale(tmp_path: Path, written: list[Written]) -> None:
    draw(agreement(3.8, None), tmp_path / "card.png")
    said = [line.text for line in written]
    places = {line.text: line.left for line in written if line.text in list("12345")}
    assert sorted(places, key=places.__getitem__) == list("12345")
    assert {"Strongly", "disagree", "Disagree", "Neither", "Agree", "agree", "3.8 of 5", "not assessed"} <= set(said)
    assert [text for text in said if "%" in text] == ["coverage 38 % · 1 person"]


def test_items_head_their_parts_until_there_are_too_many_to_draw(tmp_path: Path, written: list[Written]) -> None:
    shown: dict[int, str] = {}
    for case in (one_item(55, 60), many(4, 5), many(5, 5), CASES["too many rows"]):
        written.clear()
        draw(case, tmp_path / "card.png")
        shown[len(case.items)] = " | ".join(line.text for line in written)
    assert "Engagement" not in shown[1]
    assert "4.1 Item number 4 with a name | 4.1a(1)" in shown[4]
    assert all(text in shown[5] for text in ("5.1 | ", "4 of 5 parts", "mean of the parts' medians"))
    assert "5.1a(1)" not in shown[5]
    assert all(text in shown[130] for text in ("120.1", "10 more rows are not drawn."))
    assert "121.1" not in shown[130]


def test_items_stand_under_their_category_and_what_is_not_scored_says_so(
    tmp_path: Path, written: list[Written]
) -> None:
    draw(CASES["by category"], tmp_path / "card.png")
    said = [line.text for line in written]
    assert [text for text in said if "Category" in text or "Profile" in text] == [
        "P Profile",
        "1 Category 1",
        "2 Category 2",
        "3 Category 3",
    ]
    assert (said.count("not scored"), said.count("not assessed")) == (2, 0)
    written.clear()
    draw(CASES["nothing scored"], tmp_path / "card.png")
    said = [line.text for line in written]
    assert "Answered, not scored" in said
    assert not any("at most" in text or "Bar:" in text for text in said)


def test_text_is_as_wide_as_measured_and_dollar_signs_stay(tmp_path: Path) -> None:
    for text in (LONG, "$x^2$ and $y$"):
        sheet = Sheet()
        sheet.write(1000, 50, text, FACE, "right")
        sheet.save(tmp_path / "sheet.png", 90)
        ink = np.flatnonzero((pixels(tmp_path / "sheet.png") < 200).any(axis=(0, 2)))
        assert ink.max() - ink.min() == pytest.approx(sheet.width(text, FACE), abs=5)


def test_wrapped_lines_fit_and_lose_nothing_but_what_the_last_one_drops() -> None:
    sheet = Sheet()
    assert " ".join(sheet.wrapped(LONG, FACE, 500, most=5)) == LONG
    assert "".join(sheet.wrapped("W" * 60, FACE, 420, most=5)) == "W" * 60
    cut = sheet.wrapped(LONG, FACE, 420, most=2)
    assert (len(cut), cut[-1][-1]) == (2, "…")
    assert LONG.startswith(" ".join(cut)[:-1])
    assert all(sheet.width(line, FACE) <= 420 for line in cut)


def test_four_threads_make_the_same_files_as_one(tmp_path: Path) -> None:
    cases = [CASES[name] for name in ("usual", "agreement", "long names", "nobody answered")]
    alone, beside = ([tmp_path / f"{way}-{place}.png" for place in range(4)] for way in ("alone", "beside"))
    list(map(draw, cases, alone))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(draw, cases, beside))
    assert [path.read_bytes() for path in alone] == [path.read_bytes() for path in beside]


def test_whoever_looks_while_it_is_drawn_again_finds_a_whole_picture(tmp_path: Path) -> None:
    path = tmp_path / "card.png"
    draw(CASES["usual"], path)
    seen = {path.read_bytes()}
    with ThreadPoolExecutor(2) as threads:
        drawing = [threads.submit(draw, CASES[name], path) for name in ("agreement", "long names")]
        while not all(one.done() for one in drawing):
            seen.add(path.read_bytes())
    seen.add(path.read_bytes())
    assert len(seen) > 1
    assert all(content.startswith(b"\x89PNG") and content.endswith(b"IEND\xaeB`\x82") for content in seen)
    assert list(tmp_path.iterdir()) == [path]


def test_a_picture_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "card.png").mkdir()
    with pytest.raises(OSError, match=r"card\.png"):
        draw(CASES["usual"], tmp_path / "card.png")
    assert [path.name for path in tmp_path.iterdir()] == ["card.png"]


def test_the_drawing_library_is_loaded_late_and_without_its_global_state(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.bot.test_picture import CASES, draw;"
        "assert 'matplotlib' not in sys.modules; draw(CASES['usual'], Path(sys.argv[1]));"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path / "card.png")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_proposal_is_a_tick_at_its_percent_and_strikes_no_words_through(tmp_path: Path) -> None:
    draw(PROPOSED, tmp_path / "with.png")
    draw(proposed(PROPOSED, *[None] * 6), tmp_path / "without.png")
    both = [pixels(tmp_path / f"{name}.png")[:580] for name in ("with", "without")]
    changed = np.argwhere((both[0] != both[1]).any(axis=2))
    first, fifth = ({int(y) for y, x in changed if x == at} for at in (443, 698))
    assert first, "the tick of 5 % stands where 5 % lies"
    assert not first & set(range(242, 256)), "the words on the first bar stay free"
    assert fifth >= set(range(465, 505)), "elsewhere it is whole"
