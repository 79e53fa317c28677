"""The four documents the criteria come from, where the folder with them lies beside the project."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.limits import content_of
from ingest.outline import Outline, outlined
from ingest.pipeline import run
from ingest.readers import read
from ingest.splitting import split
from knowledge.catalogue import check, packaged
from tests.ingest.reading import ShelfInMemory, reading

SOURCES = Path(__file__).parents[3] / "shared" / "sources"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source documents are not beside the project")

COUNTS = {
    "framework-72": {"items": 5, "parts": 5, "questions": 23, "notes": 5},
    "baldrige-business-2021": {"items": 1, "areas": 3, "parts": 7, "sentences": 18, "questions": 22, "notes": 5},
    "baldrige-health-care-2017": {
        "items": 1,
        "areas": 2,
        "parts": 5,
        "sentences": 15,
        "questions": 23,
        "notes": 6,
        "incomplete_notes": 1,
    },
    "customer-focused-culture": {"items": 6, "parts": 6, "statements": 30, "steps": 11},
}


def outlines() -> dict[str, Outline]:
    found = [outlined(read(path.name, content_of(path)), packaged()) for path in sorted(SOURCES.glob("*.txt"))]
    return {outline.framework.id: outline for outline in found}


def test_each_is_recognised_with_exactly_its_counts() -> None:
    report = run([SOURCES], reading(packaged()), ShelfInMemory())
    found = {document.framework: document for document in report.documents}
    assert set(found) == set(COUNTS)
    for framework, counts in COUNTS.items():
        counted = {name: count for name, count in found[framework].counts.items() if count and name != "passages"}
        assert {name: counted[name] for name in counts} == counts
        assert set(counted) - set(counts) <= {"areas", "sentences"}


def test_every_code_is_one_that_the_packaged_framework_has() -> None:
    library = packaged()
    for framework_id, outline in outlines().items():
        own, known = outline.framework, library[framework_id]
        # The library has the whole of the business framework, the source one item of it.
        known = known.only(["3.2"]) if framework_id == "baldrige-business-2021" else known
        check(own, framework_id)
        assert outline.known == framework_id
        assert [item.code for item in own.items] == [item.code for item in known.items]
        assert [part.code for part in own.parts] == [part.code for part in known.parts]
        assert [question.code for question in own.questions] == [question.code for question in known.questions]
        assert [statement.code for statement in own.statements] == [statement.code for statement in known.statements]
        assert [step.code for step in own.steps] == [step.code for step in known.steps]
        assert [len(step.points) for step in own.steps] == [len(step.points) for step in known.steps]
        assert {note.about for note in own.notes if note.complete} == {note.about for note in known.notes}


def test_groups_statements_and_sub_points_are_as_many_as_printed() -> None:
    found = {framework_id: outline.framework for framework_id, outline in outlines().items()}
    groups = Counter(question.code.split(".")[0] for question in found["framework-72"].questions)
    assert [groups[code] for code in "12345"] == [4, 5, 4, 7, 3]
    stated = Counter(statement.code.split(".")[0] for statement in found["customer-focused-culture"].statements)
    assert [stated[code] for code in "123456"] == [5, 5, 4, 6, 4, 6]
    steps = {step.code: len(step.points) for step in found["customer-focused-culture"].steps}
    assert (steps["S10"], steps["S11"], sum(steps.values())) == (4, 3, 7)


def test_points_are_read_and_the_cut_note_is_marked() -> None:
    found = {framework_id: outline.framework for framework_id, outline in outlines().items()}
    assert found["baldrige-business-2021"].points == found["baldrige-health-care-2017"].points == 45
    cut = [note for note in found["baldrige-health-care-2017"].notes if not note.complete]
    assert [note.about for note in cut] == [()]
    assert found["baldrige-health-care-2017"].elsewhere == ("3.1b(2)",)


def test_no_passage_is_furniture_or_shouts_and_every_question_is_whole() -> None:
    for path in sorted(SOURCES.glob("*.txt")):
        document = read(path.name, content_of(path))
        outline = outlined(document, packaged())
        for passage in split(document, outline):
            assert passage.kind == "guidance" or "SMALL CAPS" not in passage.text
            assert not any(word in passage.text for word in ("cookie", "designed by", "(pages", "(See", "HOW", "KEY"))
            assert passage.start is not None
            assert passage.end is not None
            assert 0 <= passage.start < passage.end <= len(document.text)
        for question in outline.framework.questions:
            assert question.text.endswith("?")
            assert question.text[0].isupper()
            assert question.text.count("?") == 1
