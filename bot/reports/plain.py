"""Answers, passages and scorecards as the plain data of `--json`, which others rely on."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from knowledge.answers import Answer
from knowledge.passages import Passage
from knowledge.search import Found
from storage.scores import ItemScore, Missing, PartScore, Scorecard


def answer(question: str, told: Answer, milliseconds: float) -> dict[str, Any]:
    """Return an answer with its citations."""
    return {
        "question": question,
        "answered": told.answered,
        "answer": told.text if told.answered else None,
        "form": told.form,
        "confidence": told.confidence,
        "method": f"model:{told.model}" if told.model else "extraction",
        "read_as": told.read_as,
        "citations": [
            {
                "n": one.n,
                **_cited(one.passage),
                "quote": one.quote,
                "also": [_cited(other) for other in told.also.get(one.passage.id, ())],
            }
            for one in told.citations
        ],
        "left": told.left,
        "closest": [_cited(passage) for passage in told.closest],
        "is_near": told.is_near,
        "unknown": list(told.unknown),
        "nearest": [f"{framework}/{code}" for framework, code in told.nearest],
        "language": told.language,
        "lexical_only": told.lexical_only,
        "elapsed_ms": round(milliseconds, 1),
    }


def found(question: str, given: Found, k: int, milliseconds: float) -> dict[str, Any]:
    """Return at most `k` ranked passages; what says nearly the same in another edition stands right behind its twin."""
    ranked = [(passage, hit) for hit in given.hits for passage in (hit.passage, *hit.also)]
    passages = [
        {
            "rank": rank,
            **_cited(passage),
            "text": passage.text,
            "score": round(float(hit.score), 4),
            "also": [_cited(other) for other in hit.also] if passage is hit.passage else [],
            "twin_of": None if passage is hit.passage else hit.passage.id,
        }
        for rank, (passage, hit) in enumerate(ranked[:k], 1)
    ]
    return {
        "question": question,
        "confidence": given.confidence,
        "read_as": given.read_as,
        "passages": passages,
        "lexical_only": given.lexical_only,
        "elapsed_ms": round(milliseconds, 1),
    }


def scorecard(figures: Scorecard) -> dict[str, Any]:
    """Return a scorecard; what is not assessed is null, never zero."""
    return {
        "assessment": figures.title,
        "number": figures.assessment_id,
        "organisation": figures.organisation,
        "framework": figures.framework_id,
        "edition": figures.edition,
        "instrument": figures.instrument,
        "depth": figures.depth.value,
        "reaches_percent": figures.cap,
        "as_of": figures.as_of.isoformat(timespec="seconds"),
        "kind": "self-rating",
        "points_possible": figures.points_possible,
        "points_assessed": _rounded(figures.points_assessed),
        "points": _rounded(figures.points),
        "coverage": round(figures.coverage, 4),
        "asked": figures.asked,
        "answered": figures.answered,
        "respondents": figures.respondents,
        "submitted": figures.submitted,
        # What the rules propose stands beside the self-ratings under a name of its own, and counts in no points.
        "proposals": {"method": "rules", "judged": figures.judged, "not_judged": figures.unjudged},
        "items": [_item(item, figures.instrument) for item in figures.items],
        "missing": [_missing(one) for one in figures.missing],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("code", "text", "answered", "skipped", "reasons")}


def _item(item: ItemScore, instrument: str) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "points_possible": item.points_possible,
        "points_assessed": _rounded(item.points_assessed) if item.points_possible is not None else None,
        "scored": item.is_scored,
        **_value(item.value, instrument),
        "points": _rounded(item.points),
        "asked": item.asked,
        "answered": item.answered,
        "spread": item.spread,
        "proposed_percent": _rounded(item.proposed),
        # Findings are made by evaluation, which this version does not have.
        "strengths": [],
        "opportunities": [],
        "parts": [_part(part, instrument) for part in item.parts],
    }


def _part(part: PartScore, instrument: str) -> dict[str, Any]:
    return {
        "code": part.code,
        "title": part.title,
        **_value(part.value, instrument),
        "points": _rounded(part.points),
        "asked": part.asked,
        "answered": part.answered,
        "ratings": part.ratings,
        "not_sure": part.not_sure,
        "skipped": part.skipped,
        "respondents": part.respondents,
        "spread": part.spread,
        "proposed_percent": _rounded(part.proposed),
        "proposals": part.judged,
        "not_judged": part.unjudged,
    }


def _value(value: float | None, instrument: str) -> dict[str, float | None]:
    """Name a value by its scale: a percent is a score; agreement from 1 to 5 is not, and never called one."""
    is_score = instrument == "questions"
    return {"percent": _rounded(value) if is_score else None, "agreement": None if is_score else _rounded(value)}


def _cited(passage: Passage) -> dict[str, Any]:
    return {
        "passage": passage.id,
        "framework": passage.framework,
        "code": passage.code,
        "title": passage.title,
        "source": passage.source,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _write_json(figures: Scorecard, path: Path) -> None:
    path.write_text(json.dumps(scorecard(figures), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _draw(figures: Scorecard, path: Path) -> None:
    from bot.reports.picture import draw

    draw(figures, path)


WRITERS: Mapping[str, Callable[[Scorecard, Path], None]] = {".png": _draw, ".json": _write_json}
