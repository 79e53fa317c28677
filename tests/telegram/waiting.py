"""The asynchronous side that both doors share: long polls and late answers."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.telegram.polling import Poll
from tests.telegram.requests import Upload
from tests.telegram.server import Answer, StrictTelegram


async def answer_to(
    telegram: StrictTelegram, token: str, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]
) -> Answer:
    """Return the answer to a call once a long poll has ended; what is left to do is `delay` and `dropped`."""
    answer = telegram.call(token, method, parameters, files)
    if answer.poll is None:
        return answer
    ended = await _wait(telegram, answer.poll)
    return replace(ended, delay=answer.delay, dropped=answer.dropped)


async def _wait(telegram: StrictTelegram, poll: Poll) -> Answer:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(ready.set)

    poll.wake = wake
    try:
        if not poll.over:
            async with asyncio.timeout(poll.seconds):
                await ready.wait()
    except TimeoutError:
        pass
    except asyncio.CancelledError:
        telegram.updates.leave(poll)
        raise
    return telegram.finish(poll)
