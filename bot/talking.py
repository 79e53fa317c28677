"""`howwell chat`: somebody types, a file is played, or the tour is shown."""

import asyncio
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from bot.console import conversation
from bot.mishaps import explained
from bot.settings import Settings
from bot.tour import TOUR, play

PROMPT = "› "


def talk(settings: Settings, name: str, role: str, script: Path | None, *, tour: bool) -> None:
    """Hold a conversation in the terminal until its lines end."""
    first = f"@{name} {role}"
    with explained(), suppress(KeyboardInterrupt):
        if tour:
            with TemporaryDirectory(prefix="howwell-tour-") as home:
                away = settings.model_copy(update={"home": Path(home), "database_url": ""})
                asyncio.run(_play(away, TOUR.splitlines()))
        elif script and str(script) != "-":
            asyncio.run(_play(settings, [first, *script.read_text(encoding="utf-8").splitlines()]))
        elif script or not sys.stdin.isatty():
            asyncio.run(_play(settings, [first, *sys.stdin.read().splitlines()]))
        else:
            asyncio.run(_converse(settings, name, role))


async def _play(settings: Settings, lines: Iterable[str]) -> None:
    async with conversation(settings) as console:
        # A script must give the same answers each time: the index is open before the first line.
        await asyncio.to_thread(console.howwell.world.library.wait)
        await play(console, lines)


async def _converse(settings: Settings, name: str, role: str) -> None:
    sys.stdout.write("Starting …\n")
    async with conversation(settings) as console:
        await console.sit(name, role)
        sys.stdout.write(
            "Type to write, /3 to press the third button, =text to edit, +file to send a document, and\n"
            "@howwell words for what the bot offers inline in any chat; Ctrl-D ends.\n"
        )
        await console.say("/start", echo=False)
        while (line := await _next_line()) is not None:
            if line.strip():
                await console.say(line, echo=False)


async def _next_line() -> str | None:
    """Wait for a line in a thread that nobody waits for: an interrupt must end the conversation at once."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()
    Thread(target=lambda: loop.call_soon_threadsafe(line.set_result, _read_line()), daemon=True).start()
    return await line


def _read_line() -> str | None:
    import readline  # noqa: F401 - gives the prompt its history and line editing

    try:
        return input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        sys.stdout.write("\n")
        return None
