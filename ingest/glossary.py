"""Glossaries: a term and its meaning, in one line or one under the other."""

import re
from collections.abc import Sequence

from ingest.documents import Block
from ingest.drafts import Draft, DraftTerm, Guidance

_DEFINITION = re.compile(r"(?P<name>[^.?!:;–—\n]{2,60}?)(?:\s*:\s+|\s+[–—-]{1,2}\s+)(?P<text>\S.{8,})", re.DOTALL)
# Within a glossary only: elsewhere every short sentence would be a term.
_NAME_FIRST = re.compile(r"(?P<name>[A-Z][^.?!:;\n]{1,40})\.\s+(?P<text>[A-Z].{8,})", re.DOTALL)
_ALSO = re.compile(r"\s*\(([^()]{2,40})\)$")
_NO_TERM = re.compile(r"(?i)^(?:note|notes|example|for example|see|source|sources|tip|warning|important)$|https?$")
_MOST_WORDS = 6
_INLINE = ("paragraph", "bullet", "numbered")


def is_definition(block: Block) -> bool:
    """Say whether a block reads "Term: meaning", "Term — meaning" or "**Term** meaning"."""
    return block.kind in _INLINE and _defined(block) is not None


def read_glossary(blocks: Sequence[Block], draft: Draft) -> None:
    """Take each term with its meaning; what defines nothing is guidance."""
    name: Block | None = None
    for block in blocks:
        if block.kind == "heading":
            name = block
            continue
        found = (_defined(block) or _named_first(block)) if name is None and block.kind in _INLINE else None
        if name is not None:
            _add(draft, name.text, block.words, (name.start, block.end))
        elif found is not None:
            _add(draft, *found, (block.start, block.end))
        elif draft.terms and block.start > draft.terms[-1].place[1] and _goes_on(block):
            _extend(draft, block)
        else:
            draft.guidance.append(Guidance(block.heading, block.words, (block.start, block.end)))
        name = None


def _defined(block: Block) -> tuple[str, str] | None:
    if block.title and block.text and len(block.title.split()) <= _MOST_WORDS:
        return block.title.rstrip(" .:–—-"), block.text.lstrip(" .:–—-")
    match = _DEFINITION.fullmatch(block.words)
    if match is None or len(match["name"].split()) > _MOST_WORDS or _NO_TERM.search(match["name"]):
        return None
    return match["name"].strip(), match["text"]


def _named_first(block: Block) -> tuple[str, str] | None:
    match = _NAME_FIRST.fullmatch(block.words)
    return (match["name"], match["text"]) if match and len(match["name"].split()) <= 4 else None


def _add(draft: Draft, name: str, text: str, place: tuple[int, int]) -> None:
    also = _ALSO.search(name)
    plain = name[: also.start()] if also else name
    if plain.casefold() in draft.term_names:
        draft.warnings.append(f"The term “{plain}” is explained twice; the first meaning was taken.")
        draft.guidance.append(Guidance((name,), text, place))
        return
    draft.term_names.add(plain.casefold())
    draft.terms.append(DraftTerm(plain, text, (also[1],) if also else (), place))


def _goes_on(block: Block) -> bool:
    """Say whether a block goes on with the meaning above it: a second paragraph or a list of its cases."""
    return block.kind == "bullet" or block.words[:1].islower()


def _extend(draft: Draft, block: Block) -> None:
    last = draft.terms.pop()
    mark = "\n- " if block.kind == "bullet" else " "
    draft.terms.append(DraftTerm(last.name, f"{last.text}{mark}{block.words}", last.also, (last.place[0], block.end)))
