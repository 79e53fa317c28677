"""Telegram's side of a conversation in the terminal: answers the calls of the Bot API and shows them."""

import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.splitting import plain
from bot.turns import BUTTON_BYTES

BOT_ID = 4_000_000_001
USERNAME = "howwell_bot"
_NO_FILE = 400, b'{"ok": false, "error_code": 400, "description": "Bad Request: wrong file_id"}'


@dataclass
class Screen:
    """What the terminal shows: every message, and the buttons that can be pressed."""

    lines: list[str] = field(default_factory=list)
    # (chat, message, data) of each button, in the order shown since somebody last typed.
    buttons: list[tuple[int, int, str]] = field(default_factory=list)
    echo: bool = True
    fresh: bool = True
    # Who sat at the keyboard, by chat, and whose chat it is now: what goes to another one says so.
    names: dict[int, str] = field(default_factory=dict)
    chat: int = 0

    def typed(self, line: str, *, echo: bool = True) -> None:
        """Note what somebody typed; the next buttons are numbered anew."""
        if echo:
            self._print(f"› {line}")
        self.fresh = True

    def note(self, line: str) -> None:
        """Show a line that nobody typed."""
        self._print(line)

    def show(self, sign: str, chat: int, message_id: int, text: str, keyboard: list[list[dict[str, str]]]) -> None:
        """Show one message with its buttons numbered."""
        first, *rest = plain(text).splitlines() or [""]
        sign += f" (to {self.names[chat]})" if chat != self.chat and chat in self.names else ""
        self._print("\n".join((f"{sign} {first}", *(f"  {line}" for line in rest))))
        for row in keyboard:
            self._print("  " + "  ".join(self._number(chat, message_id, button) for button in row))

    def offer(self, label: str, cards: list[dict[str, Any]]) -> None:
        """Show inline cards, each with the number that chooses it; a chosen one is sent as it stands."""
        self._print(f"‹ (inline) {label}")
        for card in cards:
            text = card["input_message_content"]["message_text"]
            chosen = self._number(0, 0, {"text": card["title"], "callback_data": text})
            self._print(f"  {chosen} {card['description']}")

    def _number(self, chat: int, message_id: int, button: dict[str, str]) -> str:
        if self.fresh:
            self.buttons, self.fresh = [], False
        if "url" in button:
            return f"[{button['text']}: {button['url']}]"
        self.buttons.append((chat, message_id, button["callback_data"]))
        return f"[/{len(self.buttons)} {button['text']}]"

    def _print(self, text: str) -> None:
        self.lines.append(text)
        if self.echo:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()


class Terminal(BaseRequest):
    """Answers the calls of the Bot API in this process and shows them on a screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        # What was sent from the keyboard, by file id; it is read when the bot fetches it.
        self.files: dict[str, Path] = {}
        # Milliseconds, so that no message of an earlier conversation has the same id.
        self.message_id = int(time.time() * 1000)

    @property
    def read_timeout(self) -> float:
        """The seconds that a call may take."""
        return 5.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call, or give the bytes of a file."""
        name = url.rsplit("/", 1)[-1]
        if "/file/bot" in url:
            return self._content(name)
        parameters = request_data.parameters if request_data else {}
        if name == "getFile" and parameters["file_id"] not in self.files:
            return _NO_FILE
        return 200, json.dumps({"ok": True, "result": self._answer(name, parameters)}).encode()

    def announced(self, path: Path) -> dict[str, Any]:
        """Take a file from the keyboard and return what a message tells of it; raises OSError where there is none."""
        if not path.is_file():
            raise FileNotFoundError(path)
        file_id = f"file{len(self.files) + 1}"
        self.files[file_id] = path
        return {"file_name": path.name, **self._described(file_id)}

    def next_id(self) -> int:
        """Return the id of the next message."""
        self.message_id += 1
        return self.message_id

    def _content(self, file_id: str) -> tuple[int, bytes]:
        try:
            return 200, self.files[file_id].read_bytes()
        except (KeyError, OSError):
            return _NO_FILE

    def _described(self, file_id: str) -> dict[str, Any]:
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": self.files[file_id].stat().st_size}

    def _answer(self, name: str, given: dict[str, Any]) -> Any:
        match name:
            case "getMe":
                return {"id": BOT_ID, "is_bot": True, "first_name": "Howwell", "username": USERNAME}
            case "sendMessage":
                return self._shown("‹", self.next_id(), given, given["text"])
            case "editMessageText":
                return self._shown("⟳", int(given["message_id"]), given, given["text"])
            case "sendPhoto":
                return self._shown("‹ (picture)", self.next_id(), given, given.get("caption", ""))
            case "getFile":
                return {**self._described(given["file_id"]), "file_path": given["file_id"]}
            case "getMyCommands":
                return []
            case "answerInlineQuery":
                self.screen.offer((given.get("button") or {}).get("text", ""), given["results"])
        return True

    def _shown(self, sign: str, message_id: int, given: dict[str, Any], text: str) -> dict[str, Any]:
        chat = int(given["chat_id"])
        keyboard = (given.get("reply_markup") or {}).get("inline_keyboard", [])
        assert all(len(b.get("callback_data", "").encode()) <= BUTTON_BYTES for row in keyboard for b in row)
        self.screen.show(sign, chat, message_id, text, keyboard)
        return {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "text": text,
        }
