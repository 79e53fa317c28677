"""Small caps that came out as CAPITALS: `HOW do you DEPLOY` is read as `How do you deploy`; acronyms stay."""

import re

# A document sets its terms in small caps when it says so, or when it shouts the words of this family in mid-sentence.
_SHOUTS = re.compile(
    r"\bHOW (?:do|does|is|are|can|well)\b|\bKEY [a-z]|\bSMALL CAPS\b|\b[a-z]+ (?:CUSTOMERS?|PROCESS(?:ES)?)\b"
)
# A word of the family in capitals between small ones; words that a warning shouts as well do not count.
_AMONG_SMALL = re.compile(r"(?<=[a-z] )([A-Z]{4,})\b(?=[,;.?]|\s[a-z(]|\s*$)", re.MULTILINE)
_SHOUTED_ANYWHERE = frozenset(("what", "high", "time", "asset", "action", "plan", "work", "level", "risk", "process"))
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]{2,})*(?:['’]S)?\b")
_OPENING = re.compile(r"(?:^|[.?!]\s)[\"“‘'(\[]*$")
_BEHIND_TITLE = re.compile(r"[:–—]\s[\"“‘'(\[]*$")
_ASKING = frozenset(("HOW", "WHAT", "WHICH", "WHO", "WHERE", "WHEN", "WHY"))

# Words that booklets of this family set in small caps, in the singular.
_TERM_WORDS = """
action agility alignment analysis anecdotal approach basic benchmark collaborator competency core culture customer cycle
time deploy deployment diversity effective empowerment engage engagement equity ethical behavior goal governance high
performance how inclusion indicator innovate innovation integrate integrated integration intelligent key knowledge asset
leader leadership learning level measure mission multiple opportunity organizational overall partner plan process
productivity projection purpose requirement resilience result risk segment senior stakeholder strategic advantage
challenge objective system systematic trend value vision voice visionary work workforce capability capacity what
"""
_TERMS = frozenset(_TERM_WORDS.split())
_SMALL = frozenset(("a", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"))
_SPELT_LIKE_WORDS = frozenset({"IT", "US", "WHO", "AIDS", "PI", "OR"})
_LONGEST_ACRONYM = 6
_ASKS = re.compile(r"(?i)\b(?:how|what|which|who|where|when|why)\s(?:do|does|are|is|can|will)\b")
_MOST_WORDS_IN_NAME = 10


def has_small_caps(text: str) -> bool:
    """Say whether the document sets its terms in small caps."""
    if _SHOUTS.search(text) is not None:
        return True
    among = (_singulars(found[1]) for found in _AMONG_SMALL.finditer(text))
    return any(not words.isdisjoint(_TERMS - _SHOUTED_ANYWHERE) for words in among)


def lowered(text: str, words: frozenset[str], *, title: bool = False) -> str:
    """Write small caps as normal words, capitalised at the head of a sentence or, in a `title`, throughout.

    `words` are those that the document also writes in lower case.
    """

    def normal(match: re.Match[str]) -> str:
        word = match[0]
        if not _is_small_caps(word, words):
            return word
        before = max(0, match.start() - 8)
        behind_title = word in _ASKING and _BEHIND_TITLE.search(text, before, match.start())
        if behind_title or _OPENING.search(text, before, match.start()):
            return _capitalised(word) if title else word[0] + word[1:].lower()
        return _capitalised(word) if title and word.lower() not in _SMALL else word.lower()

    return _CAPITALS.sub(normal, text)


def spelt_small(text: str, words: frozenset[str]) -> str:
    """Write a line of capitals as a title; short words that the document never writes small may be acronyms."""

    def normal(match: re.Match[str]) -> str:
        small = match[0].lower()
        if match.start() and small in _SMALL:
            return small
        return match[0] if len(small) < 4 and small not in words | _SMALL | _TERMS else _capitalised(match[0])

    return _CAPITALS.sub(normal, text)


def is_titled(text: str) -> bool:
    """Say whether a text is set like a title: every word of weight has a capital, and no sentence ends."""
    heavy = [word for word in re.findall(r"[A-Za-z’'-]+", text) if len(word) > 4]
    return not text.rstrip().endswith((".", "?", "!", ";", ":")) and all(word[0].isupper() for word in heavy)


def is_name(text: str) -> bool:
    """Say whether a line is a title and nothing else: each longer word has a capital, and nothing is asked."""
    words = re.findall(r"[A-Za-z’'-]+", text)
    named = all(word[0].isupper() for word in words if len(word) > 3 and word not in _SMALL)
    whole = 0 < len(words) <= _MOST_WORDS_IN_NAME and words[-1] not in _SMALL and text[-1:].isalnum()
    return named and whole and text.count("**") != 1 and not _ASKS.search(text)


def _is_small_caps(word: str, words: frozenset[str]) -> bool:
    parts = re.sub(r"['’]S$", "", word).split("-")
    return word not in _SPELT_LIKE_WORDS and any(_is_word(part, words) for part in parts)


def _is_word(part: str, words: frozenset[str]) -> bool:
    return len(part) > _LONGEST_ACRONYM or part.lower() in words or not _singulars(part).isdisjoint(_TERMS)


def _singulars(part: str) -> set[str]:
    small = part.lower()
    return {small, small.removesuffix("s"), small.removesuffix("es"), small.removesuffix("ies") + "y"}


def _capitalised(word: str) -> str:
    parts = word.lower().split("-")
    return "-".join(part if part in _SMALL and place else part.capitalize() for place, part in enumerate(parts))
