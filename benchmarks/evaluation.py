"""How well the rules agree with the labelled responses, on both halves, and how fast they are.

The responses in benchmarks/responses are our own. Each was labelled twice: when it was written, and later in another
order from the texts alone. Rules were tuned on the half "tune" only; the other half is for looking at the end.
Run: python -m benchmarks.evaluation
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.catalogue import packaged
from knowledge.criteria import Framework
from knowledge.evaluation import Proposal, evaluate
from knowledge.rubric import BANDS

RESPONSES = Path(__file__).parent / "responses"
FRAMEWORK = "baldrige-business-2021"
HALVES = ("tune", "held out")
ROUNDS = 5


@dataclass(frozen=True)
class Labelled:
    """A response with the question it answers and, by dimension and "overall", the band (0 to 5) of each pass."""

    id: str
    question: str
    kind: str
    text: str
    first: Mapping[str, int]
    second: Mapping[str, int]

    @property
    def code(self) -> str:
        """The code of its question."""
        return self.question.partition("/")[2]

    @property
    def half(self) -> str:
        """The half it belongs to, by its id, which is a hash of question and text."""
        return HALVES[int(self.id[1:], 16) % 2]


@cache
def collection() -> tuple[Labelled, ...]:
    """Return the labelled responses."""
    lines = (line for file in sorted(RESPONSES.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
    return tuple(Labelled(**json.loads(line)) for line in lines)


@cache
def framework() -> Framework:
    """Return the framework that the responses answer."""
    return packaged()[FRAMEWORK]


def proposed(one: Labelled, text: str | None = None) -> Proposal:
    """Evaluate a response, or another text in its place."""
    return evaluate(one.text if text is None else text, framework(), one.code)


def bands(made: Proposal) -> dict[str, int]:
    """Return the place of the band of each dimension and of the whole; 0 for a response that cannot be judged."""
    found = {side.name: BANDS.index(side.band) for side in made.sides}
    return {**found, "overall": BANDS.index(made.band) if made.band else 0}


def kappa(one: Sequence[int], other: Sequence[int]) -> float:
    """Return Cohen's kappa with quadratic weights over the six bands."""
    places = np.arange(len(BANDS))
    seen = np.zeros((len(BANDS), len(BANDS)))
    for pair in zip(one, other, strict=True):
        seen[pair] += 1
    weights = np.subtract.outer(places, places) ** 2
    by_chance = np.outer(seen.sum(1), seen.sum(0)) / seen.sum()
    return float(1 - (weights * seen).sum() / (weights * by_chance).sum())


def within_one(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of pairs that lie at most one band apart."""
    return float(np.mean([abs(a - b) <= 1 for a, b in zip(one, other, strict=True)]))


def agreement(half: Sequence[Labelled]) -> dict[str, Any]:
    """Compare the proposals for some responses with the labels of the first pass."""
    made = [proposed(one) for one in half]
    pairs: dict[str, tuple[list[int], list[int]]] = {}
    for one, proposal in zip(half, made, strict=True):
        for name, place in bands(proposal).items():
            pairs.setdefault(name, ([], []))[0].append(one.first[name])
            pairs[name][1].append(place)
    percents = [proposal.percent or 0 for proposal in made]
    labelled = list(zip(half, percents, strict=True))
    return {
        "by": {name: (len(a), within_one(a, b), kappa(a, b)) for name, (a, b) in pairs.items()},
        "lowest above 25": [one.id for one, percent in labelled if one.first["overall"] == 0 and percent > 25],
        "highest below 50": [one.id for one, percent in labelled if one.first["overall"] >= 4 and percent < 50],
        "length": float(np.corrcoef([len(one.text.split()) for one in half], percents)[0, 1]),
    }


def passes() -> dict[str, tuple[float, float]]:
    """Compare the two passes of labels: within one band, and kappa."""
    found = {}
    for name in dict.fromkeys(name for one in collection() for name in one.first):
        both = [(one.first[name], one.second[name]) for one in collection() if name in one.first]
        first, second = zip(*both, strict=True)
        found[name] = (within_one(first, second), kappa(first, second))
    return found


def timed(words: int = 120) -> tuple[float, float, float]:
    """Return proposals a second, and median and 95th percentile in milliseconds, for texts of so many words."""
    texts = [" ".join((one.text + " ").split() * words)[:10_000].split()[:words] for one in collection()]
    proposed(collection()[0])
    took = []
    for _ in range(ROUNDS):
        for one, text in zip(collection(), texts, strict=True):
            began = time.perf_counter()
            proposed(one, " ".join(text))
            took.append(1_000 * (time.perf_counter() - began))
    median, most = np.percentile(took, (50, 95))
    return 1_000 / float(np.mean(took)), float(median), float(most)


def report() -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"{len(collection())} responses. The two passes of labels, within one band / weighted kappa:"
    yield from (f"  {name:<12} {near:.1%} / {agreed:.3f}" for name, (near, agreed) in passes().items())
    for half in HALVES:
        some = [one for one in collection() if one.half == half]
        told = agreement(some)
        yield f"\n{half}: {len(some)} responses, proposal against the first pass:"
        yield from (f"  {name:<12} {n:>3}  {near:.1%} / {agreed:.3f}" for name, (n, near, agreed) in told["by"].items())
        yield f"  0–5 % proposed above 25: {told['lowest above 25'] or 'none'}"
        yield f"  70 % and more proposed below 50: {told['highest below 50'] or 'none'}"
        yield f"  length against proposal: r = {told['length']:.2f}"
    rate, median, most = timed()
    yield f"\n120 words: {rate:.0f} proposals a second, median {median:.1f} ms, p95 {most:.1f} ms"


def main() -> None:
    """Print the report."""
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
