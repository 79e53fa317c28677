"""A draft says what was understood and where it stands, and comes back as the same framework."""

from pathlib import Path

import pytest

from ingest.drafting import draft_of
from ingest.limits import content_of
from ingest.understanding import understand
from ingest.understood import Understood
from knowledge.catalogue import load
from tests.ingest.reading import DOCUMENTS, NOTHING_KNOWN


def _understood(path: Path) -> Understood:
    return understand(path.name, content_of(path), NOTHING_KNOWN)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_a_draft_that_nobody_changed_is_read_as_what_was_understood(path: Path) -> None:
    understood = _understood(path)
    if understood.summary.own is None:
        return
    assert load(draft_of(understood), "draft.yaml") == understood.framework


def test_each_question_names_its_line_in_the_document() -> None:
    path = DOCUMENTS / "booklet.txt"
    document = path.read_text(encoding="utf-8").splitlines()
    draft = draft_of(_understood(path)).splitlines()
    marked = [(int(line.split()[-1]), draft[place + 2]) for place, line in enumerate(draft) if "# line" in line]
    asked = [(number, text) for number, text in marked if "text: " in text and "?" in text]
    assert len(asked) > 5
    for number, text in asked:
        first = text.partition("text: ")[2].strip("'\"").split()[0]
        assert first.casefold() in document[number - 1].casefold()


def test_the_doubts_stand_at_the_top() -> None:
    text = "4.1 Aims (40 pts.)\n\na. Plans\n\n(1) Yearly plans How do you plan?\n\n(1) Yearly plans How do you plan?\n"
    understood = understand("aims.txt", text.encode(), NOTHING_KNOWN)
    assert understood.doubts
    assert draft_of(understood).splitlines()[1] == f"# doubt: {understood.doubts[0]}"


def test_texts_that_yaml_would_read_otherwise_come_back_as_they_are() -> None:
    text = (
        '7.1 Yes: no # really (40 pts.)\n\nHow do you say "yes": on, off, 3.10 or ~?\n\nNotes\n\n7.1. - [x] {a}: *b\n'
    )
    understood = understand("odd.txt", text.encode(), NOTHING_KNOWN)
    assert load(draft_of(understood), "draft.yaml") == understood.framework
