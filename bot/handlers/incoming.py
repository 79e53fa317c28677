"""A Telegram update, narrowed to what a use case may see."""

import re
from typing import Any

from telegram import CallbackQuery, InlineQuery, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.turns import Document, Incoming

# What is no character: no database takes it, and no client types it.
_NOTHING = re.compile("[\0\ud800-\udfff]")
_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


def incoming_from(update: Update) -> Incoming | None:
    """Return what an update says, or none when it says nothing to us."""
    if update.effective_user is None:
        return None
    if update.callback_query:
        return _button(update, update.callback_query)
    if update.my_chat_member:
        return _membership(update)
    if update.inline_query:
        return _inline(update, update.inline_query)
    message = update.message or update.edited_message
    return _message(update, message) if message else None


def _message(update: Update, message: Message) -> Incoming | None:
    edited = update.edited_message is not None
    text = _cleaned(message.text or "")
    if edited and not text:
        # A caption, or a place that moves: there is no text that it could change.
        return None
    command, arguments = _command(text) if not edited else ("", "")
    document = _document(message)
    kind = "command" if command else "edit" if edited else "text" if text else "document" if document else "other"
    moment = message.edit_date or message.date
    return Incoming(
        **_who(update),
        kind=kind,  # type: ignore[arg-type]
        text=arguments if command else text,
        command=command,
        message_id=message.message_id,
        edited_at=int(moment.timestamp()) if edited else 0,
        document=document,
        is_addressed=bool(command) and "@" in text.split()[0],
        replies_to=_bot(message.reply_to_message.from_user if message.reply_to_message else None),
        via=_bot(message.via_bot),
    )


def _bot(user: User | None) -> str:
    return (user.username or "") if user and user.is_bot else ""


def _document(message: Message) -> Document | None:
    """Return the file of a message; a moving picture comes as a file too, and is none to read."""
    sent = message.document
    if sent is None or message.animation:
        return None
    return Document(sent.file_id, _cleaned(sent.file_name or ""), sent.file_size or 0)


def _command(text: str) -> tuple[str, str]:
    """Take a text apart into a command and its arguments; a command for another bot never gets here."""
    if not text.startswith("/") or len(text) < 2 or not text[1].isalpha():
        return "", ""
    word, _, arguments = text[1:].partition(" ")
    name, _, rest = word.partition("\n")
    return name.partition("@")[0].lower(), (rest + " " + arguments if rest else arguments).strip()


def _button(update: Update, query: CallbackQuery) -> Incoming:
    message_id = query.message.message_id if query.message else 0
    return Incoming(**_who(update), kind="button", text=_cleaned(query.data or ""), message_id=message_id)


def _inline(update: Update, query: InlineQuery) -> Incoming:
    return Incoming(**_who(update), kind="inline", text=_cleaned(query.query), query_id=query.id)


def _membership(update: Update) -> Incoming:
    assert update.my_chat_member is not None
    is_gone = update.my_chat_member.new_chat_member.status in _GONE
    return Incoming(**_who(update), kind="gone" if is_gone else "back")


def _who(update: Update) -> dict[str, Any]:
    person, chat = update.effective_user, update.effective_chat
    assert person is not None
    return {
        "update_id": update.update_id,
        # A button under a message that Telegram no longer shows us comes without its chat: it is the person's own.
        "chat_id": chat.id if chat else person.id,
        "is_private": chat is None or chat.type == ChatType.PRIVATE,
        "person_id": person.id,
        "person_name": _cleaned(person.full_name)[:80],
    }


def _cleaned(text: str) -> str:
    return _NOTHING.sub("\ufffd", text)
