"""What Howwell says about the assessment itself."""

from collections.abc import Mapping, Sequence

from bot.turns import Message
from bot.wording import count, say
from bot.wording.scales import lasting
from knowledge.asking import Ask
from knowledge.criteria import Framework
from knowledge.rubric import BANDS
from storage.responses import Given


def who_reads(organisation: str) -> Message:
    """Say who reads what, and with which name on it."""
    text = "The managers of {organisation} read what you write, with your name on it. Nobody else here does."
    return Message(say(text, organisation=organisation))


def how_long(asks: Sequence[Ask], given: Mapping[str, Given]) -> Message:
    """Say how much is left."""
    left = [ask for ask in asks if not given.get(ask.code, Given()).is_settled]
    if not left:
        return Message("Nothing is left: you can look through your responses and submit.")
    questions = count(len(left), "question")
    text = "{questions} of {total} left, about {time}. Stop whenever you like; nothing is lost."
    return Message(say(text, questions=questions, total=len(asks), time=lasting(left)))


def taking_back() -> Message:
    """Say how a response is changed, and what stays."""
    return Message(
        "You can change any response: edit its message, or choose it in /review. Earlier wordings stay in the history. "
        "To have everything of yours removed, ask whoever runs this bot."
    )


def need_not() -> Message:
    """Say that nothing has to be answered."""
    return Message("No. Skip what is not yours to answer; the reason you give helps. You can submit at any time.")


def stopping() -> Message:
    """Say how to stop and go on."""
    return Message("Yes, any time: everything is saved. /pause stops the questions, /resume goes on at the same place.")


def rating() -> Message:
    """Say what the bands mean."""
    lines = [say("<b>{range}</b>: {plain}", range=band.range, plain=band.plain) for band in BANDS]
    return Message("\n".join(("It is your own view of how far along this is:", *lines)))


def about(framework: Framework) -> Message:
    """Say what is asked, and whose words it is."""
    return Message(say("The questions follow: {title}.\n{notice}", title=framework.title, notice=framework.notice))


def languages() -> Message:
    """Say in which languages Howwell works."""
    return Message("I speak English only so far. You may write your responses in any language.")
