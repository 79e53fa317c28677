"""Web pages: what an article says, without the page around it."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ingest.documents import Document
from ingest.limits import MOST_DEPTH, Refused, check_length, text_of
from ingest.printed.tidying import joined, lexicon
from ingest.readers.markup import emphasised, heading, is_labelled, label_length, without_marks
from ingest.readers.tables import table_lines
from ingest.readers.text import document_of
from ingest.readers.visible import keep_visible

_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""")
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*\?>")
_BLOCK_NAMES = """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody
td tfoot th thead tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = ("b", "strong")
# Stands for a break that the page asks for, until the spaces are made one.
_BREAK = "\u2028"
# So many marks at the head of lines are no chance.
_MANY = 2
_SHORT = 40


def read_web(name: str, content: bytes) -> Document:
    """Read the content of a web page along its headings, lists and tables."""
    text = _decoded(content)
    with warnings.catch_warnings():
        # A page may look like XML or like an address to the library: it is read all the same.
        warnings.simplefilter("ignore")
        page = BeautifulSoup(_PROLOGUE.sub("", text, count=1), "lxml")
    _check_depth(page)
    holder = keep_visible(page)
    reading = _Reading(lexicon(holder.get_text("\n")))
    reading.read(holder)
    found = check_length("\n\n".join(reading.pieces))
    if not found.strip():
        raise Refused("This web page holds no text of its own; save the page with its text, or as plain text.")
    return document_of(name, found)


def _decoded(content: bytes) -> str:
    """Decode by byte order mark, by what the page says of itself, or as any other text."""
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return without_marks(check_length(content.decode(declared[1].decode().lower())))
        except (LookupError, UnicodeDecodeError):
            pass
    return without_marks(text_of(content))


def _check_depth(page: BeautifulSoup) -> None:
    depth: dict[int, int] = {}
    for element in page.find_all(True):
        depth[id(element)] = depth.get(id(element.parent), 0) + 1
        if depth[id(element)] > MOST_DEPTH:
            raise Refused("This web page nests its elements too deep to be read; save its text as plain text.")


@dataclass
class _Reading:
    """Goes down the tree and collects paragraphs, headings, list items and rows."""

    words: frozenset[str]
    pieces: list[str] = field(default_factory=list)
    _above: str = ""
    _open: list[tuple[str, bool]] = field(default_factory=list)

    def read(self, holder: Tag) -> None:
        """Take what stands in an element, block by block."""
        for child in holder.children:
            if isinstance(child, NavigableString):
                self._open.append((str(child), _is_bold(holder)))
            elif isinstance(child, Tag):
                self._element(child)
        if holder.name in _BLOCKS:
            self._close()

    def _element(self, element: Tag) -> None:
        if element.name not in _BLOCKS and element.find(_is_block) is None:
            self._open.extend(_inline(element))
            return
        self._close()
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(element)
            case "ul" | "ol":
                self._list(element)
            case "dl":
                self._terms(element)
            case "table":
                self._table(element)
            case "pre":
                self.pieces.append(element.get_text().strip("\n"))
            case _:
                self.read(element)
        self._close()

    def _close(self, label: str = "") -> None:
        """End the paragraph that is open; `label` is what its list prints before it."""
        stretches, self._open = self._open, []
        for paragraph in _paragraphs(stretches):
            shown = self._joined(emphasised(paragraph)).strip("\n ")
            if shown:
                self.pieces.append(f"{label} {shown}" if label else shown)
                label = ""

    def _joined(self, text: str) -> str:
        """Make the lines of the page's source one, as a browser does; those that the page breaks stay.

        So do those of a text that was put into a page as it was, with the marks of a list at the head of its lines.
        """
        printed = [line.strip() for line in text.split("\n") if line.strip()]
        marked = [above for above, line in pairwise(printed) if label_length(line)]
        listed = len(marked) >= _MANY or any(len(above) < _SHORT or above.endswith((".", "?", ":")) for above in marked)
        parts = printed if listed else text.split(_BREAK)
        lines = (joined((line.strip() for line in part.split("\n")), self.words) for part in parts)
        return "\n".join(line.strip() for line in lines).replace(_BREAK, "\n")

    def _heading(self, element: Tag) -> None:
        words = " ".join(self._joined("".join(text for text, _ in _inline(element))).split())
        if words:
            self._above = words
            self.pieces.append(heading(_HEADINGS[element.name], words))

    def _list(self, element: Tag) -> None:
        for place, item in enumerate(element.find_all("li", recursive=False)):
            self._item(item, _label(element, item, place))

    def _item(self, item: Tag, label: str) -> None:
        typed = is_labelled(item.get_text().lstrip())
        first = len(self.pieces)
        self.read(item)
        if len(self.pieces) > first and not (typed and label != "-"):
            self.pieces[first] = f"{label} {self.pieces[first]}"

    def _terms(self, element: Tag) -> None:
        name = ""
        for child in element.find_all(["dt", "dd"]):
            words = " ".join(self._joined("".join(text for text, _ in _inline(child))).split())
            if child.name == "dt":
                name = words.rstrip(":")
            elif words:
                self.pieces.append(f"{name}: {words}" if name else words)
                name = ""

    def _table(self, table: Tag) -> None:
        rows: list[list[str]] = []
        for row in table.find_all("tr"):
            if row.find_parent("table") is not table:
                continue
            cells = row.find_all(["td", "th"], recursive=False)
            filled = [cell for cell in cells if cell.get_text(strip=True)]
            if len(filled) == 1 and (len(cells) == 1 or filled[0].find(["p", "ul", "ol", "table"]) is not None):
                # A frame around text, or criteria beside room for a response.
                self._rows(rows)
                rows = []
                self.read(filled[0])
                self._close()
            else:
                rows.append([self._cell(cell) for cell in cells])
        self._rows(rows)

    def _cell(self, cell: Tag) -> str:
        return " ".join(self._joined("".join(text for text, _ in _inline(cell))).split())

    def _rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.pieces.extend(table_lines(rows, self._above))


def _is_block(element: Tag) -> bool:
    return element.name in _BLOCKS


def _inline(element: Tag, bold: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the words of an element in stretches that are bold or not."""
    if element.name == "br":
        yield _BREAK, bold
    bold = bold or _is_bold(element)
    for child in element.children:
        if isinstance(child, NavigableString):
            yield str(child), bold
        elif isinstance(child, Tag) and not (child.name == "sup" and child.find("a") is not None):
            yield from _inline(child, bold)
            if child.name in _BLOCKS:
                yield " ", False


def _paragraphs(stretches: Sequence[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    """Part stretches where a page breaks the line twice."""
    paragraph: list[tuple[str, bool]] = []
    for words, is_bold in stretches:
        if words == _BREAK and _ends_in_break(paragraph):
            yield paragraph
            paragraph = []
        else:
            paragraph.append((words, is_bold))
    if paragraph:
        yield paragraph


def _ends_in_break(paragraph: Sequence[tuple[str, bool]]) -> bool:
    said = next((words for words, _ in reversed(paragraph) if words.strip(" \t\n\r")), "")
    return said == _BREAK


def _is_bold(element: Tag) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return element.name in _BOLD or re.search(r"font-weight:(?:bold|[6-9]00)", style) is not None


def _label(element: Tag, item: Tag, place: int) -> str:
    """Return what a list prints before one of its items."""
    if element.name == "ul":
        return "-"
    kind = str(element.get("type") or "1")
    style = str(element.get("style") or "").lower()
    start = _whole(str(element.get("start") or "1"), 1)
    number = _whole(str(item.get("value") or ""), start + place)
    if "alpha" in style or "latin" in style:
        kind = "A" if "upper" in style else "a"
    if "roman" in style or kind in ("i", "I") or (kind in ("a", "A") and number > 8):
        return "-"
    return f"{number}." if kind not in ("a", "A") else f"{chr(ord(kind) + number - 1)}."


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 4 else otherwise
