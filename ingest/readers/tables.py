"""Tables as lines: terms with their meanings, rows that ask, rows of figures."""

import re
from collections.abc import Sequence

from ingest.readers.markup import is_asking, is_label

Row = Sequence[str]

_TERM = re.compile(r"(?i)(?:key |defined )?(?:terms?|words?|concepts?|expressions?|abbreviations?)")
_MEANING = re.compile(r"(?i)(?:meanings?|definitions?|explanations?|descriptions?|what (?:it|this) means)")
_GLOSSARY = re.compile(r"(?i)\bglossary\b|\b(?:key|defined) terms\b|\bdefinitions\b")
# A box to tick, or the number of a scale.
_BOX = re.compile(r"[\s☐☑☒□■○●◯✓✔_.…-]*|\(?\d{1,2}\)?")
_LONG = 4


def table_lines(rows: Sequence[Row], above: str = "") -> list[str]:
    """Return the lines of a table; `above` is the heading over it, which may say that it is a glossary."""
    filled = [tuple(" ".join(cell.split()) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    if _has_terms(filled, above):
        body = filled[1:] if _names_terms(filled[0]) else filled
        return [f"{term}: {meaning}" for term, meaning in body if term and meaning]
    return [_line(row) for row in filled]


def _has_terms(rows: Sequence[Row], above: str) -> bool:
    if any(len(row) != 2 for row in rows):
        return False
    return _names_terms(rows[0]) or (_GLOSSARY.search(above) is not None and all(map(_is_term, rows)))


def _names_terms(row: Row) -> bool:
    return _TERM.fullmatch(row[0]) is not None and _MEANING.fullmatch(row[1]) is not None


def _is_term(row: Row) -> bool:
    return len(row[0].split()) <= 6 and not is_asking(row[1])


def _line(row: Row) -> str:
    said = [cell for cell in row if cell and not _BOX.fullmatch(cell)]
    others = [cell for cell in said if cell != row[0]]
    if is_label(row[0]) and len(said) <= 3 and sum(len(cell.split()) >= _LONG for cell in others) == 1:
        # A row numbered like a part or a statement is one, whatever boxes stand beside it.
        return f"{row[0]} {'  '.join(others)}"
    if len(said) == 1 and said[0] == row[0] and len(said[0].split()) < _LONG and not is_asking(said[0]):
        return f"**{said[0]}**"
    if len(row) == 1:
        return row[0]
    return f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
