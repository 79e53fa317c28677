"""The manager's use cases: open an assessment, invite people, see who has answered, get the scorecard."""

from collections.abc import Callable
from pathlib import Path

from bot.access import Scene
from bot.turns import Later, Reply, reply
from bot.wording import figures as figures_wording
from bot.wording import manager as wording
from knowledge.asking import asks, depths
from knowledge.criteria import Depth, Framework
from storage import members
from storage.assessments import Assessments
from storage.responses import Given, Responses
from storage.scorecard import scorecard
from storage.scores import Scorecard
from storage.sources import frameworks_for
from storage.tables import Assessment

INVITATION_USES = 100


def open_one(scene: Scene) -> Reply:
    """Begin to open an assessment by asking which framework it is to use."""
    return reply(wording.which_framework(list(_frameworks(scene).values())))


def pick(scene: Scene, framework_id: str) -> Reply:
    """Ask how deep the assessment is to go, where there is a choice."""
    framework = _frameworks(scene).get(framework_id)
    if framework is None:
        return open_one(scene)
    if len(depths(framework)) == 1:
        return deep(scene, depths(framework)[0].value, framework_id)
    return reply(wording.which_depth(framework, replaces=scene.incoming.message_id))


def deep(scene: Scene, depth: str, framework_id: str) -> Reply:
    """Show what would be opened, for a last look."""
    framework = _frameworks(scene).get(framework_id)
    if framework is None or depth not in [one.value for one in depths(framework)]:
        return open_one(scene)
    title = wording.title(framework, scene.now())
    return reply(wording.about_to_open(framework, Depth(depth), title, replaces=scene.incoming.message_id))


def open_now(scene: Scene, depth: str, framework_id: str) -> Reply:
    """Open the assessment that the summary showed."""
    framework = _frameworks(scene).get(framework_id)
    if framework is None or depth not in [one.value for one in depths(framework)]:
        return open_one(scene)
    title = wording.title(framework, scene.now())
    repository = Assessments(scene.session, scene.organisation_id)
    assessment = repository.open(title, framework, Depth(depth), scene.person.id)
    return reply(wording.opened(assessment, replaces=scene.incoming.message_id))


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
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return status(scene)
    repository = Assessments(scene.session, scene.organisation_id)
    people = [
        (name, Responses(scene.session, participation).given(), participation.submitted_at is not None)
        for participation, name in repository.participants(assessment)
    ]
    return reply(wording.status(assessment, repository.framework(assessment), people))


def card(scene: Scene) -> Reply | Later:
    """Show the scorecard."""
    return _for_assessment(scene, "card", show_card)


def show_card(scene: Scene, assessment_id: int) -> Reply | Later:
    """Show the scorecard of an assessment, with its picture."""
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return _for_assessment(scene, "card", show_card)
    figures = scorecard(scene.session, scene.organisation_id, assessment)

    def show(_: Scene, picture: Path) -> Reply:
        return reply(figures_wording.scorecard(figures, picture))

    return Later(lambda: scene.world.picture(figures), show, showing="upload_photo")


def by_part(scene: Scene, assessment_id: int) -> Reply | Later:
    """List the figures by part."""
    figures = _figures(scene, assessment_id)
    return reply(figures_wording.by_part(figures)) if figures else status(scene)


def missing(scene: Scene, assessment_id: int) -> Reply | Later:
    """List what nobody has rated yet."""
    figures = _figures(scene, assessment_id)
    return reply(figures_wording.missing(figures)) if figures else status(scene)


def read(scene: Scene, assessment_id: int, n: int) -> Reply | Later:
    """Show who wrote what to question `n`, counted from 1."""
    assessment = _assessment(scene, assessment_id)
    if assessment is None:
        return status(scene)
    repository = Assessments(scene.session, scene.organisation_id)
    asked = asks(repository.framework(assessment), Depth(assessment.depth))
    n = min(max(n, 1), len(asked))
    people = [
        (name, Responses(scene.session, participation).given().get(asked[n - 1].code, Given()))
        for participation, name in repository.participants(assessment)
    ]
    return reply(figures_wording.responses(assessment, asked[n - 1], n, len(asked), people))


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


def _frameworks(scene: Scene) -> dict[str, Framework]:
    known = frameworks_for(scene.session, scene.world.catalogue, scene.organisation_id)
    return {framework_id: framework for framework_id, framework in known.items() if depths(framework)}
