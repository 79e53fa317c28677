"""Asking a person what the sources do not say: the question is passed on, and the answer comes back with a name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import notes, votes
from bot.access import Scene
from bot.turns import Message, Reply, reply
from bot.wording import anyone
from bot.wording import enquiries as wording
from knowledge.lexical import words
from storage import enquiries, members
from storage.askings import BAD, gaps
from storage.enquiries import Enquiries
from storage.tables import Asked, Enquiry, Person

# Whoever has not answered by then may have something else in mind.
ANSWERING_LASTS = timedelta(hours=1)
GAPS_LAST = timedelta(days=90)
_WAYS_OUT = frozenset({"cancel", "not now", "stop"})


def pass_on(scene: Scene, asked_id: int) -> Reply:
    """Pass a question that had no good answer on to the people who manage the organisation."""
    asked = votes.askings(scene).find(asked_id)
    if asked is None or asked.organisation_id != scene.organisation_id or (asked.answered and asked.vote != BAD):
        return reply(anyone.strange_button())
    if _enquiries(scene).about([asked.id]):
        return reply(wording.passed_before())
    others = _others(scene)
    if not others:
        return reply(wording.nobody_else())
    enquiry = _enquiries(scene).open(asked, scene.person.id)
    told = wording.asks(scene.person.name, asked, enquiry.id)
    return reply(wording.passed(scene.organisation_name), *(replace(told, to=one.telegram_id) for one in others))


def take(scene: Scene, enquiry_id: int) -> Reply:
    """Let the next text of this person be the answer to a question."""
    enquiry = _enquiries(scene).find(enquiry_id)
    return begin(scene, enquiry) if enquiry else reply(anyone.strange_button())


def begin(scene: Scene, enquiry: Enquiry) -> Reply:
    """Ask for the answer, unless somebody was faster."""
    asked = _enquiries(scene).asked(enquiry)
    if asked.settled or enquiry.answered_at:
        return reply(_answered_before(scene, asked))
    enquiries.take(scene.person, enquiry, scene.now())
    return reply(wording.write_it(asked, enquiry.id, _name_of(scene, enquiry)))


def not_now(scene: Scene, enquiry_id: int) -> Reply:
    """Let the next text of this person be what it would be otherwise; the question waits."""
    if scene.person.answering_id == enquiry_id:
        enquiries.lay_down(scene.person)
    return reply(wording.not_now(enquiry_id, scene.incoming.message_id))


def cancel(scene: Scene) -> Reply:
    """Do the same by command."""
    answering = scene.person.answering_id
    enquiries.lay_down(scene.person)
    return reply(wording.not_now(answering) if answering is not None else wording.nothing_to_cancel())


def turn_away(scene: Scene) -> None:
    """Note that this person turned to something else: their next text answers nobody's question."""
    enquiries.lay_down(scene.person)


def answer(scene: Scene) -> Reply | None:
    """Pass a text on as the answer that this person is writing, or return none when they are writing none."""
    person, enquiry = scene.person, _enquiries(scene).find(scene.person.answering_id)
    if person.answering_id is None:
        return None
    is_fresh = person.answering_since and scene.now() - person.answering_since < ANSWERING_LASTS
    if enquiry is None or not is_fresh or not scene.may("manager"):
        enquiries.lay_down(person)
        return None
    if scene.incoming.text.strip(" .!").casefold() in _WAYS_OUT:
        return cancel(scene)
    enquiries.lay_down(person)
    asked = _enquiries(scene).asked(enquiry)
    if asked.settled or enquiry.answered_at:
        return reply(_answered_before(scene, asked))
    return _answered(scene, enquiry, asked)


def keep(scene: Scene, enquiry_id: int, n: int) -> Reply:
    """Keep an answer as a note for code `n`, counted from 1, or for none (0): from now on it is found and cited."""
    enquiry = _mine(scene, enquiry_id)
    if enquiry is None or enquiry.is_kept is not None:
        return reply(wording.decided_before() if enquiry else anyone.strange_button())
    asked = _enquiries(scene).asked(enquiry)
    places = notes.places(asked)
    place = places[n - 1] if 1 <= n <= len(places) else None
    _enquiries(scene).decide(enquiry, is_kept=True)
    name = notes.keep(scene, enquiry.answer or "", asked, place)
    return reply(wording.kept(name, place, scene.incoming.message_id))


def only_send(scene: Scene, enquiry_id: int) -> Reply:
    """Leave it at having sent an answer."""
    enquiry = _mine(scene, enquiry_id)
    if enquiry is None or enquiry.is_kept is not None:
        return reply(wording.decided_before() if enquiry else anyone.strange_button())
    _enquiries(scene).decide(enquiry, is_kept=False)
    return reply(wording.only_sent(scene.incoming.message_id))


def alike(asked: Asked) -> frozenset[str]:
    """Return what questions have in common that ask the same in other words of the same stems."""
    return frozenset(words(asked.meant or asked.text)) or frozenset((asked.text.casefold(),))


def open_gaps(scene: Scene) -> list[Asked]:
    """Return what was asked of late in this organisation and not answered well."""
    return gaps(scene.session, scene.organisation_id, scene.now() - GAPS_LAST)


def _answered(scene: Scene, enquiry: Enquiry, asked: Asked) -> Reply:
    """Send an answer to whoever asked, and let those know who were asked too."""
    repository, text = _enquiries(scene), scene.incoming.text
    same = [asked] if enquiry.asker_id else [one for one in open_gaps(scene) if alike(one) == alike(asked)]
    about = repository.about({asked.id, *(one.id for one in same)})
    repository.answer(enquiry, text, scene.person, scene.now())
    for other in about:
        if other.id != enquiry.id and other.answered_at is None:
            repository.answer(other, text, scene.person, scene.now())
            repository.decide(other, is_kept=False)
    repository.settle([asked, *same])
    enquiries.release(scene.session, [one.id for one in about])
    askers = _askers(scene, [asked, *same])
    names = [one.name for one in askers] if enquiry.asker_id else len(askers)
    is_near = not asked.answered and asked.at_code is None
    done = wording.sent(enquiry.id, names, notes.places(asked), is_near=is_near)
    told = [wording.answers(scene.person.name, asked, text, one.telegram_id) for one in askers]
    return reply(done, *told, *_let_others_know(scene, asked, about, askers))


def _let_others_know(scene: Scene, asked: Asked, about: Sequence[Enquiry], askers: Sequence[Person]) -> list[Message]:
    """Tell those once who were asked too; who gets the answer itself knows."""
    if not any(one.asker_id for one in about):
        return []
    knowing = {one.id for one in askers}
    return [
        wording.somebody_answered(scene.person.name, asked, one.telegram_id)
        for one in _others(scene)
        if one.id not in knowing
    ]


def _askers(scene: Scene, asked: Sequence[Asked]) -> list[Person]:
    """Return who asked, without whoever answers and who has left since."""
    ids = {one.person_id for one in asked if one.person_id} - {scene.person.id}
    return members.active(scene.session, scene.organisation_id, ids)


def _others(scene: Scene) -> list[Person]:
    return [one for one in members.managers(scene.session, scene.organisation_id) if one.id != scene.person.id]


def _answered_before(scene: Scene, asked: Asked) -> Message:
    by = next((one.answered_by for one in _enquiries(scene).about([asked.id]) if one.answered_by), None)
    person = scene.session.get(Person, by) if by else None
    return wording.answered_before(asked, person.name if person else None)


def _mine(scene: Scene, enquiry_id: int) -> Enquiry | None:
    enquiry = _enquiries(scene).find(enquiry_id)
    return enquiry if enquiry and enquiry.answered_by == scene.person.id else None


def _name_of(scene: Scene, enquiry: Enquiry) -> str | None:
    asker = scene.session.get(Person, enquiry.asker_id) if enquiry.asker_id else None
    return asker.name if asker else None


def _enquiries(scene: Scene) -> Enquiries:
    return Enquiries(scene.session, scene.organisation_id)
