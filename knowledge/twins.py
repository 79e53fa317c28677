"""Passages that say nearly the same: the one whose source counts more leads, wherever words and meaning put it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.quoting import alike

if TYPE_CHECKING:
    from knowledge.search import Hit


def settled(hits: Sequence["Hit"]) -> tuple["Hit", ...]:
    """Let twins change places until the smaller tier stands first; the scores stay in their order."""
    order = list(hits)
    for place in range(len(order)):
        for later in range(place + 1, len(order)):
            first, second = order[place].passage, order[later].passage
            if second.tier < first.tier and alike(first.text, second.text):
                order[place], order[later] = order[later], order[place]
    return tuple(replace(hit, score=scored.score) for hit, scored in zip(order, hits, strict=True))
