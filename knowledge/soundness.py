"""Whether a framework adds up: its codes, points, texts, names, and what its notes and links point at."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.criteria import Area, Framework, Item, Part, Words
from knowledge.faults import Fault, Trail

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What the codes of Baldrige-type criteria look like, from the item down.
_ITEM = re.compile(r"[A-Z0-9]\.\d{1,2}")
_LONGEST_ID = 48
_ABSENT = "which the framework does not have; correct the code, or list it under `elsewhere`"


def faults_in(framework: Framework) -> Iterator[Fault]:
    """Yield everything that does not add up, what other faults may follow from first."""
    pieces = tuple(_pieces(framework))
    yield from _codes(pieces)
    yield from _asking(pieces)
    yield from _texts(pieces)
    yield from _points(framework)
    yield from _notes(framework)
    yield from _links(framework)
    yield from _names(framework)
    yield from _forms(framework, pieces)
    yield from _said_twice(pieces)


_Placed = tuple[Trail, Any]


def _pieces(piece: Words, at: Trail = ()) -> Iterator[_Placed]:
    """Yield every piece below one with its path, as it stands in the file."""
    for field in type(piece).model_fields:
        value = getattr(piece, field)
        if isinstance(value, tuple):
            for number, below in enumerate(value):
                if isinstance(below, Words):
                    yield (*at, field, number), below
                    yield from _pieces(below, (*at, field, number))


def _codes(pieces: Iterable[_Placed]) -> Iterator[Fault]:
    """Refuse a code that stands twice; a part may share the code of the item or area that it fills alone."""
    stands: dict[tuple[str, str], list[Trail]] = {}
    for path, piece in pieces:
        if "code" in type(piece).model_fields:
            kind = "category" if path[-2] == "categories" else "code"
            stands.setdefault((kind, piece.code), []).append(path)
    alone = {key: [path for path in paths if not _fills_alone(path, paths)] for key, paths in stands.items()}
    for (kind, code), own in alone.items():
        # Questions get their codes from their part: where that stands twice, they do too.
        above = alone.get((kind, code.rpartition(".")[0]), ()) if own[0][-2] in ("questions", "statements") else ()
        if len(own) > 1 and len(above) < 2:
            remedy = f"stands {len(own)} times; give each piece a code of its own"
            yield Fault((*own[1], "code"), remedy, f"{kind} {code}")


def _fills_alone(path: Trail, paths: Iterable[Trail]) -> bool:
    return path[-2] in ("parts", "direct_parts") and path[:-2] in paths


def _asking(pieces: Iterable[_Placed]) -> Iterator[Fault]:
    for path, piece in pieces:
        if isinstance(piece, Item) and not piece.parts and not piece.question:
            yield Fault(path, "asks nothing; give it a question, areas or direct_parts", f"item {piece.code}")
        if isinstance(piece, Area):
            for number, part in enumerate(piece.parts):
                if not part.code.startswith(piece.code):
                    remedy = f"stands under area {piece.code}; move or rename it"
                    yield Fault((*path, "parts", number, "code"), remedy, f"part {part.code}")
        if isinstance(piece, Part) and not piece.questions and not piece.statements:
            yield Fault(path, "asks nothing; give it questions or statements", f"part {piece.code}")


def _texts(pieces: Iterable[_Placed]) -> Iterator[Fault]:
    for path, piece in pieces:
        for field in type(piece).model_fields:
            value = getattr(piece, field)
            for text in value if isinstance(value, tuple) else (value,):
                if text == "":
                    asked = field == "text" and path[-2] in ("questions", "statements")
                    said = "write what is asked" if asked else f"write its `{field}`"
                    yield Fault((*path, field), f"has no text; {said} or remove it", _called(piece))


def _called(piece: Any) -> str | None:
    return f"code {piece.code}" if getattr(piece, "code", "") else None


def _points(framework: Framework) -> Iterator[Fault]:
    total = sum(item.points or 0 for item in framework.items)
    if framework.points is None and total:
        yield Fault((), f"is missing, but the items have points; add `points: {total}`", "points")
    elif framework.points is not None and total != framework.points:
        remedy = f"says {framework.points}, but the items sum to {total}; correct the one that is wrong"
        yield Fault(("points",), remedy)


def _notes(framework: Framework) -> Iterator[Fault]:
    for number, note in enumerate(framework.notes):
        if not note.about and note.complete:
            yield Fault(("notes", number), "is about no code; name at least one under `about`")
        for about in note.about:
            if not _is_known(framework, about):
                yield Fault(("notes", number), f"is about {about}, {_ABSENT}")


def _links(framework: Framework) -> Iterator[Fault]:
    for number, link in enumerate(framework.links):
        for end, code in (("about", link.about), ("to", link.to)):
            if not _is_known(framework, code):
                yield Fault(("links", number, end), f"is {code}, {_ABSENT}")
        if link.about == link.to:
            yield Fault(("links", number, "to"), f"is {link.to}, as is `about`; name the other piece")


def _is_known(framework: Framework, code: str) -> bool:
    steps = (step.code for step in framework.steps)
    return bool(framework.lineage(code)) or code in framework.elsewhere or code in steps


def _names(framework: Framework) -> Iterator[Fault]:
    """Refuse a name that two terms, or two topics of one section, go by: only one could be found under it."""
    named: dict[str, str] = {}
    for number, term in enumerate(framework.terms):
        for place, name in enumerate((term.name, *term.also)):
            if name.casefold() in named:
                at = ("terms", number, "also", place - 1) if place else ("terms", number, "name")
                yield Fault(at, f"is {name}, which stands for {named[name.casefold()]} already; keep one of them")
            named.setdefault(name.casefold(), term.name)
    titles: set[tuple[str, str]] = set()
    for number, topic in enumerate(framework.topics):
        title = (topic.section.casefold(), topic.title.casefold())
        if title in titles:
            remedy = f"is {topic.title}, which stands under {topic.section} already; rename or join them"
            yield Fault(("topics", number, "title"), remedy)
        titles.add(title)


def _forms(framework: Framework, pieces: Iterable[_Placed]) -> Iterator[Fault]:
    """Refuse codes that nobody could ask for: most of all a slip among codes like 3.2, 3.2a and 3.2a(1)."""
    if not _ID.fullmatch(framework.id) or len(framework.id) > _LONGEST_ID:
        yield Fault(("id",), f"is {framework.id}; use small letters, digits and single hyphens, {_LONGEST_ID} at most")
    formed = [bool(_ITEM.fullmatch(item.code)) for item in framework.items]
    coded = any(formed) and sum(formed) * 2 >= len(formed)
    for path, piece in pieces:
        if coded and isinstance(piece, Item):
            yield from _form_of_item(path, piece)
        elif "code" in type(piece).model_fields and re.search(r"[\s/,;:]", piece.code):
            yield Fault(
                (*path, "code"), "has a blank or sign in it that a code cannot have; take it out", f"code {piece.code}"
            )


def _form_of_item(path: Trail, item: Item) -> Iterator[Fault]:
    if not _ITEM.fullmatch(item.code):
        yield Fault((*path, "code"), "is not formed like 3.2; correct it", f"item {item.code}")
        return
    for number, area in enumerate(item.areas):
        here = (*path, "areas", number)
        if not re.fullmatch(rf"{re.escape(item.code)}[a-z]", area.code):
            yield Fault((*here, "code"), f"is not formed like {item.code}a; correct it", f"area {area.code}")
        yield from _forms_of_parts((*here, "parts"), area.code, area.parts)
    yield from _forms_of_parts((*path, "direct_parts"), item.code, item.direct_parts)


def _forms_of_parts(path: Trail, above: str, parts: Iterable[Part]) -> Iterator[Fault]:
    for number, part in enumerate(parts):
        rest = part.code.removeprefix(above)
        if rest != part.code and not re.fullmatch(r"(\(\d{1,2}\))?", rest):
            form = f"is not formed like {above}(1), or {above} where it has one part; correct it"
            yield Fault((*path, number, "code"), form, f"part {part.code}")


def _said_twice(pieces: Iterable[_Placed]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for path, piece in pieces:
        if path[-2] in ("questions", "statements"):
            said = " ".join(re.findall(r"\w+", piece.text.casefold()))
            first = seen.setdefault(said, piece.code)
            if first != piece.code and said:
                yield Fault(path, f"asks the same as {first}; reword or remove one of them", f"code {piece.code}")
