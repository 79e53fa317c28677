"""`howwell run`: Telegram by long polling, until a signal."""

import asyncio
import signal
from typing import Any

from filelock import FileLock, Timeout
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.app import introduce, running
from bot.mishaps import BAD_USE, FAILED, Mishap, explained
from bot.polling import Elsewhere, Polling
from bot.raw import RawBot
from bot.settings import Settings


def run(settings: Settings) -> int:
    """Poll until a signal; return the exit code."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        raise Mishap("set HOWWELL_TELEGRAM_TOKEN to the token that @BotFather gave you", BAD_USE)
    settings.prepare_home()
    try:
        with explained(), FileLock(settings.home / "run.lock", timeout=0):
            asyncio.run(_serve(settings, bot_for(settings, token)))
    except Timeout:
        raise Mishap(f"Howwell runs already on {settings.home}; stop it first", FAILED) from None
    except Elsewhere:
        raise Mishap("another process polls for this bot; stop it first", FAILED) from None
    except InvalidToken:
        raise Mishap("Telegram does not know the token in HOWWELL_TELEGRAM_TOKEN; copy it again", FAILED) from None
    except TelegramError as error:
        raise Mishap(f"Telegram cannot be reached: {error}", FAILED) from None
    return 0


def bot_for(settings: Settings, token: str) -> RawBot:
    """Return a bot that talks to the API that is set."""
    files = settings.bot_url.removesuffix("/bot") + "/file/bot"
    return RawBot(
        token,
        base_url=settings.bot_url,
        base_file_url=files,
        request=HTTPXRequest(connection_pool_size=64),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


async def _serve(settings: Settings, bot: RawBot) -> None:
    async with running(settings, bot) as howwell:
        await introduce(bot)
        # A webhook that was set once would keep every update from us.
        await bot.delete_webhook()
        polling = asyncio.create_task(Polling(bot, howwell.database, howwell.lanes.put).run())
        _stop_on_signal(polling)
        try:
            await polling
        except asyncio.CancelledError:
            if not polling.cancelled():
                raise


def _stop_on_signal(task: asyncio.Task[Any]) -> None:
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, task.cancel)
