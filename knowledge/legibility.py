"""Whether a response can be judged at all: the rules read English, and need some words to read."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Literal

from knowledge.evidence.lexicon import lexicon, plain

Unclear = Literal["empty", "too short", "not applicable", "another language", "not understood", "profile"]

# A response of one word names something and describes nothing; a figure with its name says something.
LEAST = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_APPLICABLE = re.compile(
    r"(?:n/?a|none|(?:this |it )?(?:is |does )?not (?:applicable|apply|relevant)(?: (?:here|to us|for us))?|"
    r"(?:i )?(?:do not|don['’]?t|dunno) ?(?:know)?|no idea|no comment|nothing|skip|pass)[\s.!]*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.,]*")
_FEW = 4


def unclear(text: str) -> Unclear | None:
    """Return why a response cannot be judged, or None where it can."""
    found = _WORD.findall(text)
    if not found:
        return "too short" if any(one.isalnum() for one in text) else "empty"
    if _NOT_APPLICABLE.fullmatch(text.strip()):
        return "not applicable"
    words = [plain(word) for word in found]
    if _is_foreign(words):
        return "another language"
    if len(found) + len(_FIGURE.findall(text)) < LEAST:
        return "too short"
    return "not understood" if _is_noise(words, text) else None


def _is_foreign(words: list[str]) -> bool:
    letters = "".join(words)
    if sum(one > "ɏ" for one in letters) > len(letters) / 2:
        return True
    english = sum("function" in entry.kinds for word in words if (entry := lexicon().words.get(word)))
    counts = Counter({name: sum(word in small for word in words) for name, small in _small_words().items()})
    most = max(counts.values())
    return len(words) >= _FEW and most >= 0.15 * len(words) and most > 1.3 * english and most >= 2


def _is_noise(words: list[str], text: str) -> bool:
    """Tell letters without sense from words: too few that are known, or hardly any that can be spoken."""
    known = sum(word in lexicon().words or bool(lexicon().entry(word)[1].kinds) for word in words)
    spoken = sum(_is_spoken(word) for word in words)
    if re.search(r"(.)\1{5,}", text) and known < len(words) / 2:
        return True
    return known < 0.2 * len(words) and (spoken < 0.75 * len(words) or known == 0)


def _is_spoken(word: str) -> bool:
    vowels = sum(letter in "aeiouyáéíóúäöüàèâêô" for letter in word)
    return len(word) <= 3 or (0.2 <= vowels / len(word) <= 0.7 and not re.search(r"[^aeiouy'-]{5,}|(.)\1\1", word))


@cache
def _small_words() -> dict[str, frozenset[str]]:
    lines = (files("knowledge") / "foreign.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in pairs}
