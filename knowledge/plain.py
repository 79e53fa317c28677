"""A framework as plain data: the form of `howwell frameworks ID --json`, which others rely on."""

from collections.abc import Iterator
from typing import Any

from knowledge.criteria import Framework, Link, Note, Step, Term, Topic
from knowledge.terminology import Glossary

_HEAD = ("id", "title", "edition", "sector", "source", "notice", "instrument", "points", "basis")


def as_plain(framework: Framework) -> dict[str, Any]:
    """Return the framework in the form of `howwell frameworks ID --json`."""
    return {
        **{name: getattr(framework, name) for name in _HEAD},
        "items": list(_items(framework)),
        "areas": [
            {"code": area.code, "title": area.title, "item": item.code, "basis": framework.basis_of(area.code)}
            for item in framework.items
            for area in item.areas
        ],
        "parts": [
            {"code": part.code, "title": part.title, "item": item.code, "basis": framework.basis_of(part.code)}
            for item in framework.items
            for part in item.parts
        ],
        "questions": list(_questions(framework)),
        "statements": list(_statements(framework)),
        "steps": [_piece(framework, step, "code", "text", "points") for step in framework.steps],
        "notes": [_piece(framework, note, "about", "text", "complete") for note in framework.notes],
        "links": [_piece(framework, link, "about", "to", "text") for link in framework.links],
        "terms": [_piece(framework, term, "name", "text", "example", "also") for term in framework.terms],
        "topics": [_piece(framework, topic, "section", "title", "text", "also") for topic in framework.topics],
    }


def _piece(framework: Framework, piece: Note | Link | Step | Term | Topic, *names: str) -> dict[str, Any]:
    values = {name: getattr(piece, name) for name in names}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {**plain, "basis": framework.basis_of(piece)}


def _items(framework: Framework) -> Iterator[dict[str, Any]]:
    for item in framework.items:
        told = item.model_dump(include={"code", "title", "points", "question"})
        yield {**told, "basis": framework.basis_of(item.code)}


def _questions(framework: Framework) -> Iterator[dict[str, Any]]:
    glossary = Glossary((term.name, (term.name, *term.also)) for term in framework.terms)
    for item in framework.items:
        for part in item.parts:
            for question in part.questions:
                yield {
                    "id": f"{framework.id}/{question.code}",
                    "code": question.code,
                    "part": part.code,
                    "item": item.code,
                    "depth": question.depth.value,
                    "text": question.text,
                    "sentence": question.sentence,
                    "basis": framework.basis_of(question.code),
                    "terms": glossary.within(question.text),
                }


def _statements(framework: Framework) -> Iterator[dict[str, Any]]:
    for part in framework.parts:
        for statement in part.statements:
            told = {"code": statement.code, "component": part.title, "text": statement.text}
            yield {"id": f"{framework.id}/{statement.code}", **told, "basis": framework.basis_of(statement.code)}
