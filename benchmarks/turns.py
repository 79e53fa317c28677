"""Updates per second of a whole respondent turn, beside a bare echo bot that commits one SQLModel row per update.

Both run in this process on the same kind of database with the same settings, over the same in-memory transport.
Run: python -m benchmarks.turns [--people 40] [--questions 10] [--rounds 5] [--database postgresql]
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Text
from sqlmodel import Field, Session, SQLModel, select
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.app import Howwell, running
from bot.raw import RawBot
from bot.seating import Seating, seat
from bot.settings import Settings
from storage import inbox
from storage.database import Database
from storage.tables import Response
from tests import databases
from tests.telegram.memory import MemoryRequest
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person

BATCH = 100
TEXT = "Whoever takes the call writes it down and calls back within a day; the duty lead steps in at night."


class Echo(SQLModel, table=True):
    """The row that the bare peer commits."""

    __tablename__ = "benchmark_echo"

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(sa_column=Column(Text))


def _bot(telegram: StrictTelegram) -> RawBot:
    return RawBot(TOKEN, request=MemoryRequest(telegram), get_updates_request=MemoryRequest(telegram))


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

    async def answer(self, questions: int) -> dict[str, float]:
        """Let everybody type a response and press a rating so often; return updates per second of each kind."""
        async with running(self.settings, _bot(self.telegram)) as howwell:
            await self._begin(howwell)
            seconds = {"text": 0.0, "press": 0.0}
            for _ in range(questions):
                for kind in seconds:
                    if kind == "press":
                        waiting = [one for one in self.people if "That is all I know" in one.sees()[-1].labels]
                        await _timed(howwell, [one.presses("That is all") for one in waiting])
                    raws = [one.types(TEXT) if kind == "text" else one.presses("50–65 %") for one in self.people]
                    seconds[kind] += await _timed(howwell, raws)
            given = howwell.database.read(lambda session: session.exec(select(Response)).all())
            mine = [one for one in given if one.text == TEXT]
            assert len(mine) == questions * len(self.people), len(mine)
        return {kind: questions * len(self.people) / spent for kind, spent in seconds.items()}

    async def _begin(self, howwell: Howwell) -> None:
        for number, person in enumerate(self.people):
            seating = Seating(person.id, f"Person {number}", "respondent")
            await howwell.database.transaction(partial(seat, catalogue=howwell.world.catalogue, seating=seating))
        await _timed(howwell, [person.starts() for person in self.people])
        await _timed(howwell, [person.types("/answer") for person in self.people])
        await _timed(howwell, [person.presses("Business") for person in self.people])


async def _timed(howwell: Howwell, raws: Sequence[dict[str, Any]]) -> float:
    """Give updates as polling would, in batches, and wait until all are answered; return the seconds."""
    updates = [inbox.Update(raw["update_id"], _chat(raw), json.dumps(raw)) for raw in raws]
    began = time.perf_counter()
    for start in range(0, len(updates), BATCH):
        new = await howwell.database.transaction(partial(inbox.receive, updates=updates[start : start + BATCH]))
        howwell.lanes.put(new)
    await howwell.settled()
    return time.perf_counter() - began


def _chat(raw: dict[str, Any]) -> int:
    message = raw.get("message") or raw["callback_query"]["message"]
    return int(message["chat"]["id"])


async def measure(people: int, questions: int, rounds: int, url: str | None) -> None:
    """Print the medians, and how they stand to the bare peer of the same round."""
    rates: dict[str, list[float]] = {"bare": [], "text": [], "press": []}
    for _ in range(rounds):
        with TemporaryDirectory(prefix="howwell-benchmark-") as folder, _database(url, folder) as place:
            crowd = Crowd(place, Path(folder), people)
            texts = [person.types(TEXT) for person in crowd.people for _ in range(questions)]
            rates["bare"].append(await bare(place, texts, crowd.telegram))
            for kind, rate in (await Crowd(place, Path(folder), people).answer(questions)).items():
                rates[kind].append(rate)
    print(f"{'bare echo, one commit':34}{statistics.median(rates['bare']):8.0f} updates/s")
    for kind, name in (("text", "a typed response, whole turn"), ("press", "a pressed rating, whole turn")):
        ratio = statistics.median(ours / peer for ours, peer in zip(rates[kind], rates["bare"], strict=True))
        print(f"{name:34}{statistics.median(rates[kind]):8.0f} updates/s, {ratio:.2f} of the bare peer")


@contextmanager
def _database(url: str | None, folder: str) -> Iterator[str]:
    """Give a fresh database: on the server of a PostgreSQL URL, or SQLite in a folder."""
    if url is None:
        yield f"sqlite:///{folder}/benchmark.db"
        return
    with databases.fresh("postgresql", Path(folder), holding="nothing") as fresh:
        yield fresh


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", default=None, choices=["postgresql"], help="SQLite if left out")
    given = parser.parse_args()
    asyncio.run(measure(given.people, given.questions, given.rounds, given.database))


if __name__ == "__main__":
    main()
