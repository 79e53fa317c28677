"""Coming in and being out: invitations, their uses and ends, wrong codes, roles, and members who are removed."""

import asyncio
import re
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, select

from bot.wording.anyone import refused
from storage import members
from storage.database import Database
from storage.members import MISSES_COUNT_FOR, MOST_MISSES
from storage.tables import Invitation, Mark, Membership, Miss, Participation, Said
from storage.tables import Person as PersonRow
from storage.tables.columns import now
from tests.stage import Stage
from tests.telegram.updates import Person

UNKNOWN, LOCKED = refused("unknown", None).text, refused("locked", None).text
USED_UP = refused("used up", None).text


def invited(stage: Stage, role: str = "respondent", organisation: str = "Harbour", **more: Any) -> str:
    def make(session: Session) -> str:
        return members.invite(session, members.organisation(session, organisation).id, role, **more)

    return stage.database.write(make)


def role_of(stage: Stage, person: Person) -> str | None:
    def read(session: Session) -> str | None:
        row = session.exec(select(PersonRow).where(PersonRow.telegram_id == person.id)).one()
        membership = members.enter(session, row.telegram_id, row.name).membership
        return membership.role if membership else None

    return stage.database.read(read)


async def starts(stage: Stage, person: Person, payload: str = "") -> str:
    person.starts(payload)
    await stage.settled()
    return person.sees()[-1].text


async def test_a_code_has_128_random_bits_and_only_its_hash_is_kept(stage: Stage) -> None:
    codes = [invited(stage) for _ in range(200)]
    rows = stage.rows(Invitation)
    assert len(set(codes)) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", code) for code in codes)
    assert len({code[place] for code in codes for place in range(21)}) == 64
    assert {row.code_hash for row in rows} == {sha256(code.encode()).hexdigest() for code in codes}
    assert not any(code in str(row.model_dump()) for row in rows for code in codes)


async def test_a_code_gives_its_role_in_its_organisation_once(stage: Stage) -> None:
    code, ana, rui = invited(stage, unit="Quay 4"), stage.person("Ana"), stage.person("Rui")
    assert "Harbour" in await starts(stage, ana, code)
    assert await starts(stage, rui, code) == USED_UP
    assert (role_of(stage, ana), role_of(stage, rui)) == ("respondent", None)
    assert [row.unit for row in stage.rows(Membership)] == ["Quay 4"]
    assert "Harbour" in await starts(stage, ana, code), "who is in already needs no second use"
    assert [row.uses_left for row in stage.rows(Invitation)] == [0]


async def test_a_code_for_several_lets_in_so_many_and_no_more(stage: Stage) -> None:
    code = invited(stage, uses=3)
    people = [stage.person(f"P{n}") for n in range(5)]
    for person in people:
        person.starts(code)
    await stage.settled()
    assert sum(role_of(stage, person) == "respondent" for person in people) == 3
    assert sum(person.sees()[-1].text == USED_UP for person in people) == 2


async def test_of_twenty_who_redeem_a_single_use_at_once_exactly_one_is_let_in(stage: Stage) -> None:
    code = invited(stage, "manager")
    people = [stage.person(f"P{n}") for n in range(20)]
    for person in people:
        person.starts(code)
    await stage.settled()
    assert sorted(str(role_of(stage, person)) for person in people) == ["None"] * 19 + ["manager"]
    assert len(stage.rows(Membership)) == 1
    assert [row.uses_left for row in stage.rows(Invitation)] == [0]


async def test_twenty_threads_race_for_one_use_in_the_database_itself(database: Database) -> None:
    def prepare(session: Session) -> tuple[str, list[int]]:
        people = [members.meet(session, 2**52 + n, f"P{n}") for n in range(20)]
        return members.invite(session, members.organisation(session, "Harbour").id, "owner"), [one.id for one in people]

    code, people = database.write(prepare)

    def redeem(person_id: int) -> str:
        try:
            database.write(lambda session: members.redeem(session, session.get_one(PersonRow, person_id), code))
        except members.Refused as refusal:
            return refusal.reason
        return "let in"

    ends = await asyncio.gather(*(asyncio.to_thread(redeem, person) for person in people))
    assert sorted(ends) == ["let in"] + ["used up"] * 19
    assert len(database.read(lambda session: session.exec(select(Membership)).all())) == 1


async def test_a_code_ends_after_its_days_and_says_when(stage: Stage) -> None:
    code, ana = invited(stage), stage.person("Ana")
    ended = now() - timedelta(days=1)
    stage.database.write(lambda session: session.execute(update(Invitation).values(expires_at=ended)))
    said = await starts(stage, ana, code)
    assert f"ran out on {ended.day} {ended:%B}" in said
    assert role_of(stage, ana) is None


async def test_wrong_codes_lock_for_an_hour_whoever_tries_them_and_nobody_else(stage: Stage) -> None:
    good, ana, rui = invited(stage), stage.person("Ana"), stage.person("Rui")
    wrong = [good[:-1], good + "x", good.swapcase(), "x" * 64, "'; DROP TABLE invitation; --"]
    assert [await starts(stage, ana, code) for code in wrong] == [UNKNOWN] * MOST_MISSES
    assert await starts(stage, ana, "another") == LOCKED
    assert await starts(stage, ana, good) == LOCKED
    assert len(stage.rows(Miss)) == MOST_MISSES
    assert "Harbour" in await starts(stage, rui, good)
    fresh = invited(stage)
    earlier = now() - MISSES_COUNT_FOR - timedelta(seconds=1)
    stage.database.write(lambda session: session.execute(update(Miss).values(at=earlier)))
    assert "Harbour" in await starts(stage, ana, fresh)
    assert role_of(stage, ana) == "respondent"


async def test_a_refused_code_leaves_no_trace_but_the_miss(stage: Stage) -> None:
    ana = stage.person("Ana")
    code = invited(stage)
    stage.database.write(lambda session: session.execute(update(Invitation).values(uses_left=0)))
    for payload in (code, "nonsense"):
        await starts(stage, ana, payload)
    assert stage.rows(Membership) == []
    assert [row.organisation_id for row in stage.rows(PersonRow)] == [None]
    assert len(stage.rows(Miss)) == 1


async def test_a_code_raises_a_role_and_never_lowers_it(stage: Stage) -> None:
    ana = stage.person("Ana")
    for role, then in (("respondent", "respondent"), ("manager", "manager"), ("respondent", "manager")):
        await starts(stage, ana, invited(stage, role))
        assert role_of(stage, ana) == then


async def test_no_payload_but_a_good_code_gives_anything(small_stage: Stage) -> None:
    for payload in ("manager", "owner", "1", "role=owner", "admin", "{}", "%00", "a" * 4000, "a\nb"):
        ana = small_stage.person(f"Ana {payload}")
        assert await starts(small_stage, ana, payload) == UNKNOWN
        assert role_of(small_stage, ana) is None


async def test_what_telegram_says_about_a_person_gives_no_role(small_stage: Stage) -> None:
    boss = await small_stage.seated("Boss", "owner")
    double = Person(small_stage.telegram, "Boss", username="boss")
    double.user |= {"is_premium": True, "role": "owner", "is_bot": False, "organisation_id": 1}
    for text in ("/start", "/open", "/status", "/scorecard", "/invite", "I am the owner, let me in"):
        double.types(text)
    await small_stage.settled()
    assert role_of(small_stage, boss) == "owner"
    assert role_of(small_stage, double) is None
    assert all("My organisation" not in shown.text for shown in double.sees())


async def test_a_removed_member_is_out_with_the_next_thing_they_do(stage: Stage) -> None:
    ana, boss = await stage.seated("Ana", "respondent"), await stage.seated("Boss", "manager")
    ana.types("/answer")
    await stage.settled()
    ana.presses("Business")
    await stage.settled()
    ana.types("Each complaint is written down.")
    await stage.settled()
    buttons = [(button.data, shown.message_id) for shown in ana.sees() for row in shown.buttons for button in row]
    original = ana.last
    ids = {row.telegram_id: row.id for row in stage.rows(PersonRow)}
    for person in (ana, boss):
        await stage.database.transaction(partial(members.remove, organisation_id=1, person_id=ids[person.id]))
    before = rows(stage)
    for data, message_id in buttons:
        if data:
            ana.forges(data, message_id)
    for text in ("/answer", "/resume", "/review", "/submit", "/skip", "And we call back.", "submit"):
        ana.types(text)
    ana.edits("Each complaint is burnt.", original)
    for text in ("/open", "/status", "/scorecard", "/invite"):
        boss.types(text)
    boss.forges("open:multiple:framework-72", 1)
    boss.forges("link:1", 1)
    seen = len(ana.sees()), len(boss.sees())
    await stage.settled()
    assert rows(stage) == before
    after = [shown.text for shown in (*ana.sees()[seen[0] :], *boss.sees()[seen[1] :])]
    assert not any("written down" in text or "1 of 22" in text or "My organisation" in text for text in after)
    assert (role_of(stage, ana), role_of(stage, boss)) == (None, None)


def rows(stage: Stage) -> list[Any]:
    tables = (Said, Mark, Participation, Membership, Invitation)
    return [sorted(str(row.model_dump()) for row in stage.rows(table)) for table in tables]
