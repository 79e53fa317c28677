"""Notes in their spellings, each tied to what it names."""

import itertools

import pytest

from tests.ingest.reading import outline_of

ITEM = (
    "3.2 Ties: How do you build ties? (45 pts.)\n\na. Care\n\n(1) How do you care?\n(2) How do you share?\n"
    "(3) How do you check?\n\nb. Trust\n\nHow do you win trust?\n\n"
)
HEADINGS = ("Notes", "NOTES:", "**Notes**", "### Item Notes", "Notes on Item 3.2", "Remarks")
KEYED = (
    "{key}. {text}",
    "{key}: {text}",
    "{key} – {text}",
    "**{key}.** {text}",
    "- {key}: {text}",
    "({key}) {text}",
    "Note on {key}: {text}",
    "N{key}. {text}",
)
KEYS = {
    "3.2": ("3.2",),
    "3.2a(1–3)": ("3.2a(1)", "3.2a(2)", "3.2a(3)"),
    "3.2a(1), (3)": ("3.2a(1)", "3.2a(3)"),
    "3.2a(2) and b": ("3.2a(2)", "3.2b"),
    "3.2a, 3.2b": ("3.2a", "3.2b"),
}


@pytest.mark.parametrize(("heading", "keyed"), list(itertools.product(HEADINGS, KEYED)))
def test_keyed_notes_are_tied_to_each_code_they_name(heading: str, keyed: str) -> None:
    notes = "\n".join(keyed.format(key=key, text=f"It helps {number} times.") for number, key in enumerate(KEYS))
    framework = outline_of(f"{ITEM}{heading}\n\n{notes}").framework
    assert [note.about for note in framework.notes] == list(KEYS.values())
    assert len(framework.questions) == 4


@pytest.mark.parametrize(
    "notes",
    [
        "- Ties take time.\n- Care is for all.\n- Trust is slow.",
        "Ties take time.\n\nCare is for all.\n\nTrust is slow.",
        "N1. Ties take time.\nN2 Care is for all.\nNote 3: Trust is slow.",
        "1. Ties take time.\n2. Care is for all.\n3. Trust is slow.",
    ],
)
def test_each_piece_below_the_heading_is_a_note(notes: str) -> None:
    assert len(outline_of(f"{ITEM}Notes\n\n{notes}").framework.notes) == 3


def test_keyed_notes_may_run_on_in_one_paragraph() -> None:
    framework = outline_of(f"{ITEM}Notes: 3.2a(1). Care is for all. 3.2a(2). Sharing is caring.").framework
    assert [note.about for note in framework.notes] == [("3.2a(1)",), ("3.2a(2)",)]


def test_a_note_that_begins_with_a_code_is_tied_to_it() -> None:
    framework = outline_of(f"{ITEM}Note 1: For 3.2b, trust may be old.\nNote 2: In 3.2a(1), care is for all.").framework
    assert [note.about for note in framework.notes] == [("3.2b",), ("3.2a(1)",)]


def test_a_page_break_within_a_note_is_bridged_and_a_cut_is_reported() -> None:
    read = outline_of(
        f"{ITEM}Notes\n\n3.2a. Where many are served, show\n\n"
        "                         25\n\nthe most important ones.\n\n3.2b. It goes to the"
    )
    assert [(note.text.endswith("ones."), note.complete) for note in read.framework.notes] == [
        (True, True),
        (False, False),
    ]
    assert read.warnings == ("The note at line 21 stops in the middle of a sentence.",)


def test_the_next_item_ends_the_notes() -> None:
    read = outline_of(f"{ITEM}Notes\n\n3.2. It helps.\n\n3.3 Further: How do you go on?\n\na. Road\n\nHow do you walk?")
    assert [item.code for item in read.framework.items] == ["3.2", "3.3"]


def test_a_last_note_without_its_stop_is_cut_off_and_a_short_phrase_is_not() -> None:
    cut = outline_of(f"{ITEM}Notes\n\n3.2a. People who are content often keep silent, so a count tells little about")
    assert [note.complete for note in cut.framework.notes] == [False]
    whole = outline_of(f"{ITEM}Notes\n\n3.2a. See also the plan of the year")
    assert [note.complete for note in whole.framework.notes] == [True]
