"""Looking through the criteria in one message: framework, category, item, part, question, and back."""

from collections.abc import Iterator
from hashlib import sha256

from bot import learner, way
from bot.access import Scene
from bot.turns import Later, Message, Reply, reply
from bot.way import Way
from bot.wording import browsing as wording
from bot.wording.browsing import Card
from knowledge.criteria import Framework
from storage.assessments import Assessments
from storage.sources import frameworks_for


def browse(scene: Scene) -> Reply:
    """Begin with the frameworks, or with what stands at a code."""
    place = scene.incoming.text.strip()
    frameworks = _frameworks(scene)
    for framework in frameworks if place else ():
        kind = wording.kind_of(framework, place)
        if kind:
            return reply(_shown(scene, Card(framework, key_of(framework), kind, place), 1, None))
    return reply(wording.shelf([(key_of(one), one) for one in frameworks], 1, None, missing=place))


def shelf(scene: Scene, page: int) -> Reply:
    """List the frameworks, in place."""
    return reply(_shelf(scene, page))


def look(scene: Scene, key: str, kind: str, page: int, code: str) -> Reply:
    """Show one card in place: `kind` is its level (f, c, i, p or q), `page` counts what lies below it."""
    framework = _framework(scene, key)
    if framework is None or not wording.has(framework, kind, code):
        return reply(_shelf(scene, 1))
    return reply(_shown(scene, Card(framework, key, kind, code), page, scene.incoming.message_id))


def sense(scene: Scene, key: str, code: str) -> Reply | Later:
    """Explain what stands at a code; the card stays."""
    framework = _framework(scene, key)
    if framework is None or not framework.lineage(code):
        return reply(_shelf(scene, 1))
    return learner.explain(scene, framework, code, lambda _: ())


def key_of(framework: Framework) -> str:
    """Return what buttons carry for a framework: short, and the same when its words change."""
    return sha256(framework.id.encode()).hexdigest()[:8]


def _shelf(scene: Scene, page: int) -> Message:
    frameworks = [(key_of(one), one) for one in _frameworks(scene)]
    return wording.shelf(frameworks, page, scene.incoming.message_id)


def _shown(scene: Scene, card: Card, page: int, replaces: int | None) -> Message:
    asked_at = _asked_at(scene, card) if card.kind in ("p", "q") else None
    return wording.shown(card, page, asked_at, replaces)


def _asked_at(scene: Scene, card: Card) -> tuple[int, int] | None:
    """Return (participation, number) where this person is asked what a card shows, in an assessment that is open."""
    for here in _ways(scene):
        if here.taking.framework.id == card.framework.id and here.taking.assessment.status == "open":
            n = next((n for n, ask in enumerate(here.asks, 1) if card.code in (ask.code, ask.part.code)), None)
            if n is not None:
                return here.participation.id, n
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Give this person's ways through assessments, the one they are on first."""
    if scene.membership is None:
        return
    takings = Assessments(scene.session, scene.organisation_id).takings(scene.person)
    for taking in sorted(takings, key=lambda one: one.id != scene.person.participation_id):
        here = way.find(scene, taking.id)
        if here:
            yield here


def _frameworks(scene: Scene) -> list[Framework]:
    found = frameworks_for(scene.session, scene.world.catalogue, scene.organisation_id)
    return [framework for framework in found.values() if framework.parts]


def _framework(scene: Scene, key: str) -> Framework | None:
    return next((one for one in _frameworks(scene) if key_of(one) == key), None)
