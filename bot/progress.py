"""Signs on the terminal that work is under way, where somebody looks, and a first Ctrl-C that ends in good order."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Step = Callable[[int, int, str], None]


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Step | None]:
    """Show a bar with rate and time left on standard error; gives what is to be called with (done, total, name)."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    shown = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn()
    began = time.monotonic()
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")

        def step(done: int, total: int, name: str) -> None:
            rate = f"{done / max(time.monotonic() - began, 0.001):,.0f}/s"
            bar.update(task, completed=done, total=total, description=f"{what} {name}", rate=rate)

        yield step


@contextmanager
def working(what: str, *, quiet: bool) -> Iterator[None]:
    """Show on standard error that something is being done."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what}…"):
        yield


class Interruption:
    """Whether somebody has asked for the work to end."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, _: int, __: FrameType | None) -> None:
        """Take a signal: the first asks, the second does not wait."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        sys.stderr.write("\nStopping after this step; press Ctrl-C again to stop at once.\n")


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Let a first Ctrl-C only ask for the end; what was done until then is kept either way."""
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is told of signals, and only it may ask for them.
        yield interruption
        return
    before = signal.signal(signal.SIGINT, interruption)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, before)
