import pytest
from pydantic import ValidationError

from knowledge.catalogue import check, load, packaged
from knowledge.criteria import Depth, Framework, Part, Question
from tests.knowledge.bakery import BAKERY, bakery


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


# What a database of version 0.1 holds of a framework, with the hash under which an assessment asks it.
STORED = (
    '{"id":"old","title":"Old","short":"Old","edition":"first","sector":"food","source":"book","notice":"ours",'
    '"instrument":"questions","points":null,"aliases":[],"categories":[{"code":"1","title":"Bread","items":[{"code":"1.1",'
    '"title":"Baking","points":null,"question":null,"areas":[],"direct_parts":[{"code":"1.1","title":"Baking","questions":'
    '[{"code":"1.1.1","text":"How do you bake?","depth":"overall","sentence":1}],"statements":[]}]}]}],"notes":'
    '[{"about":["1.1"],"text":"At night.","complete":true}],"steps":[],'
    '"terms":[{"name":"Crumb","text":"Inside.","also":[]}],"elsewhere":[]}'
)
STORED_HASH = "303389b70bb45c7360eabed3c80ab3e1ebc1c8996cc61b9d90be29a295fe42e0"


def test_a_framework_stored_before_there_were_links_and_topics_loads_and_keeps_its_hash() -> None:
    old = Framework.model_validate_json(STORED)
    assert (old.links, old.topics, old.terms[0].example) == ((), (), None)
    assert old.basis_of("1.1.1") == "interpreted"
    assert old.content_hash == STORED_HASH


SAID = (
    BAKERY.replace("points: 70\n", "points: 70\nbasis: source\n")
    .replace("title: Mixing\n", "title: Mixing\n                basis: interpreted\n")
    .replace(
        "- sentence: 2\n                    text: How do you weigh",
        "- basis: source\n                    text: How do you weigh",
    )
    .replace("text: Dough is alive.", "text: Dough is alive.\n    basis: interpreted")
)


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("1.1", "source"),
        ("1.1a", "source"),
        ("1.1a(1)", "interpreted"),
        ("1.1a(1).1", "interpreted"),
        ("1.1a(1).2", "source"),
        ("1.1a(2).1", "source"),
        ("S1", "source"),
        ("9.9", "source"),
    ],
)
def test_a_basis_goes_down_from_the_framework_until_a_piece_says_otherwise(code: str, basis: str) -> None:
    assert load(SAID, "bakery.yaml").basis_of(code) == basis


def test_notes_terms_and_topics_take_their_basis_from_the_framework() -> None:
    said = load(SAID, "bakery.yaml")
    assert [said.basis_of(note) for note in said.notes] == ["source", "interpreted", "source", "source"]
    assert said.basis_of(said.terms[0]) == "source"
    assert bakery().basis_of(bakery().notes[0]) == "interpreted"


LINKED = (
    BAKERY.replace("The soft inside of a loaf.", "The soft inside of a loaf.\n  - name: Flour\n    text: Ground grain.")
    + """    also: [flours]
  - name: Price
    text: What a loaf costs.
links:
  - about: "1.1"
    to: "1.2"
    text: What is baked is sold.
  - about: 1.1a(1)
    to: "9.9"
    text: Mills stand elsewhere.
"""
)


def test_only_some_items_keep_what_speaks_of_them_and_move_the_rest_elsewhere() -> None:
    selling = load(LINKED, "bakery.yaml").only(["1.2"])
    assert [item.code for item in selling.items] == ["1.2"]
    assert (selling.points, selling.notes) == (30, ())
    assert [(link.about, link.to) for link in selling.links] == [("1.1", "1.2")]
    assert selling.elsewhere == ("1.1",)
    assert [term.name for term in selling.terms] == ["Price"]
    baking = load(LINKED, "bakery.yaml").only(["1.1"])
    assert (baking.points, len(baking.notes), baking.elsewhere) == (40, 4, ("9.9", "1.2"))
    assert [term.name for term in baking.terms] == ["Flour"]


def test_what_remains_is_sound_and_another_wording() -> None:
    whole = load(LINKED, "bakery.yaml")
    for codes in (["1.1"], ["1.2"], ["1"], ["1.1", "1.2"]):
        check(whole.only(codes), "bakery.yaml")
    assert whole.only(["1.2"]).content_hash != whole.content_hash
    assert whole.only(["1.2"]).id == whole.id


def test_a_category_keeps_all_its_items_and_an_unscored_one_no_points() -> None:
    business = packaged()["baldrige-business-2021"]
    assert [(item.code, item.points) for item in business.only(["3", "7.2"]).items] == [
        ("3.1", 40),
        ("3.2", 45),
        ("7.2", 80),
    ]
    assert business.only(["3", "7.2"]).points == 165
    assert business.only(["P"]).points == 0


@pytest.mark.parametrize("codes", [[], ["1.7"], ["1.1", "1.1a"]])
def test_what_is_no_item_or_category_cannot_be_kept(codes: list[str]) -> None:
    with pytest.raises(ValueError, match="has no item or category"):
        bakery().only(codes)
