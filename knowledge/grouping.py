"""Passages that say nearly the same in several editions: one is shown, and the others are named with it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.passages import Passage
from knowledge.quoting import said

if TYPE_CHECKING:
    from knowledge.search import Hit

# From this share of common words on, measured on the longer of the two, two editions of a passage are one.
SAME = 0.6


def grouped(hits: Sequence["Hit"], framework: str | None = None) -> tuple["Hit", ...]:
    """Let one hit stand for all that say nearly the same in other frameworks, where the first of them stood.

    Shown is the one whose source counts most, then the one of `framework`, then the first.
    """
    spoken = [said(hit.passage.text) for hit in hits]
    groups: list[list[int]] = []
    for row, hit in enumerate(hits):
        for group in groups:
            if all(_are_editions(hits[one].passage, hit.passage, spoken[one], spoken[row]) for one in group):
                group.append(row)
                break
        else:
            groups.append([row])
    return tuple(_shown([hits[row] for row in group], framework) for group in groups)


def _are_editions(one: Passage, other: Passage, these: frozenset[str], those: frozenset[str]) -> bool:
    if not one.framework or not other.framework or one.framework == other.framework or one.kind != other.kind:
        return False
    return len(these & those) >= SAME * max(1, len(these), len(those))


def _shown(group: Sequence["Hit"], framework: str | None) -> "Hit":
    chosen = min(group, key=lambda hit: (hit.passage.tier, hit.passage.framework != framework))
    others = tuple(hit.passage for hit in group if hit is not chosen)
    return replace(chosen, score=group[0].score, also=others) if others else chosen
