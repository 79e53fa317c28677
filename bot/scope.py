"""Which items of a framework an assessment is to ask: read anew from every button, and never remembered."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.asking import Ask, asks
from knowledge.criteria import Category, Framework, Item

# With fewer questions a framework without points is asked whole.
FEW_QUESTIONS = 40
# So many items fit as ticks into a button, and so many buttons under a message.
_MOST_ITEMS, _MOST_IN_SIGHT = 150, 30
# The beginning of a framework's content hash: a button pressed after its criteria have changed finds nothing.
_KEY_LETTERS = 10
_PLACE = re.compile(rf"(all|[0-9a-f]{{1,40}}):([0-9a-f]{{{_KEY_LETTERS}}})")


@dataclass(frozen=True)
class Scope:
    """A framework and the codes of those of its items that are ticked."""

    framework: Framework
    ticked: frozenset[str] = frozenset()

    @cached_property
    def questions(self) -> Counter[str]:
        """How many questions or statements each item asks at full depth; an item that asks none is not offered."""
        return Counter(ask.item.code for ask in asks(self.framework))

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that are offered, in order."""
        return tuple(item for item in self.framework.items if self.questions[item.code])

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that are offered, in order."""
        return tuple(one for one in self.framework.categories if self.offered(one))

    @property
    def is_divisible(self) -> bool:
        """Whether there is enough to choose from, and not more than buttons can carry."""
        longest = max(len(self.categories), *(len(one.items) for one in self.framework.categories), 0)
        if len(self.items) < 2 or len(self.framework.items) > _MOST_ITEMS or longest > _MOST_IN_SIGHT:
            return False
        scored = sum(item.points is not None for item in self.items)
        return scored > 1 or self.questions.total() > FEW_QUESTIONS

    @property
    def is_whole(self) -> bool:
        """Whether everything is ticked."""
        return self.ticked.issuperset(item.code for item in self.items)

    @property
    def mask(self) -> str:
        """The ticks as a button carries them."""
        if self.is_whole:
            return "all"
        return f"{sum(1 << n for n, item in enumerate(self.framework.items) if item.code in self.ticked):x}"

    @property
    def key(self) -> str:
        """What a button carries for the framework in just this wording."""
        return self.framework.content_hash[:_KEY_LETTERS]

    @property
    def place(self) -> str:
        """The whole scope as a button carries it; `found` reads it."""
        return f"{self.mask}:{self.key}"

    @cached_property
    def asked(self) -> Framework:
        """The framework with what is ticked alone; something has to be."""
        return self.framework if self.is_whole else self.framework.only(self.ticked)

    @property
    def name(self) -> str:
        """What is ticked, in words."""
        if self.is_whole:
            return self.framework.short
        names = [name for category in self.categories for name in self._names(category)]
        named, more = (names, 0) if len(names) <= 3 else (names[:2], len(names) - 2)
        if more:
            return f"{', '.join(named)} and {more} more"
        return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))

    def offered(self, category: Category) -> tuple[Item, ...]:
        """Return the items of a category that are offered."""
        return tuple(item for item in category.items if self.questions[item.code])

    def count(self, items: Iterable[Item]) -> int:
        """Return how many questions or statements these items ask at full depth."""
        return sum(self.questions[item.code] for item in items)

    def all_ticked(self, codes: Collection[str]) -> "Scope":
        """Return the scope with these items ticked too."""
        return replace(self, ticked=self.ticked | {*codes})

    def turned(self, code: str) -> "Scope":
        """Return the scope with one tick set or taken away."""
        return replace(self, ticked=self.ticked ^ {code})

    def full(self) -> "Scope":
        """Return the scope of the whole framework."""
        return replace(self, ticked=frozenset(item.code for item in self.framework.items))

    def asks(self) -> list[Ask]:
        """Return what the ticked items ask at full depth."""
        return [ask for ask in asks(self.framework) if ask.item.code in self.ticked]

    def _names(self, category: Category) -> list[str]:
        items = [item for item in self.offered(category) if item.code in self.ticked]
        if len(items) > 1 and len(items) == len(self.offered(category)):
            return [category.title]
        return [item.title for item in items]


def found(frameworks: Iterable[Framework], place: str) -> Scope | None:
    """Return the scope that a button carries, if its framework is one of these and unchanged."""
    read = _PLACE.fullmatch(place)
    framework = next((one for one in frameworks if read and one.content_hash.startswith(read[2])), None)
    if read is None or framework is None:
        return None
    if read[1] == "all":
        return Scope(framework).full()
    ticks = int(read[1], 16)
    return Scope(framework, frozenset(item.code for n, item in enumerate(framework.items) if ticks >> n & 1))
