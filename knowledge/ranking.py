"""What words and meaning say about a question: a score per passage, and how far that can be trusted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge import calibration, everyday, fusion, synonyms
from knowledge.calibration import Confidence, Reached
from knowledge.company import Company
from knowledge.dense import Dense
from knowledge.embeddings import Read
from knowledge.fusion import Rows, Scores
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import Lexicon, plain_weight, words
from knowledge.places import Places
from knowledge.titles import Titles

# Measured with benchmarks.retrieval: what a name that says just what is asked adds to a score of 0 to 1.
TITLE = 0.5
# Kinds of passages whose title says what they are about; that of a question is shared by a whole part.
TITLED = ("term", "topic")
# So many of the best by words are asked how much of the question they share.
LOOKED_AT = 5


@dataclass(frozen=True)
class Heard:
    """What was found: a score per passage, 0 to 1, the evidence that it is on topic, why the dense side was silent."""

    scores: Scores
    confidence: Confidence
    lexical_only: str | None


class Ranking:
    """Ranks a fixed list of passages: words with their synonyms, meaning, and the tokens of the best."""

    def __init__(self, places: Places, scopes: Sequence[str], dense: Dense | None, without: str) -> None:
        """`without` says why there is no dense side."""
        self._passages, self._scopes = places.passages, scopes
        self._dense, self._without = dense, without
        spoken = everyday.told(self._passages)
        self._lexicon = Lexicon(self._passages, list(_other_words(places, spoken)))
        names = [places.names(one) if one.kind in TITLED else () for one in self._passages]
        self._titles = Titles(names, self._lexicon.rarity)
        self._company = Company(places)
        pairs = [(row, phrase) for row, some in enumerate(spoken) for phrase in some]
        # Two columns: the row of a passage, and the place of a phrase by which people ask for it.
        self._asked_for, self._phrases = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        self._rows = {passage.id: row for row, passage in enumerate(self._passages)}

    def hear(self, text: str) -> Heard:
        """Score the passages for a question."""
        like = synonyms.packaged().of(text)
        lexical, titled = self._lexicon.scores(text, like), TITLE * self._titles.scores(text, like)
        question = self._dense.hear(text) if self._dense else None
        cosines = self._cosines(question)
        if self._dense is None or question is None or cosines is None:
            why = self._dense.status if self._dense else self._without
            return Heard(fusion.fused(lexical, None) + titled, calibration.by_words(self._covered(text, lexical)), why)
        phrased = self._phrased(question)
        scores = fusion.fused(lexical, np.maximum(cosines, phrased)) + titled
        pool = fusion.best(scores, fusion.CLOSE)
        nearest, known = self._nearest_tokens(question, pool)
        agreeing = np.full(len(pool), np.nan, dtype=np.float32)
        agreeing[known] = agreement(nearest, weights(question, self._lexicon.weight))
        plain = agreement(nearest, weights(question, plain_weight))
        agreed = float(plain.max()) if len(plain) else None
        told = len(set(words(text)))
        reached = Reached(float(cosines.max()), agreed, float(phrased.max()), self._covered(text, lexical), told)
        confidence = self._by_meaning(question, reached)
        return Heard(self._company.shared(fusion.refined(scores, pool, agreeing)), confidence, None)

    def _phrased(self, question: Read) -> Scores:
        """Return how near the nearest phrase is by which people ask for each passage, 0 where there is none."""
        assert self._dense is not None
        near, phrases = np.zeros(len(self._passages), dtype=np.float32), self._dense.phrases(question)
        if phrases is not None:
            np.maximum.at(near, self._asked_for, phrases[self._phrases])
        return near

    def _cosines(self, question: Read | None) -> Scores | None:
        """Return the cosine per passage, 0 beyond the best of the pool; None where meaning says nothing."""
        if self._dense is None or question is None:
            return None
        cosines = np.zeros(len(self._passages), dtype=np.float32)
        for known, cosine in self._dense.nearest(question, self._scopes, fusion.POOL):
            # The index may know more than this organisation is shown: what is replaced, or was just removed.
            if known in self._rows:
                cosines[self._rows[known]] = cosine
        return cosines if cosines.any() else None

    def _nearest_tokens(self, question: Read, pool: Rows) -> tuple[Scores, list[int]]:
        """Look at the best word by word; returns what was found, and which places of the pool have tokens at all."""
        assert self._dense is not None
        ids = [self._passages[row].id for row in pool] if question.spans else []
        told = self._dense.tokens(ids, self._scopes) if ids else {}
        known = [place for place, one in enumerate(ids) if one in told]
        return nearest_tokens(question.tokens, [told[ids[place]] for place in known]), known

    def _by_meaning(self, question: Read, reached: Reached) -> Confidence:
        assert self._dense is not None
        if reached.is_whole:
            return "answer"
        judge = self._dense.judge(self._scopes)
        return judge.confidence(question.vector, reached) if judge else calibration.unmeasured(reached.cosine)

    def _covered(self, text: str, lexical: Scores) -> float:
        """Return how much of what the words of a question say one of the best passages has."""
        best = fusion.best(lexical, LOOKED_AT)
        return max((self._lexicon.coverage(text, int(row)) for row in best), default=0)


def _other_words(places: Places, spoken: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield for each passage its other names, and how people ask for it."""
    phrases = everyday.phrases()
    for passage, some in zip(places.passages, spoken, strict=True):
        yield " ".join((*places.names(passage)[1:], *(phrases[one] for one in some)))
