"""What docs/frameworks.md promises to somebody who writes a framework holds as it is written there."""

import re
from pathlib import Path

import pytest

from knowledge import crosswalks
from knowledge.catalogue import faults_of, load, packaged, read
from knowledge.criteria import Area, Category, Framework, Item, Link, Note, Part, Question, Step, Term, Topic, Words

DOCS = (Path(__file__).parents[2] / "docs" / "frameworks.md").read_text(encoding="utf-8")
EXAMPLE, CROSSWALK = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
MESSAGES = re.findall(r"^\| `+ ?(guest-house\.yaml.*?) ?`+ \|", DOCS, re.MULTILINE)
MENDED_BY = {
    "points: says 90": ("points: 100", "points: 90"),
    "is not text": ('code: "1.1"', "code: 1.1"),
    "stands 2 times": ("code: 1.1a(2)\n                title", "code: 1.1a(1)\n                title"),
    "stands under": ("code: 1.1a(2)\n                title", "code: 1.2a(2)\n                title"),
    "is not formed": ('code: "1.2"\n        title', 'code: "1,2"\n        title'),
    "is about 1.1c": ("about: [1.1a(2)]", "about: [1.1c]"),
    "asks the same": ("How do you keep the same complaint from coming up again?", "How do you welcome your guests?"),
    "terms.0.meaning": ("text: Anyone who", "meaning: Anyone who"),
    "sector: is missing": ("sector: hotels\n", ""),
    "mapping values": ("source: Written by", "source: Quality team: written by"),
    "says text more than once": ("    example: A business", "    text: A business"),
    "uses an alias": ("- name: Guest", "- name: *Guest"),
}


def test_the_example_loads_as_it_stands_with_five_questions_points_a_note_and_a_term(tmp_path: Path) -> None:
    file = tmp_path / "guest-house.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert faults_of(file) == ()
    example = read(file)
    assert [question.code for question in example.questions] == [
        "1.1a(1).1",
        "1.1a(1).2",
        "1.1a(2).1",
        "1.1a(2).2",
        "1.2.1",
    ]
    assert [item.points for item in example.items] == [60, 40]
    assert (len(example.notes), [term.name for term in example.terms]) == (1, ["Guest"])


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message[18:60])
def test_check_says_what_the_table_says_it_says(message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((old, new),) = [edit for said, edit in MENDED_BY.items() if said in message]
    assert EXAMPLE.count(old) == 1
    monkeypatch.chdir(tmp_path)
    Path("guest-house.yaml").write_text(EXAMPLE.replace(old, new), encoding="utf-8")
    assert faults_of(Path("guest-house.yaml"))[0] == message


def test_the_table_shows_every_mistake_that_is_tried_here() -> None:
    assert len(MESSAGES) == len(MENDED_BY)


@pytest.mark.parametrize(
    "form",
    [Framework, Category, Item, Area, Part, Question, Note, Link, Term, Topic, Step],
    ids=lambda form: form.__name__,
)
def test_every_name_that_a_file_may_have_is_explained(form: type[Words]) -> None:
    for name, field in form.model_fields.items():
        assert f"`{name}`" in DOCS, name
        if field.is_required() and form not in (Question,):
            assert f"**`{name}`**" in DOCS, f"{name} must be given"


def test_the_crosswalk_loads_as_it_stands() -> None:
    walk = crosswalks.load(CROSSWALK, "crosswalk.yaml", packaged())
    assert walk.pairs == (("5.1", "3.2a(3).1"),)


def test_a_framework_can_be_written_with_the_required_names_alone() -> None:
    required = [name for name, field in Framework.model_fields.items() if field.is_required()]
    head = "".join(f"{name}: bread\n" for name in required)
    assert load(head, "bread.yaml").categories == ()
