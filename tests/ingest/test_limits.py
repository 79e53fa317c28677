import os
import random
from pathlib import Path

import pytest

from ingest.limits import Refused, content_of, text_of


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"PK\x03\x04rest", "Word, Excel or zip"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xfeH\0o\0w\0", "UTF-16"),
        (b"text with a \0 in it", "binary"),
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(1, 256)) * 4, "does not read as text"),
        (b"\x81\x8d\x8f" * 20, "does not read as text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence_with_a_way_out(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        text_of(content)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ";" in sentence


def test_random_bytes_are_refused() -> None:
    noise = random.Random(7).randbytes(5000).replace(b"\0", b"\1")
    with pytest.raises(Refused):
        text_of(noise)


def test_utf8_is_read_with_and_without_a_byte_order_mark() -> None:
    assert text_of("\ufeffWie geht’s?".encode()) == text_of("Wie geht’s?".encode()) == "Wie geht’s?"


def test_windows_text_is_read_where_it_is_plausible() -> None:
    assert text_of("The customer’s café — a “key” place".encode("cp1252")) == "The customer’s café — a “key” place"


def test_line_ends_of_every_system_become_one() -> None:
    assert text_of(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_a_file_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * 101)
    assert len(content_of(file, most=101)) == 101
    with pytest.raises(Refused, match="larger than 100 bytes"):
        content_of(file, most=100)


def test_folders_missing_files_and_pipes_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, says in (
        (tmp_path, "a folder"),
        (tmp_path / "gone.txt", "no such file"),
        (pipe, "not a regular file"),
        (tmp_path / ("x" * 300), "cannot be opened"),
        (Path("nul\0byte.txt"), "cannot be opened"),
    ):
        with pytest.raises(Refused, match=says):
            content_of(path)
