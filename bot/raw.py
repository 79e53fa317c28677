"""A bot that makes calls as they are stored, and takes updates as they come.

python-telegram-bot turns every parameter and every result into objects. What we owe is stored as plain parameters, of a
result we need one number, and an update that cannot be read must not hold up the others.
"""

from collections.abc import Mapping
from typing import Any

from telegram.ext import ExtBot


class RawBot(ExtBot[None]):
    """A bot with one more way to call: method and parameters in, the plain result out."""

    async def call(self, method: str, parameters: Mapping[str, Any], wait_seconds: float | None = None) -> Any:
        """Call a method of the Bot API; raises python-telegram-bot's errors. Files are given as InputFile."""
        data = dict(parameters)
        return await (self._post(method, data, read_timeout=wait_seconds) if wait_seconds else self._post(method, data))
