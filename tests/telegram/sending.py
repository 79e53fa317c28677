"""The methods that put a message into a chat."""

from collections.abc import Callable
from typing import Any

from tests.telegram.chats import Chat, Chats, Message
from tests.telegram.files import Files, file_of, photo_sizes
from tests.telegram.journal import Journal
from tests.telegram.keyboards import keyboard_of
from tests.telegram.refusals import bad_request
from tests.telegram.requests import Raw, Request, Upload
from tests.telegram.texts import caption_of, text_of

ACTIONS = {
    "typing",
    "choose_sticker",
    "find_location",
    *(f"upload_{kind}" for kind in ("photo", "video", "voice", "audio", "document", "video_note")),
    *(f"record_{kind}" for kind in ("video", "voice", "audio", "video_note")),
}


class Sending:
    """Sends as the bot; with `strict` off, texts and keyboards are taken as they come."""

    def __init__(
        self, chats: Chats, files: Files, journal: Journal, clock: Callable[[], float], *, strict: bool = True
    ) -> None:
        self.chats = chats
        self.files = files
        self.journal = journal
        self.clock = clock
        self.strict = strict

    def send_message(self, request: Request) -> Raw:
        chat = self.chats.of(request)
        if not self.strict:
            return self._deliver(chat, request, text=request.text("text"), markup=request.value("reply_markup"))
        text, entities = text_of(request)
        return self._deliver(chat, request, text=text, entities=entities, markup=keyboard_of(request))

    def send_photo(self, request: Request) -> Raw:
        chat = self.chats.of(request)
        file_id, upload = self.files.sent_in(request, "photo")
        return self._deliver_file(chat, request, "photo", photo_sizes(file_id, upload), upload)

    def send_document(self, request: Request) -> Raw:
        chat = self.chats.of(request)
        file_id, upload = self.files.sent_in(request, "document")
        return self._deliver_file(chat, request, "document", document_of(file_id, upload), upload)

    def send_chat_action(self, request: Request) -> bool:
        self.chats.of(request)
        if request.text("action") not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def send_message_draft(self, request: Request) -> bool:
        chat = self.chats.of(request)
        if chat.raw["type"] != "private":
            raise bad_request("TEXTDRAFT_PEER_INVALID")
        if not request.number("draft_id", 0):
            raise bad_request("RANDOM_ID_EMPTY")
        text, _ = text_of(request)
        self.journal.write("drafted", chat=chat.raw["id"], text=text)
        self.chats.drafts.append((chat.raw["id"], text))
        return True

    def _deliver_file(self, chat: Chat, request: Request, kind: str, media: Any, upload: Upload) -> Raw:
        text, entities = caption_of(request)
        markup = keyboard_of(request)
        return self._deliver(
            chat, request, kind=kind, text=text, entities=entities, markup=markup, media=media, file=upload
        )

    def _deliver(self, chat: Chat, request: Request, **content: Any) -> Raw:
        reply_to = _reply_to(chat, request)
        message = Message(chat.raw["id"], chat.next_id(), True, self.clock(), reply_to=reply_to, **content)
        chat.messages[message.message_id] = message
        self.chats.sent.append(message.shown())
        self.chats.news.append(message.shown())
        self.journal.write("sent", chat=message.chat, message=message.message_id, text=message.text, kind=message.kind)
        return self.chats.result(message)


def document_of(file_id: str, upload: Upload) -> Raw:
    """Return a document as a message shows it."""
    return {**file_of(file_id, upload), "file_name": upload.name, "mime_type": upload.mime}


def _reply_to(chat: Chat, request: Request) -> int | None:
    wanted = request.value("reply_parameters")
    if not wanted:
        return None
    if wanted.get("message_id") in chat.messages:
        return int(wanted["message_id"])
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
