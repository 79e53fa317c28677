"""What a card of the criteria is, and how what lies below it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.turns import Button
from bot.wording import rows, shortened
from knowledge.criteria import Framework

CARDS_A_PAGE = 8
_LONGEST_LABEL = 56


@dataclass(frozen=True)
class Card:
    """A place in a framework: `kind` is f(ramework), c(ategory), i(tem), p(art) or q(uestion).

    What explains them has cards too: k(ey terms) and w(ord), s(ections), t(opics) and o(ne topic), by their numbers.
    """

    framework: Framework
    key: str
    kind: str
    code: str = ""

    def data(self, page: int = 1) -> str:
        """Return what a button carries that leads here."""
        return f"look:{self.key}:{self.kind}:{page}:{self.code}"

    def at(self, kind: str, code: str = "") -> "Card":
        """Return another card of the same framework."""
        return replace(self, kind=kind, code=code)


def to(card: Card, label: str) -> Button:
    """Return the button that leads to a card."""
    return Button(labelled(label), card.data())


def labelled(text: str) -> str:
    """Return a label that fits on a button."""
    return shortened(text, _LONGEST_LABEL)


def laid_out(
    below: Sequence[Button], turns: Sequence[Button], ways: Sequence[Button]
) -> tuple[tuple[Button, ...], ...]:
    """Put what lies below one a row, or bare numbers side by side, and the ways on under it."""
    is_numbers = all(button.label.isdigit() for button in below)
    return (*rows(*below, width=CARDS_A_PAGE if is_numbers else 1), *rows(*turns, *ways))
