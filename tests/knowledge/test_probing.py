from pathlib import Path

import pytest

from benchmarks.evaluation import framework
from bot.wording.probing import follow_up
from knowledge.evaluation import Proposal, evaluate
from knowledge.evidence import evidence
from knowledge.pieces import Depth
from knowledge.probing import MOST, Probe, probe, so_far
from knowledge.rubric import BANDS

LINES = (Path(__file__).parent / "thin_responses.txt").read_text(encoding="utf-8").splitlines()
THIN = [
    (code, frozenset(filter(None, (kind.strip() for kind in shown.split(",")))), text)
    for code, shown, text in (
        [part.strip() for part in line.split("|", 2)] for line in LINES if line[:1] not in ("", "#")
    )
]
# What a respondent who knows says when asked; each answers one question and no other.
ANSWERS = {
    "method": "We write each one on a card, sort the cards by cause and discuss the three most frequent causes.",
    "rhythm": "That is done every Tuesday at ten.",
    "owner": "The department head answers for it; her deputy steps in when she is away.",
    "scope": "11 of our 12 branches work like this, only Faro does not yet.",
    "measure": "We count how many are done in time: 93 % last quarter, the target is 90 %.",
    "check of use": "Internal audit samples ten files per branch.",
    "change": "In March 2023 we shortened the form because data showed that half of them were never finished.",
    "review": "Each January we go through the procedure itself.",
    "sharing": "Two other branches have taken over our card.",
    "comparison": "We compare the rate with the national average each year.",
    "aim": "It serves objective 2 of our strategy, fewer lost customers.",
    "other process": "The results feed the training plan and the budget.",
    "future need": "We forecast what will be needed in 2030 from the population figures.",
}
FIGURES = {
    "level": "It is 86 % at present.",
    "trend": "It was 78 % in 2021, 82 % in 2022, 84 % in 2023 and 86 % in 2024.",
    "comparison": "The best competitor reaches 84 %, the industry average is 79 %.",
    "segments": "By region it is 88 % in the north and 83 % in the south.",
    "target": "The target was 85 %.",
    "aim": "It belongs to objective 1 of our strategy.",
}


def evaluated(code: str, text: str, depth: Depth = Depth.MULTIPLE) -> Proposal:
    return evaluate(text, framework(), code, depth)


def answered(made: Proposal, kind: str) -> str:
    return (FIGURES if made.kind == "results" else ANSWERS)[kind]


def interview(code: str, text: str, rounds: int = MOST) -> tuple[list[Probe], Proposal]:
    """Ask a respondent who answers everything, and return what was asked and the proposal at the end."""
    asked: list[Probe] = []
    made = evaluated(code, text)
    while (one := probe(made, [before.missing for before in asked], most=rounds)) is not None:
        asked.append(one)
        text = f"{text}\n{answered(made, one.missing)}"
        made = evaluated(code, text)
    return asked, made


def test_sixty_thin_responses_are_asked_for_something_missing() -> None:
    wrong = [
        (text, asked.missing if asked else None)
        for code, shown, text in THIN
        if (asked := probe(evaluated(code, text))) is None or asked.missing in shown
    ]
    assert len(THIN) >= 60
    assert len(wrong) <= 0.05 * len(THIN), wrong


@pytest.mark.parametrize(("code", "shown", "text"), THIN, ids=[text[:40] for _, _, text in THIN])
def test_nothing_is_asked_twice_and_two_questions_are_the_most(code: str, shown: frozenset[str], text: str) -> None:
    asked, made = interview(code, text)
    kinds = [one.missing for one in asked]
    assert len(kinds) == len(set(kinds)) <= MOST
    words = [follow_up(one, made.kind) for one in asked]
    assert len(words) == len(set(words))
    assert all(one.quote in text or one.quote in made_of(text, code, kinds) for one in asked)


def made_of(text: str, code: str, kinds: list[str]) -> str:
    """Return the response with the answers that followed."""
    made = evaluated(code, text)
    return "\n".join([text, *(answered(made, kind) for kind in kinds)])


def test_who_answers_gains_the_band_that_the_answer_earns() -> None:
    gained = []
    for code, _, text in THIN:
        before = evaluated(code, text)
        asked, after = interview(code, text)
        percents = ((one.percent or 0) for one in (before, after))
        first, last = percents
        lifted = [BANDS.index(after.side(one.dimension).band) > _place(before, one.dimension) for one in asked]
        gained.append(last > first and any(lifted))
    assert sum(gained) >= 0.95 * len(gained)


def test_who_answers_everything_reaches_the_upper_half() -> None:
    _, made = interview("3.2a(3)", "We write complaints in a book.", rounds=20)
    assert (made.percent or 0) >= 70
    _, figures = interview("7.2a(1)", "Satisfaction is good.", rounds=20)
    assert (figures.percent or 0) >= 50


def _place(made: Proposal, dimension: str) -> int:
    return BANDS.index(made.side(dimension).band) if made.sides else -1


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("We write complaints in a book.", "rhythm"),
        ("We write complaints in a book every evening.", "owner"),
        ("The clerk writes complaints in a book.", "rhythm"),
        ("The clerk writes complaints in a book every evening.", "scope"),
        ("The clerk writes complaints in a book every evening. All 9 shops do it.", "measure"),
        ("We value complaints.", "method"),
    ],
)
def test_the_way_comes_first_then_where_it_is_used(text: str, missing: str) -> None:
    asked = probe(evaluated("3.2a(3)", text))
    assert asked is not None
    assert asked.missing == missing


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Last winter a lady called and our Tom drove out to her at night.", "story"),
        ("Next year we plan to introduce a complaints system.", "plan"),
        ("We should ask people more often.", "wish"),
        ("Supposedly somebody in marketing does that.", "hearsay"),
        ("Our robust and systematic approach ensures excellence.", "big words"),
        ("We use Zendesk.", "tool"),
        ("Diligence.", "short"),
    ],
)
def test_how_somebody_speaks_decides_how_they_are_asked(text: str, manner: str) -> None:
    asked = probe(evaluated("3.2a(3)", text))
    assert asked is not None
    assert asked.manner == manner
    assert follow_up(asked).endswith("?")


def test_it_says_back_what_somebody_said() -> None:
    asked = probe(evaluated("3.2a(3)", "We call them back within a day."))
    assert asked is not None
    assert asked.missing == "owner"
    assert follow_up(asked).startswith("You call them back within a day. Who ")
    told = probe(evaluated("3.2a(3)", "The clerk rings them back."))
    assert told is not None
    assert follow_up(told).startswith("You write “The clerk rings them back”. How often ")


@pytest.mark.parametrize("most", [0, 1, 2])
def test_the_manager_sets_how_many(most: int) -> None:
    made = evaluated("3.2a(3)", "We write complaints in a book.")
    asked = ["rhythm", "owner"]
    assert [probe(made, asked[:n], most) is not None for n in range(3)] == [n < most for n in range(3)]


def test_it_stops_where_the_depth_allows_no_more() -> None:
    text = "\n".join(ANSWERS[kind] for kind in ("method", "rhythm", "owner", "scope", "measure", "change", "aim"))
    basic = evaluated("3.2a(3)", text, Depth.BASIC)
    assert basic.percent == 45
    assert probe(basic) is None
    assert probe(evaluated("3.2a(3)", text)) is not None


def test_what_somebody_says_is_not_there_is_not_asked_for() -> None:
    text = "The clerk logs complaints every evening in all 9 shops. There is no measure, and we do not change anything."
    asked = [one.missing for one in interview("3.2a(3)", text, rounds=20)[0]]
    assert "measure" not in asked


def test_nobody_is_asked_further_who_cannot_be_read() -> None:
    for text in ("", "Wir rufen jeden Kunden am gleichen Tag zurück und schreiben es auf.", "n/a"):
        assert probe(evaluated("3.2a(3)", text)) is None


def test_the_line_tells_what_there_is_so_far() -> None:
    made = evaluated("3.2a(3)", "Whoever takes the call writes it down and calls back within a day.")
    assert so_far(made) == {"method": True, "rhythm": True, "owner": False, "measure": False}
    made = evaluated("3.2a(3)", "The duty lead calls back within a day. We check overdue ones every Monday.")
    assert so_far(made) == {"method": True, "rhythm": True, "owner": True, "measure": True}
    made = evaluated("7.2a(1)", "Satisfaction: 2021 81 %, 2022 84 %, 2023 86 %.")
    assert so_far(made) == {"level": True, "trend": True, "comparison": False, "segments": False}


def test_the_answers_of_this_test_show_what_they_are_for() -> None:
    for kind, text in ANSWERS.items():
        assert kind in {one.kind for one in evidence(text)}, kind
    for kind, text in FIGURES.items():
        assert kind in {one.kind for one in evidence(text, results=True)}, kind
