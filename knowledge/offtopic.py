"""How near the packaged off-topic questions come to each scope: measured as scopes change, kept beside the index."""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from knowledge import calibration
from knowledge.calibration import NEAREST, Closeness, Judge
from knowledge.embeddings import Embedder, Read, read
from knowledge.fusion import CLOSE
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import plain_weight
from knowledge.tokens import TokenSource
from knowledge.vectors import Matrix, VectorSource, batches


class OffTopic:
    """The off-topic questions as an embedder reads them, and what was measured with them."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        mark = sha256("\n".join((embedder.model, *calibration.offtopic_questions())).encode()).hexdigest()[:16]
        self._file = folder / f"offtopic-{mark}.npz"
        self._vectors, self._known = self._remembered()
        self._judges: dict[tuple[str, ...], Judge] = {}

    def knows(self, scope: str) -> bool:
        """Tell whether `scope` was measured."""
        return scope in self._known

    def measure(self, scope: str, vectors: VectorSource, tokens: TokenSource | None) -> None:
        """Measure `scope`, unless it is the same as when it was measured last."""
        has_tokens = tokens is not None and bool(tokens.tokens(vectors.ids[:1]))
        fingerprint = sha256("\n".join((str(has_tokens), *sorted(vectors.ids))).encode()).hexdigest()
        if self._known.get(scope, ("",))[0] != fingerprint:
            # mypy sees no protocol as hashable; every object without an own comparison is.
            questions = _questions(self._embedder)  # type: ignore[arg-type]
            self._vectors = np.stack([question.vector for question in questions])
            closeness = measured(questions, vectors, tokens if has_tokens else None)
            self._known = {**self._known, scope: (fingerprint, closeness)}
            self._judges = {}
            self._remember()

    def judge(self, scopes: Sequence[str]) -> Judge | None:
        """Return who judges what was found in these scopes; None before anything was measured."""
        known = tuple(scope for scope in scopes if scope in self._known)
        if not known or self._vectors is None:
            return None
        if known not in self._judges:
            closeness = self._known[known[0]][1]
            for scope in known[1:]:
                closeness = closeness.with_(self._known[scope][1])
            self._judges[known] = Judge.of(self._vectors, closeness)
        return self._judges[known]

    def _remembered(self) -> tuple[Matrix | None, dict[str, tuple[str, Closeness]]]:
        try:
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                described = json.loads(str(stored["described"]))
                measures = zip(described.items(), stored["cosines"], stored["agreement"], strict=True)
                known = {scope: (mark, Closeness(near, agreed)) for (scope, mark), near, agreed in measures}
                return stored["vectors"], known
        except Exception:
            # Missing, or damaged in one of the many ways that zip, JSON and numpy know: it is measured anew.
            return None, {}

    def _remember(self) -> None:
        draft = self._file.with_suffix(".new")
        try:
            with draft.open("wb") as file:
                np.savez(
                    file,
                    described=np.array(json.dumps({scope: mark for scope, (mark, _) in self._known.items()})),
                    vectors=np.asarray(self._vectors, dtype=np.float32),
                    cosines=np.stack([closeness.cosines for _, closeness in self._known.values()]),
                    agreement=np.stack([closeness.agreement for _, closeness in self._known.values()]),
                )
            draft.replace(self._file)
        except OSError:
            # A full or read-only disk costs a second at the next start and nothing now.
            return


@lru_cache(maxsize=1)
def _questions(embedder: Embedder) -> list[Read]:
    """Read the off-topic questions once for all scopes; it takes a second."""
    return read(embedder, calibration.offtopic_questions())


def measured(questions: Sequence[Read], vectors: VectorSource, tokens: TokenSource | None) -> Closeness:
    """Measure how near questions come to the passages of a scope."""
    near = _nearest(np.stack([question.vector for question in questions]), vectors)
    cosines = np.full((len(questions), NEAREST), -1, dtype=np.float32)
    agreed = np.full(len(questions), np.nan, dtype=np.float32)
    for row, (question, found) in enumerate(zip(questions, near, strict=True)):
        best = [cosine for cosine, _ in found[:NEAREST]]
        cosines[row, : len(best)] = best
        if tokens is not None:
            # As many as a real question has looked at word by word.
            told = list(tokens.tokens([one for _, one in found]).values())
            each = agreement(nearest_tokens(question.tokens, told), weights(question, plain_weight))
            agreed[row] = each.max(initial=0)
    return Closeness(cosines, agreed)


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
