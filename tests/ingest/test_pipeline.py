import json
from pathlib import Path

import pytest

from ingest.pipeline import run
from ingest.report import as_plain
from ingest.understood import Summary
from tests.ingest.reading import DOCUMENTS, ShelfInMemory, reading

COUNTED = {
    "items",
    "areas",
    "parts",
    "sentences",
    "questions",
    "notes",
    "incomplete_notes",
    "statements",
    "steps",
    "terms",
    "passages",
}


def test_a_run_puts_each_document_on_the_shelf_and_counts_it() -> None:
    shelf = ShelfInMemory()
    report = run([DOCUMENTS], reading(), shelf)
    assert {document.status for document in report.documents} == {"indexed"}
    assert shelf.puts == sorted(path.name for path in DOCUMENTS.iterdir())
    clinics = next(document for document in report.documents if document.path.endswith("clinics.txt"))
    assert set(clinics.counts) == COUNTED
    expected = {"items": 1, "parts": 2, "questions": 7, "notes": 2, "incomplete_notes": 2}
    assert {name: clinics.counts[name] for name in expected} == expected
    assert clinics.counts["passages"] == len(shelf.documents["clinics.txt"].passages)


def test_a_second_run_is_unchanged_puts_nothing_and_still_tells_what_there_is() -> None:
    shelf = ShelfInMemory()
    first = run([DOCUMENTS], reading(), shelf)
    count = len(shelf.puts)
    second = run([DOCUMENTS], reading(), shelf)
    assert {document.status for document in second.documents} == {"unchanged"}
    assert len(shelf.puts) == count
    assert [document.counts for document in second.documents] == [document.counts for document in first.documents]
    assert [document.outline for document in second.documents] == [document.outline for document in first.documents]


def test_a_changed_file_is_put_again(tmp_path: Path) -> None:
    shelf, file = ShelfInMemory(), tmp_path / "a.txt"
    for words in ("One thing is so.", "Another thing is so."):
        file.write_text(words, encoding="utf-8")
        (document,) = run([file], reading(), shelf).documents
        assert document.status == "indexed"
    assert [passage.text for passage in shelf.documents["a.txt"].passages] == ["Another thing is so."]


def test_one_bad_file_never_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.pdf.exe").write_bytes(b"MZ plain words")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.txt").write_bytes(b"x" * 600)
    (tmp_path / "e.txt").write_text("Good words are here.", encoding="utf-8")
    shelf = ShelfInMemory()
    report = run([tmp_path, tmp_path / "gone.txt"], reading(), shelf, most_bytes=500)
    assert [document.status for document in report.documents] == ["refused"] * 4 + ["indexed", "refused"]
    assert shelf.puts == ["e.txt"]
    for document in report.documents:
        if document.status == "refused":
            assert document.error is not None
            assert document.error.endswith(".")
            assert set(document.counts.values()) == {0}


def test_a_file_with_tricks_in_its_name_is_read_and_kept_under_a_plain_one(tmp_path: Path) -> None:
    (tmp_path / "bell\x07\u202e.txt").write_text("Good words are here.", encoding="utf-8")
    shelf = ShelfInMemory()
    (document,) = run([tmp_path], reading(), shelf).documents
    assert document.status == "indexed"
    assert shelf.puts[0].startswith("bell__~")


def test_two_files_of_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Words of {folder}.", encoding="utf-8")
    shelf = ShelfInMemory()
    report = run([tmp_path / "one", tmp_path / "two"], reading(), shelf)
    assert [document.status for document in report.documents] == ["indexed", "refused"]
    assert "same name" in (report.documents[1].error or "")
    assert shelf.documents["a.txt"].passages[0].text == "Words of one."


def test_progress_is_told_for_every_file() -> None:
    told: list[tuple[int, int, str]] = []
    run([DOCUMENTS], reading(), ShelfInMemory(), lambda *progress: told.append(progress))
    names = sorted(path.name for path in DOCUMENTS.iterdir())
    assert told == [(number, len(names), name) for number, name in enumerate(names, 1)]


def test_a_document_of_guidance_only_has_no_framework(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Some words that explain.", encoding="utf-8")
    shelf = ShelfInMemory()
    (document,) = run([file], reading(), shelf).documents
    assert document.framework is None
    assert shelf.documents["a.txt"].summary.own is None
    assert shelf.documents["a.txt"].passages[0].framework is None


def test_an_error_of_the_shelf_ends_the_run_because_no_file_is_at_fault() -> None:
    class BrokenShelf(ShelfInMemory):
        """A shelf whose disk is full."""

        def put(self, document: object) -> Summary:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        run([DOCUMENTS], reading(), BrokenShelf())


def test_the_report_is_plain_data_in_the_form_of_the_contract(tmp_path: Path) -> None:
    plain = as_plain(run([DOCUMENTS, tmp_path / "gone.txt"], reading(), ShelfInMemory()))
    assert len(json.loads(json.dumps(plain))["documents"]) == len(plain["documents"])
    for document in plain["documents"]:
        assert set(document) == {"path", "status", "framework", "error", "warnings", "counts", "outline"}
    booklet = next(document for document in plain["documents"] if document["path"].endswith("booklet.txt"))
    assert [part["code"] for part in booklet["outline"]["parts"]] == ["5.2a(1)", "5.2a(2)", "5.2b"]
    assert booklet["outline"]["known"] is None


def test_a_stopped_run_begins_no_further_file_and_goes_on_where_it_was(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Words of {name} are here.", encoding="utf-8")
    shelf = ShelfInMemory()
    stopped = run([tmp_path], reading(), shelf, is_stopped=lambda: bool(shelf.puts))
    assert (shelf.puts, stopped.left) == (["a.txt"], 2)
    again = run([tmp_path], reading(), shelf)
    assert [document.status for document in again.documents] == ["unchanged", "indexed", "indexed"]
