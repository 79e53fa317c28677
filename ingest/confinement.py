"""A child process that answers messages: started afresh, watched by a clock, ended without fail."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import BinaryIO, cast

from ingest.frames import receive, send

# What the child needs of the environment; tokens and keys are not among it.
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "PYTHONHOME", "PYTHONPATH")
# How long a child that has closed its pipe may take to be gone.
_LEAVING_SECONDS = 5


class Gone(Exception):
    """The child has ended: by itself with a status of 0 or more, by a signal (negative), or because it was `late`."""

    def __init__(self, status: int, late: bool) -> None:
        super().__init__(status, late)
        self.status, self.late = status, late


class Child:
    """One process running a module of ours; it inherits no tokens, no open files and no state of our threads."""

    def __init__(self, module: str) -> None:
        home = str(Path(__file__).parents[1])
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (home, environment.get("PYTHONPATH"))))
        # -P: a file of the working folder must never pass for a module.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._said = b""

    @property
    def number(self) -> int:
        """The number under which the system knows it."""
        return self._process.pid

    def is_running(self) -> bool:
        """Say whether it has not ended, as far as the system knows."""
        return self._process.poll() is None

    def ask(self, messages: Sequence[bytes], seconds: float, most: int) -> bytes:
        """Send messages and return the answer; raises Gone, or Torn for no proper answer. Then it has ended."""
        late = Event()
        try:
            with self._clock(seconds, late):
                for message in messages:
                    send(cast(BinaryIO, self._process.stdin), message)
                return receive(cast(BinaryIO, self._process.stdout), most)
        except (EOFError, OSError):
            raise Gone(self.end(_LEAVING_SECONDS), late.is_set()) from None
        except BaseException:
            # What it says next would be taken for the answer to another question.
            self.end()
            raise

    def complaint(self) -> str:
        """Return the last line that an ended child wrote while it started."""
        lines = self._said.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "no word of it"

    def kill(self) -> None:
        """Stop it wherever it is, with all that it has started."""
        if self.is_running():
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()

    def end(self, patience: float = 0) -> int:
        """Wait so many seconds for it to leave by itself, then make it; return its status."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self.kill()
        status = self._process.wait()
        complaints = cast(BinaryIO, self._process.stderr)
        if not complaints.closed:
            self._said = complaints.read(10_000)
        for pipe in (self._process.stdin, self._process.stdout, complaints):
            # What is still in the buffer is lost with the child.
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        return status

    @contextmanager
    def _clock(self, seconds: float, late: Event) -> Iterator[None]:
        def strike() -> None:
            late.set()
            self.kill()

        timer = Timer(seconds, strike)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            raise EOFError
