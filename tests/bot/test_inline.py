"""Inline in any chat: cards from what somebody may see, in a lane of their own, and harmless where they are late."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.envelopes import WANTED, enveloped, lane
from bot.examination import examine
from bot.settings import Settings
from bot.splitting import plain, units
from bot.wording import inline as wording
from bot.wording.inline import HELLO
from knowledge.passages import Passage
from knowledge.search import Found, Hit
from storage.sources import Sources
from storage.tables import Owed, Received, Said
from tests import databases
from tests.bot.harbours import CANARY, does, harbour
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage, raised
from tests.telegram.faults import broken, dropped
from tests.telegram.http import serve_in_thread
from tests.telegram.inline import Offered
from tests.telegram.server import TOKEN, StrictTelegram

LONG = Passage("f" * 32, "<b>'s house.md", "guidance", "A & B " * 99, "<i>Long</i> & {wide} " * 900, start=0, page=3)


async def asks(stage: Stage, name: str, query: str) -> Offered:
    person = stage.person(name)
    person.asks_inline(query)
    await stage.settled()
    return person.is_offered()


async def test_whoever_types_behind_the_name_gets_cards_with_code_text_and_source(stage: Stage) -> None:
    offered = await asks(stage, "Sam", "voice of the customer")
    assert 1 <= len(offered.cards) <= 10
    assert offered.personal
    assert 0 < offered.cache_time <= 60
    assert offered.cards[0].title == "Voice of the customer"
    assert "All the ways in which you learn what customers want" in offered.cards[0].text
    assert offered.cards[0].text.endswith("Business 2021–22 · Voice of the customer")
    coded = await asks(stage, "Sam", "3.2a3")
    assert coded.cards[0].title == "3.2a(3).1 · Complaint management"
    assert "How do you deal with customer complaints" in coded.cards[0].description
    assert "inline_query" in stage.telegram.called("getUpdates")[-1].parameters["allowed_updates"]


async def test_nothing_typed_yet_gets_entry_points_and_nonsense_the_way_to_ask(small_stage: Stage) -> None:
    for nothing in ("", "  ", "x"):
        titles = [card.title for card in (await asks(small_stage, "Sam", nothing)).cards]
        assert {"The eleven core values", "Deployment", "Segment"} <= set(titles), nothing
    offered = await asks(small_stage, "Sam", "xylophone")
    assert offered.cards == ()
    assert offered.button == {"text": "Not in my sources. Ask me in full", "start_parameter": HELLO}
    unknown = await asks(small_stage, "Sam", "item 3.9")
    assert "No 3.9 here" in str(unknown.button)
    assert unknown.cards
    sam = small_stage.person("Sam")
    sam.starts(HELLO)
    await small_stage.settled()
    assert "I am Howwell" in sam.sees()[-1].text


async def test_only_members_are_offered_what_belongs_to_their_organisation(stage: Stage) -> None:
    mine, other = await harbour(stage, f" {CANARY}"), await harbour(stage)
    for person, sees in ((mine.respondent, True), (other.respondent, False), (stage.person("Sam"), False)):
        person.asks_inline("quayside lantern")
        await stage.settled()
        assert (CANARY in str(person.is_offered())) is sees


async def test_a_card_sent_into_the_chat_of_an_interview_is_no_response(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business")
    shown = len(ana.sees())
    ana.asks_inline("deployment")
    await stage.settled()
    ana.chooses(ana.is_offered().cards[0])
    await stage.settled()
    assert stage.rows(Said) == []
    assert len(ana.sees()) == shown
    await does(stage, ana, "The owner of the account calls each customer.")
    assert [row.text for row in stage.rows(Said)] == ["The owner of the account calls each customer."]


async def test_an_answer_that_comes_too_late_or_not_through_harms_nothing(small_stage: Stage) -> None:
    sam = small_stage.person("Sam")
    for fault in (broken(500), dropped(), broken(502)):
        small_stage.telegram.faults.plan(fault, "answerInlineQuery")
        sam.asks_inline("deployment")
        await small_stage.settled()
    # A query that Telegram no longer knows.
    query = sam.asks_inline("segment")["inline_query"]["id"]
    small_stage.telegram.inline.asked.pop(query)
    await small_stage.settled()
    assert small_stage.telegram.called("answerInlineQuery")[-1].code == 400
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    assert small_stage.rows(Owed) == []
    assert sam.sees() == []
    assert (await asks(small_stage, "Sam", "deployment")).cards[0].title == "Deployment"


async def test_what_is_typed_inline_waits_for_no_conversation_and_no_chat_is_written_to(small_stage: Stage) -> None:
    sam = small_stage.person("Sam")
    typed = sam.asks_inline("depl")
    written = sam.types("3.2a(3)")
    assert lane(written) == sam.id
    assert lane(typed) not in (0, sam.id)
    assert lane(typed) < 0
    await small_stage.settled()
    chats = {str(call.parameters.get("chat_id")) for call in small_stage.telegram.calls if "chat_id" in call.parameters}
    assert chats == {str(sam.id)}
    assert enveloped(typed).key != enveloped(sam.asks_inline("depl")).key


def test_odd_people_have_lanes_that_the_database_takes() -> None:
    people: tuple[object, ...] = (0, 2**52, -5, 2**63 - 1, -(2**63) + 1, 2**70, "7", None)
    for person in people:
        number = lane({"update_id": 1, "inline_query": {"id": "1", "from": {"id": person}, "query": ""}})
        assert -(2**63) <= number < 0
    assert "inline_query" in WANTED


@pytest.mark.parametrize("kept", [LONG, replace(LONG, text="short & <sweet>", title="<", code="1" * 99)])
def test_whatever_a_passage_says_its_card_can_be_sent(kept: Passage) -> None:
    told = wording.found("1", Found("x", "words", "answer", (Hit(kept, 1), Hit(kept, 1))))
    [card] = told.cards
    assert units(plain(card.text)) <= 4096
    assert 1 <= len(card.id.encode()) <= 64
    assert "<b>'s house.md" not in card.text
    assert "{wide}" in card.text or "&lt;sweet&gt;" in card.text


async def test_markup_in_a_document_is_shown_as_it_stands(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        async with raised(tmp_path / "home", url) as stage:
            one = await harbour(stage, " <b>&{x}")
            one.respondent.asks_inline("bollard")
            await stage.settled()
            assert "tied to <b>&{x}" in one.respondent.is_offered().cards[0].text
            offered = [card for given in stage.telegram.inline.offered for card in given.cards]
            assert not any("&lt;" in card.text or "&amp;" in card.text for card in offered)


async def test_a_document_that_is_removed_is_offered_no_longer(small_stage: Stage) -> None:
    one = await harbour(small_stage)
    one.manager.asks_inline("bollard")
    await small_stage.settled()
    assert "iron post" in str(one.manager.is_offered())
    small_stage.database.write(lambda session: Sources(session, one.id).remove("harbour.md"))
    one.manager.asks_inline("bollard")
    await small_stage.settled()
    assert "iron post" not in str(one.manager.is_offered())
    assert_speaks_plainly(small_stage)


@pytest.mark.parametrize(("has_inline", "ok"), [(True, True), (False, None)])
def test_the_doctor_says_where_inline_mode_is_not_switched_on(
    tmp_path: Path, has_inline: bool, ok: bool | None
) -> None:
    with serve_in_thread(StrictTelegram(has_inline=has_inline)) as address:
        settings = Settings(
            home=tmp_path, telegram_token=TOKEN, telegram_api_url=address, embeddings="none", _env_file=None
        )
        report = examine(settings)
    [check] = [one for one in report["checks"] if one["name"] == "inline"]
    assert report["healthy"]
    assert (check["ok"], "/setinline" in check["says"]) == (ok, not has_inline)
