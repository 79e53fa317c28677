"""What the chats saw, matched with what they were owed: at least once each, and the first time in order."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.tables import Owed
from tests.telegram.requests import Request
from tests.telegram.texts import caption_of, text_of


@dataclass(frozen=True)
class Delivery:
    """A message that appeared in a chat, or was changed there."""

    message: int
    text: str
    is_edit: bool


Told = Mapping[int, Sequence[Delivery]]


def deliveries(journal: Iterable[Mapping[str, Any]]) -> dict[int, list[Delivery]]:
    """Return what each chat saw, in order."""
    told: dict[int, list[Delivery]] = {}
    for line in journal:
        if line["event"] in ("sent", "edited"):
            seen = Delivery(line["message"], line["text"], line["event"] == "edited")
            told.setdefault(line["chat"], []).append(seen)
    return told


def unsent(outbox: Sequence[Owed], told: Told, menus: Iterable[int]) -> Iterator[Owed]:
    """Return the calls that no chat saw: a text must have been seen as often as it was owed."""
    seen = {chat: Counter((one.text, one.is_edit) for one in all_) for chat, all_ in told.items()}
    for row in outbox:
        if row.method == "setMyCommands":
            if row.chat_id not in menus:
                yield row
            continue
        key = shown(row), row.method == "editMessageText"
        in_chat = seen.get(row.chat_id, Counter())
        if not in_chat[key]:
            yield row
        elif not key[1]:
            # An edit that changes nothing is not shown a second time.
            in_chat[key] -= 1


def misplaced(outbox: Sequence[Owed], told: Told) -> Iterator[str]:
    """Say what a chat saw before what it was owed earlier, or was never owed."""
    chats: dict[int, list[Owed]] = {}
    for row in outbox:
        if row.method != "setMyCommands":
            chats.setdefault(row.chat_id, []).append(row)
    for chat, seen in told.items():
        yield from _misplaced_in(chat, chats.get(chat, []), seen)
        noted = [row.sent_message_id for row in chats.get(chat, []) if row.method != "editMessageText"]
        known = [number for number in noted if number is not None]
        if known != sorted(known):
            yield f"chat {chat}: the notes of what was sent are out of order"


def _misplaced_in(chat: int, owed: Sequence[Owed], seen: Sequence[Delivery]) -> Iterator[str]:
    """Walk along what was owed: each delivery is the next one, or one that was there before."""
    texts = [shown(row) for row in owed]
    edits = [row.method == "editMessageText" for row in owed]
    reached = 0
    for one in seen:
        ahead = reached
        # An edit may be owed twice and show once: only those may be passed over.
        while ahead < len(owed) and texts[ahead] != one.text and edits[ahead]:
            ahead += 1
        if ahead < len(owed) and texts[ahead] == one.text:
            reached = ahead + 1
        elif one.text not in texts[:reached]:
            yield f"chat {chat}: message {one.message} came too early: {one.text[:60]!r}"


def shown(row: Owed) -> str:
    """Return the text of a call as people see it."""
    request = Request(row.method, json.loads(row.payload), {})
    return (caption_of if row.method == "sendPhoto" else text_of)(request)[0]
