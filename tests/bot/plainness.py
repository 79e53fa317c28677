"""What must never reach a person: the insides of the program."""

import re
from typing import Any

from tests.stage import Stage

INSIDES = re.compile(
    r"Traceback|Exception|\w+Error\b|sqlalchemy|psycopg|sqlite|postgres|NoneType|(?-i:\bNone\b)(?! of)|<class|"
    r"object at 0x|\bself\.|_id\b|\{\w*\}|assert |line \d+, in |[\ud800-\udfff\0]",
    re.IGNORECASE,
)


def spoken(stage: Stage) -> list[str]:
    """Return every text that the bot ever sent, as it was sent, with the labels of its buttons."""
    texts: list[str] = []
    for call in stage.telegram.calls:
        if call.method.startswith(("send", "edit")):
            texts += [str(call.parameters.get(name, "")) for name in ("text", "caption")]
            texts += [button["text"] for button in buttons_of(call.parameters)]
    return texts + [notice.text for notice in stage.telegram.callbacks.notices]


def buttons_of(parameters: Any) -> list[Any]:
    """Return the buttons of a call that sends or edits a message."""
    keyboard = parameters.get("reply_markup") or {}
    return [button for row in keyboard.get("inline_keyboard", ()) for button in row]


def assert_speaks_plainly(stage: Stage) -> None:
    """Fail where anything that was sent shows the insides of the program."""
    shown = {text: found[0] for text in spoken(stage) if (found := INSIDES.search(text))}
    assert not shown, shown
