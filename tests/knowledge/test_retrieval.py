from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge import calibration, catalogue, embeddings
from knowledge.dense import Dense
from knowledge.passages import Passage, passages_of
from knowledge.search import Search

FOLDER = Path(__file__).parent
LIBRARY = catalogue.packaged()
LIBRARY_PASSAGES = tuple(one for known in LIBRARY.values() for one in passages_of(known, f"packaged:{known.id}"))
SHORT = {
    "b": "baldrige-business-2021",
    "h": "baldrige-health-care-2017",
    "f": "framework-72",
    "c": "customer-focused-culture",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    dense = Dense(embeddings.packaged(), tmp_path_factory.mktemp("library"))
    dense.sync("packaged", dense.embed(LIBRARY_PASSAGES))
    yield Search(LIBRARY, {"packaged": LIBRARY_PASSAGES}, dense)
    dense.close()


def graded() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Read the questions with the places that answer them: (kind, question, (framework, code or term))."""
    lines = (FOLDER / "questions.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(kind, asked, [_place(one) for one in right.split(", ")]) for kind, asked, right in rows]


def asked_in(name: str) -> list[str]:
    """Read a list of questions, one a line."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def _place(written: str) -> tuple[str, str]:
    framework, _, code = written.partition("/")
    return SHORT[framework], code


def is_right(passage: Passage, right: list[tuple[str, str]]) -> bool:
    return any(
        passage.framework == framework
        and (passage.title == code if passage.kind in ("term", "topic") else _is_at(passage, framework, code))
        for framework, code in right
    )


def _is_at(passage: Passage, framework: str, code: str) -> bool:
    notes = {note.text for note in LIBRARY[framework].notes if code in note.about}
    return code in (passage.code, *LIBRARY[framework].lineage(passage.code or "")) or passage.text in notes


def test_the_library_answers_questions_of_every_kind(library: Search) -> None:
    first_right: dict[str, list[int]] = {}
    for kind, asked, right in graded():
        ranks = [rank for rank, hit in enumerate(library.find(asked).hits, 1) if is_right(hit.passage, right)]
        first_right.setdefault(kind, []).append(min(ranks, default=99))
    hits = {kind: sum(rank <= 5 for rank in ranks) / len(ranks) for kind, ranks in first_right.items()}
    assert sum(map(len, first_right.values())) >= 115
    # Measured with 765 passages: 1.00, 1.00, 1.00, 1.00 and 0.92 within the first five.
    assert (hits["code"], hits["definition"], hits["typo"]) == (1, 1, 1)
    assert hits["topic"] >= 0.9
    assert hits["words"] >= 0.88
    ranks = [rank for kind in first_right.values() for rank in kind]
    # Measured: 0.88 for all of them, and 0.88 too for the 44 questions of version 0.1, which reached 0.86 among the
    # 155 passages of that version and 0.81 before synonyms, spelling and late interaction.
    assert np.mean([1 / rank for rank in ranks]) >= 0.86


def test_the_library_answers_what_it_knows_and_refuses_what_is_off_topic(library: Search) -> None:
    real = [library.find(asked).confidence for _, asked, _ in graded()]
    offtopic = asked_in("offtopic_unseen.txt")
    assert len(offtopic) == 60
    assert not {*offtopic} & {*calibration.offtopic_questions()}
    # Measured: 115 of 118, 44 of the 44 of version 0.1, and 60 of 60 refused.
    assert sum(confidence != "none" for confidence in real) >= 0.96 * len(real)
    refused = [asked for asked in offtopic if library.find(asked).confidence == "none"]
    assert len(refused) >= 59


def test_what_is_near_the_subject_and_not_in_the_sources_is_seldom_answered_without_a_warning(library: Search) -> None:
    near = [library.find(asked).confidence for asked in asked_in("nearmiss.txt")]
    # Measured: 6 of 42 are answered, 21 are shown as a weak match, 15 are refused.
    assert len(near) >= 40
    assert near.count("answer") <= 0.2 * len(near)
    assert near.count("none") >= 0.3 * len(near)


def test_a_repair_is_told(library: Search) -> None:
    assert library.find("suply network managment").read_as == "supply network management"
    assert library.find("what does VOC data tell us").read_as == "what does voice of the customer data tell us"
    assert library.find("supply network management").read_as is None
    assert library.find("whats a colaborator").hits[0].passage.title == "Collaborators"
