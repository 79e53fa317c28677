"""The bytes of the files that people send, fetched for threads that may wait."""

import asyncio
import logging

from telegram.error import BadRequest, TelegramError

from bot.raw import RawBot
from bot.wording import documents as wording
from ingest.limits import MOST_BYTES, Refused

FETCH_SECONDS = 60.0

log = logging.getLogger(__name__)


class Fetching:
    """Fetches files through a bot; make it in the loop in which the bot runs."""

    def __init__(self, bot: RawBot) -> None:
        self._bot, self._loop = bot, asyncio.get_running_loop()

    def fetch(self, file_id: str) -> bytes:
        """Return the bytes of a file, called from any other thread than the loop's; raises Refused."""
        return asyncio.run_coroutine_threadsafe(self._fetched(file_id), self._loop).result()

    async def _fetched(self, file_id: str) -> bytes:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                file = await self._bot.get_file(file_id)
                if (file.file_size or 0) > MOST_BYTES:
                    raise Refused(wording.TOO_LARGE)
                return bytes(await file.download_as_bytearray(read_timeout=FETCH_SECONDS))
        except (TelegramError, TimeoutError) as error:
            # The address of a file holds the bot's token: neither goes into the log, nor to anybody.
            log.warning("a file could not be fetched: %s", type(error).__name__)
            is_large = isinstance(error, BadRequest) and "too big" in str(error).lower()
            raise Refused(wording.TOO_LARGE if is_large else wording.NOT_GIVEN) from None
