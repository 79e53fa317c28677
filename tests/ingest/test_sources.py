from pathlib import Path

import pytest

from ingest.sources import fingerprint, found, named


def test_a_folder_stands_for_its_files_in_order_named_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("z.txt", "b/a.md", ".secret.txt", ".hidden/c.txt"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert [source.name for source in found([tmp_path])] == ["z.txt", "b/a.md"]


def test_a_single_file_has_its_bare_name_and_is_found_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("words", encoding="utf-8")
    assert [source.name for source in found([file, tmp_path, file])] == ["a.txt"]


def test_what_is_missing_is_found_too_so_that_it_can_be_reported(tmp_path: Path) -> None:
    assert [source.path for source in found([tmp_path / "gone.txt"])] == [tmp_path / "gone.txt"]


@pytest.mark.parametrize("name", ["a\u202etxt.exe", "line\nbreak.txt", "bell\x07.txt", "broken\udcff.txt", "x" * 300])
def test_a_name_with_tricks_is_made_plain_and_stays_unlike_others(name: str) -> None:
    plain = named(name)
    assert plain.isprintable()
    assert len(plain) <= 200
    assert plain.encode("utf-8")
    assert plain != named(f"{name}2")
    assert plain == named(name)


def test_an_honest_name_is_kept_letter_by_letter() -> None:
    assert named("Über uns/größe 2023.txt") == "Über uns/größe 2023.txt"


def test_the_suffix_stays_where_a_name_is_cut() -> None:
    assert named(f"{'x' * 300}.pdf").endswith(".pdf")


def test_a_fingerprint_tells_contents_apart() -> None:
    assert fingerprint(b"one") == fingerprint(b"one") != fingerprint(b"two")
