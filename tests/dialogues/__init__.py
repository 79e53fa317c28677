"""Conversations through the whole bot, as transcripts: `> typed`, `< shown`, `@Name role` for who types.

A transcript is what the terminal shows, so a change of a sentence or a step shows as a change of a file:
`python -m tests.dialogues` plays them all anew and writes what it sees. Read the difference before you commit it.
"""

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.console import conversation
from bot.settings import Settings
from bot.terminal import Screen
from bot.tour import play

FOLDER = Path(__file__).parent
# What differs from one run to the next: invitation codes, and the month in an assessment's title.
_CODE = re.compile(r"(?<=[ =])[\w-]{22}(?=$|\n)", re.MULTILINE)
_SIGN = re.compile(r"^(› |‹ |  )")
_MONTH = re.compile(r"(?<=, )[A-Z][a-z]+ 20\d\d")


def script(transcript: str) -> list[str]:
    """Return what is typed in a transcript, and who types."""
    return [line.removeprefix("> ") for line in transcript.splitlines() if line.startswith(("> ", "@"))]


async def played(transcript: str, home: Path) -> str:
    """Play what a transcript types on a new home and return what is typed and shown."""
    settings = Settings(home=home, _env_file=None)
    async with conversation(settings, Screen(echo=False)) as console:
        await asyncio.to_thread(console.howwell.world.library.wait)
        await play(console, script(transcript))
    return shown(console.terminal.screen)


def shown(screen: Screen) -> str:
    """Return the lines of a screen in the form of a transcript."""
    lines: list[str] = []
    for piece in screen.lines:
        sign = "> " if piece.startswith("› ") else "" if piece.startswith("@") else "< "
        lines += [sign + _SIGN.sub("", line) for line in piece.splitlines()]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return _MONTH.sub("{month}", _CODE.sub("{code}", text))


def files() -> list[Path]:
    """Return the transcripts."""
    return sorted(FOLDER.glob("*.txt"))


def record() -> None:
    """Play every transcript and write it anew."""
    for path in files():
        with TemporaryDirectory(prefix="howwell-dialogue-") as home:
            path.write_text(asyncio.run(played(path.read_text(encoding="utf-8"), Path(home))), encoding="utf-8")
