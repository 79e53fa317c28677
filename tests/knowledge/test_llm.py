import sys

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from knowledge import llm
from knowledge.llm import ModelUnavailable, ProviderEmbedder


@pytest.mark.parametrize("build", [llm.chat_model, llm.embedding_model])
@pytest.mark.parametrize(("provider", "package"), [("openai", "langchain_openai"), ("ollama", "langchain_ollama")])
def test_a_missing_extra_is_named(build: type, provider: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # None makes an import fail as if the package were not installed, wherever the tests run.
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModelUnavailable, match=rf"install howwell\[{provider}\]\.$"):
        build(f"{provider}:some-model")


@pytest.mark.parametrize("build", [llm.chat_model, llm.embedding_model])
@pytest.mark.parametrize("name", ["", "gpt-5", ":gpt-5", "openai:"])
def test_a_name_without_provider_or_model_is_refused(build: type, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="write it as provider:model"):
        build(name)


@pytest.mark.parametrize("build", [llm.chat_model, llm.embedding_model])
def test_an_unknown_provider_is_refused_with_those_that_exist(build: type) -> None:
    with pytest.raises(ModelUnavailable, match=r"no provider nobody; .*anthropic, ollama, openai"):
        build("nobody:model")


def test_a_provider_embedding_gives_rows_of_length_one() -> None:
    embedder = ProviderEmbedder("fake:one", DeterministicFakeEmbedding(size=12))
    vectors = embedder.embed(["a", "b", "a"])
    assert (embedder.model, embedder.dims, vectors.shape) == ("fake:one", 12, (3, 12))
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.array_equal(vectors[0], vectors[2])
    assert embedder.embed([]).shape == (0, 12)
