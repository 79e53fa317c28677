"""Which passages are shown where several sources fill the same place: the tier decides, then who came later."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.passages import Passage


def winning(scopes: Mapping[str, Sequence[Passage]]) -> tuple[Passage, ...]:
    """Return the passages of all scopes without those in whose place another source's wording counts.

    The tier decides; of equal ones the later scope, and within a scope the source that came first.
    """
    ranked = [(_standing(scope, sources, one), one) for scope, sources, one in _in_order(scopes)]
    best: dict[tuple[str, str, str], tuple[int, int, int]] = {}
    for standing, one in ranked:
        if place := _place(one):
            best[place] = min(best.get(place, standing), standing)
    shown = [one for standing, one in ranked if not (place := _place(one)) or best[place] == standing]
    return tuple({passage.id: passage for passage in shown}.values())


def _in_order(scopes: Mapping[str, Sequence[Passage]]) -> Iterator[tuple[int, dict[str, int], Passage]]:
    for scope, passages in enumerate(scopes.values()):
        sources: dict[str, int] = {}
        for passage in passages:
            sources.setdefault(passage.source, len(sources))
            yield scope, sources, passage


def _standing(scope: int, sources: Mapping[str, int], passage: Passage) -> tuple[int, int, int]:
    return passage.tier, -scope, sources[passage.source]


def _place(passage: Passage) -> tuple[str, str, str] | None:
    """Return what only one source may fill; guidance stands beside other guidance, whatever its heading.

    A note stands beside another of the same code that is about something else: what a colleague answered, say.
    """
    title = passage.title.casefold()
    where = f"{passage.code} {title}" if passage.kind == "note" else passage.code or title
    return (passage.framework, where, passage.kind) if passage.framework and passage.kind != "guidance" else None
