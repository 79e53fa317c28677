"""StrictTelegram: the server's state and rules in one place, without I/O beyond the journal."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any

from tests.telegram.callbacks import Callbacks
from tests.telegram.chats import Chat, Chats, Shown
from tests.telegram.editing import Editing
from tests.telegram.faults import Fault, Faults
from tests.telegram.files import Files
from tests.telegram.inline import Inline
from tests.telegram.journal import Journal
from tests.telegram.polling import Poll, UpdateQueue
from tests.telegram.profile import Profile
from tests.telegram.refusals import Refusal
from tests.telegram.requests import Raw, Request, Upload
from tests.telegram.sending import Sending

TOKEN = "7654321098:AAstrict-stand-in_never-a-real-token"
FIRST_PERSON = 2**52 - 1_000_000  # Telegram's ids have up to 52 bits: one that is kept in 32 must show
BLOCKED = "Forbidden: bot was blocked by the user"


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came in; `code` is 200 or the refusal's, also when the answer never arrived."""

    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, Upload]
    code: int
    at: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the line has to do: wait for a poll, then be late, then break or carry `body` with `code`."""

    code: int
    body: Raw
    poll: Poll | None = None
    delay: float = 0.0
    dropped: bool = False


@dataclass(slots=True, eq=False, repr=False)
class StrictTelegram:
    """Does what Telegram's server does for one bot, and refuses what it refuses with its codes and descriptions.

    `strict=False` takes texts and keyboards unchecked, for benchmarks. `clock` gives seconds since 1970.
    """

    token: str = TOKEN
    username: str = "howwell_test_bot"
    strict: bool = True
    # Whether the owner has switched inline mode on with @BotFather.
    has_inline: bool = True
    journal_path: Path | None = None
    clock: Callable[[], float] = time.time
    calls: list[Call] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    files: Files = field(default_factory=Files)
    person_ids: Iterator[int] = field(default_factory=lambda: count(FIRST_PERSON))
    bot: Raw = field(init=False)
    journal: Journal = field(init=False)
    chats: Chats = field(init=False)
    updates: UpdateQueue = field(init=False)
    callbacks: Callbacks = field(init=False)
    inline: Inline = field(init=False)
    profile: Profile = field(init=False)
    _methods: dict[str, Callable[[Request], Any]] = field(init=False)
    _lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        number = int(self.token.split(":", 1)[0])
        self.bot = {"id": number, "is_bot": True, "first_name": "Howwell", "username": self.username}
        self.journal = Journal(self.journal_path)
        self.chats = Chats(self.bot)
        self.updates = UpdateQueue(self.journal, self.clock)
        self.callbacks = Callbacks(self.clock)
        self.inline = Inline(self.clock)
        self.profile = Profile(self.chats)
        self._methods = {**self._reading(), **self._writing()}

    def call(
        self, token: str, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> Answer:
        """Carry out one call of the Bot API; a getUpdates with nothing to give comes back with its poll to wait on."""
        method, files = method.lower(), files or {}
        with self._lock:
            fault = self.faults.strike(method, parameters)
            if fault is not None and not fault.accepted:
                answer = _refused(fault.refusal) if fault.refusal else Answer(0, {})
            else:
                answer = self._carry_out(token, Request(method, parameters, files))
            self.calls.append(Call(method, parameters, files, answer.code, self.clock()))
        return answer if fault is None else _spoiled(answer, fault)

    def finish(self, poll: Poll) -> Answer:
        """Answer a getUpdates whose poll was woken or whose time is up."""
        with self._lock:
            try:
                return _accepted(self.updates.finish(poll))
            except Refusal as refusal:
                return _refused(refusal)

    def push(self, content: Raw, update_id: int | None = None) -> Raw:
        """Let an update happen: keep its message, number it and queue it for the bot. Returns the whole update."""
        with self._lock:
            with suppress(KeyError, TypeError, AttributeError):  # what is not understood is passed on all the same
                self._learn(content)
            return self.updates.add(content, update_id)

    def close_chat(self, chat_id: int, description: str = BLOCKED) -> None:
        """Refuse every further message to a chat with 403 (blocked, deactivated, kicked)."""
        self.chats.known[chat_id].closed = description

    def open_chat(self, chat: Raw) -> Chat:
        """Let the bot write to a chat, known before or not."""
        known = self.chats.learn(chat)
        known.closed = None
        return known

    def shown(self, chat_id: int) -> list[Shown]:
        """Return the bot's messages in a chat as a person sees them now, edits applied, deleted ones gone."""
        return self.chats.show(chat_id)

    def talk(self, chat_id: int) -> list[Shown]:
        """Return the whole chat as it stands now, the people's messages too."""
        return self.chats.show(chat_id, everyone=True)

    @property
    def sent(self) -> list[Shown]:
        """Every message the bot delivered, over all chats in order, each as it was when it arrived."""
        return self.chats.sent

    def times(self, chat_id: int) -> list[float]:
        """Return when each message to a chat arrived."""
        return [message.at for message in self.sent if message.chat == chat_id]

    def called(self, method: str) -> list[Call]:
        """Return the calls of one method in order."""
        return [call for call in self.calls if call.method == method.lower()]

    def _carry_out(self, token: str, request: Request) -> Answer:
        try:
            return _accepted(self._handler(token, request.method)(request))
        except Refusal as refusal:
            return _refused(refusal)

    def _handler(self, token: str, method: str) -> Callable[[Request], Any]:
        if token != self.token:
            raise Refusal(401, "Unauthorized") if ":" in token else Refusal(404, "Not Found")
        if method not in self._methods:
            raise Refusal(404, "Not Found")
        return self._methods[method]

    def _learn(self, content: Raw) -> None:
        """Take note of what an update says about chats and presses."""
        for kind, body in content.items():
            if kind == "callback_query":
                self.callbacks.learn(body["id"], body["from"]["id"])
            elif kind == "inline_query":
                self.inline.learn(body)
            elif kind == "my_chat_member":
                self._learn_standing(body)
            elif {"chat", "message_id"} <= body.keys():
                self.chats.receive(body, self.clock())

    def _learn_standing(self, change: Raw) -> None:
        chat = self.open_chat(change["chat"])
        if change["new_chat_member"]["status"] in {"kicked", "left"}:
            private = change["chat"]["type"] == "private"
            chat.closed = BLOCKED if private else f"Forbidden: bot was kicked from the {change['chat']['type']} chat"

    def _reading(self) -> dict[str, Callable[[Request], Any]]:
        updates, profile = self.updates, self.profile
        return {
            "getme": lambda _: (
                self.bot
                | {
                    "can_join_groups": True,
                    "can_read_all_group_messages": False,
                    "supports_inline_queries": self.has_inline,
                }
            ),
            "getupdates": updates.get_updates,
            "setwebhook": updates.set_webhook,
            "deletewebhook": updates.delete_webhook,
            "getwebhookinfo": updates.get_webhook_info,
            "getfile": self.files.get_file,
            "setmycommands": profile.set_my_commands,
            "getmycommands": profile.get_my_commands,
            "deletemycommands": profile.delete_my_commands,
            **{f"setmy{what}": profile.set_text for what in ("name", "description", "shortdescription")},
            **{f"getmy{what}": profile.get_text for what in ("name", "description", "shortdescription")},
        }

    def _writing(self) -> dict[str, Callable[[Request], Any]]:
        sending = Sending(self.chats, self.files, self.journal, self.clock, strict=self.strict)
        editing = Editing(self.chats, self.files, self.journal, self.clock)
        return {
            "sendmessage": sending.send_message,
            "sendphoto": sending.send_photo,
            "senddocument": sending.send_document,
            "sendchataction": sending.send_chat_action,
            "sendmessagedraft": sending.send_message_draft,
            "editmessagetext": editing.edit_message_text,
            "editmessagecaption": editing.edit_message_caption,
            "editmessagemedia": editing.edit_message_media,
            "editmessagereplymarkup": editing.edit_message_reply_markup,
            "deletemessage": editing.delete_message,
            "answercallbackquery": self.callbacks.answer,
            "answerinlinequery": self.inline.answer,
        }


def _accepted(result: Any) -> Answer:
    if isinstance(result, Poll):
        return Answer(200, {}, poll=result)
    return Answer(200, {"ok": True, "result": result})


def _refused(refusal: Refusal) -> Answer:
    body: Raw = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answer(refusal.code, body)


def _spoiled(answer: Answer, fault: Fault) -> Answer:
    return Answer(answer.code, answer.body, answer.poll, fault.delay, fault.dropped)
