"""Which pieces of two frameworks ask about the same; each crosswalk is one YAML file and can be walked both ways."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from knowledge.criteria import Framework, Words
from knowledge.faults import Fault, Faults
from knowledge.manuscripts import manuscript, texts_of

Pair = tuple[str, str]


class Crosswalk(Words):
    """What corresponds between two frameworks: questions, statements or parts, and the notes on them."""

    between: Pair
    # Says whose reading this is.
    notice: str
    pairs: tuple[Pair, ...]
    # What has a further counterpart, less close than the one under `pairs`.
    also: tuple[Pair, ...] = ()
    # The number of a note of the first framework, counted from 1, and the code that the other's note is about.
    notes: tuple[tuple[int, str], ...] = ()


class Crosswalks:
    """All crosswalks at hand, to be asked from either side."""

    def __init__(self, crosswalks: Iterable[Crosswalk], frameworks: Mapping[str, Framework]) -> None:
        self.crosswalks, self._frameworks = tuple(crosswalks), frameworks

    def counterparts(self, framework_id: str, code: str) -> tuple[Pair, ...]:
        """Return the (framework id, code) that correspond to a code, or to what lies below it, the closest first."""
        close = (place for walk in self.crosswalks for place in self._across(walk, walk.pairs, framework_id, code))
        further = (place for walk in self.crosswalks for place in self._across(walk, walk.also, framework_id, code))
        return tuple(dict.fromkeys((*close, *further)))

    def _across(self, walk: Crosswalk, pairs: Iterable[Pair], framework_id: str, code: str) -> Iterator[Pair]:
        for here, there in ((0, 1), (1, 0)):
            if walk.between[here] == framework_id:
                for pair in pairs:
                    if self._covers(framework_id, code, pair[here]):
                        yield walk.between[there], pair[there]

    def _covers(self, framework_id: str, code: str, mapped: str) -> bool:
        known = self._frameworks.get(framework_id)
        return code == mapped or (known is not None and code in known.lineage(mapped))


def packaged(frameworks: Mapping[str, Framework]) -> Crosswalks:
    """Load the crosswalks that come with Howwell; `frameworks` are the packaged ones."""
    return read(files("knowledge") / "library" / "crosswalks", frameworks)


def read(folder: Traversable, frameworks: Mapping[str, Framework]) -> Crosswalks:
    """Load every crosswalk of a folder; raises CriteriaError for the first that does not add up."""
    texts = texts_of(folder, folder.name)
    return Crosswalks([load(text, file, frameworks) for file, text in texts.items()], frameworks)


def load(text: str, file: str, frameworks: Mapping[str, Framework]) -> Crosswalk:
    """Parse and check one crosswalk; raises CriteriaError with the file, the place and the remedy."""
    try:
        written = manuscript({file: text}, file)
        walk = written.parsed(Crosswalk)
    except Faults as found:
        raise found.errors[0] from None
    for fault in _faults(walk, frameworks):
        raise written.error(fault)
    return walk


def _faults(walk: Crosswalk, frameworks: Mapping[str, Framework]) -> Iterator[Fault]:
    unknown = [(number, name) for number, name in enumerate(walk.between) if name not in frameworks]
    for number, name in unknown:
        yield Fault(("between", number), f"is {name}, which is no framework; choose from {', '.join(frameworks)}")
    if unknown or walk.between[0] == walk.between[1]:
        yield Fault(("between",), "does not name two frameworks; write the id of one and of the other")
        return
    sides = (frameworks[walk.between[0]], frameworks[walk.between[1]])
    seen: dict[Pair, str] = {}
    for field, pairs in (("pairs", walk.pairs), ("also", walk.also)):
        for number, pair in enumerate(pairs):
            for side, code in enumerate(pair):
                if not _has(sides[side], code):
                    yield Fault((field, number, side), f"is {code}, which {sides[side].id} does not have; correct it")
            first = seen.setdefault(pair, f"{field}.{number}")
            if first != f"{field}.{number}":
                yield Fault((field, number), f"is {' and '.join(pair)}, as is {first}; keep one of them")
    yield from _faults_of_notes(walk, *sides)


def _has(framework: Framework, code: str) -> bool:
    return bool(framework.lineage(code)) or any(code == step.code for step in framework.steps)


def _faults_of_notes(walk: Crosswalk, one: Framework, other: Framework) -> Iterator[Fault]:
    for number, (note, code) in enumerate(walk.notes):
        if not 1 <= note <= len(one.notes):
            yield Fault(("notes", number, 0), f"is {note}, but {one.id} has notes 1 to {len(one.notes)}; correct it")
        if not any(code in theirs.about for theirs in other.notes):
            yield Fault(("notes", number, 1), f"is {code}, on which {other.id} has no note; correct it")
        if walk.notes.index((note, code)) != number:
            yield Fault(("notes", number), "stands twice; keep one of them")
