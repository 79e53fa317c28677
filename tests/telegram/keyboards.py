"""What may hang under a message: inline keyboards and reply keyboards."""

import json
import re
from typing import Any

from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import Raw, Request

MOST_BUTTONS = 100
MOST_BYTES = 10 * 1024
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def keyboard_of(request: Request) -> Raw | None:
    """Return the markup of a call after checking each button; None if there is none or it is empty."""
    markup = request.value("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", markup.get("keyboard"))
    if rows is None:
        return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None
    buttons = _buttons_in(rows)
    if "inline_keyboard" in markup:
        for button in buttons:
            _check(button)
    if len(buttons) > MOST_BUTTONS or len(json.dumps(markup)) > MOST_BYTES:
        raise bad_request("reply markup is too long")
    return markup if buttons else None


def inline_keyboard_of(request: Request) -> Raw | None:
    """Return the markup for an edit, where nothing but an inline keyboard may be given."""
    markup = keyboard_of(request)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _buttons_in(rows: Any) -> list[Any]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard: an Array of Array is expected")
    return [button for row in rows for button in row]


def _check(button: Any) -> None:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _unparsable('Field "text" must be of type String')
    if not button["text"].strip():
        raise _unparsable("Text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("exactly one action is expected")
    if actions == ["callback_data"] and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if actions == ["url"] and not re.fullmatch(r"(?:https?|tg)://\S+|[^\s.]+\.\S+", str(button["url"])):
        raise bad_request("BUTTON_URL_INVALID")


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")
