"""Looking through the criteria in one message: framework, category, item, part, question, and back."""

from collections.abc import Iterator
from hashlib import sha256

from bot import learner, way
from bot.access import Scene
from bot.turns import Later, Message, Reply, reply
from bot.way import Way
from bot.wording import browsing as wording
from bot.wording.cards import Card
from knowledge.asking import Ask
from knowledge.codes import cited
from knowledge.criteria import Framework
from storage.assessments import Assessments
from storage.sources import frameworks_for


def browse(scene: Scene) -> Reply:
    """Begin with the frameworks, or with what stands at a code."""
    place = scene.incoming.text.strip()
    frameworks = _frameworks(scene)
    # As typed, or as a code that is typed in another way, such as 3.2a3.
    for code in dict.fromkeys((place, *(one.code for one in cited(place)))) if place else ():
        card = next(filter(None, (_card(framework, code) for framework in frameworks)), None)
        if card:
            return reply(_shown(scene, card, 1, None))
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


def whole(scene: Scene, place: str) -> Reply | Later:
    """Show the whole part that a code belongs to, with its questions and notes, as a card of its own."""
    identity, _, code = place.rpartition("/")
    framework = next((one for one in _frameworks(scene) if one.id == identity), None)
    line = framework.lineage(code) if framework else ()
    # A single question is shown within its part.
    card = next(filter(None, (_card(framework, one, "pi") for one in reversed(line))), None) if framework else None
    return reply(_shown(scene, card, 1, None)) if card else learner.show(scene, place)


def _card(framework: Framework, code: str, kinds: str = "cipq") -> Card | None:
    kind = next((kind for kind in kinds if wording.has(framework, kind, code)), None)
    return Card(framework, key_of(framework), kind, code) if kind else None


def key_of(framework: Framework) -> str:
    """Return what buttons carry for a framework: short, and the same when its words change."""
    return sha256(framework.id.encode()).hexdigest()[:8]


def _shelf(scene: Scene, page: int) -> Message:
    frameworks = [(key_of(one), one) for one in _frameworks(scene)]
    return wording.shelf(frameworks, page, scene.incoming.message_id)


def _shown(scene: Scene, card: Card, page: int, replaces: int | None) -> Message:
    asked_at = _asked_at(scene, card) if card.kind in "fcipq" else None
    return wording.shown(card, page, asked_at, replaces)


def _asked_at(scene: Scene, card: Card) -> tuple[int, int] | None:
    """Return (participation, number) where this person is asked what a card shows, in an assessment that is open."""
    for here in _ways(scene):
        if here.taking.framework.id == card.framework.id and here.taking.assessment.status == "open":
            asked = [n for n, ask in enumerate(here.asks, 1) if _shows(card, ask)]
            # Of several, the first that is still open.
            n = next((n for n in asked if not here.given(here.asks[n - 1].code).is_settled), next(iter(asked), None))
            if n is not None:
                return here.participation.id, n
    return None


def _shows(card: Card, ask: Ask) -> bool:
    """Say whether what is asked stands on a card, or below it."""
    match card.kind:
        case "f":
            return True
        case "c":
            category = next(one for one in card.framework.categories if one.code == card.code)
            return ask.item.code in [item.code for item in category.items]
        case "i":
            return card.code in (ask.code, ask.item.code)
    return card.code in (ask.code, ask.part.code)


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
