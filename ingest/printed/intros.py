"""What a heading or an introducing line announces, and the kinds of paper that are not there to ask."""

import re
from collections.abc import Sequence

from ingest.documents import Block

_NOTES = re.compile(
    r"(?i)(?:item\s+|explanatory\s+)?(?:(?:foot)?notes?|remarks|annotations)(?: (?:on|to|for|about) .*)?$"
)
_GLOSSARY = re.compile(
    r"(?i)(?:(?:appendix|annex|part|chapter|section)\s\w{1,4}\s?[:.–—-]?\s|\d{1,2}\.?\s)?"
    r"(?:(?:[\w’'-]+\s){0,4}glossary\b|(?:key|defined|important) (?:terms|words)\b|definitions$|definitions of\b"
    r"|terms and definitions$|(?:list of )?(?:terms|words)(?: (?:and (?:their )?meanings?|used|explained|in use))?$"
    r"|words (?:we|you|and)\b|what (?:the|these|our|some) (?:words|terms) mean\b|(?:list of )?abbreviations\b"
    r"|vocabulary\b|key concepts$|terms used\b)"
)
_STEPS = re.compile(
    r"(?i)\bsteps?\b|\bprocedure\b|\broad ?map\b|\bhow to\b|\bstages?\b|\bphases\b|\baction plan\b|\bpath to\b"
    r"|\bthe way (?:to|there)\b|\bin (?:this|that|the following) order\b|, in order\b"
    r"|\bone after (?:the )?(?:an)?other\b"
    r"|\bwhat (?:we|you|to) do\b|\bhow (?:we|you) (?:go about|get|start|begin|proceed|build|run|do)\b"
    r"|\bfollow (?:these|this)\b|\bgetting (?:started|there)\b"
)
_ASSENT = re.compile(
    r"(?i)\b(?:tick|mark|check|rate|score|circle|cross|choose|answer|judge|grade|say|show|indicate|give|how|please)\b"
    r".{0,80}?\b(?:(?:dis)?agree|statements?|(?:is|are|holds?|holding|rings?) true|true (?:of|for)|appl(?:y|ies)|fits?"
    r"|yes\b.{1,20}\bno|each (?:line|row|sentence|box|item|point)|boxes|from \d)\b"
    r"|\bdo you agree\b|^\|.{0,60}\bstatements?\b"
    r"|\bagree or disagree\b|\bstrongly (?:dis)?agree\b|\bagree with (?:each|these|the following)\b"
    r"|\b(?:following|these) statements\b|\bstatements? (?:that|which) (?:is|are|apply|fit|describe)\b"
    r"|\byes\s?(?:/|,|\bor\b|–|-)\s?(?:partly|partially|in part|sometimes|no)\b"
)
_PILLARS = re.compile(
    r"(?i)\b(?:components?|pillars?|elements|building blocks|pieces|ingredients|features|marks|signs|characteristics"
    r"|made of|checklist|statements?|traits|hallmarks)\b"
)
_CHECKING = re.compile(r"(?i)\b(?:check\w*|assess\w*|maturity|culture|audit|standards|looks like)\b")
_VALUES = re.compile(r"(?i)\b(?:core )?values\b|\bprinciples\b|\bbeliefs\b|\bconcepts\b")
_SCORING = re.compile(r"(?i)\bscor(?:e|es|ing)\b|\bbands?\b|\bgrad(?:e|es|ing)\b|\brating\b")
_ELSEWHERE = re.compile(
    r"(?i)(?:\d+\.?\s)?(?:(?:related|useful|further|more|our|web)\s)?"
    r"(?:links|resources|reading|references?|sources|contents|contacts?|feedback|news|agenda|decisions"
    r"|next steps|participants|appendix|annex|acknowledge?ments|contributors|faqs?|thank(?:s| you)|see also|credits)\b"
    r"(?!.*\b(?:is|are)\b)"
    r"|.{0,60}\b(?:frequently asked|to think about|for discussion)\b"
)
_ADVICE = re.compile(
    r"(?i)\b(?:tips|advice|hints|checklist for|for writers|how to (?:write|answer|respond|read|use))\b"
)
_HOUSE_PAPER = re.compile(
    r"(?i)\b(?:minutes|agenda|policy|policies|regulations?|by-?laws|statutes|contract|newsletter|invitation"
    r"|memo(?:randum)?|faq|frequently asked|meeting (?:of|on|notes)|notes (?:of|from) .{0,40}meeting|(?<!for )rules)\b"
)
_ASKING_PAPER = re.compile(
    r"(?i)\b(?:criteria|questions?|questionnaire|survey|assessment|framework|award|self-|check|glossary|excellence|items?)\b"
)
_SAYS_ITSELF = re.compile(
    r"(?i)\b(?:this|these|the) (?:policy|rules|regulations?|by-?laws|minutes|contract|agreement)\b.{0,30}?"
    r"\b(?:says?|sets?|appl(?:y|ies)|governs?|covers?|describes?|lays?|holds?|regulates?|lists?)\b"
)
_LONGEST = 400
_HEAD = 6


def announces_notes(heading: str) -> bool:
    """Say whether a heading stands over notes."""
    return _NOTES.match(heading) is not None


def announces_terms(heading: str) -> bool:
    """Say whether a heading stands over terms and their meanings."""
    return _GLOSSARY.match(heading) is not None


def announces_steps(words: str) -> bool:
    """Say whether a heading or a line leads up to steps."""
    return len(words) < 300 and _STEPS.search(words) is not None


def announces_statements(words: str) -> bool:
    """Say whether a line tells the reader to agree, to tick or to rate."""
    return len(words) < _LONGEST and _ASSENT.search(words) is not None


def announces_pillars(words: str) -> bool:
    """Say whether a heading or a line announces what something consists of."""
    return len(words) < _LONGEST and _PILLARS.search(words) is not None


def speaks_of_checking(words: str) -> bool:
    """Say whether a heading or a line speaks of a state that can be checked."""
    return len(words) < _LONGEST and _CHECKING.search(words) is not None


def is_of_values(heading: str) -> bool:
    """Say whether a heading stands over core values or principles, which explain and ask nothing."""
    return _VALUES.search(heading) is not None


def is_of_scores(heading: str) -> bool:
    """Say whether a heading stands over a scale of scores."""
    return _SCORING.search(heading) is not None


def leads_elsewhere(heading: str) -> bool:
    """Say whether a heading stands over what is about the paper and not of its matter."""
    return _ELSEWHERE.match(heading) is not None


def is_aside(heading: str) -> bool:
    """Say whether a heading stands over advice, or over what is about the paper: what it asks is asked in passing."""
    return leads_elsewhere(heading) or _ADVICE.search(heading) is not None


def is_house_paper(blocks: Sequence[Block]) -> bool:
    """Say whether a document is a policy, minutes or the like: it may ask in passing, but it is not there to ask."""
    head = [block for block in blocks if block.kind != "furniture"][:_HEAD]
    title = head[0].words[:_LONGEST] if head else ""
    if _ASKING_PAPER.search(title):
        return False
    return _HOUSE_PAPER.search(title) is not None or any(_SAYS_ITSELF.search(block.words[:_LONGEST]) for block in head)
