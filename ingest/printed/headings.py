"""Which blocks stand under which headings: contents pages, navigation, levels, the title."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.documents import Block
from ingest.printed.blocks import blocks_of
from ingest.printed.chapters import with_chapters
from ingest.printed.intros import announces_statements
from ingest.printed.wording import asks, is_lead_in

_CONTENTS = re.compile(r"(?i)(?:table of )?contents$|in this (?:document|booklet|section)$")
_PAGE_FIRST = re.compile(r"^(?:\d{1,3}|[ivxl]{1,6})\s+(?=(?:\d{1,2}(?:\.\d{1,2})?\s+)?[A-Z])")
_PAGE_LAST = re.compile(r"\s*(?:\.\s?){2,}\s*(?:\d{1,3}|[ivxl]{1,6})$|\s+\d{1,3}$")
# Headings that name a kind of content are never the title of the document.
_COMMON = re.compile(
    r"(?i)(?:(?:table of )?contents|notes?|glossary|key terms|steps?|references|introduction|overview)$"
)
_ADDRESS_BEHIND = re.compile(r"\s*[(<]?(?:https?://|www\.)\S+?[)>]?\.?$")
_TITLE_WITHIN = 3
_MOST_WORDS_IN_TITLE = 10
_LONGEST_ENTRY = 120
_LABELLED = ("coded", "lettered", "bracketed", "bullet", "numbered")


def titled_blocks(text: str) -> tuple[str, tuple[Block, ...]]:
    """Return the title of a text (or "") and its blocks with the path of headings above each."""
    blocks = with_chapters(list(_of_contents(_with_asking_title(blocks_of(text)))))
    title = _title(blocks)
    navigation = _navigation(blocks)
    blocks = [replace(block, kind="furniture") if place in navigation else block for place, block in enumerate(blocks)]
    chapters = {blocks[place].text.casefold() for place in navigation}
    return title, tuple(_with_paths(blocks, title, chapters))


def _with_asking_title(blocks: list[Block]) -> list[Block]:
    """Read a short question at the very beginning, over a text that explains, as the title: "How are we doing?"."""
    content = [place for place, block in enumerate(blocks) if block.kind != "furniture"][:2]
    if len(content) < 2:
        return blocks
    first, second = (blocks[place] for place in content)
    short = first.kind == "paragraph" and len(first.words.split()) <= _MOST_WORDS_IN_TITLE and asks(first.words)
    if short and (second.kind == "heading" or _explains(second.words)):
        blocks[content[0]] = replace(first, kind="heading", text=first.words, title="")
    return blocks


def _explains(words: str) -> bool:
    return announces_statements(words) or not ("?" in words or is_lead_in(words))


def _of_contents(blocks: Iterable[Block]) -> Iterator[Block]:
    """Read the lines of a contents page as headings without their page numbers."""
    within, pattern = False, None
    for block in blocks:
        if block.kind == "heading" and _CONTENTS.match(block.text):
            within, pattern = True, None
        elif within and block.kind in _LABELLED and not _has_page(block):
            within = False
        if within:
            # A contents page has its numbers on one side: the first entry shows on which.
            pattern = pattern or _side(block)
        yield _entry(block, pattern) if within and pattern else _without_address(block)


def _has_page(block: Block) -> bool:
    return _PAGE_LAST.search(block.words) is not None and "?" not in block.words and "(" not in block.words[-12:]


def _side(block: Block) -> re.Pattern[str] | None:
    shown = _printed(block)
    if len(shown) >= _LONGEST_ENTRY:
        return None
    if _has_page(block):
        return _PAGE_LAST
    return _PAGE_FIRST if _PAGE_FIRST.match(shown) else None


def _printed(block: Block) -> str:
    return f"{block.label} {block.words}".strip()


def _entry(block: Block, side: re.Pattern[str]) -> Block:
    shown = _printed(block)
    name, count = side.subn("", shown, count=1)
    if not count or len(shown) >= _LONGEST_ENTRY or not name.strip(" ."):
        return _without_address(block)
    return replace(block, kind="heading", text=name.strip(" ."), label="", title="", level=3)


def _without_address(block: Block) -> Block:
    """Read a short line that ends in an address as the heading over what is said about it."""
    if block.kind not in ("paragraph", "heading") or len(block.words) > 200:
        return block
    name, count = _ADDRESS_BEHIND.subn("", block.words)
    if not count or not name or len(name.split()) > 8 or name.endswith((".", ":", ",", "at", "see")):
        return block
    return replace(block, kind="heading", text=name, title="")


def _title(blocks: list[Block]) -> str:
    """Return the first heading, if it stands before all content and names no common part."""
    content = [block for block in blocks if block.kind != "furniture"][:_TITLE_WITHIN]
    for block in content:
        if block.kind == "heading" and block.level <= 1:
            return "" if _COMMON.match(block.text) else block.text
        if block.kind != "heading":
            return ""
    return ""


def _navigation(blocks: list[Block]) -> frozenset[int]:
    """Return the places of headings that have nothing below them and come again later."""
    later = Counter(block.text.casefold() for block in blocks if block.kind == "heading")
    found = set()
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            later[block.text.casefold()] -= 1
            empty = place + 1 < len(blocks) and blocks[place + 1].kind in ("heading", "furniture")
            if empty and place and later[block.text.casefold()] > 0:
                found.add(place)
    return frozenset(found)


def _with_paths(blocks: Iterable[Block], title: str, chapters: set[str]) -> Iterator[Block]:
    path: dict[int, str] = {}
    for block in blocks:
        level = _level(block, title, chapters)
        if level:
            path = {above: text for above, text in path.items() if above < level}
        yield replace(block, heading=tuple(path.values()), level=level)
        if level:
            path[level] = _shown(block)


def _level(block: Block, title: str, chapters: set[str]) -> int:
    """Return how deep a heading stands, from 1; 0 for what is no heading."""
    if block.kind == "coded":
        named = block.label[-1:].isdigit() and len(_shown(block)) < 120 and not block.words.endswith(".")
        return 2 if named else 0
    if block.kind != "heading" or block.text.startswith("("):
        return 0
    if block.level:
        return block.level
    if block.text == title:
        return 1
    return 3 if chapters and block.text.casefold() not in chapters else 2


def _shown(block: Block) -> str:
    return f"{block.label} {block.words.split(':')[0]}".strip()
