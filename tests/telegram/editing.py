"""The methods that change or remove a message of the bot."""

from collections.abc import Callable
from typing import Any

from tests.telegram.chats import Chats, Message
from tests.telegram.files import Files, photo_sizes
from tests.telegram.journal import Journal
from tests.telegram.keyboards import inline_keyboard_of
from tests.telegram.refusals import bad_request
from tests.telegram.requests import Raw, Request
from tests.telegram.sending import document_of
from tests.telegram.texts import caption_of, text_of

DELETABLE_SECONDS = 48 * 3600
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Editing:
    """Edits replace text and keyboard together: an edit without a keyboard takes the old one away."""

    def __init__(self, chats: Chats, files: Files, journal: Journal, clock: Callable[[], float]) -> None:
        self.chats = chats
        self.files = files
        self.journal = journal
        self.clock = clock

    def edit_message_text(self, request: Request) -> Raw:
        message = self._own(request)
        text, entities = text_of(request)
        if message.media is not None:
            raise bad_request("there is no text in the message to edit")
        return self._change(message, request, text=text, entities=entities)

    def edit_message_caption(self, request: Request) -> Raw:
        message = self._own(request)
        text, entities = caption_of(request)
        if message.media is None:
            raise bad_request("there is no caption in the message to edit")
        return self._change(message, request, text=text, entities=entities)

    def edit_message_reply_markup(self, request: Request) -> Raw:
        return self._change(self._own(request), request)

    def edit_message_media(self, request: Request) -> Raw:
        message = self._own(request)
        media = request.value("media") or {}
        kind = media.get("type")
        if kind not in {"photo", "document"}:
            raise bad_request("unsupported media type in InputMedia")
        inner = Request(request.method, {**media, kind: media.get("media")}, request.files)
        file_id, upload = self.files.sent_in(inner, kind)
        shown: Any = photo_sizes(file_id, upload) if kind == "photo" else document_of(file_id, upload)
        text, entities = caption_of(inner)
        return self._change(message, request, kind=kind, media=shown, file=upload, text=text, entities=entities)

    def delete_message(self, request: Request) -> bool:
        chat = self.chats.of(request)
        message = chat.messages.get(_message_id(request))
        if message is None:
            raise bad_request("message to delete not found")
        ours = message.from_bot or chat.raw.get("type") == "private"
        if not ours or self.clock() - message.at > DELETABLE_SECONDS:
            raise bad_request("message can't be deleted for everyone")
        del chat.messages[message.message_id]
        self.journal.write("deleted", chat=message.chat, message=message.message_id)
        return True

    def _own(self, request: Request) -> Message:
        chat = self.chats.of(request)
        message = chat.messages.get(_message_id(request))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot or (message.markup and "inline_keyboard" not in message.markup):
            raise bad_request("message can't be edited")
        return message

    def _change(self, message: Message, request: Request, **content: Any) -> Raw:
        before = message.content()
        content["markup"] = inline_keyboard_of(request)
        if before == _changed(message, content):
            raise bad_request(_SAME)
        for name, value in content.items():
            setattr(message, name, value)
        message.edited_at = self.clock()
        self.chats.news.append(message.shown())
        self.journal.write("edited", chat=message.chat, message=message.message_id, text=message.text)
        return self.chats.result(message)


def _changed(message: Message, content: dict[str, Any]) -> tuple[object, ...]:
    return tuple(content.get(name, getattr(message, name)) for name in ("kind", "text", "entities", "markup", "file"))


def _message_id(request: Request) -> int:
    if not (number := request.number("message_id")):
        raise bad_request("message identifier is not specified")
    return number
