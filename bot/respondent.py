"""The respondent's use cases: choose an assessment, rate, skip, go back, pause, look through, hand in."""

from dataclasses import replace

from bot import follow_ups, learner, way
from bot.access import Scene
from bot.steps import Probing, Rating
from bot.turns import Later, Message, Reply, reply
from bot.way import Way
from bot.wording import looking
from bot.wording import respondent as wording
from bot.wording.scales import rating_label
from knowledge.asking import Ask
from knowledge.rubric import AGREEMENT, BANDS, midpoint
from storage.assessments import Assessments, submit
from storage.responses import NOT_SURE, RATING, SKIP


def answer(scene: Scene) -> Reply:
    """Offer the open assessments, or begin with the only one."""
    found = Assessments(scene.session, scene.organisation_id).all(only_open=True)
    return take(scene, found[0].id) if len(found) == 1 else reply(wording.choose(found))


def take(scene: Scene, assessment_id: int) -> Reply:
    """Take part in an assessment of one's organisation, or go on with it."""
    repository = Assessments(scene.session, scene.organisation_id)
    assessment = repository.find(assessment_id)
    if assessment is None:
        return answer(scene)
    if assessment.status != "open":
        return reply(looking.closed(assessment))
    participation = repository.take_part(assessment, scene.person)
    found = way.find(scene, participation.id)
    assert found is not None
    return go(scene, found)


def about(scene: Scene, assessment_id: int) -> Reply:
    """Say what an assessment asks about, and whose words the questions are."""
    repository = Assessments(scene.session, scene.organisation_id)
    assessment = repository.find(assessment_id)
    return reply(wording.about(assessment, repository.framework(assessment))) if assessment else answer(scene)


def resume(scene: Scene) -> Reply:
    """Go on where the respondent stopped."""
    here = way.at_hand(scene)
    return go(scene, here) if here else answer(scene)


def go_on(scene: Scene) -> Reply:
    """Go on with what follows: from a response that is not rated, that is the next question."""
    here = way.at_hand(scene)
    match here.step if here else None:
        case Probing(n, ask, _) if here:
            return follow_ups.passed(here, n, ask)
        case Rating(n, ask, _) if here and not ask.is_scored:
            return rate(scene, here, n, "x")
    return resume(scene)


def review(scene: Scene) -> Reply:
    """List what was given in the assessment at hand, from its beginning or, where it is long, around where one is."""
    here = way.at_hand(scene)
    if here is None:
        return reply(looking.nothing_given())
    n = here.place(here.in_sight.code) if looking.is_long(here.asks) else 1
    return reply(_page(here, looking.page_of(n)))


def hand_in(scene: Scene) -> Reply:
    """Hand in the assessment at hand; ask first when something is still open."""
    here = way.at_hand(scene)
    if here is None:
        return answer(scene)
    open_ones = [ask for ask in here.asks if not here.given(ask.code).is_settled]
    if open_ones and not here.participation.submitted_at:
        return reply(looking.not_finished(here.participation, len(open_ones), len(here.asks)))
    return send(scene, here)


def pause(scene: Scene) -> Reply:
    """Pause the assessment at hand."""
    here = way.at_hand(scene)
    return hold(scene, here) if here else answer(scene)


def skip_here(scene: Scene) -> Reply:
    """Skip the question in sight."""
    here = way.at_hand(scene)
    return skip(scene, here, here.place(here.in_sight.code)) if here else answer(scene)


def back_here(scene: Scene) -> Reply:
    """Go back one question."""
    here = way.at_hand(scene)
    return back(scene, here, here.place(here.in_sight.code)) if here else answer(scene)


def go(scene: Scene, here: Way) -> Reply:
    """Show where the respondent stands."""
    here.go_on()
    return reply(here.show())


def mean(scene: Scene, here: Way, n: int) -> Reply | Later:
    """Explain a question, and show where the respondent stands again."""
    ask, taking = here.ask(n), here.participation.id
    if ask is None:
        return outdated(here)

    def show_again(later: Scene) -> tuple[Message, ...]:
        again = way.find(later, taking)
        return (again.show(),) if again else ()

    return learner.explain(scene, here.taking.framework, ask.code, show_again)


def skip(scene: Scene, here: Way, n: int) -> Reply:
    """Skip a question and go on; where there is a response, only its rating is skipped."""
    ask = here.ask(n)
    given = here.given(ask.code) if ask else None
    if ask is None or given is None or (given.is_settled and here.participation.chosen != n):
        return outdated(here)
    here.choose(None)
    if given.is_settled:
        return reply(here.show())
    here.responses.mark(ask.code, NOT_SURE if given.text else SKIP)
    return reply(here.show()) if given.text else reply(wording.skipped(here.participation, n), here.show())


def why(scene: Scene, here: Way, n: int, letter: str) -> Reply:
    """Keep the reason of a skip."""
    ask, reason = here.ask(n), wording.REASONS.get(letter)
    if ask is None or reason is None or not here.given(ask.code).is_skipped:
        return outdated(here)
    if here.given(ask.code).reason != reason:
        here.responses.mark(ask.code, SKIP, reason=reason)
    return reply(wording.skipped(here.participation, n, reason, replaces=scene.incoming.message_id))


def back(scene: Scene, here: Way, n: int) -> Reply:
    """Go back to the question before."""
    if here.ask(n) is None:
        return outdated(here)
    here.choose(max(1, n - 1))
    return reply(here.show())


def shrug(scene: Scene, here: Way, n: int, letter: str) -> Reply:
    """Skip a question for a reason that was typed."""
    ask = here.asks[n - 1]
    here.responses.mark(ask.code, SKIP, reason=wording.REASONS[letter])
    here.choose(None)
    return reply(wording.skipped(here.participation, n, wording.REASONS[letter]), here.show())


def hold(scene: Scene, here: Way) -> Reply:
    """Pause."""
    here.pause()
    # What was written before this is read was written to the question that it follows.
    shows = (here.participation.id, here.in_sight.code)
    return reply(replace(wording.paused(here.asks, here.responses.given()), shows=shows))


def rate(scene: Scene, here: Way, n: int, value: str) -> Reply:
    """Keep the respondent's own rating of a response, and go on."""
    ask = here.ask(n)
    if ask is None or value not in _scale(ask) or not _is_ready(here, ask):
        return outdated(here)
    chosen = _scale(ask)[value]
    label = rating_label(ask, chosen) if chosen is not None else None
    # A rating that was typed has no scale to stand in for.
    pressed = scene.incoming.message_id if scene.incoming.kind == "button" else None
    done = Message(wording.rated(n, len(here.asks), ask, label), replaces=pressed)
    if not _keep_rating(here, ask, chosen) and here.participation.chosen != n:
        return reply(done)
    here.choose(None)
    return reply(done, here.show())


def page(scene: Scene, here: Way, number: int) -> Reply:
    """Turn to a page of what was given."""
    return reply(_page(here, number, scene.incoming.message_id))


def see(scene: Scene, here: Way, n: int) -> Reply:
    """Show one response whole."""
    ask = here.ask(n)
    if ask is None:
        return outdated(here)
    given, place = here.given(ask.code), scene.incoming.message_id
    return reply(looking.one_given(here.participation, n, ask, len(here.asks), given, replaces=place))


def more(scene: Scene, here: Way, n: int) -> Reply:
    """Go to a question to add to what stands there."""
    return _chosen(here, n, anew=False)


def anew(scene: Scene, here: Way, n: int) -> Reply:
    """Go to a question to write its response anew."""
    return _chosen(here, n, anew=True)


def send(scene: Scene, here: Way) -> Reply:
    """Hand in; a second time changes nothing."""
    if here.participation.submitted_at is not None:
        return reply(looking.already_submitted(here.participation))
    submit(scene.session, here.participation)
    return reply(looking.submitted(scene.person.name, scene.organisation_name, here.asks, here.responses.given()))


def outdated(here: Way) -> Reply:
    """Answer a button whose time has passed with where the respondent stands."""
    return reply(wording.old_button(), here.show())


def _page(here: Way, number: int, replaces: int | None = None) -> Message:
    return looking.review(here.participation, here.asks, here.responses.given(), number, replaces=replaces)


def _chosen(here: Way, n: int, *, anew: bool) -> Reply:
    if here.ask(n) is None:
        return outdated(here)
    here.choose(n, anew=anew)
    return reply(here.show())


def _scale(ask: Ask) -> dict[str, int | None]:
    """Return what each button of a scale stands for: a step of agreement, or the middle of a band; none is not sure."""
    if ask.kind == "statement":
        return {str(step.value): step.value for step in AGREEMENT}
    bands: dict[str, int | None] = {str(band.low): midpoint(band) for band in BANDS} if ask.is_scored else {}
    return bands | {"x": None}


def _is_ready(here: Way, ask: Ask) -> bool:
    """Say whether there is something to rate: a statement always, a question once it has a response."""
    return ask.kind == "statement" or bool(here.given(ask.code).text)


def _keep_rating(here: Way, ask: Ask, value: int | None) -> bool:
    """Keep a rating, or "not sure"; false when just this stands already, as after a second tap."""
    given, kind = here.given(ask.code), RATING if value is not None else NOT_SURE
    if (given.mark, given.value, given.marked_revision) == (kind, value, given.revision):
        return False
    here.responses.mark(ask.code, kind, value)
    return True
