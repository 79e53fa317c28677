"""The stand-in behind a real socket on 127.0.0.1: in the loop at hand, in a thread, or as a process of its own.

`python -m tests.telegram.http --port 8081 --journal calls.jsonl` serves until it is killed. Tests steer it through
`POST /_push` (one update or a list, numbered by the server), `POST /_fault`, `GET /_state` and `GET /_shown/CHAT`.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from typing import Any

from aiohttp import web

from tests.telegram import faults
from tests.telegram.requests import Upload
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.waiting import answer_to

LARGEST_BODY = 60 * 1024 * 1024


@asynccontextmanager
async def serve(telegram: StrictTelegram, port: int = 0) -> AsyncIterator[str]:
    """Serve in the running loop and give the address to put before `/bot` and `/file/bot`."""
    runner = web.AppRunner(application(telegram), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextmanager
def serve_in_thread(telegram: StrictTelegram, port: int = 0) -> Iterator[str]:
    """Serve from a thread, for tests that block; gives the address."""
    started, addresses, stop = Event(), list[str](), list[Any]()

    async def run() -> None:
        ended = asyncio.Event()
        async with serve(telegram, port) as address:
            stop.append((asyncio.get_running_loop(), ended))
            addresses.append(address)
            started.set()
            await ended.wait()

    thread = Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    if not started.wait(10):
        raise RuntimeError("the stand-in did not start")
    try:
        yield addresses[0]
    finally:
        loop, ended = stop[0]
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)


def application(telegram: StrictTelegram) -> web.Application:
    """Return the web application over a stand-in."""
    door = _Door(telegram)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes(
        [
            web.get("/file/bot{token}/{path:.+}", door.download),
            web.route("*", "/bot{token:[^/]*}/{method}", door.call),
            web.post("/_push", door.push),
            web.post("/_fault", door.fault),
            web.get("/_state", door.state),
            web.get("/_shown/{chat}", door.shown),
        ]
    )
    return app


class _Door:
    def __init__(self, telegram: StrictTelegram) -> None:
        self.telegram = telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        parameters, files = await _sent_in(request)
        where = request.match_info
        answer = await answer_to(self.telegram, where["token"], where["method"], parameters, files)
        await asyncio.sleep(answer.delay)
        if answer.dropped and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer.body, status=answer.code or 500)

    async def download(self, request: web.Request) -> web.StreamResponse:
        known = request.match_info["token"] == self.telegram.token
        content = self.telegram.files.at(request.match_info["path"]) if known else None
        return web.Response(body=content) if content is not None else web.json_response({"ok": False}, status=404)

    async def push(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        updates = body if isinstance(body, list) else [body]
        return web.json_response([self._push(update) for update in updates])

    def _push(self, update: dict[str, Any]) -> dict[str, Any]:
        content = {key: value for key, value in update.items() if key != "update_id"}
        return self.telegram.push(content, update.get("update_id"))

    async def fault(self, request: web.Request) -> web.StreamResponse:
        """Take `{"kind": "flooded", "with": {"retry_after": 2}, "plan": {"method": "sendMessage", "times": 3}}`."""
        wanted = await request.json()
        fault = getattr(faults, wanted["kind"])(**wanted.get("with", {}))
        self.telegram.faults.plan(fault, **wanted.get("plan", {}))
        return web.json_response({})

    async def state(self, _: web.Request) -> web.StreamResponse:
        telegram = self.telegram
        return web.json_response(
            {
                "confirmed": telegram.updates.confirmed,
                "handed": {str(key): value for key, value in telegram.updates.handed.items()},
                "pending": telegram.updates.pending,
                "sent": [
                    {"chat": one.chat, "message_id": one.message_id, "text": one.text, "at": one.at}
                    for one in telegram.sent
                ],
                "calls": [{"method": call.method, "code": call.code, "at": call.at} for call in telegram.calls],
            }
        )

    async def shown(self, request: web.Request) -> web.StreamResponse:
        messages = self.telegram.shown(int(request.match_info["chat"]))
        return web.json_response([{**asdict(message), "file": None} for message in messages])


async def _sent_in(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    if request.content_type == "application/json":
        return dict(await request.json()), {}
    parameters: dict[str, Any] = dict(request.query)
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            parameters[name] = value
    return parameters, files


async def _serve_for_ever(telegram: StrictTelegram, port: int) -> None:
    async with serve(telegram, port) as address:
        telegram.journal.write("serving", address=address)
        await asyncio.Event().wait()


def main() -> None:
    """Serve as a process of its own until it is killed."""
    options = argparse.ArgumentParser(description="A strict stand-in for Telegram's servers.")
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--journal", type=Path)
    options.add_argument("--token", default=TOKEN)
    chosen = options.parse_args()
    asyncio.run(_serve_for_ever(StrictTelegram(chosen.token, journal_path=chosen.journal), chosen.port))


if __name__ == "__main__":
    main()
