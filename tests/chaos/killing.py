"""`howwell run` as a process that dies: when, how, and what it is started with."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from random import Random

from bot.crash import POINTS

ROOT = Path(__file__).parents[2]
HITS = (1, 2, 3, 5, 8, 13)
BY_KILL, AT_POINT = -9, 137
# A process that polls lives this long on average before it is killed at a random moment.
LIFE_SECONDS = 0.9
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Death:
    """How one process is to die: at the n-th pass of a crash point, or so long after it began to start or to poll."""

    point: str = ""
    n: int = 1
    seconds: float = 0.0
    while_starting: bool = False

    @property
    def variable(self) -> str:
        """What HOWWELL_CRASH_AT says for it."""
        return f"{self.point}@{self.n}" if self.point else ""


@dataclass
class Lives:
    """How the processes died in fact."""

    at_points: dict[str, int] = field(default_factory=lambda: dict.fromkeys(POINTS, 0))
    at_moments: int = 0
    while_starting: int = 0
    not_reached: int = 0
    by_themselves: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many were killed, in any way."""
        return sum(self.at_points.values()) + self.at_moments + self.while_starting + self.not_reached

    def note(self, death: Death, exit_code: int) -> None:
        """Count one death."""
        if exit_code == AT_POINT and death.point:
            self.at_points[death.point] += 1
        elif exit_code != BY_KILL:
            self.by_themselves.append(f"exit {exit_code} instead of {death}")
        elif death.point:
            self.not_reached += 1
        elif death.while_starting:
            self.while_starting += 1
        else:
            self.at_moments += 1


def deaths(kills: int, chance: Random) -> list[Death]:
    """Plan so many deaths, every second one at a crash point, and each point at least once."""
    rounds = max(1, kills // 2 // len(POINTS))
    points = [Death(point, HITS[turn % len(HITS)]) for turn in range(rounds) for point in POINTS]
    moments = [_moment(chance) for _ in range(kills - len(points))]
    return [death for pair in zip_longest(points, moments) for death in pair if death]


def _moment(chance: Random) -> Death:
    if chance.random() < 0.15:
        return Death(seconds=chance.uniform(0.1, 1.5), while_starting=True)
    return Death(seconds=min(chance.expovariate(1 / LIFE_SECONDS), 5 * LIFE_SECONDS))


@dataclass(frozen=True)
class Surroundings:
    """What every process is started with."""

    home: Path
    database: str
    address: str
    token: str
    log: Path
    log_level: str = "DEBUG"

    def start(self, crash_at: str = "") -> subprocess.Popen[bytes]:
        """Start `howwell run`; what it says goes behind what was said before it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HOWWELL_")}
        own = {
            "HOME": self.home,
            "DATABASE_URL": self.database,
            "TELEGRAM_API_URL": self.address,
            "TELEGRAM_TOKEN": self.token,
            "EMBEDDINGS": "none",
            "LOG_LEVEL": self.log_level,
            "CRASH_AT": crash_at,
        }
        settings = {f"HOWWELL_{name}": str(value) for name, value in own.items()}
        command = [sys.executable, "-m", "bot.cli", "run"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=self.home, env=kept | {"PYTHONPATH": str(ROOT)} | settings, stdout=log, stderr=log
            )

    def die(self, death: Death, is_polling: Callable[[], bool]) -> int:
        """Start a process and let it die this way; return its exit code."""
        process = self.start(death.variable)
        try:
            if not death.while_starting:
                _wait(process, is_polling, PATIENCE_SECONDS)
            _wait(process, lambda: False, PATIENCE_SECONDS / 2 if death.point else death.seconds)
        finally:
            process.kill()
        return process.wait()


def _wait(process: subprocess.Popen[bytes], is_over: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so or the process is gone, at most so long."""
    end = time.monotonic() + seconds
    while process.poll() is None and not is_over() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.03))
