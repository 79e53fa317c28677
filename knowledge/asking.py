"""What a framework asks at each depth, in order."""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from knowledge.criteria import Depth, Framework, Item, Part, Words


class Ask(Words):
    """What a respondent is asked at one place: a question or a statement, with where it belongs."""

    item: Item
    part: Part
    code: str
    text: str
    kind: Literal["question", "statement"]
    # Not where a framework scores with points and gives this item none: what is asked there describes, no more.
    is_scored: bool = True


# By content hash and depth: the same wording always asks the same.
_asked: dict[tuple[str, Depth], tuple[Ask, ...]] = {}


def depths(framework: Framework) -> tuple[Depth, ...]:
    """Return the depths at which the framework asks something, the shallowest first."""
    if framework.instrument == "agreement":
        found: tuple[Depth, ...] = (Depth.MULTIPLE,)
    else:
        basic = (Depth.BASIC,) if any(item.question for item in framework.items) else ()
        found = (*basic, Depth.OVERALL, Depth.MULTIPLE)
    return tuple(depth for depth in found if asks(framework, depth))


def asks(framework: Framework, depth: Depth = Depth.MULTIPLE) -> tuple[Ask, ...]:
    """Return what is asked at `depth`: the items' basic questions, the parts' lead questions, or every single one."""
    key = (framework.content_hash, depth)
    if key not in _asked:
        _asked[key] = tuple(ask for item in framework.items for ask in _asks_of(framework, item, depth))
    return _asked[key]


def is_scored(framework: Framework, item: Item) -> bool:
    """Say whether an item is rated: not where the framework scores with points and this item has none."""
    return framework.points is None or item.points is not None


def _asks_of(framework: Framework, item: Item, depth: Depth) -> Iterator[Ask]:
    ask = partial(Ask, item=item, is_scored=is_scored(framework, item))
    if depth is Depth.BASIC:
        if item.basic:
            whole = Part(code=item.code, title=item.title)
            yield ask(part=whole, code=item.code, text=item.basic.text, kind="question")
        return
    for part in item.parts:
        for question in part.questions:
            if depth is Depth.MULTIPLE or question.depth is depth:
                yield ask(part=part, code=question.code, text=question.text, kind="question")
        for statement in part.statements:
            yield ask(part=part, code=statement.code, text=statement.text, kind="statement")
