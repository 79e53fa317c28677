"""The key terms of all frameworks that a person may see: a list to leaf through or search, and what each means."""

from hashlib import sha256

from bot.access import Scene
from bot.turns import Message, Reply, reply
from bot.wording import terms as wording
from bot.wording.terms import Entry
from storage.sources import frameworks_for

# So much of a word fits into a button beside what else it carries.
_WORD_BYTES = 32


def terms(scene: Scene) -> Reply:
    """List the key terms, or those whose name or other name contains what was typed; a single one opens."""
    word = _short(scene.incoming.text)
    found = _found(scene, word)
    if word and len(found) == 1:
        return reply(wording.meaning(found[0], 1, "", None))
    return reply(wording.listing(found, 1, word, None))


def page(scene: Scene, number: int, word: str) -> Reply:
    """Turn to a page of the list, in place."""
    return reply(_page(scene, number, word))


def term(scene: Scene, number: int, mark: str, word: str) -> Reply:
    """Open a term in place; `number` and `word` are the page and the search to go back to."""
    entry = next((one for one in _found(scene, "") if one.mark == mark), None)
    if entry is None:
        return reply(_page(scene, number, word))
    return reply(wording.meaning(entry, number, word, scene.incoming.message_id))


def _page(scene: Scene, number: int, word: str) -> Message:
    return wording.listing(_found(scene, _short(word)), number, _short(word), scene.incoming.message_id)


def _found(scene: Scene, word: str) -> list[Entry]:
    """Return the terms by name; what several frameworks define stands together."""
    entries: dict[str, Entry] = {}
    wanted = word.casefold()
    for framework in frameworks_for(scene.session, scene.world.catalogue, scene.organisation_id).values():
        for one in framework.terms:
            name = one.name.casefold()
            called = next((other for other in (one.name, *one.also) if wanted in other.casefold()), None)
            if called is not None:
                entry = entries.setdefault(name, Entry(one.name, sha256(name.encode()).hexdigest()[:8], called))
                entry.meanings.append((framework, one))
    return sorted(entries.values(), key=lambda entry: entry.name.casefold())


def _short(text: str) -> str:
    """Return as much of a word as a button can carry: less of it finds more."""
    return " ".join(text.split()).encode()[:_WORD_BYTES].decode(errors="ignore").strip()
