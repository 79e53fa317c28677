"""Inline in any chat: `@bot words` offers passages as cards, from what the person who types may see."""

from bot.access import Scene
from bot.turns import Later, Reply
from bot.wording import inline as wording
from knowledge.search import Found, Hit

MOST_CARDS = 10
# A client asks anew at each key, and shows what is shorter than this only in passing.
SHORTEST = 2


def offer(scene: Scene) -> Later:
    """Search for what was typed so far; of the waiting nothing is shown, as there is no chat to show it in."""
    text, query_id = scene.incoming.text.strip(), scene.incoming.query_id
    organisation, library = scene.organisation_id, scene.world.library

    def look() -> Found | list[Hit]:
        if len(text) >= SHORTEST:
            return library.find(text, organisation, MOST_CARDS, None)
        entries = (library.find(one, organisation, 1, None) for one in wording.ENTRIES)
        return [found.hits[0] for found in entries if found.hits and found.confidence != "none"]

    def tell(_: Scene, found: Found | list[Hit]) -> Reply:
        told = wording.found(query_id, found) if isinstance(found, Found) else wording.entries(query_id, found)
        return Reply(offers=told)

    return Later(look, tell, showing="")
