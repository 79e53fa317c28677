"""The one place that wires everything: database, library, turns, lanes, outbox, and the Telegram application."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.deciding import decide
from bot.fetching import Fetching
from bot.handlers.routes import App, Routes
from bot.library import Library
from bot.ordering import Lanes
from bot.raw import RawBot
from bot.sending import Sending
from bot.settings import Settings
from bot.taking import TurnTaking
from bot.votes import THREAD_LASTS
from bot.wording.anyone import BROKEN, DISK_FULL, MENUS
from bot.world import World
from ingest.guarded import Guard
from knowledge import embeddings, llm, multilingual
from knowledge.catalogue import Catalogue, packaged
from knowledge.claims import SCHEMA
from knowledge.composing import Composer
from knowledge.embeddings import Embedder
from knowledge.weights import EmbeddingUnavailable
from storage import askings, inbox, migrations, outbox, uploads
from storage.database import Database, is_full

STOP_SECONDS = 8.0
# Telegram keeps an update for a day, and numbers anew after a week without any.
INBOX_KEPT = timedelta(days=3)
# A document that its sender does not decide on for so long is sent again when it is wanted.
UPLOADS_KEPT = timedelta(days=7)
# A setting for machines where an index costs too much: the lexical side works alone.
WORDS_ONLY = "none"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Howwell:
    """The running product."""

    settings: Settings
    database: Database
    world: World
    lanes: Lanes
    sending: Sending

    async def settled(self) -> None:
        """Wait until everything received is handled and everything owed is sent."""
        await self.lanes.idle()
        await self.sending.drain()


def open_database(settings: Settings) -> Database:
    """Open the database and bring its tables up to date."""
    settings.prepare_home()
    database = Database(settings.database)
    migrations.upgrade(database.engine)
    return database


def embedder_for(settings: Settings) -> Embedder | None:
    """Return the embedding that is set up, and else the multilingual one where it is installed, or the packaged one."""
    try:
        if settings.embeddings == WORDS_ONLY:
            return None
        if not settings.embeddings:
            return multilingual.installed() or embeddings.packaged()
        if Path(settings.embeddings).is_dir():
            return embeddings.from_folder(Path(settings.embeddings))
        return llm.embedding_model(settings.embeddings)
    except (EmbeddingUnavailable, llm.ModelUnavailable) as error:
        log.warning("%s The lexical search works alone.", error)
        return None


def composer_for(settings: Settings) -> Composer | None:
    """Return what puts answers into words with the model that is set, or none: then answers are quotations."""
    try:
        return Composer(llm.chat_model(settings.llm, settings.llm_base_url or None, SCHEMA)) if settings.llm else None
    except llm.ModelUnavailable as error:
        log.warning("%s Answers are quotations.", error)
        return None


def open_library(settings: Settings, database: Database, catalogue: Catalogue) -> Library:
    """Make the library over a database; its index opens in the background."""
    library = Library(database, catalogue, settings.index, embedder_for(settings), composer_for(settings))
    library.start()
    return library


@asynccontextmanager
async def running(settings: Settings, bot: RawBot) -> AsyncIterator[Howwell]:
    """Start everything around a bot, take up what an earlier run left, and stop in order at the end."""
    database = await asyncio.to_thread(open_database, settings)
    catalogue = packaged()
    library = open_library(settings, database, catalogue)
    application: App = ApplicationBuilder().application_class(Application).bot(bot).updater(None).build()
    guard, fetching = Guard(catalogue), Fetching(bot)
    world = World(catalogue, library, settings.pictures, lambda: bot.username, fetching.fetch, guard.understand)
    sending = Sending(bot, database)
    routes = Routes(application, TurnTaking(database, world, sending, decide))
    lanes = Lanes(_handler(application, routes, bot), _giver_up(database, sending))
    try:
        async with application:
            await database.transaction(lambda session: _purge(session, world.now()))
            await sending.start()
            lanes.put(await database.reading(inbox.pending))
            yield Howwell(settings, database, world, lanes, sending)
            await lanes.stop(STOP_SECONDS)
            await sending.stop(STOP_SECONDS)
    finally:
        await asyncio.to_thread(guard.close)
        await asyncio.to_thread(library.close)
        await asyncio.to_thread(database.close)


async def introduce(bot: RawBot) -> None:
    """Give everybody the learner's command menu; members get that of their role when they come in."""
    try:
        commands = [BotCommand(name, what) for name, what in MENUS["learner"].items()]
        if tuple(commands) != tuple(await bot.get_my_commands()):
            await bot.set_my_commands(commands)
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error)


def _purge(session: Session, now: datetime) -> None:
    """Forget what was handled long ago, documents that nobody decided on, and what learners asked on their own."""
    inbox.purge(session, now - INBOX_KEPT)
    uploads.purge(session, now - UPLOADS_KEPT)
    askings.forget(session, now - THREAD_LASTS)


def _handler(application: App, routes: Routes, bot: RawBot) -> Any:
    """Handle updates; where a full disk keeps one from it, its chat is told once."""
    told: set[int] = set()

    async def handle(received: inbox.Update) -> None:
        update = Update.de_json(json.loads(received.raw), application.bot)
        try:
            await routes.handle(application, update)
        except OperationalError as error:
            if is_full(error) and received.lane > 0 and received.lane not in told:
                told.add(received.lane)
                with suppress(TelegramError):
                    await bot.send_message(received.lane, DISK_FULL)
            raise
        told.discard(received.lane)

    return handle


def _giver_up(database: Database, sending: Sending) -> Any:
    """Count failures; an update that keeps failing is put aside, and its chat is told."""

    async def give_up(received: inbox.Update, error: Exception) -> bool:
        def note(session: Session) -> list[outbox.Due] | None:
            if not inbox.fail(session, received.update_id, repr(error)):
                return None
            apology = outbox.Call(received.lane, "sendMessage", {"chat_id": received.lane, "text": BROKEN})
            return outbox.owe(session, [apology] if received.lane > 0 else [], received.update_id)

        due = await database.transaction(note)
        sending.hand_over(due or [])
        return due is not None

    return give_up
