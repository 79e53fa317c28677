"""python-telegram-bot's own Bot through both doors: in process, and over a socket."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

from tests.telegram.direct import png
from tests.telegram.faults import broken, conflict, dropped, flooded, slow
from tests.telegram.http import serve
from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person, channel, channel_post

pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2:telegram.warnings.PTBDeprecationWarning")
NOWHERE = "https://stand-in.invalid"
NEXT = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next:1")]])


@dataclass
class Line:
    """A bot, the stand-in it talks to and where it stands."""

    telegram: StrictTelegram
    bot: Bot
    address: str


def request_to(telegram: StrictTelegram, address: str) -> BaseRequest:
    return MemoryRequest(telegram) if address == NOWHERE else HTTPXRequest(read_timeout=2)


def bot_at(telegram: StrictTelegram, address: str) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=request_to(telegram, address),
        get_updates_request=request_to(telegram, address),
    )


@pytest.fixture(params=["memory", "http"])
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    telegram = StrictTelegram()
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(serve(telegram)) if request.param == "http" else NOWHERE
        bot = await stack.enter_async_context(bot_at(telegram, address))
        yield Line(telegram, bot, address)


@pytest.fixture
def ada(line: Line) -> Person:
    person = Person(line.telegram)
    person.starts()
    return person


async def press(bot: Bot) -> CallbackQuery:
    """Return the press that is the last update."""
    update = (await bot.get_updates(offset=-1))[0]
    assert update.callback_query is not None
    return update.callback_query


async def test_a_conversation_with_an_edit_and_a_press(line: Line, ada: Person) -> None:
    update = (await line.bot.get_updates())[0]
    assert update.message is not None
    assert update.message.entities[0].type == "bot_command"
    assert update.message.from_user is not None
    assert update.message.from_user.id == ada.id > 2**51
    sent = await update.message.reply_html("<b>Welcome</b>, A &amp; B", reply_markup=NEXT)
    assert (sent.text, sent.entities[0].type) == ("Welcome, A & B", "bold")
    ada.presses("Next")
    query = await press(line.bot)
    assert query.data == "next:1"
    await query.answer("Saved", show_alert=True)
    await query.edit_message_text("Question 2", reply_markup=NEXT)
    [shown] = ada.sees()
    assert (shown.text, shown.labels, shown.edited) == ("Question 2", ["Next"], True)
    assert line.telegram.callbacks.notices[0].alert
    await line.bot.edit_message_reply_markup(ada.id, shown.message_id)
    assert ada.sees()[0].labels == []
    assert await line.bot.delete_message(ada.id, shown.message_id)
    assert ada.sees() == []


async def test_files_in_both_directions(line: Line, ada: Person) -> None:
    photo = await line.bot.send_photo(ada.id, png(900, 600), caption="<i>Scorecard</i>", parse_mode="HTML")
    assert (photo.photo[0].width, photo.caption) == (900, "Scorecard")
    await line.bot.send_document(ada.id, b"%PDF-1.7", filename="Übersicht.pdf", reply_markup=NEXT)
    await line.bot.edit_message_media(InputMediaPhoto(png(50, 50), caption="new"), ada.id, photo.message_id)
    await line.bot.edit_message_caption(ada.id, photo.message_id, caption="newer")
    again = await line.bot.send_photo(ada.id, photo.photo[0].file_id)
    shown = ada.sees()
    assert [(one.kind, one.text) for one in shown] == [("photo", "newer"), ("document", ""), ("photo", "")]
    assert shown[1].file is not None
    assert (shown[1].file.name, shown[1].file.content) == ("Übersicht.pdf", b"%PDF-1.7")
    assert again.photo[0].file_size == len(png(900, 600))
    ada.sends_document("plan.txt", b"by hand")
    update = (await line.bot.get_updates(offset=-1))[0]
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"by hand"


async def test_what_the_bot_says_about_itself(line: Line, ada: Person) -> None:
    assert line.bot.username == line.telegram.username
    everyone, own = [BotCommand("help", "What I can do")], [BotCommand("next", "The next question")]
    await line.bot.set_my_commands(everyone)
    await line.bot.set_my_commands(own, scope=BotCommandScopeChat(ada.id), language_code="de")
    assert list(await line.bot.get_my_commands()) == everyone
    scoped = await line.bot.get_my_commands(scope=BotCommandScopeChat(ada.id), language_code="de")
    assert list(scoped) == own
    await line.bot.set_my_description("Asks how")
    await line.bot.set_my_short_description("How")
    assert (await line.bot.get_my_description(language_code="fr")).description == "Asks how"
    assert (await line.bot.get_my_short_description()).short_description == "How"
    assert await line.bot.send_chat_action(ada.id, "typing")
    assert await line.bot.delete_webhook()


async def test_every_kind_of_update_can_be_read(line: Line, ada: Person) -> None:
    ada.types("hello /help@howwell_test_bot")
    ada.edits("changed")
    ada.sends_photo("look")
    ada.sends_voice()
    ada.sends_sticker()
    ada.forwards("as Grace said")
    ada.replies(ada.last["message_id"], "indeed")
    channel_post(line.telegram, channel(), "news")
    ada.forges("forged", 999)
    ada.blocks()
    ada.unblocks()
    updates = await line.bot.get_updates(limit=100, allowed_updates=Update.ALL_TYPES)
    assert [update.update_id for update in updates] == sorted({update.update_id for update in updates})
    assert len(updates) == 12
    messages = [update.effective_message for update in updates[:9]]
    assert [message.message_id for message in messages if message] == [1, 2, 2, 3, 4, 5, 6, 7, 1]
    assert updates[2].edited_message is not None
    assert updates[2].edited_message.text == "changed"
    assert updates[9].callback_query is not None
    assert updates[9].callback_query.message is not None
    assert not updates[9].callback_query.message.is_accessible


async def test_each_refusal_arrives_as_its_own_exception(line: Line, ada: Person) -> None:
    bot = line.bot
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "x")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(ada.id, "a <b", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ada.id, "x" * 4097)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="x" * 65)]])
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(ada.id, "x", reply_markup=keyboard)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ada.id, "x", reply_parameters=ReplyParameters(999))
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(ada.id, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ada.id, b"no picture")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("1")
    sent = await bot.send_message(ada.id, "same")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("same")
    ada.blocks()
    with pytest.raises(Forbidden, match="bot was blocked"):
        await bot.send_message(ada.id, "x")
    async with request_to(line.telegram, line.address) as request:
        with pytest.raises(InvalidToken, match="Unauthorized"):
            await request.post(f"{line.address}/bot1:wrong/getMe")


async def test_faults_arrive_as_their_exceptions(line: Line, ada: Person) -> None:
    faults = line.telegram.faults
    faults.plan(flooded(3), "sendMessage")
    with pytest.raises(RetryAfter, match="Retry in"):
        await line.bot.send_message(ada.id, "x")
    faults.plan(broken(502), "sendMessage")
    with pytest.raises(NetworkError):
        await line.bot.send_message(ada.id, "x")
    faults.plan(conflict(), "getUpdates")
    with pytest.raises(Conflict):
        await line.bot.get_updates()
    faults.plan(dropped(), "sendMessage")
    with pytest.raises(NetworkError):
        await line.bot.send_message(ada.id, "accepted")
    faults.plan(slow(0.4), "sendMessage")
    with pytest.raises(TimedOut):
        await line.bot.send_message(ada.id, "late", read_timeout=0.1)
    assert [shown.text for shown in ada.sees()] == ["accepted", "late"]


async def test_a_long_poll_wakes_for_a_new_update_and_ends_empty(line: Line) -> None:
    poll = asyncio.create_task(line.bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    assert not poll.done()
    began = time.monotonic()
    Person(line.telegram).types("wake up")
    assert len(await poll) == 1
    assert time.monotonic() - began < 1
    assert await line.bot.get_updates(offset=line.telegram.updates.next_id, timeout=1) == ()


async def test_a_second_poller_ends_the_first_with_a_conflict(line: Line) -> None:
    first = asyncio.create_task(line.bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with bot_at(line.telegram, line.address) as twin:
        second = asyncio.create_task(twin.get_updates(timeout=1))
        with pytest.raises(Conflict, match="only one bot instance"):
            await first
        assert await second == ()
