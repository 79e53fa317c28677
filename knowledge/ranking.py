"""What words and meaning say about a question: a score per passage, and how far that can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge import calibration, fusion, synonyms
from knowledge.calibration import Confidence
from knowledge.dense import Dense
from knowledge.embeddings import Read
from knowledge.fusion import Rows, Scores
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import Lexicon, plain_weight
from knowledge.passages import Passage

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

    def __init__(
        self, passages: Sequence[Passage], lexicon: Lexicon, scopes: Sequence[str], dense: Dense | None, without: str
    ) -> None:
        """`without` says why there is no dense side."""
        self._passages, self._lexicon, self._scopes = passages, lexicon, scopes
        self._dense, self._without = dense, without
        self._rows = {passage.id: row for row, passage in enumerate(passages)}

    def hear(self, text: str) -> Heard:
        """Score the passages for a question."""
        lexical = self._lexicon.scores(text, synonyms.packaged().of(text))
        question = self._dense.hear(text) if self._dense else None
        cosines = self._cosines(question)
        scores = fusion.fused(lexical, cosines)
        if self._dense is None or question is None or cosines is None:
            why = self._dense.status if self._dense else self._without
            return Heard(scores, self._by_words(text, lexical), why)
        pool = fusion.best(scores, fusion.CLOSE)
        nearest, known = self._nearest_tokens(question, pool)
        agreeing = np.full(len(pool), np.nan, dtype=np.float32)
        agreeing[known] = agreement(nearest, weights(question, self._lexicon.weight))
        plain = agreement(nearest, weights(question, plain_weight))
        confidence = self._by_meaning(question, cosines, float(plain.max()) if len(plain) else None)
        return Heard(fusion.refined(scores, pool, agreeing), confidence, None)

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

    def _by_meaning(self, question: Read, cosines: Scores, agreed: float | None) -> Confidence:
        assert self._dense is not None
        judge = self._dense.judge(self._scopes)
        near = [float(cosines[row]) for row in fusion.best(cosines, calibration.NEAREST)]
        return judge.confidence(question.vector, near, agreed) if judge else calibration.unmeasured(near)

    def _by_words(self, text: str, lexical: Scores) -> Confidence:
        best = fusion.best(lexical, LOOKED_AT)
        return calibration.by_words(max((self._lexicon.coverage(text, int(row)) for row in best), default=0))
