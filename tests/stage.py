"""The whole bot on a stage: polling, inbox, lanes, handlers, outbox and sending, with a strict Telegram in process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from bot.app import Howwell, running
from bot.polling import Polling
from bot.raw import RawBot
from bot.seating import Seating, seat
from bot.settings import Settings
from storage.database import Database
from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person


@dataclass
class Stage:
    """The running bot, the Telegram it talks with, and the people who talk with it."""

    howwell: Howwell
    telegram: StrictTelegram
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database, to look at through a session of one's own."""
        return self.howwell.database

    def person(self, name: str) -> Person:
        """Return the person of this name, always the same one."""
        if name not in self.people:
            self.people[name] = Person(self.telegram, name)
        return self.people[name]

    async def seated(self, name: str, role: str) -> Person:
        """Return a person who has a role in the first organisation, and has started the bot."""
        person = self.person(name)
        seating = Seating(person.id, name, role)
        catalogue = self.howwell.world.catalogue
        await self.database.transaction(lambda session: seat(session, catalogue, seating))
        person.starts()
        await self.settled()
        return person

    async def settled(self, seconds: float = 20) -> None:
        """Wait until every update was fetched and handled and every message sent."""
        async with asyncio.timeout(seconds):
            while self.telegram.updates.pending:  # noqa: ASYNC110 - the stand-in is plain data and tells nobody
                await asyncio.sleep(0.002)
            await self.howwell.settled()

    def rows(self, table: type[Any]) -> list[Any]:
        """Return all rows of a table, read through a second session."""

        def read(session: Session) -> list[Any]:
            return list(session.exec(select(table)))

        return self.database.read(read)


@asynccontextmanager
async def raised(
    home: Path, url: str, *, embeddings: str = "none", telegram: StrictTelegram | None = None
) -> AsyncIterator[Stage]:
    """Start the bot on a database; without an embedding, unless one is named: opening an index takes a second.

    With the `telegram` of an earlier stage, what people were shown by it is still in sight.
    """
    settings = Settings(home=home, database_url=url, embeddings=embeddings, _env_file=None)
    telegram = telegram or StrictTelegram()
    bot = RawBot(TOKEN, request=MemoryRequest(telegram), get_updates_request=MemoryRequest(telegram))
    async with running(settings, bot) as howwell:
        polling = asyncio.create_task(Polling(bot, howwell.database, howwell.lanes.put).run())
        yield Stage(howwell, telegram)
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling
