"""Which framework of the catalogue a document belongs to: by the edition and sector it names, or by its structure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Document
from ingest.outlining.editions import Edition, edition_of, editions_named, naming_lines, sectors_named
from ingest.outlining.sectors import sector_of
from ingest.printed.intros import is_house_paper
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework, Item

_ENOUGH = 0.6
_ALIKE = 0.5
# Without a name to go by, the titles of items must be the same but for a spelling: "Societal Contributions" and
# "Societal Responsibilities" are of two editions.
_SAME = 0.8
_OWN_PEOPLE = ("health care", "education")
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "your"))
_PROGRAMME = "baldrige"


@dataclass(frozen=True)
class _Names:
    """What a document calls itself, and whom it speaks for."""

    said: str
    editions: frozenset[Edition]
    sectors: frozenset[str]
    spoken_for: str | None
    is_titled: bool


def recognised(framework: Framework, document: Document, catalogue: Catalogue) -> Framework | None:
    """Return the framework of `catalogue` that fits best, if one fits well enough."""
    names = _Names(
        said=_spelt("\n".join((document.title, *naming_lines(document)))),
        editions=editions_named(document),
        sectors=sectors_named(document),
        spoken_for=sector_of(document.text),
        is_titled=bool(document.title) and not is_house_paper(document.blocks),
    )
    scored = [(_fit(framework, other, names), other) for other in catalogue.values()]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ENOUGH else None


def _fit(found: Framework, other: Framework, names: _Names) -> float:
    """Return from 0 to 1 how far a document agrees with a framework; another edition or sector never fits."""
    if found.items and other.items and found.instrument != other.instrument:
        return 0.0
    if _is_of_another_edition(other, names) or _is_of_another_sector(other, names):
        return 0.0
    named = _is_named(other, names)
    if not found.items:
        return 0.7 if named and (names.is_titled or found.steps or found.terms or found.notes) else 0.0
    shared = [item for item in found.items if other.lineage(item.code)]
    alike = sum(_is_alike(item, other, _ALIKE if named else _SAME) for item in shared)
    agreement = _agreement(found, other)
    if named:
        return 0.6 + 0.4 * agreement if alike * 2 >= len(shared) else 0.0
    if other.sector in _OWN_PEOPLE and names.spoken_for is None and not names.sectors:
        return 0.0
    return agreement if shared and alike == len(shared) else 0.0


def _is_of_another_edition(other: Framework, names: _Names) -> bool:
    own = edition_of(other.edition)
    if own is None or not names.editions:
        return False
    return not any(own == edition or (edition[0] == edition[1] and edition[0] in own) for edition in names.editions)


def _is_of_another_sector(other: Framework, names: _Names) -> bool:
    if names.sectors:
        return other.sector != "general" and other.sector not in names.sectors
    return names.spoken_for is not None and names.spoken_for != other.sector


def _is_named(other: Framework, names: _Names) -> bool:
    """Say whether a document calls a framework by name, or names its programme, edition and sector."""
    called = (other.title, other.short, *other.aliases)
    if any(_spelt(name) in names.said for name in called if len(name.split()) > 1):
        return True
    of_programme = _PROGRAMME in names.said and any("." in item.code for item in other.items)
    return of_programme and edition_of(other.edition) in names.editions and other.sector in names.sectors


def _is_alike(item: Item, other: Framework, least: float) -> bool:
    """Say whether an item has the title and, where both name them, the points that its code has in a framework."""
    theirs = next((one for one in other.items if one.code == item.code), None)
    if theirs is None or not _like(item.title, theirs.title, least):
        return False
    return None in (item.points, theirs.points) or item.points == theirs.points


def _agreement(found: Framework, other: Framework) -> float:
    """Return the share of pieces whose code stands in both with a like title; a different title counts against it."""
    known = {item.code for item in other.items}
    pieces, theirs = dict(_pieces(found, known)), dict(_pieces(other, known))
    alike = sum(_like(title, theirs[code]) for code, title in pieces.items() if code in theirs)
    return alike / len(pieces) if pieces else 0.0


def _pieces(framework: Framework, codes: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what can be compared across wordings: items with their points, areas, parts, or how much a group asks."""
    for item in framework.items:
        if item.code not in codes:
            continue
        yield f"item {item.code}", item.title
        if item.points:
            yield f"points {item.code}", str(item.points)
        for area in item.areas:
            yield f"area {area.code}", area.title
        for part in item.parts:
            yield f"part {part.code}", part.title
            if not item.areas:
                yield f"asks {part.code}", str(len(part.questions) + len(part.statements))


def _like(title: str, other: str, least: float = _ALIKE) -> bool:
    first, second = _stems(title), _stems(other)
    return bool(first & second) and len(first & second) >= least * max(len(first), len(second))


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("isation", "ization"))
    return frozenset(word.removesuffix("s")[:6] for word in words if word not in _SMALL)


def _spelt(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))
