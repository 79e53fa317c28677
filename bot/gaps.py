"""What was asked and not answered well, for those who can fill it: the most frequent first, and without names."""

from collections.abc import Sequence

from bot import enquiries
from bot.access import Scene
from bot.turns import Message, Reply, reply
from bot.wording import anyone
from bot.wording import gaps as wording
from storage.enquiries import Enquiries
from storage.tables import Asked


def gaps(scene: Scene) -> Reply:
    """List what was asked of late and not answered well."""
    return reply(wording.listing(_grouped(scene), 1, None))


def page(scene: Scene, number: int) -> Reply:
    """Turn to a page of it, in place."""
    return reply(wording.listing(_grouped(scene), number, scene.incoming.message_id))


def choose(scene: Scene, number: int) -> Reply:
    """Ask which one of a page is to be answered."""
    return reply(wording.listing(_grouped(scene), number, scene.incoming.message_id, chooses=True))


def fill(scene: Scene, asked_id: int) -> Reply:
    """Let the next text of this person be the answer to everybody who asked this."""
    repository = Enquiries(scene.session, scene.organisation_id)
    asked = repository.asked_by_id(asked_id)
    if asked is None:
        return reply(anyone.strange_button())
    if asked.settled or asked.id not in {one.id for one in enquiries.open_gaps(scene)}:
        return reply(_gone(scene))
    taken = next((one for one in repository.about([asked.id]) if one.asker_id is None and not one.answered_at), None)
    return enquiries.begin(scene, taken or repository.open(asked, None))


def _gone(scene: Scene) -> Message:
    return wording.listing(_grouped(scene), 1, scene.incoming.message_id, is_changed=True)


def _grouped(scene: Scene) -> list[Sequence[Asked]]:
    """Return the questions by what they ask, the most frequent first, and of equals the latest."""
    groups: dict[frozenset[str], list[Asked]] = {}
    for asked in enquiries.open_gaps(scene):
        groups.setdefault(enquiries.alike(asked), []).append(asked)
    return sorted(groups.values(), key=len, reverse=True)
