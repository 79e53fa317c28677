"""Word documents: headings, lists with the labels that Word prints, tables, pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from ingest.archives import check_archive
from ingest.documents import Document
from ingest.limits import Refused, check_length
from ingest.readers.markup import BREAK, PAGE, emphasised, heading, is_labelled, opened, paged
from ingest.readers.numbering import BULLET, Numbering, read_label
from ingest.readers.runs import Run, has_break_before, runs_of, text_boxes
from ingest.readers.styles import Styles
from ingest.readers.tables import table_lines
from ingest.readers.text import document_of

_HOLDERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"))
_CLEARLY_LARGER = 1.15
# So many empty paragraphs are a habit.
_MANY = 3


def read_word(name: str, content: bytes) -> Document:
    """Read the body of a Word document; headers, footers, notes, comments and what is deleted or hidden stay out."""
    check_archive(content)
    part = docx.Document(BytesIO(content)).part
    reading = _Reading(Styles.read(_related(part, RELATIONSHIP_TYPE.STYLES)), _numbering(part))
    body = part.element.body
    reading.read(body)
    text = check_length(reading.text)
    if _is_blank(text):
        raise Refused("This Word file holds no text; put the text into it and try again.")
    return document_of(name, *paged(text))


def _numbering(part: Part) -> Numbering:
    return Numbering.read(_related(part, RELATIONSHIP_TYPE.NUMBERING))


def _related(part: Part, kind: str) -> _Element | None:
    try:
        return parse_xml(part.part_related_by(kind).blob)
    except KeyError:
        return None


@dataclass(frozen=True)
class _Piece:
    """One paragraph, list item or row; `is_body` where it is no heading, list item or row."""

    text: str
    is_body: bool = False


@dataclass
class _Reading:
    styles: Styles
    numbering: Numbering
    pieces: list[_Piece] = field(default_factory=list)
    _above: str = ""
    _titles: int = 0

    def read(self, holder: _Element) -> None:
        """Take paragraphs and tables in the order of the document."""
        for child in holder:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in _HOLDERS:
                self.read(child)

    @property
    def text(self) -> str:
        """What was taken, as one text."""
        return "".join(_spaced(self.pieces)).strip("\n")

    def _paragraph(self, paragraph: _Element) -> None:
        if self.styles.is_contents(paragraph):
            return
        marks, runs = _opened(list(runs_of(paragraph, self.styles)))
        if has_break_before(paragraph):
            marks += BREAK
        text = "".join(run.text for run in runs)
        level = self.styles.heading_level(paragraph)
        if _is_blank(text):
            # Empty paragraphs tell how this writer parts paragraphs; a page may break in one.
            self.pieces.append(_Piece(marks + text.strip(), is_body=True))
        elif level >= 0:
            label = self._label(paragraph, text)
            self._heading(level, f"{label.rstrip('.)') if label[:1].isdigit() else label} {text}", marks)
        else:
            label = self._label(paragraph, text)
            shown = self._shown(runs)
            self.pieces.append(_Piece(f"{marks}{label} {shown}" if label else f"{marks}{shown}", is_body=not label))
        for box in text_boxes(paragraph):
            self.read(box)

    def _heading(self, level: int, words: str, marks: str) -> None:
        self._titles += level == 0
        self._above = words.strip()
        self.pieces.append(_Piece(marks + heading(max(level, 0) + (self._titles > 0), words)))

    def _label(self, paragraph: _Element, text: str) -> str:
        """Return the label that Word prints, unless the writer typed one."""
        list_id, level = self.styles.numbered(paragraph)
        label = self.numbering.label(list_id, level)
        if not label and self.styles.is_bulleted(paragraph):
            label = BULLET
        if is_labelled(text.lstrip()) and label != BULLET:
            return ""
        return read_label(label) if label else ""

    def _shown(self, runs: Sequence[Run]) -> str:
        """Return the text of a paragraph; words clearly larger than the rest are a title like bold ones."""
        large = self.styles.size * _CLEARLY_LARGER
        return emphasised([(run.text, run.is_bold or run.size > large) for run in runs]).strip(" \t\n")

    def _table(self, table: _Element) -> None:
        rows: list[list[str]] = []
        for row in _inside(table, "tr"):
            cells = list(_inside(row, "tc"))
            texts = [self._cell(cell) for cell in cells]
            filled = [cell for cell, text in zip(cells, texts, strict=True) if text]
            if len(filled) == 1 and (len(cells) == 1 or len(list(_inside(filled[0], "p"))) > 1):
                # A frame around text, or criteria beside room for a response.
                self._rows(rows)
                rows = []
                self.read(filled[0])
            else:
                rows.append(texts)
        self._rows(rows)

    def _rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.pieces.extend(_Piece(line) for line in table_lines(rows, self._above))

    def _cell(self, cell: _Element) -> str:
        """Return the text of a cell in one line; the lists are not counted on, for the cell may be read again."""
        paragraphs = cell.iter(qn("w:p"))
        texts = ("".join(run.text for run in runs_of(each, self.styles)) for each in paragraphs)
        return " ".join(filter(None, (" ".join(text.split()) for text in texts)))


def _opened(runs: list[Run]) -> tuple[str, list[Run]]:
    """Take the page marks at the head of a paragraph out of its runs."""
    marks = ""
    for place, run in enumerate(runs):
        found, rest = opened(run.text)
        marks += found
        if rest.strip():
            return marks, [replace(run, text=rest), *runs[place + 1 :]]
    return marks, []


def _spaced(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Part pieces by an empty line; where empty paragraphs do that already, paragraphs are printed lines."""
    bodies = [piece for piece in pieces if piece.is_body]
    blank = sum(_is_blank(piece.text) for piece in bodies)
    parted = blank >= _MANY and blank * 5 >= len(bodies)
    for above, piece in zip((None, *pieces), pieces, strict=False):
        if above is not None:
            yield "\n" if parted and above.is_body and piece.is_body else "\n\n"
        yield piece.text


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows, cells or paragraphs right inside an element, also behind content controls."""
    for child in element:
        if child.tag == qn(f"w:{name}") and child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield child
        elif child.tag in _HOLDERS:
            yield from _inside(child, name)


def _is_blank(text: str) -> bool:
    return not text.strip(f" \t\n\u00a0{PAGE}{BREAK}")
