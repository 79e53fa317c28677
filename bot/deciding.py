"""From what came in to the use case it is meant for. Roles and owners are checked here, at the moment of use."""

from collections.abc import Callable, Mapping

from bot import arriving, documents, enquiries, groups, hearing, inline, way
from bot.access import Scene
from bot.registry import BUTTONS, COMMANDS, Press
from bot.turns import Kind, Later, Reply, reply
from bot.wording import anyone as wording
from bot.wording import looking
from storage import outbox


def decide(scene: Scene) -> Reply | Later:
    """Return what an update gets back."""
    incoming = scene.incoming
    if incoming.via and incoming.via == scene.world.username():
        # One of our own cards, which somebody sent into this chat: they have said nothing themselves.
        return Reply()
    if not incoming.is_private:
        return groups.hear(scene)
    return _KINDS[incoming.kind](scene)


def _command(scene: Scene) -> Reply | Later:
    name = scene.incoming.command
    command = COMMANDS.get(name)
    if command is None:
        return reply(wording.unknown_command(name))
    if not scene.may(command.role):
        return reply(wording.not_allowed(name, command.role))
    if not command.aside:
        enquiries.turn_away(scene)
    return command.do(scene)


def _button(scene: Scene) -> Reply | Later:
    verb, _, rest = scene.incoming.text.partition(":")
    press = BUTTONS.get(verb)
    if press is None or not scene.may(press.role):
        return reply(wording.strange_button())
    carried = _carried(press, rest)
    if carried is None:
        return reply(wording.strange_button())
    if not press.aside:
        enquiries.turn_away(scene)
    if press.once and not outbox.press_once(scene.session, scene.incoming.chat_id, scene.incoming.message_id, verb):
        return reply(wording.pressed_before())
    if not press.way:
        return press.do(scene, *carried)
    here = way.find(scene, int(carried[0]))
    if here is None:
        return reply(wording.strange_button())
    if here.taking.assessment.status != "open":
        return reply(looking.closed(here.taking.assessment))
    return press.do(scene, here, *carried[1:])


_KINDS: Mapping[Kind, Callable[[Scene], Reply | Later]] = {
    "command": _command,
    "button": _button,
    "text": hearing.hear,
    "edit": hearing.revise,
    "document": documents.receive,
    "gone": arriving.gone,
    "back": arriving.back_again,
    "inline": inline.offer,
    "other": arriving.cannot_read,
}


def _carried(press: Press, rest: str) -> list[int | str] | None:
    """Read what a button carries; none when it is not what we put there."""
    kinds = (int, *press.takes) if press.way else press.takes
    pieces = rest.split(":", len(kinds) - 1) if rest else []
    if len(pieces) != len(kinds):
        return None
    try:
        carried = [kind(piece) for kind, piece in zip(kinds, pieces, strict=True)]
    except ValueError:
        return None
    return carried if all(abs(one) < 2**63 for one in carried if isinstance(one, int)) else None
