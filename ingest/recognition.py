"""Which framework of the catalogue a document belongs to: by its codes, titles and points, its name, its sector."""

import re
from collections.abc import Iterator, Mapping

from ingest.documents import Document
from ingest.sectors import sector_of
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework

_ENOUGH = 0.6
_ALIKE = 0.5
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "your"))
_HEAD_LENGTH = 6


def recognised(framework: Framework, document: Document, catalogue: Catalogue) -> Framework | None:
    """Return the framework of `catalogue` that fits best, if one fits well enough."""
    scored = [(_fit(framework, other, document), other) for other in catalogue.values()]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ENOUGH else None


def _fit(found: Framework, other: Framework, document: Document) -> float:
    """Return from 0 to 1 how far a document agrees with a framework; its own name in the head decides a near thing."""
    if found.items and other.items and found.instrument != other.instrument:
        return 0.0
    named = 0.5 if _is_named(other, document) else 0.0
    if _speaks_for_another_sector(document, other):
        named -= 0.3
    pieces, theirs = dict(_pieces(found)), dict(_pieces(other))
    if not pieces:
        return named + 0.2 if named > 0 and document.title else 0.0
    return min(1.0, 0.8 * _agreement(pieces, theirs) + named)


def _agreement(pieces: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return the share of pieces whose code stands in both with a like title; a different title counts against it."""
    alike = sum(_like(title, theirs[code]) for code, title in pieces.items() if code in theirs)
    return alike / len(pieces)


def _pieces(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield what can be compared across wordings: items with their points, areas, parts and the number of steps."""
    for item in framework.items:
        yield f"item {item.code}", item.title
        if item.points:
            yield f"points {item.code}", str(item.points)
        for area in item.areas:
            yield f"area {area.code}", area.title
        for part in item.parts:
            yield f"part {part.code}", part.title
            yield f"asks {part.code}", str(len(part.questions) + len(part.statements))


def _like(title: str, other: str) -> bool:
    first, second = _stems(title), _stems(other)
    return len(first & second) >= _ALIKE * max(1, min(len(first), len(second))) and bool(first & second)


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(word.removesuffix("s")[:6] for word in words if word not in _SMALL)


def _is_named(framework: Framework, document: Document) -> bool:
    """Say whether the head of the document calls the framework by one of its names."""
    head = _spelt("\n".join(block.words for block in document.blocks[:_HEAD_LENGTH] if len(block.words) < 200))
    names = (framework.title, framework.short, *framework.aliases)
    return any(_spelt(name) in head for name in names if len(name.split()) > 1)


def _spelt(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))


def _speaks_for_another_sector(document: Document, framework: Framework) -> bool:
    sector = sector_of(document.text)
    return sector is not None and sector != framework.sector
