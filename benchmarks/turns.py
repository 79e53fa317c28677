"""Updates per second of a whole respondent turn, beside a bare echo bot that commits one SQLModel row per update.

Both run in this process on the same kind of database with the same settings, over the same in-memory transport.
Run: python -m benchmarks.turns [--people 40] [--questions 10] [--rounds 5] [--database URL]
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Text
from sqlmodel import Field, Session, SQLModel, select
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, MessageHandler, filters

from bot.app import running
from bot.seating import Seating, seat
from bot.settings import Settings
from storage import inbox
from storage.database import Database
from storage.tables import Response
from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person

TEXT = "Whoever takes the call writes it down and calls back within a day; the duty lead steps in at night."


class Echo(SQLModel, table=True):
    """The row that the bare peer commits."""

    __tablename__ = "benchmark_echo"

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(sa_column=Column(Text))


def _bot(telegram: StrictTelegram) -> ExtBot[None]:
    return ExtBot(TOKEN, request=MemoryRequest(telegram), get_updates_request=MemoryRequest(telegram))


async def bare(url: str, raws: Sequence[dict[str, Any]], telegram: StrictTelegram) -> float:
    """Echo each text and commit one row for it; return updates per second."""
    database = Database(url)
    SQLModel.metadata.create_all(database.engine, tables=[Echo.__table__])  # type: ignore[attr-defined]
    application = ApplicationBuilder().bot(_bot(telegram)).updater(None).build()

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        with Session(database.engine) as session:
            session.add(Echo(text=update.message.text or ""))
            session.commit()
        await update.message.reply_text(update.message.text or "")

    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        began = time.perf_counter()
        for raw in raws:
            await application.process_update(Update.de_json(raw, application.bot))
        rate = len(raws) / (time.perf_counter() - began)
    database.close()
    return rate


class Crowd:
    """People who all answer the same assessment, on the whole bot."""

    def __init__(self, url: str, home: Path, people: int) -> None:
        self.telegram = StrictTelegram(strict=False)
        self.people = [Person(self.telegram, f"Person {number}") for number in range(people)]
        self.settings = Settings(home=home, database_url=url, embeddings="none", _env_file=None)

    async def answer(self, questions: int) -> float:
        """Let everybody type a response and press a rating for so many questions; return updates per second."""
        async with running(self.settings, _bot(self.telegram)) as howwell:
            database = howwell.database

            async def give(raws: Sequence[dict[str, Any]]) -> None:
                updates = [inbox.Update(raw["update_id"], _chat(raw), json.dumps(raw)) for raw in raws]
                for start in range(0, len(updates), 100):
                    batch = updates[start : start + 100]
                    howwell.lanes.put(await database.transaction(lambda s, b=batch: inbox.receive(s, b)))  # type: ignore[misc]
                await howwell.settled()

            for person in self.people:
                seating = Seating(person.id, f"Person {person.id}", "respondent")
                await database.transaction(lambda s, one=seating: seat(s, howwell.world.catalogue, one))  # type: ignore[misc]
            await give([person.starts() for person in self.people])
            await give([person.types("/answer") for person in self.people])
            await give([person.presses("Business") for person in self.people])
            seconds = await self._timed(give, questions)
            rows = database.read(lambda session: len(session.exec(select(Response)).all()))
            assert rows == questions * len(self.people), rows
        return 2 * questions * len(self.people) / seconds

    async def _timed(self, give: Callable[[Sequence[dict[str, Any]]], Awaitable[None]], questions: int) -> float:
        seconds = 0.0
        for _ in range(questions):
            for kind in ("text", "press"):
                raws = [one.types(TEXT) if kind == "text" else one.presses("50–65 %") for one in self.people]
                began = time.perf_counter()
                await give(raws)
                seconds += time.perf_counter() - began
        return seconds


def _chat(raw: dict[str, Any]) -> int:
    message = raw.get("message") or raw["callback_query"]["message"]
    return int(message["chat"]["id"])


async def measure(people: int, questions: int, rounds: int, url: str | None) -> None:
    """Print the medians and their ratio."""
    ours, theirs = [], []
    for _ in range(rounds):
        with TemporaryDirectory(prefix="howwell-benchmark-") as folder:
            crowd = Crowd(url or f"sqlite:///{folder}/ours.db", Path(folder), people)
            texts = [person.types(TEXT) for person in crowd.people for _ in range(questions)]
            theirs.append(await bare(url or f"sqlite:///{folder}/bare-{uuid4().hex}.db", texts, crowd.telegram))
            crowd = Crowd(url or f"sqlite:///{folder}/ours.db", Path(folder), people)
            ours.append(await crowd.answer(questions))
    bare_rate, rate = statistics.median(theirs), statistics.median(ours)
    print(f"bare echo, one commit      {bare_rate:8.0f} updates/s")
    print(f"whole respondent turn      {rate:8.0f} updates/s")
    print(f"ratio                      {rate / bare_rate:8.2f}")



def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", default=None, help="a PostgreSQL URL; SQLite in a temporary folder if left out")
    given = parser.parse_args()
    asyncio.run(measure(given.people, given.questions, given.rounds, given.database))


if __name__ == "__main__":
    main()
