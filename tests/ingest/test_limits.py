import os
import random
from pathlib import Path

import pytest

from ingest.limits import MOST_CHARACTERS, Limits, Refused, check_passages, content_of, text_of


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"PK\x03\x04rest", "Word, Excel or zip"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xfeH\0o\0w", "does not read as text"),
        (b"\xff\xfe\0\0", "empty"),
        (b"H\0o\0w\0", "binary"),
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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_of_two_or_four_bytes_a_sign_is_read_by_its_mark(encoding: str) -> None:
    assert text_of("Wie geht’s? – 漢".encode(encoding)) == "Wie geht’s? – 漢"


def test_a_text_in_two_encodings_is_refused_with_the_line_and_not_guessed() -> None:
    mixed = "The café is open.\nThe key’s there.\n".encode() + "The café again.\n".encode("cp1252")
    with pytest.raises(Refused, match="Line 3 is stored in another encoding"):
        text_of(mixed)


def test_windows_text_is_read_although_two_of_its_signs_look_like_one_of_utf8() -> None:
    windows = "Ã© is how “é” looks when it is read as another encoding, a “bad” one".encode("cp1252")
    assert text_of(windows).startswith("Ã© is how “é” looks")


def test_more_text_than_can_be_understood_in_time_is_refused() -> None:
    assert len(text_of(b"ab " * (MOST_CHARACTERS // 3))) == MOST_CHARACTERS // 3 * 3
    with pytest.raises(Refused, match="more than 5,000,000 characters"):
        text_of(b"ab " * (MOST_CHARACTERS // 3 + 1))


def test_too_many_passages_and_one_that_is_too_long_are_refused() -> None:
    few = Limits(passages=3, characters=10)
    check_passages([10, 10, 10], few)
    for lengths, says in (([1] * 4, "more than 3 passages"), ([1, 11], "over 10 characters")):
        with pytest.raises(Refused, match=says):
            check_passages(lengths, few)


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
