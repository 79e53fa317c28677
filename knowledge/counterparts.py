"""Where other frameworks ask what stands at a code, by the packaged crosswalks, as far as it may be shown."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from weakref import WeakKeyDictionary

from knowledge.crosswalks import Crosswalk, Crosswalks, Pair
from knowledge.manuscripts import manuscript, texts_of
from knowledge.passages import Passage
from knowledge.places import Places

# Looked up once for each library: every part is asked for again and again.
_found: WeakKeyDictionary[Places, dict[Pair, tuple[Pair, ...]]] = WeakKeyDictionary()


def counterparts(places: Places, framework: str, code: str) -> tuple[Pair, ...]:
    """Return the (framework id, code) of the same subject elsewhere, the closest first.

    Two editions that are compared with a third one only are reached by way of it.
    """
    known = _found.setdefault(places, {})
    if (framework, code) not in known:
        known[framework, code] = tuple(_counterparts(places, framework, code))
    return known[framework, code]


def _counterparts(places: Places, framework: str, code: str) -> Iterator[Pair]:
    walks = Crosswalks(_packaged(), places.frameworks)
    near = walks.counterparts(framework, code)
    far = [place for one in near for place in walks.counterparts(*one)]
    yield from (one for one in dict.fromkeys((*near, *far)) if one[0] != framework and asked_at(places, *one))


def asked_at(places: Places, framework: str, code: str) -> list[Passage]:
    """Return what asks something at a code, or below it."""
    return [*places.at(framework, code), *places.below(framework, code)]


@cache
def _packaged() -> tuple[Crosswalk, ...]:
    """Load the crosswalks; they are checked against the library by its tests, not at each start."""
    texts = texts_of(files("knowledge") / "library" / "crosswalks", "crosswalks")
    return tuple(manuscript({file: text}, file).parsed(Crosswalk) for file, text in texts.items())
