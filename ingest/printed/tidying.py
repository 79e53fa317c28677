"""Text as it was printed → text as it is read: spaces, hyphens and addresses at line ends, marks of emphasis."""

import re
from collections.abc import Iterable

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|`)(?=\S)([^*_`]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|>])")

_BROKEN_WORD = re.compile(r"\W*([^\W\d_]+(?:-[^\W\d_]+)*)-")
_BREAK = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\S\n]*\n\s*[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# First halves that keep their hyphen: "self-" before "assessment" stays a compound.
_HALVES = "all best cross ex full half high long low mid multi non part self short so well"
_COMPOUNDS = frozenset(_HALVES.split())


def lexicon(text: str) -> frozenset[str]:
    """Return the words that the document writes in lower case, hyphenated ones whole and in their parts."""
    whole = {word for word in _WORD.findall(_BREAK.sub(" ", text)) if word.islower()}
    return frozenset(whole | {part for word in whole for part in word.split("-")})


def joined(lines: Iterable[str], words: frozenset[str]) -> str:
    """Join printed lines to one; `words` are the document's, which tell a broken word from a compound."""
    pieces: list[str] = []
    for line in lines:
        below = _UNSEEN.sub("", line).translate(_LIGATURES).strip(" ")
        if pieces:
            pieces[-1], seam = _seam(pieces[-1], below, words)
            pieces.append(seam)
        pieces.append(below)
    return "".join(pieces)


def plain(text: str) -> str:
    """Take away marks of emphasis, links and addresses, and make every run of white space one space."""
    text = _LINK.sub(r"\1", _ADDRESS.sub(r"\1", text))
    return " ".join(_ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text)).split())


def wide(text: str) -> str:
    """Give every kind of wide space as two plain ones, so that what is set off by it can be seen."""
    return re.sub("[\u2002\u2003\u2001\u3000\t]", "  ", text).replace("\u00a0", " ")


def _seam(above: str, below: str, words: frozenset[str]) -> tuple[str, str]:
    """Return the end of the line above as it stays, and what comes between it and the line below."""
    last = above.rstrip().rsplit(None, 1)[-1:]
    token = last[0] if last else ""
    opened = token.lstrip("(<[")
    if opened.startswith(("http://", "https://", "www.")) and (below[:1] in "/?&=#%" or token.endswith(("/", "-"))):
        return above.rstrip(), ""
    broken = _BROKEN_WORD.fullmatch(token)
    if broken and below[:1].islower():
        return (above if _is_compound(broken[1], below, words) else above[:-1]), ""
    if broken and broken[1].isupper() and below[:2].isupper():
        # Small caps that came out as capitals: "VOICE-OF-" keeps its hyphen, "CUS-" loses it.
        return (above if broken[1].rpartition("-")[2].lower() in words else above[:-1]), ""
    return above, " "


def _is_compound(first: str, below: str, words: frozenset[str]) -> bool:
    second = below.split(None, 1)[0].split("-")[0].rstrip(".,;:!?)’'”\"").lower()
    first = first.lower()
    if first + second in words:
        return False
    return f"{first}-{second}" in words or first in _COMPOUNDS or (first in words and second in words)
