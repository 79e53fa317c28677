"""Signs on the terminal that work is under way; quiet where other programs read along."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[int, int, str], None]


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Step | None]:
    """Show a bar on standard error; gives what is to be called with (done, total, name)."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=f"{what} {name}")


@contextmanager
def working(what: str, *, quiet: bool) -> Iterator[None]:
    """Show on standard error that something is being done."""
    if quiet:
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what}…"):
        yield
