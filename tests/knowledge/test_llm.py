import os
import sys
from collections.abc import Callable

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding
from langsmith import utils

from knowledge import llm
from knowledge.llm import ChatModel, ModelUnavailable, ProviderEmbedder, TooLong
from tests.models import Refused, ScriptedModel, formed, scripted


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


def test_a_model_without_structured_output_replies_with_text() -> None:
    model, double = scripted("Yes.")
    assert model.reply("Be brief.", [("human", "{there}?"), ("ai", "What?"), ("human", "You.")]) == "Yes."
    assert [message.text for message in double.heard[0]] == ["Be brief.", "{there}?", "What?", "You."]


def test_a_model_with_structured_output_replies_with_data_or_with_what_it_said_instead() -> None:
    model, _ = formed('{"claims": []}', "Sorry.")
    assert [model.reply("s", [("human", "q")]) for _ in range(2)] == [{"claims": []}, "Sorry."]


@pytest.mark.parametrize("status", [401, 429, 500])
def test_a_failure_that_has_nothing_to_do_with_the_form_is_raised(status: int) -> None:
    model, double = formed(Refused(status))
    with pytest.raises(Refused):
        model.reply("s", [("human", "q")])
    assert len(double.heard) == 1


@pytest.mark.parametrize("make", [scripted, formed])
def test_a_reply_of_megabytes_is_never_parsed(make: Callable[[str], tuple[ChatModel, ScriptedModel]]) -> None:
    model, _ = make("{" * 10_000_000)
    with pytest.raises(TooLong):
        model.reply("s", [("human", "q")])


def test_nothing_is_traced_even_where_tracing_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for switch in llm.TRACING:
        monkeypatch.setenv(switch, "true")
    utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
    seen: list[object] = []

    def look(_: object) -> str:
        seen.append(utils.tracing_is_enabled())
        return "Yes."

    model, _ = scripted(look, form=None)
    monkeypatch.setenv("LANGCHAIN_TRACING", "false")
    model.reply("s", [("human", "q")])
    assert seen == [False]
    with pytest.raises(ModelUnavailable):
        llm.chat_model("nobody:model")
    assert {os.environ[switch] for switch in llm.TRACING} == {"false"}
    utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
