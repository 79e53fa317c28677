"""Documents rendered in other formats, from the text they are: as Word, web page, PDF and Markdown."""

from collections.abc import Callable, Mapping

from tests.ingest.renderings.booklet import as_booklet, as_lines, as_report
from tests.ingest.renderings.page import as_page, as_page_of_lines
from tests.ingest.renderings.pieces import as_markdown
from tests.ingest.renderings.word import as_word, as_word_of_lines

# From a suffix of its own to what makes the bytes of that file from a text.
RENDERINGS: Mapping[str, Callable[[str], bytes]] = {
    ".md": as_markdown,
    ".docx": as_word,
    "-lines.docx": as_word_of_lines,
    ".html": as_page,
    "-lines.html": as_page_of_lines,
    ".pdf": as_report,
    "-booklet.pdf": as_booklet,
    "-lines.pdf": as_lines,
}
