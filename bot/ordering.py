"""Lanes: one chat's updates in order, many chats side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from sqlalchemy.exc import OperationalError

from storage.inbox import Update

SIDE_BY_SIDE = 64
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 5.0

log = logging.getLogger(__name__)

Handle = Callable[[Update], Awaitable[None]]
# Is told of a failure, and says whether the update is given up.
GiveUp = Callable[[Update, Exception], Awaitable[bool]]


class Lanes:
    """Handles updates: in order within a lane, and no lane waits for another."""

    def __init__(self, handle: Handle, give_up: GiveUp) -> None:
        self._handle, self._give_up = handle, give_up
        self._waiting: dict[int, deque[Update]] = {}
        self._running = asyncio.Semaphore(SIDE_BY_SIDE)
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, updates: Iterable[Update]) -> None:
        """Queue updates, each in its lane."""
        for update in updates:
            if update.lane in self._waiting:
                self._waiting[update.lane].append(update)
            else:
                self._waiting[update.lane] = deque((update,))
                task = asyncio.create_task(self._run(update.lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until nothing is queued."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self, seconds: float) -> None:
        """Let the turns under way end, for so long; what is left stays in the inbox."""
        for lane in self._waiting.values():
            while len(lane) > 1:
                lane.pop()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def _run(self, lane: int) -> None:
        waiting = self._waiting[lane]
        while waiting:
            await self._one(waiting[0])
            waiting.popleft()
        del self._waiting[lane]

    async def _one(self, update: Update) -> None:
        """Handle one update, again and again until it is handled or given up: the next one may build on it."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                async with self._running:
                    await self._handle(update)
                return
            except Exception as error:
                log.exception("update %s failed", update.update_id)
                if await self._is_over(update, error):
                    return
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _is_over(self, update: Update, error: Exception) -> bool:
        """Count a failure against the update, unless the database is full or out of reach: that is not its fault."""
        if isinstance(error, OperationalError):
            return False
        try:
            return await self._give_up(update, error)
        except Exception:  # a lane must not end with an update that cannot even be given up
            log.exception("the failure of update %s could not be noted", update.update_id)
            return False
