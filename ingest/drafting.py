"""What was understood of a document as a framework file for its owner to correct: with lines, and with doubts."""

from collections.abc import Iterable, Iterator, Mapping

import yaml

from ingest.understood import Understood
from knowledge.criteria import Area, Framework, Item, Note, Part, Step, Term

_WIDE = 1_000_000


def draft_of(understood: Understood) -> str:
    """Return a document as YAML that `howwell ingest` reads again; `# line 40` says where a piece stands in it."""
    doubts = [f"# doubt: {doubt}" for doubt in understood.doubts]
    opening = (
        f"# A draft of {understood.name}: correct it, check it with `howwell frameworks check`, and ingest it.",
        *(doubts or ["# No doubts: everything was understood as it stands there."]),
    )
    framework = understood.framework
    return "\n".join((*opening, "", *_head(framework), *_body(framework, understood.lines), ""))


def _head(framework: Framework) -> Iterator[str]:
    for name in ("id", "title", "short", "edition", "sector", "source", "notice", "basis", "instrument"):
        yield f"{name}: {_said(getattr(framework, name))}"
    if framework.points is not None:
        yield f"points: {framework.points}"
    for name in ("aliases", "elsewhere"):
        yield from _listed(name, getattr(framework, name), "")


def _body(framework: Framework, lines: Mapping[str, int]) -> Iterator[str]:
    if framework.categories:
        yield "categories:"
    for category in framework.categories:
        yield from _entry("  ", {"code": category.code, "title": category.title})
        yield "    items:"
        for item in category.items:
            yield from _item(item, lines)
    yield from _section("notes", (_note(note, lines, n) for n, note in enumerate(framework.notes)))
    yield from _section("steps", (_step(step, lines) for step in framework.steps))
    yield from _section("terms", (_term(term, lines, n) for n, term in enumerate(framework.terms)))


def _item(item: Item, lines: Mapping[str, int]) -> Iterator[str]:
    yield from _line(lines, f"item {item.code}", "      ")
    fields = {"code": item.code, "title": item.title, "points": item.points, "question": item.question}
    yield from _entry("      ", fields)
    if item.areas:
        yield "        areas:"
    for area in item.areas:
        yield from _area(area, lines)
    if item.direct_parts:
        yield "        direct_parts:"
    for part in item.direct_parts:
        yield from _part(part, lines, "          ")


def _area(area: Area, lines: Mapping[str, int]) -> Iterator[str]:
    yield from _entry("          ", {"code": area.code, "title": area.title})
    yield "            parts:"
    for part in area.parts:
        yield from _part(part, lines, "              ")


def _part(part: Part, lines: Mapping[str, int], indent: str) -> Iterator[str]:
    yield from _entry(indent, {"code": part.code, "title": part.title})
    if part.questions:
        yield f"{indent}  questions:"
    for question in part.questions:
        yield from _line(lines, f"question {question.code}", f"{indent}    ")
        yield from _entry(f"{indent}    ", {"sentence": question.sentence, "text": question.text})
    if part.statements:
        yield f"{indent}  statements:"
    for statement in part.statements:
        yield from _line(lines, f"statement {statement.code}", f"{indent}    ")
        yield f"{indent}    - {_said(statement.text)}"


def _note(note: Note, lines: Mapping[str, int], number: int) -> Iterator[str]:
    yield from _line(lines, f"note {number}", "  ")
    yield f"  - about: [{', '.join(map(_said, note.about))}]"
    yield f"    text: {_said(note.text)}"
    if not note.complete:
        yield "    complete: false"


def _step(step: Step, lines: Mapping[str, int]) -> Iterator[str]:
    yield from _line(lines, f"step {step.code}", "  ")
    yield from _entry("  ", {"code": step.code, "text": step.text})
    yield from _listed("points", step.points, "    ")


def _term(term: Term, lines: Mapping[str, int], number: int) -> Iterator[str]:
    yield from _line(lines, f"term {number}", "  ")
    yield from _entry("  ", {"name": term.name, "text": term.text})
    yield from _listed("also", term.also, "    ")


def _section(name: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    for place, entry in enumerate(entries):
        if place == 0:
            yield f"{name}:"
        yield from entry


def _entry(indent: str, fields: Mapping[str, str | int | None]) -> Iterator[str]:
    """Write a mapping as an entry of a list, without the fields that say nothing."""
    said = [f"{name}: {_said(value)}" for name, value in fields.items() if value is not None]
    for place, line in enumerate(said):
        yield f"{indent}{'- ' if place == 0 else '  '}{line}"


def _listed(name: str, values: Iterable[str], indent: str) -> Iterator[str]:
    for place, value in enumerate(values):
        if place == 0:
            yield f"{indent}{name}:"
        yield f"{indent}  - {_said(value)}"


def _line(lines: Mapping[str, int], piece: str, indent: str) -> Iterator[str]:
    if piece in lines:
        yield f"{indent}# line {lines[piece]}"


def _said(value: str | int) -> str:
    """Write one value so that YAML reads back exactly the same."""
    style = '"' if isinstance(value, str) and "\n" in value else None
    return yaml.safe_dump(value, allow_unicode=True, width=_WIDE, default_style=style).removesuffix("...\n").strip()
