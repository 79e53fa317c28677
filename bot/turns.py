"""One turn of a conversation as plain data: what came in, and what goes back. Nothing here knows Telegram."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

# Telegram refuses a button that carries more.
BUTTON_BYTES = 64


Kind = Literal["command", "text", "edit", "button", "document", "gone", "back", "inline", "other"]


@dataclass(frozen=True)
class Document:
    """A file as its sender's client announces it: nothing of it is checked, and `size` in bytes may be 0, unknown."""

    file_id: str
    name: str
    size: int


@dataclass(frozen=True)
class Incoming:
    """One update, narrowed to what a use case may see.

    `kind` says which fields are filled: a command has `command` and `text` (its arguments), a button `text` (its data),
    a document `document`. `gone` and `back` mean that the person blocked the bot, or let it in again. `inline` is what
    somebody types behind the bot's name in any chat, with `query_id`; there is no chat to write to then.
    """

    update_id: int
    chat_id: int
    is_private: bool
    person_id: int
    person_name: str
    kind: Kind
    text: str = ""
    command: str = ""
    message_id: int = 0
    # Seconds since 1970; 0 for a message that was never edited.
    edited_at: int = 0
    document: Document | None = None
    query_id: str = ""
    # Whether a command names the bot that it is for.
    is_addressed: bool = False
    # The username of the bot whose message this replies to, and of the one by whose inline card it was sent.
    replies_to: str = ""
    via: str = ""


@dataclass(frozen=True)
class Button:
    """A choice under a message: a label, and either `verb:id:…` for us or a link."""

    label: str
    data: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        if len(self.data.encode()) > BUTTON_BYTES:
            raise ValueError(f"a button carries at most {BUTTON_BYTES} bytes: {self.data}")


@dataclass(frozen=True)
class Message:
    """One message to the chat, as HTML made by `wording`.

    `replaces` names a message of ours that is edited in place; `shows` is the (participation, code) that it asks; `to`
    is the Telegram id of a person whose chat it is for, where that is not the chat of this turn; `answers` is the
    message that it is a reply to.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: int | None = None
    shows: tuple[int, str] | None = None
    picture: Path | None = None
    to: int | None = None
    answers: int | None = None


@dataclass(frozen=True)
class Offer:
    """An inline card: what it is chosen by, and the HTML that is sent by who chooses it. Ids have at most 64 bytes."""

    id: str
    title: str
    line: str
    text: str


@dataclass(frozen=True)
class Offers:
    """The cards for an inline query, and the label of the button above them that leads to the private chat."""

    query_id: str
    cards: tuple[Offer, ...]
    label: str


@dataclass(frozen=True)
class Reply:
    """What the chat gets back, in order; `menu` names the role whose command menu it now has.

    `offers` are what an inline query gets. They are not kept: who typed on has no use for them.
    """

    messages: tuple[Message, ...] = ()
    menu: str | None = None
    offers: Offers | None = None


@dataclass(frozen=True)
class Later:
    """Work that must not be done inside a transaction, and what to do with its result in the next one.

    `showing` is the sign that work is under way, empty where there is no chat to show it in. `telling` is what a chat
    is told, as plain text, where the work takes longer than a moment. `gradual` is the same work where it comes bit by
    bit: it is given what shows the HTML of its result so far.
    """

    work: Callable[[], Any]
    then: Callable[[Any, Any], Reply]
    showing: str = "typing"
    telling: str = ""
    first: Reply = field(default_factory=Reply)
    gradual: Callable[[Callable[[str], None]], Any] | None = None


def reply(*messages: Message, menu: str | None = None) -> Reply:
    """Return a reply of these messages."""
    return Reply(messages, menu)
