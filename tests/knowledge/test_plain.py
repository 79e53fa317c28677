"""The form of `howwell frameworks ID --json`, on which others rely."""

import json

import pytest

from knowledge.catalogue import load, packaged
from knowledge.criteria import Framework
from knowledge.plain import as_plain
from tests.knowledge.test_soundness import MORE

BASES = {"source", "interpreted"}
PLAIN = as_plain(load(MORE.replace("title: Mixing", "title: Mixing\n                basis: source"), "bakery.yaml"))


def test_the_head_and_every_list_are_there() -> None:
    lists = ["items", "areas", "parts", "questions", "statements", "steps", "notes", "links", "terms", "topics"]
    head = ["id", "title", "edition", "sector", "source", "notice", "instrument", "points", "basis"]
    assert list(PLAIN) == head + lists


def test_every_piece_says_what_it_rests_on() -> None:
    for name, value in PLAIN.items():
        if isinstance(value, list):
            assert all(piece["basis"] in BASES for piece in value), name
    assert {one["code"]: one["basis"] for one in PLAIN["parts"]}["1.1a(1)"] == "source"
    assert {one["code"]: one["basis"] for one in PLAIN["questions"]}["1.1a(1).3"] == "source"
    assert {one["code"]: one["basis"] for one in PLAIN["questions"]}["1.1a(2).1"] == "interpreted"


def test_a_question_names_the_terms_that_occur_in_it() -> None:
    edited = MORE.replace("How do you set the price?", "How do crusts sell, and how does the crumb?")
    questions = as_plain(load(edited, "bakery.yaml"))["questions"]
    assert questions[-1]["terms"] == ["Crust", "Crumb"]
    assert questions[0]["terms"] == []


def test_links_terms_topics_steps_and_notes_are_told_whole() -> None:
    assert PLAIN["links"] == [{"about": "1.1", "to": "1.2", "text": "What is baked is sold.", "basis": "interpreted"}]
    crumb = {
        "name": "Crumb",
        "text": "The soft inside of a loaf.",
        "example": "What you dip into soup.",
        "also": ["inside"],
        "basis": "interpreted",
    }
    assert PLAIN["terms"][0] == crumb
    assert PLAIN["terms"][1]["example"] is None
    rye = {"section": "History", "title": "Rye", "text": "It came later than wheat.", "also": ["rye bread"]}
    assert PLAIN["topics"][0] == {**rye, "basis": "interpreted"}
    step = {"code": "S1", "text": "Open the shop:", "points": ["light", "till"], "basis": "interpreted"}
    assert PLAIN["steps"] == [step]
    assert PLAIN["notes"][0] == {
        "about": ["1.1"],
        "text": "Baking starts at night.",
        "complete": True,
        "basis": "interpreted",
    }


@pytest.mark.parametrize("framework", packaged().values(), ids=lambda framework: framework.id)
def test_every_framework_of_the_library_can_be_told_as_json(framework: Framework) -> None:
    told = json.loads(json.dumps(as_plain(framework)))
    assert [question["code"] for question in told["questions"]] == [one.code for one in framework.questions]
    assert [statement["code"] for statement in told["statements"]] == [one.code for one in framework.statements]
    names = {term["name"] for term in told["terms"]}
    assert all(set(question["terms"]) <= names for question in told["questions"])
