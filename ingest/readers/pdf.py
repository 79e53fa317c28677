"""PDF: pages, columns and headings by where and how letters are set."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from ingest.documents import Document
from ingest.limits import MOST_PAGES, Refused, check_length
from ingest.readers.columns import gutters_of, regions_of, rows_of
from ingest.readers.markup import paged
from ingest.readers.painting import Fonts, Painter
from ingest.readers.printed import body_size, printed
from ingest.readers.running import without_running
from ingest.readers.text import document_of

_PROTECTED = "This PDF is protected by a password; save a copy without one."
_SCANNED = "This PDF is a scanned picture without text; a PDF with text, or Word, would work."
_UNTOLD = "The letters of this PDF cannot be told; save the document as Word or plain text."
_FEWEST_LETTERS = 10


def read_pdf(name: str, content: bytes) -> Document:
    """Read the text that can be seen in a PDF, without running heads; offsets of its pages are kept."""
    reader = _opened(content)
    if len(reader.pages) > MOST_PAGES:
        raise Refused(f"This PDF has more than {MOST_PAGES:,} pages; split it into smaller files.")
    fonts: Fonts = {}
    painters = [Painter(reader, fonts) for _ in reader.pages]
    whole = [rows_of(painter.page(page)) for painter, page in zip(painters, reader.pages, strict=True)]
    body = body_size([piece for rows in whole for row in rows for piece in row])
    pages = without_running(whole, [painter.paper for painter in painters], body)
    gutters = {x for rows in pages for x in gutters_of(rows, body)}
    text = check_length(printed([regions_of(rows, body, gutters) for rows in pages]))
    _check_letters(text)
    return document_of(name, *paged(text))


def _opened(content: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        try:
            # Many are locked against changes only, and open without a password.
            if not reader.decrypt(""):
                raise Refused(_PROTECTED)
        except (DependencyError, PyPdfError, NotImplementedError):
            raise Refused(_PROTECTED) from None
    return reader


def _check_letters(text: str) -> None:
    letters = len(re.findall(r"[^\W\d_]", text))
    if letters < _FEWEST_LETTERS:
        raise Refused(_SCANNED)
    signs = len(re.findall(r"\S", text))
    if text.count("\ufffd") * 5 > signs or letters * 3 < signs:
        raise Refused(_UNTOLD)
