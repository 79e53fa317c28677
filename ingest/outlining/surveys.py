"""Statements to agree with: which lists of a document are such, and what each of them says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Block
from ingest.outlining.cuts import Section
from ingest.outlining.openings import is_asking
from ingest.printed.imperatives import are_orders
from ingest.printed.intros import (
    announces_pillars,
    announces_statements,
    announces_steps,
    is_of_scores,
    is_of_values,
    leads_elsewhere,
    speaks_of_checking,
)

_LISTED = ("bullet", "numbered", "lettered", "bracketed")
_SCALE = re.compile(r"(?:\d{1,3}\s?%|\d\d?\s?(?:[=:]|[–-]\s?\d|to\s\d|points?\b|percent))")
_NORM = re.compile(r"\b(?:must|shall|may not|(?:is|are) to be|not allowed|required to|(?:is|are) forbidden)\b")
_COURTESY = re.compile(
    r"(?i)(?:thank|please|return|if you|for questions|your (?:answers?|opinion)|the survey|nobody|this)\b"
)
_BOX = re.compile(
    r"(?i)(?:\d{1,2}|yes|no|partly|partially|n/?a|[☐□○◯❏/|,._…-]+|\[[ _]?\]?|\]|\(|\)|\(\s?\)|true|false)"
)
_LONGEST = 40
_MANY = 3
_FEWEST = 2


def with_statements(sections: Sequence[Section]) -> list[Section]:
    """Read lists as statements where the document tells the reader to agree, or where several say what something is."""
    asked = any(section.kind in ("criteria", "questions") for section in sections)
    told = _told(sections, asked=asked)
    made_of = _made_of(sections, asked=asked)
    return [
        replace(section, kind="statements") if place in told or place in made_of else section
        for place, section in enumerate(sections)
    ]


def stated_in(section: Section) -> tuple[list[Block], list[Block]]:
    """Part the statements of a section from what else stands there."""
    listed = [block for block in section.blocks if block.kind in _LISTED and not _SCALE.match(block.words)]
    if not listed:
        listed = [block for block in section.blocks if _is_statement_line(block)]
    kept = {id(block) for block in listed}
    return listed, [block for block in section.blocks if id(block) not in kept]


def without_boxes(words: str) -> str:
    """Take the boxes and the scale that stand behind a statement away: "We listen. 1 2 3 4 5"."""
    pieces = words.split()
    last = len(pieces)
    while last and _BOX.fullmatch(pieces[last - 1]):
        last -= 1
    boxes = len(pieces) - last
    return " ".join(pieces[:last]) if last and (boxes > 1 or (boxes and not pieces[-1].isalnum())) else words


def _told(sections: Sequence[Section], *, asked: bool) -> set[int]:
    """Return the places of lists below a line that tells the reader to agree, until something else comes."""
    found: set[int] = set()
    agreeing = False
    for place, section in enumerate(sections):
        others = [block.words for block in section.blocks if block.kind not in _LISTED]
        agreeing = agreeing or announces_statements(section.title) or any(map(announces_statements, others))
        if section.kind != "guidance":
            agreeing = agreeing and not asked
        elif agreeing and _is_list_of_statements(section, least=1 if found else 2):
            found.add(place)
        elif asked and section.blocks and not any(map(announces_statements, (section.title, *others))):
            agreeing = False
    return found


def _made_of(sections: Sequence[Section], *, asked: bool) -> set[int]:
    """Return the places of bare lists side by side that say what something consists of."""
    bare = [_is_bare(section) for section in sections]
    found: set[int] = set()
    place = 0
    while place < len(sections):
        end = place
        while end < len(sections) and bare[end]:
            end += 1
        if end - place > 1 and _says_what_it_is(sections, place, end, asked=asked):
            found.update(range(place, end))
        place = max(end, place + 1)
    return found


def _says_what_it_is(sections: Sequence[Section], start: int, end: int, *, asked: bool) -> bool:
    """Say whether lists in a row are introduced as the parts of a whole, or are many and no rules or orders."""
    said = [block.words for section in sections[start:end] for block in section.blocks]
    head = sections[start].head
    full = sum(len(section.blocks) > 1 for section in sections[start:end])
    if full < _FEWEST or any(map(is_of_scores, head.heading if head else ())):
        return False
    if sum(_NORM.search(words) is not None for words in said) * 3 > len(said) or are_orders(said):
        return False
    before = sections[start - 1] if start else None
    above = [*(head.heading if head else ()), *(block.words for block in (before.blocks if before else ())[-1:])]
    above += [before.title] if before else []
    introduced = any(announces_pillars(words) or words.endswith(("these:", "following:")) for words in above)
    many = end - start >= _MANY
    if asked:
        return introduced and many
    return introduced or (many and any(map(speaks_of_checking, above)))


def _is_bare(section: Section) -> bool:
    listed = bool(section.blocks) and all(block.kind == "bullet" for block in section.blocks)
    return section.kind == "guidance" and section.head is not None and listed and not _is_elsewhere(section.title)


def _is_elsewhere(title: str) -> bool:
    return (
        _SCALE.match(title) is not None
        or leads_elsewhere(title)
        or is_of_scores(title)
        or is_of_values(title)
        or announces_steps(title)
    )


def _is_list_of_statements(section: Section, least: int) -> bool:
    """Say whether a section holds a list, or lines in its place, of sentences that neither ask nor order."""
    listed, _ = stated_in(section)
    if len(listed) < least or leads_elsewhere(section.title) or is_of_scores(section.title):
        return False
    said = [block.words for block in listed]
    short = all(len(words.split()) <= _LONGEST for words in said)
    return short and not any(map(is_asking, listed)) and not are_orders(said)


def _is_statement_line(block: Block) -> bool:
    words = block.words
    if block.kind != "paragraph" or not words.endswith(".") or is_asking(block):
        return False
    return len(words.split()) <= _LONGEST // 2 and not _COURTESY.match(words) and not announces_statements(words)
