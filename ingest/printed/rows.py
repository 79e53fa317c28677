"""Rows of tables that are typed with bars: what one says, whatever boxes stand beside it."""

import re

_BOX = re.compile(
    r"(?i)[\s☐☑☒□■○●◯✓✔_.…xX-]*|\(?\d{1,2}\)?|\[[ x]?\]|yes|no|partly|n/?a|never|always|often|rarely|sometimes"
)
_HEADS = re.compile(
    r"(?i)(?:statements?|questions?|items?|no\.?|nr\.?|#|(?:strongly )?(?:dis)?agree|neutral|code|area)?"
)
_LABEL = re.compile(
    r"(?i)(?:q|no\.? ?)?\d{1,3}[a-z]?[.)]?|\(\d{1,2}\)|[a-h][.)]|\d{1,2}\.\d{1,2}[a-h]?(?:\(\d{1,2}\))?[.:]?"
)
_LEAST_WORDS = 3


def cells_of(row: str) -> tuple[str, ...]:
    """Return the cells of a row "| a | b |"."""
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def is_head_of_boxes(row: str) -> bool:
    """Say whether a row only names the columns of a table of boxes: "| Statement | 1 | 2 | 3 |"."""
    cells = cells_of(row) if row.startswith("|") else ()
    return len(cells) > 2 and all(_BOX.fullmatch(cell) or _HEADS.fullmatch(cell) for cell in cells)


def said_in(row: str) -> str | None:
    """Return what a row says if one cell does, behind its label if it has one; else None."""
    cells = cells_of(row)
    said = [cell for cell in cells if cell and not _BOX.fullmatch(cell)]
    label = cells[0] if _LABEL.fullmatch(cells[0]) else ""
    if is_head_of_boxes(row):
        return None
    if len(cells) > 2 and len(said) == 1 and not label and len(said[0].split()) <= _LEAST_WORDS:
        return f"**{said[0].strip('*_ ')}**"
    long = [cell for cell in said if cell != label]
    if len(cells) < 2 or len(long) != 1 or len(long[0].split()) < _LEAST_WORDS:
        return None
    return f"{label}{'.' if label.isdigit() else ''} {long[0]}" if label else f"- {long[0]}"
