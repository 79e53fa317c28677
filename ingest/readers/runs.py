"""The text of one Word paragraph as it is seen: without what is deleted or hidden, with tabs, breaks and bold."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

from ingest.readers.markup import BREAK, PAGE, without_marks
from ingest.readers.styles import Styles, size_of, value

# Holds another version of the text, or none that is printed here.
_PASSED_OVER = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent", "rt")
)
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:lastRenderedPageBreak"): PAGE,
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BULLETS = ("Symbol", "Wingdings", "Webdings")
# In half points: what is smaller cannot be read.
_SMALLEST = 5


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; `size` is 0 where it does not set its own."""

    text: str
    is_bold: bool
    size: int


def runs_of(paragraph: _Element, styles: Styles) -> Iterator[Run]:
    """Yield the runs that can be seen, those of links and insertions included."""
    for run in _within(paragraph):
        if _is_hidden(run, paragraph, styles):
            continue
        if text := "".join(_signs(run)):
            yield Run(text, styles.has(run, paragraph, "b"), size_of(run))


def has_break_before(paragraph: _Element) -> bool:
    """Say whether a paragraph is set to begin a page."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
    return found is not None and (found.get(qn("w:val")) or "1") not in ("0", "false", "off")


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes that hang on a paragraph, each once and without those within them."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = [each.tag for each in box.iterancestors()]
        if _FALLBACK not in above and qn("w:txbxContent") not in above[: _depth(box, paragraph)]:
            yield box


def _depth(box: _Element, paragraph: _Element) -> int:
    return next(place for place, each in enumerate(box.iterancestors()) if each is paragraph)


def _within(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _PASSED_OVER and child.tag != _FALLBACK:
            yield from _within(child)


def _signs(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield without_marks(child.text or "").replace("\n", " ")
        elif child.tag == qn("w:br"):
            yield BREAK if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:sym"):
            yield "•" if (child.get(qn("w:font")) or "").startswith(_BULLETS) else ""
        else:
            yield _SIGNS.get(child.tag, "")


def _is_hidden(run: _Element, paragraph: _Element, styles: Styles) -> bool:
    if styles.has(run, paragraph, "vanish") or 0 < size_of(run) < _SMALLEST:
        return True
    properties = run.find(qn("w:rPr"))
    is_white = properties is not None and value(properties, "color").upper() == "FFFFFF"
    return is_white and not _is_shaded(run)


def _is_shaded(run: _Element) -> bool:
    """Say whether there is something behind a run that white letters stand out from; a table's style may have it."""
    for holder in (run, *run.iterancestors()):
        if holder.tag == qn("w:tbl") or holder.tag == qn("w:txbxContent"):
            return True
        for name in ("rPr", "pPr", "tcPr"):
            properties = holder.find(qn(f"w:{name}"))
            if properties is not None and any(
                properties.find(qn(f"w:{by}")) is not None for by in ("shd", "highlight")
            ):
                return True
    return False
