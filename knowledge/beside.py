"""What stands beside an answer: where else the same is said, a key term in it, and what only comes near."""

from collections.abc import Iterable, Iterator

from knowledge.counterparts import asked_at, counterparts
from knowledge.lexical import words
from knowledge.passages import Citation, Passage
from knowledge.places import Places
from knowledge.quoting import alike
from knowledge.search import Found

# What asks something explains nothing.
ASKING = frozenset({"item", "question", "statement"})
# A passage comes near a question that it does not answer when it has more than this share of its words.
CLOSE = 0.5
# Of the key terms in an answer, those are offered that stand in no more than this share of all questions.
RARE = 0.1


def also(
    citations: Iterable[Citation], found: Found, grounds: Iterable[Passage], places: Places | None
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Give for each quoted passage those of other frameworks that say nearly the same and are not quoted."""
    grouped = {hit.passage.id: hit.also for hit in found.hits}
    quoted_ids = {one.passage.id for one in citations}
    for one in (citation.passage for citation in citations):
        same = [*grouped.get(one.id, ()), *(other for other in grounds if _are_editions(one, other))]
        if found.codes and places and one.framework and one.code and one.kind in ASKING:
            across = (asked_at(places, *place)[0] for place in counterparts(places, one.framework, one.code))
            same += [other for other in across if alike(one.text, other.text)]
        others = tuple(dict.fromkeys(other for other in same if other.id not in quoted_ids))
        if others:
            yield one.id, others


def _are_editions(one: Passage, other: Passage) -> bool:
    return one.framework != other.framework and one.kind == other.kind and alike(one.text, other.text)


def offered(quotes: Iterable[str], citations: Iterable[Citation], found: Found, places: Places) -> str | None:
    """Return a key term that occurs in what is quoted, and neither was asked for nor stands everywhere."""
    first = next(iter(citations), None)
    framework = first.passage.framework or "" if first else ""
    asked = {*places.glossary(framework).within(found.question), *(one.passage for one in citations)}
    terms = (term for term in places.glossary(framework).within(" ".join(quotes)) if term not in asked)
    asking = places.asking
    rare = (term for term in terms if sum(term.title.casefold() in text for text in asking) <= RARE * len(asking))
    return next((term.title for term in rare), None)


def is_near(passage: Passage, question: str, places: Places) -> bool:
    """Say whether a passage has most of the words of a question, so that it may be what is looked for."""
    asked = set(words(question))
    has = set(words(" ".join((passage.text, *places.names(passage)))))
    return len(asked & has) > CLOSE * len(asked)
