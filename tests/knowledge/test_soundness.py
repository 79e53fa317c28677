"""Whatever does not add up in a framework is found, all of it at one go."""

from pathlib import Path

import pytest

from knowledge.catalogue import CriteriaError, check, faults_of, load
from tests.knowledge.bakery import BAKERY, bakery
from tests.knowledge.test_documentation import EXAMPLE

MORE = (
    BAKERY
    + """    example: What you dip into soup.
    also: [inside]
  - name: Crust
    text: The hard outside of a loaf.
links:
  - about: "1.1"
    to: "1.2"
    text: What is baked is sold.
topics:
  - section: History
    title: Rye
    text: It came later than wheat.
    also: [rye bread]
  - section: Kinds
    title: Rye
    text: It is dark.
"""
)


def faults(old: str, new: str, tmp_path: Path) -> list[str]:
    assert MORE.count(old) == 1, old
    file = tmp_path / "bakery.yaml"
    file.write_text(MORE.replace(old, new), encoding="utf-8")
    return [message.removeprefix(f"{file}, ").removeprefix(f"{file}: ") for message in faults_of(file)]


def test_what_is_sound_has_no_faults(tmp_path: Path) -> None:
    assert faults("It is dark.", "It is heavy.", tmp_path) == []
    check(bakery(), "bakery.yaml")


ABSENT = "which the framework does not have; correct the code, or list it under `elsewhere`"
EMPTY = "has no text; write its"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('to: "1.2"', 'to: "1.7"', f"line 74: links.0.to: is 1.7, {ABSENT}"),
        ('- about: "1.1"', '- about: "1.8"', f"line 73: links.0.about: is 1.8, {ABSENT}"),
        ('to: "1.2"', 'to: "1.1"', "line 74: links.0.to: is 1.1, as is `about`; name the other piece"),
        ("- name: Crust", "- name: CRUMB", "line 70: terms.1.name: is CRUMB, which stands for Crumb already; keep one"),
        (
            "also: [inside]",
            "also: [crust]",
            "line 70: terms.1.name: is Crust, which stands for Crumb already; keep one",
        ),
        ("[inside]", "[in, inside, in]", "line 69: terms.0.also.2: is in, which stands for Crumb already; keep one"),
        ("section: Kinds", "section: History", "line 82: topics.1.title: is Rye, which stands under History already"),
        ("It is dark.", "''", f"line 83: topics.1.text: {EMPTY} `text` or remove it"),
        ("title: Resting", "title: ''", f"line 33: code 1.1a(2): {EMPTY} `title` or remove it"),
        ("also: [inside]", "also: ['']", f"line 69: terms.0.also: {EMPTY} `also` or remove it"),
        (
            "How do you set the price?",
            "how do you sell the bread",
            "line 51: code 1.2.2: asks the same as 1.2.1; reword",
        ),
        ("id: bakery", "id: My bakery", "line 2: id: is My bakery; use small letters, digits and single hyphens"),
        ("points: 70\n", "", "points: is missing, but the items have points; add `points: 70`"),
        (
            "1.1b\n            title",
            "1.1-b\n            title",
            "line 36: area 1.1-b: is not formed like 1.1a; correct",
        ),
        ("1.1a(2)", "1.1a(two)", "line 32: part 1.1a(two): is not formed like 1.1a(1), or 1.1a where it has one part"),
        ("code: S1", "code: S 1", "line 62: code S 1: has a blank or sign in it that a code cannot have; take it out"),
    ],
)
def test_each_fault_is_told_with_line_place_and_remedy(old: str, new: str, fault: str, tmp_path: Path) -> None:
    told = faults(old, new, tmp_path)
    assert any(message.startswith(fault) for message in told), told


def test_a_basis_is_one_of_two_words(tmp_path: Path) -> None:
    (fault,) = faults("title: Resting", "title: Resting\n                basis: sauce", tmp_path)
    assert "parts.1.basis: does not fit; input should be 'source' or 'interpreted'" in fault


def test_all_faults_are_told_at_once_and_the_first_of_them_on_loading(tmp_path: Path) -> None:
    broken = MORE.replace("points: 70", "points: 71").replace('to: "1.2"', 'to: "1.7"').replace("It is dark.", "''")
    file = tmp_path / "bakery.yaml"
    file.write_text(broken, encoding="utf-8")
    told = faults_of(file)
    assert len(told) == 3
    with pytest.raises(CriteriaError) as refused:
        load(broken, str(file))
    assert str(refused.value) == told[0]


def test_all_that_does_not_fit_the_form_is_told_at_once(tmp_path: Path) -> None:
    broken = (
        MORE.replace("sector: food\n", "").replace("points: 70", "points: many").replace("name: Crust", "nam: Crust")
    )
    file = tmp_path / "bakery.yaml"
    file.write_text(broken, encoding="utf-8")
    assert [message.split(": ")[1] for message in faults_of(file)] == [
        "terms.1.nam",
        "sector",
        "points",
        "terms.1.name",
    ]


def test_a_copied_part_is_one_fault_and_not_one_for_each_of_its_questions(tmp_path: Path) -> None:
    old, new = ("code: 1.1a(2)\n                title", "code: 1.1a(1)\n                title")
    file = tmp_path / "guest-house.yaml"
    file.write_text(EXAMPLE.replace(old, new).replace("about: [1.1a(2)]", "about: [1.1a(1)]"), encoding="utf-8")
    assert len(faults_of(file)) == 1


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "absent.yaml")
    assert fault.startswith(f"{tmp_path / 'absent.yaml'}: the whole file: cannot be read as UTF-8 text")
