"""Answers by extraction: every sentence is a quotation with its number, or the answer is "not in my sources"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.calibration import Confidence
from knowledge.criteria import Area, Item, Part
from knowledge.lexical import words
from knowledge.passages import Citation, Passage
from knowledge.places import Places
from knowledge.quoting import quoted
from knowledge.search import Found, Search

Form = Literal["definition", "code", "general", "explanation", "refusal"]

# A further passage is worth its place when it scores at least this share of the first.
NEARLY = 0.6
CLOSEST = 3
# More than this would only lengthen what a model has to read.
GROUNDS = 8
# What asks something explains nothing.
ASKING = frozenset({"item", "question", "statement"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer: word for word from the passage of citation `n`, or put into words from it by a model."""

    text: str
    n: int


@dataclass(frozen=True)
class About:
    """The place in a framework that an answer is about: a title and where it stands, as plain facts."""

    framework: str
    # How the framework is called in a sentence.
    short: str
    code: str
    title: str
    item: str
    item_title: str
    points: int | None
    # How many questions and statements lie at or below it.
    asks: int


@dataclass(frozen=True)
class Answer:
    """What a learner is told; with `answered` false, `closest` and `nearest` say what the sources have instead."""

    question: str
    form: Form
    answered: bool
    confidence: Confidence
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    about: tuple[About, ...] = ()
    closest: tuple[Passage, ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    lexical_only: str | None = None
    # What the sentences may rest on, the best first, and the model that put them into words, where one did.
    grounds: tuple[Passage, ...] = ()
    model: str | None = None

    @property
    def text(self) -> str:
        """Return the sentences in one line with their numbers in brackets."""
        return " ".join(f"{sentence.text} [{sentence.n}]" for sentence in self.sentences)


def answer(search: Search, question: str, framework: str | None = None) -> Answer:
    """Answer a learner's question from what `search` holds; `framework` is the one of the assessment, if any."""
    found = search.find(question, framework=framework)
    if found.confidence == "none" or not found.hits:
        return _refusal(found)
    form, passages = _chosen(found, search.places)
    about = tuple(_about(search.places, *place) for place in found.codes)
    return _answer(found, form, passages, question, about)


def explain(search: Search, framework: str, code: str) -> Answer:
    """Say what a question means: the notes on it and its part, the terms that occur in it, then related passages."""
    places = search.places
    asked = [*places.at(framework, code), *places.below(framework, code)]
    if not asked:
        return _refusal(search.find(f"{framework}/{code}", framework=framework))
    wording = " ".join(passage.text for passage in asked)
    near, wide = places.notes(framework, code, wide=False), places.notes(framework, code)
    explaining = list(dict.fromkeys([*near[:2], *_terms_in(wording, framework, places)[:2], *wide]))
    found = search.find(wording, framework=framework)
    shown = {passage.id for passage in (*asked, *explaining)}
    others = [hit.passage for hit in found.hits if hit.passage.id not in shown]
    found = replace(found, question=f"{framework}/{code}", confidence="answer" if explaining else "weak")
    if len(explaining) < 2:
        # What a "how" asks for is the least that can be said, and then what is related.
        first_word = wording.partition(" ")[0].casefold()
        explaining += [term for term in places.terms(framework) if term.title.casefold() == first_word]
        explaining += [one for one in others if one.kind not in ASKING][: 2 - len(explaining)]
    passages = explaining or others[:2]
    return _answer(found, "explanation", passages, wording, (_about(places, framework, code),))


def _chosen(found: Found, places: Places) -> tuple[Form, list[Passage]]:
    """Choose what to quote, the passage that answers first."""
    passages = [hit.passage for hit in found.hits]
    if found.codes:
        place = found.codes[0]
        asks, notes = [*places.at(*place), *places.below(*place)], places.notes(*place, wide=False)
        return "code", [*asks[:2], *notes[:1], *asks[2:]]
    if found.reading == "name" and passages[0].kind == "term":
        name = {stem for called in places.names(passages[0]) for stem in words(called)}
        more = [one for one in passages if one.kind == "note" and name & set(words(one.text))]
        return "definition", [passages[0], *more]
    least = NEARLY * found.hits[0].score
    return "general", [hit.passage for hit in found.hits if hit.score >= least]


def _terms_in(wording: str, framework: str, places: Places) -> list[Passage]:
    """Return the terms that occur in a question, without those that stand in every third question."""
    glossary = places.glossary(framework)
    # A term such as "customer" explains none of the questions that it stands in.
    return [term for term in glossary.within(wording) if places.share(term, framework) <= 1 / 3]


def _answer(
    found: Found, form: Form, passages: Iterable[Passage], question: str, about: tuple[About, ...] = ()
) -> Answer:
    grounds = tuple(passages)
    citations = tuple(Citation(n, *chosen) for n, chosen in enumerate(quoted(grounds, question), 1))
    return Answer(
        found.question,
        form,
        answered=bool(citations),
        confidence=found.confidence,
        sentences=tuple(Sentence(one.quote, one.n) for one in citations),
        citations=citations,
        about=about,
        lexical_only=found.lexical_only,
        grounds=grounds[:GROUNDS],
    )


def _refusal(found: Found) -> Answer:
    return Answer(
        found.question,
        "refusal",
        answered=False,
        confidence="none",
        closest=tuple(hit.passage for hit in found.hits[:CLOSEST]),
        unknown=found.unknown,
        nearest=found.nearest,
        lexical_only=found.lexical_only,
    )


def _about(places: Places, framework: str, code: str) -> About:
    known = places.frameworks.get(framework)
    items = known.items if known else ()
    line = known.lineage(code) if known else ()
    titles = {piece.code: piece.title for item in items for piece in _pieces(item)}
    points = {item.code: item.points for item in items}
    here = [*places.at(framework, code), *places.below(framework, code), *places.notes(framework, code)]
    title = next((titles[one] for one in reversed(line) if one in titles), here[0].title if here else "")
    above = line[0] if line else ""
    asks = sum(one.kind in ("question", "statement") for one in here)
    short = known.short if known else framework
    return About(framework, short, code, title, above, titles.get(above, ""), points.get(above), asks)


def _pieces(item: Item) -> tuple[Part | Area | Item, ...]:
    return (*item.parts, *item.areas, item)
