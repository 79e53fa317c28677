"""Shows each hostile file to the guard at its true limits: `python -m tests.ingest.hostile [WORDS OF A FILE …]`.

Prints a table: the file, its size, how it ended, the seconds it took by the clock and of a processor (with the start
of the child), and the most memory of the child.
"""

import resource
import sys
import time
from pathlib import Path
from threading import Event, Thread

from ingest.guarded import Guard
from ingest.limits import Refused
from knowledge.catalogue import packaged
from tests.ingest.hostile import MB, Hostile
from tests.ingest.hostile.collection import COLLECTION
from tests.ingest.hostile.texts import runs


class Watch(Thread):
    """Looks at the memory of a guard's child every few milliseconds."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(daemon=True)
        self._guard, self._over, self.peak = guard, Event(), 0

    def run(self) -> None:
        while not self._over.wait(0.02):
            child = self._guard.child
            try:
                status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
            except OSError:
                continue
            self.peak = max([self.peak, *(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line)])

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self.peak // 1024


def row(hostile: Hostile) -> str:
    content, before = hostile.make(), _worked()
    with Guard(packaged()) as guard:
        watch = Watch(guard)
        watch.start()
        began = time.perf_counter()
        try:
            said = f"understood: {len(guard.understand(hostile.name, content).passages):,} passages"
        except Refused as refusal:
            said = str(refusal)
        seconds = time.perf_counter() - began
        peak = watch.stop()
    return f"| {hostile} | {len(content) / MB:.1f} | {said} | {seconds:.1f} | {_worked() - before:.1f} | {peak} |"


def _worked() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(wanted: list[str]) -> None:
    sys.stdout.write("| file | MB | how it ends | seconds | of work | MB used |\n|---|---|---|---|---|---|\n")
    for hostile in (*COLLECTION, *runs(2_000_000)):
        if not wanted or any(word in f"{hostile} {hostile.name}" for word in wanted):
            sys.stdout.write(row(hostile) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
