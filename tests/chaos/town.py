"""The town, a process of its own: Telegram's stand-in, the respondents in it, and what goes wrong on the line.

`python -m tests.chaos.town --journal FILE --deeds FILE` says its address in the journal and serves until it is killed.
Beside the stand-in's own doors it has `GET /_town`, `POST /_rest` (finish what you are at) and `POST /_calm` (no more
faults).
"""

import argparse
import asyncio
import logging
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import web

from tests.chaos.respondents import Respondent, people
from tests.telegram import faults
from tests.telegram.http import application
from tests.telegram.journal import Journal
from tests.telegram.server import StrictTelegram

GLANCE_SECONDS = 0.02


class Town:
    """The respondents, and the stand-in through which they and the bot meet."""

    def __init__(self, telegram: StrictTelegram, deeds: Journal, number: int, pause: float, seed: int) -> None:
        self.telegram = telegram
        self.people = {
            who[0]: Respondent(telegram, deeds, Random(f"{seed} {who[1]}"), who, pause) for who in people(number)
        }

    async def live(self) -> None:
        """Let everybody work, and show each what the bot writes to them."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._deliver())
            for one in self.people.values():
                group.create_task(one.work())

    async def _deliver(self) -> None:
        seen = 0
        while True:
            for message in self.telegram.chats.news[seen:]:
                self.people[message.chat].show(message)
                seen += 1
            await asyncio.sleep(GLANCE_SECONDS)

    def tell(self) -> dict[str, Any]:
        """Say how far the town is; `calls` counts those of each method."""
        everybody = self.people.values()
        return {
            "responses": sum(one.responses for one in everybody),
            "calls": Counter(call.method for call in self.telegram.calls),
            "refused": Counter(str(call.code) for call in self.telegram.calls if call.code != 200),
            "waiting": len(self.telegram.updates.pending),
            "busy": {one.person.user["first_name"]: one.waits_for for one in everybody if not one.is_resting},
            "menus": [scope[1] for scope in self.telegram.profile.commands if scope[0] == "chat"],
        }


def spoil(telegram: StrictTelegram) -> None:
    """Let the line and the server fail now and then, in each way there is."""
    plan, writing = telegram.faults.plan, ("sendMessage", "editMessageText")
    for n, method in enumerate(writing):
        plan(faults.flooded(1), method, times=None, every=37 + n)
        plan(faults.broken(500), method, times=None, every=41 + n)
        plan(faults.dropped(), method, times=None, every=43 + n)
        plan(faults.dropped(accepted=False), method, times=None, every=47 + n)
        plan(faults.slow(0.8), method, times=None, every=53 + n)
    # Longer than the bot waits for an answer: it must take the message for unsent.
    plan(faults.slow(6), "sendMessage", times=None, every=151)
    plan(faults.broken(502), "getUpdates", times=None, every=59)
    plan(faults.dropped(), "getUpdates", times=None, every=61)
    plan(faults.flooded(1), "getUpdates", times=None, every=67)
    plan(faults.broken(500), "answerCallbackQuery", times=None, every=23)


class _Hangups(logging.Filter):
    """Leaves out of the log that a killed bot hung up in the middle of a call."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], ConnectionResetError))


async def serve(town: Town) -> None:
    """Serve and let the town live until the process ends."""
    app = application(town.telegram)

    async def tell(_: web.Request) -> web.StreamResponse:
        return web.json_response(town.tell())

    async def rest(_: web.Request) -> web.StreamResponse:
        for one in town.people.values():
            one.rest()
        return web.json_response({})

    async def calm(_: web.Request) -> web.StreamResponse:
        town.telegram.faults.clear()
        return web.json_response({})

    app.add_routes([web.get("/_town", tell), web.post("/_rest", rest), web.post("/_calm", calm)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    town.telegram.journal.write("serving", address=f"http://127.0.0.1:{runner.addresses[0][1]}")
    await town.live()


def main() -> None:
    """Run the town."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--journal", type=Path, required=True)
    options.add_argument("--deeds", type=Path, required=True)
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--pause", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    telegram = StrictTelegram(journal_path=chosen.journal)
    spoil(telegram)
    logging.getLogger("aiohttp.server").addFilter(_Hangups())
    asyncio.run(serve(Town(telegram, Journal(chosen.deeds), chosen.people, chosen.pause, chosen.seed)))


if __name__ == "__main__":
    main()
