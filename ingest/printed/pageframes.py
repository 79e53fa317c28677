"""Lines that frame a page: its number, and the title that runs over every page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_NUMBER_ALONE = re.compile(
    r"(?i)(?:page\s)?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?|[-–—|]\s?\d{1,4}\s?[-–—|]"
)
_BARE_WORD = re.compile(r"[ivxlIVXL]+")
_NUMBER_FIRST = re.compile(r"(?:page\s)?(\d{1,4}|[ivxl]{1,6})(?:\s{3,}|\t\s*|\s*[|·•]\s*)(?=\S)", re.I)
_NUMBER_LAST = re.compile(r"(?:\s|[|·•])(?:page\s)?(\d{1,4}|[ivxl]{1,6})$", re.I)
_CODED = re.compile(r"(?i)(?:items?\s|category\s)?(?:\d{1,2}|p)\.\d")
_WIDE = 8
_LONGEST = 150
_LEAST_LETTERS = 6
_LEAST_LETTERS_OF_TITLE = 12
_LABELLED = re.compile(r"(?:[-*•|#>(]|\w{1,2}[.)]\s|\d|notes?\b|item\b)(?!\d{3})|.*[.?:]$")
_NEAR = 4
_HEAD = 40


def frame_lines(raw: Sequence[str]) -> frozenset[int]:
    """Return the numbers, counted from 1, of the lines that frame a page."""
    alone = {number for number, line in enumerate(raw, 1) if _is_page_number(line) and _stands_apart(raw, number)}
    return frozenset(alone | _running(raw, alone))


def _is_page_number(line: str) -> bool:
    shown = line.strip()
    return 0 < len(shown) <= 20 and _NUMBER_ALONE.fullmatch(shown) is not None and not _BARE_WORD.fullmatch(shown)


def _stands_apart(raw: Sequence[str], number: int) -> bool:
    """Say whether a line has a blank one, or the end of the text, above or below it."""
    above = raw[number - 2] if number > 1 else ""
    below = raw[number] if number < len(raw) else ""
    return not above.strip() or not below.strip()


def _running(raw: Sequence[str], page_numbers: set[int]) -> set[int]:
    """Return the titles that run over pages: with another number each time, or beside a page number each time."""
    numbered: dict[str, dict[int, str]] = defaultdict(dict)
    plain: dict[str, list[int]] = defaultdict(list)
    found = set()
    for number, shown in _short_lines(raw):
        title, page, gap = _parted(shown)
        if page and not _CODED.match(title):
            numbered[title.casefold()][number] = page
            found |= {number} if gap >= _WIDE and _stands_alone(raw, number, page_numbers) else set()
        elif len(shown) >= _LEAST_LETTERS:
            plain[shown.casefold()].append(number)
    for title, places in numbered.items():
        again = len(set(places.values())) > 1 or (title in plain and len(places) > 1)
        found.update(places if again else ())
    for title, numbers in plain.items():
        beside = sum(_is_beside(raw, number, page_numbers) for number in numbers)
        again = beside > 1 and len(title) >= _LEAST_LETTERS_OF_TITLE and " " in title and not _LABELLED.match(title)
        # What stands there first of all is the title itself.
        found.update(number for number in numbers if again and any(map(str.strip, raw[: min(number - 1, _HEAD)])))
    return found


def _is_beside(raw: Sequence[str], number: int, page_numbers: set[int]) -> bool:
    """Say whether a page number is next to a line, blank lines between them or not."""
    above = next((n for n in range(number - 1, max(0, number - _NEAR), -1) if raw[n - 1].strip()), 0)
    below = next((n for n in range(number + 1, min(len(raw), number + _NEAR) + 1) if raw[n - 1].strip()), 0)
    return not {above, below}.isdisjoint(page_numbers)


def _short_lines(raw: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(raw, 1):
        shown = line.strip()
        if 0 < len(shown) <= _LONGEST:
            yield number, shown


def _stands_alone(raw: Sequence[str], number: int, page_numbers: set[int]) -> bool:
    above = raw[number - 2].strip() if number > 1 else ""
    below = raw[number].strip() if number < len(raw) else ""
    return (not above or number - 1 in page_numbers) and (not below or number + 1 in page_numbers)


def _parted(shown: str) -> tuple[str, str, int]:
    """Part a page number from the words beside it; return the words, the number and how wide the gap is."""
    if first := _NUMBER_FIRST.match(shown):
        title = shown[first.end() :]
        return title, first[1], len(first[0]) - len(first[1])
    last = _NUMBER_LAST.search(shown[-12:])
    if last:
        before = shown[: len(shown) - len(last[0])]
        gap = len(last[0]) - len(last[1]) + len(before) - len(before.rstrip())
        marked = last[0][0] in "|·•" or gap >= 3
        if marked and re.search(r"[A-Za-z]{3}", before) and not before.rstrip().endswith("."):
            return before.strip(" |·•\t"), last[1], gap
    return shown, "", 0
