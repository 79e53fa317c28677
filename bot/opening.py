"""How a manager opens an assessment: which framework, which part of it, how deep, a last look, open."""

import re

from bot.access import Scene
from bot.scope import Scope, found
from bot.turns import Reply, reply
from bot.wording import opening as wording
from knowledge.asking import depths
from knowledge.criteria import Depth, Framework
from knowledge.probing import MOST
from storage.assessments import Assessments
from storage.sources import frameworks_for

# Buttons carry a depth as its first letter; those of former days carry the word.
_DEPTHS = {name: depth for depth in Depth for name in (depth.value[0], depth.value)}
# Behind it stands how many follow-ups a response gets at most; buttons of former days leave that out.
_MANNER = re.compile(rf"([a-z]+)([0-{MOST}]?)")


def open_one(scene: Scene) -> Reply:
    """Begin to open an assessment by asking which framework it is to use."""
    return reply(wording.which_framework(list(_frameworks(scene).values())))


def again(scene: Scene) -> Reply:
    """Go back to the choice of a framework."""
    return reply(wording.which_framework(list(_frameworks(scene).values()), scene.incoming.message_id))


def pick(scene: Scene, framework_id: str) -> Reply:
    """Ask which part of a framework is meant where there is a choice, or else how deep to go."""
    framework = _frameworks(scene).get(framework_id)
    if framework is None:
        return again(scene)
    scope = Scope(framework)
    return _shown(scene, scope, 0) if scope.is_divisible else _how_deep(scene, scope.full())


def part(scene: Scene, ticks: str, category: int, key: str) -> Reply:
    """Show what is ticked, in one category (counted from 1) or in all of them (0)."""
    scope = found(_frameworks(scene).values(), f"{ticks}:{key}")
    return _shown(scene, scope, category) if scope else _outdated(scene, key)


def depth(scene: Scene, place: str) -> Reply:
    """Ask how deep the assessment of what is ticked is to go."""
    scope = found(_frameworks(scene).values(), place)
    return _how_deep(scene, scope) if scope else _outdated(scene, place)


def deep(scene: Scene, manner: str, place: str) -> Reply:
    """Show what would be opened, for a last look; `manner` is its depth, and how many follow-ups it asks."""
    depth, follow_ups = _manner(manner)
    scope = _ready(scene, depth, place)
    return _summed_up(scene, scope, depth, follow_ups) if scope and depth else _outdated(scene, place)


def open_now(scene: Scene, manner: str, place: str) -> Reply:
    """Open the assessment that the summary showed."""
    depth, follow_ups = _manner(manner)
    scope = _ready(scene, depth, place)
    if scope is None or depth is None:
        return _outdated(scene, place)
    repository = Assessments(scene.session, scene.organisation_id)
    title = wording.title(scope.name, scene.now())
    assessment = repository.open(title, scope.asked, depth, scene.person.id, follow_ups)
    return reply(wording.opened(assessment, replaces=scene.incoming.message_id))


def _shown(scene: Scene, scope: Scope, category: int) -> Reply:
    """Show the ticks in one category, or an overview where there is none of this number."""
    if 1 <= category <= len(scope.categories):
        return reply(wording.which_items(scope, category, scene.incoming.message_id))
    return reply(wording.which_part(scope, scene.incoming.message_id))


def _how_deep(scene: Scene, scope: Scope) -> Reply:
    if not scope.ticked or not depths(scope.asked):
        return _shown(scene, scope, 0)
    only, *others = depths(scope.asked)
    return reply(wording.which_depth(scope, scene.incoming.message_id)) if others else _summed_up(scene, scope, only)


def _manner(written: str) -> tuple[Depth | None, int]:
    """Read how deep a button wants to go, and how many follow-ups it asks."""
    read = _MANNER.fullmatch(written)
    if read is None:
        return None, MOST
    return _DEPTHS.get(read[1]), int(read[2]) if read[2] else MOST


def _summed_up(scene: Scene, scope: Scope, depth: Depth, follow_ups: int = MOST) -> Reply:
    title = wording.title(scope.name, scene.now())
    return reply(wording.about_to_open(scope, depth, title, scene.incoming.message_id, follow_ups))


def _ready(scene: Scene, depth: Depth | None, place: str) -> Scope | None:
    """Return what a button says to open, if it can be opened so."""
    frameworks = _frameworks(scene)
    scope = found(frameworks.values(), place)
    if scope is None and place in frameworks:
        # A button of former days says no part: it means the whole where there was never a choice.
        whole = Scope(frameworks[place])
        scope = None if whole.is_divisible else whole.full()
    return scope if scope and scope.ticked and depth in depths(scope.asked) else None


def _outdated(scene: Scene, place: str) -> Reply:
    """Answer a button that no longer says what to open with the nearest choice that is left."""
    frameworks = _frameworks(scene)
    if place in frameworks:
        return pick(scene, place)
    return reply(wording.changed_since(list(frameworks.values()), scene.incoming.message_id))


def _frameworks(scene: Scene) -> dict[str, Framework]:
    known = frameworks_for(scene.session, scene.world.catalogue, scene.organisation_id)
    return {framework_id: framework for framework_id, framework in known.items() if depths(framework)}
