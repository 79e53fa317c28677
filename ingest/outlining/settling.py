"""A draft brought in order: every code once, nothing that asks nothing; what is set aside is reported and kept."""

import re
from collections.abc import Iterable
from typing import TypeVar

from ingest.outlining.drafts import Asked, Draft, DraftArea, DraftItem, DraftPart, Guidance, Stated

Said = TypeVar("Said", Asked, Stated)


def settle(draft: Draft) -> None:
    """Leave out what asks nothing, join what has a code that stands already, number the groups; say so."""
    kept: dict[str, DraftItem] = {}
    groups: list[DraftItem] = []
    for item in draft.items:
        if not item.question and not any(item.parts):
            draft.warnings.append(f"Item {item.code} at line {item.line} asks nothing there; it was left out.")
        elif not item.coded or "." not in item.code:
            groups.append(item)
        elif item.code in kept:
            _join_item(kept[item.code], item, draft)
        else:
            kept[item.code] = item
    for item in (*kept.values(), *groups):
        _settle_parts(item, draft)
    for item in (*kept.values(), *groups):
        _say_once(item)
    _number(groups, set(kept))
    wanted = {id(item) for item in (*kept.values(), *groups)}
    draft.items = [item for item in draft.items if id(item) in wanted]
    _report_missing_points(draft)


def _join_item(first: DraftItem, again: DraftItem, draft: Draft) -> None:
    """Add to an item what is printed under its heading again, as on a later page; another title is another item."""
    named = again.title != f"Item {again.code}" and first.title != f"Item {first.code}"
    if named and not _alike(first.title, again.title):
        _set_aside(f"Item {again.code}", again.line, again.parts, draft)
        return
    draft.warnings.append(f"Item {again.code} stands twice, again at line {again.line}; both were read as one.")
    first.areas.extend(again.areas)
    first.direct.extend(again.direct)
    first.question = first.question or again.question
    first.points = first.points if first.points is not None else again.points


def _alike(title: str, other: str) -> bool:
    mine, theirs = (set(words.casefold().split()) for words in (title, other))
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _settle_parts(item: DraftItem, draft: Draft) -> None:
    """Join areas that were opened twice, drop empty ones, and join parts of one code."""
    seen: dict[str, DraftPart] = {}
    areas: dict[str, DraftArea] = {}
    for area in item.areas:
        parts = _first_ones(area.parts, seen, draft)
        if parts:
            areas.setdefault(area.code, DraftArea(area.code, area.title)).parts.extend(parts)
    item.areas = list(areas.values())
    item.direct = _first_ones(item.direct, seen, draft)


def _first_ones(parts: Iterable[DraftPart], seen: dict[str, DraftPart], draft: Draft) -> list[DraftPart]:
    first = []
    for part in parts:
        if part.code in seen:
            _join_part(seen[part.code], part, draft)
        else:
            seen[part.code] = part
            first.append(part)
    return first


def _join_part(first: DraftPart, again: DraftPart, draft: Draft) -> None:
    """Ask under one code what two parts of that code ask, each question once."""
    said = {_words(asked.text) for asked in first.asked}
    new = [asked for asked in again.asked if _words(asked.text) not in said]
    if again.code.endswith(")"):
        told = "what it asks was added to the first" if new else "the first was taken"
        draft.warnings.append(f"Part {again.code} stands twice, again at line {again.line}; {told}.")
    last = max((asked.sentence for asked in first.asked), default=0)
    first.asked.extend(type(asked)(asked.text, asked.sentence + last, asked.place) for asked in new)


def _say_once(item: DraftItem) -> None:
    """Keep each question and statement of a part once."""
    for part in item.parts:
        part.asked = _once(part.asked)
        part.stated = _once(part.stated)


def _once(said: Iterable[Said]) -> list[Said]:
    first: dict[str, Said] = {}
    for one in said:
        first.setdefault(_words(one.text), one)
    return list(first.values())


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _number(groups: Iterable[DraftItem], codes: set[str]) -> None:
    """Give each group the number it has in print, or else the next one that is free."""
    number = 0
    for group in groups:
        code = group.code
        while not code or _is_taken(code, codes):
            number += 1
            code = str(number)
        codes.add(code)
        _recode(group, code)


def _is_taken(code: str, codes: set[str]) -> bool:
    """Say whether a code stands already, or would for a question: the first one of group "1" is "1.1"."""
    return code in codes or code.partition(".")[0] in codes or any(f"{code}.{number}" in codes for number in range(100))


def _recode(item: DraftItem, code: str) -> None:
    """Give an item another code, and with it its areas and parts."""
    old = len(item.code)
    for area in item.areas:
        area.code = f"{code}{area.code[old:]}"
    for part in item.parts:
        part.code = f"{code}{part.code[old:]}"
    item.code = code


def _set_aside(what: str, line: int, parts: Iterable[DraftPart], draft: Draft) -> None:
    draft.warnings.append(f"{what} stands twice, again at line {line}; the first was taken, the second is guidance.")
    for part in parts:
        draft.guidance.extend(Guidance((part.title,), asked.text, asked.place) for asked in part.asked)


def _report_missing_points(draft: Draft) -> None:
    """Say which items name no points where the document gives points to others."""
    if any(item.points is not None for item in draft.items):
        for item in draft.items:
            if item.points is None and any(part.asked for part in item.parts):
                draft.warnings.append(f"Item {item.code} at line {item.line} names no points, though other items do.")
