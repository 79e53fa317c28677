"""The sector that a text speaks for, by the people it serves."""

import re

_WORDS = {
    "health care": re.compile(r"(?i)\b(?:patients?|health ?care|clinical|hospitals?)\b"),
    "education": re.compile(r"(?i)\b(?:students?|pupils?|schools?|faculty|curricul\w+)\b"),
    "public health": re.compile(r"(?i)\bpublic health\b"),
}
# One mention in so many words is enough: a criterion of a sector names its people in nearly every sentence.
_WORDS_PER_MENTION = 120


def sector_of(text: str) -> str | None:
    """Return "health care", "education" or "public health" where a text speaks of little else; else None."""
    count = max(1, len(text.split()))
    mentions = {sector: len(pattern.findall(text)) for sector, pattern in _WORDS.items()}
    sector = max(mentions, key=lambda name: mentions[name])
    return sector if mentions[sector] >= 2 and mentions[sector] * _WORDS_PER_MENTION >= count else None
