from knowledge.catalogue import load, packaged
from knowledge.passages import Passage, passage_id, passages_of
from tests.knowledge.bakery import BAKERY, bakery
from tests.knowledge.test_soundness import MORE


def passage(code: str, kind: str = "question") -> Passage:
    (found,) = [p for p in passages_of(bakery(), "book") if p.code == code and p.kind == kind]
    return found


def test_everything_a_framework_says_becomes_one_passage_in_order() -> None:
    kinds = [found.kind for found in passages_of(bakery(), "book")]
    assert kinds == ["item"] + ["question"] * 8 + ["note"] * 4 + ["step", "term"]


def test_a_passage_knows_its_source_its_framework_and_the_headings_above_it() -> None:
    flour = passage("1.1a(1).2")
    assert (flour.source, flour.framework, flour.title) == ("book", "bakery", "Mixing")
    assert flour.heading == ("Bakery", "1.1 Baking", "1.1a(1) Mixing")
    assert flour.text == "How do you weigh the flour?"


def test_a_part_that_fills_its_item_alone_repeats_no_heading() -> None:
    assert passage("1.2.1").heading == ("Bakery", "1.2 Selling")


def test_a_note_is_tied_to_the_first_code_it_explains_and_names_all_of_them() -> None:
    note = passage("1.1a(1).2", "note")
    assert note.title == "Note on 1.1a(1).2, 9.9"
    assert note.heading == ("Bakery", "Notes")


def test_a_cut_note_makes_an_incomplete_passage_without_a_code() -> None:
    cut = load(BAKERY.replace("about: [1.1a]", "complete: false\n    about: []"), "bakery.yaml")
    assert [p.code for p in passages_of(cut, "book") if not p.complete] == [None]


def test_a_step_carries_its_sub_points_and_a_term_its_name() -> None:
    step, term = passages_of(bakery(), "book")[-2:]
    assert (step.code, step.title, step.text) == ("S1", "Step 1", "Open the shop:\n- light\n- till")
    assert (term.code, term.title, term.text) == (None, "Crumb", "The soft inside of a loaf.")


def test_an_example_stands_below_the_meaning_of_its_term() -> None:
    (crumb, crust) = [p for p in passages_of(load(MORE, "bakery.yaml"), "book") if p.kind == "term"]
    assert crumb.text == "The soft inside of a loaf.\nFor example: What you dip into soup."
    assert crust.text == "The hard outside of a loaf."


def test_topics_become_passages_under_their_section_behind_all_others() -> None:
    history, kinds = passages_of(load(MORE, "bakery.yaml"), "book")[-2:]
    assert (history.kind, history.code, history.title, history.text) == (
        "topic",
        None,
        "Rye",
        "It came later than wheat.",
    )
    assert (history.heading, kinds.heading) == (("Bakery", "History"), ("Bakery", "Kinds"))
    assert history.id != kinds.id


def test_only_what_comes_from_a_document_has_a_page() -> None:
    assert {found.page for found in passages_of(bakery(), "book")} == {None}


def test_statements_become_passages_too() -> None:
    culture = passages_of(packaged()["customer-focused-culture"], "library")
    assert [p.kind for p in culture] == ["statement"] * 30 + ["step"] * 11


def test_ids_are_stable_and_unique() -> None:
    first, second = passages_of(bakery(), "book"), passages_of(bakery(), "book")
    assert first == second
    every = [p.id for framework in packaged().values() for p in passages_of(framework, f"library/{framework.id}")]
    assert len(set(every)) == len(every)


def test_another_source_place_or_wording_gives_another_id() -> None:
    known = passage_id("book", ("Bakery", "Notes"), "Dough is alive.")
    assert known not in {
        passage_id("other", ("Bakery", "Notes"), "Dough is alive."),
        passage_id("book", ("Bakery", "Terms"), "Dough is alive."),
        passage_id("book", ("Bakery", "Notes"), "Dough was alive."),
        passage_id("book", ("Bakery",), "Notes Dough is alive."),
    }
