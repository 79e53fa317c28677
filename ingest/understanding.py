"""The bytes of one document → what is understood of it: sniffed, read, outlined and split."""

import re
from bisect import bisect_left

from ingest.documents import Document
from ingest.limits import MOST_YAML_BYTES, Refused, check_size, text_of
from ingest.outline import Outline, outlined
from ingest.readers import READERS
from ingest.sniffing import kind_of
from ingest.sources import fingerprint
from ingest.splitting import split
from ingest.understood import Understood
from knowledge.catalogue import Catalogue, CriteriaError, load
from knowledge.passages import passages_of


def understand(name: str, content: bytes, catalogue: Catalogue, framework: str | None = None) -> Understood:
    """Understand a file; `framework` names the one of the catalogue that it extends, where the owner says so.

    Raises Refused for what cannot be read, with the one sentence that a person may read.
    """
    kind = kind_of(name, content)
    if kind == "yaml":
        return _framework_file(name, content, catalogue)
    document = READERS[kind](name, content)
    outline = outlined(document, catalogue, framework)
    passages = split(document, outline)
    lines = _lines(document, outline)
    return Understood(name, fingerprint(content), outline.framework, outline.known, passages, outline.warnings, lines)


def _framework_file(name: str, content: bytes, catalogue: Catalogue) -> Understood:
    """Take a framework as its owner wrote it; nothing in it is guessed."""
    try:
        check_size(content, MOST_YAML_BYTES)
        framework = load(text_of(content), name)
    except CriteriaError as error:
        raise Refused(f"This framework file does not add up: {error.place}: {error.remedy}.") from None
    known = framework.id if framework.id in catalogue else None
    return Understood(name, fingerprint(content), framework, known, passages_of(framework, name))


def _lines(document: Document, outline: Outline) -> dict[str, int]:
    starts = {f"{kind} {key}": place[0] for (kind, key), place in outline.places.items()}
    # Counting from the beginning for each piece would take as long as there are pieces times lines.
    ends = [end.start() for end in re.finditer("\n", document.text)]
    return {piece: bisect_left(ends, start) + 1 for piece, start in starts.items()}
