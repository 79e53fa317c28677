import pytest
from pydantic import ValidationError

from knowledge.catalogue import packaged
from knowledge.criteria import Depth, Framework, Part, Question
from tests.knowledge.bakery import bakery


def texts_on(code: str) -> list[str]:
    return [note.text for note in bakery().notes_on(code)]


def test_questions_get_their_code_from_their_place() -> None:
    assert [question.code for question in bakery().questions] == [
        "1.1a(1).1",
        "1.1a(1).2",
        "1.1a(1).3",
        "1.1a(1).4",
        "1.1a(2).1",
        "1.1b.1",
        "1.2.1",
        "1.2.2",
    ]


def test_the_first_question_of_each_part_leads_it() -> None:
    leads = [question.code for question in bakery().questions if question.depth is Depth.OVERALL]
    assert leads == ["1.1a(1).1", "1.1a(2).1", "1.1b.1", "1.2.1"]


def test_bullets_share_the_sentence_of_their_lead_in_and_counting_goes_on_after_them() -> None:
    assert [question.sentence for question in bakery().parts[0].questions] == [1, 2, 2, 3]


def test_statements_are_numbered_too() -> None:
    part = Part.model_validate({"code": "4", "title": "Bread", "statements": ["It is fresh.", "It is warm."]})
    assert [(statement.code, statement.text) for statement in part.statements] == [
        ("4.1", "It is fresh."),
        ("4.2", "It is warm."),
    ]


def test_a_ready_question_keeps_the_code_and_depth_it_has() -> None:
    ready = Question(code="x.7", text="How do you knead?", depth=Depth.MULTIPLE, sentence=3)
    assert Part(code="x", title="Kneading", questions=(ready,)).questions == (ready,)


def test_an_item_asks_its_basic_question_under_its_own_code() -> None:
    baking, selling = bakery().items
    assert baking.basic == Question(code="1.1", text="How do you bake?", depth=Depth.BASIC, sentence=1)
    assert selling.basic is None


@pytest.mark.parametrize(
    ("code", "lineage"),
    [
        ("1.1", ("1.1",)),
        ("1.1a(1).2", ("1.1", "1.1a", "1.1a(1)", "1.1a(1).2")),
        ("1.1b", ("1.1", "1.1b")),
        ("1.1b.1", ("1.1", "1.1b", "1.1b.1")),
        ("1.2.2", ("1.2", "1.2.2")),
        ("9.9", ()),
        ("", ()),
    ],
)
def test_a_lineage_leads_from_the_item_down_and_names_each_code_once(code: str, lineage: tuple[str, ...]) -> None:
    assert bakery().lineage(code) == lineage


def test_notes_on_a_question_come_nearest_first() -> None:
    assert texts_on("1.1a(1).2") == [
        "Flour is weighed, never poured.",
        "Mixing takes twelve minutes.",
        "Dough is alive.",
        "Baking starts at night.",
    ]


def test_notes_of_another_question_or_another_item_stay_away() -> None:
    assert texts_on("1.1a(1).3") == ["Mixing takes twelve minutes.", "Dough is alive.", "Baking starts at night."]
    assert texts_on("1.1b.1") == ["Baking starts at night."]
    assert texts_on("1.2.1") == []


@pytest.mark.parametrize("framework", [*packaged().values(), bakery()], ids=lambda framework: framework.id)
def test_a_framework_survives_the_way_through_json(framework: Framework) -> None:
    again = Framework.model_validate_json(framework.model_dump_json())
    assert again == framework
    assert again.content_hash == framework.content_hash


def test_the_hash_follows_every_word() -> None:
    other = bakery().model_dump()
    other["categories"][0]["items"][0]["areas"][0]["parts"][0]["questions"][3]["text"] += "!"
    assert Framework.model_validate(other).content_hash != bakery().content_hash


def test_nothing_can_be_changed_after_loading() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(bakery().questions[0], "text", "Why?")  # noqa: B010 - mypy knows that it cannot be set
