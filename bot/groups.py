"""In a group: a question to the bot by name, or as a reply to it, is answered; everything else is left alone.

Nobody can tell who reads along. So whoever asks there is answered as somebody without an organisation would be, from
the packaged library alone, and nothing private is spoken of.
"""

import re
from dataclasses import replace

from bot import learner
from bot.access import Scene
from bot.turns import Later, Message, Reply, reply
from bot.wording import anyone
from bot.wording import learner as wording
from knowledge.phrases import GREETING

_CALLING = ("start", "help")


def hear(scene: Scene) -> Reply | Later:
    """Answer a question that is meant for the bot; other talk is settled without a word."""
    incoming = scene.incoming
    if incoming.kind not in ("text", "command"):
        return Reply()
    if incoming.kind == "command" and incoming.command != "ask":
        is_called = incoming.is_addressed or incoming.command in _CALLING
        return reply(anyone.in_private(scene.world.link(""))) if is_called else Reply()
    question, is_named = _asked(scene)
    if question is None or GREETING.fullmatch(question.strip(" .!")):
        return Reply()
    if not question:
        return reply(_beside(scene, wording.what_to_ask()))
    return _answered(scene, question, is_named=is_named)


def _asked(scene: Scene) -> tuple[str | None, bool]:
    """Return what is asked, if the bot is, and whether it was called by its name."""
    incoming, name = scene.incoming, scene.world.username()
    bare, times = re.subn(rf"(?<!\w)@{re.escape(name)}\b[,:]?", " ", incoming.text, flags=re.IGNORECASE)
    if times or incoming.kind == "command":
        return " ".join(bare.split()), True
    return (incoming.text.strip(), False) if incoming.replies_to.casefold() == name.casefold() else (None, False)


def _answered(scene: Scene, question: str, *, is_named: bool) -> Later:
    def tell(later: Scene, told: learner.Told) -> Reply:
        # A reply that asks nothing, or nothing of this kind, is talk among people.
        is_talk = told.answer.confidence != "answer" and not (is_named or "?" in question)
        return Reply() if is_talk else reply(_beside(later, told.message))

    found = learner.find_out(_as_stranger(scene), question, None, None, tell)
    return replace(found, then=lambda later, result: found.then(_as_stranger(later), result))


def _as_stranger(scene: Scene) -> Scene:
    return replace(scene, entry=replace(scene.entry, membership=None))


def _beside(scene: Scene, message: Message) -> Message:
    """Reply to the question, without buttons: they would be everybody's."""
    return replace(message, buttons=(), answers=scene.incoming.message_id)
