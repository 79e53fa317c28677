"""What stands under an answer: what it was worth, what was wrong with it, and whom else to ask."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.turns import Button, Message
from bot.wording import rows, say
from storage.askings import BAD, GOOD
from storage.tables import Asked

REASONS = {"w": "wrong", "n": "not what I asked", "s": "too short", "h": "hard to understand"}
_VOTES = ("good:", "bad:", "pass:")
_WAYS_ON = ("show:", "whole:", "word:", "best:", "on:")


def read_as(meant: str, message: Message, unsaid: str = "") -> Message:
    """Say how a question was read that followed on another one, and of whom the answer says nothing of its own."""
    text = say("<i>I read that as: {meant}</i>\n", meant=meant)
    text += say("My sources do not speak of {unsaid} here; in general they say:\n", unsaid=unsaid) if unsaid else ""
    return replace(message, text=f"{text}\n{message.text}")


def under(message: Message, asked_id: int, *, is_answer: bool, can_pass: bool, has_more: bool = False) -> Message:
    """Put under an answer what leads on and what asks for its worth, or under a refusal whom else to ask."""
    if has_more and is_answer:
        message = with_more(message, asked_id)
    row = [Button("👍", f"good:{asked_id}"), Button("👎", f"bad:{asked_id}")] if is_answer else []
    if not is_answer and can_pass:
        row.append(_pass(asked_id))
    return replace(message, buttons=(*message.buttons, tuple(row))) if row else message


def with_more(message: Message, asked_id: int) -> Message:
    """Offer the next passages beside what else leads on from an answer."""
    more = Button("More", more_of(asked_id, 0))
    first, *rest = message.buttons or ((),)
    return replace(message, buttons=((more, *first), *rest))


def more_of(asked_id: int, start: int) -> str:
    """Return what a button carries that shows more of what was found for a question, from hit `start` on."""
    return f"on:{asked_id}:{start}"


def voted(asked: Asked, sent: Mapping[str, Any] | None, *, can_pass: bool, replaces: int) -> Message:
    """Show in place what somebody thinks of an answer; `sent` is the answer as it went out, where that is known."""
    votes = tuple(_vote_buttons(asked)) + ((_pass(asked.id),) if can_pass else ())
    asks_why = asked.vote == BAD and asked.reason is None
    # Reasons take the place of what else could be shown, and of nothing that puts something right.
    before = _buttons(sent, but=(*_VOTES, *_WAYS_ON) if asks_why else _VOTES)
    reasons = (Button(_capital(text), f"fault:{asked.id}:{letter}") for letter, text in REASONS.items())
    ways = (*before, *(rows(*reasons) if asks_why else ()), votes)
    if sent is None:
        return Message("Thank you, I have noted that.", ways)
    return Message(sent["text"], ways, replaces)


def _vote_buttons(asked: Asked) -> list[Button]:
    bad = f"👎 {asked.reason} ✓" if asked.reason else "👎 ✓"
    return [
        Button("👍 ✓" if asked.vote == GOOD else "👍", f"good:{asked.id}"),
        Button(bad if asked.vote == BAD else "👎", f"bad:{asked.id}"),
    ]


def _buttons(sent: Mapping[str, Any] | None, but: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that a message of ours went out with, without those whose data begins so."""
    keyboard = sent.get("reply_markup", {}).get("inline_keyboard", []) if sent else []
    kept = (tuple(map(_button, (one for one in row if not _begins(one, but)))) for row in keyboard)
    return tuple(row for row in kept if row)


def _button(sent: Mapping[str, str]) -> Button:
    return Button(sent["text"], sent.get("callback_data", ""), sent.get("url", ""))


def _begins(sent: Mapping[str, str], so: tuple[str, ...]) -> bool:
    return sent.get("callback_data", "").startswith(so)


def _pass(asked_id: int) -> Button:
    return Button("Ask a person", f"pass:{asked_id}")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
