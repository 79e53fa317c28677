"""Who may do what, decided at the moment of use, and an answer that says what would work for everything else."""

from functools import partial

import pytest
from sqlmodel import Session

from bot.registry import BUTTONS, COMMANDS
from bot.turns import BUTTON_BYTES
from bot.wording.anyone import BROKEN, MENUS, strange_button
from ingest.outlining.assembly import slug
from knowledge.catalogue import load
from knowledge.passages import passages_of
from storage import members
from storage.sources import Sources
from storage.tables import Assessment, Invitation, Participation, Received
from storage.tables import Person as PersonRow
from tests.bot.harbours import FRAMEWORK, does
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage

RANK = {"learner": 0, "respondent": 1, "manager": 2, "owner": 3}
STRANGE = strange_button().text


def test_every_command_of_a_menu_is_there_for_its_role_and_every_command_is_in_a_menu() -> None:
    for role, menu in MENUS.items():
        assert all(RANK[COMMANDS[name].role] <= RANK[role] for name in menu)
    hidden = {"start", "skip", "back", "pause", "submit", "cancel"}
    assert set(COMMANDS) - {name for menu in MENUS.values() for name in menu} == hidden


@pytest.mark.parametrize("role", RANK)
async def test_a_role_may_give_its_own_commands_and_is_told_who_may_give_the_others(stage: Stage, role: str) -> None:
    ana = await stage.seated("Ana", role)
    for name, command in COMMANDS.items():
        ana.types(f"/{name}")
        await stage.settled()
        refused = f"/{name} is for people who" in ana.sees()[-1].text
        assert refused is (RANK[command.role] > RANK[role]), name
    assert_speaks_plainly(stage)


@pytest.mark.parametrize("role", RANK)
async def test_a_role_may_not_press_what_is_above_it(small_stage: Stage, role: str) -> None:
    ana, boss = await small_stage.seated("Ana", role), await small_stage.seated("Boss", "owner")
    await does(small_stage, boss, "/open", ">Health care", ">Every question", ">Open it")
    before = len(small_stage.rows(Assessment)), len(small_stage.rows(Invitation))
    above = {verb: press for verb, press in BUTTONS.items() if RANK[press.role] > RANK[role]}
    for verb, press in above.items():
        seen = len(ana.sees())
        arguments = ["1" if kind is int else "multiple" for kind in (*((int,) if press.way else ()), *press.takes)]
        ana.forges(":".join((verb, *arguments)), 1)
        await small_stage.settled()
        assert [shown.text for shown in ana.sees()[seen:]] == [STRANGE], verb
    assert (len(small_stage.rows(Assessment)), len(small_stage.rows(Invitation))) == before


async def test_a_role_counts_at_the_moment_of_use(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await does(stage, mia, "/open", ">Health care", ">Every question")
    [row] = stage.rows(PersonRow)

    def lower(session: Session) -> None:
        members.appoint(session, session.get_one(PersonRow, row.id), 1, "respondent")

    await stage.database.transaction(lower)
    await does(stage, mia, ">Open it", "/status")
    assert stage.rows(Assessment) == []
    assert STRANGE in [shown.text for shown in mia.sees()]
    assert "/status is for people who manage" in mia.sees()[-1].text


TYPED = {
    "/nonsense": "I have no command /nonsense",
    "/" + "x" * 3000: "I have no command /xxx",
    "/HELP": "/ask",
    "/help@howwell_test_bot": "/ask",
    "/help\nplease": "/ask",
    "/start_": "I have no command /start_",
    "/ask": "What would you like to know?",
    **dict.fromkeys(("/ask " + "z" * 4000, "/", "//", "/1", "/é", "/help<b>&", "   ", "\u200b", "?" * 4096), ""),
}


async def test_whatever_is_typed_gets_an_answer(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    for typed, answer in TYPED.items():
        seen = len(lou.sees())
        lou.types(typed)
        await small_stage.settled()
        assert len(lou.sees()) > seen, typed
        assert answer in lou.sees()[-1].text, typed
        assert BROKEN not in lou.sees()[-1].text, typed
    assert_speaks_plainly(small_stage)


async def test_a_command_for_another_bot_is_not_answered(small_stage: Stage) -> None:
    lou = await small_stage.seated("Lou", "learner")
    for typed in ("/help@another_bot", "/nonsense@another_bot"):
        lou.types(typed)
    await small_stage.settled()
    assert len(lou.sees()) == 1
    assert {row.status for row in small_stage.rows(Received)} == {"done"}


async def with_document(stage: Stage, yaml: str, name: str = "own.yaml") -> None:
    """Give the first organisation a framework of its own."""
    framework = load(yaml, name)
    passages = passages_of(framework, framework.source)

    def put(session: Session) -> None:
        Sources(session, 1).put(name, framework.content_hash, framework, passages)

    await stage.database.transaction(put)


async def test_a_document_with_the_longest_name_can_be_opened(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    longest = slug("How a harbour of the very first rank " * 9)
    assert len(f"pick:{longest}") <= BUTTON_BYTES
    await with_document(small_stage, FRAMEWORK.replace("id: harbour", f"id: {longest}").replace("{mark}", ""))
    await does(small_stage, mia, "/open", ">Harbour", ">Every question", ">Open it", "/answer")
    assert "1 of 5" in mia.sees()[-1].text
    assert BROKEN not in [shown.text for shown in mia.sees()]


EMPTY = """
id: nothing
title: A document that asks nothing
short: Nothing
edition: first
sector: none
source: Written for these tests
notice: Nobody's official text.
terms:
  - name: Silence
    text: What is left when nobody asks.
"""


async def test_a_document_that_asks_nothing_is_not_offered_and_cannot_be_forced_open(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await with_document(small_stage, EMPTY)
    await does(small_stage, mia, "/open")
    assert "Nothing" not in mia.sees()[-1].labels
    for depth in ("basic", "overall", "multiple", "__class__"):
        for verb in ("deep", "open"):
            mia.forges(f"{verb}:{depth}:nothing", 1)
    mia.forges("pick:nothing", 1)
    await does(
        small_stage, mia, "/status", "/scorecard", "/answer", "We do.", "/review", "/submit", "/pause", "silence"
    )
    assert small_stage.rows(Assessment) == small_stage.rows(Participation) == []
    assert BROKEN not in [shown.text for shown in mia.sees()]
    assert {row.status for row in small_stage.rows(Received)} == {"done"}


async def test_a_member_without_any_assessment_is_always_told_what_would_work(stage: Stage) -> None:
    ana = stage.person("Ana")
    row = await stage.database.transaction(partial(members.meet, telegram_id=ana.id, name="Ana"))
    organisation = await stage.database.transaction(lambda session: members.organisation(session, "Harbour").id)

    def join(session: Session) -> None:
        members.join(session, session.merge(row), organisation, "manager")

    await stage.database.transaction(join)
    for command in COMMANDS:
        seen = len(ana.sees())
        ana.types(f"/{command}")
        await stage.settled()
        assert len(ana.sees()) > seen, command
    for word in ("skip", "back", "pause", "submit", "We do it every week.", "review"):
        ana.types(word)
    for verb, press in BUTTONS.items():
        arguments = ["1" if kind is int else "x" for kind in (*((int,) if press.way else ()), *press.takes)]
        ana.forges(":".join((verb, *arguments)), 1)
    await stage.settled()
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)
