"""Search over the passages that one organisation may see: codes and names first, then words and meaning together."""

from collections.abc import Iterator, Mapping, Sequence
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
from knowledge.lexical import Lexicon
from knowledge.naming import Names, framework_named, rank
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
        self._lexicon = Lexicon(self._passages, [" ".join(self.places.names(one)[1:]) for one in self._passages])
        self._ranking = Ranking(self._passages, self._lexicon, tuple(scopes), dense, without)
        self._names = Names(self.places)
        self._codes = CodeBook(self.places.codes)
        self._own: dict[str, NDArray[np.bool_]] = {}
        self._speller = Speller(self._texts, self._knows)
        self._acronyms = Acronyms(self._names.called, self._texts, self._knows)

    def find(self, text: str, k: int = 10, framework: str | None = None) -> Found:
        """Rank the passages for a question; `framework` is the one of the current assessment, where there is one."""
        text = text[:LONGEST]
        framework = framework_named(text, self.places.frameworks) or framework
        # Codes are looked for in the question as it stands: no repair can touch them.
        return self._coded(text, k, framework) or self._named(text, k, framework) or self._said(text, k, framework)

    def _coded(self, text: str, k: int, framework: str | None) -> Found | None:
        cites = cited(text)
        unknown = [one for one in cites if one.sure and not self._codes.find(one)]
        if unknown:
            near = tuple(dict.fromkeys(known for one in unknown for known in self._codes.nearest(one)))
            hits = _hits(self.places.under(near, framework), k)
            return Found(text, "code", "none", hits, unknown=tuple(one.code for one in unknown), nearest=near)
        codes = self.places.ordered(dict.fromkeys(known for one in cites for known in self._codes.find(one)), framework)
        leading = self.places.under(codes, framework) if codes else []
        # The words of a code say nothing; the title of what stands there does.
        return self._routed(text, leading[0].title, "code", leading, k, framework, codes) if leading else None

    def _named(self, text: str, k: int, framework: str | None) -> Found | None:
        named = self._names.asked(text)
        leading = sorted(named, key=lambda passage: (rank(passage), passage.framework != framework))
        return self._routed(text, text, "name", leading, k, framework) if leading else None

    def _said(self, text: str, k: int, framework: str | None) -> Found:
        read_as = self._speller.repaired(self._acronyms.spelled_out(text))
        if read_as != text and (found := self._named(read_as, k, framework)):
            return replace(found, question=text, read_as=read_as)
        heard = self._ranking.hear(read_as)
        hits = self._ranked(heard.scores, k, framework)
        changed = read_as if read_as != text else None
        return Found(text, "words", heard.confidence, hits, lexical_only=heard.lexical_only, read_as=changed)

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
        ranked = self._ranked(heard.scores, k + len(first), framework)
        rest = [hit for hit in ranked if hit.passage.id not in first]
        return Found(text, reading, "answer", (*_hits(leading, k), *rest)[:k], codes, lexical_only=heard.lexical_only)

    def _ranked(self, scores: Scores, k: int, framework: str | None) -> tuple[Hit, ...]:
        scores = scores + NEAR * ((scores > 0) & self._of(framework)) if framework else scores
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


def _hits(passages: Sequence[Passage], k: int) -> tuple[Hit, ...]:
    """Score what a code or name leads to above anything found by words, which reaches 1.2 at most."""
    return tuple(Hit(passage, round(3 - row / max(k, 1), 4)) for row, passage in enumerate(passages[:k]))
