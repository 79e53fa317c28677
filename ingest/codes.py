"""Codes as they are printed: `3.2`, `3.2a(1)`, and labels that name several at once."""

import re

CODE = r"(?:P|\d{1,2})\.\d{1,2}(?:[a-z](?:\(\d{1,2}\))?)?(?![\w(])"
_AND = r"\s*(?:,\s*and|,|;|&|and\b|to\b|[–-])\s*"
CODES = rf"{CODE}(?:{_AND}(?:{CODE}|\(?\d{{1,2}}\)|[a-z]\(\d{{1,2}}\)|[a-z](?=[.,;:)&])))*"

_PIECE = re.compile(
    rf"(?P<range>\s*(?:to\b|[–-])\s*)?(?:(?P<whole>{CODE})|(?P<lettered>[a-z]\(\d{{1,2}}\))|\(?(?P<number>\d{{1,2}})\)|(?<!\w)(?P<letter>[a-z])(?![\w(]))"
)
_PARTED = re.compile(r"(?P<item>(?:P|\d{1,2})\.\d{1,2})(?P<letter>[a-z])?(?:\((?P<number>\d{1,2})\))?")


def parted(code: str) -> tuple[str, str, str]:
    """Return item, letter and number of a code: ("3.2", "a", "1"); what it lacks is empty."""
    match = _PARTED.fullmatch(code)
    return (match["item"], match["letter"] or "", match["number"] or "") if match else (code, "", "")


def codes_of(label: str) -> tuple[str, ...]:
    """Return each code that a label names: "3.2a(1), (2) and b(1)" names three, "3.2a(1–3)" too."""
    found: list[str] = []
    for piece in _PIECE.finditer(_spread(label)):
        code = _full(piece, found[-1] if found else "")
        if piece["range"] and found:
            found.extend(between for between in _between(found[-1], code) if between not in found)
        if code not in found:
            found.append(code)
    return tuple(found)


def _spread(label: str) -> str:
    """Write `3.2a(1,2)` and `3.2a(1–3)` with brackets of their own around each number."""
    return re.sub(r"(?<=\d)(\s*(?:,|–|-|and)\s*)(?=\d{1,2}\))", r")\1(", label)


def _full(piece: re.Match[str], last: str) -> str:
    if piece["whole"]:
        return piece["whole"]
    item, letter, _ = parted(last)
    if piece["number"]:
        return f"{item}{letter}({piece['number']})"
    return f"{item}{piece['lettered'] or piece['letter']}"


def _between(first: str, last: str) -> list[str]:
    area, _, low = first.rpartition("(")
    above, _, high = last.rpartition("(")
    if not area or area != above:
        return []
    return [f"{area}({number})" for number in range(int(low[:-1]) + 1, int(high[:-1]))]
