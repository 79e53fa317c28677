"""What Howwell says where people ask people: who asks, who answers, and what becomes of the answer."""

from collections.abc import Sequence
from dataclasses import replace

from bot.turns import Button, Message
from bot.wording import count, quoted, rows, say, shortened
from storage.askings import Place
from storage.tables import Asked

_LONGEST_TITLE = 90
# As much of an answer as goes into one message.
_LONGEST_ANSWER = 3_300


def passed(organisation: str) -> Message:
    """Confirm that a question was passed on, and say to whom and with what."""
    text = "Passed on to the people who manage {organisation}, with your name. What they answer comes here."
    return Message(say(text, organisation=organisation))


def passed_before() -> Message:
    """Answer a second tap."""
    return Message("You have passed that on already. What is answered comes here.")


def nobody_else() -> Message:
    """Say that there is nobody to ask."""
    return Message("Nobody else manages this organisation yet, so there is nobody I could ask.")


def asks(name: str, asked: Asked, enquiry_id: int) -> Message:
    """Bring a question to somebody who may know."""
    why = "My answer did not help." if asked.answered else "My sources say nothing about it."
    text = say("{name} asks:\n", name=name) + _question(asked) + f"\n{why} Whoever answers first, answers."
    return Message(text, rows(_answer(enquiry_id)))


def write_it(asked: Asked, enquiry_id: int, asker: str | None) -> Message:
    """Ask for the answer, and show the way out."""
    whom = asker or "whoever asked this"
    text = say("Your next message is your answer to {whom}, and carries your name:\n", whom=whom) + _question(asked)
    text += "\nAnything else you choose first ends this."
    return Message(text, rows(Button("Not now", f"lay:{enquiry_id}")))


def not_now(enquiry_id: int, replaces: int | None = None) -> Message:
    """Say that nothing is passed on, and how to come back to it."""
    text = "Nothing is passed on, and the question waits."
    return Message(text, rows(_answer(enquiry_id)), replaces)


def nothing_to_cancel() -> Message:
    """Say that nothing is waiting for a text."""
    return Message("There is nothing to cancel: no message of yours would go to anybody.")


def answers(name: str, asked: Asked, text: str, to: int) -> Message:
    """Bring an answer to whoever asked, with the name of who gave it."""
    head = say("{name} answers “{asked}”:\n", name=name, asked=shortened(asked.text, _LONGEST_TITLE))
    return replace(Message(head + quoted(text, _LONGEST_ANSWER)), to=to)


def somebody_answered(name: str, asked: Asked, to: int) -> Message:
    """Tell those who were asked too that it is done."""
    text = say("{name} has answered “{asked}”.", name=name, asked=shortened(asked.text, _LONGEST_TITLE))
    return replace(Message(text), to=to)


def answered_before(asked: Asked, name: str | None) -> Message:
    """Say that somebody was faster."""
    text = "{name} has answered “{asked}” already, so nothing more is passed on."
    return Message(say(text, name=name or "Somebody", asked=shortened(asked.text, _LONGEST_TITLE)))


def sent(enquiry_id: int, askers: Sequence[str] | int, places: Sequence[Place], *, is_near: bool) -> Message:
    """Confirm that an answer went out, and offer to keep it; from the gaps it is not told who gets it.

    `is_near` says that the places only come near to what was asked: then to keep it for none is the likelier choice.
    """
    if isinstance(askers, int):
        done = f"Sent to {count(askers, 'person', 'people')}." if askers else "Nobody who asked it is here any more."
    else:
        done = say("Sent to {names}.", names=" and ".join(askers)) if askers else "Who asked it is not here any more."
    text = f"{done} Shall I keep it as a note, so that I find it when somebody asks again? It then carries your name."
    buttons = [Button(f"Keep as a note for {code}", f"note:{enquiry_id}:{n}") for n, (_, code) in enumerate(places, 1)]
    plain = Button("Keep it without a code" if places else "Keep it as a note", f"note:{enquiry_id}:0")
    keeps = [plain, *buttons] if is_near else [*buttons, plain]
    return Message(text, rows(*keeps, Button("Only send", f"only:{enquiry_id}"), width=1))


def kept(name: str, place: Place | None, replaces: int) -> Message:
    """Confirm that an answer is kept, and where."""
    what = say("as a note on {code}", code=place[1]) if place else "as a note"
    text = say("Sent, and kept {what} under <b>{name}</b>. /sources lists it.", what=what, name=name)
    return Message(text, replaces=replaces)


def only_sent(replaces: int) -> Message:
    """Confirm that an answer is not kept."""
    return Message("Sent, and not kept as a note.", replaces=replaces)


def decided_before() -> Message:
    """Answer a button under an answer that was kept, or not, before."""
    return Message("You have decided that already; nothing was changed.")


def notes_by(name: str) -> str:
    """Return the name under which somebody's answers are listed."""
    return f"Answers by {name}"


def as_title(question: str) -> str:
    """Return a question as the title of the note that answers it: with its mark, so that it is known for one."""
    title = shortened(question, _LONGEST_TITLE).rstrip(" ?")
    return f"{title[0].upper()}{title[1:]}?" if title else "?"


def _question(asked: Asked) -> str:
    said = quoted(asked.text)
    return said + (say("\nIn full: {meant}", meant=asked.meant) if asked.meant else "")


def _answer(enquiry_id: int) -> Button:
    return Button("Answer", f"reply:{enquiry_id}")
