"""Every card of every framework can be reached and left in one message, and what it offers works for its reader."""

from collections.abc import Iterator

import pytest

from bot.browsing import key_of
from bot.splitting import plain, units
from bot.turns import BUTTON_BYTES, Button, Message
from bot.wording import browsing as wording
from bot.wording.anyone import strange_button
from bot.wording.cards import Card
from knowledge.catalogue import packaged
from knowledge.criteria import Framework
from tests.bot.harbours import does
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage

FRAMEWORKS = list(packaged().values())


def ways(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


def card_at(framework: Framework, data: str) -> tuple[Card, int]:
    _, key, kind, page, code = data.split(":", 4)
    return Card(framework, key, kind, code), int(page)


def walked(framework: Framework) -> Iterator[tuple[Card, Message]]:
    """Give every card that can be reached from the framework's own, by any button."""
    waiting, seen = [Card(framework, key_of(framework), "f").data()], set[str]()
    while waiting:
        data = waiting.pop()
        if data in seen:
            continue
        seen.add(data)
        card, page = card_at(framework, data)
        message = wording.shown(card, page, (10**9, 402), 1)
        yield card, message
        waiting += [one.data for one in ways(message) if one.data.startswith("look:")]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
def test_every_part_and_question_has_a_card_that_fits_and_leads_back(framework: Framework) -> None:
    cards = list(walked(framework))
    reached = {card.code for card, _ in cards if card.kind in "pq"}
    codes = [part.code for part in framework.parts] + [question.code for question in framework.questions]
    assert reached == {*codes, *(statement.code for statement in framework.statements)}
    for card, message in cards:
        assert units(plain(message.text)) <= 4096, card
        assert all(len(one.data.encode()) <= BUTTON_BYTES for one in ways(message))
        assert ways(message)[-1].label == "Back", card


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda one: one.id)
def test_back_leads_up_to_the_frameworks_from_anywhere(framework: Framework) -> None:
    for start, _ in walked(framework):
        card, steps = start, 0
        while not (up := ways(wording.shown(card, 1, None, 1))[-1].data).startswith("shelf"):
            card, steps = card_at(framework, up)[0], steps + 1
            assert steps <= 4, start
        assert card.kind == "f"


async def test_a_learner_browses_in_one_message_that_is_edited_in_place(stage: Stage) -> None:
    lou = await stage.seated("Lou", "learner")
    await does(stage, lou, "/browse")
    shown = len(lou.sees())
    await does(stage, lou, ">Business", ">3 Customers", ">3.2 Customer", ">3.2a(3)", ">2")
    assert "Complaint management · 3.2a(3).2" in lou.sees()[-1].text
    assert lou.sees()[-1].labels == ["What does this mean?", "Back"]
    await does(stage, lou, ">Back", ">Back", ">Back", ">Back", ">Back")
    assert "Which criteria do you want to look through?" in lou.sees()[-1].text
    assert len(lou.sees()) == shown
    await does(stage, lou, "/browse 3.2a(3)", ">What does this mean?")
    assert "Complaint management, 3.2a(3) of 3.2" in lou.sees()[-1].text
    assert_speaks_plainly(stage)


async def test_a_card_offers_to_ask_only_what_its_reader_is_asked(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/browse 3.2b(1)")
    assert "Ask me this" not in ana.sees()[-1].labels
    await does(stage, ana, "/answer", ">Business", "/browse 1.1a(1)")
    assert "Ask me this" not in ana.sees()[-1].labels
    await does(stage, ana, "/browse 3.2b(1)", ">2", ">Ask me this")
    assert "16 of 22" in ana.sees()[-1].text
    assert "how do your ways of finding out" in ana.sees()[-1].text


async def test_a_button_of_a_framework_that_is_gone_leads_to_those_that_are_there(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    await does(small_stage, lou, "/browse")
    place = lou.sees()[-1].message_id
    key = key_of(packaged()["framework-72"])
    for data in ("look:00000000:f:1:", f"look:{key}:z:1:1", f"look:{key}:q:1:99", f"look:{key}:p:-5:5", "shelf:999"):
        lou.forges(data, place)
        await small_stage.settled()
        assert strange_button().text not in lou.sees()[-1].text
    assert "Which criteria do you want to look through?" in lou.sees()[-1].text
    assert_speaks_plainly(small_stage)


async def test_a_term_is_found_by_a_piece_of_its_name_and_shows_meaning_example_and_source(stage: Stage) -> None:
    lou = await stage.seated("Lou", "learner")
    await does(stage, lou, "/terms")
    shown = len(lou.sees())
    await does(stage, lou, ">C–D ▶", ">Customer engagement")
    assert "For example: A guest who books" in lou.sees()[-1].text
    assert "Business 2021–22, after: Baldrige" in lou.sees()[-1].text
    await does(stage, lou, ">Back to the list")
    assert "Key terms, C–D" in lou.sees()[-1].text
    assert len(lou.sees()) == shown
    await does(stage, lou, "/terms roll-out")
    assert lou.sees()[-1].text.startswith("Deployment\n")
    await does(stage, lou, "/terms " + "ä" * 100)
    assert "No key term has" in lou.sees()[-1].text
    lou.forges("term:99:ffffffff:cust", lou.sees()[-1].message_id)
    await stage.settled()
    assert "Segment (customer segment)" in lou.sees()[-1].labels


async def test_terms_and_topics_of_a_framework_are_browsed_in_the_same_message(stage: Stage) -> None:
    lou = await stage.seated("Lou", "learner")
    await does(stage, lou, "/browse")
    shown = len(lou.sees())
    await does(stage, lou, ">Business", ">Key terms (66)", ">More", ">Back")
    assert {"Key terms (66)", "Topics (102)"} <= set(lou.sees()[-1].labels)
    await does(stage, lou, ">Key terms", ">Alignment")
    assert "For example: Each team's targets serve the same company goal." in lou.sees()[-1].text
    await does(stage, lou, ">Back", ">Back", ">Topics", ">Core values", ">More", ">Management by fact")
    assert "Decide by what has been measured." in lou.sees()[-1].text
    await does(stage, lou, ">Back")
    assert lou.sees()[-1].text.startswith("Core values")
    await does(stage, lou, ">Back", ">Back", ">Back")
    assert "Which criteria do you want to look through?" in lou.sees()[-1].text
    assert len(lou.sees()) == shown
    await does(stage, lou, "/browse 3.2a(4).1", ">Term: Segment")
    assert lou.sees()[-1].text.startswith("Segment")
    assert_speaks_plainly(stage)


def test_every_term_and_topic_has_a_card() -> None:
    for framework in FRAMEWORKS:
        reached = {(card.kind, card.code) for card, _ in walked(framework)}
        assert {code for kind, code in reached if kind == "w"} == {str(n + 1) for n in range(len(framework.terms))}
        assert {code for kind, code in reached if kind == "o"} == {str(n + 1) for n in range(len(framework.topics))}
        for kind, code in (("w", "0"), ("w", "9999999"), ("o", "²"), ("t", "x"), ("k", "1"), ("s", "1"), ("w", "")):
            assert not wording.has(framework, kind, code)


async def test_from_any_card_the_interview_starts_at_its_first_open_question(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business", "By visits.", ">That is all", ">50–65")
    for place, n in (("3.2", 2), ("3", 2), ("3.2a(2)", 5), ("3.2b(2).3", 20)):
        await does(stage, ana, f"/browse {place}", ">Ask me this")
        assert f"{n} of 22" in ana.sees()[-1].text, place
    await does(stage, ana, "/browse", ">Business", ">Ask me this")
    assert "2 of 22" in ana.sees()[-1].text
    for place in ("1", "1.1", "1.1a(1)"):
        await does(stage, ana, f"/browse {place}")
        assert "Ask me this" not in ana.sees()[-1].labels, place
    await does(stage, ana, "/browse 3.2a3")
    assert ana.sees()[-1].text.startswith("3.2a(3) Complaint management")
