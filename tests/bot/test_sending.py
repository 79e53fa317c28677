"""What is owed goes out: in order per chat, at least once, past limits, breakdowns, refusals and hostile texts."""

import asyncio
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import select

from bot import sending
from bot.app import running
from bot.raw import RawBot
from bot.wording import say
from storage import outbox
from storage.database import Database
from storage.outbox import Call
from storage.tables import Chat, Owed, Response
from tests.stage import Stage
from tests.telegram.chats import Shown
from tests.telegram.faults import blocked, broken, dropped, flooded, refused
from tests.telegram.markup import utf16_length
from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN
from tests.telegram.updates import Person

OUR_MARKS = {"bold", "italic", "code", "blockquote", "expandable_blockquote", "bot_command"}
HOSTILE = (
    "<a href=tg://user?id=1>x</a>",
    "<b>bold</b> & <script>",
    "a < b > c",
    "{} {0} {name} {a.b} %s {{}}",
    "&amp; &lt;b&gt; &#60;",
    "\u202eeverything turned round",
    "</b></blockquote>",
    "nul\0nul",
    "half a pair \ud83d",
)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "FIRST_PAUSE_SECONDS", 0.01)


async def owe(stage: Stage, chat: int, *texts: str, **more: Any) -> None:
    """Owe a chat some texts, as a turn does."""
    calls = [Call(chat, "sendMessage", {"chat_id": chat, "text": text, "parse_mode": "HTML", **more}) for text in texts]
    await owe_calls(stage, *calls)


async def owe_calls(stage: Stage, *calls: Call) -> None:
    due = await stage.database.transaction(lambda session: outbox.owe(session, calls))
    stage.howwell.sending.hand_over(due)


async def begun(stage: Stage, name: str = "Ana") -> Person:
    """Return somebody whom the bot may write to, with an empty screen."""
    person = stage.person(name)
    person.starts()
    await stage.settled()
    return person


def texts(person: Person) -> list[str]:
    return [shown.text for shown in person.sees()[1:]]


def statuses(stage: Stage) -> set[str]:
    return {row.status for row in stage.rows(Owed)}


async def test_every_third_call_is_refused_with_a_limit_and_all_go_out_in_order(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    small_stage.telegram.faults.plan(flooded(1), "sendMessage", chat=ana.id, times=2, every=3)
    began = time.monotonic()
    await owe(small_stage, ana.id, *map(str, range(8)))
    await small_stage.settled()
    assert texts(ana) == list(map(str, range(8)))
    assert 2 <= time.monotonic() - began < 4
    assert statuses(small_stage) == {"sent"}


async def test_a_limited_chat_holds_up_no_other(small_stage: Stage) -> None:
    ana, rui = await begun(small_stage), await begun(small_stage, "Rui")
    small_stage.telegram.faults.plan(flooded(1), "sendMessage", chat=ana.id)
    await owe(small_stage, ana.id, "to Ana")
    await owe(small_stage, rui.id, "to Rui")
    await asyncio.sleep(0.3)
    assert (texts(ana), texts(rui)) == ([], ["to Rui"])
    await small_stage.settled()
    assert texts(ana) == ["to Ana"]


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_breakdowns_of_telegram_are_sat_out_in_order(small_stage: Stage, code: int) -> None:
    ana = await begun(small_stage)
    small_stage.telegram.faults.plan(broken(code), "sendMessage", times=3)
    await owe(small_stage, ana.id, "one", "two", "three")
    await small_stage.settled()
    assert texts(ana) == ["one", "two", "three"]


async def test_a_line_that_breaks_after_the_message_was_taken_may_double_it_but_loses_nothing(
    small_stage: Stage,
) -> None:
    ana = await begun(small_stage)
    small_stage.telegram.faults.plan(dropped(), "sendMessage", times=2, every=2)
    small_stage.telegram.faults.plan(dropped(accepted=False), "sendMessage", times=2, every=2)
    await owe(small_stage, ana.id, *"abcdef")
    await small_stage.settled()
    assert list(dict.fromkeys(texts(ana))) == list("abcdef")
    assert texts(ana) == sorted(texts(ana))
    assert statuses(small_stage) == {"sent"}


async def test_a_chat_that_blocked_the_bot_is_left_alone_and_gets_what_it_is_owed_when_it_comes_back(
    stage: Stage,
) -> None:
    ana = await begun(stage)
    ana.blocks()
    await stage.settled()
    await owe(stage, ana.id, "first", "second", "third")
    await stage.settled()
    tried = len([call for call in stage.telegram.called("sendMessage") if call.code == 403])
    assert tried == 1
    assert texts(ana) == []
    assert [chat.blocked for chat in stage.rows(Chat)] == [True]
    stage.telegram.open_chat(ana.chat)
    ana.starts()
    await stage.settled()
    assert texts(ana)[:3] == ["first", "second", "third"]
    assert texts(ana)[3].startswith("Hello Ana")
    assert statuses(stage) == {"sent"}


async def test_letting_the_bot_in_again_is_enough_to_get_what_is_owed_once(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    ana.blocks()
    await small_stage.settled()
    await owe(small_stage, ana.id, "first", "second")
    await small_stage.settled()
    ana.unblocks()
    await small_stage.settled()
    ana.starts()
    await small_stage.settled()
    assert texts(ana)[:2] == ["first", "second"]
    assert texts(ana).count("first") == texts(ana).count("second") == 1


async def test_what_a_blocked_chat_is_owed_is_not_even_tried_after_a_restart(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    ana.blocks()
    await small_stage.settled()
    await owe(small_stage, ana.id, "kept")
    await small_stage.settled()
    before = len(small_stage.telegram.calls)
    await restart(small_stage)
    calls = small_stage.telegram.calls[before:]
    assert [call.method for call in calls if call.method.startswith("send")] == []
    assert "pending" in statuses(small_stage)


async def test_one_refusal_for_being_blocked_in_the_middle_loses_nothing_behind_it(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    small_stage.telegram.faults.plan(blocked(), "sendMessage")
    await owe(small_stage, ana.id, "one", "two")
    await small_stage.settled()
    ana.starts()
    await small_stage.settled()
    assert texts(ana)[:2] == ["one", "two"]


async def test_markup_that_telegram_does_not_take_goes_out_as_plain_text(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await owe(small_stage, ana.id, "<b>never closed &amp; <i>crossed</b></i>")
    small_stage.telegram.faults.plan(refused("can't parse entities: as ordered"), "sendMessage")
    await owe(small_stage, ana.id, "<b>2 &lt; 3</b> " + "&lt;/b&gt; " * 2000)
    await small_stage.settled()
    assert texts(ana)[0] == "never closed & crossed"
    assert "".join(texts(ana)[1:]).replace(" ", "") == "2<3" + "</b>" * 2000
    assert statuses(small_stage) == {"sent"}


async def test_an_edit_that_changes_nothing_is_done_and_one_of_a_message_that_is_gone_is_sent_anew(
    small_stage: Stage,
) -> None:
    ana = await begun(small_stage)
    await owe(small_stage, ana.id, "same")
    await small_stage.settled()
    place = ana.sees()[-1].message_id
    same = {"chat_id": ana.id, "text": "same", "parse_mode": "HTML", "message_id": place}
    gone = {**same, "text": "after it", "message_id": 999_999, "reply_markup": {"inline_keyboard": []}}
    await owe_calls(small_stage, Call(ana.id, "editMessageText", same), Call(ana.id, "editMessageText", gone))
    await small_stage.settled()
    assert texts(ana) == ["same", "after it"]
    assert statuses(small_stage) == {"sent"}


async def test_an_edit_too_long_for_one_message_is_shown_whole(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await owe(small_stage, ana.id, "short")
    await small_stage.settled()
    place, long = ana.sees()[-1].message_id, "😀" * 3000
    buttons = {"inline_keyboard": [[{"text": "On", "callback_data": "guide"}]]}
    payload = {"chat_id": ana.id, "text": long, "parse_mode": "HTML", "message_id": place, "reply_markup": buttons}
    await owe_calls(small_stage, Call(ana.id, "editMessageText", payload))
    await small_stage.settled()
    assert "".join(texts(ana)[1:]) == long
    assert [shown.labels for shown in ana.sees()[-2:]] == [[], ["On"]]


async def test_a_picture_that_is_gone_or_that_telegram_does_not_take_is_told_in_words(
    small_stage: Stage, tmp_path: Path
) -> None:
    ana = await begun(small_stage)
    broken_picture = tmp_path / "broken.png"
    broken_picture.write_bytes(b"no picture")
    for photo in (tmp_path / "gone.png", broken_picture):
        payload = {"chat_id": ana.id, "photo": str(photo), "caption": "<b>41</b> of 85", "parse_mode": "HTML"}
        await owe_calls(small_stage, Call(ana.id, "sendPhoto", payload))
    await small_stage.settled()
    assert texts(ana) == ["41 of 85", "41 of 85"]


async def test_a_call_that_can_never_be_made_does_not_stop_its_chat(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    impossible = Call(ana.id, "sendTelepathy", {"chat_id": ana.id})
    wrong = Call(ana.id, "sendMessage", {"chat_id": ana.id})
    empty = Call(ana.id, "sendMessage", {"chat_id": ana.id, "text": "", "parse_mode": "HTML"})
    await owe_calls(small_stage, impossible, wrong, empty)
    await owe(small_stage, ana.id, "still here")
    await small_stage.settled()
    assert texts(ana) == ["still here"]
    assert [row.status for row in small_stage.rows(Owed)].count("failed") == 3


async def test_two_who_note_the_same_blocked_chat_at_once_do_not_collide(database: Database) -> None:
    for chat in range(1, 40):
        block = partial(outbox.block, chat_id=chat)
        await asyncio.gather(database.transaction(block), database.transaction(block))
    assert len(database.read(lambda session: session.exec(select(Chat)).all())) == 39


async def test_long_texts_arrive_whole_in_pieces_with_the_buttons_under_the_last(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    long = "".join(say("<b>{n}</b> {text}\n", n=n, text="😀 <&> " * 40) for n in range(40))
    buttons = {"inline_keyboard": [[{"text": "On", "callback_data": "guide"}]]}
    await owe(small_stage, ana.id, long, reply_markup=buttons)
    await small_stage.settled()
    shown = ana.sees()[1:]
    assert len(shown) > 1
    assert all(utf16_length(one.text) <= 4096 for one in shown)
    assert [bool(one.labels) for one in shown] == [False] * (len(shown) - 1) + [True]
    expected = "".join(f"{n}" + "😀<&>" * 40 for n in range(40))
    assert "".join("".join(one.text.split()) for one in shown) == expected


async def test_hostile_names_and_texts_are_shown_literally_and_in_no_markup_but_ours(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    for n, text in enumerate(HOSTILE):
        # Telegram never passes on what is no character: it comes as the sign for what cannot be read.
        shown_as = text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
        ana = stage.person(f"Ana {n}")
        ana.user["first_name"] = text
        await stage.seated(f"Ana {n}", "respondent")
        assert shown_as in ana.sees()[0].text
        told = (f"We do it so: {text}", ">That is all", ">50–65 %")
        for deed in ("/answer", ">Framework 72", *told, "/review", ">1", text):
            ana.presses(deed[1:]) if deed.startswith(">") else ana.types(deed)
            await stage.settled()
        assert f"We do it so: {shown_as}" in [row.text for row in stage.rows(Response)]
        assert sum(shown_as in shown.text for shown in ana.sees()) > 1
        assert marks(ana.sees()) <= OUR_MARKS
    mia.types("/status")
    await stage.settled()
    mia.presses("Framework 72")
    await stage.settled()
    assert all(text in mia.sees()[-1].text for text in HOSTILE[:6])
    assert marks(mia.sees()) <= OUR_MARKS
    assert statuses(stage) == {"sent"}


def marks(shown: list[Shown]) -> set[str]:
    return {str(entity["type"]) for one in shown for entity in one.entities}


async def test_a_note_that_comes_late_changes_no_other(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await owe(small_stage, ana.id, *map(str, range(30)))
    await small_stage.settled()
    rows = sorted(small_stage.rows(Owed), key=lambda row: row.id)
    ids = [row.sent_message_id for row in rows if row.method == "sendMessage"]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids) == 31


async def test_what_was_owed_when_the_process_ended_goes_out_at_the_next_start(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    small_stage.telegram.faults.plan(broken(), "sendMessage", times=None)
    await owe(small_stage, ana.id, "late")
    await small_stage.howwell.sending.stop(0.05)
    assert texts(ana) == []
    small_stage.telegram.faults.clear()
    await restart(small_stage)
    assert texts(ana) == ["late"]
    small_stage.database.write(lambda session: session.execute(update(Owed).values(status="pending")))
    await restart(small_stage)
    assert texts(ana).count("late") == 2, "whether it went out is not known, so it goes out again"


async def restart(stage: Stage) -> None:
    """Start the bot once more on the same database and Telegram, and stop it when nothing is left to do."""
    telegram = stage.telegram
    bot = RawBot(TOKEN, request=MemoryRequest(telegram), get_updates_request=MemoryRequest(telegram))
    async with running(stage.howwell.settings, bot) as again:
        await again.settled()
