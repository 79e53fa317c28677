"""How long, how often and how many at a time a provider is waited for: a wall, a breaker, and places."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Overdue(Exception):
    """What was waited for did not come in time."""


class Busy(Exception):
    """Nothing more is taken on at the moment."""


class Wall(Generic[T]):
    """Does work in threads of its own, so many at a time, and leaves what takes too long to itself.

    What was left keeps its place until it ends: a provider that hangs cannot gather threads without end.
    """

    def __init__(self, seconds: float, places: int) -> None:
        self.seconds = seconds
        self._places = threading.BoundedSemaphore(places)

    def wait_for(self, work: Callable[[], T]) -> T:
        """Return or raise what the work does; raises `Overdue` after the time, and `Busy` where no place is free."""
        if not self._places.acquire(blocking=False):
            raise Busy
        done: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

        def run() -> None:
            try:
                done.put((work(), None))
            except BaseException as error:
                done.put((None, error))
            finally:
                self._places.release()

        # A daemon: what hangs must not keep the process from ending.
        threading.Thread(target=run, name="model", daemon=True).start()
        try:
            result, error = done.get(timeout=self.seconds)
        except Empty:
            raise Overdue from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]


class Breaker:
    """Keeps away from what has failed several times in a row, for a while."""

    def __init__(self, clock: Callable[[], float], failures: int = 3, rest: float = 60) -> None:
        """Take a clock in seconds, how many failures are too many, and how long to rest after them."""
        self._clock, self._most, self._rest = clock, failures, rest
        self._failures = 0
        self._until = 0.0
        self._lock = threading.Lock()

    @property
    def is_closed(self) -> bool:
        """Whether a call may be made; after a rest, one failure more starts the next."""
        with self._lock:
            return self._failures < self._most or self._clock() >= self._until

    def note(self, succeeded: bool) -> None:
        """Note how a call went."""
        with self._lock:
            self._failures = 0 if succeeded else self._failures + 1
            if self._failures >= self._most:
                self._until = self._clock() + self._rest
