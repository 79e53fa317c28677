"""Kill `howwell run` again and again while people work with it, then look whether anything is lost. See `--help`."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session
from typer import echo

from bot.seating import Seating, seat
from knowledge.catalogue import packaged
from storage.database import Database
from tests import databases
from tests.chaos.checks import Figure, figures
from tests.chaos.evidence import gather
from tests.chaos.killing import Lives, Surroundings, deaths
from tests.chaos.respondents import people
from tests.chaos.telephone import Telephone, settled
from tests.telegram.server import TOKEN

PATIENCE_SECONDS = 90.0
MOST_SHOWN = 8


def run(options: argparse.Namespace, folder: Path) -> bool:
    """Play everything in a folder and print the table; true when nothing is wrong."""
    home = folder / "home"
    home.mkdir()
    started = time.monotonic()
    with (
        databases.fresh(options.database, folder, holding="library") as url,
        settled(folder, options.people, options.pause, options.seed) as town,
    ):
        _seat(url, options.people)
        surroundings = Surroundings(home, url, town.address, TOKEN, folder / "log")
        lives = _kill(surroundings, town, options)
        ending = _end(surroundings, town, options.responses)
        told = town.tell()
        database = Database(url)
        evidence = gather(database, folder, home, told["menus"], TOKEN)
        database.close()
    reached = Figure(f"killed, of {options.kills} wanted", lives.kills)
    lines = [reached, *_about(lives, told, ending), *figures(evidence)]
    _print(lines, time.monotonic() - started)
    return not any(line.wrong for line in lines)


def _seat(url: str, number: int) -> None:
    """Make everybody a member, with something to answer."""
    catalogue, database = packaged(), Database(url)

    def seat_all(session: Session) -> None:
        for telegram_id, name in people(number):
            seat(session, catalogue, Seating(telegram_id, name, "respondent"))

    database.write(seat_all)
    database.close()


def _kill(surroundings: Surroundings, town: Telephone, options: argparse.Namespace) -> Lives:
    lives, end = Lives(), time.monotonic() + options.seconds
    for death in deaths(options.kills, Random(options.seed)):
        if time.monotonic() > end:
            break
        lives.note(death, surroundings.die(death, town.next_poll()))
        if lives.kills % 20 == 0:
            echo(f"{lives.kills} kills, {town.tell()['responses']} responses")
    return lives


def _end(surroundings: Surroundings, town: Telephone, responses: int) -> Figure:
    """Let one last process finish everything, and end it in good order."""
    process, wrong = surroundings.start(), []
    town.order("calm")
    if not _wait(lambda: town.tell()["responses"] >= responses):
        wrong.append(f"only {town.tell()['responses']} of {responses} responses were given")
    town.order("rest")
    if not _wait(lambda: not town.tell()["busy"]):
        wrong += [f"{name} waits in vain for {what}" for name, what in town.tell()["busy"].items()]
    _wait(town.is_quiet)
    process.terminate()
    if process.wait(30):
        wrong.append(f"the last process ended with exit {process.returncode}")
    return Figure("everybody got what they waited for", 1, tuple(wrong))


def _wait(is_so: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while not (reached := is_so()) and time.monotonic() < end:
        time.sleep(0.2)
    return bool(reached)


def _about(lives: Lives, told: Any, ending: Figure) -> Iterator[Figure]:
    """Tell what was done, before what came of it."""
    yield Figure("killed at random moments", lives.at_moments)
    yield Figure("killed while starting", lives.while_starting)
    missed = tuple(f"{point} was never reached" for point, count in lives.at_points.items() if not count)
    yield Figure("killed at crash points", sum(lives.at_points.values()), missed)
    yield from (Figure(f"… {point}", count) for point, count in lives.at_points.items())
    yield Figure("killed before the crash point came", lives.not_reached)
    yield Figure("died by themselves", len(lives.by_themselves), tuple(lives.by_themselves))
    yield from (Figure(f"calls refused with {code}", count) for code, count in sorted(told["refused"].items()))
    yield Figure("responses given", told["responses"])
    yield ending


def _print(lines: Sequence[Figure], seconds: float) -> None:
    echo(f"\n{'':44s}{'count':>8s}  verdict")
    for line in lines:
        echo(f"{line.name:44s}{line.count:8d}  {f'{len(line.wrong)} WRONG' if line.wrong else 'ok'}")
        for one in line.wrong[:MOST_SHOWN]:
            echo(f"    {one}")
    echo(f"{seconds:.0f} seconds in all\n")


def main() -> int:
    """Run it in a folder that is gone afterwards, unless one is named."""
    options = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    options.add_argument("--kills", type=int, default=200, help="how many processes die")
    options.add_argument("--responses", type=int, default=1000, help="how many questions are answered at least")
    options.add_argument("--seconds", type=float, default=3600, help="stop killing after so long")
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--pause", type=float, default=1.0, help="how long people think, on average, in seconds")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a new folder in which journal, database and log stay")
    chosen = options.parse_args()
    try:
        if chosen.keep:
            chosen.keep.mkdir(parents=True)
            return 0 if run(chosen, chosen.keep.resolve()) else 1
        with TemporaryDirectory(prefix="howwell-chaos-") as folder:
            return 0 if run(chosen, Path(folder)) else 1
    finally:
        databases.drop_templates()


if __name__ == "__main__":
    sys.exit(main())
