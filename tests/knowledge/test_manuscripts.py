"""A framework that is written in several files of one folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue import CriteriaError, faults_of, read
from tests.knowledge.bakery import BAKERY, bakery

HEAD, REST = BAKERY.split("categories:\n", 1)
BREAD, REST = REST.split("notes:\n", 1)
FILES = {
    "framework.yaml": HEAD,
    "1-bread.yaml": "categories:\n" + BREAD,
    "notes.yaml": "notes:\n" + REST,
}
MORE = {
    "2-cakes.yaml": (
        'categories:\n  - code: "2"\n    title: Cakes\n    items:\n      - code: "2.1"\n        title: Icing\n'
        "        question: How do you ice a cake?\n"
        'notes:\n  - about: ["2.1"]\n    text: Icing is mostly sugar.\n'
    )
}
Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay files into a folder called bakery; a text of None leaves the file out."""

    def laying(**files: str | None) -> Path:
        folder = tmp_path / "bakery"
        folder.mkdir(exist_ok=True)
        for name, text in {**FILES, **{key.replace("_", "-") + ".yaml": value for key, value in files.items()}}.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        return folder

    return laying


def refusal(folder: Path) -> CriteriaError:
    with pytest.raises(CriteriaError) as refused:
        read(folder)
    return refused.value


def test_a_folder_says_what_one_file_with_everything_would_say(lay: Lay) -> None:
    assert read(lay()) == bakery()


def test_lists_are_joined_in_the_order_of_the_file_names(tmp_path: Path, lay: Lay) -> None:
    folder = lay()
    for name, text in MORE.items():
        (folder / name).write_text(text, encoding="utf-8")
    joined = read(folder)
    assert [category.code for category in joined.categories] == ["1", "2"]
    assert [note.text for note in joined.notes][:2] == ["Icing is mostly sugar.", "Baking starts at night."]


def test_what_is_no_yaml_file_is_left_alone(lay: Lay) -> None:
    folder = lay()
    (folder / "draft.txt").write_text("[", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("[", encoding="utf-8")
    (folder / "old").mkdir()
    assert read(folder) == bakery()


def test_a_single_entry_that_stands_in_two_files_is_refused_and_both_are_named(lay: Lay) -> None:
    error = refusal(lay(terms="title: Another title\nsector: cakes\n"))
    assert error.file.endswith("bakery/terms.yaml")
    assert (error.line, error.place) == (1, "title")
    assert error.remedy == "stands in framework.yaml and terms.yaml; keep one of them"
    assert [message.rpartition(": stands")[0][-6:] for message in faults_of(lay())] == [" title", "sector"]


def test_a_list_that_is_none_is_refused_in_its_file(lay: Lay) -> None:
    error = refusal(lay(more="terms: Crust\n"))
    assert error.file.endswith("bakery/more.yaml")
    assert (error.place, error.remedy[:13]) == ("terms", "is not a list")


@pytest.mark.parametrize(
    ("old", "new", "file", "line", "place"),
    [
        ('code: "1.2"\n        title', 'code: "1.1"\n        title', "1-bread.yaml", 33, "code 1.1"),
        ("about: [1.1a]", "about: [1.1z]", "notes.yaml", 4, "notes.1"),
        ("points: 70", "points: 71", "framework.yaml", 9, "points"),
        ("name: Crumb", "nome: Crumb", "notes.yaml", 15, "terms.0.nome"),
        ("sector: food", "sektor: food", "framework.yaml", 6, "sektor"),
        (
            "title: Selling\n        points",
            "title: [Selling]\n        points",
            "1-bread.yaml",
            34,
            "categories.0.items.1.title",
        ),
    ],
)
def test_a_fault_names_the_file_in_which_it_is_and_the_line(
    old: str, new: str, file: str, line: int, place: str, lay: Lay
) -> None:
    folder = lay()
    assert FILES[file].count(old) == 1
    (folder / file).write_text(FILES[file].replace(old, new), encoding="utf-8")
    # Another file with the same lists comes before: numbers are those of the file, not of the whole.
    (folder / "0-cakes.yaml").write_text(MORE["2-cakes.yaml"], encoding="utf-8")
    error = refusal(folder)
    assert (Path(error.file).name, error.line, error.place) == (file, line, place)


def test_what_is_missing_everywhere_is_missing_in_the_folder(lay: Lay) -> None:
    folder = lay()
    (folder / "framework.yaml").write_text(HEAD.replace("sector: food\n", ""), encoding="utf-8")
    error = refusal(folder)
    assert (error.file, error.place, error.line) == (str(folder), "sector", None)


def test_every_file_that_cannot_be_read_is_told_at_once(lay: Lay) -> None:
    folder = lay(one="a: *b", two="[", three="")
    (folder / "three.yaml").write_bytes(b"a: \xff")
    with pytest.raises(CriteriaError, match=r"three\.yaml: the whole file: cannot be read as UTF-8"):
        read(folder)
    (folder / "three.yaml").unlink()
    assert [message.split("/")[-1].split(".")[0] for message in faults_of(folder)] == ["one", "two"]


def test_a_folder_without_a_yaml_file_and_one_with_too_many_are_refused(tmp_path: Path) -> None:
    assert "holds 0 .yaml files" in refusal(tmp_path).remedy
    for number in range(101):
        (tmp_path / f"{number}.yaml").write_text("notes: []", encoding="utf-8")
    assert "holds 101 .yaml files; keep 1 to 100 in it" in refusal(tmp_path).remedy


def test_a_file_that_is_too_large_is_not_read_to_its_end(lay: Lay) -> None:
    folder = lay()
    (folder / "huge.yaml").write_text("a: 1\n" * 300_000, encoding="utf-8")
    error = refusal(folder)
    assert Path(error.file).name == "huge.yaml"
    assert error.remedy.startswith("is larger than 1 MB")
