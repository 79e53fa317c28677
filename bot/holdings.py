"""The documents that an organisation has in use: its managers list them, and remove what is theirs to remove."""

from hashlib import sha256

from bot.access import Scene
from bot.turns import Message, Reply, reply
from bot.wording import holdings as wording
from storage.sources import Kept, Sources
from storage.tables import Person


def sources(scene: Scene) -> Reply:
    """List the documents of the organisation."""
    return reply(_listing(scene, 1))


def page(scene: Scene, number: int) -> Reply:
    """List the documents of the organisation from a button, some at a time."""
    return reply(_listing(scene, number, replaces=scene.incoming.message_id))


def ask_removal(scene: Scene, mark: str) -> Reply:
    """Ask before a document is removed."""
    kept = _marked(scene, mark)
    if kept is None:
        return reply(wording.not_there())
    if not _may_remove(scene, kept):
        return reply(wording.not_yours_to_remove(kept.name))
    return reply(wording.about_to_remove(kept, mark))


def remove(scene: Scene, mark: str) -> Reply:
    """Remove a document: answers no longer use it, and assessments that were opened keep their questions."""
    kept = _marked(scene, mark)
    if kept is None:
        return reply(wording.not_there())
    if not _may_remove(scene, kept):
        return reply(wording.not_yours_to_remove(kept.name))
    _sources(scene).remove(kept.name)
    return reply(wording.removed(kept.name, replaces=scene.incoming.message_id))


def mark_of(kept: Kept) -> str:
    """Return what a button carries for a document: short, and another as soon as other words stand under its name."""
    return sha256(f"{kept.name}\0{kept.sha256}".encode()).hexdigest()[:16]


def _listing(scene: Scene, number: int, replaces: int | None = None) -> Message:
    listed = [
        wording.Listed(kept, _bringer(scene, kept), mark_of(kept), _may_remove(scene, kept))
        for kept in _sources(scene).kept()
    ]
    return wording.listing(scene.organisation_name, listed, number, replaces)


def _bringer(scene: Scene, kept: Kept) -> str | None:
    person = scene.session.get(Person, kept.brought_by) if kept.brought_by else None
    return person.name if person else None


def _marked(scene: Scene, mark: str) -> Kept | None:
    return next((kept for kept in _sources(scene).kept() if mark_of(kept) == mark), None)


def _may_remove(scene: Scene, kept: Kept) -> bool:
    return scene.role == "owner" or kept.brought_by == scene.person.id


def _sources(scene: Scene) -> Sources:
    return Sources(scene.session, scene.organisation_id)
