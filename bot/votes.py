"""What people think of an answer: 👍 and 👎 under it, the reason where they give one, and a way to ask a person."""

from datetime import timedelta

from bot.access import Scene
from bot.turns import Message, Reply, reply
from bot.wording import anyone
from bot.wording import votes as wording
from knowledge.answers import Answer
from knowledge.threads import Turn
from storage import members, outbox
from storage.askings import BAD, GOOD, Askings, Place, Told, codes_of, forget
from storage.enquiries import Enquiries
from storage.tables import Asked

# After so long, a question no longer follows on what was asked before.
THREAD_LASTS = timedelta(hours=1)
# Codes that are worth remembering of one answer.
_MOST_CODES = 3


def turns(scene: Scene, at: Place | None) -> list[Turn]:
    """Return what this person asked in this chat of late, for a question that may follow on it."""
    found = askings(scene).recent(scene.incoming.chat_id, scene.now() - THREAD_LASTS, at)
    return [_turn(asked) for asked in found]


def under(scene: Scene, text: str, meant: str, at: Place | None, answer: Answer, message: Message) -> Message:
    """Keep a question with its answer, and return the answer with the buttons that ask what it was worth.

    `meant` is the full question that the text was read as, or empty; `at` is what an assessment was asking.
    """
    if scene.membership is None:
        forget(scene.session, scene.now() - THREAD_LASTS)
    text = _spoken(text, answer)
    told = Told(text, meant, answer.form, answer.confidence, answer.answered, _subject(answer), _codes(answer))
    asked = askings(scene).add(scene.incoming.chat_id, told, at, scene.now())
    # A code is shown whole, and a list as a list; behind them is nothing that is worth a button.
    has_more = answer.has_more and not answer.is_list and answer.form not in ("code", "explanation")
    can_pass = _can_pass(scene, asked)
    return wording.under(message, asked.id, is_answer=answer.answered, can_pass=can_pass, has_more=has_more)


def good(scene: Scene, asked_id: int) -> Reply:
    """Keep that an answer helped."""
    return _voted(scene, asked_id, GOOD)


def bad(scene: Scene, asked_id: int) -> Reply:
    """Keep that an answer did not help, and ask why; nobody has to say."""
    return _voted(scene, asked_id, BAD)


def fault(scene: Scene, asked_id: int, letter: str) -> Reply:
    """Keep what was wrong with an answer."""
    reason = wording.REASONS.get(letter)
    return _voted(scene, asked_id, BAD, reason) if reason else reply(anyone.strange_button())


def askings(scene: Scene) -> Askings:
    """Return what this person asked."""
    return Askings(scene.session, scene.organisation_id, scene.person.id)


def _voted(scene: Scene, asked_id: int, vote: int, reason: str | None = None) -> Reply:
    asked, place = askings(scene).find(asked_id), scene.incoming.message_id
    if asked is None:
        return reply(anyone.strange_button())
    askings(scene).vote(asked, vote, reason)
    sent = outbox.sent_as(scene.session, scene.incoming.chat_id, place)
    return reply(wording.voted(asked, sent, can_pass=vote == BAD and _can_pass(scene, asked), replaces=place))


def _can_pass(scene: Scene, asked: Asked) -> bool:
    """Say whether there is somebody else to ask, who was not asked yet."""
    if scene.membership is None or asked.organisation_id != scene.organisation_id:
        return False
    others = [one for one in members.managers(scene.session, scene.organisation_id) if one.id != scene.person.id]
    return bool(others) and not Enquiries(scene.session, scene.organisation_id).about([asked.id])


def _turn(asked: Asked) -> Turn:
    is_coded = bool(asked.subject) and asked.form != "definition"
    framework, code = next(iter(codes_of(asked)), (None, None)) if is_coded else (None, None)
    return Turn(asked.meant or asked.text, asked.subject, framework, code)


def _subject(answer: Answer) -> str:
    """Return what an answer is about, where that is one thing: a criterion or a term."""
    if answer.about:
        return answer.about[0].title
    first = answer.citations[0].passage if answer.citations else None
    return first.title if first and (first.code or answer.form == "definition") else ""


def _spoken(text: str, answer: Answer) -> str:
    """Return a place that a button carried in words."""
    about = next(iter(answer.about), None)
    return f"{about.title}, {about.code}" if about and text == f"{about.framework}/{about.code}" else text


def _codes(answer: Answer) -> tuple[Place, ...]:
    """Return the places that an answer is about, or rests on, or what comes near where there is none."""
    about = [(one.framework, one.code) for one in answer.about]
    passages = [one.passage for one in answer.citations] or list(answer.closest[: int(answer.is_near)])
    cited = [(one.framework, one.code) for one in passages if one.framework and one.code and one.kind != "step"]
    return tuple(dict.fromkeys((*about, *cited)))[:_MOST_CODES]
