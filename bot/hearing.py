"""What a typed or edited text is taken as during an interview. Whatever it is, it is kept."""

import re
from collections.abc import Callable

from bot import arriving, enquiries, follow_ups, house, learner, respondent, votes, way
from bot.access import Scene
from bot.steps import Asking, Finished, Probing, Rating
from bot.turns import Later, Reply, reply
from bot.way import Way
from bot.wording import anyone as house_wording
from bot.wording import looking
from bot.wording import respondent as wording
from knowledge.asking import Ask
from knowledge.intent import intent
from knowledge.rubric import AGREEMENT, BANDS
from storage import inbox
from storage.assessments import Assessments
from storage.responses import FollowUpState, Place, Responses, TakenAs, Version

_COMMANDS: dict[str, Callable[[Scene], Reply]] = {
    "skip": respondent.skip_here,
    "next": respondent.go_on,
    "back": respondent.back_here,
    "pause": respondent.pause,
    "stop": respondent.pause,
    "later": respondent.pause,
    "resume": respondent.resume,
    "continue": respondent.resume,
    "review": respondent.review,
    "submit": respondent.hand_in,
    "help": arriving.guide,
}
# What says that somebody has nothing to give here, and the reason for the skip that it makes.
_SHRUGS = {
    "i don't know": "k", "i dont know": "k", "don't know": "k", "dont know": "k", "no idea": "k", "no clue": "k",
    "not my job": "n", "not my work": "n", "not mine": "n", "ask somebody else": "n",
    "n/a": "a", "na": "a", "not applicable": "a", "does not apply": "a", "doesn't apply": "a",
}  # fmt: skip
# What says that a follow-up question finds no more to tell.
_ENOUGH = frozenset(
    {"that is all i know", "that's all i know", "that is all", "that's all", "thats all", "that's it", "nothing more"}
)
# Typed where a rating is asked for, the same as the button "Not sure".
_UNSURE = frozenset({"not sure", "unsure", "i'm not sure", "im not sure"})
_THANKS = frozenset({"thanks", "thank you", "thx", "danke", "gracias", "merci"})


_GREETINGS = frozenset({"hi", "hello", "hey", "hallo", "hola", "good morning", "good afternoon", "moin"})
# As many words may be a term to look up.
FEW_WORDS = 4


def hear(scene: Scene) -> Reply | Later:
    """Take a typed text as the response to the question in sight, unless it asks something or says what to do."""
    if answered := enquiries.answer(scene):
        return answered
    here, text = way.at_hand(scene), scene.incoming.text
    word = text.strip().strip("./!?").casefold()
    if word in _GREETINGS:
        return respondent.resume(scene) if here else arriving.start_over(scene)
    if word in _THANKS:
        return reply(house_wording.welcome())
    if here is None:
        return learner.ask(scene, text)
    # Whoever writes "Who takes the call gets the file" tells how it is done, and asks nothing.
    is_told = intent(text, here.in_sight.text).kind == "response"
    known = None if is_told else house.told(here, text)
    if known is not None:
        return reply(known, here.show())
    return _steered(scene, here, word) or _taken(scene, here)


def revise(scene: Scene) -> Reply | Later:
    """Take an edited message as the new wording of the response it belongs to."""
    incoming, repository = scene.incoming, Assessments(scene.session, scene.organisation_id)
    for participation in repository.takings(scene.person):
        versions = Responses(scene.session, participation).versions(incoming.chat_id, incoming.message_id)
        here = way.find(scene, participation.id) if versions else None
        if here and here.taking.assessment.status != "open":
            return reply(looking.closed(here.taking.assessment))
        if here:
            return _revised(scene, here, versions[-1])
    here = way.at_hand(scene)
    was_taken = inbox.is_handled(scene.session, inbox.message_key(incoming.chat_id, incoming.message_id))
    if here is None or here.is_over or was_taken:
        return Reply()
    # The message itself has not arrived, and perhaps never will: its edit stands for it.
    return _taken(scene, here)


def keep(scene: Scene, here: Way, said_id: int) -> Reply:
    """Keep a text as a response."""
    said = here.responses.said(said_id)
    if said is None:
        return respondent.outdated(here)
    if said.taken_as == "question":
        here.responses.take_as(said, "response")
        votes.askings(scene).take_back(scene.incoming.chat_id, said.text)
    step = here.step
    if isinstance(step, Rating) and step.ask.code == said.code and not step.given.follow_ups:
        follow_ups.ask_on(here, step.ask)
    return reply(here.show())


def turn(scene: Scene, here: Way, said_id: int) -> Reply | Later:
    """Take a text out of the response and answer it."""
    said = here.responses.said(said_id)
    asked = next((ask for ask in here.asks if said and ask.code == said.code), None)
    if said is None or asked is None:
        return respondent.outdated(here)
    taking, text = here.participation.id, said.text

    def tell(later: Scene, answer: learner.Told) -> Reply:
        again = way.find(later, taking)
        found = again.responses.said(said_id) if again else None
        if again is None or found is None:
            return Reply()
        if found.taken_as == "response":
            again.responses.take_as(found, "question")
        return reply(answer.message, again.show())

    return learner.find_out(scene, text, here.taking.framework.id, asked.code, tell)


def _steered(scene: Scene, here: Way, word: str) -> Reply | None:
    """Do what a typed word asks for, the way its button would."""
    if word in _COMMANDS:
        return _COMMANDS[word](scene)
    asked = here.in_sight
    if follow_ups.asked_now(here, asked) and (word in _SHRUGS or word.replace("’", "'") in _ENOUGH):
        became: FollowUpState = "passed" if word in _SHRUGS else "enough"
        return follow_ups.passed(here, here.place(asked.code), asked, became)
    if word in _SHRUGS and not here.given(asked.code).text and here.is_asking:
        return respondent.shrug(scene, here, here.place(asked.code), _SHRUGS[word])
    if here.is_asking and (value := _typed_rating(here, asked, word)) is not None:
        return respondent.rate(scene, here, here.place(asked.code), value)
    if intent(scene.incoming.text, asked.text).kind == "command":
        meant = next((one for one in re.findall(r"[a-z]+", word) if one in _COMMANDS), None)
        return _COMMANDS[meant](scene) if meant else arriving.guide(scene)
    return None


def _typed_rating(here: Way, ask: Ask, word: str) -> str | None:
    """Return the button that a typed word stands for: a label of the scale, or a step of agreement by its number."""
    if not ask.is_scored:
        return None
    if ask.kind == "statement":
        words = {step.label.casefold(): str(step.value) for step in AGREEMENT}
        return words.get(word) or (word if word in words.values() else None)
    if not here.given(ask.code).text:
        return None
    if isinstance(here.step, Rating) and (word in _UNSURE or _SHRUGS.get(word) == "k"):
        return "x"
    return next((str(band.low) for band in BANDS if word in (band.name, band.label.casefold())), None)


def _taken(scene: Scene, here: Way) -> Reply | Later:
    asked, text = here.in_sight, scene.incoming.text
    kind = intent(text, asked.text).kind
    if kind == "unsure" and learner.follows_on(scene, text, here.taking.framework.id, asked.code):
        kind = "question"
    if kind == "question" or (kind == "unsure" and not here.is_asking):
        return _answered(scene, here, asked, text)
    if here.earlier is None and (not here.is_asking or isinstance(here.step, Finished)):
        return _held(scene, here, asked, text)
    return _saved(scene, here, asked, is_sure=kind == "response" or follow_ups.asked_now(here, asked))


def _answered(scene: Scene, here: Way, asked: Ask, text: str) -> Later:
    taking = here.participation.id

    def tell(later: Scene, answer: learner.Told) -> Reply:
        again = way.find(later, taking)
        said = _hear(later, again, asked, "question") if again else None
        if again is None or said is None:
            return Reply()
        return reply(wording.answered(answer.message, again.participation, said), again.show())

    return learner.find_out(scene, text, here.taking.framework.id, asked.code, tell)


def _saved(scene: Scene, here: Way, asked: Ask, *, is_sure: bool) -> Reply:
    before, n = here.step, here.place(asked.code)
    is_anew = here.participation.anew and here.participation.chosen == n
    said_id = _hear(scene, here, asked, "response", anew=is_anew)
    if said_id is None:
        return Reply()
    if here.earlier is None:
        here.choose(None)
    elif here.participation.chosen == n:
        here.leave_chosen()
    if here.participation.paused or here.participation.id != scene.person.participation_id:
        return reply(wording.added(n))
    if not is_sure:
        return reply(wording.kept_but_unsure(here.participation, n, said_id))
    if isinstance(before, Asking | Rating | Probing) and before.n != n:
        return reply(wording.other_question(n), here.show())
    if asked.kind == "statement" or (here.given(asked.code).is_settled and not is_anew):
        return reply(wording.added(n), here.show())
    follow_ups.ask_on(here, asked)
    return reply(here.follow(n, wording.ADDED if isinstance(before, Rating | Probing) else wording.SAVED))


def _held(scene: Scene, here: Way, asked: Ask, text: str) -> Reply | Later:
    """Ask before a text is added while nothing is being asked; a few words may be a term to look up."""
    if len(text.split()) <= FEW_WORDS and here.is_over:
        return _answered(scene, here, asked, text)
    said_id = _hear(scene, here, asked, "question")
    why = looking.HANDED_IN if here.is_over else looking.PAUSED if here.participation.paused else looking.ALL_ASKED
    n = here.place(asked.code)
    return reply(looking.not_added(here.participation, n, said_id, why)) if said_id else Reply()


def _revised(scene: Scene, here: Way, before: Version) -> Reply | Later:
    n = here.place(before.code)
    if before.taken_as == "question":
        return _answered(scene, here, here.asks[n - 1], scene.incoming.text)
    if here.responses.hear(before.code, _place(scene), scene.incoming.text, "response") is None:
        return Reply()
    if before.taken_as != "response":
        return reply(looking.replaced_since(n))
    if not follow_ups.asked_now(here, here.asks[n - 1]):
        return reply(looking.revised(n))
    follow_ups.look_again(here, here.asks[n - 1])
    return reply(looking.revised(n), here.show())


def _hear(scene: Scene, here: Way, asked: Ask, taken_as: TakenAs, *, anew: bool = False) -> int | None:
    """Keep the text; return the id it is kept under, or none when it was kept before."""
    said = here.responses.hear(asked.code, _place(scene), scene.incoming.text, taken_as, anew=anew)
    return said.id if said else None


def _place(scene: Scene) -> Place:
    return Place(scene.incoming.chat_id, scene.incoming.message_id, scene.incoming.edited_at)
