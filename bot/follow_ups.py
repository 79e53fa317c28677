"""Follow-up questions: which one is asked after a response, and what becomes of it."""

from dataclasses import replace

from bot.access import Scene
from bot.steps import Probing
from bot.turns import Reply, reply
from bot.way import Way
from bot.wording import respondent as wording
from bot.wording.probing import follow_up
from knowledge.asking import Ask
from knowledge.probing import probe
from storage.responses import FollowUpState


def ask_on(here: Way, ask: Ask, became: FollowUpState = "answered") -> None:
    """Be done with the follow-up that waits, and ask the next one where one is worth asking."""
    here.responses.close_follow_up(ask.code, became)
    given, read = here.given(ask.code), here.proposal(ask)
    if read is None or given.is_told or given.is_settled:
        return
    asked = [one.kind for one in given.follow_ups]
    found = probe(read, asked, here.taking.assessment.follow_ups)
    if found:
        here.responses.ask_further(ask.code, found.missing, follow_up(found, read.kind))
        if here.in_sight.code != ask.code and here.earlier is None:
            # What answers it belongs here too, though a question before this one is still open.
            here.choose(here.place(ask.code))


def look_again(here: Way, ask: Ask) -> None:
    """Ask on where a response that was edited now says what the waiting follow-up asks for."""
    waiting, read = here.given(ask.code).follow_up, here.proposal(ask)
    if waiting and read and any(one.kind == waiting.kind for one in read.reading.signals):
        ask_on(here, ask)


def asked_now(here: Way, ask: Ask) -> bool:
    """Say whether a follow-up to this question is what the respondent was asked when they wrote."""
    step = here.step
    return here.is_asking and isinstance(step, Probing) and step.ask.code == ask.code


def further(scene: Scene, here: Way, further_id: int) -> Reply:
    """Pass over a follow-up question."""
    return _closed(scene, here, further_id, "passed")


def enough(scene: Scene, here: Way, further_id: int) -> Reply:
    """Ask no more follow-ups after a response."""
    return _closed(scene, here, further_id, "enough")


def passed(here: Way, n: int, ask: Ask, became: FollowUpState = "passed") -> Reply:
    """Be done with the follow-up that waits at question `n`, and show what follows."""
    ask_on(here, ask, became)
    here.go_on()
    return reply(here.follow(n))


def _closed(scene: Scene, here: Way, further_id: int, became: FollowUpState) -> Reply:
    """Be done with a follow-up by its button; what it stood in shows what follows, also after a second tap."""
    ask = here.asked_further(further_id)
    if ask is None or here.given(ask.code).is_settled or not here.given(ask.code).text:
        return _outdated(here)
    n, waiting = here.place(ask.code), here.given(ask.code).follow_up
    if here.participation.chosen not in (None, n) or here.is_over:
        return _outdated(here)
    if waiting and waiting.id == further_id:
        ask_on(here, ask, became)
    here.go_on()
    return reply(replace(here.follow(n), replaces=scene.incoming.message_id))


def _outdated(here: Way) -> Reply:
    return reply(wording.old_button(), here.show())
