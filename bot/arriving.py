"""Coming in, going away and finding one's way: what everybody may do."""

from bot.access import Scene
from bot.turns import Reply, reply
from bot.wording import anyone as wording
from bot.wording import documents as document_wording
from bot.wording import respondent as respondent_wording
from bot.wording.inline import HELLO
from knowledge.asking import asks
from knowledge.criteria import Depth
from storage import members, outbox
from storage.assessments import Assessments


def start(scene: Scene) -> Reply:
    """Greet by role, or let in by the code of an invitation link."""
    code = scene.incoming.text.strip()
    if code in ("", HELLO):
        return Reply((wording.greeting(scene.role, _place(scene), scene.person.name),), menu=scene.role)
    try:
        with scene.session.begin_nested():
            admission = members.redeem(scene.session, scene.person, code)
    except members.Refused as refusal:
        if refusal.reason == "unknown":
            members.miss(scene.session, scene.person)
        return reply(wording.refused(refusal.reason, refusal.since))
    return _welcome(scene, admission)


def start_over(scene: Scene) -> Reply:
    """Greet by role."""
    return reply(wording.greeting(scene.role, _place(scene), scene.person.name))


def guide(scene: Scene) -> Reply:
    """Say what this person can do."""
    return Reply((wording.guide(scene.role),), menu=scene.role)


def cannot_read(scene: Scene) -> Reply:
    """Say what can be sent instead of a picture or a voice message."""
    if not scene.incoming.is_private:
        return Reply()
    return reply(document_wording.only_text_and_documents() if scene.may("manager") else wording.only_text())


def gone(scene: Scene) -> Reply:
    """Note that the person has blocked the bot; nothing of theirs is touched."""
    outbox.block(scene.session, scene.incoming.chat_id)
    return Reply()


def back_again(_: Scene) -> Reply:
    """Say nothing to a person who has let the bot in again: turn-taking sends what they are owed."""
    return Reply()


def _welcome(scene: Scene, admission: members.Admission) -> Reply:
    role, place = admission.membership.role, admission.organisation
    repository = Assessments(scene.session, place.id)
    assessment = repository.find(admission.assessment_id) if admission.assessment_id else None
    if assessment is None:
        return Reply((wording.greeting(role, place.name, scene.person.name),), menu=role)
    asked = asks(repository.framework(assessment), Depth(assessment.depth))
    message = respondent_wording.invited(scene.person.name, admission.invited_by, place.name, assessment, asked)
    return Reply((message,), menu=role)


def _place(scene: Scene) -> str | None:
    return scene.organisation_name if scene.membership else None
