"""A stand-in for a server that speaks the OpenAI protocol, with a fault of one's choice."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["none", "no form", "breaks", "error", "reset", "huge", "hang", "garbage"]


@dataclass
class Provider:
    """What the server replies, what is wrong with it, and what it was sent."""

    reply: str
    fault: Fault = "none"
    bodies: list[dict[str, Any]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@contextmanager
def serving(reply: str, fault: Fault = "none") -> Iterator[Provider]:
    """Serve on a free port of this machine."""
    provider = Provider(reply, fault)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        server.server_close()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            provider.bodies.append(body)
            if provider.fault == "reset":
                self.connection.close()
            elif provider.fault == "hang":
                provider.released.wait(30)
            else:
                status, content = _reply(provider, body)
                streams = status == 200 and body.get("stream")
                data = _streamed(content) if streams else json.dumps(content)
                self._send(status, "text/event-stream" if streams else "application/json", data.encode())

        def _send(self, status: int, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    return Handler


def _reply(provider: Provider, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if provider.fault == "error":
        return 500, {"error": {"message": "broken"}}
    if provider.fault == "no form" and "response_format" in body:
        return 422, {"error": {"message": "response_format is not known"}}
    if provider.fault == "breaks" and "response_format" in body:
        return 500, {"error": {"message": "validation error: response_format.type should be 'text'"}}
    texts = {"garbage": "I would rather not.", "huge": "{" * 10_000_000}
    return 200, _completion(texts.get(provider.fault, provider.reply))


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 0,
        "model": "tiny",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _streamed(content: dict[str, Any]) -> str:
    """Return a completion as the events in which it is sent bit by bit."""
    (choice,) = content["choices"]
    text: str = choice["message"]["content"]
    ends: dict[str, Any] = {"delta": {}, "finish_reason": "stop"}
    size = max(20, len(text) // 1_000)
    deltas: list[dict[str, Any]] = [
        {"delta": {"role": "assistant", "content": text[at : at + size]}} for at in range(0, len(text), size)
    ]
    head = {**content, "object": "chat.completion.chunk"}
    events = [{**head, "choices": [{"index": 0, "finish_reason": None, **one}]} for one in [*deltas, ends]]
    return "".join(f"data: {json.dumps(one)}\n\n" for one in events) + "data: [DONE]\n\n"
