"""The manager's use cases once an assessment is open: invite people, see who has answered, get the scorecard."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.access import Scene
from bot.turns import Later, Reply, reply
from bot.wording import figures as figures_wording
from bot.wording import manager as wording
from knowledge.asking import Ask, asks
from knowledge.criteria import Depth
from storage import members
from storage.assessments import Assessments
from storage.proposals import told, with_proposals
from storage.responses import Given, Responses
from storage.scorecard import scorecard
from storage.scores import MOST_PARTS, Scorecard
from storage.tables import Assessment

INVITATION_USES = 100


def invite(scene: Scene) -> Reply | Later:
    """Make a link for an assessment."""
    return _for_assessment(scene, "link", link)


def link(scene: Scene, assessment_id: int) -> Reply | Later:
    """Make a link through which people answer an assessment."""
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return invite(scene)
    code = members.invite(
        scene.session,
        scene.organisation_id,
        "respondent",
        uses=INVITATION_USES,
        assessment_id=assessment.id,
        invited_by=scene.person.id,
    )
    return reply(wording.invitation(assessment, scene.world.link(code), code, INVITATION_USES))


def status(scene: Scene) -> Reply | Later:
    """Say who has answered how much."""
    return _for_assessment(scene, "stat", show_status)


def show_status(scene: Scene, assessment_id: int) -> Reply | Later:
    """Say who has answered how much of an assessment."""
    return _show_status(scene, assessment_id, 1, None)


def _show_status(scene: Scene, assessment_id: int, page: int, replaces: int | None) -> Reply | Later:
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return status(scene)
    repository = Assessments(scene.session, scene.organisation_id)
    people = [
        (name, Responses(scene.session, participation).given(), participation.submitted_at is not None)
        for participation, name in repository.participants(assessment)
    ]
    return reply(wording.status(assessment, repository.framework(assessment), people, page, replaces))


def card(scene: Scene) -> Reply | Later:
    """Show the scorecard."""
    return _for_assessment(scene, "card", show_card)


def show_card(scene: Scene, assessment_id: int) -> Reply | Later:
    """Show the scorecard of an assessment, with its picture."""
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return _for_assessment(scene, "card", show_card)
    proposing = _proposing(scene, assessment)

    def drawn() -> tuple[Scorecard, Path]:
        figures = proposing()
        return figures, scene.world.picture(figures)

    return Later(drawn, lambda _, made: reply(figures_wording.scorecard(*made)), showing="upload_photo")


def by_part(scene: Scene, assessment_id: int) -> Reply | Later:
    """List the figures by part."""
    assessment = _assessment(scene, assessment_id)
    return _by_part(scene, assessment, 1, None) if assessment else status(scene)


def _by_part(scene: Scene, assessment: Assessment, page: int, replaces: int | None) -> Later:
    proposing = _proposing(scene, assessment)
    return Later(proposing, lambda _, figures: reply(figures_wording.by_part(figures, page, replaces)))


def _proposing(scene: Scene, assessment: Assessment) -> Callable[[], Scorecard]:
    """Return what makes the scorecard with its proposals; to read many responses takes longer than a turn may."""
    figures = scorecard(scene.session, scene.organisation_id, assessment)
    framework = Assessments(scene.session, scene.organisation_id).framework(assessment)
    responses = told(scene.session, scene.organisation_id, assessment)
    return lambda: with_proposals(figures, framework, responses)


def missing(scene: Scene, assessment_id: int) -> Reply | Later:
    """List what nobody has rated yet."""
    figures = _figures(scene, assessment_id)
    return reply(figures_wording.missing(figures)) if figures else status(scene)


def read(scene: Scene, assessment_id: int, n: int) -> Reply | Later:
    """Show who wrote what to question `n`, counted from 1.

    A long assessment has the items to choose from as number 0, and goes on to what was answered alone.
    """
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return status(scene)
    asked, people = _given(scene, assessment)
    answered = [k for k, ask in enumerate(asked, 1) if any(ask.code in given for _, given in people)]
    is_long = len({ask.part.code for ask in asked}) > MOST_PARTS and len({ask.item.code for ask in asked}) > 1
    if is_long and n == 0:
        return _responses_by_item(scene, assessment, 1, None)
    n = min(max(n, 1), len(asked))
    others = answered if is_long else range(1, len(asked) + 1)
    turns = max((k for k in others if k < n), default=None), min((k for k in others if k > n), default=None)
    here = [(name, given.get(asked[n - 1].code, Given())) for name, given in people]
    return reply(figures_wording.responses(assessment, asked[n - 1], (n, len(asked)), here, turns, is_long=is_long))


def leaf(scene: Scene, what: str, assessment_id: int, page: int) -> Reply | Later:
    """Turn to a page of a long list, in place."""
    assessment, place = _assessment(scene, assessment_id), scene.incoming.message_id
    if assessment is None:
        return status(scene)
    match what:
        case "stat":
            return _show_status(scene, assessment_id, page, place)
        case "read":
            return _responses_by_item(scene, assessment, page, place)
        case "miss":
            figures = scorecard(scene.session, scene.organisation_id, assessment)
            return reply(figures_wording.missing(figures, page, place))
    return _by_part(scene, assessment, page, place)


def _responses_by_item(scene: Scene, assessment: Assessment, page: int, replaces: int | None) -> Reply:
    asked, people = _given(scene, assessment)
    given = {code for _, one in people for code in one}
    first: dict[str, int] = {}
    for n, ask in enumerate(asked, 1):
        if ask.code in given:
            first.setdefault(ask.item.code, n)
    items = [one for one in scorecard(scene.session, scene.organisation_id, assessment).items if one.code in first]
    return reply(figures_wording.responses_by_item(assessment, items, first, page, replaces))


def _given(scene: Scene, assessment: Assessment) -> tuple[Sequence[Ask], list[tuple[str, Mapping[str, Given]]]]:
    """Return what an assessment asks, and what each person gave."""
    repository = Assessments(scene.session, scene.organisation_id)
    people = repository.participants(assessment)
    given = [(name, Responses(scene.session, participation).given()) for participation, name in people]
    return asks(repository.framework(assessment), Depth(assessment.depth)), list(given)


def _figures(scene: Scene, assessment_id: int) -> Scorecard | None:
    assessment = _assessment(scene, assessment_id)
    return scorecard(scene.session, scene.organisation_id, assessment) if assessment else None


def _assessment(scene: Scene, assessment_id: int) -> Assessment | None:
    return Assessments(scene.session, scene.organisation_id).find(assessment_id)


def _for_assessment(scene: Scene, verb: str, use_case: Callable[[Scene, int], Reply | Later]) -> Reply | Later:
    """Go on with the only assessment, or ask which one is meant."""
    found = Assessments(scene.session, scene.organisation_id).all()
    if len(found) == 1:
        return use_case(scene, found[0].id)
    return reply(wording.which_assessment(found, verb))
