"""MemoryRequest: python-telegram-bot's way to the stand-in without a socket."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.telegram.requests import Upload
from tests.telegram.server import StrictTelegram
from tests.telegram.waiting import answer_to

READ_TIMEOUT_SECONDS = 5.0


class MemoryRequest(BaseRequest):
    """Answers every call from a StrictTelegram; give one to `request` and one to `get_updates_request`."""

    def __init__(self, telegram: StrictTelegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float:
        return READ_TIMEOUT_SECONDS

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        await asyncio.sleep(0)  # as with a socket, others get their turn before the answer is there
        start, _, path = url.partition("/bot")
        token, _, name = unquote(path).partition("/")
        if start.endswith("/file"):
            return _download(self.telegram, token, name)
        parameters = request_data.parameters if request_data else {}
        answer = await answer_to(self.telegram, token, name, parameters, _uploads(request_data))
        if answer.delay:
            await _delay(answer.delay, read_timeout)
        if answer.dropped:
            raise NetworkError("the connection was closed without an answer")
        return answer.code, json.dumps(answer.body).encode()


async def _delay(seconds: float, read_timeout: Any) -> None:
    patience = READ_TIMEOUT_SECONDS if isinstance(read_timeout, DefaultValue) else read_timeout
    if patience is not None and patience < seconds:
        await asyncio.sleep(patience)
        raise TimedOut
    await asyncio.sleep(seconds)


def _download(telegram: StrictTelegram, token: str, path: str) -> tuple[int, bytes]:
    content = telegram.files.at(path) if token == telegram.token else None
    return (404, b'{"ok":false,"error_code":404,"description":"Not Found"}') if content is None else (200, content)


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    if request_data is None or not request_data.contains_files:
        return {}
    files = request_data.multipart_data.items()
    return {
        field: Upload(name, content if isinstance(content, bytes) else content.read(), mime)
        for field, (name, content, mime) in files
    }
