"""What a claim may not bring along by itself: links, addresses, telephone numbers, names, quotations and markup."""

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,}?)[\"”“»]")
# A capital inside a sentence is that of a name, a day or an acronym.
_NAME = re.compile(r"(?<=[^.!?:\s] )[\"“(]?([A-ZÀ-Þ][\w’'-]*)")
_LINK = re.compile(r"\w+:\/\/\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b\S*|(?<!\w)[@/#]\w+\S*|\w\S*@\S+", re.IGNORECASE)
_MARKUP = re.compile(r"\]\(|[<>`*_|{}\[\]\\]")
_TELEPHONE = re.compile(r"\+?\d[\d\s()./-]{6,}\d")


def foreign_marks(claim: str, source: str) -> Iterator[str]:
    """Name the kinds of marks in a claim that its source does not have letter by letter."""
    there = _flat(source)
    links = (one.rstrip(".,;:)") for one in _LINK.findall(claim))
    if any(_flat(one) not in there for one in (*links, *_MARKUP.findall(claim))) or _has_telephone(claim, source):
        yield "link"
    if any(_flat(one) not in there for one in _QUOTED.findall(claim)):
        yield "quotation"
    if any(not re.search(rf"\b{re.escape(_flat(one))}\b", there) for one in _NAME.findall(claim)):
        yield "name"


def _has_telephone(claim: str, source: str) -> bool:
    return any(_digits(one) not in _digits(source) for one in _TELEPHONE.findall(claim))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _flat(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
