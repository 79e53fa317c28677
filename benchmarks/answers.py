"""From a question to its ready reply, warm and cold, beside the bare embedding and one Chroma query of the same run.

The product's own database, index and library hold an organisation with so many passages: those of the packaged library,
each with a few words and some noise in its vector of its own.
Run: python -m benchmarks.answers [--passages 1000 10000 100000]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlmodel import Session

QUESTIONS, WARMING, STARTS = 200, 20, 5
PER_SOURCE = 500


def grown(home: Path, count: int) -> dict[str, Any]:
    """Fill an organisation with so many passages, vectors and tokens, and index them."""
    from bot.app import open_database, open_library
    from bot.settings import Settings
    from knowledge.catalogue import packaged
    from storage import members

    settings = Settings(home=home, _env_file=None)
    database = open_database(settings)
    library = open_library(settings, database, packaged())
    organisation = database.write(lambda session: members.organisation(session, "Bench").id)
    library.wait()
    for start in range(0, count, PER_SOURCE):
        database.write(lambda session, at=start: _put(session, organisation, at, min(PER_SOURCE, count - at)))  # type: ignore[misc]
    library.bring_up_to_date(organisation)
    library.close()
    database.close()
    return {}


def _put(session: Session, organisation: int, start: int, count: int) -> None:
    """Keep one source of so many passages with their vectors, made from those of the library."""
    from knowledge.passages import passage_id
    from storage.sources import PACKAGED, Sources, scope_of
    from storage.vectors import Embedded, Vectors

    model, drawn = "all-MiniLM-L6-v2-int8", np.random.default_rng(start)
    known = Sources(session, None).passages()
    words = sorted({word for one in known for word in one.text.split()})
    chosen = [known[number % len(known)] for number in range(start, start + count)]
    texts = [f"{one.text} {' '.join(drawn.choice(words, 5))}" for one in chosen]
    name = f"{start}.md"
    made = [
        replace(one, id=passage_id(name, (), text), source=name, text=text, kind="guidance", framework=None, code=None)
        for one, text in zip(chosen, texts, strict=True)
    ]
    Sources(session, organisation).put(name, name, None, made)
    own, library = Vectors(session, scope_of(organisation), model), Vectors(session, PACKAGED, model)
    ids = list({one.id for one in chosen})
    whole, tokens = library.take(ids), library.tokens(ids)

    def embedded(row: int, passage: str) -> Embedded:
        vector = np.frombuffer(whole[passage], dtype="<f4") + drawn.normal(scale=0.02, size=384)
        return Embedded(row, (vector / np.linalg.norm(vector)).astype("<f4").tobytes(), *tokens[passage])

    rows = [row for row, _ in own.lacking(0, count)]
    own.keep(embedded(row, one.id) for row, one in zip(rows, chosen, strict=True))


def asked(texts: Sequence[str]) -> Iterator[str]:
    """Make questions of seven words out of passages."""
    drawn = np.random.default_rng(1)
    for row in drawn.integers(0, len(texts), QUESTIONS):
        yield f"how do we handle {' '.join(texts[row].split()[3:10])}"


def cold(home: Path, _: int) -> dict[str, Any]:
    """Answer one question in a process that was started for it, by words at once, and then by meaning too."""
    from bot.app import open_database, open_library
    from bot.settings import Settings
    from bot.wording.learner import told
    from knowledge.catalogue import packaged

    settings = Settings(home=home, _env_file=None)
    database = open_database(settings)
    library = open_library(settings, database, packaged())
    told(library.answer("how do we deal with complaints", 1, None, None))
    first = time.time()
    library.wait()
    found = library.answer("how do we deal with complaints", 1, None, None)
    told(found)
    second = time.time()
    for text in list(asked([passage.text for passage in _known(database)]))[:50]:
        library.answer(text, 1, None, None)
    library.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "second": second, "status": library.status, "mb": memory}


def warm(home: Path, _: int) -> dict[str, list[float]]:
    """Return the milliseconds of each question: by the bare parts, and to the ready reply."""
    from bot.app import open_database, open_library
    from bot.settings import Settings
    from bot.wording.learner import told
    from knowledge import embeddings, rows
    from knowledge.catalogue import packaged

    settings = Settings(home=home, _env_file=None)
    database = open_database(settings)
    embedder, library = embeddings.packaged(), open_library(settings, database, packaged())
    library.wait()
    assert library.status == "ready", library.status
    collection = library._dense._index._collections["organisation-1"]  # type: ignore[union-attr]
    texts = list(asked([passage.text for passage in _known(database)]))
    bare, whole = [], []
    for text in (*texts[:WARMING], *texts):
        began = time.perf_counter()
        rows.nearest(collection, embedder.embed([text])[0], 10)
        between = time.perf_counter()
        told(library.answer(text, 1, None, None))
        bare.append(1_000 * (between - began))
        whole.append(1_000 * (time.perf_counter() - between))
    library.close()
    return {"bare": bare[WARMING:], "whole": whole[WARMING:]}


def _known(database: Any) -> list[Any]:
    from storage.sources import Sources

    return database.read(lambda session: Sources(session, 1).passages())  # type: ignore[no-any-return]


def apart(step: str, home: Path, count: int) -> Any:
    """Run one step in a process of its own, so that its start and its memory are its own; adds when it began."""
    command, began = [sys.executable, "-m", "benchmarks.answers", "--step", step, str(home), str(count)], time.time()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "began": began}


def measure(count: int) -> None:
    """Measure one size and print its line of the table."""
    with TemporaryDirectory(prefix="howwell-bench-") as place:
        apart("grown", Path(place), count)
        told = apart("warm", Path(place), count)
        starts = [apart("cold", Path(place), count) for _ in range(STARTS)]
    bare, whole = (np.percentile(told[name], (50, 95)) for name in ("bare", "whole"))
    first, second = (np.median([one[name] - one["began"] for one in starts]) for name in ("first", "second"))
    cells = (
        f"{count:,}",
        f"{bare[0]:.1f} / {bare[1]:.1f} ms",
        f"{whole[0]:.1f} / {whole[1]:.1f} ms",
        f"**{whole[0] / bare[0]:.2f}**",
        f"{first:.2f} s, {second:.2f} s",
        f"{max(one['mb'] for one in starts):.0f} MB",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


STEPS: Mapping[str, Callable[[Path, int], Any]] = {"grown": grown, "warm": warm, "cold": cold}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, home, count = options.step
        print(json.dumps(STEPS[step](Path(home), int(count))))
        return
    print("| passages | bare p50 / p95 | reply p50 / p95 | of the bare | cold, by words and whole | peak |")
    print("|---|---|---|---|---|---|")
    for count in options.passages:
        measure(count)


if __name__ == "__main__":
    main()
