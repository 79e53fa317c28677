"""Partial messages in a private chat, shown while the whole is still coming. They are owed to nobody."""

import asyncio
import logging

from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.raw import RawBot

# Telegram animates from one to the next; more of them would only run into its limits.
PAUSE_SECONDS = 0.4

log = logging.getLogger(__name__)


class Drafts:
    """Shows the latest of each chat, one call at a time; what fails is left out, for the message itself follows."""

    def __init__(self, bot: RawBot) -> None:
        self._bot = bot
        self._latest: dict[int, tuple[int, str]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def show(self, chat_id: int, draft_id: int, text: str) -> None:
        """Show HTML in place of what was shown with this id, which is not 0."""
        self._latest[chat_id] = draft_id, text
        if chat_id not in self._tasks:
            self._tasks[chat_id] = asyncio.create_task(self._send(chat_id))

    def end(self, chat_id: int) -> None:
        """Show no more in a chat: the message itself is about to be sent."""
        self._latest.pop(chat_id, None)
        if task := self._tasks.pop(chat_id, None):
            task.cancel()

    async def _send(self, chat_id: int) -> None:
        try:
            while latest := self._latest.pop(chat_id, None):
                draft_id, text = latest
                await self._bot.send_message_draft(chat_id, draft_id, text, parse_mode=ParseMode.HTML)
                await asyncio.sleep(PAUSE_SECONDS)
        except TelegramError as error:
            log.debug("a draft could not be shown: %s", error)
        if self._tasks.get(chat_id) is asyncio.current_task():
            del self._tasks[chat_id]
