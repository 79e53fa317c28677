"""What a printed line is labelled with: a bullet, a box to tick, a number, a letter, a code, the word "Note"."""

import re
from typing import Literal, NamedTuple

from ingest.printed.codes import CODES

LineKind = Literal["heading", "paragraph", "bullet", "numbered", "lettered", "bracketed", "coded", "rule"]

_BULLET = re.compile(r"(?:[-*+•●▪■◦‣∙–—·o→►➢»✓✔]|\uf0b7|\uf0a7)\s+(?=\S)")
_BOX = re.compile(r"(?:\[[ xX_]?\]|[☐☑☒□❏❑○◯]|\(\s\)|_{2,5}(?=\s))\s*(?=\w)")
_BOLD = r"(?:\*{1,3}|_{1,2})?"
_NOTED = rf"(?:{_BOLD}(?i:notes?(?:\s(?:on|to|for|about))?(?:\sitems?)?|re)\s?[:.–—-]?\s+|N)"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
_PREFIXED = rf"(?i:(step|stage|phase|note|question)\s+|(n|q)\s?)(\d{{1,3}}|{'|'.join(_COUNTED)})"

_CODED = re.compile(
    rf"(?P<noted>{_NOTED})?{_BOLD}(?:(?i:item|area|criterion)s?\s+)?{_BOLD}[(\[]?(?P<label>{CODES}){_BOLD}"
    rf"(?:[.:)\]]{{1,2}}|\s?[–—|·•/-](?=\s))?{_BOLD}(?:\s+|$)"
)
_NAMED = re.compile(rf"{_BOLD}(?:{_PREFIXED})(?:\s?[.:)]|\s[–—-](?=\s)|(?=\s*(?:\*\*)?$)|(?=\s+[A-Z])){_BOLD}(?:\s+|$)")
_BRACKETED = re.compile(rf"{_BOLD}\((\d{{1,2}}|[a-h])\){_BOLD}\s*(?=\S)|\[(\d{{1,2}})\]\s+(?=\S)")
_SMALL_ROMAN = re.compile(r"\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(?=\S)")
_LARGE_ROMAN = re.compile(rf"{_BOLD}(I{{1,3}}|IV|VI{{0,3}}|IX|X)[.)]{_BOLD}\s+(?=[A-Z*])")
_NUMBERED = re.compile(rf"{_BOLD}(\d{{1,3}}[a-z]?)[.):]{_BOLD}\s+(?=\S)")
_LETTERED = re.compile(
    rf"{_BOLD}(?:([A-Ha-h])(?:[.)]|\s[–—](?=\s))|(?i:area\s([a-h]))(?:[.:)]|\s[–—-](?=\s))){_BOLD}\s+(?=\S)"
)
_PLAIN: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    ("bracketed", _BRACKETED),
    ("numbered", _LARGE_ROMAN),
    ("numbered", _NUMBERED),
    ("lettered", _LETTERED),
)


class Label(NamedTuple):
    """What a line is labelled with, and the rest of it; `noted` says that the label calls it a note."""

    kind: LineKind
    label: str
    body: str
    noted: bool = False


def bulleted(body: str) -> str | None:
    """Return what stands behind a bullet or a box, or None where there is neither."""
    bullet = _BULLET.match(body)
    rest = body[bullet.end() :] if bullet else body
    box = _BOX.match(rest)
    if box:
        return rest[box.end() :]
    return rest if bullet else None


def labelled(body: str) -> Label | None:
    """Return the label at the head of a line."""
    coded = _CODED.match(body)
    if coded and coded["noted"] and coded.end() == len(body):
        # "Notes to Item 3.1" stands over notes.
        return None
    if coded:
        return Label("coded", coded["label"], _behind(body, coded), coded["noted"] is not None)
    if named := _NAMED.match(body):
        return _named(body, named)
    if roman := _SMALL_ROMAN.match(body):
        return Label("bullet", "", _behind(body, roman))
    for kind, pattern in _PLAIN:
        if found := pattern.match(body):
            label = next(filter(None, found.groups()))
            return Label(kind, _ROMAN.get(label, label), _behind(body, found))
    return None


def _named(body: str, found: re.Match[str]) -> Label | None:
    """Read "Step 3:", "Stage two –", "Note 1.", "N1.", "Q4:" and "Question 4."."""
    word, number = (found[1] or found[2]).lower(), _COUNTED.get(found[3].lower(), found[3])
    rest = _behind(body, found)
    if found[3].lower() in _COUNTED and word not in ("step", "stage", "phase"):
        return None
    if word in ("step", "stage", "phase"):
        return Label("numbered", f"Step {number}", rest)
    if word in ("note", "n"):
        return Label("numbered", f"N{number}", rest, noted=True) if rest else None
    return Label("numbered", number, rest) if rest else None


def _behind(body: str, label: re.Match[str]) -> str:
    """Return the rest of a line; bold that began before the label goes on behind it."""
    rest = body[label.end() :]
    return f"**{rest}" if label[0].count("**") == 1 and rest.count("**") % 2 == 1 else rest
