import zipfile
from io import BytesIO

import pytest

from ingest.limits import Refused
from ingest.sniffing import kind_of


def packed(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "words")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"Words", "text"),
        ("README", b"Words", "text"),
        ("a.MD", b"# Words", "markdown"),
        ("a.yaml", b"id: a", "yaml"),
        ("a.yml", b"id: a", "yaml"),
        ("a.htm", b"<p>Words</p>", "html"),
        ("a.txt", b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE html><p>Words</p>", "html"),
        ("a.txt", "<html><p>Words</p></html>".encode("utf-16"), "html"),
        ("a.txt", b"%PDF-1.7 rest", "pdf"),
        ("a.pdf", b"\n\n junk %PDF-1.4 rest", "pdf"),
        ("a.txt", b"A PDF begins with the signs %PDF-1.7.", "text"),
        ("a.txt", packed("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.txt", b"BM is short for benchmark.", "text"),
        ("a.txt", "Words".encode("utf-16"), "text"),
    ],
)
def test_content_comes_before_suffix(name: str, content: bytes, kind: str) -> None:
    assert kind_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", packed("xl/workbook.xml"), "an Excel file"),
        ("a.pptx", packed("ppt/presentation.xml"), "a PowerPoint file"),
        ("a.odt", packed("content.xml"), "an OpenDocument file"),
        ("a.zip", packed("a.txt"), "a zip file; unpack it"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word"),
        ("a.rtf", b"{\\rtf1 words}", "an RTF file"),
        ("a.pdf", b"\x89PNG\r\n", "a picture"),
        ("a.gz", b"\x1f\x8b\x08", "a compressed file"),
        ("a.exe", b"MZ\0\0", "a program"),
        ("a.pdf", b"Words", r"ends in \.pdf but is no PDF"),
        ("a.docx", b"Words", r"ends in \.docx but is no Word file"),
        ("a.csv", b"a,b", r"ending in \.csv"),
    ],
)
def test_what_is_not_read_is_named_in_one_sentence_with_what_would_work(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        kind_of(name, content)
    assert str(refusal.value).count(".") - str(refusal.value).count("(.") <= 2
    assert str(refusal.value).endswith(".")
