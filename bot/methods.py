"""The calls of the Bot API that Howwell makes, from stored parameters; long texts go out in several messages."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from telegram import InputFile
from telegram.constants import MessageLimit

from bot.raw import RawBot
from bot.splitting import plain, split

Parameters = Mapping[str, Any]


async def send_message(bot: RawBot, given: Parameters) -> int | None:
    """Send a text; a long one in pieces, with the buttons under the last. Returns the id of the first piece."""
    *before, last = _pieces(given, "text", MessageLimit.MAX_TEXT_LENGTH)
    plainly = {name: value for name, value in given.items() if name != "reply_markup"}
    sent = [await bot.call("sendMessage", {**plainly, "text": text}) for text in before]
    sent.append(await bot.call("sendMessage", {**given, "text": last}))
    return int(sent[0]["message_id"])


async def edit_message(bot: RawBot, given: Parameters) -> int | None:
    """Edit a message of ours in place; a text too long for one message is sent anew."""
    text, *rest = _pieces(given, "text", MessageLimit.MAX_TEXT_LENGTH)
    if rest:
        return await send_message(bot, as_new(given))
    await bot.call("editMessageText", {**given, "text": text})
    return int(given["message_id"])


async def send_photo(bot: RawBot, given: Parameters) -> int | None:
    """Send a picture from its file, or its caption alone where the file is gone."""
    picture = Path(given["photo"])
    caption, *rest = _pieces(given, "caption", MessageLimit.CAPTION_LENGTH)
    try:
        photo = InputFile(await asyncio.to_thread(picture.read_bytes), picture.name)
    except OSError:
        return await send_message(bot, as_new(given))
    sent = await bot.call("sendPhoto", {**given, "photo": photo, "caption": caption})
    for text in rest:
        kept = {name: given[name] for name in ("chat_id", "parse_mode") if name in given}
        await bot.call("sendMessage", {**kept, "text": text})
    return int(sent["message_id"])


async def set_commands(bot: RawBot, given: Parameters) -> int | None:
    """Give a chat its command menu."""
    await bot.call("setMyCommands", given)
    return None


METHODS: Mapping[str, Callable[[RawBot, Parameters], Awaitable[int | None]]] = {
    "sendMessage": send_message,
    "editMessageText": edit_message,
    "sendPhoto": send_photo,
    "setMyCommands": set_commands,
}


def without_markup(given: Parameters) -> dict[str, Any]:
    """Return the same call as plain text, for a text whose markup Telegram does not take."""
    texts = {name: plain(given[name]) for name in ("text", "caption") if name in given}
    return {name: value for name, value in given.items() if name != "parse_mode"} | texts


def as_new(given: Parameters) -> dict[str, Any]:
    """Return an edit or a picture as a new message, for what can no longer be edited or cannot be shown."""
    kept = {name: value for name, value in given.items() if name not in ("message_id", "photo", "caption")}
    return {"text": given.get("caption"), **kept}


def _pieces(given: Parameters, name: str, most: int) -> list[str]:
    """Cut a text; without a parse mode it is no HTML, whatever it looks like."""
    if "parse_mode" in given:
        return split(given[name], most)
    return [plain(piece) for piece in split(escape(given[name], quote=False), most)]
