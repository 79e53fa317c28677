"""What a bot says about itself: commands by scope and language, name and descriptions."""

import re
from typing import Any

from tests.telegram.chats import Chats
from tests.telegram.refusals import bad_request
from tests.telegram.requests import Raw, Request

MOST_COMMANDS = 100
LONGEST = {"name": 64, "description": 512, "short_description": 120}
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Scope = tuple[object, ...]


class Profile:
    """Keeps commands and texts each under its own scope and language, as the server does."""

    def __init__(self, chats: Chats) -> None:
        self.chats = chats
        self.commands: dict[Scope, list[Raw]] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def set_my_commands(self, request: Request) -> bool:
        wanted = request.value("commands")
        if not isinstance(wanted, list):
            raise bad_request("can't parse commands: expected an Array of BotCommand")
        if len(wanted) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        self.commands[self._scope(request)] = [_checked(command) for command in wanted]
        return True

    def get_my_commands(self, request: Request) -> list[Raw]:
        return self.commands.get(self._scope(request), [])

    def delete_my_commands(self, request: Request) -> bool:
        self.commands.pop(self._scope(request), None)
        return True

    def set_text(self, request: Request) -> bool:
        """Answer setMyName, setMyDescription and setMyShortDescription; an empty text takes the old one away."""
        field = _field(request)
        text = request.text(field)
        if len(text) > LONGEST[field]:
            raise bad_request(f"{field.replace('_', ' ')} length must not exceed {LONGEST[field]}")
        self.texts[field, _language(request)] = text
        return True

    def get_text(self, request: Request) -> Raw:
        field = _field(request)
        return {field: self.texts.get((field, _language(request))) or self.texts.get((field, ""), "")}

    def _scope(self, request: Request) -> Scope:
        scope: Any = request.value("scope") or {"type": "default"}
        kind = scope.get("type")
        if kind not in SCOPES:
            raise bad_request("can't parse BotCommandScope: Unsupported type specified")
        if "chat_id" in SCOPES[kind]:
            self.chats.of(Request(request.method, scope, {}))
        return kind, *(scope.get(name) for name in SCOPES[kind]), _language(request)


def _checked(command: Raw) -> Raw:
    name = str(command.get("command", "")).removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": command["description"].strip()}


def _field(request: Request) -> str:
    return {"description": "description", "shortdescription": "short_description", "name": "name"}[
        request.method.split("my", 1)[1]
    ]


def _language(request: Request) -> str:
    language = request.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language
