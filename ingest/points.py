"""The points of an item in their spellings: `(45 pts.)`, `[45 points]`, `– 45 Points`."""

import re

_POINTS = re.compile(
    r"(?i)[\s.…]*(?:[(\[]\s*|[–—:-]\s*|\s)(\d{1,4})\s*(?:pts?\b\.?|points?\b|pt\.)(?:\s+possible)?\s*[)\]]?\.?"
)


def without_points(words: str) -> tuple[str, int | None]:
    """Return the words of a heading without its points, and the points; None where it names none."""
    match = _POINTS.search(words)
    if match is None:
        return words.strip(), None
    return f"{words[: match.start()]} {words[match.end() :]}".strip(" .…–—"), int(match[1])
