from pathlib import Path

import pytest
import yaml

from knowledge import sheets
from knowledge.catalogue import Catalogue, CriteriaError, load, packaged, read
from tests.knowledge.bakery import BAKERY, bakery

FIRST_PART = "categories.0.items.0.areas.0.parts.0"
FIRST_QUESTION = "                  - How do you mix the dough?\n"


def refusal(old: str, new: str) -> CriteriaError:
    assert BAKERY.count(old) == 1
    with pytest.raises(CriteriaError) as refused:
        load(BAKERY.replace(old, new), "bakery.yaml")
    return refused.value


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        ("code: 1.1a(2)", "code: 1.1a(1)", "code 1.1a(1)", "stands 2 times; give each piece a code of its own"),
        ('code: "1.2"\n        title', 'code: "1.1"\n        title', "code 1.1", "stands 2 times"),
        ("code: S1", "code: 1.1a", "code 1.1a", "stands 2 times"),
        ("points: 70", "points: 85", "points", "says 85, but the items sum to 70; correct the one that is wrong"),
        ("points: 30", "points: 25", "points", "says 70, but the items sum to 65"),
        ("about: [1.1a]", "about: [1.1z]", "notes.1", "is about 1.1z, which the framework does not have"),
        ("about: [1.1a]", "about: []", "notes.1", "is about no code; name at least one"),
        ("sector: food\n", "", "sector", "is missing; add it"),
        ("sector: food", "sektor: food", "sektor", "correct its spelling"),
        ("points: 70", "points: 70\ncolour: brown", "colour", "remove it or correct its spelling"),
        ("sentence: 2\n                    text: How do you weigh", "says: How do you weigh", FIRST_PART, "spelling"),
        ("code: 1.1a(2)", "code: 1.2a(2)", "part 1.2a(2)", "stands under area 1.1a; move or rename it"),
        ('code: "1"\n', "code: 1\n", "categories.0.code", "is not text; write it in quotes"),
        ("points: 70", "points: many", "points", "valid integer"),
    ],
)
def test_what_does_not_add_up_is_refused_with_file_place_and_remedy(
    old: str, new: str, place: str, remedy: str
) -> None:
    error = refusal(old, new)
    assert error.file == "bakery.yaml"
    assert error.place.startswith(place)
    assert remedy in error.remedy
    at = f", line {error.line}" if error.line else ""
    assert str(error) == f"bakery.yaml{at}: {error.place}: {error.remedy}"
    assert "\n" not in str(error)


@pytest.mark.parametrize("instead", ["questions: How do you mix?", "questions: 5", "questions: {first: mix}"])
def test_questions_that_are_no_list_are_refused_and_not_taken_apart(instead: str) -> None:
    part = f"code: 1.1a(2)\n                title: Resting\n                {instead}\n"
    old = "code: 1.1a(2)\n                title: Resting\n                questions:\n"
    error = refusal(f"{old}                  - How do you let the dough rest?\n", part)
    assert error.place == "categories.0.items.0.areas.0.parts.1.questions"
    assert "is not a list" in error.remedy


def test_a_sentence_that_is_no_number_is_refused_at_its_place() -> None:
    error = refusal(FIRST_QUESTION, "                  - {sentence: one, text: mix}\n")
    assert error.place == f"{FIRST_PART}.questions.0.sentence"


def test_a_question_without_words_is_refused() -> None:
    error = refusal(FIRST_QUESTION, "                  - ''\n")
    assert (error.place, error.remedy) == ("code 1.1a(1).1", "has no text; write what is asked or remove it")


def test_an_item_and_a_part_that_ask_nothing_are_refused() -> None:
    start, end = BAKERY.index("        direct_parts:"), BAKERY.index("notes:")
    assert refusal(BAKERY[start:end], "").place == "item 1.2"
    start = BAKERY.index("            questions:\n              - How do you sell")
    assert refusal(BAKERY[start:end], "").place == "part 1.2"


def test_an_alias_is_refused_because_a_few_of_them_unfold_without_end() -> None:
    error = refusal('elsewhere: ["9.9"]', 'elsewhere: &all ["9.9"]\naliases: *all')
    assert (error.line, error.remedy) == (11, "uses an alias (*); write the text out instead")


def test_a_name_that_stands_twice_is_refused_because_the_first_would_be_lost() -> None:
    error = refusal("steps:", "notes: []\nsteps:")
    assert "says notes more than once; keep one of them" in error.remedy


@pytest.mark.parametrize("text", ["", "- bread", "just words", "[", "a: !!python/object:os.system x", "\0", "[" * 5000])
def test_what_is_no_framework_file_at_all_is_one_clear_line(text: str) -> None:
    with pytest.raises(CriteriaError, match=r"^notes\.yaml(?:, line \d+)?: the whole file: ") as refused:
        load(text, "notes.yaml")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader], ids=["python", "c"])
@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a: &x [1]\nb: *x", 2, "uses an alias (*); write the text out instead"),
        ("a: 1\nb: 2\na: 3", 3, "says a more than once; keep one of them"),
        ("a:\n  - b: 1\n    b: 2", 3, "says b more than once; keep one of them"),
        ("a:\n " + "[" * 40 + "]" * 40, 2, "goes more than 30 levels deep; make it flatter"),
        ("a: 1\nb: two: three", 2, "a text with a colon in it needs quotes around it, or `>-` in front of it"),
        ("a:\n\t- b", 2, "use blanks instead of tabs"),
        ("a: 2021-13-45", None, "put quotes around a text that is misread"),
        ("a: 'open", 1, "close what was opened: quotes or brackets"),
        ("a:\n  - b\n - c", 3, "begin all names of a block, and all dashes of a list, in the same column"),
        ("x" * 1_000_001, None, "is larger than 1 MB; divide it into several files in one folder"),
    ],
)
def test_what_could_do_harm_or_be_misread_is_refused_by_either_loader(
    text: str, line: int | None, remedy: str, loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "Loader", loader)
    with pytest.raises(CriteriaError) as refused:
        load(text, "notes.yaml")
    assert remedy in refused.value.remedy
    assert refused.value.line is None or line is None or abs(refused.value.line - line) <= 1
    assert (refused.value.line is None) == (line is None)


def test_an_owners_file_is_read_and_its_errors_name_it(tmp_path: Path) -> None:
    file = tmp_path / "bakery.yaml"
    file.write_text(BAKERY, encoding="utf-8")
    assert read(file) == bakery()
    file.write_bytes(b"title: \xff\xfe")
    for path in (file, tmp_path / "absent.yaml"):
        with pytest.raises(CriteriaError, match="cannot be read as UTF-8 text") as refused:
            read(path)
        assert refused.value.file == str(path)


def test_a_note_may_be_about_a_code_that_stands_elsewhere_in_the_edition() -> None:
    remedy = refusal('elsewhere: ["9.9"]\n', "").remedy
    assert remedy.startswith("is about 9.9, which the framework does not have")
    assert remedy.endswith("or list it under `elsewhere`")


def test_a_cut_note_need_not_say_what_it_is_about() -> None:
    cut = load(BAKERY.replace("about: [1.1a]", "complete: false\n    about: []"), "bakery.yaml")
    assert [note.complete for note in cut.notes] == [True, False, True, True]


def test_the_library_holds_four_frameworks() -> None:
    library = packaged()
    assert list(library) == [
        "baldrige-business-2021",
        "baldrige-health-care-2017",
        "customer-focused-culture",
        "framework-72",
    ]
    assert len(library) == 4


def test_a_code_is_located_in_every_framework_that_has_it() -> None:
    found = packaged().locate("3.2a(3)")
    assert [(framework.id, code) for framework, code in found] == [
        ("baldrige-business-2021", "3.2a(3)"),
        ("baldrige-health-care-2017", "3.2a(3)"),
    ]


def test_a_code_with_its_framework_is_located_there_alone() -> None:
    ((framework, code),) = packaged().locate("baldrige-business-2021/3.2a(3).2")
    assert (framework.id, code) == ("baldrige-business-2021", "3.2a(3).2")


@pytest.mark.parametrize("code", ["", "7.9", "3.3b(2)", "bakery/3.2", "baldrige-business-2021/", "framework-72/3.2a"])
def test_a_code_that_no_framework_asks_is_located_nowhere(code: str) -> None:
    assert packaged().locate(code) == ()


def test_an_unknown_framework_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Catalogue([bakery()])["brewery"]
