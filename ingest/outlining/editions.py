"""The edition and the sectors that a document names as its own: in its title, its headings and its running titles."""

import re
from collections.abc import Iterator

from ingest.documents import Block, Document

Edition = tuple[int, int]

_PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:[–—/-]|to)\s?((?:19|20)?\d\d)(?!\d)")
_FAMILY = r"(?:edition|criteria|framework|baldrige|excellence|award|handbook|version|survey|model|guide)"
_YEAR = re.compile(
    rf"(?i)(?<![\d–—/-])((?:19|20)\d\d)(?![\d–—/-])(?=\W+(?:[\w&/-]+\W+){{0,4}}?{_FAMILY})"
    rf"|\b{_FAMILY}\W+(?:of\s|for\s)?((?:19|20)\d\d)(?![\d–—/-])"
)
_SPEAKS_OF_EDITIONS = re.compile(rf"(?i)\b{_FAMILY}")
# What is compared with or replaced is another edition.
_OTHER = re.compile(
    r"(?i)\b(?:chang\w*|differ\w*|since|compar\w+|replac\w+|unlike|before|previous(?:ly)?|earlier|older?|former(?:ly)?|"
    r"instead|successor|superseded)\b[^.:]{0,40}$"
)
_SECTORS = {
    "health care": re.compile(r"(?i)\b(?:health ?care|hospitals?|clinics?)\b"),
    "education": re.compile(r"(?i)\b(?:education|schools?|colleges?|universit(?:y|ies))\b"),
    "business": re.compile(r"(?i)\b(?:business(?:es)?|non-?profits?)\b"),
    "public health": re.compile(r"(?i)\bpublic health\b"),
}
# So many blocks at the head may name the edition; a year further down speaks of something else.
_HEAD = 8
_LONGEST = 200


def editions_named(document: Document) -> frozenset[Edition]:
    """Return the editions that a document calls itself: those of its title, or else of its head and its headings."""
    titled = frozenset(_editions(document.title[:_LONGEST]))
    return titled or frozenset(edition for words in naming_lines(document) for edition in _editions(words))


def sectors_named(document: Document) -> frozenset[str]:
    """Return the sectors that a document names where it names its edition or itself."""
    naming = (words for words in naming_lines(document) if _SPEAKS_OF_EDITIONS.search(words) and "?" not in words)
    said = " ".join((document.title[:_LONGEST], *naming))
    return frozenset(sector for sector, pattern in _SECTORS.items() if pattern.search(said))


def naming_lines(document: Document) -> Iterator[str]:
    """Yield the lines in which a document may name itself: its head, and headings or running titles with a year."""
    for place, block in enumerate(document.blocks):
        words = block.words
        if 0 < len(words) <= _LONGEST and (place < _HEAD or _runs_over(block)):
            yield words


def edition_of(printed: str) -> Edition | None:
    """Return the edition that a framework prints, as the years from and to."""
    return next(iter(_editions(printed, anywhere=True)), None)


def _runs_over(block: Block) -> bool:
    outside = block.kind in ("heading", "furniture")
    return outside and _PAIR.search(block.words) is not None and _SPEAKS_OF_EDITIONS.search(block.words) is not None


def _editions(words: str, *, anywhere: bool = False) -> Iterator[Edition]:
    for pair in _PAIR.finditer(words):
        first, last = int(pair[1]), int(pair[2]) if len(pair[2]) == 4 else int(pair[1][:2] + pair[2])
        if (anywhere or not _OTHER.search(words[: pair.start()])) and 0 <= last - first <= 3:
            yield first, last
    for year in _YEAR.finditer(words):
        if anywhere or not _OTHER.search(words[: year.start()]):
            single = int(year[1] or year[2])
            yield single, single
