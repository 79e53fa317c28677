import io
import os
import struct
import zipfile

import pytest

from ingest import archives
from ingest.archives import check_archive
from ingest.limits import Refused
from tests.ingest.hostile import MB
from tests.ingest.hostile.words import paragraph, word_file


def _archive(*files: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def _refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        check_archive(content)
    return str(refusal.value)


def test_a_sound_archive_is_taken_also_with_an_archive_within() -> None:
    inner = word_file(paragraph("Words."))
    check_archive(word_file(paragraph("Words."), more={"word/embeddings/sheet.xlsx": inner}))


def test_a_small_file_may_be_packed_tightly() -> None:
    check_archive(_archive(("a.xml", b" " * 1_000_000)))


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "a\\b", "c:a"])
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert "damaged" in _refusal(_archive((name, b"x")))


def test_a_name_with_a_zero_in_it_is_refused() -> None:
    assert "damaged" in _refusal(_archive(("a_b", b"x")).replace(b"a_b", b"a\0b"))


def test_two_pieces_of_one_name_are_refused() -> None:
    assert "damaged" in _refusal(_archive(("a1", b"x"), ("a2", b"y")).replace(b"a2", b"a1"))


def test_too_many_pieces_are_refused() -> None:
    pieces = [(f"{number}", b"") for number in range(archives.MOST_ENTRIES + 1)]
    check_archive(_archive(*pieces[1:]))
    assert "2,000 pieces" in _refusal(_archive(*pieces))


def test_what_unpacks_to_too_much_is_refused_for_its_size_or_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "100 times" in _refusal(_archive(*((f"{number}", b"x" * MB) for number in range(20))))
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2 * MB)
    assert "2 MB" in _refusal(_archive(("a", os.urandom(2 * MB) + b"x"), kind=zipfile.ZIP_STORED))


def test_a_size_that_is_a_lie_is_found_out() -> None:
    real = 8 * MB
    content = _archive(("a", b"x" * real)).replace(struct.pack("<L", real), struct.pack("<L", 1000))
    assert "damaged" in _refusal(content)


def test_a_lie_about_more_than_the_limit_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2 * MB)
    content = _archive(("a", b"x" * (8 * MB))).replace(struct.pack("<L", 8 * MB), struct.pack("<L", 1000))
    assert "unpacks" in _refusal(content)


def test_other_ways_of_packing_and_passwords_are_refused() -> None:
    assert "damaged" in _refusal(_archive(("a", b"x" * 1000), kind=zipfile.ZIP_BZIP2))
    locked = bytearray(_archive(("a", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + offset] |= 1
    assert "password" in _refusal(bytes(locked))


@pytest.mark.parametrize("tenths", range(1, 10))
def test_an_archive_that_is_cut_is_refused(tenths: int) -> None:
    content = word_file(paragraph("Words."))
    assert "damaged" in _refusal(content[: len(content) * tenths // 10])
