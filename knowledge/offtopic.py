"""How near the packaged off-topic questions come to each scope: measured as scopes change, kept beside the index."""

import json
from collections.abc import Sequence
from functools import reduce
from hashlib import sha256
from pathlib import Path

import numpy as np

from knowledge import calibration
from knowledge.calibration import Closeness, Judge
from knowledge.embeddings import Embedder, Read
from knowledge.fusion import CLOSE
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import plain_weight
from knowledge.lists import read_once
from knowledge.probe import Crowd
from knowledge.tokens import TokenSource
from knowledge.vectors import Matrix, VectorSource, batches


class OffTopic:
    """The off-topic questions as an embedder reads them, and what was measured with them."""

    def __init__(self, embedder: Embedder, folder: Path, lists: Path) -> None:
        """Keep what is measured in `folder`, with the index it was measured on, and the questions in `lists`."""
        self._embedder, self._lists = embedder, lists
        mark = sha256("\n".join((embedder.model, *calibration.offtopic_questions())).encode()).hexdigest()[:16]
        self._file = folder / f"offtopic-{mark}.npz"
        self._vectors, self._known = self._remembered()
        self._judges: dict[tuple[tuple[str, ...], bool], Judge] = {}

    def knows(self, scope: str) -> bool:
        """Tell whether `scope` was measured."""
        return scope in self._known

    def measure(self, scope: str, vectors: VectorSource, tokens: TokenSource | None) -> None:
        """Measure `scope`, unless it is the same as when it was measured last."""
        has_tokens = tokens is not None and bool(tokens.tokens(vectors.ids[:1]))
        fingerprint = sha256("\n".join((str(has_tokens), *sorted(vectors.ids))).encode()).hexdigest()
        if self._known.get(scope, ("",))[0] != fingerprint:
            questions = read_once(self._embedder, self._lists, "offtopic", calibration.offtopic_questions())
            self._vectors = np.stack([question.vector for question in questions])
            closeness = measured(questions, vectors, tokens if has_tokens else None)
            self._known = {**self._known, scope: (fingerprint, closeness)}
            self._judges = {}
            self._remember()

    def judge(self, scopes: Sequence[str], phrases: Matrix | None = None) -> Judge | None:
        """Return who judges what was found in these scopes; None before anything was measured.

        `phrases` is how people ask for the passages, where that is known.
        """
        known = tuple(scope for scope in scopes if scope in self._known)
        if not known or self._vectors is None:
            return None
        if (judge := self._judges.get((known, phrases is None))) is None:
            closeness = reduce(Closeness.with_, (self._known[scope][1] for scope in known))
            judge = self._judges[known, phrases is None] = Judge.of(self._vectors, closeness, phrases)
        return judge

    def _remembered(self) -> tuple[Matrix | None, dict[str, tuple[str, Closeness]]]:
        try:
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                described = json.loads(str(stored["described"]))
                measures = zip(*(stored[name] for name in ("cosines", "agreement", "counts", "products")), strict=True)
                each = [Closeness(near, agreed, Crowd(int(n), sums)) for near, agreed, n, sums in measures]
                pairs = zip(described.items(), each, strict=True)
                return stored["vectors"], {scope: (mark, closeness) for (scope, mark), closeness in pairs}
        except Exception:
            # Missing, or damaged in one of the many ways that zip, JSON and numpy know: it is measured anew.
            return None, {}

    def _remember(self) -> None:
        draft, each = self._file.with_suffix(".new"), [closeness for _, closeness in self._known.values()]
        try:
            with draft.open("wb") as file:
                np.savez(
                    file,
                    described=np.array(json.dumps({scope: mark for scope, (mark, _) in self._known.items()})),
                    vectors=np.asarray(self._vectors, dtype=np.float32),
                    cosines=np.stack([closeness.cosines for closeness in each]),
                    agreement=np.stack([closeness.agreement for closeness in each]),
                    counts=np.array([closeness.crowd.count for closeness in each]),
                    products=np.stack([closeness.crowd.products for closeness in each]),
                )
            draft.replace(self._file)
        except OSError:
            # A full or read-only disk costs a second at the next start and nothing now.
            return


def measured(questions: Sequence[Read], vectors: VectorSource, tokens: TokenSource | None) -> Closeness:
    """Measure how near questions come to the passages of a scope."""
    asked = np.stack([question.vector for question in questions])
    near = _nearest(asked, vectors)
    cosines = np.array([found[0][0] if found else -1 for found in near], dtype=np.float32)
    agreed = np.full(len(questions), np.nan, dtype=np.float32)
    for row, (question, found) in enumerate(zip(questions, near, strict=True)):
        if tokens is not None:
            # As many as a real question has looked at word by word.
            told = list(tokens.tokens([one for _, one in found]).values())
            each = agreement(nearest_tokens(question.tokens, told), weights(question, plain_weight))
            agreed[row] = each.max(initial=0)
    taken = (vectors.take(batch) for batch in batches(vectors.ids))
    # A scope without a passage says nothing of either side.
    nobody = Crowd(0, np.zeros((asked.shape[1] + 1, asked.shape[1] + 1), dtype=np.float32))
    return Closeness(cosines, agreed, reduce(Crowd.with_, map(Crowd.of, taken), nobody))


def _nearest(questions: Matrix, vectors: VectorSource) -> list[list[tuple[float, str]]]:
    near: list[list[tuple[float, str]]] = [[] for _ in questions]
    for batch in batches(vectors.ids):
        cosines = questions @ vectors.take(batch).T
        for row, of_batch in enumerate(cosines):
            best = np.argsort(-of_batch, kind="stable")[:CLOSE]
            near[row] = sorted([*near[row], *((float(of_batch[one]), batch[one]) for one in best)], reverse=True)[
                :CLOSE
            ]
    return near
