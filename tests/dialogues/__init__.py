"""Conversations through the whole bot, as transcripts: `> typed`, `< shown`, `@Name role` for who types.

A transcript is what the terminal shows, so a change of a sentence or a step shows as a change of a file:
`python -m tests.dialogues` plays them all anew and writes what it sees. Read the difference before you commit it.
"""

import asyncio
import re
import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.console import conversation
from bot.settings import Settings
from bot.terminal import Screen
from bot.tour import play
from tests.databases import lay_lists, stocked_file

FOLDER = Path(__file__).parent
FIRST_ORGANISATION = 1
# What differs from one run to the next: invitation codes, the month in an assessment's title, and whether reading a
# document takes so long that it is told.
_CODE = re.compile(r"(?<=[ =])[\w-]{22}(?=$|\n)", re.MULTILINE)
_SIGN = re.compile(r"^(› |‹ |  )")
_WAITING = re.compile(r"‹ Reading .* …$")
_MONTH = re.compile(r"(?<=, )[A-Z][a-z]+ 20\d\d")


def script(transcript: str) -> list[str]:
    """Return what is typed in a transcript, and who types."""
    return [line.removeprefix("> ") for line in transcript.splitlines() if line.startswith(("> ", "@"))]


async def played(transcript: str, home: Path) -> str:
    """Play what a transcript types on a new home and return what is typed and shown."""
    settings = Settings(home=home, _env_file=None)
    settings.prepare_home()
    # As from the second start on: the library is embedded already.
    shutil.copy(stocked_file(), home / "howwell.db")
    lay_lists(home)
    # The documents that are sent lie beside the transcripts.
    with chdir(FOLDER):
        return await _played(transcript, settings)


async def _played(transcript: str, settings: Settings) -> str:
    async with conversation(settings, Screen(echo=False)) as console:
        library = console.howwell.world.library
        for line in ("", *script(transcript)):
            await play(console, [line])
            # The index has caught up before the next line, so that each run answers alike.
            await asyncio.to_thread(library.bring_up_to_date, FIRST_ORGANISATION)
    return shown(console.terminal.screen)


def shown(screen: Screen) -> str:
    """Return the lines of a screen in the form of a transcript."""
    lines: list[str] = []
    for piece in (line for line in screen.lines if not _WAITING.match(line)):
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
