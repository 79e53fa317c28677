"""Word files (zip archives of XML) that unfold, lie about their size, point outside or never end."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from tests.ingest.hostile import MB, Hostile

_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = b"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_OUTSIDE = b"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="file:///etc/passwd" TargetMode="External"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"/>
<Relationship Id="r2" Target="../../../../etc/passwd"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>"""
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(
    body: str, before: str = "", more: Mapping[str, bytes] | Iterable[tuple[str, bytes]] = (), *, packed: bool = True
) -> bytes:
    """Return a Word file with this XML in its body, `before` standing in front of the document's own XML."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_NAMESPACE}><w:body>{body}</w:body></w:document>'
    )
    parts = [("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", document.encode())]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in [*parts, *dict(more).items()]:
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(text: str) -> str:
    """Return one paragraph as a Word file has it."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_entity(address: str) -> bytes:
    """Return a Word file whose only paragraph wants what stands at an address."""
    return word_file(paragraph("Before &canary; after."), f'<!DOCTYPE d [<!ENTITY canary SYSTEM "{address}">]>')


def _laughs() -> bytes:
    rows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word_file(paragraph("&a9;"), f'<!DOCTYPE d [<!ENTITY a0 "ha">{rows}]>')


def _one_long_entity() -> bytes:
    return word_file(paragraph("&a;" * 50_000), f'<!DOCTYPE d [<!ENTITY a "{"ha" * 50_000}">]>')


def _outer_definition() -> bytes:
    return word_file(
        paragraph("Words."),
        '<!DOCTYPE d SYSTEM "file:///etc/hostname" [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
    )


def _lying() -> bytes:
    """A part of 60 MB that is said to have 1,000 bytes."""
    real = word_file(paragraph("x" * (60 * MB)))
    size = zipfile.ZipFile(io.BytesIO(real)).getinfo("word/document.xml").file_size
    return real.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def _lying_in_64_bits() -> bytes:
    """A part whose size is said in the long form, and is far more than there is."""
    file = io.BytesIO(word_file(paragraph("Words.")))
    with zipfile.ZipFile(file, "a") as archive, archive.open("word/more.xml", "w", force_zip64=True) as part:
        part.write(b"<a/>")
    content = bytearray(file.getvalue())
    at = content.rfind(b"PK\x01\x02")
    extra = struct.pack("<HHQ", 1, 8, 2**40)
    content[at + 24 : at + 28] = b"\xff\xff\xff\xff"
    length, said = struct.unpack_from("<HH", content, at + 28)
    content[at + 30 : at + 32] = struct.pack("<H", said + len(extra))
    content[at + 46 + length : at + 46 + length] = extra
    return bytes(_with_size_of_directory(content, len(extra)))


def _with_size_of_directory(content: bytearray, more: int) -> bytearray:
    end = content.rfind(b"PK\x05\x06")
    size = struct.unpack_from("<L", content, end + 12)[0]
    content[end + 12 : end + 16] = struct.pack("<L", size + more)
    return content


def _marked_as_encrypted() -> bytes:
    content = bytearray(word_file(paragraph("Words.")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def _nested() -> bytes:
    inner = word_file(paragraph("x" * (20 * MB)))
    for _ in range(5):
        inner = word_file(paragraph("Words."), more={"word/embeddings/inner.docx": inner})
    return inner


def _twice() -> bytes:
    content = word_file(paragraph("Words."), more={"word/documenu.xml": b"<a/>"})
    return content.replace(b"word/documenu.xml", b"word/document.xml")


def _deep(tag: str, count: int) -> str:
    return f"<w:{tag}>" * count + f"</w:{tag}>" * count


_ROW = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"

WORDS = (
    Hostile("a part of 110 MB", "b.docx", lambda: word_file(paragraph("x" * (110 * MB))), "unpacks"),
    Hostile("a part of 60 MB of spaces", "b.docx", lambda: word_file(paragraph(" " * (60 * MB))), "."),
    Hostile(
        "3,000 parts", "b.docx", lambda: word_file("", more={f"word/{n}.xml": b"<a/>" for n in range(3000)}), "2,000"
    ),
    Hostile("archives in archives", "b.docx", _nested),
    Hostile("a size that is a lie", "b.docx", _lying, "."),
    Hostile("a long size that is a lie", "b.docx", _lying_in_64_bits, "."),
    Hostile(
        "a part that leads outside", "b.docx", lambda: word_file("", more={"../../outside.xml": b"<a/>"}), "damaged"
    ),
    Hostile(
        "a part with a path of the system",
        "b.docx",
        lambda: word_file("", more={"/etc/outside.xml": b"<a/>"}),
        "damaged",
    ),
    Hostile("a part of the same name", "b.docx", _twice, "damaged"),
    Hostile("a mark of encryption", "b.docx", _marked_as_encrypted, "password"),
    Hostile("an outer entity", "b.docx", lambda: with_entity("file:///etc/passwd")),
    Hostile("an outer entity of the network", "b.docx", lambda: with_entity("http://127.0.0.1:9/canary")),
    Hostile("an outer definition", "b.docx", _outer_definition),
    Hostile("entities that unfold", "b.docx", _laughs, "."),
    Hostile("a long entity 50,000 times", "b.docx", _one_long_entity, "."),
    Hostile("1,000,000 paragraphs", "b.docx", lambda: word_file("<w:p/>" * 1_000_000, packed=False), heavy=True),
    Hostile("4,700,000 elements", "b.docx", lambda: word_file("<a/>" * 4_700_000, packed=False), ".", heavy=True),
    Hostile("3,000,000 paragraphs", "b.docx", lambda: word_file("<w:p/>" * 3_000_000, packed=False), heavy=True),
    Hostile(
        "300,000 paragraphs of a word", "b.docx", lambda: word_file(paragraph("x") * 300_000, packed=False), heavy=True
    ),
    Hostile("50,000 tables in one another", "b.docx", lambda: word_file(_deep("tbl", 50_000))),
    Hostile("50,000 frames in one another", "b.docx", lambda: word_file(_deep("sdt", 50_000))),
    Hostile(
        "200 cells in one another",
        "b.docx",
        lambda: word_file("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200),
    ),
    Hostile(
        "a table of 200,000 rows",
        "b.docx",
        lambda: word_file(f"<w:tbl>{_ROW * 200_000}</w:tbl>", packed=False),
        heavy=True,
    ),
    Hostile(
        "a paragraph of 500,000 runs",
        "b.docx",
        lambda: word_file(f"<w:p>{'<w:r><w:t>x </w:t></w:r>' * 500_000}</w:p>", packed=False),
        heavy=True,
    ),
    Hostile("a word of 4 MB", "b.docx", lambda: word_file(paragraph("x" * 4_000_000), packed=False), heavy=True),
    Hostile(
        "relations that lead outside", "b.docx", lambda: word_file("", more={"word/_rels/document.xml.rels": _OUTSIDE})
    ),
    Hostile("XML that is none", "b.docx", lambda: word_file("<w:p><w:r>"), "."),
    Hostile("an archive of its head only", "b.docx", lambda: word_file(paragraph("Words."))[:60], "."),
    Hostile(
        "an archive without a document",
        "b.docx",
        lambda: word_file("").replace(b"word/document.xml", b"word/documenx.xml"),
        ".",
    ),
)
