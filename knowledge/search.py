"""Search over the passages that one organisation may see: codes and names first, then words and meaning together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge import fusion
from knowledge.acronyms import Acronyms
from knowledge.calibration import Confidence
from knowledge.codes import CodeBook, cited
from knowledge.criteria import Framework
from knowledge.dense import Dense
from knowledge.fusion import Scores
from knowledge.grouping import grouped
from knowledge.lexical import words
from knowledge.naming import Names, framework_named, rank, says_something, subject, without_framework
from knowledge.passages import Passage
from knowledge.places import Places
from knowledge.precedence import winning
from knowledge.ranking import Ranking
from knowledge.spelling import Speller
from knowledge.twins import settled

Reading = Literal["code", "name", "words"]

# No question is longer; whatever comes behind is not read.
LONGEST = 1_000
# The framework of the current assessment leads where the words fit about equally.
NEAR = 0.2
# The one that a question is put to leads before that.
NAMED = 0.6
# What a question of the criteria counts where a word is to be explained.
ASKING = 0.7
# So many known codes are named where one is unknown.
NEAREST = 4
_NOTE = re.compile(r"\bnotes?\b", re.IGNORECASE)
# Of so many more hits than wanted, those that are editions of one another are grouped.
SPARE = 10


@dataclass(frozen=True)
class Hit:
    """A passage found; `score` orders the hits of one question and says nothing across questions."""

    passage: Passage
    score: float
    # Passages of other frameworks that say nearly the same and are not shown for themselves.
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a search found, how it read the question, and how far that can be trusted."""

    question: str
    reading: Reading
    confidence: Confidence
    hits: tuple[Hit, ...]
    # (framework id, code) of every code that the question cites and that is known.
    codes: tuple[tuple[str, str], ...] = ()
    # Codes that nothing known has, and the known ones that look most like them.
    unknown: tuple[str, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    # Why the dense side was left out, or None.
    lexical_only: str | None = None
    # What was searched for in place of the question, where its spelling was repaired or an acronym spelled out.
    read_as: str | None = None


class Search:
    """What one organisation can find. It holds no passage of any other, so it can show none."""

    def __init__(
        self,
        frameworks: Mapping[str, Framework],
        scopes: Mapping[str, Sequence[Passage]],
        dense: Dense | None = None,
        without: str = "no embedding is set up",
    ) -> None:
        """Take the passages by scope, the packaged scope first; `without` says why there is no dense side."""
        self.places = Places(frameworks, winning(scopes))
        self._passages = self.places.passages
        self._dense = dense
        self._ranking = Ranking(self.places, tuple(scopes), dense, without)
        self._names = Names(self.places)
        self._codes = CodeBook(self.places.codes)
        self._asking = np.array([one.kind in ("question", "statement") for one in self._passages], dtype=bool)
        self._own: dict[str, NDArray[np.bool_]] = {}
        self._speller = Speller(self._texts, self._knows)
        self._acronyms = Acronyms(self._names.called, self._texts, self._knows)

    def find(self, text: str, k: int = 10, framework: str | None = None) -> Found:
        """Rank the passages for a question; `framework` is the one of the current assessment, where there is one."""
        text = text[:LONGEST]
        named = framework_named(text, self.places.frameworks)
        framework = named or framework
        # Codes are looked for in the question as it stands: no repair can touch them.
        if found := self._coded(text, k, framework) or self._named(text, k, framework):
            return found
        known = self.places.frameworks
        bare = without_framework(text, known[named], known) if named else text
        return self._said(text, bare, k, framework, NAMED if bare != text else NEAR)

    def _coded(self, text: str, k: int, framework: str | None) -> Found | None:
        cites = cited(text)
        unknown = [one for one in cites if one.sure and not self._codes.find(one)]
        if unknown:
            near = self._opened(known for one in unknown for known in self._codes.nearest(one))[:NEAREST]
            hits = _hits(self.places.under(near, framework), k)
            return Found(text, "code", "none", hits, unknown=tuple(one.code for one in unknown), nearest=near)
        codes = self.places.ordered(self._opened(known for one in cites for known in self._codes.find(one)), framework)
        leading = self.places.under(codes, framework, bool(_NOTE.search(text))) if codes else []
        # The words of a code say nothing; the title of what stands there does.
        return self._routed(text, leading[0].title, "code", leading, k, framework, codes) if leading else None

    def _opened(self, codes: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return codes each once, a category as its items."""
        return tuple(dict.fromkeys(item for one in codes for item in self.places.opened(*one)))

    def _named(self, text: str, k: int, framework: str | None) -> Found | None:
        """Lead with what a question names; where it says more than the name, it is judged like any other."""
        if asked := self._names.asked(text):
            return self._explained(text, asked, k, framework)
        meant = self._names.meant(text)
        heard = self._ranking.hear(text) if meant else None
        if heard is None or (heard.confidence == "none" and not heard.lexical_only):
            return None
        # Words alone know too little of a question to overrule what it names.
        confidence: Confidence = "weak" if heard.confidence == "none" else heard.confidence
        return replace(self._explained(text, meant, k, framework), confidence=confidence)

    def _explained(self, text: str, named: Sequence[Passage], k: int, framework: str | None) -> Found:
        leading = sorted(named, key=lambda passage: (rank(passage), passage.framework != framework))
        # An acronym or another name finds less than the word that is defined.
        about = _both(leading[0].title, subject(text)) if leading[0].kind == "term" else text
        return self._routed(text, about, "name", leading, k, framework)

    def _said(self, text: str, bare: str, k: int, framework: str | None, near: float) -> Found:
        """Search for a question; `bare` is what it asks without the framework that it is put to."""
        read_as = self._speller.repaired(self._acronyms.spelled_out(bare))
        changed = read_as if read_as != bare else None
        if changed and (found := self._named(read_as, k, framework)):
            return replace(found, question=text, read_as=read_as)
        heard = self._ranking.hear(read_as)
        hits = self._ranked(heard.scores, k, framework, near)
        confidence = heard.confidence if says_something(read_as) else "none"
        return Found(text, "words", confidence, hits, lexical_only=heard.lexical_only, read_as=changed)

    def _routed(
        self,
        text: str,
        about: str,
        reading: Reading,
        leading: Sequence[Passage],
        k: int,
        framework: str | None,
        codes: tuple[tuple[str, str], ...] = (),
    ) -> Found:
        """Put what a code or name leads to first, and behind it what is said elsewhere about the same."""
        heard = self._ranking.hear(about)
        first = {passage.id for passage in leading}
        # Who asks what a word means is answered by what explains it sooner than by a question that uses it.
        scores = np.where(self._asking, ASKING * heard.scores, heard.scores) if reading == "name" else heard.scores
        ranked = self._ranked(scores, k + len(first), framework)
        rest = [hit for hit in ranked if hit.passage.id not in first]
        return Found(text, reading, "answer", (*_hits(leading, k), *rest)[:k], codes, lexical_only=heard.lexical_only)

    def _ranked(self, scores: Scores, k: int, framework: str | None, near: float = NEAR) -> tuple[Hit, ...]:
        scores = scores + near * ((scores > 0) & self._of(framework)) if framework else scores
        best = fusion.best(scores, k + SPARE)
        hits = [Hit(self._passages[row], round(float(scores[row]), 4)) for row in best]
        return grouped(settled(hits), framework)[:k]

    def _of(self, framework: str) -> NDArray[np.bool_]:
        if framework not in self._own:
            self._own[framework] = np.array([passage.framework == framework for passage in self._passages])
        return self._own[framework]

    def _knows(self, word: str) -> bool:
        """Tell whether a word is one to the model; without a model, take it for one."""
        return self._dense is None or self._dense.knows(word)

    def _texts(self) -> Iterator[str]:
        return (f"{passage.title}. {passage.text}" for passage in self._passages)


def _both(title: str, name: str) -> str:
    """Return a title with the words of another name that it has not."""
    known = set(words(title))
    return " ".join((title, *(word for word in name.split() if not known & set(words(word)))))


def _hits(passages: Sequence[Passage], k: int) -> tuple[Hit, ...]:
    """Score what a code or name leads to above anything found by words, which reaches 1.2 at most."""
    return tuple(Hit(passage, round(3 - row / max(k, 1), 4)) for row, passage in enumerate(passages[:k]))
