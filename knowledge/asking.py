"""What a framework asks at each depth, in order."""

from collections.abc import Iterator
from typing import Literal

from knowledge.criteria import Depth, Framework, Item, Part, Words


class Ask(Words):
    """What a respondent is asked at one place: a question or a statement, with where it belongs."""

    item: Item
    part: Part
    code: str
    text: str
    kind: Literal["question", "statement"]


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
        _asked[key] = tuple(ask for item in framework.items for ask in _asks_of(item, depth))
    return _asked[key]


def _asks_of(item: Item, depth: Depth) -> Iterator[Ask]:
    if depth is Depth.BASIC:
        if item.basic:
            whole = Part(code=item.code, title=item.title)
            yield Ask(item=item, part=whole, code=item.code, text=item.basic.text, kind="question")
        return
    for part in item.parts:
        for question in part.questions:
            if depth is Depth.MULTIPLE or question.depth is depth:
                yield Ask(item=item, part=part, code=question.code, text=question.text, kind="question")
        for statement in part.statements:
            yield Ask(item=item, part=part, code=statement.code, text=statement.text, kind="statement")
