"""Lanes: a chat's updates in order, chats side by side, and nothing that ends a lane for good."""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.exc import OperationalError

from bot import ordering
from bot.ordering import Lanes
from storage.inbox import Update
from storage.tables import Received, Response, Said
from tests.stage import Stage

Handle = Callable[[Update], Awaitable[None]]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "FIRST_PAUSE_SECONDS", 0.005)


async def never(_: Update, __: Exception) -> bool:
    return False


async def test_twenty_chats_with_twenty_updates_keep_their_order_under_random_delays() -> None:
    dice, seen = random.Random(5), defaultdict[int, list[int]](list)

    async def handle(update: Update) -> None:
        await asyncio.sleep(dice.random() / 200)
        seen[update.lane].append(update.update_id)

    lanes = Lanes(handle, never)
    updates = [Update(20 * n + chat, chat, "") for n in range(20) for chat in range(20)]
    while updates:
        size = dice.randint(1, 40)
        lanes.put(updates[:size])
        updates = updates[size:]
        await asyncio.sleep(dice.random() / 100)
    await lanes.idle()
    assert len(seen) == 20
    assert all(ids == [20 * n + chat for n in range(20)] for chat, ids in seen.items())


async def test_a_slow_chat_delays_no_other() -> None:
    done: dict[int, float] = {}

    async def handle(update: Update) -> None:
        if update.lane == 0:
            await asyncio.sleep(0.5)
        done[update.lane] = time.monotonic()

    lanes, began = Lanes(handle, never), time.monotonic()
    lanes.put([Update(n, 0, "") for n in range(3)] + [Update(10 + n, 1 + n % 19, "") for n in range(190)])
    await asyncio.sleep(0.3)
    assert set(done) == set(range(1, 20))
    assert max(done.values()) - began < 0.3
    await lanes.stop(0)


async def test_a_failure_is_tried_again_before_the_next_update_of_its_chat() -> None:
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)
        if seen.count(1) < 4:
            raise ValueError("not yet")

    lanes = Lanes(handle, never)
    lanes.put([Update(1, 7, ""), Update(2, 7, "")])
    await lanes.idle()
    assert seen == [1, 1, 1, 1, 2]


async def test_an_update_that_is_given_up_makes_way_and_a_database_out_of_reach_is_not_its_fault() -> None:
    seen: list[int] = []
    counted: list[int] = []
    errors = [OperationalError("", {}, Exception("gone")), OperationalError("", {}, Exception("disk is full"))]

    async def handle(update: Update) -> None:
        seen.append(update.update_id)
        if update.update_id == 1:
            raise errors.pop() if errors else KeyError("poison")

    async def give_up(update: Update, _: Exception) -> bool:
        counted.append(update.update_id)
        return len(counted) == 5

    lanes = Lanes(handle, give_up)
    lanes.put([Update(1, 7, ""), Update(2, 7, "")])
    await lanes.idle()
    assert seen == [1] * 7 + [2]
    assert counted == [1] * 5


async def test_a_failure_that_cannot_even_be_counted_does_not_end_the_lane() -> None:
    seen: list[int] = []

    async def handle(update: Update) -> None:
        seen.append(update.update_id)
        if seen.count(1) < 3:
            raise ValueError("not yet")

    async def give_up(_: Update, __: Exception) -> bool:
        raise RuntimeError("counting fails too")

    lanes = Lanes(handle, give_up)
    lanes.put([Update(1, 7, ""), Update(2, 7, "")])
    async with asyncio.timeout(5):
        await lanes.idle()
    assert seen == [1, 1, 1, 2]


async def test_a_stop_lets_the_turn_under_way_end_and_leaves_the_rest() -> None:
    seen: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.05)
        seen.append(update.update_id)

    lanes = Lanes(handle, never)
    lanes.put([Update(n, 7, "") for n in range(5)])
    await asyncio.sleep(0.01)
    await lanes.stop(2)
    assert seen == [0]


@pytest.mark.parametrize("stocked_url", ["postgresql"], indirect=True)
async def test_twenty_people_answer_at_once_and_every_chat_keeps_its_order(stage: Stage) -> None:
    people = [await stage.seated(f"P{n}", "respondent") for n in range(20)]
    for person in people:
        person.types("/answer")
    await stage.settled()
    for person in people:
        person.presses("Business")
    await stage.settled()
    dice = random.Random(7)
    for n in range(20):
        for person in dice.sample(people, 20):
            person.types(f"Line {n} of how we do it.")
        if dice.random() < 0.5:
            await asyncio.sleep(dice.random() / 20)
    await stage.settled(60)
    whole = "\n".join(f"Line {n} of how we do it." for n in range(20))
    latest = {row.participation_id: row for row in sorted(stage.rows(Response), key=lambda row: row.revision)}
    assert [row.text for row in latest.values()] == [whole] * 20
    assert len(stage.rows(Said)) == 400
    assert {row.status for row in stage.rows(Received)} == {"done"}
    for person in people:
        ids = [shown.message_id for shown in person.sees()]
        assert ids == sorted(ids)


async def test_a_slow_search_in_one_chat_delays_no_other(small_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    library = small_stage.howwell.world.library
    answer = library.answer

    def slow(text: str, *rest: object) -> object:
        time.sleep(0.8 if "slow" in text else 0)
        return answer(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "answer", slow)
    ana, rui = await small_stage.seated("Ana", "learner"), await small_stage.seated("Rui", "learner")
    ana.types("slow: what is a segment?")
    ana.types("/help")
    await asyncio.sleep(0.1)
    rui.types("what is a segment?")
    await asyncio.sleep(0.4)
    assert len(rui.sees()) == 2
    assert len(ana.sees()) == 1
    await small_stage.settled()
    assert len(ana.sees()) == 3
    assert "/ask" in ana.sees()[-1].text
    assert small_stage.telegram.called("sendChatAction")
