"""`/why CODE`: from which words of which responses the rules propose what they propose, for managers."""

from statistics import median

from bot.access import Scene
from bot.turns import Later, Reply, reply
from bot.wording import reasons as wording
from bot.wording.figures import value
from knowledge.asking import asks
from knowledge.codes import cited
from knowledge.criteria import Depth, Framework
from knowledge.evaluation import Proposal
from storage.assessments import Assessments
from storage.proposals import Told, proposal, told
from storage.scorecard import scorecard
from storage.tables import Assessment


def why(scene: Scene) -> Reply | Later:
    """Explain the proposal for a code in the assessment that asks it."""
    text = scene.incoming.text.strip()
    if not text:
        return reply(wording.ask_for_code())
    repository = Assessments(scene.session, scene.organisation_id)
    wanted = dict.fromkeys((text, *(one.code for one in cited(text))))
    for code in wanted:
        found = [one for one in repository.all() if _asked(repository.framework(one), one, code)]
        if len(found) > 1:
            return reply(wording.which(found, code))
        if found:
            return _explained(scene, found[0], code, 1, None)
    return reply(wording.unknown(text))


def because(scene: Scene, assessment_id: int, page: int, code: str) -> Reply | Later:
    """Explain the proposal for a code in one assessment, or turn the page."""
    repository = Assessments(scene.session, scene.organisation_id)
    assessment = repository.find(assessment_id)
    if assessment is None or not _asked(repository.framework(assessment), assessment, code):
        return reply(wording.unknown(code))
    return _explained(scene, assessment, code, page, scene.incoming.message_id)


def _explained(scene: Scene, assessment: Assessment, code: str, page: int, replaces: int | None) -> Later:
    framework = Assessments(scene.session, scene.organisation_id).framework(assessment)
    asked = _asked(framework, assessment, code)
    responses = [one for one in told(scene.session, scene.organisation_id, assessment) if one.ask.code in asked]
    subject, depth = _subject(scene, assessment, framework, code), Depth(assessment.depth)

    def evaluated() -> list[tuple[Told, Proposal]]:
        return [(one, proposal(one.text, framework, one.ask.code, depth)) for one in responses]

    return Later(evaluated, lambda _, found: reply(wording.why(subject, found, page, replaces)))


def _subject(scene: Scene, assessment: Assessment, framework: Framework, code: str) -> wording.Subject:
    figures = scorecard(scene.session, scene.organisation_id, assessment)
    places = framework.lineage(code)
    parts = [part for item in figures.items for part in item.parts if _is_under(framework, part.code, code)]
    rated = [part.value for part in parts if part.value is not None]
    title = next((part.title for part in parts if part.code in places), None)
    item = next(item for item in framework.items if item.code == places[0])
    middle = value(figures, median(rated) if rated else None)
    return wording.Subject(assessment.id, assessment.title, code, title or item.title, middle, figures.cap)


def _is_under(framework: Framework, part: str, code: str) -> bool:
    return code in framework.lineage(part) or part in framework.lineage(code)


def _asked(framework: Framework, assessment: Assessment, code: str) -> list[str]:
    """Return the codes of the questions that are asked under a code."""
    asked = asks(framework, Depth(assessment.depth))
    return [ask.code for ask in asked if ask.kind == "question" and code in framework.lineage(ask.code)]
