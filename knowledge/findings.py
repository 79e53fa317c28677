"""Findings in an examiner's form: one thought each, with quotes as examples, and what makes it matter here.

What the thoughts are called in words stands in `bot/wording`; here they are keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.evidence import PROCESS, RESULTS, Signal

# About six comments an item are usual; a single question gives fewer. Examples: one or two.
MOST, EXAMPLES = 3, 2
# From this score on (30–45 %) a dimension shows something that can be called a strength.
_STRONG, _WEAK = 2.0, 4.0


@dataclass(frozen=True)
class Finding:
    """A strength (`is_strength`) or an opportunity for improvement of one dimension.

    `thought` names the signal that it is about; `examples` are quotes of the response; `matters` are the codes of other
    places of the criteria that depend on it.
    """

    is_strength: bool
    dimension: str
    thought: str
    examples: tuple[Signal, ...] = ()
    matters: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "dimension": self.dimension,
            "thought": self.thought,
            "examples": [one.quote for one in self.examples],
            "matters": list(self.matters),
        }


def findings(
    scores: Mapping[str, float], signals: Sequence[Signal], belonging: tuple[str, ...] = ()
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return strengths and opportunities, the most telling first; `belonging` are codes that depend on this place."""
    kinds = RESULTS if "levels" in scores else PROCESS
    best, weakest = _ordered(scores, best=True), _ordered(scores, best=False)
    strengths = [_strength(name, kinds[name], signals, belonging) for name, score in best if score >= _STRONG]
    chances = [_chance(name, kinds[name], signals, belonging) for name, score in weakest if score < _WEAK]
    return tuple(one for one in strengths if one)[:MOST], tuple(one for one in chances if one)[:MOST]


def _ordered(scores: Mapping[str, float], *, best: bool) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda pair: -pair[1] if best else pair[1])


def _strength(name: str, kinds: Sequence[str], signals: Sequence[Signal], belonging: tuple[str, ...]) -> Finding | None:
    shown = [one for kind in kinds for one in signals if one.kind == kind]
    if not shown:
        return None
    telling = max(shown, key=lambda one: (len(one.traits), -kinds.index(one.kind)))
    return Finding(True, name, telling.kind, _examples(telling, shown), belonging)


def _chance(name: str, kinds: Sequence[str], signals: Sequence[Signal], belonging: tuple[str, ...]) -> Finding | None:
    missing = next((kind for kind in kinds if not any(one.kind == kind for one in signals)), None)
    shown = [one for one in signals if one.kind in kinds]
    if missing is None:
        return None
    return Finding(False, name, missing, _examples(shown[0], shown) if shown else (), belonging)


def _examples(first: Signal, shown: Sequence[Signal]) -> tuple[Signal, ...]:
    others = [one for one in shown if one.end <= first.start or one.start >= first.end]
    return (first, *others[: EXAMPLES - 1])
