"""Forms of answers beside the plain one: what is quoted for a list, a difference, a reason, a score."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.counterparts import asked_at, counterparts
from knowledge.kinds import Kind, Wanted
from knowledge.lexical import stems
from knowledge.listing import ASKING, listed, occurring
from knowledge.naming import framework_named
from knowledge.passages import Passage
from knowledge.places import Places
from knowledge.search import Found, Search

Form = Literal[
    "definition", "code", "general", "explanation", "refusal",
    "list", "elsewhere", "why", "good", "difference", "scoring",
]  # fmt: skip

# What is shown passage by passage as it stands: nothing in it is to be put into other words.
LISTS: frozenset[str] = frozenset({"list", "elsewhere", "difference"})
_RESULTS = re.compile(r"7\.\d")
_PROFILE = re.compile(r"P\.\d")
_YEAR = re.compile(r"\b20\d\d\b")
# Words in which a text says why; a quotation that has them fits such a question better.
REASONS = "because therefore reason matters otherwise without shows helps"
_SIDES = 2


@dataclass(frozen=True)
class Formed:
    """What is quoted in a form: passages in their order, `hint` for the words that the quoted sentences should have."""

    form: Form
    passages: tuple[Passage, ...]
    title: str = ""
    left: int = 0
    is_sure: bool = True
    hint: str = ""


def formed(search: Search, found: Found, wanted: Wanted, framework: str | None) -> Formed | None:
    """Return the form that a question asks for, where the sources have what it takes; none leaves the plain form."""
    if found.unknown or (found.confidence == "none" and wanted.kind not in LISTS):
        return None
    return _FORMED[wanted.kind](search, found, wanted.about, framework)


def _list(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    one = listed(search, found, about, framework)
    return Formed("list", one.passages, one.title, one.left, one.is_sure) if one else None


def _elsewhere(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    one = occurring(search, found, about, framework)
    return Formed("elsewhere", one.passages, one.title, one.left, one.is_sure) if one else None


def _why(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    """Quote what explains before what only asks: the notes and terms on a code, or what search finds of that kind."""
    if found.codes or _is_topic(found) or not about:
        return None
    explaining = [hit.passage for hit in found.hits if hit.passage.kind not in ASKING and hit.passage.kind != "item"]
    is_sure = found.confidence == "answer"
    return Formed("why", tuple(explaining[:3]), is_sure=is_sure, hint=REASONS) if explaining else None


def _good(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    """Quote the upper bands of the rubric, led by what is said of the dimension that is meant."""
    places = search.places
    sort = "Results" if found.codes and _RESULTS.match(found.codes[0][1]) else "Process"
    bands = [_topic(places, f"{sort}, {band}") for band in ("70–85 %", "50–65 %")]
    led = [_judging(places, about)] if not found.codes and about else []
    notes = places.notes(*found.codes[0], wide=False)[:1] if found.codes else []
    passages = tuple(one for one in (*led, *bands, *notes) if one)
    is_meant = found.codes or not about or any(led)
    return Formed("good", passages, hint=about) if any(bands) and is_meant else None


def _scoring(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    """Quote what an item is judged on, or how a dimension is judged."""
    places = search.places
    if not found.codes:
        judged = None if _is_topic(found) else _judging(places, about)
        return Formed("scoring", (judged, *_also_on(found, judged))) if judged else None
    code = found.codes[0][1]
    if _PROFILE.match(code):
        first = _topic(places, "The profile comes first")
        return Formed("scoring", (first,), hint="scored") if first else None
    sort = "results" if _RESULTS.match(code) else "process"
    judged, points = _topic(places, f"What {sort} items are judged on"), _topic(places, f"Points per {sort} item")
    ordered = (points, judged) if "point" in found.question.casefold() else (judged, points)
    passages = tuple(one for one in ordered if one)
    return Formed("scoring", passages, hint=code) if passages else None


def _difference(search: Search, found: Found, about: str, framework: str | None) -> Formed | None:
    """Put two sides beside each other: two terms, two codes, or one code and its counterpart elsewhere."""
    places = search.places
    if found.codes:
        sides = _sides(places, found)
        quoted = [asked_at(places, *side)[:_SIDES] for side in sides]
        return Formed("difference", tuple(one for side in quoted for one in side)) if len(sides) > 1 else None
    named = sorted(places.glossary(framework or "").within(about)[:3], key=lambda one: _at(about, one))
    if len(named) > 1 and found.confidence != "none":
        return Formed("difference", tuple(named))
    editions = [one for year in _YEAR.findall(about) if (one := _topic(places, f"The {year}"))]
    return Formed("difference", tuple(dict.fromkeys(editions))) if len(editions) > 1 else None


def _sides(places: Places, found: Found) -> list[tuple[str, str]]:
    """Return the two places that are compared: as cited, or a place and where another framework asks the same."""
    named = framework_named(found.question, places.frameworks)
    # Whoever asks how something is in health care knows it from elsewhere.
    framework, code = next((one for one in found.codes if one[0] != named), found.codes[0])
    cited = list(dict.fromkeys(code for name, code in found.codes if name == framework))
    if len(cited) > 1:
        return [(framework, one) for one in cited[:_SIDES]]
    same = [one for one in found.codes if one[0] != framework]
    is_item = places.frameworks[framework].lineage(code) == (code,)
    # Items keep their numbers from edition to edition; what lies below them moves.
    others = (same if is_item else ()) or counterparts(places, framework, code) or same
    # The framework that the question speaks of, or else another edition of the same framework.
    ranked = sorted(others, key=lambda one: (one[0] != named, not _related(one[0], framework)))
    is_part = bool(places.below(framework, code))
    return [(framework, code), *(_part_of(places, *one) if is_part else one for one in ranked[:1])]


def _part_of(places: Places, framework: str, code: str) -> tuple[str, str]:
    """Return the part that a single question belongs to; a part stays itself."""
    line = places.frameworks[framework].lineage(code)
    return (framework, line[-2]) if len(line) > 2 and not places.below(framework, code) else (framework, code)


def _related(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


def _judging(places: Places, about: str) -> Passage | None:
    """Return the topic on how a dimension such as deployment is judged."""
    told = set(stems(about).split())
    topics = (one for one in places.passages if one.kind == "topic" and one.title.startswith("How "))
    judging = (one for one in topics if "judged" in one.title)
    return next((one for one in judging if told & set(stems(one.title).split()) - _COMMON), None)


_COMMON = set(stems("how the is are judged of a process results").split())


def _also_on(found: Found, judged: Passage | None) -> Sequence[Passage]:
    return [hit.passage for hit in found.hits[:2] if hit.passage.kind == "term" and hit.passage != judged][:1]


def _is_topic(found: Found) -> bool:
    """Say whether the question is the very name of a topic, which then says it best."""
    return found.reading == "name" and found.hits[0].passage.kind == "topic"


def _topic(places: Places, title: str) -> Passage | None:
    return next((one for one in places.passages if one.kind == "topic" and one.title.startswith(title)), None)


def _at(about: str, one: Passage) -> int:
    place = about.casefold().find(one.title.casefold()[:4])
    return place if place >= 0 else len(about)


_FORMED: dict[Kind, Callable[[Search, Found, str, str | None], Formed | None]] = {
    "list": _list,
    "elsewhere": _elsewhere,
    "why": _why,
    "good": _good,
    "difference": _difference,
    "scoring": _scoring,
}
