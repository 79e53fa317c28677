"""`howwell doctor`: what is configured, reachable and healthy, each as one line."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from telegram import User
from telegram.error import TelegramError

from bot.app import WORDS_ONLY, embedder_for, open_database
from bot.mishaps import Mishap, explained
from bot.service import bot_for
from bot.settings import Settings
from knowledge import index, llm
from knowledge.catalogue import packaged
from knowledge.composing import SECONDS
from knowledge.dense import stamp_of
from knowledge.patience import Overdue, Wall
from storage import inbox, migrations, outbox
from storage.database import Database

# Older ones can, rarely, damage a database in WAL mode when a checkpoint and a writer meet.
SOUND_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `ok` is none where it is a remark and nothing is wrong."""

    name: str
    ok: bool | None
    says: str


def examine(settings: Settings) -> dict[str, Any]:
    """Look at everything; each check is made, whatever the others say."""
    checks = [
        _home(settings),
        _criteria(),
        *_database(settings),
        _index(settings),
        *_telegram(settings),
        _model(settings),
    ]
    return {
        "healthy": all(check.ok is not False for check in checks),
        "checks": [{"name": check.name, "ok": check.ok, "says": check.says} for check in checks],
    }


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Show the report."""
    signs = {True: "✓", False: "✗", None: "·"}
    yield from (f"{signs[one['ok']]} {one['name']}: {one['says']}" for one in report["checks"])


def _tried(name: str, look: Callable[[], Check]) -> Check:
    try:
        with explained():
            return look()
    except Mishap as mishap:
        return Check(name, False, str(mishap))
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _home(settings: Settings) -> Check:
    def look() -> Check:
        settings.prepare_home()
        return Check("home", True, f"{settings.home} can be written")

    return _tried("home", look)


def _criteria() -> Check:
    return _tried("criteria", lambda: Check("criteria", True, f"{len(packaged())} packaged frameworks load"))


def _database(settings: Settings) -> list[Check]:
    found: list[Check] = []

    def look() -> Check:
        database = open_database(settings)
        try:
            migrations.check(database.engine)
            found.extend((*_sqlite(database), _traffic(database)))
            return Check("database", True, f"{database.url.get_backend_name()} answers, its tables are up to date")
        finally:
            database.close()

    return [_tried("database", look), *found]


def _sqlite(database: Database) -> Iterator[Check]:
    if not database.is_sqlite:
        return
    whole = database.read(lambda session: session.execute(text("PRAGMA quick_check")).scalar_one())
    yield Check("database file", whole == "ok", "is whole" if whole == "ok" else str(whole))
    if sqlite3.sqlite_version_info < SOUND_SQLITE:
        yield Check("sqlite", None, f"{sqlite3.sqlite_version}: 3.51.3 mends a rare fault; keep backups")


def _traffic(database: Database) -> Check:
    received, owed = database.read(inbox.counts), database.read(outbox.counts)
    says = f"{received['pending']} updates wait, {owed['pending']} messages are owed"
    trouble = [f"{received['dead']} updates put aside"] * bool(received["dead"])
    trouble += [f"{owed['failed']} messages refused by Telegram"] * bool(owed["failed"])
    return Check("traffic", None if trouble else True, ", ".join((says, *trouble)))


def _index(settings: Settings) -> Check:
    def look() -> Check:
        if settings.embeddings == WORDS_ONLY:
            return Check("index", None, "switched off by HOWWELL_EMBEDDINGS; answers come from words alone")
        embedder = embedder_for(settings)
        if embedder is None:
            return Check("index", False, "the packaged embedding cannot be used; answers come from words alone")
        state = index.state(settings.index, stamp_of(embedder))
        is_new = not settings.index.exists()
        if is_new:
            return Check("index", None, "not made yet; the first start makes it")
        return Check("index", state == "ready", state)

    return _tried("index", look)


def _telegram(settings: Settings) -> Iterator[Check]:
    token = settings.telegram_token.get_secret_value()
    if not token:
        yield Check("telegram", None, "no token; `howwell chat` works without one")
        return
    try:
        itself = asyncio.run(_itself(settings, token))
    except TelegramError as error:
        yield Check("telegram", False, f"does not answer: {error}")
        return
    yield Check("telegram", True, f"answers to @{itself.username}")
    is_on = bool(itself.supports_inline_queries)
    says = f"cards in any chat, with @{itself.username}" if is_on else "switched off; send /setinline to @BotFather"
    yield Check("inline", is_on or None, says)


def username(settings: Settings) -> str | None:
    """Return the name of the bot as Telegram knows it, or none where there is no token or no answer."""
    token = settings.telegram_token.get_secret_value()
    try:
        return asyncio.run(_itself(settings, token)).username if token else None
    except TelegramError:
        return None


async def _itself(settings: Settings, token: str) -> User:
    async with bot_for(settings, token) as bot:
        return bot.bot


def _model(settings: Settings) -> Check:
    if not settings.llm:
        return Check("model", None, "none; nothing needs one")
    try:
        return Check("model", True, f"{settings.llm} begins to answer after {_asked(settings):.1f} s")
    except llm.ModelUnavailable as error:
        return Check("model", False, f"{error} Until then answers are quotations.")
    except Overdue:
        return Check("model", False, f"{settings.llm} does not answer within {SECONDS} s; answers are quotations")
    except Exception as error:
        # What a provider says may quote a key.
        says = f"{settings.llm} does not answer ({type(error).__name__}); answers are quotations"
        return Check("model", False, says)


class _Heard(Exception):
    """The model has begun to speak."""


def _asked(settings: Settings) -> float:
    """Ask the model something and return after how many seconds it began to answer; the rest is not waited for."""
    model = llm.chat_model(settings.llm, settings.llm_base_url or None)

    def hear(_: str) -> None:
        raise _Heard

    began = time.perf_counter()
    with suppress(_Heard):
        asked: list[tuple[str, str]] = [("human", "Are you there?")]
        Wall[object](SECONDS, 1).wait_for(lambda: model.reply("Answer in one word.", asked, hear))
    return time.perf_counter() - began
