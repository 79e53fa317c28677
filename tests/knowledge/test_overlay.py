from typing import Any

from knowledge.criteria import Framework
from knowledge.overlay import overlaid
from tests.knowledge.bakery import bakery

EMPTY: dict[str, Any] = {
    "id": "owners-bakery",
    "title": "The owner's book",
    "short": "Owner's book",
    "edition": "second",
    "sector": "food",
    "source": "book.txt",
    "notice": "The owner's words.",
}


def book(**content: Any) -> Framework:
    return Framework.model_validate({**EMPTY, **content})


def category(*items: dict[str, Any]) -> dict[str, Any]:
    return {"code": "1", "title": "Loaves", "items": items}


def part(code: str, *questions: str) -> dict[str, Any]:
    return {"code": code, "title": "From the book", "questions": questions}


def dough(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"code": "1.1", "title": "Baking well", "areas": [{"code": "1.1a", "title": "The dough", "parts": parts}]}


def wording(framework: Framework) -> dict[str, str]:
    return {question.code: question.text for question in framework.questions}


def test_an_empty_document_changes_nothing() -> None:
    assert overlaid(bakery(), book()).content_hash == bakery().content_hash


def test_the_documents_wording_wins_for_the_same_code_and_the_rest_stays() -> None:
    merged = overlaid(bakery(), book(categories=[category(dough(part("1.1a(2)", "How long does your dough rest?")))]))
    assert wording(merged) == {**wording(bakery()), "1.1a(2).1": "How long does your dough rest?"}
    assert merged.content_hash != bakery().content_hash


def test_what_only_the_document_has_comes_behind() -> None:
    shop = {"code": "1.3", "title": "Shop", "points": 10, "direct_parts": [part("1.3", "How do you clean the shop?")]}
    merged = overlaid(bakery(), book(categories=[category(dough(part("1.1a(3)", "How do you shape it?")), shop)]))
    assert [p.code for p in merged.parts] == ["1.1a(1)", "1.1a(2)", "1.1a(3)", "1.1b", "1.2", "1.3"]


def test_points_and_the_basic_question_stay_where_the_document_says_nothing() -> None:
    merged = overlaid(bakery(), book(categories=[category(dough())]))
    assert (merged.items[0].points, merged.items[0].question) == (40, "How do you bake?")
    assert merged.items[0].title == "Baking well"


def test_the_frameworks_own_name_and_edition_stay() -> None:
    merged = overlaid(bakery(), book())
    assert (merged.id, merged.edition, merged.notice) == ("bakery", "first", "Nobody's official text.")


def test_a_note_on_the_same_codes_is_replaced_and_others_stay() -> None:
    merged = overlaid(bakery(), book(notes=[{"about": ["1.1a"], "text": "Dough wants warmth."}]))
    assert [note.text for note in merged.notes_on("1.1a")] == ["Dough wants warmth.", "Baking starts at night."]


def test_several_notes_on_one_code_all_stay() -> None:
    two = [{"about": ["1.2"], "text": "Smile."}, {"about": ["1.2"], "text": "Count the change."}]
    merged = overlaid(overlaid(bakery(), book(notes=two)), book())
    assert [note.text for note in merged.notes_on("1.2")] == ["Smile.", "Count the change."]


def test_steps_are_replaced_by_code_and_terms_by_name_in_any_case() -> None:
    steps = [{"code": "S1", "text": "Unlock the door."}, {"code": "S2", "text": "Sweep."}]
    merged = overlaid(bakery(), book(steps=steps, terms=[{"name": "CRUMB", "text": "What is not crust."}]))
    assert [step.text for step in merged.steps] == ["Unlock the door.", "Sweep."]
    assert [term.text for term in merged.terms] == ["What is not crust."]


def test_links_and_topics_are_replaced_where_they_are_the_same_and_joined_where_not() -> None:
    def linked(text: str, **topic: str) -> dict[str, Any]:
        link = {"about": "1.1", "to": "1.2", "text": text}
        return {"links": [link], "topics": [{"section": "Kinds", "title": "Rye", "text": text, **topic}]}

    ours = overlaid(bakery(), book(**linked("Ours.")))
    merged = overlaid(ours, book(**linked("Theirs.", title="RYE")))
    assert [link.text for link in merged.links] == ["Theirs."]
    assert [topic.text for topic in merged.topics] == ["Theirs."]
    assert len(overlaid(ours, book(**linked("More.", section="History"))).topics) == 2


def test_each_piece_goes_on_resting_on_what_it_rested_on() -> None:
    document = book(
        basis="source",
        categories=[category(dough(part("1.1a(2)", "How long does your dough rest?")))],
        notes=[{"about": ["1.1a"], "text": "Dough wants warmth."}],
    )
    merged = overlaid(bakery(), document)
    assert (merged.basis_of("1.1a(2).1"), merged.basis_of("1.1a(1).1")) == ("source", "interpreted")
    assert merged.basis_of("1.1") == "interpreted"
    assert [merged.basis_of(note) for note in merged.notes_on("1.1a")] == ["source", "interpreted"]
    assert overlaid(merged, book()).content_hash == merged.content_hash
