"""The one door to Chroma: vectors by scope, disposable, proved in a child process before they are trusted."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from knowledge import generations, proof, rows
from knowledge.generations import Generations
from knowledge.proof import Shelf, Stamp
from knowledge.vectors import Vector, VectorSource

log = logging.getLogger(__name__)

CHECK_SECONDS = 60
# The child says in one line what it found; leaving without a word means that it crashed.
_CHECK = "import sys; from knowledge import index; sys.exit(index.doubt(*sys.argv[1:]))"


class Index:
    """The vectors of several scopes on disk. No error of Chroma leaves it: `status` says what is wrong."""

    def __init__(self, folder: Path, stamp: Stamp) -> None:
        """Open the index in `folder`, proving what is there first; takes about a second in its child process."""
        self._stamp = stamp
        self._writing, self._using = Lock(), Lock()
        self._generations: Generations | None = None
        self._client: Any = None
        self._place: Path | None = None
        self._collections: dict[str, Any] = {}
        self._shelves: dict[str, Shelf] = {}
        self._lost: set[str] = set()
        self._failure: str | None = None
        self._readers = ThreadPoolExecutor(2, "index")
        with self._guarded("cannot be opened"):
            self._generations = Generations(folder)
            self._open_proved()

    @property
    def status(self) -> str:
        """Say "ready", "rebuilding", or "lexical only: " and why."""
        if self._failure:
            return f"lexical only: {self._failure}"
        return "rebuilding" if self._lost or not self._shelves else "ready"

    @property
    def private(self) -> bool:
        """Tell whether another process owns the folder, so that this one works on a copy that `close` removes."""
        return self._generations is not None and self._generations.private

    def wants(self, scope: str) -> bool:
        """Tell whether the vectors of `scope` are missing and should be given by `sync`."""
        return self._failure is not None or scope not in self._shelves

    def sync(self, scope: str, vectors: VectorSource) -> None:
        """Make `scope` hold exactly these vectors."""
        with self._writing:
            # What fails on a damaged generation is tried once more on an empty one.
            for _ in range(2):
                with self._guarded("cannot be written"):
                    if self._failure or self._client is None:
                        self._start_over()
                    self._change(scope, vectors)
                    self._lost.discard(scope)
                    return

    def query(self, vector: Vector, scopes: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine) of these scopes only, the nearest first; empty when out of order."""
        found: list[tuple[str, float]] = []
        if not self._failure and k > 0:
            with self._guarded("cannot be searched"), self._using:
                live = [self._collections[one] for one in scopes if self._shelves.get(one, Shelf(0, 0)).live]
                # Chroma gives the interpreter away while it searches: two scopes take hardly longer than one.
                found = sum(self._readers.map(partial(rows.nearest, vector=vector, k=k), live), found)
        return [] if self._failure else sorted(found, key=lambda hit: -hit[1])[:k]

    def compact(self) -> None:
        """Move what lives into a new generation: Chroma itself never frees what was removed."""
        with self._writing, self._guarded("cannot be compacted"):
            self._rebuild()

    def close(self) -> None:
        """Let go of Chroma and of the folder."""
        self._readers.shutdown()
        with self._writing, self._using:
            _shut(self._client)
            if self._generations is not None:
                self._generations.close()
            self._client, self._generations, self._collections, self._shelves = None, None, {}, {}
            self._failure = "it is closed"

    def _open_proved(self) -> None:
        assert self._generations is not None
        self._place = place = self._generations.current
        if place is None:
            return
        if reason := doubts(place, self._stamp):
            log.warning("the index is built anew: %s", reason)
            return
        _, self._shelves = proof.load(place)
        self._client = client = _client(place)
        self._collections = {scope: rows.get(client, scope) for scope in self._shelves}

    def _change(self, scope: str, vectors: VectorSource) -> None:
        collection = self._collection(scope)
        stored, wanted = rows.ids(collection), dict.fromkeys(vectors.ids)
        extra = [one for one in stored if one not in wanted]
        missing = [one for one in wanted if one not in stored]
        written = self._shelves[scope].written if scope in self._shelves else len(stored)
        if extra and self._is_bloated(scope, live=len(wanted), written=written + len(missing)):
            self._rebuild({scope: vectors})
            return
        rows.write(collection, vectors, missing)
        rows.remove(collection, extra)
        self._shelves = {**self._shelves, scope: Shelf(len(wanted), written + len(missing), proof.sampled(vectors))}
        self._record()

    def _is_bloated(self, scope: str, live: int, written: int) -> bool:
        others = [shelf for name, shelf in self._shelves.items() if name != scope]
        return written + sum(one.written for one in others) > 2 * (live + sum(one.live for one in others))

    def _start_over(self) -> None:
        """Begin an empty generation; whatever the old one held must be given again."""
        self._lost |= self._shelves.keys()
        place = self._fresh()
        self._swap(place, _client(place), {}, {})
        self._failure = None

    def _rebuild(self, given: Mapping[str, VectorSource] = MappingProxyType({})) -> None:
        """Fill a new generation with `given` and a copy of every other scope, then put it in force."""
        place = self._fresh()
        client = _client(place)
        collections = {scope: rows.make(client, scope, self._stamp) for scope in {*self._shelves, *given}}
        shelves = {}
        for scope, collection in collections.items():
            if scope in given:
                ids = given[scope].ids
                rows.write(collection, given[scope], ids)
                shelves[scope] = Shelf(len(ids), len(ids), proof.sampled(given[scope]))
            else:
                live = rows.copy(self._collections[scope], collection)
                shelves[scope] = Shelf(live, live, self._shelves[scope].sample)
        self._swap(place, client, collections, shelves)

    def _swap(self, place: Path, client: Any, collections: dict[str, Any], shelves: dict[str, Shelf]) -> None:
        assert self._generations is not None
        proof.save(place, self._stamp, shelves)
        self._generations.put_in_force(place)
        with self._using:
            old_client, old_place = self._client, self._place
            self._client, self._place, self._collections, self._shelves = client, place, collections, shelves
        _shut(old_client)
        if old_place is not None:
            self._generations.discard(old_place)

    def _fresh(self) -> Path:
        if self._generations is None:
            raise RuntimeError(self._failure or "the folder is not open")
        return self._generations.new()

    def _collection(self, scope: str) -> Any:
        if scope not in self._collections:
            self._collections[scope] = rows.make(self._client, scope, self._stamp)
        return self._collections[scope]

    def _record(self) -> None:
        assert self._place is not None
        proof.save(self._place, self._stamp, self._shelves)

    @contextmanager
    def _guarded(self, what: str) -> Iterator[None]:
        """Turn whatever Chroma or the disk raise into a stated failure; a panic in its Rust part is no Exception."""
        try:
            yield
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            self._failure = f"the index {what} ({type(error).__name__})"
            log.warning("%s: %s", self._failure, error)


def state(folder: Path, stamp: Stamp) -> str:
    """Say the status of an index that another process may own, without opening it in this one."""
    place = generations.current(folder)
    if place is None:
        return "rebuilding"
    reason = doubts(place, stamp)
    return f"lexical only: {reason}" if reason else "ready"


def doubts(place: Path, stamp: Stamp) -> str | None:
    """Prove a generation in a child process, for a damaged one can take its process down; return what is wrong."""
    home = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-P", "-c", _CHECK, str(place), stamp.model, str(stamp.dims), str(stamp.version)]
    said, quiet, own = "", subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(
        # `start_new_session`: an interrupt typed in the terminal is not meant for the child.
        command, env=environment, stdin=quiet, stdout=quiet, stderr=own, text=True, start_new_session=True
    ) as child:  # fmt: skip
        try:
            import chromadb  # noqa: F401 - needed next, and the child is busy on another core

            said = child.communicate(timeout=CHECK_SECONDS)[1]
        except subprocess.TimeoutExpired:
            child.kill()
            return f"the check of the index took over {CHECK_SECONDS} seconds"
    if child.returncode == 0:
        return None
    if child.returncode < 0:
        return f"the check of the index crashed (signal {-child.returncode})"
    return (said.strip().splitlines() or ["the check of the index failed"])[-1]


def doubt(folder: str, model: str, dims: str, version: str) -> str | None:
    """Say why a generation should not be trusted, or None; runs in the child process of `doubts`."""
    try:
        stamp, shelves = proof.load(Path(folder))
        if stamp != Stamp(model, int(dims), int(version)):
            return f"the index was made with {stamp.model}, not {model}"
        client = _client(Path(folder))
        for scope, shelf in shelves.items():
            if not rows.hold(rows.get(client, scope), shelf, stamp):
                return "the index does not find what was stored in it"
    except Exception as error:
        return f"the index is damaged ({type(error).__name__})"
    return None


def _client(place: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(place), settings=Settings(anonymized_telemetry=False))


def _shut(client: Any) -> None:
    """Close a client for good; one over damaged files may fail at that too, and nothing depends on it."""
    if client is not None:
        with suppress(Exception):
            client.close()
