"""What kind of answer a question asks for, by how it is put: a list, a difference, a reason, what good looks like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.phrases import LEAD

Kind = Literal["list", "elsewhere", "why", "good", "difference", "scoring"]

_THINGS = (
    r"(?:items?|parts?|areas?|questions?|requirements?|notes?|statements?|steps?|(?:key )?terms?|core values|values|"
    r"categories|topics|bands|components)"
)
_ALL = r"(?:(?:all|every|each)(?: of)?(?: the)?|the|a list of(?: all)?(?: the)?)"
_BE = r"(?:is|are|does|do|did|was|were|can|will|would|should)"
_STANDS = (
    r"(?:occurs?|appears?|mentioned|asked(?: about| for)?|comes? up|used|covered|found|stands?|turns? up|spoken of|"
    r"talked about|treated)"
)
_SCORED = r"(?:scored|rated|judged|assessed|evaluated|graded|marked)"

# In the order in which they are tried; what is asked about stands under `about`, where it can be told.
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("elsewhere", rf"where else(?: {_BE})? (?P<about>.+?)(?: {_STANDS})?"),
    ("elsewhere", rf"where (?:{_BE} )(?P<about>.+?) {_STANDS}"),
    ("elsewhere", rf"in (?:which|what) (?:other )?(?:items|parts|questions|categories|frameworks|editions)"
                  rf" {_BE} (?P<about>.+?)(?: {_STANDS})?"),
    ("list", rf"(?:list|enumerate|itemi[sz]e)(?: me)?(?: {_ALL})? (?P<about>.+)"),
    ("list", r"(?:name|give me|show me|show|tell me) (?:all|every|each|(?:a|the) list of)(?: all)?(?: of)?(?: the)?"
             r" (?P<about>.+)"),
    ("list", rf"(?:an? )?(?:full |complete |whole )?(?:list|overview) of(?: {_ALL})? (?P<about>.+)"),
    ("list", rf"all(?: of)?(?: the)? (?P<about>{_THINGS}\b.*)"),
    ("list", r"what are (?:all(?: of)? )?(?:the )?(?P<about>(?:\w+ )?(?:core values|key terms))"),
    ("list", rf"what are (?:all(?: of)? )?(?:the )?(?P<about>{_THINGS} (?:of|in|for|on|under|about|below) .+)"),
    ("list", r"(?:which|what) (?P<about>(?:core values|key terms|steps|statements|items|parts|areas|questions|notes|"
             r"requirements)\b.*)"),
    ("difference", r"(?:what(?:'s| is| are) |tell me |explain )?(?:the )?differences? (?:between|of) (?P<about>.+)"),
    ("difference", r"how (?:is|are) (?P<about>.+) different(?: .*)?"),
    ("difference", r"how (?:does|do) (?P<about>.+) differ(?: .*)?"),
    ("difference", r"(?:compare )(?P<about>.+)"),
    ("difference", r"(?P<about>.+ (?:vs\.?|versus|compared (?:to|with)) .+)"),
    ("difference", r"what(?:'s| is| has)? (?:has )?(?:changed|new|different) (?:in|from|between|since|with)"
                   r" (?P<about>.+)"),
    ("good", r"what (?:does|do|would|could) (?:a |an )?(?:good|great|excellent|strong|mature)\b ?(?P<about>.*?)"
             r" ?looks? like(?P<for> .*)?"),
    ("good", r"what (?:good|great|excellence) looks like(?P<about>.*)"),
    ("good", r"(?:a |an )?(?:good|best|great) (?:practices?|answers?|responses?)(?: (?:for|to|in|on|of)"
             r" (?P<about>.+))?"),
    ("good", r"what (?:is|makes|counts as) (?:a |an )(?:good|great|strong|excellent|mature)"
             r" (?:answer|response|process|approach|result)(?P<about>.*)"),
    ("good", r"how (?:do|can|could|would) (?:we|i|you|one) (?:get|reach|score|earn) (?:a )?(?:high|higher|full|good|"
             r"better|more|top)\b(?P<about>.*)"),
    ("scoring", rf"how (?:{_BE} )(?P<about>.+?) (?:get )?{_SCORED}"),
    ("scoring", r"how (?:do|does|would) (?:you|examiners|one|they) (?:score|rate|judge|assess|evaluate) (?P<about>.+)"),
    ("scoring", r"how many points (?:(?:does|do|has|is|are|can|for|in)\b)? ?(?P<about>.+?)"
                r"(?: (?:have|has|worth|get|give|carry|earn|bring))?"),
    ("scoring", r"(?:the )?(?:points|scoring) (?:of|for) (?P<about>.+)"),
    ("why", r"why\b ?(?P<about>.*)"),
    ("why", r"what(?:'s| is) the (?:point|purpose|use|reason|aim|sense) (?:of|for|behind) (?P<about>.+)"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _FORMS)
_POINTING = re.compile(r"\b(?:this|that)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """The kind of answer that is wanted, and the words for what it is wanted of; they may be empty."""

    kind: Kind
    about: str


def wanted(text: str) -> Wanted | None:
    """Say what kind of answer a question asks for, or none where it asks for nothing in particular."""
    return next(_read(text), None)


def pointed(text: str) -> str:
    """Let "where else does this occur?" point back as "it" does, which follow-ups understand."""
    asked = wanted(text)
    return _POINTING.sub("it", text, count=1) if asked and asked.about.casefold() in ("this", "that") else text


def _read(text: str) -> Iterator[Wanted]:
    bare = LEAD.sub("", " ".join(text.replace("’", "'").split())).strip(" ?!.…¿¡")
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(bare)
        if found:
            groups = found.groupdict()
            yield Wanted(kind, " ".join(filter(None, (groups.get("about"), groups.get("for")))).strip())
