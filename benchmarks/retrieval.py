"""Search beside its parts alone: BM25, meaning, their reciprocal ranks; nDCG@10, recall@5, MRR with 95 % intervals.

Run: python -m benchmarks.retrieval [--collections FOLDER] [--keep FOLDER]
`--collections` has one folder a collection, with docs.jsonl (id, text) and queries.jsonl (query, rel: id to grade);
`--keep` keeps their embeddings for the next run.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.questions.check import Place, place_of, place_of_passage, records
from knowledge import embeddings, fusion
from knowledge.catalogue import packaged
from knowledge.dense import Dense
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import Lexicon
from knowledge.passages import Passage, passages_of
from knowledge.search import Found, Search
from knowledge.tokens import Tokens
from knowledge.vectors import InMemory

K, RECIPROCAL, DRAWS = 10, 60, 1_000
Ranked = Sequence[Passage]


@dataclass(frozen=True)
class Asked:
    """A question with the grade of every place that answers it."""

    text: str
    kind: str
    right: Mapping[Any, int]
    framework: str | None = None


@dataclass(frozen=True)
class Bench:
    """A collection with its search, its questions, and what a passage is called in their grades."""

    search: Search
    dense: Dense
    passages: Sequence[Passage]
    kept: InMemory
    asked: Sequence[Asked]
    place: Callable[[Passage], Any]


def systems(bench: Bench) -> dict[str, Callable[[Asked], Ranked]]:
    """Return the ways of ranking, from the plainest to the whole search."""
    lexicon, matrix = Lexicon(bench.passages), bench.kept.take([one.id for one in bench.passages])

    def scored(asked: Asked) -> tuple[fusion.Scores, fusion.Scores]:
        question = bench.dense.hear(asked.text)
        assert question is not None
        return lexicon.scores(asked.text), np.maximum(matrix @ question.vector, 0)

    def top(scores: fusion.Scores) -> Ranked:
        return [bench.passages[row] for row in fusion.best(scores, K)]

    def reciprocal(asked: Asked) -> Ranked:
        summed = np.zeros(len(bench.passages), dtype=np.float32)
        for scores in scored(asked):
            best = fusion.best(scores, fusion.POOL)
            summed[best] += 1 / (RECIPROCAL + 1 + np.arange(len(best), dtype=np.float32))
        return top(summed)

    def with_tokens(asked: Asked) -> Ranked:
        scores, question = fusion.fused(*scored(asked)), bench.dense.hear(asked.text)
        assert question is not None
        pool = fusion.best(scores, fusion.CLOSE)
        near = nearest_tokens(question.tokens, [bench.kept.spoken[bench.passages[row].id] for row in pool])
        return top(fusion.refined(scores, pool, agreement(near, weights(question, lexicon.weight))))

    return {
        "BM25 alone": lambda asked: top(scored(asked)[0]),
        "meaning alone": lambda asked: top(scored(asked)[1]),
        "reciprocal rank fusion": reciprocal,
        "fusion": lambda asked: top(fusion.fused(*scored(asked))),
        "fusion and tokens": with_tokens,
        "the whole search": lambda asked: unrolled(bench.search.find(asked.text, K, asked.framework)),
    }


def unrolled(found: Found) -> Ranked:
    """Count a passage that is only named beside its twin as the next one: the others show it for itself."""
    return [one for hit in found.hits for one in (hit.passage, *hit.also)][:K]


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
    for name, ranking in systems(bench).items():
        columns = zip(*(measures(ranking(asked), asked, bench.place) for asked in bench.asked), strict=True)
        print(f"| {name} | {' | '.join(interval(column) for column in columns)} |", flush=True)


def by_kind(bench: Bench) -> None:
    """Print how the whole search does on each kind of question."""
    print("\n| kind | questions | nDCG@10 | recall@5 | MRR |\n|---|---|---|---|---|")
    ranking = systems(bench)["the whole search"]
    for kind in dict.fromkeys(asked.kind for asked in bench.asked):
        some = [asked for asked in bench.asked if asked.kind == kind]
        told = np.mean([measures(ranking(asked), asked, bench.place) for asked in some], axis=0)
        print(f"| {kind} | {len(some)} | {' | '.join(f'{one:.3f}' for one in told)} |")


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
        bench = Bench(search, dense, passages, kept, list(_graded(name)), place_of_passage)
        table(f"the library, {name}.jsonl", bench)
        if name == "graded":
            by_kind(bench)
    trust(search, {name: [str(one["question"]) for one in records(name)] for name in LISTS})
    dense.close()


LISTS = ("graded", "real", "offtopic", "nearmiss")


def _graded(name: str) -> Iterator[Asked]:
    for one in records(name):
        right: dict[Place, int] = {place_of(place): int(place["grade"]) for place in one["relevant"]}
        yield Asked(str(one["question"]), str(one.get("kind", "")), right, one.get("framework"))


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
