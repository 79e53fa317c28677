"""People and the raw updates they cause: typing, editing, pressing buttons, sending files, blocking the bot."""

import re
from itertools import count
from typing import Any

from tests.telegram.chats import Shown
from tests.telegram.inline import Card, Offered
from tests.telegram.markup import utf16_length
from tests.telegram.requests import Raw, Upload
from tests.telegram.server import StrictTelegram

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?")
_group_numbers = count(1_900_000_001)
_query_numbers = count(4_700_000_000_000_000_001)


def private_chat(user: Raw) -> Raw:
    """Return the chat of a person with the bot; its id is the person's."""
    return {key: user[key] for key in ("id", "first_name", "username") if key in user} | {"type": "private"}


def group(title: str = "Team") -> Raw:
    """Return a new supergroup."""
    return {"id": -(10**12) - next(_group_numbers), "type": "supergroup", "title": title}


def channel(title: str = "News") -> Raw:
    """Return a new channel."""
    return {"id": -(10**12) - next(_group_numbers), "type": "channel", "title": title}


def message(chat: Raw, message_id: int, date: int, sender: Raw | None = None, **content: Any) -> Raw:
    """Return a message; a text (or a caption) gets the entities of the commands in it."""
    raw = {"message_id": message_id, "date": date, "chat": chat, **({"from": sender} if sender else {}), **content}
    for text, entities in (("text", "entities"), ("caption", "caption_entities")):
        if found := command_entities(raw.get(text, "")):
            raw[entities] = found
    return raw


def command_entities(text: str) -> list[Raw]:
    """Return where commands stand in a text, in UTF-16 units as Telegram gives them."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": len(found[0])}
        for found in _COMMAND.finditer(text)
    ]


def edited_message(original: Raw, text: str, date: int) -> Raw:
    """Return the same message with another text and the date of the edit."""
    kept = {key: value for key, value in original.items() if key not in {"text", "entities"}}
    return {**message(**_parts(kept), text=text), "edit_date": date}


def callback_query(sender: Raw, pressed: Raw, data: str) -> Raw:
    """Return the press of a button under a message; `pressed` is the message or what is left of it."""
    chat_id = pressed["chat"]["id"]
    return {
        "id": str(next(_query_numbers)),
        "from": sender,
        "message": pressed,
        "chat_instance": str(-(abs(chat_id) * 1_000_003 % 2**63)),
        "data": data,
    }


def my_chat_member(chat: Raw, sender: Raw, bot: Raw, date: int, status: str) -> Raw:
    """Return the change of the bot's standing in a chat: `member`, `kicked` or `left`."""
    was = "member" if status in {"kicked", "left"} else "kicked"
    old: Raw = {"user": bot, "status": was, **({"until_date": 0} if was == "kicked" else {})}
    new: Raw = {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    return {"chat": chat, "from": sender, "date": date, "old_chat_member": old, "new_chat_member": new}


def channel_post(telegram: StrictTelegram, chat: Raw, text: str) -> Raw:
    """Let a channel publish a post; returns the update."""
    number = telegram.chats.learn(chat).next_id()
    return telegram.push({"channel_post": message(chat, number, int(telegram.clock()), sender_chat=chat, text=text)})


class Person:
    """Somebody with a Telegram client. Each deed is pushed to the stand-in and returned as the raw update.

    `chat` is where the person writes: the private chat with the bot if none is given.
    """

    def __init__(
        self,
        telegram: StrictTelegram,
        first_name: str = "Ada",
        *,
        id: int | None = None,
        language: str = "en",
        username: str | None = None,
        chat: Raw | None = None,
    ) -> None:
        self.telegram = telegram
        self.id = next(telegram.person_ids) if id is None else id
        self.user: Raw = {"id": self.id, "is_bot": False, "first_name": first_name, "language_code": language}
        if username:
            self.user["username"] = username
        self.chat = chat or private_chat(self.user)
        self.last: Raw = {}

    def types(self, text: str, **more: Any) -> Raw:
        """Send a text; commands in it get their entities."""
        return self.sends(text=text, **more)

    def starts(self, payload: str = "") -> Raw:
        """Press Start, or follow a deep link with a payload."""
        return self.types(f"/start {payload}".strip())

    def edits(self, text: str, original: Raw | None = None) -> Raw:
        """Change the text of the last message, or of the one given."""
        changed = edited_message(original or self.last, text, self._now())
        return self.telegram.push({"edited_message": changed})

    def replies(self, to: int, text: str) -> Raw:
        """Answer a message of the chat by its id."""
        return self.types(text, reply_to_message=self._raw(to))

    def presses(self, button: str, under: int | None = None) -> Raw:
        """Press the button whose text begins so, or with this data, under the newest message that has it."""
        for shown in reversed(self.sees()):
            data = _data_of(shown, button)
            if data is not None and under in {None, shown.message_id}:
                return self.forges(data, shown.message_id)
        raise LookupError(f"no button {button!r} is shown")

    def forges(self, data: str, under: int) -> Raw:
        """Send any callback data for any message, there or not: an old client, a replay, an attack."""
        return self.telegram.push({"callback_query": callback_query(self.user, self._raw(under), data)})

    def asks_inline(self, query: str, chat_type: str = "group") -> Raw:
        """Type behind the bot's name in any chat; every key is a query of its own."""
        asked = {"id": str(next(_query_numbers)), "from": self.user, "query": query, "offset": ""}
        return self.telegram.push({"inline_query": {**asked, "chat_type": chat_type}})

    def is_offered(self) -> Offered:
        """Return the cards that are in sight for what was typed inline last."""
        return [one for one in self.telegram.inline.offered if one.person == self.id][-1]

    def chooses(self, card: Card) -> Raw:
        """Send a card into the chat; it comes as a message of this person by way of the bot."""
        return self.sends(text=card.text, via_bot=self.telegram.bot)

    def sends_photo(self, caption: str = "", content: bytes = b"a photo") -> Raw:
        size = {**self._file("photo.jpg", content), "width": 90, "height": 60}
        return self.sends(photo=[size], **({"caption": caption} if caption else {}))

    def sends_voice(self, content: bytes = b"a voice", seconds: int = 3) -> Raw:
        return self.sends(voice={**self._file("voice.ogg", content), "duration": seconds, "mime_type": "audio/ogg"})

    def sends_document(self, name: str, content: bytes, caption: str = "") -> Raw:
        document = {**self._file(name, content), "file_name": name}
        return self.sends(document=document, **({"caption": caption} if caption else {}))

    def sends_sticker(self, emoji: str = "👍") -> Raw:
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.sends(sticker={**self._file("sticker.webp", b"a sticker"), **looks, "emoji": emoji})

    def forwards(self, text: str, author: str = "Grace") -> Raw:
        """Pass on what somebody wrote who hides behind a name."""
        origin = {"type": "hidden_user", "sender_user_name": author, "date": self._now() - 60}
        return self.types(text, forward_origin=origin)

    def blocks(self) -> Raw:
        """Block the bot (or throw it out of the group): every message to the chat is refused from now on."""
        return self._changes_standing("kicked")

    def unblocks(self) -> Raw:
        return self._changes_standing("member")

    def sends(self, **content: Any) -> Raw:
        """Send a message of any content, given as its raw fields."""
        number = self.telegram.chats.learn(self.chat).next_id()
        self.last = message(self.chat, number, self._now(), self.user, **content)
        return self.telegram.push({"message": self.last})

    def sees(self) -> list[Shown]:
        """Return the bot's messages in the chat as they stand now."""
        return self.telegram.shown(self.chat["id"])

    def _changes_standing(self, status: str) -> Raw:
        change = my_chat_member(self.chat, self.user, self.telegram.bot, self._now(), status)
        return self.telegram.push({"my_chat_member": change})

    def _raw(self, message_id: int) -> Raw:
        kept = self.telegram.chats.learn(self.chat).messages.get(message_id)
        if kept is None:
            return {"message_id": message_id, "date": 0, "chat": self.chat}
        return self.telegram.chats.result(kept) | ({} if kept.from_bot else {"from": self.user})

    def _file(self, name: str, content: bytes) -> Raw:
        file_id = self.telegram.files.keep(Upload(name, content))
        return {"file_id": file_id, "file_unique_id": file_id[-8:], "file_size": len(content)}

    def _now(self) -> int:
        return int(self.telegram.clock())


def _parts(raw: Raw) -> Raw:
    """Return the fields of a message as the arguments that build it."""
    return {"sender" if key == "from" else key: value for key, value in raw.items()}


def _data_of(shown: Shown, wanted: str) -> str | None:
    buttons = [button for row in shown.buttons for button in row]
    meant = (button for button in buttons if button.text.startswith(wanted) or button.data == wanted)
    return next((button.data for button in meant if button.data is not None), None)
