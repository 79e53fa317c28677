"""Chat models that play a script, in place of a provider's.

`ScriptedModel` is LangChain's own kind of model without structured output, as LangChain's fakes are; `FormedModel`
has it and returns data, as the providers' packages do. Each step of a script is a text to reply with, an error to
raise, or a function of the messages. What was sent is kept in `heard`.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import Field

from knowledge.claims import SCHEMA
from knowledge.llm import ChatModel

Messages = Sequence[BaseMessage]
Step = str | Exception | Callable[[Messages], str]


class ScriptedModel(BaseChatModel):
    """Plays its script, the last step again and again; a text or an error for each call."""

    script: list[Any]
    heard: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.play(messages)))])

    def play(self, messages: list[BaseMessage]) -> str:
        """Return the text of the next step."""
        step: Step = self.script[min(len(self.heard), len(self.script) - 1)]
        self.heard.append(messages)
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, str) else step(messages)


class FormedModel(ScriptedModel):
    """Plays its script as data of the form that was asked for; a text that is no JSON stays unparsed."""

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, **kwargs: Any
    ) -> Runnable[Any, dict[str, Any]]:
        assert include_raw

        def parse(raw: AIMessage) -> dict[str, Any]:
            try:
                return {"raw": raw, "parsed": json.loads(raw.text), "parsing_error": None}
            except ValueError as error:
                return {"raw": raw, "parsed": None, "parsing_error": error}

        return self | RunnableLambda(parse)


class StreamingModel(ScriptedModel):
    """Plays its script a few letters at a time, as providers send it."""

    streaming: bool = True
    # Seconds between two pieces.
    pause: float = 0

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self.play(messages)
        for start in range(0, len(text), 7):
            time.sleep(self.pause)
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + 7]))


class ToolStreamingModel(StreamingModel):
    """The same, where a form is asked for as a tool: its arguments come bit by bit, and no text at all."""

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for piece in (chunk.text for chunk in super()._stream(messages)):
            arguments = {"name": "Claims", "args": piece, "id": "1", "index": 0, "type": "tool_call_chunk"}
            yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[arguments]))

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, **kwargs: Any
    ) -> Runnable[Any, dict[str, Any]]:
        assert include_raw

        def parse(raw: AIMessage) -> dict[str, Any]:
            return {"raw": raw, "parsed": raw.tool_calls[0]["args"]}

        return self | RunnableLambda(parse)


class Refused(Exception):
    """What a provider's package raises when its server answers with an error."""

    def __init__(self, status_code: int) -> None:
        super().__init__(f"{status_code} for key sk-SECRET")
        self.status_code = status_code


def scripted(*script: Step, form: Mapping[str, Any] | None = SCHEMA) -> tuple[ChatModel, ScriptedModel]:
    """Return a chat model with this script, and the double behind it."""
    double = ScriptedModel(script=list(script))
    return ChatModel("scripted:one", double, form), double


def formed(*script: Step) -> tuple[ChatModel, ScriptedModel]:
    """The same, with structured output."""
    double = FormedModel(script=list(script))
    return ChatModel("formed:one", double, SCHEMA), double


def streaming(*script: Step, as_tool: bool = False, pause: float = 0) -> ChatModel:
    """Return a chat model that sends its script bit by bit, as a text or as a tool's arguments."""
    double = (ToolStreamingModel if as_tool else StreamingModel)(script=list(script), streaming=True, pause=pause)
    return ChatModel("streaming:one", double, SCHEMA if as_tool else None)


def claiming(*claims: tuple[str, int]) -> str:
    """Return claims as a model would write them."""
    return json.dumps({"claims": [{"text": text, "citations": [n]} for text, n in claims]})


def hanging(released: threading.Event) -> Step:
    """Return a step that takes until it is released."""

    def hang(_: Messages) -> str:
        released.wait(30)
        return claiming()

    return hang


def sent(messages: Messages) -> dict[str, Any]:
    """Return the question and the passages that were sent."""
    found: dict[str, Any] = json.loads(messages[1].text)
    return found
