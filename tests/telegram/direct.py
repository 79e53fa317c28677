"""Direct calls for tests of the rules: without python-telegram-bot, answers as the server gives them."""

from typing import Any

from tests.telegram.server import TOKEN, Answer, StrictTelegram


class Clock:
    """Time that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def refusal(answer: Answer) -> tuple[int, str]:
    assert answer.body["ok"] is False
    assert answer.body["error_code"] == answer.code
    return answer.code, answer.body["description"]


def ids(answer: Answer) -> list[int]:
    return [update["update_id"] for update in answer.body["result"]]


def say(telegram: StrictTelegram, chat: int, text: str = "hello", **more: Any) -> Answer:
    return telegram.call(TOKEN, "sendMessage", {"chat_id": chat, "text": text, **more})


def png(width: int, height: int) -> bytes:
    """Return a picture small enough to write down: sound at both ends, nothing in between."""
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0d" + header + b"\0\0\0\0" + b"\0\0\0\0IEND\xaeB`\x82"
