"""What Howwell does with one Chroma collection: make it, write it, ask it. Chroma itself is opened by `index`."""

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from knowledge.proof import SAMPLE, Shelf, Stamp
from knowledge.vectors import Vector, VectorSource, batches

# Cosine from which a vector counts as found again; a twin with the same words is as good.
SAME = 0.9999
# How many rows a search keeps in view. Measured: at Chroma's own 100 one of ten of the best 100 is missed among 10,000
# rows, and other ones after each rebuild; at 400 one of five hundred, for less than a millisecond.
WIDTH = 400


def make(client: Any, scope: str, stamp: Stamp) -> Any:
    """Return the collection of `scope`, made if need be, without any embedding function of Chroma's."""
    return client.get_or_create_collection(
        _name(scope),
        embedding_function=None,
        # The default space is l2, and another one given later is ignored in silence.
        configuration={"hnsw": {"space": "cosine", "ef_search": WIDTH}},
        metadata={**asdict(stamp), "scope": scope},
    )


def get(client: Any, scope: str) -> Any:
    """Return the collection of `scope`; without `embedding_function=None` Chroma would bring its own."""
    return client.get_collection(_name(scope), embedding_function=None)


def ids(collection: Any) -> set[str]:
    """Return the ids of all rows."""
    return set(collection.get(include=[])["ids"])


def write(collection: Any, vectors: VectorSource, wanted: Sequence[str]) -> None:
    """Upsert the `wanted` of these vectors: Chroma's `add` would ignore an id that it has."""
    for batch in batches(wanted):
        collection.upsert(ids=list(batch), embeddings=vectors.take(batch))


def remove(collection: Any, unwanted: Sequence[str]) -> None:
    """Delete rows by id."""
    for batch in batches(unwanted):
        collection.delete(ids=list(batch))


def copy(source: Any, target: Any) -> int:
    """Copy every row into an empty collection and return how many there are."""
    known = sorted(ids(source))
    for batch in batches(known):
        found = source.get(ids=list(batch), include=["embeddings"])
        target.upsert(ids=found["ids"], embeddings=found["embeddings"])
    return len(known)


def nearest(collection: Any, vector: Vector, k: int) -> list[tuple[str, float]]:
    """Return up to `k` (id, cosine), the nearest first."""
    found = collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
    return [(one, 1 - distance) for one, distance in zip(found["ids"][0], found["distances"][0], strict=True)]


def hold(collection: Any, shelf: Shelf, stamp: Stamp) -> bool:
    """Tell whether the collection is of this stamp and finds again what was sampled from it."""
    if any(collection.metadata.get(name) != value for name, value in asdict(stamp).items()):
        return False
    missed = sum(not _finds(collection, vector) for vector in shelf.sample.values())
    return bool(collection.count() >= shelf.live and missed * SAMPLE <= len(shelf.sample))


def _finds(collection: Any, vector: Vector) -> bool:
    # As wide as a real search, so that it walks as much of the graph.
    hits = nearest(collection, vector, 100)
    return bool(hits) and hits[0][1] >= SAME


def _name(scope: str) -> str:
    # Chroma takes names of certain letters and lengths only; a scope may be called anything.
    return "scope-" + sha256(scope.encode()).hexdigest()[:32]
