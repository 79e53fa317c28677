"""Lists: everything of one sort below a code or in a framework, and the places where a subject is asked about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.counterparts import counterparts
from knowledge.lexical import stems, words
from knowledge.naming import subject
from knowledge.passages import Passage
from knowledge.places import Places
from knowledge.search import Found, Search

# So much is shown at once; the rest is counted.
MOST = 30
# Of what is found by words: what scores less than this share of the first may only happen to share a word.
NEARLY = 0.6
ASKING = ("question", "statement")
_EXPLAINING = ("note", "topic", "step", "guidance")
_SORTS: tuple[tuple[str, str], ...] = (
    (r"items?", "item"),
    (r"(?:parts?|areas?|sections?)", "part"),
    (r"notes?", "note"),
    (r"statements?", "statement"),
    (r"steps?", "step"),
    (r"(?:(?:key|defined) )?terms?(?: and definitions)?", "term"),
    (r"(?:questions?|requirements?)", "question"),
)
# What may stand between a sort and the framework that it is wanted of, and says nothing by itself.
_FILLERS = re.compile(r"\b(?:are|is|there|of|in|for|the|all|do|does|have|has|framework|criteria|edition)\b|[\s?.!]")

_SPEAKING = re.compile(
    r"^\s*(?:that |which )?(?:(?:do|does|are) )?(?:they |you )?(?:about|on|ask(?:s|ing)?|deals?|speaks?|talks?|"
    r"mentions?|concerns?|covers?|touch(?:es)?)(?: (?:about|for|of|with|on))?(?: the)? ?",
    re.IGNORECASE,
)
# So many questions on a subject are worth reading.
_SPEAK = 10


@dataclass(frozen=True)
class Listed:
    """Passages that are listed one by one, under a title; `left` more are not shown."""

    title: str
    passages: tuple[Passage, ...]
    left: int = 0
    # Whether it is all of them by structure, or only what search found well enough.
    is_sure: bool = True


def listed(search: Search, found: Found, about: str, framework: str | None) -> Listed | None:
    """Return all of what is asked for: below a code, in a section, of a sort, or by what it speaks of."""
    sort, rest = _sort(about)
    if found.unknown:
        return None
    if found.codes:
        return _below(search.places, found.codes, sort or "question")
    section = _section(search.places, about)
    if section:
        return section
    if sort and not _FILLERS.sub("", _unnamed(rest, search.places)):
        return _of_sort(search.places, sort, found, framework)
    return _speaking_of(search, found, rest, framework) if sort in ASKING else None


def occurring(search: Search, found: Found, about: str, framework: str | None) -> Listed | None:
    """Return where else a subject is asked about: its counterparts in other frameworks, or where a term stands."""
    places = search.places
    if found.codes:
        return _elsewhere(places, *found.codes[0])
    terms = places.glossary(framework or "").within(about)
    if terms and len(set(words(about)) - set(words(" ".join(places.names(terms[0]))))) <= 1:
        asked = _speaking(places, terms[0], ASKING, framework)
        # A term of scoring stands in no question, but in what explains them.
        told = _one_a_part(asked, places) or _speaking(places, terms[0], _EXPLAINING, framework)
        return _cut(f"“{terms[0].title}”", _in_order(told, framework)) if told else None
    return _speaking_of(search, found, about, framework)


def _sort(about: str) -> tuple[str | None, str]:
    """Take the sort of thing off the words for what is listed."""
    for pattern, sort in _SORTS:
        told = re.match(rf"{pattern}\b", about, re.IGNORECASE)
        if told:
            return sort, about[told.end() :]
    return None, about


def _below(places: Places, codes: Sequence[tuple[str, str]], sort: str) -> Listed | None:
    """List what lies below the codes of the edition that comes first."""
    framework = codes[0][0]
    here = [code for name, code in codes if name == framework]
    asked = [one for code in here for one in (*places.at(framework, code), *places.below(framework, code))]
    chosen = [one for one in asked if one.kind == sort or (sort == "question" and one.kind == "statement")]
    if sort == "part":
        chosen = _one_a_part([one for one in asked if one.kind in ASKING], places)
    elif sort == "note":
        chosen = [note for one in [*here, *_codes(asked)] for note in places.notes(framework, one, wide=False)]
    return _cut(", ".join(here), dict.fromkeys(chosen)) if chosen else None


def _section(places: Places, about: str) -> Listed | None:
    """List a section of the topics, such as the core values, where that is its name."""
    wanted = stems(subject(about))
    topics = [one for one in places.passages if one.kind == "topic" and one.heading]
    chosen = [one for one in topics if stems(one.heading[-1]) == wanted]
    return _cut(chosen[0].heading[-1], chosen) if chosen else None


def _of_sort(places: Places, sort: str, found: Found, framework: str | None) -> Listed | None:
    """List everything of a sort in the framework at hand, or else in the first that has any."""
    kind = "question" if sort == "part" else sort
    of_kind = [one for one in places.passages if one.kind == kind]
    named = next((name for name, one in places.frameworks.items() if stems(one.short) in stems(found.question)), None)
    leading = (named, framework, *(one.framework for one in of_kind))
    chosen = next((name for name in leading if name and any(one.framework == name for one in of_kind)), None)
    if chosen is None:
        return None
    here = [one for one in of_kind if one.framework == chosen]
    return _cut(places.frameworks[chosen].short, _one_a_part(here, places) if sort == "part" else here)


def _speaking_of(search: Search, found: Found, about: str, framework: str | None) -> Listed | None:
    """List the questions and statements that search finds for a subject."""
    told = _SPEAKING.sub("", about).strip()
    again = search.find(told, k=MOST, framework=framework) if told else found
    hits = again.hits if told and again.confidence != "none" else ()
    asking = [hit for hit in hits if hit.passage.kind in ASKING]
    fitting = [hit.passage for hit in asking if hit.score >= NEARLY * asking[0].score]
    found_well = again.confidence == "answer"
    return replace(_cut(told, fitting[:_SPEAK]), is_sure=found_well) if len(fitting) > 1 else None


def _elsewhere(places: Places, framework: str, code: str) -> Listed | None:
    """List what other frameworks ask about the subject of a code, and what this one ties to it."""
    known = places.frameworks.get(framework)
    here = {code, *_codes(places.below(framework, code))}
    linked = [(framework, to) for one in (known.links if known else ()) for to in _other_end(one.about, one.to, here)]
    related = [*counterparts(places, framework, code), *linked]
    asked = [passage for place in related for passage in (*places.at(*place), *places.below(*place)[:1])]
    chosen = dict.fromkeys(one for one in asked if one.kind in (*ASKING, "item"))
    return _cut(code, chosen) if chosen else None


def _other_end(about: str, to: str, here: set[str]) -> list[str]:
    return [to] if about in here else [about] if to in here else []


def _speaking(places: Places, term: Passage, kinds: Sequence[str], framework: str | None) -> list[Passage]:
    """Return the passages of these kinds in which a term occurs."""
    glossary = places.glossary(framework or "")
    return [one for one in places.passages if one.kind in kinds and term in glossary.within(one.text)]


def _one_a_part(asked: Iterable[Passage], places: Places) -> list[Passage]:
    """Let the first passage of each part stand for it."""
    first: dict[tuple[str | None, str], Passage] = {}
    for one in asked:
        known = places.frameworks.get(one.framework or "")
        line = known.lineage(one.code or "") if known else ()
        first.setdefault((one.framework, line[-2] if len(line) > 1 else one.code or one.id), one)
    return list(first.values())


def _in_order(passages: Iterable[Passage], framework: str | None) -> list[Passage]:
    return sorted(passages, key=lambda one: one.framework != framework)


def _codes(passages: Iterable[Passage]) -> list[str]:
    return [one.code for one in passages if one.code]


def _unnamed(text: str, places: Places) -> str:
    """Take the name of a framework out of a text."""
    for one in places.frameworks.values():
        for name in (one.short, one.title, one.sector):
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text.casefold()


def _cut(title: str, passages: Iterable[Passage]) -> Listed:
    every = tuple(passages)
    return Listed(title, every[:MOST], max(0, len(every) - MOST))
