"""Telegram's HTML, read as strictly as its server reads it: text without tags, and entities in UTF-16 units.

Follows the official server in two surprising points: a lone `&` is no error, and a lone `>` is plain text.
"""

import re
from dataclasses import dataclass
from html import unescape

from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import Raw

KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|(?:lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]*)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([\w.-]*)))?""")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    start: int
    at: int


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it: an emoji beyond the first plane is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Raw]]:
    """Return the text without markup and its entities in order, or refuse as the server does."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Raw] = []

    def parse(self) -> tuple[str, list[Raw]]:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._write(self.source[position:start])
            reader = self._close_tag if self.source.startswith("</", start) else self._open_tag
            position = reader(start)
        self._write(self.source[position:])
        if self.open:
            raise _unparsable(f"Can't find end tag corresponding to start tag {self.open[-1].tag}")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _write(self, piece: str) -> None:
        plain = _decoded(piece)
        self.text.append(plain)
        self.offset += utf16_length(plain)

    def _open_tag(self, start: int) -> int:
        name = _NAME.match(self.source, start + 1)
        end = name.end() if name else start
        if end == len(self.source):
            raise self._flaw("Unclosed start tag", start)
        tag = self.source[start + 1 : end].lower()
        if tag not in KINDS:
            raise self._flaw(f'Unsupported start tag "{tag}"', start)
        argument, end = self._attributes(tag, end, start)
        if tag == "span" and argument != "spoiler":
            raise self._flaw('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_Open(tag, argument, self.offset, len(self.text)))
        return end

    def _attributes(self, tag: str, position: int, start: int) -> tuple[str, int]:
        argument = ""
        while found := _ATTRIBUTE.match(self.source, position):
            position = found.end()
            if position >= len(self.source):
                raise self._flaw("Unclosed start tag", start)
            name, equals, *quoted, bare = found.groups()
            if not name and not equals:
                break
            self._check_attribute(tag, name, equals, start)
            argument = _argument(tag, name, quoted[0] or quoted[1] or bare or "") or argument
        return argument, position + 1

    def _check_attribute(self, tag: str, name: str, equals: str | None, start: int) -> None:
        if not name:
            raise self._flaw(f'Empty attribute name in the tag "{tag}"', start)
        if not equals and (tag, name) != ("blockquote", "expandable"):
            raise self._flaw(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', start)

    def _close_tag(self, start: int) -> int:
        if not self.open:
            raise self._flaw("Unexpected end tag", start)
        end = self.source.find(">", start)
        if end < 0:
            raise self._flaw("Unclosed end tag", start)
        tag, opened = self.source[start + 2 : end].strip().lower(), self.open[-1]
        if tag and tag != opened.tag:
            raise self._flaw("Unmatched end tag", start, f', expected "</{opened.tag}>", found "</{tag}>"')
        self._close(self.open.pop())
        return end + 1

    def _close(self, opened: _Open) -> None:
        if opened.tag == "a" and not opened.argument:
            opened.argument = "".join(self.text[opened.at :])
        if (length := self.offset - opened.start) and (detail := _detail(opened)):
            self.entities.append({"offset": opened.start, "length": length, **detail})

    def _flaw(self, what: str, start: int, more: str = "") -> Refusal:
        return _unparsable(f"{what} at byte offset {len(self.source[:start].encode())}{more}")


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _decoded(piece: str) -> str:
    if "&" not in piece:
        return piece
    return _REFERENCE.sub(lambda found: unescape(found[0].rstrip(";") + ";"), piece)


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return _decoded(value)
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _detail(opened: _Open) -> Raw | None:
    """Return what an entity says beside its place, or None where the server silently drops it."""
    kind = KINDS[opened.tag]
    if kind == "text_link":
        return _link(opened.argument)
    if kind == "custom_emoji":
        if not opened.argument.isdecimal():
            raise bad_request("invalid custom emoji identifier specified")
        return {"type": kind, "custom_emoji_id": opened.argument}
    return {"type": "expandable_blockquote" if opened.argument == "expandable" else kind}


def _link(url: str) -> Raw | None:
    if found := re.match(r"tg://user\?id=(\d+)$", url):
        return {"type": "text_mention", "user": {"id": int(found[1]), "is_bot": False, "first_name": ""}}
    known = re.match(r"(?:https?|tg|ton)://\S+$", url) or re.match(r"[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?$", url)
    return {"type": "text_link", "url": url} if known else None
