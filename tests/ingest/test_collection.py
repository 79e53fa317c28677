"""The outlines of a whole collection of documents, measured against what a person reads in them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.outline import outlined
from ingest.readers import read
from knowledge.catalogue import packaged
from knowledge.plain import as_plain
from tests.ingest.scoring_outlines import Measure, overlap, scored

COLLECTION = Path(__file__).parent / "collection"
EXPECTED = ".expected.json"


def expectation_of(document: Path) -> Path:
    return document.with_name(document.stem + EXPECTED)


def documents_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"} and expectation_of(path).exists())


def score_of(document: Path) -> dict[str, Measure]:
    outline = outlined(read(document.name, document.read_bytes()), packaged())
    expectation = json.loads(expectation_of(document).read_text(encoding="utf-8"))
    return scored(outline.known, as_plain(outline.framework), expectation)


@cache
def collected() -> dict[str, Measure]:
    total: dict[str, Measure] = {}
    for document in documents_of(COLLECTION):
        for name, measure in score_of(document).items():
            named = Measure(measure.right, measure.of, tuple(f"{document.name}: {d}" for d in measure.differences))
            total[name] = total.get(name, Measure(0, 0)) + named
    return total


def told(measure: Measure) -> str:
    return "\n".join((f"{measure.right} of {measure.of}", *measure.differences))


def test_the_collection_has_a_hand_made_expectation_for_each_document() -> None:
    documents = documents_of(COLLECTION)
    assert len(documents) == 14
    assert set(COLLECTION.iterdir()) == {*documents, *map(expectation_of, documents)}


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("framework", 1.0),
        ("questions found", 0.98),
        ("codes right", 0.99),
        ("exact wording", 0.95),
        ("points", 0.95),
        ("items", 0.95),
        ("areas", 0.95),
        ("parts", 0.95),
        ("notes", 0.95),
        ("terms", 0.95),
        ("statements", 0.95),
        ("steps", 0.95),
    ],
)
def test_over_the_whole_collection_enough_is_right(name: str, least: float) -> None:
    assert collected()[name].of > 0
    assert collected()[name].share >= least, told(collected()[name])


def test_hardly_anything_becomes_a_question_that_is_none() -> None:
    assert collected()["wrong questions"].share <= 0.01, told(collected()["wrong questions"])


def plain(*texts: str, **lists: Any) -> dict[str, Any]:
    questions = [{"code": f"4.1a.{n}", "text": text} for n, text in enumerate(texts, start=1)]
    kept = dict.fromkeys(("items", "areas", "parts", "statements", "steps", "notes", "terms"), ())
    return {"framework": None, "not_questions": [], **kept, "questions": questions, **lists}


def test_a_question_more_and_a_question_less_are_both_told() -> None:
    found = plain("How do you sail?", "Did you like this page?")
    score = scored(None, found, plain("How do you sail?", "How do you land?", not_questions=["Did you like"]))
    assert score["questions found"] == Measure(1, 2, ("not found: 4.1a.2 How do you land?",))
    assert score["wrong questions"] == Measure(1, 2, ("must not be a question: 4.1a.2 Did you like this page?",))


def test_a_right_text_under_a_wrong_code_is_found_but_its_code_is_not_right() -> None:
    found = plain(questions=[{"code": "4.1b.1", "text": "HOW do you sail?"}])
    score = scored(None, found, plain("How do you sail?"))
    assert (score["questions found"].share, score["codes right"].share, score["exact wording"].share) == (1, 0, 0)


def test_two_texts_match_when_nine_words_in_ten_are_the_same() -> None:
    text = "How do you find out what your guests and donors want?"
    assert overlap(text, text.replace("guests", "visitors")) > 0.9
    assert overlap(text, "How do you find out what donors want?") < 0.9


def test_a_note_is_right_only_with_its_codes_its_beginning_and_its_end() -> None:
    note = {"about": ["4.1a"], "text": "A figure may be a share. It need not be large.", "complete": True}
    wanted = {"about": ["4.1a"], "start": "A figure may be a share.", "complete": True}
    unkeyed = {**wanted, "about": None}
    assert scored(None, plain(notes=[note]), plain(notes=[wanted]))["notes"].share == 1
    assert scored(None, plain(notes=[{**note, "about": ["4.1b"]}]), plain(notes=[wanted]))["notes"].share == 0
    assert scored(None, plain(notes=[{**note, "about": ["4.1b"]}]), plain(notes=[unkeyed]))["notes"].share == 1
    assert scored(None, plain(notes=[{**note, "complete": False}]), plain(notes=[wanted]))["notes"].share == 0


def test_what_was_found_beyond_the_expected_lowers_the_share() -> None:
    score = scored(None, plain(terms=[{"name": "Key"}, {"name": "Page 4"}]), plain(terms=[{"name": "KEY"}]))
    assert (score["terms"].right, score["terms"].of) == (1, 2)
    assert score["terms"].differences == ("terms: not expected {'name': 'Page 4'}",)
