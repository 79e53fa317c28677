"""All hostile files together."""

from tests.ingest.hostile import Hostile
from tests.ingest.hostile.frameworks import FRAMEWORKS
from tests.ingest.hostile.pages import PAGES
from tests.ingest.hostile.pdfs import PDFS
from tests.ingest.hostile.texts import TEXTS
from tests.ingest.hostile.types import NAMES, TYPES
from tests.ingest.hostile.words import WORDS

# Without the runs, which there are in any length.
COLLECTION: tuple[Hostile, ...] = (*TYPES, *NAMES, *TEXTS, *FRAMEWORKS, *WORDS, *PAGES, *PDFS)
