"""Logs at their most talkative: no token, and nothing that people wrote."""

import asyncio
import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import logs, ordering, sending
from bot.mishaps import Mishap
from storage.tables import Received
from tests.stage import Stage, raised
from tests.telegram.faults import broken, conflict, dropped, flooded
from tests.telegram.http import serve_in_thread
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person

ROOT = Path(__file__).parents[2]
SECRET = TOKEN.partition(":")[2]
PRIVATE = "Whoever takes the call writes it down"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything logged at DEBUG, through the handler of the program."""
    root, written = logging.getLogger(), io.StringIO()
    kept, level, levels = root.handlers[:], root.level, {name: logging.getLogger(name).level for name in LOUD}
    logs.start("DEBUG", "text")
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:] = kept
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


LOUD = ("httpx", "httpcore", "telegram", "alembic", "chromadb", "matplotlib")


@pytest.mark.parametrize(
    "line",
    [
        f"https://api.telegram.org/bot{TOKEN}/getUpdates",
        f"bot{TOKEN}/sendMessage",
        f"the token `{TOKEN}` was rejected",
        f"{{'token': '{TOKEN}'}}",
        f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"{TOKEN}",
        "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_token_is_taken_out_wherever_it_stands(line: str, form: str, log: io.StringIO) -> None:
    logs.start("DEBUG", form)
    [handler] = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(log)
    logger = logging.getLogger("anything")
    logger.debug(line)
    logger.warning("about %s and %r", line, {"url": line})
    try:
        raise ValueError(line)
    except ValueError:
        logger.exception("it failed", stack_info=True)
    assert SECRET not in log.getvalue()
    assert "ABC-DEF1234" not in log.getvalue()
    assert log.getvalue().count(logs.HIDDEN) >= 4
    if form == "json":
        assert [json.loads(one)["level"] for one in log.getvalue().splitlines()] == ["DEBUG", "WARNING", "ERROR"]


def test_a_sentence_for_standard_error_hides_it_too() -> None:
    assert SECRET not in str(Mishap(f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe"))


async def test_nothing_that_people_write_gets_into_the_log_even_when_handling_it_fails(
    stage: Stage, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (ordering, sending):
        monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.005)
    ana = await stage.seated("Ana", "respondent")
    ana.types("/answer")
    await stage.settled()
    ana.presses("Business")
    stage.telegram.faults.plan(broken(), "sendMessage", times=2)
    stage.telegram.faults.plan(dropped(), "sendMessage", times=1)
    await stage.settled()
    ana.types(f"{PRIVATE} and calls back.")
    await stage.settled()
    order(stage, "CREATE UNIQUE INDEX one_text_only ON said (participation_id, code)")
    ana.types(f"{PRIVATE} and thanks the caller.")
    ana.edits(f"{PRIVATE} today.")
    stage.telegram.updates.add({"message": {**ana.last, "date": "never"}})
    await stage.settled()
    assert "dead" in {row.status for row in stage.rows(Received)}
    assert "INSERT INTO said" in log.getvalue()
    assert PRIVATE not in log.getvalue()
    assert SECRET not in log.getvalue()


def order(stage: Stage, statement: str) -> None:
    stage.database.write(lambda session: session.execute(text(statement)))


async def test_a_line_that_breaks_at_every_turn_shows_no_token(tmp_path: Path, log: io.StringIO) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    async with raised(tmp_path / "home", url) as stage:
        for fault in (broken(500), dropped(), flooded(0), conflict()):
            stage.telegram.faults.plan(fault, "sendMessage")
            stage.telegram.faults.plan(fault, "answerCallbackQuery")
        ana = stage.person("Ana")
        ana.starts()
        ana.forges("nonsense", 1)
        await asyncio.sleep(0.2)
        stage.telegram.faults.clear()
        await stage.settled()
    assert log.getvalue()
    assert SECRET not in log.getvalue()


def test_the_running_process_writes_no_token_at_debug(tmp_path: Path) -> None:
    telegram = StrictTelegram()
    ana = Person(telegram)
    ana.starts()
    for method in ("getUpdates", "sendMessage"):
        telegram.faults.plan(dropped(accepted=False), method)
        telegram.faults.plan(broken(), method)
    with serve_in_thread(telegram) as address:
        written = run(tmp_path, address, "json", until=lambda: bool(telegram.sent))
    assert telegram.sent, written
    assert len(written.splitlines()) > 5
    assert SECRET not in written
    assert not re.search(r"\d{6,}:[\w-]{20,}", written)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://[::1"])
def test_a_process_that_cannot_reach_telegram_says_so_without_the_token(tmp_path: Path, address: str) -> None:
    written = run(tmp_path, address, "text")
    assert SECRET not in written
    assert "Traceback" not in written
    assert "howwell: " in written


def test_a_token_that_telegram_refuses_is_not_repeated(tmp_path: Path) -> None:
    telegram = StrictTelegram(token="123456789:AAanother-token-than-the-one-that-is-set")
    with serve_in_thread(telegram) as address:
        written = run(tmp_path, address, "text")
    assert "does not know the token" in written
    assert SECRET not in written


def run(home: Path, address: str, form: str, until: object = None) -> str:
    """Run `howwell run` until it ends by itself, or until something is so; return all that it wrote."""
    settings = {"HOME": home, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": address, "EMBEDDINGS": "none"}
    settings |= {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": form}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOWWELL_")}
    environment = {**kept, **{f"HOWWELL_{name}": str(value) for name, value in settings.items()}}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for _ in range(100):
        if process.poll() is not None or (callable(until) and until()):
            break
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=20)[0]
