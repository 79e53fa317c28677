"""A reply as calls of the Bot API: exactly the parameters that will be sent, so that they can be stored."""

from collections.abc import Iterator
from typing import Any

from bot.turns import Button, Message, Offer, Offers, Reply
from storage.outbox import Call

MENU = "setMyCommands"
# How long Telegram may give the same person the same cards: long enough for typing back and forth, and not so long that
# a document which was just read in or removed would be missed, or still be offered.
CACHE_SECONDS = 30


def calls(chat_id: int, reply: Reply, menu: list[dict[str, str]] | None = None) -> list[Call]:
    """Return the calls that make up a reply, in order."""
    return [*_menu(chat_id, menu), *(_call(message.to or chat_id, message) for message in reply.messages)]


def offered(offers: Offers, start: str) -> dict[str, Any]:
    """Return the parameters that answer an inline query; what is offered is for this person alone."""
    return {
        "inline_query_id": offers.query_id,
        "results": [_card(offer) for offer in offers.cards],
        "cache_time": CACHE_SECONDS,
        "is_personal": True,
        "button": {"text": offers.label, "start_parameter": start},
    }


def _card(offer: Offer) -> dict[str, Any]:
    content = {"message_text": offer.text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    named = {"id": offer.id, "title": offer.title, "description": offer.line}
    return {"type": "article", **named, "input_message_content": content}


def _menu(chat_id: int, menu: list[dict[str, str]] | None) -> Iterator[Call]:
    if menu is not None:
        yield Call(chat_id, MENU, {"commands": menu, "scope": {"type": "chat", "chat_id": chat_id}})


def _call(chat_id: int, message: Message) -> Call:
    payload: dict[str, Any] = {"chat_id": chat_id, "parse_mode": "HTML"}
    if message.answers:
        payload["reply_parameters"] = {"message_id": message.answers, "allow_sending_without_reply": True}
    if message.buttons or message.replaces:
        payload["reply_markup"] = {"inline_keyboard": [[_button(button) for button in row] for row in message.buttons]}
    shown = message.shows or (None, None)
    if message.picture:
        return Call(chat_id, "sendPhoto", {**payload, "photo": str(message.picture), "caption": message.text}, *shown)
    payload["text"] = message.text
    if message.replaces:
        return Call(chat_id, "editMessageText", {**payload, "message_id": message.replaces}, *shown)
    return Call(chat_id, "sendMessage", payload, *shown)


def _button(button: Button) -> dict[str, str]:
    return (
        {"text": button.label, "url": button.link}
        if button.link
        else {"text": button.label, "callback_data": button.data}
    )
