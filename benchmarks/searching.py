"""A question's way through the search, warm and cold, beside the bare embedding and one Chroma query of the same run.

The passages are those of the library with a little noise in their vectors; token vectors lie in SQLite.
Run: python -m benchmarks.searching [--passages 1000 10000]
"""

import argparse
import json
import pickle
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from knowledge import embeddings, rows
from knowledge.catalogue import packaged
from knowledge.dense import Dense
from knowledge.passages import Passage, passages_of
from knowledge.search import Search
from knowledge.tokens import Tokens
from knowledge.vectors import Matrix

QUESTIONS = 200


class Kept:
    """Vectors and token vectors as SQL keeps them: one row a passage."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, check_same_thread=False)
        columns = "id TEXT PRIMARY KEY, vector BLOB, tokens BLOB, scale REAL"
        self._database.execute(f"CREATE TABLE IF NOT EXISTS kept ({columns})")

    def put(self, rows: Iterator[tuple[str, bytes, bytes, float]]) -> None:
        """Keep rows."""
        with self._database:
            self._database.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", rows)

    @property
    def ids(self) -> Sequence[str]:
        """All ids, each once."""
        return [row[0] for row in self._database.execute("SELECT id FROM kept")]

    def take(self, ids: Sequence[str]) -> Matrix:
        """Return one row per id, in their order."""
        found = dict(self._some("vector", ids))
        return np.stack([np.frombuffer(found[one], dtype="<f4") for one in ids])

    def tokens(self, ids: Sequence[str]) -> Mapping[str, Tokens]:
        """Return the token vectors of those of these passages that have some."""
        return {one: Tokens.from_bytes(told, scale, 384) for one, told, scale in self._some("tokens, scale", ids)}

    def _some(self, columns: str, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ", ".join("?" * len(part))
            yield from self._database.execute(f"SELECT id, {columns} FROM kept WHERE id IN ({marks})", part)


def grown(folder: Path, count: int) -> int:
    """Make so many passages out of those of the library, each with words and a vector of its own, and index them."""
    known = [one for framework in packaged().values() for one in passages_of(framework, framework.id)]
    dense, drawn = Dense(embeddings.packaged(), folder / "own"), np.random.default_rng(count)
    made, told = dense.embed(known), Kept(folder / "kept.db")
    words = sorted({word for one in known for word in one.text.split()})
    passages: list[Passage] = []

    def rows_of() -> Iterator[tuple[str, bytes, bytes, float]]:
        for number in range(count):
            one = known[number % len(known)]
            vector = made.given[one.id] + drawn.normal(scale=0.02, size=384).astype(np.float32)
            text = f"{one.text} {' '.join(drawn.choice(words, 5))}" if number >= len(known) else one.text
            passages.append(replace(one, id=f"p{number}", text=text, kind="guidance", framework=None, code=None))
            tokens = made.spoken[one.id]
            vector = (vector / np.linalg.norm(vector)).astype("<f4")
            yield f"p{number}", vector.tobytes(), tokens.to_bytes(), tokens.scale

    told.put(rows_of())
    dense.close()
    indexed = Dense(embeddings.packaged(), folder / "index", told)
    indexed.sync("own", told)
    indexed.close()
    return (folder / "passages").write_bytes(pickle.dumps(passages))


def asked(passages: Sequence[Passage]) -> list[str]:
    """Make questions of seven words out of the passages."""
    drawn = np.random.default_rng(1)
    texts = [passages[row].text.split() for row in drawn.integers(0, len(passages), QUESTIONS)]
    return [f"how do we handle {' '.join(text[3:10])}" for text in texts]


def cold(folder: Path, _: int) -> dict[str, Any]:
    """Open everything and answer one question, in a process that was started for it."""
    began = time.perf_counter()
    passages = pickle.loads((folder / "passages").read_bytes())
    dense = Dense(embeddings.packaged(), folder / "index", Kept(folder / "kept.db"))
    search = Search({}, {"own": passages}, dense)
    found = search.find("how do we deal with complaints")
    told = {"seconds": time.perf_counter() - began, "lexical_only": found.lexical_only}
    for text in asked(passages)[:50]:
        search.find(text)
    dense.close()
    return {**told, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def warm(folder: Path, _: int) -> dict[str, list[float]]:
    """Return the milliseconds of each question: by the bare parts, and by the whole search."""
    passages = pickle.loads((folder / "passages").read_bytes())
    embedder = embeddings.packaged()
    dense = Dense(embedder, folder / "index", Kept(folder / "kept.db"))
    search, collection = Search({}, {"own": passages}, dense), dense._index._collections["own"]
    bare, whole = [], []
    for text in (*islice(asked(passages), 20), *asked(passages)):
        began = time.perf_counter()
        rows.nearest(collection, embedder.embed([text])[0], 10)
        between = time.perf_counter()
        search.find(text)
        bare.append(1_000 * (between - began))
        whole.append(1_000 * (time.perf_counter() - between))
    dense.close()
    return {"bare": bare[20:], "whole": whole[20:]}


def apart(step: str, folder: Path, count: int) -> Any:
    """Run one step in a process of its own, so that its start and its memory are its own."""
    command = [sys.executable, "-m", "benchmarks.searching", "--step", step, str(folder), str(count)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])


def measure(count: int) -> None:
    """Measure one size and print its line of the table."""
    with TemporaryDirectory(prefix="howwell-bench-") as place:
        apart("grown", Path(place), count)
        told = apart("warm", Path(place), count)
        starts = [apart("cold", Path(place), count) for _ in range(5)]
    bare, whole = (np.percentile(told[name], (50, 95)) for name in ("bare", "whole"))
    cells = (
        f"{count:,}",
        f"{bare[0]:.1f} / {bare[1]:.1f} ms",
        f"{whole[0]:.1f} / {whole[1]:.1f} ms",
        f"**{whole[0] / bare[0]:.2f}**",
        f"{np.median([one['seconds'] for one in starts]):.2f} s",
        f"{max(one['mb'] for one in starts):.0f} MB",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, folder, count = options.step
        print(json.dumps(STEPS[step](Path(folder), int(count))))
        return
    print("| passages | bare p50 / p95 | search p50 / p95 | of the bare | cold | peak |\n|---|---|---|---|---|---|")
    for count in options.passages:
        measure(count)


STEPS: Mapping[str, Callable[[Path, int], Any]] = {"grown": grown, "warm": warm, "cold": cold}

if __name__ == "__main__":
    main()
