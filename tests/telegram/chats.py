"""Chats and the messages in them, as the server keeps them and as people see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import Raw, Request, Upload


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `raw` has what is neither text, data nor address."""

    text: str
    data: str | None
    url: str | None
    raw: Raw


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it now; the text of a file is its caption."""

    chat: int
    message_id: int
    kind: str
    text: str
    entities: tuple[Raw, ...]
    buttons: tuple[tuple[Button, ...], ...]
    file: Upload | None
    reply_to: int | None
    edited: bool
    from_bot: bool
    at: float

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, row after row."""
        return [button.text for row in self.buttons for button in row]


@dataclass(slots=True)
class Message:
    """A message in the server's box; `markup` is whatever hangs under it, `media` the field of its file."""

    chat: int
    message_id: int
    from_bot: bool
    at: float
    kind: str = "text"
    text: str = ""
    entities: list[Raw] = field(default_factory=list)
    markup: Raw | None = None
    media: Any = None
    file: Upload | None = None
    reply_to: int | None = None
    edited_at: float | None = None

    def content(self) -> tuple[object, ...]:
        """Return all that an edit can change, to tell whether it changed."""
        return self.kind, self.text, self.entities, self.markup, self.file

    def shown(self) -> Shown:
        rows = (self.markup or {}).get("inline_keyboard") or (self.markup or {}).get("keyboard") or ()
        return Shown(
            self.chat,
            self.message_id,
            self.kind,
            self.text,
            tuple(self.entities),
            tuple(tuple(_button(button) for button in row) for row in rows),
            self.file,
            self.reply_to,
            self.edited_at is not None,
            self.from_bot,
            self.at,
        )


@dataclass(slots=True)
class Chat:
    """A chat the bot knows; `closed` is the description of the 403 if it may not write there."""

    raw: Raw
    last_id: int = 0
    closed: str | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id


class Chats:
    """All chats by id. A chat becomes known with the first update from it."""

    def __init__(self, bot: Raw) -> None:
        self.bot = bot
        self.known: dict[int, Chat] = {}
        self.sent: list[Shown] = []
        # What was sent and, later, what it was changed to, in the order in which people saw it.
        self.news: list[Shown] = []
        # (chat, text) of every draft that was shown.
        self.drafts: list[tuple[int, str]] = []

    def learn(self, raw: Raw) -> Chat:
        """Make a chat known, as when a person presses Start."""
        chat = self.known.get(raw["id"])
        if chat is None:
            chat = self.known[raw["id"]] = Chat(raw)
        return chat

    def of(self, request: Request) -> Chat:
        """Return the chat a call is meant for, or refuse: not given, not known, not open to the bot."""
        reference = request.text("chat_id")
        if not reference:
            raise bad_request("chat_id is empty")
        chat = self._find(reference)
        if chat is None:
            raise bad_request("chat not found")
        if chat.closed:
            raise Refusal(403, chat.closed)
        return chat

    def _find(self, reference: str) -> Chat | None:
        if reference.startswith("@"):
            name = reference[1:].lower()
            return next((chat for chat in self.known.values() if chat.raw.get("username", "").lower() == name), None)
        return self.known.get(int(reference)) if reference.lstrip("-").isdecimal() else None

    def receive(self, raw: Raw, at: float) -> None:
        """Keep what a person wrote or edited, so that it can be answered and counts in the chat's ids."""
        chat = self.learn(raw["chat"])
        chat.last_id = max(chat.last_id, raw["message_id"])
        kept = Message(
            raw["chat"]["id"], raw["message_id"], False, at, text=raw.get("text") or raw.get("caption") or ""
        )
        if "edit_date" in raw:
            kept.edited_at = at
        chat.messages[kept.message_id] = kept

    def show(self, chat_id: int, *, everyone: bool = False) -> list[Shown]:
        """Return the messages of a chat as they stand now: the bot's, or everyone's."""
        return [message.shown() for message in self._messages(chat_id) if everyone or message.from_bot]

    def _messages(self, chat_id: int) -> Iterator[Message]:
        chat = self.known.get(chat_id)
        return iter(chat.messages.values() if chat else ())

    def result(self, message: Message) -> Raw:
        """Return the JSON of one of the bot's messages."""
        raw: Raw = {
            "message_id": message.message_id,
            "from": self.bot,
            "chat": self.known[message.chat].raw,
            "date": int(message.at),
        }
        captioned = message.media is not None
        if captioned:
            raw[message.kind] = message.media
        if message.text:
            raw["caption" if captioned else "text"] = message.text
        if message.entities:
            raw["caption_entities" if captioned else "entities"] = message.entities
        if message.edited_at is not None:
            raw["edit_date"] = int(message.edited_at)
        if message.markup and "inline_keyboard" in message.markup:
            raw["reply_markup"] = message.markup
        return raw


def _button(raw: Any) -> Button:
    if isinstance(raw, str):
        return Button(raw, None, None, {})
    return Button(raw["text"], raw.get("callback_data"), raw.get("url"), raw)
