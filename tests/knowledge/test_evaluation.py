import random
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.evaluation import HALVES, Labelled, agreement, collection, framework, passes, proposed
from knowledge import grading
from knowledge.evaluation import as_plain, evaluate
from knowledge.legibility import unclear
from knowledge.pieces import Depth
from knowledge.rubric import BANDS, CAPS
from tests.knowledge.planted import PLANTED

STRONG = next(one for one in collection() if one.first["overall"] == 5)
PART = "3.2a(3)"


def test_the_collection_is_large_and_mixed() -> None:
    found = collection()
    assert len(found) >= 120
    assert {one.code[0] for one in found} == set("1234567")
    assert set(Counter(one.first["overall"] for one in found)) == {0, 1, 2, 3, 4, 5}
    assert all(framework().lineage(one.code) for one in found)
    assert len({one.id for one in found}) == len(found)
    assert all(one.first.keys() == one.second.keys() for one in found)


def test_the_two_passes_of_labels_agree() -> None:
    assert all(near >= 0.95 and agreed >= 0.9 for near, agreed in passes().values())


@pytest.mark.parametrize("half", HALVES)
def test_the_rules_agree_with_the_labels(half: str) -> None:
    told = agreement([one for one in collection() if one.half == half])
    _, near, agreed = told["by"]["overall"]
    assert near >= 0.92
    assert agreed >= 0.75
    assert not told["lowest above 25"]
    assert not told["highest below 50"]


def test_length_alone_does_not_foretell_the_proposal() -> None:
    assert abs(agreement(collection())["length"]) < 0.3


@pytest.mark.parametrize("one", collection(), ids=lambda one: one.id)
def test_what_is_planted_moves_a_proposal_by_one_step_at_most(one: Labelled) -> None:
    percent = proposed(one).percent
    assert percent is not None
    first = re.split(r"(?<=[.!?])\s", one.text)[0]
    copied = " ".join(
        ask.text for ask in framework().questions if one.code in framework().lineage(ask.code) or ask.code == one.code
    )
    moved = {
        extra: proposed(one, f"{one.text}\n{extra}").percent
        for extra in (*PLANTED, one.text, f"{first} {first}", copied)
    }
    assert {extra: to for extra, to in moved.items() if to is None or abs(to - percent) > 5} == {}


def slipped(text: str, drawn: random.Random) -> str:
    """Put a typing slip into about one word in sixteen: a letter swapped, left out, doubled or wrong."""

    def word(found: re.Match[str]) -> str:
        written = found[0]
        if len(written) < 4 or drawn.random() > 1 / 16:
            return written
        at = drawn.randrange(1, len(written) - 1)
        before, letter, after = written[:at], written[at], written[at + 1 :]
        slips = (before + after[0] + letter + after[1:], before + after, before + letter + letter + after)
        return drawn.choice((*slips, before + drawn.choice("aeiorstn") + after))

    return re.sub(r"[A-Za-z]+", word, text)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "typing slips": slipped,
    "no full stops": lambda text, _: re.sub(r"\.(?=\s|$)", "", text),
    "small letters": lambda text, _: text.lower(),
    "emoji": lambda text, _: re.sub(r"\.(?=\s|$)", ". 😊", text),
    "renamed": lambda text, drawn: re.sub(
        r"\b(?:Okafor|Lyon|Graz|Lena|Piotr|Walter|Aarau|Rosa|Oduya|Denmark)\b",
        lambda _: drawn.choice(["Zelmira", "Tarvos", "Minto"]),
        text,
    ),
    "our organisation named": lambda text, _: text.replace("our company", "Kestrel Ltd").replace(
        "Our company", "Kestrel Ltd"
    ),
    "American": lambda text, _: re.sub(r"is(e|ed|es|ing|ation)\b", r"iz\1", text.replace("colour", "color")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_how_it_is_written_changes_the_band_of_few(name: str) -> None:
    drawn = random.Random(11)
    before = [proposed(one).band for one in collection()]
    after = [proposed(one, CHANGES[name](one.text, drawn)).band for one in collection()]
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    assert changed <= 0.05 * len(before)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("😊😊", "empty"),
        ("Reliable.", "too short"),
        ("42", "too short"),
        ("n/a", "not applicable"),
        ("I don't know.", "not applicable"),
        ("Llamamos a cada cliente en un día y el jefe de turno revisa la lista cada lunes.", "another language"),
        ("Wir rufen jeden Kunden am gleichen Tag zurück und die Leiterin prüft die Liste.", "another language"),
        ("Nous appelons chaque client le jour même et le chef vérifie la liste.", "another language"),
        ("Liamo ogni cliente il giorno stesso e il capo controlla la lista.", "another language"),
        ("我们每周检查所有投诉", "another language"),
        ("asdf qwer zxcv poiu lkjh", "not understood"),
    ],
)
def test_what_cannot_be_judged_gets_a_reason_and_no_band(text: str, reason: str) -> None:
    made = evaluate(text, framework(), PART)
    assert (made.unclear, made.band, made.percent, made.sides) == (reason, None, None, ())
    plain = as_plain(made)
    assert plain["judged"] is False
    assert plain["overall"] == {"band": None, "percent": None}
    assert plain["approach"] == {"band": None, "evidence": [], "missing": []}


@pytest.mark.parametrize("one", collection(), ids=lambda one: one.id)
def test_no_english_response_is_refused(one: Labelled) -> None:
    assert unclear(one.text) is None


def test_a_profile_question_is_not_scored() -> None:
    assert evaluate("We run nine shops in three towns.", framework(), "P.1a(1)").unclear == "profile"


@pytest.mark.parametrize("depth", Depth)
def test_the_depth_of_asking_caps_the_percent(depth: Depth) -> None:
    made = evaluate(STRONG.text, framework(), STRONG.code, depth)
    assert made.percent is not None
    assert made.percent <= CAPS[depth]
    assert made.is_capped == (depth is not Depth.MULTIPLE)


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match=r"9\.9"):
        evaluate("We ask.", framework(), "9.9")


@given(st.lists(st.floats(0, grading.TOP), min_size=4, max_size=4))
def test_a_weak_dimension_limits_the_whole(scores: list[float]) -> None:
    whole = grading.overall(dict(zip(("approach", "deployment", "learning", "integration"), scores, strict=True)))
    assert 0 <= whole <= grading.TOP
    assert whole <= min(scores) + grading.ABOVE_WEAKEST + 1e-9 or scores[0] < 1
    assert whole <= max(scores[0] + grading.ABOVE_FIRST, 0.9) + 1e-9


@given(st.floats(0, grading.TOP))
def test_a_percent_lies_in_its_band_and_on_a_step(score: float) -> None:
    assert grading.percent(score) in grading.band(score).percents


def test_more_shown_never_lowers_a_dimension() -> None:
    told = "The clerk logs each complaint."
    before = evaluate(told, framework(), PART)
    after = evaluate(f"{told} Every Friday the supervisor checks the log. All 9 offices use it.", framework(), PART)
    for one in before.sides:
        assert after.side(one.name).score >= one.score


@pytest.mark.parametrize("one", collection(), ids=lambda one: one.id)
def test_plain_data_is_whole_and_its_quotes_occur(one: Labelled) -> None:
    plain = as_plain(proposed(one))
    names = ("levels", "trends", "comparisons") if one.code.startswith("7") else ("approach", "deployment", "learning")
    for name in (*names, "integration"):
        assert plain[name]["band"] in {f"{band.low}-{band.high}" for band in BANDS}
        for shown in plain[name]["evidence"]:
            assert one.text[shown["start"] : shown["end"]] == shown["quote"]
        assert not {shown["signal"] for shown in plain[name]["evidence"]} & {*plain[name]["missing"]}
    assert plain["method"] == "rules"
    examples = [quote for found in plain["strengths"] + plain["opportunities"] for quote in found["examples"]]
    assert all(quote in one.text for quote in examples)


def test_findings_follow_the_band() -> None:
    strong, weak = proposed(STRONG), evaluate("We care.", framework(), PART)
    assert len(strong.strengths) > len(strong.opportunities)
    assert (len(weak.strengths), len(weak.opportunities)) == (0, 3)
    assert all("7.2" in one.matters for one in weak.opportunities)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_evaluated_or_refused_with_a_reason(text: str) -> None:
    for code in (PART, "7.2a(1)"):
        made = evaluate(text, framework(), code)
        assert (made.percent is None) == (made.unclear is not None)
