"""A person's answer as a source of the organisation: found and cited like any other, and removed like any other."""

from hashlib import sha256

from bot.access import Scene
from bot.wording import enquiries as wording
from knowledge.passages import Passage, Tier, passage_id
from storage.askings import Place, codes_of
from storage.sources import Sources
from storage.tables import Asked


def places(asked: Asked) -> list[Place]:
    """Return the code that an answer could be kept for: what was in sight when it was asked, or what is closest."""
    at = [(asked.at_framework, asked.at_code)] if asked.at_framework and asked.at_code else []
    return [*at, *codes_of(asked)][:1]


def keep(scene: Scene, answer: str, asked: Asked, place: Place | None) -> str:
    """Keep an answer among its writer's notes; return the name under which they are listed."""
    sources = Sources(scene.session, scene.organisation_id)
    name = _name(scene, sources)
    note = _passage(name, answer, asked, place)
    passages = [one for one in sources.passages_of(name) if one.id != note.id] + [note]
    state = sha256("\n".join(one.id for one in passages).encode()).hexdigest()
    tier = Tier.OWNER if scene.role == "owner" else Tier.MEMBER
    sources.put(name, state, None, passages, tier=tier, brought_by=scene.person.id)
    return name


def _passage(name: str, answer: str, asked: Asked, place: Place | None) -> Passage:
    title = wording.as_title(asked.meant or asked.text)
    framework, code = place or (None, None)
    heading = (name, title)
    kind = "note" if place else "guidance"
    return Passage(passage_id(name, heading, answer), name, kind, title, answer, framework, code, heading)  # type: ignore[arg-type]


def _name(scene: Scene, sources: Sources) -> str:
    """Return the name of this person's notes; a namesake's are others."""
    wanted = wording.notes_by(scene.person.name)
    names = [wanted, *(f"{wanted} ({n})" for n in range(2, 100))]
    for name in names:
        kept = sources.find(name)
        if kept is None or kept.brought_by == scene.person.id:
            return name
    return f"{wanted} ({scene.person.id})"
