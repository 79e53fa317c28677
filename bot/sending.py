"""The outbox to the Bot API: in order per chat, at least once, patient with limits and breakdowns."""

import asyncio
import logging
import os
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from random import uniform
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot import crash
from bot.calls import offered
from bot.drafts import Drafts
from bot.methods import METHODS, as_new, without_markup
from bot.raw import RawBot
from bot.turns import Offers
from bot.wording.inline import HELLO
from storage import outbox
from storage.database import Database
from storage.outbox import Due

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0

# Time periods in the form to come: in the old one, every limit that Telegram sets would also print a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

log = logging.getLogger(__name__)


class Sending:
    """Sends what is owed and notes it; one task a chat, so that a slow or limited chat holds up no other."""

    def __init__(self, bot: RawBot, database: Database) -> None:
        self._bot, self._database = bot, database
        self._drafts = Drafts(bot)
        self._waiting: dict[int, deque[Due]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: list[tuple[int, int | None]] = []
        self._noting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what an earlier run left owing; whether it went out already is not known."""

        def left(session: Session) -> list[Due]:
            due = outbox.pending(session)
            outbox.count_attempt(session, [one.id for one in due])
            return due

        self.hand_over(await self._database.transaction(left))

    def hand_over(self, due: list[Due]) -> None:
        """Queue calls behind those of the same chat."""
        for one in due:
            self._drafts.end(one.chat_id)
            if one.chat_id in self._waiting:
                self._waiting[one.chat_id].append(one)
            else:
                self._waiting[one.chat_id] = deque((one,))
                self._spawn(self._run(one.chat_id))

    def acknowledge(self, press_id: str) -> None:
        """Stop a button's waiting sign; it may come too late without harm."""
        self._spawn(self._acknowledge(press_id))

    def offer(self, offers: Offers) -> None:
        """Show the cards for an inline query; it may come too late without harm."""
        self._spawn(self._offer(offers))

    def draft(self, chat_id: int, draft_id: int, text: str) -> None:
        """Show the beginning of a message whose rest is still coming; it may fail without harm."""
        self._drafts.show(chat_id, draft_id, text)

    async def show(self, chat_id: int, action: str) -> None:
        """Show that work is under way; it may fail without harm."""
        try:
            await self._bot.send_chat_action(chat_id, action)
        except TelegramError as error:
            log.debug("could not show %s: %s", action, error)

    async def tell(self, chat_id: int, text: str) -> None:
        """Say as plain text that work is under way; it may fail without harm, and is owed to nobody."""
        try:
            await self._bot.send_message(chat_id, text)
        except TelegramError as error:
            log.debug("could not tell that work is under way: %s", error)

    async def drain(self, seconds: float | None = None) -> None:
        """Wait, at most so long, until everything is sent and noted."""
        async with asyncio.timeout(seconds):
            while self._tasks:
                await asyncio.wait(set(self._tasks))

    async def stop(self, seconds: float) -> None:
        """Send what can be sent in that time; the rest stays owed."""
        try:
            await self.drain(seconds)
        except TimeoutError:
            for task in self._tasks:
                task.cancel()
        await self._note_all()

    async def _acknowledge(self, press_id: str) -> None:
        try:
            await self._bot.answer_callback_query(press_id)
        except TelegramError as error:
            log.debug("a press could not be acknowledged: %s", error)

    async def _offer(self, offers: Offers) -> None:
        try:
            await self._bot.call("answerInlineQuery", offered(offers, HELLO))
        except TelegramError as error:
            # Mostly "query is too old": the person has typed on, and asks anew.
            log.debug("an inline query could not be answered: %s", error)

    async def _run(self, chat_id: int) -> None:
        waiting = self._waiting[chat_id]
        while waiting:
            await self._send_until_done(waiting[0])
            waiting.popleft()
        del self._waiting[chat_id]

    async def _send_until_done(self, due: Due) -> None:
        """Make one call, however often it takes; only Telegram's refusal of the call itself ends it unsent."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                crash.point("before sending")
                message_id = await self._send(due)
                crash.point("after sending")
                self._note(due.id, message_id)
                return
            except RetryAfter as limit:
                await asyncio.sleep(seconds(limit.retry_after))
            except (Forbidden, ChatMigrated) as error:
                await self._lose(due, error)
                return
            except BadRequest as error:
                log.error("Telegram refused call %s (%s): %s", due.id, due.method, error)
                await self._give_up(due, error)
                return
            except TelegramError as error:
                log.warning("Telegram is out of reach: %s", error)
                await self._write(partial(outbox.count_attempt, owed_ids=[due.id]))
                await asyncio.sleep(uniform(pause / 2, pause))
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            except Exception as error:  # what cannot even be tried must not hold up its chat for ever
                log.exception("call %s (%s) cannot be made", due.id, due.method)
                await self._give_up(due, error)
                return

    async def _send(self, due: Due) -> int | None:
        """Make the call that is owed; return the id of the message it became."""
        try:
            return await METHODS[due.method](self._bot, dict(due.payload))
        except BadRequest as error:
            if "not modified" in str(error).lower():
                return None
            if "parse entities" in str(error).lower():
                return await METHODS[due.method](self._bot, without_markup(due.payload))
            if due.method in ("editMessageText", "sendPhoto"):
                return await METHODS["sendMessage"](self._bot, as_new(due.payload))
            raise

    async def _give_up(self, due: Due, error: Exception) -> None:
        await self._write(partial(outbox.mark_failed, owed_id=due.id, error=repr(error)))

    async def _lose(self, due: Due, error: TelegramError) -> None:
        """Note that a chat cannot be written to; what it is owed waits in the outbox for its return."""
        log.info("chat %s cannot be written to: %s", due.chat_id, error)
        waiting = self._waiting[due.chat_id]
        while len(waiting) > 1:
            waiting.pop()
        await self._write(partial(outbox.block, chat_id=due.chat_id))

    def _note(self, owed_id: int, message_id: int | None) -> None:
        """Note a call as sent; notes that come while one transaction runs share the next one."""
        self._sent.append((owed_id, message_id))
        if self._noting is None or self._noting.done():
            self._noting = self._spawn(self._note_all())

    async def _note_all(self) -> None:
        while self._sent:
            sent, self._sent = self._sent, []
            await self._write(partial(outbox.mark_sent, sent=sent))
            crash.point("sending noted")

    async def _write(self, work: Callable[[Session], None]) -> None:
        """Write to the database, waiting for it as long as it takes: the message is out, only its note is late."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await self._database.transaction(work)
            except OperationalError as error:
                log.error("the database does not take notes: %s", error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def seconds(pause: int | timedelta) -> float:
    """Return how long Telegram asks to wait, in whichever of its two forms python-telegram-bot gives it."""
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
