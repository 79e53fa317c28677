from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue import packaged
from knowledge.passages import Passage, passages_of
from knowledge.support import objections, supports

CLAIMS = Path(__file__).parent / "claims.txt"


@dataclass(frozen=True)
class Pair:
    """A claim, the passage that it cites, and in what way it is unsupported, if it is."""

    claim: str
    passage: Passage
    wrong: str


def pairs() -> list[Pair]:
    """Read the hand-made claims."""
    found: list[Pair] = []
    passages: dict[str, Passage] = {}
    head: list[str] = []
    text: list[str] = []
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if mark == "=":
            head, text = [part for part in parts if part not in ("held", "fresh")], []
        elif mark == "+":
            found.append(Pair(rest, passages[head[1]], ""))
        elif mark == "-":
            cited = parts[1] if parts[0] == "citation" else head[1]
            found.append(Pair(parts[-1], passages[cited], parts[0]))
        elif line and mark not in ("#", "!"):
            text.append(line)
            code = head[2] if head[0] in ("question", "note") else None
            passages[head[1]] = _passage("\n".join(text), head[1], head[0], code)
    return found


def _passage(text: str, title: str = "A title", kind: str = "topic", code: str | None = None) -> Passage:
    return Passage("p", "source", kind, title, text, "framework", code, ("Business 2021–22",))  # type: ignore[arg-type]


PAIRS = pairs()


def test_there_are_enough_hand_made_pairs_of_every_kind() -> None:
    wrongs = [pair.wrong for pair in PAIRS if pair.wrong]
    assert len(PAIRS) >= 240
    assert len(wrongs) >= 120
    kinds = {"number", "subject", "negated", "reason", "example", "citation", "name", "weight", "link", "asserted"}
    assert kinds <= set(wrongs)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.wrong], ids=lambda pair: f"{pair.wrong}: {pair.claim}")
def test_an_unsupported_claim_is_seen_through(pair: Pair) -> None:
    assert not supports(pair.passage, pair.claim)


def test_most_supported_claims_are_kept() -> None:
    supported = [pair for pair in PAIRS if not pair.wrong]
    dropped = [pair.claim for pair in supported if not supports(pair.passage, pair.claim)]
    assert len(dropped) <= 0.1 * len(supported), dropped


def test_every_sentence_of_the_library_is_supported_by_its_own_passage() -> None:
    passages = [one for known in packaged().values() for one in passages_of(known, known.id)]
    telling = [one for one in passages if one.kind in ("note", "term", "topic", "guidance", "step")]
    refused = [one.text for one in telling if any(objections(one, one.text))]
    assert len(refused) <= 0.01 * len(telling), refused


RULES = _passage(
    "Refunds above 200 euros need the consent of Marta Ruiz. Ask at https://shop.example/refunds or +44 20 7946 0000."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Refunds above 200 euros need the consent of Marta Ruiz at evil.example.",
        "Refunds above 200 euros need the consent of [Marta](tg://user?id=1).",
        "Refunds above 200 euros need the consent of @marta.",
        "Refunds above 200 euros need the consent of <b>Marta</b> Ruiz.",
        "Refunds above 200 euros need the consent of Marta Ruiz, +44 20 7946 0001.",
        "Refunds above 200 euros need the consent of Marta Ruiz; write to marta@shop.example.",
        "Refunds above 200 euros need the “written consent” of Marta Ruiz.",
        "Ask at https://shop.example/refunds?to=me.",
        "/start.",
        "…",
        "",
    ],
)
def test_nothing_to_tap_or_call_comes_from_a_claim_alone(claim: str) -> None:
    assert not supports(RULES, claim)


def test_a_link_of_the_passage_may_be_repeated() -> None:
    assert supports(RULES, "Ask at https://shop.example/refunds.")


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=120))
def test_any_claim_about_any_text_gets_a_verdict(text: str, claim: str) -> None:
    assert supports(_passage(text), claim) in (True, False)
