"""Long messages into pieces that Telegram takes: counted in UTF-16 units of what is shown, with every tag closed."""

import re
from collections.abc import Iterator
from html import unescape

# A tag, an entity, or one character.
_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|.", re.DOTALL)
_BREAKS = ("\n\n", "\n", " ")


def units(text: str) -> int:
    """Return the length of a plain text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def plain(html: str) -> str:
    """Return what is shown of our HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def split(html: str, most: int) -> list[str]:
    """Cut our HTML into pieces that each show at most `most` units, at paragraphs, lines or words where it can."""
    if units(plain(html)) <= most:
        return [html]
    pieces: list[str] = []
    opened: list[str] = []
    for tokens in _pieces(_TOKEN.findall(html), most):
        start = "".join(opened)
        for token in tokens:
            _follow(opened, token)
        end = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        pieces.append(start + "".join(tokens) + end)
    return [piece for piece in pieces if plain(piece).strip()] or [""]


def _pieces(tokens: list[str], most: int) -> Iterator[list[str]]:
    while tokens:
        size, end = 0, 0
        while end < len(tokens) and size + _width(tokens[end]) <= most:
            size += _width(tokens[end])
            end += 1
        if end < len(tokens):
            end = _break_before(tokens, end)
        yield tokens[:end]
        tokens = tokens[end:]


def _break_before(tokens: list[str], end: int) -> int:
    """Return the last good place to cut in the second half of a piece, or its very end."""
    for mark in _BREAKS:
        for place in range(end, end // 2, -1):
            if "".join(tokens[max(0, place - len(mark)) : place]) == mark:
                return place
    return end


def _width(token: str) -> int:
    return 0 if token.startswith("<") and token.endswith(">") and len(token) > 1 else units(unescape(token))


def _follow(opened: list[str], token: str) -> None:
    if not (token.startswith("<") and len(token) > 1):
        return
    if token.startswith("</"):
        opened.pop()
    else:
        opened.append(token)


def _name(tag: str) -> str:
    return re.split(r"[\s>]", tag[1:], maxsplit=1)[0]
