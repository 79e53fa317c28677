"""The bot in the terminal: the same handlers and tables, with Telegram's side played in this process."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.app import Howwell, running
from bot.envelopes import enveloped
from bot.raw import RawBot
from bot.seating import Seating, seat
from bot.settings import Settings
from bot.terminal import USERNAME, Screen, Terminal
from storage import inbox

# Larger than 32 bits on purpose, as Telegram's ids may be.
FIRST_PERSON_ID = 2**52
# A line that begins so is typed inline, as behind the bot's name in any chat.
INLINE = "@howwell"


@dataclass
class Talker:
    """One person at the keyboard."""

    name: str
    last_message: int = 0

    @property
    def id(self) -> int:
        """Their Telegram id, always the same for the same name."""
        return FIRST_PERSON_ID + crc32(self.name.encode())

    @property
    def user(self) -> dict[str, Any]:
        """What Telegram tells about them."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "en"}


class Console:
    """A conversation in the terminal, line by line."""

    def __init__(self, howwell: Howwell, terminal: Terminal) -> None:
        self.howwell, self.terminal = howwell, terminal
        self.talker = Talker("Kim")
        self._talkers = {self.talker.name: self.talker}
        self._update_id = time.time_ns() // 1000
        self._edited = 0

    async def sit(self, name: str, role: str | None = None) -> None:
        """Let somebody sit down at the keyboard, in a role they are given; without one they are what they were."""
        self.terminal.screen.note(f"@{name} {role}" if role else f"@{name}")
        self.talker = self._talkers.setdefault(name, Talker(name))
        self.terminal.screen.names[self.talker.id], self.terminal.screen.chat = name, self.talker.id
        if role is None:
            return
        catalogue, seating = self.howwell.world.catalogue, Seating(self.talker.id, name, role)
        await self.howwell.database.transaction(lambda session: seat(session, catalogue, seating))

    async def say(self, line: str, *, echo: bool = True) -> None:
        """Type one line: text, a command, `/3` for a button, `=text`, `+path` for a document, `@howwell words`."""
        self.terminal.screen.typed(line, echo=echo)
        raw = self._raw(line)
        if raw is None:
            return
        self._update_id += 1
        raw["update_id"] = self._update_id
        update = enveloped(raw)
        self.howwell.lanes.put(await self.howwell.database.transaction(lambda s: inbox.receive(s, [update])))
        await self.howwell.settled()

    def _raw(self, line: str) -> dict[str, Any] | None:
        if line.startswith("/") and line[1:].isdigit():
            return self._press(int(line[1:]))
        if line.startswith("="):
            # Two edits within one second are two edits here.
            self._edited = max(int(time.time()), self._edited + 1)
            return {"edited_message": {**self._message(self.talker.last_message, line[1:]), "edit_date": self._edited}}
        if line.startswith("+"):
            return self._document(line[1:].strip())
        if is_inline(line):
            query = {"id": str(self._update_id), "from": self.talker.user, "offset": ""}
            return {"inline_query": {**query, "query": line[len(INLINE) :].strip()}}
        self.talker.last_message = self.terminal.next_id()
        return {"message": self._message(self.talker.last_message, line)}

    def _document(self, path: str) -> dict[str, Any] | None:
        try:
            announced = self.terminal.announced(Path(path).expanduser())
        except (OSError, ValueError, RuntimeError):
            self.terminal.screen.show("‹", 0, 0, escape(f"There is no file {path} to send."), [])
            return None
        message = self._message(self.terminal.next_id(), "")
        return {"message": {**message, "document": announced}}

    def _message(self, message_id: int, text: str) -> dict[str, Any]:
        message = {"message_id": message_id, "date": int(time.time()), "text": text, "from": self.talker.user}
        message["chat"] = {"id": self.talker.id, "type": "private", "first_name": self.talker.name}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return message

    def _press(self, number: int) -> dict[str, Any] | None:
        buttons = self.terminal.screen.buttons
        if not 1 <= number <= len(buttons):
            self.terminal.screen.show("‹", 0, 0, f"There is no button {number} in sight.", [])
            return None
        chat, message_id, data = buttons[number - 1]
        if not chat:
            self.terminal.screen.show(f"‹ (sent by you via @{USERNAME})", 0, 0, data, [])
            return None
        message = {"message_id": message_id, "date": int(time.time()), "chat": {"id": chat, "type": "private"}}
        query = {"id": str(self._update_id), "from": self.talker.user, "chat_instance": "1", "data": data}
        return {"callback_query": {**query, "message": message}}


def is_inline(line: str) -> bool:
    """Say whether a line is typed inline; anything else behind an @ is somebody's name."""
    return line == INLINE or line.startswith(f"{INLINE} ")


@asynccontextmanager
async def conversation(settings: Settings, screen: Screen | None = None) -> AsyncIterator[Console]:
    """Start the bot with the terminal in Telegram's place."""
    terminal = Terminal(screen or Screen())
    bot: RawBot = RawBot("1:terminal", request=terminal, get_updates_request=Terminal(Screen()))
    async with running(settings, bot) as howwell:
        yield Console(howwell, terminal)
