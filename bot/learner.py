"""The learner's use cases: ask anything about the criteria, or what one question means. Anyone may learn."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import votes
from bot.access import Scene
from bot.turns import Later, Message, Reply, reply
from bot.wording import learner as wording
from bot.wording.votes import read_as
from knowledge.answers import Answer
from knowledge.criteria import Framework
from knowledge.lexical import words
from knowledge.threads import Place, continued, elsewhere

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
        place = f"{framework.id}/{code}"
        return reply(votes.under(later, place, "", None, answer, wording.told(answer)), *show_again(later))

    return Later(lambda: library.explain(organisation, framework, code), tell)


def show(scene: Scene, place: str) -> Reply | Later:
    """Show what a code asks, as a button under an answer offers it."""
    return find_out(scene, place, None, None, lambda _, told: reply(told.message))


def find_out(
    scene: Scene, text: str, framework_id: str | None, code: str | None, tell: Callable[[Scene, Told], Reply]
) -> Later:
    """Search outside the transaction, in the sources of this person's organisation, and tell what was found.

    What follows on an earlier question is read as the full one.
    """
    at = (framework_id, code) if framework_id and code else None
    meant = continued(text, votes.turns(scene, at))

    def told(later: Scene, answer: Answer) -> Reply:
        message, full = wording.told(answer), meant if isinstance(meant, str) and meant != text else ""
        message = read_as(full, message, _unsaid(elsewhere(text), answer)) if full else message
        return tell(later, Told(answer, votes.under(later, text, full, at, answer, message)))

    # What was read as another question says nothing of the one in sight.
    return Later(_look_up(scene, meant, at if meant == text else None, framework_id), told)


def follows_on(scene: Scene, text: str, framework_id: str, code: str) -> bool:
    """Say whether a text asks further, after a question that was answered while the same was in sight."""
    return continued(text, votes.turns(scene, (framework_id, code))) != text


def _look_up(scene: Scene, meant: str | Place, at: tuple[str, str] | None, near: str | None) -> Callable[[], Answer]:
    """Return the search for a question, or for what explains a place."""
    organisation, library = scene.organisation_id, scene.world.library
    if isinstance(meant, str):
        return lambda: library.answer(meant, organisation, *(at or (near, None)))

    def explained() -> Answer:
        framework = library.frameworks(organisation).get(meant.framework)
        if framework is None:
            return library.answer(f"{meant.framework}/{meant.code}", organisation, None, None)
        return library.explain(organisation, framework, meant.code)

    return explained


def _unsaid(where: str, answer: Answer) -> str:
    """Return for whom somebody wants to know the same, where nothing that is quoted speaks of them."""
    passages = [one.passage for one in answer.citations]
    said = {word for one in passages for word in words(" ".join((one.text, one.title, *one.heading)))}
    return where if passages and not said & set(words(where)) else ""
