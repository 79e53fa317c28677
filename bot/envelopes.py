"""A raw update as the inbox takes it: the chat whose order it keeps, and the name of what it brings."""

import json
from collections.abc import Mapping
from typing import Any

from storage.inbox import Update, message_key

# Asked for by name: left out, Telegram keeps what was asked for before.
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
# What somebody types inline keeps its order in a lane of its own below all chats: it waits for no conversation, and
# nothing is ever written there.
INLINE_LANES = -(2**62)


def enveloped(raw: Mapping[str, Any]) -> Update:
    """Return a raw update with what can be told from outside; however odd it is, it is taken."""
    return Update(int(raw["update_id"]), lane(raw), json.dumps(raw), key(raw))


def lane(raw: Mapping[str, Any]) -> int:
    """Return the chat in which an update keeps its order, or the person where there is no chat, or 0.

    An inline query belongs to no chat: its lane is that of its person below `INLINE_LANES`.
    """
    for kind in WANTED:
        body = raw.get(kind)
        if isinstance(body, Mapping):
            message = body if kind != "callback_query" else body.get("message")
            place = (message if isinstance(message, Mapping) else {}).get("chat") or body.get("from") or {}
            number = place.get("id") if isinstance(place, Mapping) else None
            known = number if isinstance(number, int) and abs(number) < 2**63 else 0
            # Telegram's ids have 52 bits at most: none of them leads out of the lanes.
            return INLINE_LANES - known % 2**61 if kind == "inline_query" else known
    return 0


def key(raw: Mapping[str, Any]) -> str | None:
    """Return what names the message, the edit or the press of an update, or none where it has no name."""
    match raw:
        case {"message": {"chat": {"id": int(chat)}, "message_id": int(number)}}:
            return message_key(chat, number)
        case {"edited_message": {"chat": {"id": int(chat)}, "message_id": int(number), "edit_date": int(date)}}:
            return f"edit {chat} {number} {date}"
        case {"callback_query": {"id": str(press)}} if press.isascii() and press.isalnum():
            return f"press {press[:100]}"
        case {"inline_query": {"id": str(query)}} if query.isascii() and query.isalnum():
            return f"inline {query[:100]}"
    return None
