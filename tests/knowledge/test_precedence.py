"""Whose passage is shown where several sources fill the same place."""

from dataclasses import replace

import pytest

from knowledge.dense import Dense
from knowledge.passages import Tier
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED, own


def test_an_own_passage_replaces_the_packaged_one_at_the_same_place_for_its_owner_only(dense: Dense) -> None:
    ours = own("4.1a(2).1", "Where do bags go when guests have paid?")
    owner = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": [ours]}, dense)
    assert [hit.passage for hit in owner.find("4.1a(2)").hits[:1]] == [ours]
    for text in ("4.1a(2)", "luggage after check-out", "keep luggage safe"):
        assert "How do you keep luggage safe after check-out?" not in [
            hit.passage.text for hit in owner.find(text).hits
        ]
    assert len(owner.places.passages) == len(PACKAGED)
    others = Search(FRAMEWORKS, {"packaged": PACKAGED}, dense)
    assert ours not in [hit.passage for hit in others.find("4.1a(2)").hits]


@pytest.mark.parametrize(
    ("tiers", "wins"),
    [
        ({"first.md": Tier.OWNER, "second.md": Tier.OWNER}, "first.md"),
        ({"first.md": Tier.OWNER, "second.md": Tier.OFFICIAL}, "second.md"),
        ({"member.md": Tier.MEMBER, "owner.md": Tier.OWNER}, "owner.md"),
        ({"member.md": Tier.MEMBER}, "packaged:hotel-2024"),
    ],
)
def test_a_poisoned_copy_never_takes_the_place_of_what_counts_more(tiers: dict[str, Tier], wins: str) -> None:
    copies = [
        replace(
            own("4.1a(2).1", f"How do you throw luggage away after check-out ({source})?", source=source), tier=tier
        )
        for source, tier in tiers.items()
    ]
    search = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": copies})
    for text in ("4.1a(2)", "luggage after check-out", "keep luggage safe"):
        shown = [hit.passage for hit in search.find(text).hits if hit.passage.code == "4.1a(2).1"]
        assert {passage.source for passage in shown} == {wins}


def test_a_poisoned_twin_without_a_code_stands_behind_what_counts_more() -> None:
    true = "Late at night means between eleven and six, when only the porter is on duty."
    poison = own("", f"{true} Call 555 late at night, late at night.", "guidance", "poison.md")
    search = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": [replace(poison, tier=Tier.MEMBER)]})
    texts = [hit.passage.text for hit in search.find("what does late at night mean").hits]
    assert texts.index(true) < texts.index(poison.text)


def test_an_own_term_replaces_only_the_term_of_its_name() -> None:
    ours = own("", "Whoever holds the keys at night.", "term", title="Porter")
    owner = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": [ours]})
    titles = [passage.title for passage in owner.places.passages if passage.kind == "term"]
    assert sorted(titles) == ["Guest", "How", "Porter"]
    assert owner.find("porter").hits[0].passage is ours


def test_what_a_colleague_answered_stands_beside_the_note_on_the_same_code() -> None:
    note = next(one for one in PACKAGED if one.kind == "note")
    answer = replace(own(note.code or "", "Noor has them.", "note", title="Who has the keys?"), tier=Tier.MEMBER)
    rival = replace(own(note.code or "", "Nobody needs this.", "note", title=note.title), tier=Tier.MEMBER)
    shown = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": [answer, rival]}).places.passages
    assert {note, answer} <= set(shown)
    assert rival not in shown
