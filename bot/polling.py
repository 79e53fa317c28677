"""Telegram by long polling: an update is confirmed only after it is stored."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.exc import OperationalError
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot import crash
from bot.raw import RawBot
from bot.sending import seconds
from bot.wording.anyone import DISK_FULL
from storage import inbox
from storage.database import Database, is_full
from storage.inbox import Update

# Asked for by name: left out, Telegram keeps what was asked for before.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_SECONDS = 25
BATCH = 100
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 15.0

log = logging.getLogger(__name__)


class Elsewhere(Exception):
    """Another process asks Telegram for the updates of the same bot."""


class Polling:
    """Fetches updates, stores them, and hands on what is new."""

    def __init__(self, bot: RawBot, database: Database, hand_on: Callable[[list[Update]], None]) -> None:
        self._bot, self._database, self._hand_on = bot, database, hand_on
        # No offset at first: everything unconfirmed comes again, and the inbox knows what it has.
        self._offset: int | None = None
        self._pause = FIRST_PAUSE_SECONDS
        # The chats that know that their messages cannot be stored at the moment.
        self._told: set[int] = set()

    async def run(self) -> None:
        """Poll until cancelled; raises Elsewhere when another process polls, InvalidToken when Telegram refuses us."""
        while True:
            try:
                await self._once()
                self._pause = FIRST_PAUSE_SECONDS
            except Conflict as error:
                raise Elsewhere(str(error)) from None
            except TimedOut:
                continue
            except InvalidToken:
                raise
            except RetryAfter as limit:
                await asyncio.sleep(seconds(limit.retry_after))
            except (NetworkError, OperationalError) as error:
                log.warning("no updates at the moment: %s", error)
                await self._wait()

    async def _once(self) -> None:
        raws = await self._fetch()
        crash.point("updates fetched")
        updates = [Update(int(raw["update_id"]), lane(raw), json.dumps(raw), key(raw)) for raw in raws]
        try:
            new = await self._database.transaction(lambda session: inbox.receive(session, updates))
        except OperationalError as error:
            await self._tell_not_saved(updates, error)
            raise
        crash.point("updates stored")
        self._told.clear()
        if updates:
            self._offset = max(update.update_id for update in updates) + 1
        self._hand_on(new)

    async def _fetch(self) -> list[dict[str, Any]]:
        asked = {"timeout": LONG_POLL_SECONDS, "limit": BATCH, "allowed_updates": list(WANTED), "offset": self._offset}
        return list(await self._bot.call("getUpdates", asked, LONG_POLL_SECONDS + 10))

    async def _tell_not_saved(self, updates: list[Update], error: OperationalError) -> None:
        """Tell each chat once that its message waits: it is unconfirmed, so Telegram keeps it for a day."""
        log.error("updates cannot be stored: %s", error)
        if not is_full(error):
            return
        for chat in {update.lane for update in updates if update.lane > 0} - self._told:
            self._told.add(chat)
            try:
                await self._bot.send_message(chat, DISK_FULL)
            except TelegramError as failure:
                log.warning("could not tell chat %s: %s", chat, failure)

    async def _wait(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)


def lane(raw: Mapping[str, Any]) -> int:
    """Return the chat in which an update keeps its order, or the person where there is no chat, or 0."""
    for kind in WANTED:
        body = raw.get(kind)
        if isinstance(body, Mapping):
            message = body if kind != "callback_query" else body.get("message")
            place = (message if isinstance(message, Mapping) else {}).get("chat") or body.get("from") or {}
            number = place.get("id") if isinstance(place, Mapping) else None
            return number if isinstance(number, int) and abs(number) < 2**63 else 0
    return 0


def key(raw: Mapping[str, Any]) -> str | None:
    """Return what names the message, the edit or the press of an update, or none where it has no name."""
    match raw:
        case {"message": {"chat": {"id": int(chat)}, "message_id": int(number)}}:
            return f"message {chat} {number}"
        case {"edited_message": {"chat": {"id": int(chat)}, "message_id": int(number), "edit_date": int(date)}}:
            return f"edit {chat} {number} {date}"
        case {"callback_query": {"id": str(press)}} if press.isascii() and press.isalnum():
            return f"press {press[:100]}"
    return None
