"""Codes as they are printed: `3.2`, `3.2a(1)`, and labels that name several at once."""

import re

_ITEM = r"(?:P|\d{1,2})\.\d{1,2}(?!\d)"
# "3.2a", "3.2.a", "3.2(a)"; a space before the letter only where brackets, a stop or a dash show that it is one.
_LETTER = r"(?:\.?[a-z]|\.?\s?\([a-h]\)|\s[a-h](?=[.:)]?\s?[(\[]\d|[.:)]\s))"
_NUMBER = r"\.?\s?[(\[]\d{1,2}[)\]]"
_SEVERAL = r"\.?\s?\(\d{1,2}(?:\s*(?:,|;|–|-|&|and|to)\s*\d{1,2})+\)"
CODE = rf"{_ITEM}(?:{_LETTER}(?:{_NUMBER}|{_SEVERAL})?|\(\d\))?(?![\w(])"
_AND = r"\s*(?:,\s*and|,|;|&|/|\+|and\b|to\b|through\b|[–-])\s*"
_FURTHER = rf"{CODE}|[a-z]?\(?\d{{1,2}}\)|[a-z]{_SEVERAL}|[a-z](?=[.,;:)\]&*]|\s[–—-]\s)|[b-h](?=\s+[A-Z])"
CODES = rf"{CODE}(?:{_AND}(?:{_FURTHER}))*"

_PIECE = re.compile(
    rf"(?P<range>\s*(?:to\b|through\b|[–-])\s*)?(?:(?P<whole>{CODE})|(?P<lettered>[a-z]\(\d{{1,2}}\))"
    r"|\(?(?P<number>\d{1,2})\)|(?<!\w)(?P<letter>[a-z])(?![\w(]))"
)
_PARTED = re.compile(
    r"(?P<item>(?:P|\d{1,2})\.\d{1,2})(?:[.\s]*\(?(?P<letter>[a-z])\)?)?(?:[.\s]*[(\[](?P<number>\d{1,2})[)\]])?"
)
_LIST_IN_BRACKETS = re.compile(r"(?<=\d)\s*(,|;|–|-|&|and|to)\s*(?=\d{1,2}(?:\)|\s*(?:,|;|–|-|&|and|to)\s*\d))")
# More than any list of areas, parts or items has.
_LONGEST_RANGE = 26


def parted(code: str) -> tuple[str, str, str]:
    """Return item, letter and number of a code: ("3.2", "a", "1"); what it lacks is empty."""
    match = _PARTED.fullmatch(code)
    return (match["item"], match["letter"] or "", match["number"] or "") if match else (code, "", "")


def codes_of(label: str) -> tuple[str, ...]:
    """Return each code that a label names: "3.2a(1), (2) and b(1)" names three, "3.2a(1–3)" too."""
    found: dict[str, None] = {}
    last = ""
    for piece in _PIECE.finditer(_spread(label)):
        code = _full(piece, last)
        if piece["range"] and last:
            found.update(dict.fromkeys(_between(last, code)))
        found[code] = None
        last = code
    return tuple(found)


def spelt(code: str) -> str:
    """Write a code in the one way in which codes are compared: `3.2.a.(1)` as `3.2a(1)`."""
    item, letter, number = parted(code)
    return f"{item}{letter}" + (f"({number})" if number else "")


def _spread(label: str) -> str:
    """Write `3.2a(1,2)` and `3.2a(1–3)` with brackets of their own around each number."""
    if "(" not in label:
        return label
    return _LIST_IN_BRACKETS.sub(lambda found: f"){found[1] if found[1] in '–-to' else ','}(", label)


def _full(piece: re.Match[str], last: str) -> str:
    if piece["whole"]:
        return spelt(piece["whole"])
    item, letter, _ = parted(last)
    if piece["number"]:
        return f"{item}{letter}({piece['number']})"
    return f"{item}{piece['lettered'] or piece['letter']}"


def _between(first: str, last: str) -> list[str]:
    """Return the codes between two that differ in their last place only: numbers, letters, or items."""
    low, high = parted(first), parted(last)
    if low[:2] == high[:2] and low[2] and high[2]:
        return [f"{low[0]}{low[1]}({number})" for number in _numbers(low[2], high[2])]
    if low[0] == high[0] and low[1] and high[1] and not low[2] and not high[2]:
        return [f"{low[0]}{chr(letter)}" for letter in range(ord(low[1]) + 1, ord(high[1]))]
    category, _, number = low[0].partition(".")
    above, _, other = high[0].partition(".")
    if category == above and not any((*low[1:], *high[1:])):
        return [f"{category}.{between}" for between in _numbers(number, other)]
    return []


def _numbers(low: str, high: str) -> range:
    return range(int(low) + 1, min(int(high), int(low) + _LONGEST_RANGE))
