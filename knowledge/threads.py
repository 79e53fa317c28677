"""What a question means that follows on another: "and in health care?", "why?", "how is it scored?".

Only a few plain forms are understood. Where it is not sure, a text stays as it is: a question read wrongly is worse
than one that has to be asked in full.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.codes import cited

# Whoever writes more says enough.
MOST_WORDS = 9
_LEAD = re.compile(r"^(?:(?:and|but|so|ok|okay|then|also|well|now),? +)+(?=\S)", re.IGNORECASE)
_WHY = re.compile(
    r"why(?: not)?(?: is (?:that|this|it)| so| (?:is|does) (?:that|this|it) (?:asked|important|matter))?", re.I
)
_MORE = re.compile(
    r"(?:(?:please )?tell me )?more(?: about (?:it|that|this|them))?|(?:please )?explain(?: (?:it|that|this|more))?|"
    r"what does (?:it|that|this) mean|for example|(?:any|an|one|some|more|give me (?:an|some)|show me (?:an|some))? ?"
    r"(?:concrete )?examples?(?: (?:please|pls|of (?:it|that|this)))?",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"how (?:is|are|does|do) (?:it|that|this|they|you|examiners|one) ?(?:get|be|it|that|this|them)? ?"
    r"(?:scored?|rated?|judged?|assess(?:ed)?|evaluated?)(?: (?:it|that|this|them))?",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?P<where>(?:in|for|at|within|with|among) (?!(?:example|general|short|fact)\b)\S.*)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:what|how) about (?:the |a |an )?(?P<about>\S.*)", re.IGNORECASE)
# What somebody asks about who wants to know the same for another kind of organisation or people.
_ELSEWHERE = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|organi[sz]ations?|business(?:es)?|non-?profits?|charit(?:y|ies)|hospitals?|clinics?|"
    r"schools?|universit(?:y|ies)|shops?|sites?|branches|countries|governments?|authorities|agenc(?:y|ies)|teams?|"
    r"departments?|start-?ups?|health ?care|education|manufacturing|public sector|services?|industr(?:y|ies))$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:how|where|when|who|what(?:'?s)?|which|is|are|does|do|can|should|must|has|have)\b", re.IGNORECASE
)
_DEFINED = re.compile(r"(?:what(?:'?s| is| are| does)|define|meaning of|definition of|explain)\b", re.IGNORECASE)
# "That" and "this" stand for what was said before only at the end, or behind the first verb: "is this segment …" speaks
# of a segment.
_POINTS = re.compile(
    r"\b(?:it|they|them)\b|\b(?:that|this|these|those)$|(?<=^does )(?:that|this)\b|"
    r"(?<=^is )(?:that|this)(?= (?:also|the|a|an|only|really)\b)",
    re.IGNORECASE,
)
# What can only go on with something that was said before.
_BESIDE = re.compile(r"(?:vs\.?|versus|compared (?:with|to)|unlike|or rather)\b.+", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|our|ours|us|i|my)\b", re.IGNORECASE)
# More than so many words behind "and" are a sentence of their own.
MOST_ADDED = 6
_PROCESS, _RESULTS = re.compile(r"[1-6]\.\d"), re.compile(r"7\.\d")


@dataclass(frozen=True)
class Turn:
    """A question that was answered: as it was meant, what its answer was about, and the code it rested on."""

    question: str
    subject: str = ""
    framework: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Place:
    """A code to be explained."""

    framework: str
    code: str


def continued(text: str, before: Sequence[Turn]) -> str | Place:
    """Return the full question that a text means after these turns, the latest last, or the place it asks about.

    A text that says enough by itself, or may mean several things, is returned as it is.
    """
    bare = _bare(text)
    if not before or not bare or len(bare.split()) > MOST_WORDS or cited(text):
        return text
    last = before[-1]
    return (
        _of_place(bare, last)
        or _elsewhere(text, bare, last)
        or _named(text, bare, last)
        or _pointing(bare, last)
        or _added(text, bare, last)
        or text
    )


def elsewhere(text: str) -> str:
    """Return what a text wants to know the same of, such as "smaller companies", where it is of that kind."""
    return _where(_bare(text)).partition(" ")[2]


def _of_place(bare: str, last: Turn) -> str | Place | None:
    """Read what only asks for more about what stands at the last code, or about how it is judged."""
    if _SCORED.fullmatch(bare):
        return _scored(last)
    if (_WHY.fullmatch(bare) or _MORE.fullmatch(bare)) and last.framework and last.code:
        return Place(last.framework, last.code)
    if _WHY.fullmatch(bare) and last.subject:
        return f"why does {_lowered(last.subject)} matter?"
    # A definition comes with its example.
    return f"what is {_lowered(last.subject)}?" if _MORE.fullmatch(bare) and last.subject else None


def _scored(last: Turn) -> str | None:
    if last.code and _PROCESS.match(last.code):
        return "what process items are judged on"
    if last.code and _RESULTS.match(last.code):
        return "what results items are judged on"
    return f"how is {_lowered(last.subject)} scored?" if last.subject and not last.code else None


def _elsewhere(text: str, bare: str, last: Turn) -> str | None:
    """Read "in health care?" and "what about smaller companies?" as the last question, asked of those."""
    whole = _whole(last)
    # "In practice we call them" goes on with nothing.
    goes_on = text.strip().endswith("?") or _leads_on(text) or bool(_ABOUT.fullmatch(bare))
    where = _where(bare) if goes_on else ""
    return f"{whole} {where}" + "?" * (whole != last.subject) if whole and where else None


def _where(bare: str) -> str:
    """Return for whom or where a text wants to know the same, with its preposition, or nothing."""
    if _WHERE.fullmatch(bare):
        return bare
    about = _ABOUT.fullmatch(bare)
    return f"in {about['about']}" if about and _ELSEWHERE.search(about["about"]) else ""


def _named(text: str, bare: str, last: Turn) -> str | None:
    """Read "and integration?" after a definition as the question for another one."""
    if not _DEFINED.match(last.question.replace("’", "'")):
        return None
    about = _ABOUT.fullmatch(bare)
    if about:
        return f"what is {about['about']}?"
    is_name = text.strip().endswith("?") and _leads_on(text) and len(bare.split()) <= 3
    return f"what is {bare}?" if is_name and not _ASKS.match(bare) else None


def _pointing(bare: str, last: Turn) -> str | None:
    """Put what the last answer was about in the place of the one word that points at it."""
    points = len(_POINTS.findall(bare)) == 1 and not re.search(r"\btime\b", bare)
    if not last.subject or not _ASKS.match(bare) or not points or len(bare.split()) < 4:
        return None
    return _POINTS.sub(lambda _: _lowered(last.subject), bare) + "?"


def _added(text: str, bare: str, last: Turn) -> str | None:
    """Read "and two years later?" and "compared with others?" as the last question with this put behind it."""
    if _BESIDE.fullmatch(bare):
        beside = last.subject or _unmarked(last.question)
        return f"{beside} {bare}" if beside else None
    is_added = re.match(r"and\b", text.strip(), re.IGNORECASE) and len(bare.split()) <= MOST_ADDED
    whole = _unmarked(last.question)
    is_told = len(whole.split()) >= 3 and not cited(whole) and not last.question.startswith("/")
    # "And we call them" tells something.
    is_free = not _ASKS.match(bare) and not _OURS.search(bare)
    return f"{whole}, and {bare}?" if is_added and is_told and is_free else None


def _whole(last: Turn) -> str:
    """Return what the last question asked, as something that can be asked of others too.

    The title of a criterion finds its like in another framework better than whatever words led to it.
    """
    if last.code and last.subject:
        return last.subject
    asked = _unmarked(last.question)
    is_told = len(asked.split()) >= 3 and not cited(asked) and not _POINTS.search(asked)
    return asked if is_told else last.subject


def _leads_on(text: str) -> bool:
    return _bare(text) != _unmarked(text)


def _bare(text: str) -> str:
    return _LEAD.sub("", _unmarked(text))


def _unmarked(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).strip(" ?!.…¿¡")


def _lowered(subject: str) -> str:
    first, _, rest = subject.partition(" ")
    return subject if first.isupper() and len(first) > 1 else f"{first.lower()} {rest}".strip()
