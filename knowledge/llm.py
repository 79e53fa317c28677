"""The one door to model providers: LangChain chat and embedding models by name, such as `openai:gpt-5-mini`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from knowledge.embeddings import Vectors

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import LLMResult

# Extras of this distribution that bring a provider's package.
EXTRAS = ("anthropic", "ollama", "openai")
# Nobody in a chat waits longer; whoever asks a model decides whether to try again, so a provider's package does not.
SECONDS = 20
# Longer replies are of no use, and LangChain's parser takes minutes over megabytes of nonsense.
LONGEST = 40_000
# Switches by which LangChain sends what is said to a third party, to be traced or passed on.
TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
    "LANGSMITH_GATEWAY",
)
# What a server answers that knows the model and not the form that was asked for.
UNKNOWN_FORM = frozenset({400, 404, 415, 422, 501})

T = TypeVar("T")
Hearing = Callable[[str], None]


class ModelUnavailable(RuntimeError):
    """A model cannot be used; the message says why in one sentence and holds no secret."""


class TooLong(ValueError):
    """A reply is longer than anything useful; it was not parsed."""


def _unheard(_: str) -> None:
    """Hear nothing of a reply before it is whole."""


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


class ChatModel:
    """A provider's chat model that is held to a form where it can be; nothing that is said to it is traced."""

    def __init__(self, name: str, provider: BaseChatModel, form: Mapping[str, Any] | None = None) -> None:
        """Take the form as JSON Schema; without one, replies are texts."""
        self.name = name
        self._provider = provider
        self._form = form

    def reply(self, system: str, turns: Sequence[tuple[str, str]], hearing: Hearing = _unheard) -> object:
        """Return the next turn, as data of the form or as a text; raises what the provider raises.

        The texts go out as messages of their own: none is a template, so braces in them are only braces. `hearing` gets
        what there is of the reply whenever more of it has come, where the provider sends it bit by bit.
        """
        from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
        from langsmith import tracing_context

        said = [HumanMessage(text) if who == "human" else AIMessage(text) for who, text in turns]
        messages: list[BaseMessage] = [SystemMessage(system), *said]
        with tracing_context(enabled=False):
            if self._form is None:
                return self._text(messages, hearing)
            try:
                return self._formed(messages, hearing)
            except Exception as error:
                if not _knows_no_form(error):
                    raise
                text = self._text(messages, hearing)
            # It answers, only not in a form: that need not be tried each time.
            self._form = None
            return text

    def _text(self, messages: list[BaseMessage], hearing: Hearing) -> str:
        return str(self._provider.invoke(messages, {"callbacks": [_listener(hearing)]}).text)

    def _formed(self, messages: list[BaseMessage], hearing: Hearing) -> object:
        held = self._provider.with_structured_output(dict(self._form or {}), include_raw=True)
        returned = held.invoke(messages, {"callbacks": [_listener(hearing)]})
        parsed, raw = (returned.get("parsed"), returned.get("raw")) if isinstance(returned, dict) else (returned, None)
        return parsed if parsed is not None or raw is None else str(raw.text)


def _listener(hearing: Hearing) -> BaseCallbackHandler:
    """Return what hears a reply as it comes, and lets nothing too long through to LangChain's parsers."""
    from langchain_core.callbacks import BaseCallbackHandler

    class Listener(BaseCallbackHandler):
        raise_error = True
        heard = ""

        def on_llm_new_token(self, token: Any, *, chunk: Any = None, **_: Any) -> None:
            # A form that is asked for as a tool comes as that tool's arguments, and not as text.
            asked = getattr(getattr(chunk, "message", None), "tool_call_chunks", ())
            self.heard += token if isinstance(token, str) and token else "".join(one["args"] or "" for one in asked)
            if len(self.heard) > LONGEST:
                raise TooLong
            hearing(self.heard)

        def on_llm_end(self, response: LLMResult, **_: Any) -> None:
            if sum(len(str(one)) for replies in response.generations for one in replies) > LONGEST:
                raise TooLong

    return Listener()


def chat_model(name: str, base_url: str | None = None, form: Mapping[str, Any] | None = None) -> ChatModel:
    """Return the chat model `provider:model`; `base_url` names any server that speaks the provider's protocol."""

    def build() -> ChatModel:
        from langchain.chat_models import init_chat_model

        os.environ.update(dict.fromkeys(TRACING, "false"))
        return ChatModel(name, init_chat_model(name, **_settings(name, base_url)), form)

    return _built(name, build)


def embedding_model(name: str) -> ProviderEmbedder:
    """Return the embedding `provider:model`."""

    def build() -> ProviderEmbedder:
        from langchain.embeddings import init_embeddings

        return ProviderEmbedder(name, init_embeddings(name))

    return _built(name, build)


def _settings(name: str, base_url: str | None) -> dict[str, Any]:
    if name.startswith("ollama:"):
        given: dict[str, Any] = {"client_kwargs": {"timeout": SECONDS}}
    else:
        given = {"timeout": SECONDS, "max_retries": 0, "streaming": True}
    if base_url:
        given["base_url"] = base_url
        if name.startswith("openai:") and not os.environ.get("OPENAI_API_KEY"):
            # A server of one's own wants no key, but the package wants one.
            given["api_key"] = "none"
    return given


def _knows_no_form(error: Exception) -> bool:
    # Some servers break over the field that they do not know instead of refusing it, and name it.
    is_named = "response_format" in str(error)
    return isinstance(error, NotImplementedError) or getattr(error, "status_code", None) in UNKNOWN_FORM or is_named


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
