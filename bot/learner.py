"""The learner's use cases: ask anything about the criteria, or what one question means. Anyone may learn."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import votes
from bot.access import Scene
from bot.splitting import plain
from bot.turns import Later, Message, Reply, reply
from bot.wording import anyone
from bot.wording import learner as wording
from bot.wording.votes import more_of, read_as
from knowledge.answers import Answer
from knowledge.answers import further as more
from knowledge.criteria import Framework
from knowledge.kinds import pointed
from knowledge.lexical import words
from knowledge.search import Found
from knowledge.threads import Place, continued, elsewhere
from storage import outbox
from storage.askings import codes_of

# So many passages can be leafed through behind an answer.
MOST_HITS = 30

# Given what shows the beginning of an answer, returns the whole.
LookUp = Callable[[Callable[[Answer], None]], Answer]
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


def word(scene: Scene, name: str) -> Reply | Later:
    """Say what a key term means that stands in an answer."""
    return find_out(scene, wording.what_is(name), None, None, lambda _, told: reply(told.message))


def best(scene: Scene, place: str) -> Reply | Later:
    """Say what a good answer to a code looks like, by the rubric."""
    framework, _, code = place.rpartition("/")
    return find_out(scene, wording.what_is_good(code), framework, None, lambda _, told: reply(told.message))


def on(scene: Scene, asked_id: int, start: int) -> Reply | Later:
    """Show the next passages that were found for a question, without what stands above the button."""
    asked = votes.askings(scene).find(asked_id)
    if asked is None:
        return reply(anyone.strange_button())
    above = outbox.sent_as(scene.session, scene.incoming.chat_id, scene.incoming.message_id)
    said, text = plain(above["text"]) if above else "", asked.meant or asked.text
    near = asked.at_framework or next((framework for framework, _ in codes_of(asked)), None)
    organisation, library = scene.organisation_id, scene.world.library

    def tell(_: Scene, found: Found) -> Reply:
        answer, further = more(found, said, max(start, 0))
        return reply(wording.further(answer, None if further is None else more_of(asked_id, further)))

    return Later(lambda: library.find(text, organisation, MOST_HITS, near), tell)


def find_out(
    scene: Scene, text: str, framework_id: str | None, code: str | None, tell: Callable[[Scene, Told], Reply]
) -> Later:
    """Search outside the transaction, in the sources of this person's organisation, and tell what was found.

    What follows on an earlier question is read as the full one.
    """
    at = (framework_id, code) if framework_id and code else None
    before = votes.turns(scene, at)
    # "This" points back to what was asked before, where something was.
    spoken = pointed(text) if before else text
    meant = continued(spoken, before)
    meant = text if meant == spoken else meant

    def told(later: Scene, answer: Answer) -> Reply:
        message, full = wording.told(answer), meant if isinstance(meant, str) and meant != text else ""
        message = read_as(full, message, _unsaid(elsewhere(text), answer)) if full else message
        return tell(later, Told(answer, votes.under(later, text, full, at, answer, message)))

    # What was read as another question says nothing of the one in sight.
    look_up = _look_up(scene, meant, at if meant == text else None, framework_id)
    return Later(
        lambda: look_up(lambda _: None),
        told,
        gradual=lambda show: look_up(lambda so_far: show(wording.told(so_far).text)),
    )


def follows_on(scene: Scene, text: str, framework_id: str, code: str) -> bool:
    """Say whether a text asks further, after a question that was answered while the same was in sight."""
    return continued(text, votes.turns(scene, (framework_id, code))) != text


def _look_up(scene: Scene, meant: str | Place, at: tuple[str, str] | None, near: str | None) -> LookUp:
    """Return the search for a question, or for what explains a place."""
    organisation, library = scene.organisation_id, scene.world.library
    if isinstance(meant, str):
        framework_id, code = at or (near, None)
        return lambda showing: library.answer(meant, organisation, framework_id, code, showing)

    def explained(_: Callable[[Answer], None]) -> Answer:
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
