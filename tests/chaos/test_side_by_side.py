"""Twenty chats at once through the whole bot: each in its own order, and none waits for a slow one."""

import asyncio
import threading
from random import Random

import pytest
from sqlalchemy import update
from sqlmodel import Session

from bot.seating import Seating, seat
from storage.tables import Assessment, Owed, Response, Said
from tests.stage import Stage
from tests.telegram import faults
from tests.telegram.updates import Person

CHATS, EACH = 20, 20
# Enough where only who waits for whom is asked.
FEW = 4


async def crowd_on(stage: Stage) -> list[Person]:
    """Let respondents in who all have the same first question in sight."""
    people = [stage.person(f"Person {n}") for n in range(CHATS)]

    def seat_all(session: Session) -> None:
        for one in people:
            seat(session, stage.howwell.world.catalogue, Seating(one.id, one.user["first_name"], "respondent"))

    await stage.database.transaction(seat_all)
    # Each text has a reply of its own: a follow-up would stand in the message that asked the question.
    await stage.database.transaction(lambda session: session.execute(update(Assessment).values(follow_ups=0)))
    for one in people:
        one.starts()
        one.types("/answer")
    await stage.settled()
    for one in people:
        one.presses("Business")
    await stage.settled()
    return people


async def test_no_chat_gets_out_of_order_when_everything_takes_its_time(stage: Stage) -> None:
    crowd, chance = await crowd_on(stage), Random(7)
    for one in crowd:
        # Each chat's line is slow in its own rhythm.
        stage.telegram.faults.plan(
            faults.slow(chance.uniform(0.005, 0.05)), "sendMessage", chat=one.id, times=None, every=chance.randint(1, 4)
        )
    await _write_at_once(crowd, EACH)
    await stage.settled(60)
    said, responses = _said(stage), _responses(stage)
    for one in crowd:
        assert said[one.id] == [_text(n) for n in range(EACH)]
        assert _replies(one) == ["Saved ✓"] + ["Added ✓"] * (EACH - 1)
    assert responses == ["\n".join(_text(n) for n in range(EACH))] * CHATS
    owed = sorted(stage.rows(Owed), key=lambda row: row.id)
    noted = [[row.sent_message_id for row in owed if row.chat_id == one.id][-EACH:] for one in crowd]
    assert noted == [sorted(chat) for chat in noted]


async def test_a_chat_that_telegram_holds_back_delays_no_other(small_stage: Stage) -> None:
    stage = small_stage
    slow, *others = crowd = await crowd_on(stage)
    stage.telegram.faults.plan(faults.flooded(1), "sendMessage", chat=slow.id, times=None)
    await _write_at_once(crowd, FEW)
    await _until_all_answered(others)
    assert _replies(slow) == []
    stage.telegram.faults.clear()
    await stage.settled()
    assert _replies(slow) == ["Saved ✓"] + ["Added ✓"] * (FEW - 1)


async def test_a_chat_whose_turn_takes_long_delays_no_other(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, *others = crowd = await crowd_on(stage)
    library, may_go_on = stage.howwell.world.library, threading.Event()
    explain = type(library).explain

    def explain_late(*given: object) -> object:
        may_go_on.wait(20)
        return explain(library, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "explain", explain_late)
    slow.presses("What does this mean?")
    await _write_at_once(crowd, FEW)
    await _until_all_answered(others)
    assert slow.id not in _said(stage)
    may_go_on.set()
    await stage.settled()
    assert _said(stage)[slow.id] == [_text(n) for n in range(FEW)]


def _text(n: int) -> str:
    return f"Step {n}: somebody looks at it."


async def _write_at_once(people: list[Person], times: int) -> None:
    await asyncio.gather(*(_write(one, times, Random(n)) for n, one in enumerate(people)))


async def _write(person: Person, times: int, chance: Random) -> None:
    for n in range(times):
        person.types(_text(n))
        await asyncio.sleep(chance.uniform(0, 0.02))


async def _until_all_answered(people: list[Person]) -> None:
    async with asyncio.timeout(20):
        while any(len(_replies(one)) < FEW for one in people):  # noqa: ASYNC110 - a screen tells nobody that it changed
            await asyncio.sleep(0.02)


def _replies(person: Person) -> list[str]:
    """Return how the replies to what a person wrote begin, in the order in which they see them."""
    heads = [shown.text[:7] for shown in person.sees()]
    return [head for head in heads if head in ("Saved ✓", "Added ✓")]


def _said(stage: Stage) -> dict[int, list[str]]:
    """Return what is kept of each chat, in the order of keeping."""
    said: dict[int, list[str]] = {}
    for row in sorted(stage.rows(Said), key=lambda row: row.id):
        said.setdefault(row.chat_id, []).append(row.text)
    return said


def _responses(stage: Stage) -> list[str]:
    """Return the latest wording of every response; each person gives only one."""
    rows = sorted(stage.rows(Response), key=lambda row: row.revision)
    return list({row.participation_id: row.text for row in rows}.values())
