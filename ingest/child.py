"""The child's side of `guarded`: understands the documents it is sent, within limits that it cannot lift."""

import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from ingest.frames import EXHAUSTED, FAILED, READY, REFUSED, TAKEN, receive, send
from ingest.limits import MOST_BYTES, Limits, Refused, check_passages
from ingest.understanding import understand
from knowledge.catalogue import Catalogue
from knowledge.criteria import Framework

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit there.
    resource = None  # type: ignore[assignment]

_MOST_ORDERS = 64 * 1024 * 1024
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")


def main() -> int:
    """Take the catalogue and the limits, then one document after the other until nobody sends any more."""
    orders, answers = _pipes()
    given = json.loads(receive(orders, _MOST_ORDERS))
    catalogue = Catalogue(map(Framework.model_validate, given["catalogue"]))
    limits = Limits(**given["limits"])
    confine(limits)
    try:
        send(answers, READY)
        while not _is_worn(limits):
            order, content = json.loads(receive(orders, _MOST_ORDERS)), receive(orders, MOST_BYTES)
            _set_clocks(limits)
            send(answers, _answer(order, content, catalogue, limits))
            _set_alarm(0)
    except MemoryError:
        # Nothing more can be relied on, not even the room for an answer.
        os._exit(EXHAUSTED)
    except (EOFError, OSError):
        pass
    return 0


def _answer(order: dict[str, Any], content: bytes, catalogue: Catalogue, limits: Limits) -> bytes:
    try:
        understood = understand(order["name"], content, catalogue, order["framework"])
        check_passages(understood.lengths, limits)
        answer = TAKEN + understood.as_json().encode()
        if len(answer) > limits.answer:
            raise Refused("What is read of this file is more than can be kept; split it into smaller files.")
    except Refused as refusal:
        return REFUSED + str(refusal).encode("utf-8", "replace")
    except MemoryError:
        raise
    except Exception as error:
        return FAILED + _place_of(error).encode("utf-8", "replace")
    return answer


def _place_of(error: Exception) -> str:
    """Say what went wrong where, without any words of the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for messages: what a library prints goes nowhere."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return orders, answers


def confine(limits: Limits) -> None:
    """Give up what a reader never needs: more memory, files to write, processes, the network."""
    with suppress(AttributeError, OSError):
        os.nice(10)
    if resource is not None:
        for what, most in (("AS", limits.memory), ("CORE", 0), ("FSIZE", 0), ("NPROC", 0)):
            # Not every system knows or allows each of them.
            with suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, f"RLIMIT_{what}"), (most, most))
    sys.addaudithook(_forbid)


def _forbid(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def _set_clocks(limits: Limits) -> None:
    """Grant the seconds of one document; the alarm is for a parent that died and no longer looks at its clock."""
    if resource is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    _set_alarm(int(limits.wall) + 5)


def _set_alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _is_worn(limits: Limits) -> bool:
    """Say whether a document took so much memory that the next one should find a fresh child."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return False
    # The system's own account of the most that was used (rusage) would begin with the memory of the parent.
    peak = next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return peak * 2 > limits.memory


if __name__ == "__main__":
    # At once: tidying up after a huge document takes seconds, which the next one would be charged with.
    os._exit(main())
