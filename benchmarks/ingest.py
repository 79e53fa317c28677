"""Documents into criteria and passages: end to end beside the bare embedding of the same texts in the same run.

Each step runs in a process of its own, so that its peak memory is its own.
Run: python -m benchmarks.ingest [--passages 1000 10000] [--bare 2000]
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

PER_FILE = 50
_WORDS = """
customers complaints process team review measure results leaders plan data service quality staff supplier training
branch visit survey answer week month target owner method check change improve share compare segment order delivery
contract price support online request reason cause remedy trend benchmark risk value goal partner site shift manager
"""
WORDS = _WORDS.split()


def document(drawn: random.Random) -> str:
    """Write one document of paragraphs as long as the passages of criteria are: 158 characters on average."""
    paragraphs = [" ".join(drawn.choices(WORDS, k=drawn.randint(14, 32))).capitalize() + "." for _ in range(PER_FILE)]
    return "# How we work\n\n" + "\n\n".join(paragraphs) + "\n"


def write(folder: Path, passages: int) -> None:
    """Write as many documents as hold so many passages."""
    drawn = random.Random(passages)
    folder.mkdir()
    for number in range(passages // PER_FILE):
        (folder / f"{number:05}.md").write_text(document(drawn), encoding="utf-8")


def bare(documents: Path, _: Path, most: int) -> dict[str, float]:
    """Embed the paragraphs and do nothing else."""
    from knowledge import embeddings

    embedder = embeddings.packaged()
    texts = [line for path in sorted(documents.iterdir()) for line in path.read_text().splitlines() if line[-1:] == "."]
    texts = texts[:most]
    embedder.embed(texts[:64])
    began = time.perf_counter()
    for start in range(0, len(texts), 256):
        embedder.embed(texts[start : start + 256])
    return {"passages": len(texts), "seconds": time.perf_counter() - began}


def ingest(documents: Path, home: Path, _: int) -> dict[str, float]:
    """Read, understand, keep, embed and index everything that is new."""
    from bot.reading import ingest as read
    from bot.settings import Settings

    began = time.perf_counter()
    report = read(Settings(home=home, _env_file=None), [documents], None, None, official=False, quiet=True)
    passages = sum(one["counts"]["passages"] for one in report["documents"])
    return {"passages": passages, "seconds": time.perf_counter() - began}


def rebuild(_: Path, home: Path, __: int) -> dict[str, float]:
    """Make the index anew from SQL; every text that is embedded is counted."""
    from bot.app import embedder_for, open_database
    from bot.library import Library
    from bot.settings import Settings
    from knowledge.catalogue import packaged
    from knowledge.embeddings import OnnxEmbedder, Read

    settings = Settings(home=home, _env_file=None)
    shutil.rmtree(settings.index)
    embedder = embedder_for(settings)
    assert isinstance(embedder, OnnxEmbedder)
    read, embedded = embedder.read, [0]

    def counting(texts: Sequence[str]) -> list[Read]:
        embedded[0] += len(texts)
        return read(texts)

    embedder.read = counting  # type: ignore[method-assign]
    database = open_database(settings)
    began = time.perf_counter()
    library = Library(database, packaged(), settings.index, embedder)
    library.start()
    library.bring_up_to_date(1)
    seconds = time.perf_counter() - began
    library.close()
    database.close()
    return {"embedded": embedded[0], "seconds": seconds}


STEPS: Mapping[str, Callable[[Path, Path, int], dict[str, float]]] = {
    "bare": bare,
    "ingest": ingest,
    "rebuild": rebuild,
}


def apart(step: str, documents: Path, home: Path, most: int) -> dict[str, float]:
    """Run one step in a process of its own; adds its peak memory in MB, its children's included in `child_mb`."""
    command = [sys.executable, "-m", "benchmarks.ingest", "--step", step, str(documents), str(home), str(most)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _step(name: str, documents: str, home: str, most: str) -> None:
    told = STEPS[name](Path(documents), Path(home), int(most))
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({**told, "mb": own, "child_mb": children}))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(passages: int, most: int) -> None:
    """Measure one size and print its line of the table."""
    with TemporaryDirectory(prefix="howwell-bench-") as place:
        documents, home = Path(place, "documents"), Path(place, "home")
        write(documents, passages)
        # The packaged library is embedded once, whatever is read in: it is not part of the measure.
        (Path(place) / "nothing").mkdir()
        (Path(place) / "nothing" / "a.md").write_text("One line is here.\n")
        apart("ingest", Path(place) / "nothing", home, 0)
        run = partial(apart, documents=documents, home=home, most=most)
        alone, first, second, again = (run(step) for step in ("bare", "ingest", "ingest", "rebuild"))
        disk = _size(home)
    rate, bare_rate = first["passages"] / first["seconds"], alone["passages"] / alone["seconds"]
    cells = (
        f"{passages:,}",
        f"{bare_rate:,.0f}/s",
        f"{rate:,.0f}/s",
        f"**{rate / bare_rate:.2f}**",
        f"{first['mb']:.0f} MB",
        f"{first['child_mb']:.0f} MB",
        f"{disk:.0f} MB",
        f"{second['seconds']:.2f} s, {second['seconds'] / first['seconds']:.1%}",
        f"{again['seconds']:.1f} s, {again['embedded']:.0f} embedded",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--bare", type=int, default=2_000, help="how many texts the bare embedding gets")
    parser.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        _step(*options.step)
        return
    print("| passages | bare embedding | end to end | of the bare | peak | its children | disk | again | index anew |")
    print("|---|---|---|---|---|---|---|---|---|")
    for passages in options.passages:
        measure(passages, options.bare)


if __name__ == "__main__":
    main()
