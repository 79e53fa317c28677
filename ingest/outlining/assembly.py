"""Draft → Framework: categories, points, and what the framework is called."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Literal

from ingest.documents import Document
from ingest.outlining.drafts import Draft, DraftItem, DraftNote, DraftPart
from ingest.outlining.editions import editions_named
from ingest.outlining.lists import UNCODED
from ingest.outlining.sectors import sector_of
from ingest.printed.tracing import Place
from knowledge.criteria import Area, Category, Framework, Item, Note, Part, Step, Term

PieceKind = Literal["item", "question", "statement", "note", "step", "term"]

_MOST_IN_SHORT = 40


def assembled(draft: Draft, document: Document, known: Framework | None = None) -> Framework:
    """Put the pieces together; with `known`, under its id, title, edition and categories."""
    head = _head_of(known) if known else _own_head(draft, document)
    categories = tuple(_categories(draft, known))
    points = [item.points for category in categories for item in category.items]
    framework = Framework(
        **head,
        source=document.name,
        notice=f"Read from the document {document.name}; the wording is the document's own.",
        basis="source",
        instrument="agreement" if _only_states(draft) else "questions",
        points=sum(filter(None, points)) if any(points) else None,
        categories=categories,
        notes=tuple(_notes(draft.notes, known)),
        steps=tuple(Step(code=f"S{step.number}", text=step.text, points=step.points) for step in draft.steps),
        terms=tuple(Term(name=term.name, text=term.text, also=term.also) for term in draft.terms),
    )
    spoken_of = dict.fromkeys(code for note in framework.notes for code in note.about if not framework.lineage(code))
    return framework.model_copy(update={"elsewhere": tuple(spoken_of)})


def places_of(draft: Draft, framework: Framework) -> Mapping[tuple[PieceKind, str], Place]:
    """Return where each piece stands: by code, or for notes and terms by their number from 0."""
    places: dict[tuple[PieceKind, str], Place] = {}
    for item in draft.items:
        if item.question:
            places["item", item.code] = item.question.place
        for part in item.parts:
            for number, asked in enumerate(part.asked, 1):
                places["question", f"{part.code}.{number}"] = asked.place
            for number, stated in enumerate(part.stated, 1):
                places["statement", f"{part.code}.{number}"] = stated.place
    places.update({("step", f"S{step.number}"): step.place for step in draft.steps})
    places.update({("note", str(number)): note.place for number, note in enumerate(draft.notes)})
    places.update({("term", str(number)): term.place for number, term in enumerate(draft.terms)})
    return places


def _categories(draft: Draft, known: Framework | None) -> Iterator[Category]:
    """Group the items: as the known framework does, else by the number before the dot."""
    homes = {item.code: category for category in known.categories for item in category.items} if known else {}
    by_code = {category.code: category for category in known.categories} if known else {}
    grouped: dict[tuple[str, str], list[Item]] = {}
    for item in draft.items:
        own = item.code.partition(".")[0] if "." in item.code else UNCODED
        home = homes.get(item.code) or by_code.get(own)
        title = home.title if home else draft.categories.get(own, "Questions" if own == UNCODED else f"Category {own}")
        grouped.setdefault((home.code if home else own, title), []).append(_item(item))
    for (code, title), items in grouped.items():
        yield Category(code=code, title=title, items=tuple(items))


def _item(item: DraftItem) -> Item:
    return Item(
        code=item.code,
        title=item.title,
        points=item.points,
        question=item.question.text if item.question else None,
        areas=tuple(Area(code=area.code, title=area.title, parts=tuple(map(_part, area.parts))) for area in item.areas),
        direct_parts=tuple(map(_part, item.direct)),
    )


def _part(part: DraftPart) -> Part:
    questions = [{"text": asked.text, "sentence": asked.sentence} for asked in part.asked]
    statements = [{"text": stated.text} for stated in part.stated]
    return Part.model_validate(
        {"code": part.code, "title": part.title, "questions": questions, "statements": statements}
    )


def _notes(notes: Iterable[DraftNote], known: Framework | None) -> Iterator[Note]:
    """Tie numbered notes as the known framework ties them, where it has as many."""
    drafts = list(notes)
    theirs = [note.about for note in known.notes] if known else []
    as_theirs = len(theirs) == len(drafts) and not any("." in code for note in drafts for code in note.about)
    for place, note in enumerate(drafts):
        about = theirs[place] if as_theirs and note.complete else note.about
        yield Note(about=about, text=note.text, complete=note.complete)


def _only_states(draft: Draft) -> bool:
    parts = [part for item in draft.items for part in item.parts]
    return bool(parts) and all(part.stated and not part.asked for part in parts)


def _head_of(known: Framework) -> dict[str, object]:
    fields = ("id", "title", "short", "edition", "sector", "aliases")
    return {field: getattr(known, field) for field in fields}


def _own_head(draft: Draft, document: Document) -> dict[str, object]:
    title = document.title or _title_of_content(draft) or PurePath(document.name).stem.replace("_", " ")
    years = min(editions_named(document), default=None)
    short = title if len(title) <= _MOST_IN_SHORT else title[:_MOST_IN_SHORT].rsplit(" ", 1)[0]
    return {
        "id": slug(title) or slug(PurePath(document.name).stem) or "document",
        "title": title,
        "short": short,
        "edition": "–".join(dict.fromkeys(map(str, years))) if years else "undated",
        "sector": sector_of(document.text) or "general",
    }


def _title_of_content(draft: Draft) -> str:
    return f"{draft.items[0].code} {draft.items[0].title}" if len(draft.items) == 1 else ""


def slug(title: str) -> str:
    """Return a title as an id that a button can carry: small letters, digits and single hyphens, at most 48 of them."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:48].rstrip("-")
