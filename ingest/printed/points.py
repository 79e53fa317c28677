"""The points of an item in their spellings: `(45 pts.)`, `[Points: 45]`, `– 45 Points`, `(max. 45 points)`."""

import re

_UNIT = r"(?:pts?\b\.?|points?\b|marks?\b)"
_MOST = r"(?:max(?:imum|\.)?|up to|worth|weight:?|total:?)?\s?"
_BEFORE = rf"{_MOST}(\d{{1,4}})\s?{_UNIT}(?:\s(?:possible|max(?:imum|\.)?|available|in all))?"
_SAID = rf"{_BEFORE}|(?:max(?:imum|\.)?\s)?(?:point value|{_UNIT})\s?[:=]\s?(\d{{1,4}})"
_BRACKETED = re.compile(rf"(?i)[(\[]\s?(?:{_SAID})\s?[)\]]")
# Without brackets only where a heading has them: at its end, or before the colon or dash that ends its first piece.
_ASKING = r"(?-i:How|What|Which|Who|Describe|Explain|Summari[sz]e|(?:In|To|By) what)\b"
_BEHIND = rf"(?=\s?$|\s?[:;|·•/]|\s[–—-]\s|\s{_ASKING})"
_BARE = re.compile(rf"(?i)(?:(?<=\s)|^)(?:{_SAID}){_BEHIND}")
# A number alone is one of points where it is as round as points are: "1.1 Leadership (70)".
_ROUND = re.compile(rf"[(\[]([1-9]\d?[05])[)\]]{_BEHIND}")
_BLANKS = re.compile(r"\s+")
_EDGES = " .…–—|·•/,:-\t"
# No heading is longer.
_LONGEST = 1000


def without_points(words: str) -> tuple[str, int | None]:
    """Return the words of a heading without its points, and the points; None where it names none."""
    if len(words) > _LONGEST:
        return words.strip(), None
    words = _BLANKS.sub(" ", words)
    match = _BRACKETED.search(words) or _BARE.search(words) or _ROUND.search(words)
    if match is None:
        return words.strip(), None
    before, after = words[: match.start()].rstrip(_EDGES), words[match.end() :].strip(_EDGES)
    points = int(next(filter(None, match.groups())))
    # What stood on both sides of the points are title and question.
    return ": ".join(filter(None, (before.lstrip(_EDGES), after))), points


def only_points(words: str) -> int | None:
    """Return the points that a line names where it says nothing else."""
    left, points = without_points(words)
    return points if not re.search(r"\w", left) else None
