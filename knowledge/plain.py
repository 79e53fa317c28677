"""A framework as plain data: the form of `howwell frameworks ID --json`, which others rely on."""

from collections.abc import Iterator
from typing import Any

from knowledge.criteria import Framework

_HEAD = ("id", "title", "edition", "sector", "source", "notice", "instrument", "points")


def as_plain(framework: Framework) -> dict[str, Any]:
    """Return the framework in the form of `howwell frameworks ID --json`."""
    return {
        **{name: getattr(framework, name) for name in _HEAD},
        "items": [item.model_dump(include={"code", "title", "points", "question"}) for item in framework.items],
        "areas": [{"code": a.code, "title": a.title, "item": i.code} for i in framework.items for a in i.areas],
        "parts": [{"code": p.code, "title": p.title, "item": i.code} for i in framework.items for p in i.parts],
        "questions": list(_plain_questions(framework)),
        "statements": [
            {"id": f"{framework.id}/{s.code}", "code": s.code, "component": p.title, "text": s.text}
            for p in framework.parts
            for s in p.statements
        ],
        "steps": [step.model_dump() for step in framework.steps],
        "notes": [{"about": list(n.about), "text": n.text, "complete": n.complete} for n in framework.notes],
        "terms": [{"name": term.name, "text": term.text} for term in framework.terms],
    }


def _plain_questions(framework: Framework) -> Iterator[dict[str, Any]]:
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
                }
