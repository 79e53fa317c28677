"""Which part of a framework is opened: ticks that travel in buttons, and what they are called."""

from collections.abc import Iterator
from functools import cache

import pytest

from bot.scope import Scope, found
from bot.turns import BUTTON_BYTES, Message
from bot.wording import opening as wording
from knowledge.asking import depths
from knowledge.catalogue import load, packaged
from knowledge.criteria import Framework

BUSINESS = packaged()["baldrige-business-2021"]
# As long as an id may be, and as many items as can be ticked.
LONGEST = "a" * 48


@cache
def wide(categories: int, items: int, questions: int = 1) -> Framework:
    """Return a framework of so many categories of so many items with points."""
    head = "title: Wide\nshort: Wide\nedition: first\nsector: any\nsource: Written for these tests\nnotice: Ours.\n"
    lines = [f"id: {LONGEST}\n{head}points: {10 * categories * items}\ncategories:"]
    for place in range(1, categories + 1):
        lines.append(f'  - code: "{place}"\n    title: Chapter {place}\n    items:')
        for n in range(1, items + 1):
            code = f"{place}.{n}"
            lines.append(
                f'      - code: "{code}"\n        title: Thing {code}\n        points: 10\n        direct_parts:'
            )
            lines.append(f'          - code: "{code}"\n            title: Thing\n            questions:')
            lines += [f"              - How do you do thing {code}, {number}?" for number in range(questions)]
    return load("\n".join(lines), "wide.yaml")


def screens(scope: Scope) -> Iterator[Message]:
    """Yield everything that can be asked and shown with these ticks."""
    yield wording.which_part(scope, 1)
    yield from (wording.which_items(scope, n, 1) for n, _ in enumerate(scope.categories, 1))
    if scope.ticked:
        yield wording.which_depth(scope, 1)
        for depth in depths(scope.asked):
            yield wording.about_to_open(scope, depth, "A name", 1)


def carried(scope: Scope) -> set[str]:
    return {button.data for message in screens(scope) for row in message.buttons for button in row}


@pytest.mark.parametrize("framework", [*packaged().values(), wide(5, 30)], ids=lambda one: one.id)
def test_every_button_fits_and_finds_its_way_back_to_its_ticks(framework: Framework) -> None:
    codes = [item.code for item in framework.items]
    for ticked in ([], codes[:1], codes[-1:], codes[:-1], codes):
        scope = Scope(framework, frozenset(ticked))
        assert found([framework], scope.place) == scope
        data = carried(scope) | {button.data for row in wording.which_framework([framework]).buttons for button in row}
        assert max(len(one.encode()) for one in data) <= BUTTON_BYTES
        places = [
            one.split(":", 1 if one.startswith("depth") else 2)[-1] for one in data if one[:5] in ("depth", "open:")
        ]
        assert all(found([framework], place) for place in places)


def test_small_frameworks_are_opened_whole_and_large_ones_in_parts() -> None:
    offered = {one.id for one in packaged().values() if Scope(one).is_divisible}
    assert offered == {BUSINESS.id}
    assert [Scope(wide(*size)).is_divisible for size in ((1, 1), (1, 1, 50), (1, 2), (5, 30))] == [
        False,
        False,
        True,
        True,
    ]


def test_what_no_button_could_carry_or_show_is_opened_whole() -> None:
    assert [Scope(wide(*size)).is_divisible for size in ((6, 26), (1, 31))] == [False] * 2


@pytest.mark.parametrize(
    ("codes", "name", "points", "questions"),
    [
        (["3.2"], "Customer Engagement", 45, 22),
        (["3.1", "3.2"], "Customers", 85, 40),
        (["3.2", "7.2"], "Customer Engagement and Customer Results", 125, 30),
        (["1.1", "3.1", "3.2", "7.2"], "Senior Leadership, Customers and Customer Results", 235, 71),
        (["1.1", "2.1", "3.1", "7.2"], "Senior Leadership, Strategy Development and 2 more", 235, 76),
        (["P.1"], "Organizational Description", 0, 27),
        ([item.code for item in BUSINESS.items], "Business 2021–22", 1000, 402),
    ],
)
def test_a_scope_is_called_by_what_it_asks(codes: list[str], name: str, points: int, questions: int) -> None:
    scope = Scope(BUSINESS).all_ticked(codes)
    assert (scope.name, scope.asked.points, len(scope.asks())) == (name, points, questions)
    assert [item.code for item in scope.asked.items] == codes
    assert scope.asked.id == BUSINESS.id


def test_a_tick_is_set_and_taken_away_again() -> None:
    scope = Scope(BUSINESS).turned("3.2").turned("7.2")
    assert scope.ticked == {"3.2", "7.2"}
    assert scope.turned("3.2").turned("7.2") == Scope(BUSINESS)


def test_a_button_does_not_find_criteria_that_have_changed_or_are_others() -> None:
    place = Scope(BUSINESS).turned("3.2").place
    changed = Framework.model_validate({**BUSINESS.model_dump(), "notice": "Other words."})
    assert found([changed], place) is None
    assert found([changed, BUSINESS], place) == Scope(BUSINESS).turned("3.2")
    assert found([wide(1, 2)], place) is None


@pytest.mark.parametrize(
    "place", ["", ":", "all", "all:", "-1:{key}", "1_0:{key}", "zz:{key}", "1:{key}0", "1:", "１:{key}"]
)
def test_what_is_no_place_finds_nothing(place: str) -> None:
    assert found([BUSINESS], place.replace("{key}", Scope(BUSINESS).key)) is None


def test_ticks_beyond_the_last_item_are_passed_over() -> None:
    assert found([BUSINESS], f"{'f' * 40}:{Scope(BUSINESS).key}") == Scope(BUSINESS).full()
