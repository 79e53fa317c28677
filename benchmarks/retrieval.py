"""Search beside its parts alone: BM25, meaning, their reciprocal ranks; nDCG@10, recall@5, MRR with 95 % intervals.

Run: python -m benchmarks.retrieval [--collections FOLDER] [--keep FOLDER]
`--collections` has one folder a collection, with docs.jsonl (id, text) and queries.jsonl (query, rel: id to grade);
`--keep` keeps their embeddings for the next run.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.questions.check import Place, place_of, place_of_passage, records
from benchmarks.systems import Asked, Bench, K, Ranked, Systems
from knowledge import embeddings
from knowledge.answers import answer
from knowledge.catalogue import packaged
from knowledge.dense import Dense
from knowledge.passages import Passage, passages_of
from knowledge.search import Search
from knowledge.threads import Turn, continued
from knowledge.tokens import Tokens
from knowledge.vectors import InMemory

# By the hash of the question; see `is_held_out`.
HALVES = {"the half to tune with": False, "the half held out": True}
DRAWS = 1_000


def measures(ranked: Ranked, asked: Asked, place: Callable[[Passage], Any]) -> tuple[float, float, float]:
    """Return nDCG@10, whether one of the first five is right, and the reciprocal rank of the first that is.

    Right is grade 2, where there is one; a place is counted once, however many passages it has.
    """
    seen = list(dict.fromkeys(place(one) for one in ranked))
    gains = [asked.right.get(one, 0) for one in seen]
    ideal = sorted(asked.right.values(), reverse=True)[:K]
    ndcg = _discounted(gains) / max(_discounted(ideal), 1e-9)
    rank = next((rank for rank, gain in enumerate(gains, 1) if gain >= max(asked.right.values())), None)
    return ndcg, float(rank is not None and rank <= 5), 1 / rank if rank else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / float(np.log2(rank + 1)) for rank, gain in enumerate(gains, 1))


def interval(values: Sequence[float]) -> str:
    """Return the mean and its 95 % interval by resampling."""
    drawn = np.random.default_rng(7).choice(np.array(values), (DRAWS, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return f"{np.mean(values):.3f} ({low:.3f}–{high:.3f})"


def table(title: str, bench: Bench) -> None:
    """Print how each way of ranking does on the questions of a collection."""
    print(f"\n{title}: {len(bench.passages):,} passages, {len(bench.asked)} questions\n")
    print("| | nDCG@10 | recall@5 | MRR |\n|---|---|---|---|")
    for name, ranking in Systems(bench).all().items():
        columns = zip(*(measures(ranking(asked), asked, bench.place) for asked in bench.asked), strict=True)
        print(f"| {name} | {' | '.join(interval(column) for column in columns)} |", flush=True)


def by_kind(bench: Bench) -> None:
    """Print how the whole search does on each kind of question, and on the two halves."""
    print("\n| kind | questions | nDCG@10 | recall@5 | MRR |\n|---|---|---|---|---|")
    groups = {kind: [one for one in bench.asked if one.kind == kind] for kind in sorted({a.kind for a in bench.asked})}
    halves = {name: [one for one in bench.asked if one.held_out == out] for name, out in HALVES.items()}
    whole = Systems(bench).whole
    for name, some in {**groups, **halves}.items():
        told = np.mean([measures(whole(asked), asked, bench.place) for asked in some], axis=0)
        print(f"| {name or 'all'} | {len(some)} | {' | '.join(f'{one:.3f}' for one in told)} |")


def trust(search: Search, asked: Mapping[str, Sequence[str]]) -> None:
    """Print which share of several lists of questions is answered, shown as a weak match, and refused."""
    print("\n| questions | | answered | weak | refused |\n|---|---|---|---|---|")
    for name, texts in asked.items():
        told = [search.find(text).confidence for text in texts]
        shares = " | ".join(f"{told.count(one) / len(told):.3f}" for one in ("answer", "weak", "none"))
        print(f"| {name} | {len(texts)} | {shares} |")


def library(folder: Path) -> None:
    """Measure the packaged library with the questions that were written for it by somebody who knew no search."""
    passages = [one for known in packaged().values() for one in passages_of(known, known.id)]
    dense = Dense(embeddings.packaged(), folder)
    kept = dense.embed(passages)
    dense.sync("packaged", kept)
    search = Search(packaged(), {"packaged": passages}, dense)
    for name in ("graded", "real"):
        bench = Bench(search, dense, passages, kept, list(graded(name, search)), place_of_passage)
        table(f"the library, {name}.jsonl", bench)
        by_kind(bench)
    trust(search, {name: [str(one["question"]) for one in records(name)] for name in LISTS})
    dense.close()


LISTS = ("graded", "real", "offtopic", "nearmiss")


def graded(name: str, search: Search) -> Iterator[Asked]:
    """Read a list; a question that follows on another is asked as the product understands it after that one."""
    for one in records(name):
        right: dict[Place, int] = {place_of(place): int(place["grade"]) for place in one["relevant"]}
        text, framework = str(one["question"]), one.get("framework")
        if before := one.get("before"):
            text = _following(search, text, turn(search, str(before), framework))
        yield Asked(text, str(one.get("kind", "")), right, framework, is_held_out(str(one["question"])))


def _following(search: Search, text: str, before: Turn) -> str:
    meant = continued(text, [before])
    return meant if isinstance(meant, str) else f"{meant.framework}/{meant.code}"


def turn(search: Search, question: str, framework: str | None) -> Turn:
    """Return what the chat remembers of a question: what its answer was about, where that is one thing."""
    told = answer(search, question, framework)
    first = told.citations[0].passage if told.citations else None
    if told.about:
        return Turn(question, told.about[0].title, told.about[0].framework, told.about[0].code)
    if first is None or not (first.code or told.form == "definition"):
        return Turn(question)
    at = (first.framework, first.code) if told.form != "definition" else (None, None)
    return Turn(question, first.title, *at)


def is_held_out(question: str) -> bool:
    """Put half of the questions aside by their hash: whoever tunes looks at the others only."""
    return int(sha256(question.encode()).hexdigest(), 16) % 2 == 1


def collection(folder: Path, index: Path, keep: Path | None) -> None:
    """Measure a collection with relevance judgements, as plain passages of no framework."""
    told, asked = (_lines(folder / name) for name in ("docs.jsonl", "queries.jsonl"))
    passages = [Passage(one["id"], folder.name, "guidance", "", one["text"]) for one in told]
    dense = Dense(embeddings.packaged(), index)
    kept = _remembered(keep / f"{folder.name}.npz", dense, passages) if keep else dense.embed(passages)
    dense.sync("collection", kept)
    search = Search({}, {"collection": passages}, dense)
    questions = [Asked(one["query"], "", one["rel"]) for one in asked]
    table(folder.name, Bench(search, dense, passages, kept, questions, lambda one: one.id))
    dense.close()


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _remembered(file: Path, dense: Dense, passages: Sequence[Passage]) -> InMemory:
    if not file.exists():
        made = dense.embed(passages)
        spoken = [made.spoken[one.id] for one in passages]
        ends = np.cumsum([len(one.rows) for one in spoken])
        rows = np.concatenate([one.rows for one in spoken])
        scales = np.array([one.scale for one in spoken])
        np.savez(file, vectors=made.take([one.id for one in passages]), rows=rows, ends=ends, scales=scales)
    with np.load(file) as kept:
        each = np.split(kept["rows"], kept["ends"][:-1])
        tokens = [Tokens(rows, float(scale)) for rows, scale in zip(each, kept["scales"], strict=True)]
        ids = [one.id for one in passages]
        return InMemory(dict(zip(ids, kept["vectors"], strict=True)), dict(zip(ids, tokens, strict=True)))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collections", type=Path, help="a folder with further collections")
    parser.add_argument("--keep", type=Path, help="where to keep their embeddings")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="howwell-bench-") as place:
        for folder in sorted(options.collections.iterdir()) if options.collections else ():
            collection(folder, Path(place, folder.name), options.keep)
        library(Path(place, "library"))


if __name__ == "__main__":
    main()
