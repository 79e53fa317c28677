"""The killer's line to the town: start it, ask how far it is, and tell it to rest."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.chaos.killing import ROOT
from tests.telegram.journal import read_journal

QUIET_SECONDS = 1.5
ANSWER_SECONDS = 20


@dataclass(frozen=True)
class Telephone:
    """Calls the town at its address."""

    address: str

    def tell(self) -> Any:
        """Ask how far the town is."""
        with urlopen(f"{self.address}/_town", timeout=ANSWER_SECONDS) as answer:
            return json.load(answer)

    def order(self, what: str) -> None:
        """Tell the people to `rest`, or the line to be `calm`."""
        urlopen(Request(f"{self.address}/_{what}", method="POST"), timeout=ANSWER_SECONDS).close()

    def next_poll(self) -> Callable[[], bool]:
        """Return what says whether the bot has asked for updates since now."""
        before = self._polls()
        return lambda: self._polls() > before

    def is_quiet(self) -> bool:
        """Say whether nothing is waiting and nothing happens for a while, but that the bot asks for updates."""
        before = self._traffic()
        time.sleep(QUIET_SECONDS)
        return not before["waiting"] and self._traffic() == before

    def _polls(self) -> int:
        return int(self.tell()["calls"].get("getupdates", 0))

    def _traffic(self) -> dict[str, int]:
        told = self.tell()
        return {**told["calls"], "getupdates": 0, "waiting": told["waiting"]}


@contextmanager
def settled(folder: Path, people: int, pause: float, seed: int) -> Iterator[Telephone]:
    """Start a town that writes its journal and its deeds to a folder, and end it."""
    journal = folder / "journal.jsonl"
    given = {"journal": journal, "deeds": folder / "deeds.jsonl", "people": people, "pause": pause, "seed": seed}
    command = [sys.executable, "-m", "tests.chaos.town", *(f"--{name}={value}" for name, value in given.items())]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        while not (serving := read_journal(journal, "serving")):
            if process.poll() is not None:
                raise RuntimeError("the town did not start")
            time.sleep(0.05)
        yield Telephone(serving[0]["address"])
    finally:
        process.kill()
        process.wait()
