"""Turn-taking: one update, one transaction. What it changes and owes, and that it is handled, go in together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Protocol

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import crash
from bot.access import Scene, enter
from bot.calls import calls
from bot.turns import Incoming, Later, Offers, Reply
from bot.world import World
from storage import inbox, outbox
from storage.database import Database
from storage.outbox import Due

UseCase = Callable[[Scene], Reply | Later]
# Work shorter than this needs no sign that it is under way.
PATIENCE_SECONDS = 0.4
# What takes longer is worth a message, where its use case has one for it.
SILENCE_SECONDS = 1.0
SIGN_LASTS_SECONDS = 4.0

log = logging.getLogger(__name__)


class Sender(Protocol):
    """What takes over the calls that are owed."""

    def hand_over(self, due: list[Due]) -> None:
        """Send these, in order per chat."""

    def acknowledge(self, press_id: str) -> None:
        """Stop a button's waiting sign; it may come too late without harm."""

    def offer(self, offers: Offers) -> None:
        """Show the cards for an inline query; it may come too late without harm."""

    def draft(self, chat_id: int, draft_id: int, text: str) -> None:
        """Show the beginning of a message whose rest is still coming; it may fail without harm."""

    async def show(self, chat_id: int, action: str) -> None:
        """Show that work is under way; it may fail without harm."""

    async def tell(self, chat_id: int, text: str) -> None:
        """Say as plain text that work is under way; it may fail without harm."""


class _Postponed(Exception):
    """Undoes a transaction whose turn needs work outside of it first."""

    def __init__(self, later: Later) -> None:
        self.later = later


class TurnTaking:
    """Handles updates one whole turn at a time."""

    def __init__(self, database: Database, world: World, sender: Sender, decide: UseCase) -> None:
        self.database, self.world, self.sender, self.decide = database, world, sender, decide
        # Updates whose commit may or may not have been made: the connection broke in the middle of it.
        self._doubtful: set[int] = set()

    async def take(self, incoming: Incoming) -> None:
        """Handle an update. A second delivery of it changes nothing."""
        use_case = self.decide
        while True:
            try:
                due, offers = await self.database.transaction(partial(self._turn, incoming=incoming, use_case=use_case))
            except _Postponed as postponed:
                later = postponed.later
                result = await self._work(incoming, later)
                use_case = _with_result(later, result)
            except OperationalError:
                self._doubtful.add(incoming.update_id)
                raise
            else:
                crash.point("turn committed")
                self._doubtful.discard(incoming.update_id)
                self.sender.hand_over(due)
                if offers:
                    self.sender.offer(offers)
                return

    async def settle(self, update_id: int) -> None:
        """Mark an update as handled that says nothing to us."""
        await self.database.transaction(lambda session: inbox.settle(session, update_id))

    def _turn(self, session: Session, incoming: Incoming, use_case: UseCase) -> tuple[list[Due], Offers | None]:
        if not inbox.settle(session, incoming.update_id):
            is_doubtful = incoming.update_id in self._doubtful
            return outbox.owed_for(session, incoming.update_id) if is_doubtful else [], None
        left = _left_over(session, incoming)
        scene = enter(session, self.world, incoming)
        result = use_case(scene)
        if isinstance(result, Later):
            raise _Postponed(result)
        session.flush()
        menu = self.world.menu(result.menu) if result.menu else None
        due = outbox.owe(session, calls(incoming.chat_id, result, menu), incoming.update_id)
        crash.point("turn decided")
        return [*left, *due], result.offers

    async def _work(self, incoming: Incoming, later: Later) -> object:
        """Do the work in a thread; if it takes long, show in the chat that it is under way, and what there is of it."""
        drafted = incoming.is_private and later.gradual is not None
        work = partial(later.gradual, self._drafting(incoming)) if drafted and later.gradual else later.work
        task = asyncio.create_task(asyncio.to_thread(work))
        for pause, sign in self._signs(incoming.chat_id, later) if later.showing else ():
            if (await asyncio.wait({task}, timeout=pause))[0]:
                break
            await sign()
        return await task

    def _drafting(self, incoming: Incoming) -> Callable[[str], None]:
        """Return what shows drafts of the reply to an update, from any thread."""
        loop, draft = asyncio.get_running_loop(), self.sender.draft

        def show(text: str) -> None:
            loop.call_soon_threadsafe(draft, incoming.chat_id, incoming.update_id, text)

        return show

    def _signs(self, chat_id: int, later: Later) -> Iterator[tuple[float, Callable[[], Awaitable[None]]]]:
        """Give the signs that work is under way, each with the pause before it."""
        show = partial(self.sender.show, chat_id, later.showing)
        yield PATIENCE_SECONDS, show
        if later.telling:
            yield SILENCE_SECONDS - PATIENCE_SECONDS, partial(self.sender.tell, chat_id, later.telling)
        while True:
            yield SIGN_LASTS_SECONDS, show


def _left_over(session: Session, incoming: Incoming) -> list[Due]:
    """Return what a chat is owed from before it blocked the bot, if now it lets the bot in again."""
    is_back = incoming.kind == "back" or incoming.command == "start"
    return outbox.owed_to(session, incoming.chat_id) if is_back and outbox.unblock(session, incoming.chat_id) else []


def _with_result(later: Later, result: object) -> UseCase:
    return lambda scene: later.then(scene, result)
