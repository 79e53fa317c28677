"""The sections of a document, and of each what it holds: criteria, notes, terms, steps, questions, statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.documents import Block
from ingest.outlining.cuts import Section, SectionKind, cut
from ingest.outlining.glossary import is_definition
from ingest.outlining.openings import with_single_asks
from ingest.outlining.surveys import with_statements
from ingest.printed.imperatives import is_order
from ingest.printed.intros import (
    announces_statements,
    announces_steps,
    announces_terms,
    is_aside,
    is_house_paper,
    is_of_scores,
    is_of_values,
    leads_elsewhere,
)
from ingest.printed.wording import asks, invites, is_lead_in, is_whole, requests, sentences, title_and_question

_LIST = ("bullet", "numbered", "bracketed", "lettered")
_LEAST_STEPS = 3


@dataclass(frozen=True)
class _Paper:
    """What is known of the whole document when a section of it is named."""

    has_criteria: bool
    is_house_paper: bool
    explains_terms: bool


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """Cut the blocks into sections and say of each what it holds; furniture is left out."""
    content = [block for block in blocks if block.kind != "furniture"]
    agreeing = any(announces_statements(block.words) for block in content)
    house_paper = is_house_paper(content)
    sections = cut(with_single_asks(content, agreeing=agreeing and not house_paper))
    paper = _Paper(
        has_criteria=any(section.kind == "criteria" for section in sections),
        is_house_paper=house_paper,
        explains_terms=bool(content) and announces_terms(content[0].words[:100]),
    )
    named = [_named(section, paper) for section in sections]
    return named if house_paper else with_statements(named)


def _named(section: Section, paper: _Paper) -> Section:
    if paper.is_house_paper and not (section.kind == "criteria" and _has_points(section)):
        return replace(section, kind="steps" if _is_announced(section) else "guidance")
    return replace(section, kind=_kind(section, paper)) if section.kind == "plain" else section


def _kind(section: Section, paper: _Paper) -> SectionKind:
    if _is_announced(section):
        return "steps"
    if _is_glossary(section, paper):
        return "glossary"
    above = (*(section.head.heading if section.head else ()), section.title)
    if not paper.has_criteria and not any(map(is_aside, above)) and _is_asking(section.blocks):
        return "questions"
    return "steps" if _are_orders_in_turn(section) else "guidance"


def _has_points(section: Section) -> bool:
    from ingest.printed.points import without_points

    return any(block.kind == "coded" and without_points(block.words)[1] for block in section.blocks)


def _is_glossary(section: Section, paper: _Paper) -> bool:
    """Say whether a section is made of definitions, and the document speaks of terms above it."""
    above = (*(section.head.heading if section.head else ()), section.title)
    if is_of_values(section.title) or is_of_scores(section.title):
        return False
    definitions = sum(map(is_definition, section.blocks))
    many = definitions >= 3 and definitions * 5 >= len(section.blocks) * 4
    return many and (paper.explains_terms or any(map(announces_terms, above)))


def _is_asking(blocks: Sequence[Block]) -> bool:
    """Say whether a section is there to ask: a list of questions, a lead-in with bullets, or hardly anything else."""
    blocks = [block for block in blocks if not announces_statements(block.words)]
    listed = [block for block in blocks if block.kind in _LIST]
    asking = sum(invites(block.words) or _is_unmarked(block.words) for block in listed)
    if asking:
        asking = sum(invites(b.words) or _is_unmarked(b.words) or requests(b.words) for b in listed)
    led = any(is_lead_in(sentences(a.words)[-1]) and b.kind in _LIST for a, b in pairwise(blocks) if a.words)
    if led or (asking and asking * 2 >= len(listed)):
        return True
    asked = [sentence for block in blocks if block.kind == "paragraph" for sentence in _questions(block)]
    return bool(asked) and len(asked) * 5 >= sum(len(sentences(_below_title(block))) for block in blocks) * 3


def _questions(block: Block) -> list[str]:
    return [sentence for sentence in sentences(_below_title(block)) if invites(sentence)]


def _below_title(block: Block) -> str:
    _, question = title_and_question(block.words)
    return question or block.words


def _is_unmarked(words: str) -> bool:
    return is_lead_in(words) and is_whole(words)


def _numbered(section: Section) -> list[Block]:
    return [block for block in section.blocks if block.kind == "numbered" and not block.noted]


def _is_announced(section: Section) -> bool:
    """Say whether numbered pieces are called steps, or a heading or line above them leads up to steps."""
    numbered = _numbered(section)
    if len(numbered) < 2 and not (numbered and numbered[0].label.startswith("Step")):
        return False
    if numbered[0].label.startswith("Step"):
        return True
    said = [section.title, *(block.words for block in section.blocks if block.kind == "paragraph")]
    said += section.head.heading[-1:] if section.head else ()
    asking = sum(invites(block.words) and asks(block.words) for block in numbered)
    return any(map(announces_steps, said)) and asking * 2 < len(numbered)


def _are_orders_in_turn(section: Section) -> bool:
    """Say whether several numbered pieces in a row all tell somebody to do something."""
    numbered = [block.words for block in _numbered(section)]
    if len(numbered) < _LEAST_STEPS or leads_elsewhere(section.title) or any(map(announces_statements, numbered)):
        return False
    return sum(map(is_order, numbered)) * 4 >= len(numbered) * 3
