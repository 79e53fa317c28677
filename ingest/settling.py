"""A draft brought in order: every code once, nothing that asks nothing; what is set aside is reported and kept."""

from collections.abc import Iterable

from ingest.drafts import Draft, DraftArea, DraftItem, DraftPart, Guidance


def settle(draft: Draft) -> None:
    """Leave out what asks nothing and what has a code that stands already; say so."""
    kept: dict[str, DraftItem] = {}
    for item in draft.items:
        if not item.question and not any(item.parts):
            draft.warnings.append(f"Item {item.code} at line {item.line} asks nothing there; it was left out.")
        elif item.code in kept:
            _set_aside(f"Item {item.code}", item.line, item.parts, draft)
        else:
            kept[item.code] = item
            _settle_parts(item, draft)
    draft.items = list(kept.values())


def _settle_parts(item: DraftItem, draft: Draft) -> None:
    """Join areas that were opened twice, drop empty ones, and keep the first part of each code."""
    seen: set[str] = set()
    areas: dict[str, DraftArea] = {}
    for area in item.areas:
        parts = _first_ones(area.parts, seen, draft)
        if parts:
            areas.setdefault(area.code, DraftArea(area.code, area.title)).parts.extend(parts)
    item.areas = list(areas.values())
    item.direct = _first_ones(item.direct, seen, draft)


def _first_ones(parts: Iterable[DraftPart], seen: set[str], draft: Draft) -> list[DraftPart]:
    first = []
    for part in parts:
        if part.code in seen:
            _set_aside(f"Part {part.code}", part.line, [part], draft)
        else:
            seen.add(part.code)
            first.append(part)
    return first


def _set_aside(what: str, line: int, parts: Iterable[DraftPart], draft: Draft) -> None:
    draft.warnings.append(f"{what} stands twice, again at line {line}; the first was taken, the second is guidance.")
    for part in parts:
        draft.guidance.extend(Guidance((part.title,), asked.text, asked.place) for asked in part.asked)
