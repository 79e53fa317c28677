"""The one door to model providers: LangChain chat and embedding models by name, such as `openai:gpt-5-mini`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from knowledge.embeddings import Vectors

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel

# Extras of this distribution that bring a provider's package.
EXTRAS = ("anthropic", "ollama", "openai")
# Nobody in a chat waits longer; a second attempt is made once.
SECONDS, RETRIES = 20, 1

T = TypeVar("T")


class ModelUnavailable(RuntimeError):
    """A model cannot be used; the message says why in one sentence and holds no secret."""


class ProviderEmbedder:
    """A provider's embedding in the form of `knowledge.embeddings.Embedder`."""

    def __init__(self, name: str, provider: Embeddings) -> None:
        self.model = name
        self._provider = provider

    @cached_property
    def dims(self) -> int:
        """Ask the provider once how long its vectors are."""
        return len(self._provider.embed_query("length"))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of `dims` float32 values per text, each of length 1; raises what the provider raises."""
        if not texts:
            return np.zeros((0, self.dims), dtype=np.float32)
        vectors = np.array(self._provider.embed_documents(list(texts)), dtype=np.float32)
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), dtype=np.float32)


def chat_model(name: str, base_url: str | None = None) -> BaseChatModel:
    """Return the chat model `provider:model`; `base_url` names any server that speaks the provider's protocol."""

    def build() -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        # Ollama's package takes its time limit elsewhere and refuses these.
        given: dict[str, Any] = {} if name.startswith("ollama:") else {"timeout": SECONDS, "max_retries": RETRIES}
        if base_url:
            given["base_url"] = base_url
        model: BaseChatModel = init_chat_model(name, **given)
        return model

    return _built(name, build)


def embedding_model(name: str) -> ProviderEmbedder:
    """Return the embedding `provider:model`."""

    def build() -> ProviderEmbedder:
        from langchain.embeddings import init_embeddings

        return ProviderEmbedder(name, init_embeddings(name))

    return _built(name, build)


def _built(name: str, build: Callable[[], T]) -> T:
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise ModelUnavailable(f'"{name}" names no model; write it as provider:model, for example openai:gpt-5-mini.')
    try:
        return build()
    except ImportError:
        extra = f"howwell[{provider}]" if provider in EXTRAS else f"the LangChain package of {provider}"
        raise ModelUnavailable(f"The model {name} needs a package that is missing: install {extra}.") from None
    except ValueError as error:
        if any(said in str(error) for said in ("nsupported", "not supported", "infer")):
            known = ", ".join(EXTRAS)
            raise ModelUnavailable(f"There is no provider {provider}; those that come as extras are {known}.") from None
        raise ModelUnavailable(f"The model {name} cannot be set up ({type(error).__name__}).") from None
    except Exception as error:
        # Providers raise classes of their own, whose texts may quote a key.
        raise ModelUnavailable(f"The model {name} cannot be set up ({type(error).__name__}); is its key set?") from None
