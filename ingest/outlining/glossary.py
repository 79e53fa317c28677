"""Glossaries: a term and its meaning, in one line, in a row of a table, or one under the other."""

import re
from collections.abc import Sequence

from ingest.documents import Block
from ingest.outlining.drafts import Draft, DraftTerm, Guidance
from ingest.printed.capitals import spelt_small
from ingest.printed.intros import is_of_scores, is_of_values
from ingest.printed.rows import cells_of

_DEFINITION = re.compile(
    r"(?P<name>[^.?!:;=–—\n]{2,60}?)(?:\s?[:=]\s+|\s+[–—-]{1,2}\s+|\s+means\s+)(?P<text>\S.{8,})", re.DOTALL
)
# Within a glossary only: elsewhere every short sentence would be a term.
_NAME_FIRST = re.compile(r"(?P<name>[A-Z][^.?!:;\n]{1,40})\.\s+(?P<text>[A-Z].{8,})", re.DOTALL)
_ALSO = re.compile(r"\s*\(([^()]{2,40})\)$")
_NO_TERM = re.compile(r"(?i)^(?:note|notes|example|for example|see|source|sources|tip|warning|important)$|https?$")
_HEAD_OF_ROWS = re.compile(r"(?i)(?:key |defined )?(?:terms?|words?|concepts?|names?|expressions?|abbreviations?)")
_MOST_WORDS = 6
_MOST_WORDS_IN_NAME = 4
_LONGEST_ACRONYM = 6
_FAMILIAR = frozenset(
    ("agile", "goals", "how", "key", "leader", "mission", "value", "values", "vision", "trends", "levels")
)
_INLINE = ("paragraph", "bullet", "numbered")


def is_definition(block: Block) -> bool:
    """Say whether a block reads "Term: meaning", "Term — meaning" or "**Term** meaning"."""
    return block.kind in _INLINE and _defined(block) is not None


def read_glossary(blocks: Sequence[Block], draft: Draft) -> None:
    """Take each term with its meaning; what defines nothing is guidance."""
    name: Block | None = None
    for block in blocks:
        if len(block.words) == 1 and name is None:
            # The letters of the alphabet stand between terms.
            continue
        if block.kind == "heading" or (name is None and _is_name(block, blocks)):
            name = block
            continue
        found = (_defined(block) or _named_first(block)) if name is None and block.kind in _INLINE else None
        if name is not None:
            _add(draft, name.words, block.words, (name.start, block.end))
        elif found is not None:
            _add(draft, *found, (block.start, block.end))
        elif draft.terms and block.start > draft.terms[-1].place[1] and _goes_on(block):
            _extend(draft, block)
        elif block.words and not _is_head_of_rows(block):
            draft.guidance.append(Guidance(block.heading, block.words, (block.start, block.end)))
        name = None


def _defined(block: Block) -> tuple[str, str] | None:
    if block.words.startswith("|"):
        cells = [cell for cell in cells_of(block.words) if cell]
        named = len(cells) == 2 and len(cells[0].split()) <= _MOST_WORDS and not _is_head_of_rows(block)
        return (cells[0], cells[1]) if named else None
    if block.title and block.text and len(block.title.split()) <= _MOST_WORDS:
        return block.title.rstrip(" .:=–—-"), block.text.lstrip(" .:=–—-")
    match = _DEFINITION.fullmatch(block.words)
    if match is None or len(match["name"].split()) > _MOST_WORDS or _NO_TERM.search(match["name"]):
        return None
    return match["name"].strip(), match["text"]


def _is_head_of_rows(block: Block) -> bool:
    return block.words.startswith("|") and _HEAD_OF_ROWS.fullmatch(cells_of(block.words)[0]) is not None


def _named_first(block: Block) -> tuple[str, str] | None:
    match = _NAME_FIRST.fullmatch(block.words)
    return (match["name"], match["text"]) if match and len(match["name"].split()) <= _MOST_WORDS_IN_NAME else None


def _is_name(block: Block, blocks: Sequence[Block]) -> bool:
    """Say whether a bullet or line names a term only, its meaning being the next block."""
    words = block.words
    bare = (
        block.kind == "paragraph"
        and 0 < len(words.split()) <= _MOST_WORDS_IN_NAME
        and words[:1].isupper()
        and (words[-1:].isalpha() or words[-1:] == ")")
    )
    return bare and block is not blocks[-1] and not (is_of_scores(words) or is_of_values(words))


def _add(draft: Draft, name: str, text: str, place: tuple[int, int]) -> None:
    also = _ALSO.search(name)
    plain = name[: also.start()] if also else name
    if plain.isupper() and (len(plain) > _LONGEST_ACRONYM or plain.lower() in _FAMILIAR):
        plain = spelt_small(plain, frozenset()).capitalize()
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
