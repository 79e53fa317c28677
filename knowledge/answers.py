"""Answers by extraction: every sentence is a quotation with its number, or the answer is "not in my sources"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from knowledge.about import About, about
from knowledge.beside import ASKING, also, is_near, offered
from knowledge.calibration import Confidence
from knowledge.forms import LISTS, Form, Formed, formed
from knowledge.kinds import wanted
from knowledge.lexical import words
from knowledge.passages import Citation, Passage
from knowledge.places import Places
from knowledge.quoting import each, quoted, within
from knowledge.search import Found, Search

# A further passage is worth its place when it scores at least this share of the first.
NEARLY = 0.6
CLOSEST = 3
# More than this would only lengthen what a model has to read.
GROUNDS = 8
# So many characters tell one passage from another.
BEGINNING = 60
# So many characters of a list fit into one message, with its title and sources.
LONGEST_LIST = 3_400
_BARE = re.compile(r"(?<![\w.])[1-7P]\.\d(?![\w.(])")


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer: word for word from the passage of citation `n`, or put into words from it by a model."""

    text: str
    n: int


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
    # Whether the first of `closest` has most of what the question speaks of, and is worth a look.
    is_near: bool = False
    unknown: tuple[str, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    lexical_only: str | None = None
    # What the sentences may rest on, the best first, and the model that put them into words, where one did.
    grounds: tuple[Passage, ...] = ()
    model: str | None = None
    # What the question was read as, where its spelling was repaired or an acronym spelled out.
    read_as: str | None = None
    # By the id of a quoted passage: passages of other frameworks that say nearly the same.
    also: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    # What a list is of, and how many more than those it shows.
    title: str = ""
    left: int = 0
    # A key term that occurs in what is quoted, by its name.
    term: str | None = None
    # Whether the search found more than what is quoted.
    has_more: bool = False
    # The language of a question that nothing here can read, such as "es".
    language: str | None = None

    @property
    def is_list(self) -> bool:
        """Whether it is shown passage by passage."""
        return self.form in LISTS

    @property
    def text(self) -> str:
        """Return the sentences in one line with their numbers in brackets."""
        return " ".join(f"{sentence.text} [{sentence.n}]" for sentence in self.sentences)


def answer(search: Search, question: str, framework: str | None = None) -> Answer:
    """Answer a learner's question from what `search` holds; `framework` is the one of the assessment, if any."""
    asks = wanted(question)
    found = _found(search, question, framework, is_shaped=asks is not None)
    places = tuple(about(search.places, *place) for place in found.codes)
    shaped = formed(search, found, asks, framework) if asks else None
    if shaped:
        return _shaped(found, shaped, places, search.places)
    if found.confidence == "none" or not found.hits:
        return _refusal(found, search.places)
    if asks and asks.kind == "why" and found.codes:
        told = explain(search, *found.codes[0])
        return replace(told, form="why", question=question) if told.answered else told
    form, passages = _chosen(found, search.places)
    return _answer(found, form, quoted(passages, question), passages, search.places, places)


def further(found: Found, above: str, start: int = 0, count: int = 3) -> tuple[Answer, int | None]:
    """Return the next passages behind an answer, and where to go on after them, or none where that was all.

    `start` counts the hits from 0; `above` is what was said already, and is not quoted again.
    """
    said = " ".join(above.split())
    passages = [hit.passage for hit in found.hits]
    quotes = dict(each(passages[start:], found.question))
    rest = [one for one, quote in quotes.items() if not _stands(one, said) and " ".join(quote.split()) not in said]
    shown = [(one, quotes[one]) for one in rest[:count]]
    told = _answer(found, "general", shown, [one for one, _ in shown], None, ())
    return told, passages.index(rest[count]) if len(rest) > count else None


def unread(answer: Answer, language: str) -> Answer:
    """Return what is told where a question is in a language that the search does not read."""
    return Answer(answer.question, "refusal", False, "none", language=language)


def explain(search: Search, framework: str, code: str) -> Answer:
    """Say what a question means: the notes on it and its part, the terms that occur in it, then related passages."""
    places = search.places
    asked = [*places.at(framework, code), *places.below(framework, code)]
    if not asked:
        return _refusal(search.find(f"{framework}/{code}", framework=framework), places)
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
    here = (about(places, framework, code),)
    return _answer(found, "explanation", quoted(passages, wording), passages, places, here)


def _found(search: Search, question: str, framework: str | None, *, is_shaped: bool) -> Found:
    """Search for a question; where its form tells that a bare number such as 3.2 is an item, take it for one."""
    found = search.find(question, framework=framework)
    spelled = _BARE.sub(r"item \g<0>", question) if is_shaped and not found.codes and not found.unknown else question
    coded = search.find(spelled, framework=framework) if spelled != question else found
    return replace(coded, question=question) if coded.codes else found


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


def _shaped(found: Found, shaped: Formed, here: tuple[About, ...], places: Places) -> Answer:
    """Return an answer of a form of its own; a list names each passage, and says nothing twice."""
    fits = f"{found.question} {shaped.hint}"
    is_each = shaped.form in LISTS or shaped.form == "good"
    # Of two sides that are compared, it matters that they say the same.
    once = shaped.form != "difference"
    chosen = list(each(shaped.passages, fits, once=once) if is_each else quoted(shaped.passages, fits))
    if shaped.form in LISTS:
        chosen = list(within(chosen, LONGEST_LIST))
    here = here if shaped.form in ("scoring", "good", "elsewhere") else ()
    told = _answer(found, shaped.form, chosen, shaped.passages, places, here)
    left = shaped.left + (len(shaped.passages) - len(chosen) if shaped.form == "list" else 0)
    confidence: Confidence = "answer" if shaped.is_sure else "weak"
    return replace(told, title=shaped.title, left=left, confidence=confidence, also={} if is_each else told.also)


def _answer(
    found: Found,
    form: Form,
    chosen: Iterable[tuple[Passage, str]],
    passages: Iterable[Passage],
    places: Places | None,
    here: tuple[About, ...],
) -> Answer:
    grounds = tuple(passages)
    citations = tuple(Citation(n, *one) for n, one in enumerate(chosen, 1))
    quotes = [one.quote for one in citations]
    return Answer(
        found.question,
        form,
        answered=bool(citations),
        confidence=found.confidence,
        sentences=tuple(Sentence(one.quote, one.n) for one in citations),
        citations=citations,
        about=here,
        lexical_only=found.lexical_only,
        grounds=grounds[:GROUNDS],
        read_as=found.read_as,
        also=dict(also(citations, found, grounds, places)),
        term=offered(quotes, citations, found, places) if places else None,
        has_more=any(not _stands(hit.passage, " ".join(" ".join(quotes).split())) for hit in found.hits),
    )


def _stands(passage: Passage, said: str) -> bool:
    """Say whether the beginning of a passage was said already."""
    return " ".join(passage.text.split())[:BEGINNING] in said


def _refusal(found: Found, places: Places) -> Answer:
    closest = tuple(hit.passage for hit in found.hits[:CLOSEST])
    near = sorted((one for one in closest if is_near(one, found.question, places)), key=closest.index)
    return Answer(
        found.question,
        "refusal",
        answered=False,
        confidence="none",
        closest=(*near, *(one for one in closest if one not in near)),
        is_near=bool(near),
        unknown=found.unknown,
        nearest=found.nearest,
        lexical_only=found.lexical_only,
        read_as=found.read_as,
    )
