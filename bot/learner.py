"""The learner's use cases: ask anything about the criteria, or what one question means. Anyone may learn."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.access import Scene
from bot.turns import Later, Message, Reply, reply
from bot.wording import learner as wording
from knowledge.answers import Answer
from knowledge.criteria import Framework

ShowAgain = Callable[[Scene], tuple[Message, ...]]


@dataclass(frozen=True)
class Told:
    """An answer, and the message that gives it."""

    answer: Answer
    message: Message


def ask(scene: Scene, text: str) -> Reply | Later:
    """Answer a question from the sources that this person may see."""
    if not text.strip():
        return reply(wording.what_to_ask())
    return find_out(scene, text, None, None, lambda _, told: reply(told.message))


def explain(scene: Scene, framework: Framework, code: str, show_again: ShowAgain) -> Later:
    """Explain one question of a framework, the notes on it first, and then show it again."""
    organisation, library = scene.organisation_id, scene.world.library

    def tell(later: Scene, answer: Answer) -> Reply:
        return reply(wording.told(answer), *show_again(later))

    return Later(lambda: library.explain(organisation, framework, code), tell)


def show(scene: Scene, place: str) -> Reply | Later:
    """Show what a code asks, as a button under an answer offers it."""
    return find_out(scene, place, None, None, lambda _, told: reply(told.message))


def find_out(
    scene: Scene, text: str, framework_id: str | None, code: str | None, tell: Callable[[Scene, Told], Reply]
) -> Later:
    """Search outside the transaction, in the sources of this person's organisation, and tell what was found."""
    organisation, library = scene.organisation_id, scene.world.library
    return Later(
        lambda: library.answer(text, organisation, framework_id, code),
        lambda later, answer: tell(later, Told(answer, wording.told(answer))),
    )
