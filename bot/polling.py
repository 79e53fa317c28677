"""Telegram by long polling: an update is confirmed only after it is stored."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot import crash
from bot.envelopes import WANTED, enveloped
from bot.raw import RawBot
from bot.sending import seconds
from bot.wording.anyone import DISK_FULL
from storage import inbox
from storage.database import Database, is_full
from storage.inbox import Update

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
        # A connection that broke in the middle of a commit leaves open whether it was made.
        self._is_doubtful = False

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
        updates = [enveloped(raw) for raw in raws]
        try:
            new = await self._database.transaction(partial(self._receive, updates=updates))
        except OperationalError as error:
            self._is_doubtful = True
            await self._tell_not_saved(updates, error)
            raise
        crash.point("updates stored")
        self._told.clear()
        self._is_doubtful = False
        if updates:
            self._offset = max(update.update_id for update in updates) + 1
        self._hand_on(new)

    def _receive(self, session: Session, updates: list[Update]) -> list[Update]:
        new = inbox.receive(session, updates)
        if not self._is_doubtful:
            return new
        # What came before and was not handed on waits in the inbox.
        fetched = {update.update_id for update in updates}
        return [update for update in inbox.pending(session) if update.update_id in fetched]

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
