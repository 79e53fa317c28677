"""A stand-in for a server that speaks the OpenAI protocol, with a fault of one's choice."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["none", "no form", "error", "reset", "huge", "hang", "garbage"]


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
                self._send(*_reply(provider, body))

        def _send(self, status: int, content: dict[str, Any]) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
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
