"""PDFs that loop, unfold, lie, lock themselves or bring a program."""

import io
import zlib
from collections.abc import Mapping

from tests.ingest.hostile import MB, Hostile

_SHOWN = b"BT /F1 12 Tf 72 720 Td (How do you listen to customers?) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def packed(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object that is compressed."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + more)


def pdf(changed: Mapping[int, bytes] | None = None, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of one page, with some of its objects in another form."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: _PAGE,
        4: stream(_SHOWN),
        5: _FONT,
        **(changed or {}),
    }
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, count = file.tell(), max(objects) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    for number in range(1, count):
        file.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    file.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start))
    return file.getvalue()


def encrypted(user: str) -> bytes:
    """Return a PDF that opens with a password; with an empty one, readers open it by themselves."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(user, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    tree = {2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)}
    return pdf({**tree, **dict.fromkeys(range(10, 10 + count), _PAGE)})


def _layers(count: int) -> bytes:
    content = b"0" * MB
    for _ in range(count):
        content = zlib.compress(content, 9)
    return pdf({4: stream(content, b"/Filter [%s]" % (b"/FlateDecode " * count))})


def _object_bomb() -> bytes:
    """Objects packed into a stream of 200 MB."""
    inner = b"6 0 " + b" " * (200 * MB)
    return pdf({6: packed(inner, b"/Type /ObjStm /N 1 /First 4")}, b"/Root 1 0 R /Prev 9")


def _table_bomb() -> bytes:
    """A table of objects that says it has two billion entries."""
    entries = packed(b"\1\0\0\0" * 1000, b"/Type /XRef /W [1 2 1] /Index [0 2000000000] /Size 2000000000 /Root 1 0 R")
    content = b"%PDF-1.7\n1 0 obj\n" + entries + b"\nendobj\n"
    return content + b"startxref\n9\n%%EOF\n"


def _map(ranges: bytes) -> bytes:
    """A page whose font says what its codes mean, in these ranges."""
    text = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + ranges
    )
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R >>"
    return pdf({5: font, 6: packed(text + b"\nendcmap end end")})


def _program() -> bytes:
    action = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    inside = b"<< /Names [(a.exe) 7 0 R] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /Names << /EmbeddedFiles 9 0 R /JavaScript 9 0 R >> >>"
    file = b"<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>"
    return pdf({1: catalog, 6: action, 7: file, 8: packed(b"MZ" * MB, b"/Type /EmbeddedFile"), 9: inside})


def _form_loop() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 6 0 R >> >>"
    page = _PAGE.replace(b"/Font", b"/XObject << /A 6 0 R >> /Font")
    return pdf({3: page, 4: stream(b"/A Do"), 6: stream(b"/A Do /A Do", form)})


def _cut(tenths: int) -> bytes:
    content = pdf()
    return content[: len(content) * tenths // 10]


_TREE_LOOP = {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"}
_LOOP_ABOVE = {
    3: _PAGE.replace(b"/MediaBox [0 0 612 792]", b""),
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
}
_DEEP_TREE = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(10, 20_000)}

PDFS = (
    Hostile("a password", "c.pdf", lambda: encrypted("secret"), "password"),
    Hostile("an empty password", "c.pdf", lambda: encrypted("")),
    Hostile("a page tree that holds itself", "c.pdf", lambda: pdf(_TREE_LOOP)),
    Hostile("a page tree that is its own parent", "c.pdf", lambda: pdf(_LOOP_ABOVE)),
    Hostile(
        "a page tree 20,000 deep",
        "c.pdf",
        lambda: pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **_DEEP_TREE}),
    ),
    Hostile("an object that is itself", "c.pdf", lambda: pdf({4: b"4 0 R"})),
    Hostile("objects that are each other", "c.pdf", lambda: pdf({4: b"6 0 R", 6: b"4 0 R"})),
    Hostile(
        "a length that is itself", "c.pdf", lambda: pdf({4: stream(_SHOWN).replace(b"/Length 62", b"/Length 4 0 R")})
    ),
    Hostile(
        "a length of two billion",
        "c.pdf",
        lambda: pdf({4: stream(_SHOWN).replace(b"/Length 62", b"/Length 2000000000")}),
    ),
    Hostile("a negative length", "c.pdf", lambda: pdf({4: stream(_SHOWN).replace(b"/Length 62", b"/Length -9")})),
    Hostile("a page of 300 MB of spaces", "c.pdf", lambda: pdf({4: packed(b" " * (300 * MB))}), "."),
    Hostile(
        "a page of 60 MB of words",
        "c.pdf",
        lambda: pdf({4: packed(b"BT " + b"(words and words) Tj " * 3_000_000 + b"ET")}),
        ".",
        heavy=True,
    ),
    Hostile(
        "a page of 30 MB of graphics", "c.pdf", lambda: pdf({4: packed(b"q 1 0 0 1 0 0 cm " * 1_800_000)}), heavy=True
    ),
    Hostile("50 layers of packing", "c.pdf", lambda: _layers(50)),
    Hostile(
        "5,000 layers of packing",
        "c.pdf",
        lambda: pdf({4: stream(_SHOWN, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 5_000))}),
    ),
    Hostile("runs that unfold", "c.pdf", lambda: pdf({4: stream(b"\x81 " * 2_000_000, b"/Filter /RunLengthDecode")})),
    Hostile("a stream of objects that unfolds", "c.pdf", _object_bomb),
    Hostile("a table of two billion objects", "c.pdf", _table_bomb),
    Hostile("a table before itself", "c.pdf", lambda: pdf(trailer=b"/Root 1 0 R /Prev 9")),
    Hostile("10,000 pages", "c.pdf", lambda: _pages(10_000), "1,000 pages"),
    Hostile(
        "a count of two billion pages", "c.pdf", lambda: pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"})
    ),
    Hostile(
        "100,000 times the same page",
        "c.pdf",
        lambda: pdf({2: b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)}),
        ".",
    ),
    Hostile("a program and a file within", "c.pdf", _program),
    Hostile("a form that draws itself", "c.pdf", _form_loop),
    Hostile(
        "characters for four billion codes",
        "c.pdf",
        lambda: _map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
    ),
    Hostile(
        "characters for a million ranges",
        "c.pdf",
        lambda: _map(b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100_000 + b"endbfrange"),
    ),
    Hostile("200,000 arrays in one another", "c.pdf", lambda: pdf({6: b"[" * 200_000}, b"/Root 1 0 R /Info 6 0 R")),
    Hostile(
        "200,000 dictionaries in the trailer",
        "c.pdf",
        lambda: pdf(trailer=b"/Root 1 0 R /A " + b"<</A " * 200_000),
        heavy=True,
    ),
    Hostile("a picture that never ends", "c.pdf", lambda: pdf({4: stream(b"BI /W 1 /H 1 ID " + b"x" * MB)})),
    Hostile("a text that never closes", "c.pdf", lambda: pdf({4: stream(b"BT (" + b"\\(" * MB)})),
    Hostile("a name of 1 MB", "c.pdf", lambda: pdf({5: b"<< /Type /Font /BaseFont /" + b"#41" * (MB // 3) + b" >>"})),
    Hostile("19 MB of remarks", "c.pdf", lambda: pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + b"%\n" * (19 * MB // 2))),
    Hostile("no words at all", "c.pdf", lambda: pdf({4: stream(b"")}), "."),
    *(Hostile(f"a PDF cut after {n} tenths", "c.pdf", lambda n=n: _cut(n)) for n in range(1, 10)),  # type: ignore[misc]
)
