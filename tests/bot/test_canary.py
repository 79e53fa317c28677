"""Of another organisation nobody sees anything, by any command or button; and what is one's own, one does see.

The cases are held against the registry: a new command, button or `--org` without a case here fails.
"""

import asyncio
import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot import cli, desk, evaluating, reading
from bot.browsing import key_of
from bot.mishaps import Mishap
from bot.registry import BUTTONS, COMMANDS
from bot.reports import lines
from bot.settings import Settings
from bot.wording.evaluating import lines as proposal_lines
from storage.tables import Received
from tests import databases
from tests.bot.harbours import CANARY, Harbour, framework, harbour, member, rows_of
from tests.bot.plainness import assert_speaks_plainly, buttons_of
from tests.stage import Stage, raised
from tests.telegram.updates import Person


@dataclass(frozen=True)
class Case:
    """What to give with a command or a button, and whether its own people then see what is marked."""

    gives: str = ""
    sees: bool = True


# In the order in which its own people try them; {a}ssessment, {p}articipation, {s}aid, {f}ollow-up, {u}pload,
# {d}ocument, {q}uestion asked in vain, {e}nquiry that waits and {n}ote to be are the ids, {k}ey and {b}rowsing that of
# the framework.
BUTTON_CASES = {
    "guide": Case(sees=False),
    "show": Case(":harbour/1.1a(1)"),
    "whole": Case(":harbour/1.1a(1)"),
    "best": Case(":harbour/1.1a(1)"),
    "word": Case(":Quayside lantern"),
    "on": Case(":{q}:0"),
    "good": Case(":{q}"),
    "bad": Case(":{q}"),
    "fault": Case(":{q}:w"),
    "pass": Case(":{q}"),
    "shelf": Case(":1"),
    "look": Case(":{b}:p:1:1.1a(1)"),
    "sense": Case(":{b}:1.1a(1)"),
    "terms": Case(":1:lantern", sees=False),
    "term": Case(":1:" + sha256(b"quayside lantern").hexdigest()[:8] + ":"),
    "answer": Case(),
    "take": Case(":{a}"),
    "about": Case(":{a}"),
    "go": Case(":{p}"),
    "mean": Case(":{p}:1"),
    "further": Case(":{p}:{f}"),
    "enough": Case(":{p}:{f}"),
    "keep": Case(":{p}:{s}"),
    "turn": Case(":{p}:{s}"),
    "rate": Case(":{p}:1:70"),
    "skip": Case(":{p}:3"),
    "why": Case(":{p}:3:k", sees=False),
    "back": Case(":{p}:3"),
    "list": Case(":{p}:1"),
    "see": Case(":{p}:1"),
    "more": Case(":{p}:1"),
    "anew": Case(":{p}:1"),
    "hold": Case(":{p}", sees=False),
    "send": Case(":{p}"),
    "opens": Case(),
    "which": Case(),
    "pick": Case(":harbour"),
    "scope": Case(":0:1:{k}"),
    "depth": Case(":all:{k}"),
    "deep": Case(":m:all:{k}"),
    "link": Case(":{a}"),
    "stat": Case(":{a}"),
    "cards": Case(),
    "card": Case(":{a}"),
    "read": Case(":{a}:1"),
    "part": Case(":{a}"),
    "miss": Case(":{a}"),
    "because": Case(":{a}:1:1.1a(1)"),
    "leaf": Case(":part:{a}:1"),
    "open": Case(":m:all:{k}"),
    "doubt": Case(":{u}:1"),
    "use": Case(":{u}"),
    "drop": Case(":{u}"),
    "docs": Case(":1"),
    "lose": Case(":{d}"),
    "lost": Case(":{d}"),
    "gaps": Case(":1"),
    "gap": Case(":1"),
    "fill": Case(":{q}"),
    "reply": Case(":{e}"),
    "lay": Case(":{e}", sees=False),
    "note": Case(":{n}:1"),
    "only": Case(":{n}", sees=False),
}
COMMAND_CASES = {
    "start": Case(),
    "help": Case(sees=False),
    "ask": Case(" what is a quayside lantern?"),
    "answer": Case(),
    "resume": Case(),
    "review": Case(),
    "skip": Case(),
    "back": Case(),
    "pause": Case(sees=False),
    "submit": Case(sees=False),
    "open": Case(),
    "invite": Case(),
    "status": Case(),
    "scorecard": Case(),
    "why": Case(" 1.1a(1)"),
    "sources": Case(),
    "browse": Case(),
    "terms": Case(" lantern"),
    "gaps": Case(),
    "cancel": Case(sees=False),
}
QUESTIONS = (
    "what is a quayside lantern?",
    "quayside lantern",
    "harbour/1.1a(1)",
    "1.1a(1)",
    "1.1",
    "bollard",
    "how do you choose the ropes?",
    "a rope that was wet once",
    "who fastens the ropes?",
    "Harbour",
    "explain mooring",
    "when do ships sail?",
)


def shown_since(stage: Stage, person: Person, start: int) -> str:
    """Return all that a person was shown since then: messages, captions, edits, buttons, menus and notices."""
    calls = [call for call in stage.telegram.calls[start:] if str(call.parameters.get("chat_id")) == str(person.id)]
    labels = [json.dumps(button, ensure_ascii=False) for call in calls for button in buttons_of(call.parameters)]
    texts = [str(call.parameters.get(name, "")) for call in calls for name in ("text", "caption", "commands")]
    notices = [notice.text for notice in stage.telegram.callbacks.notices if notice.person == person.id]
    offered = [str(card) for one in stage.telegram.inline.offered if one.person == person.id for card in one.cards]
    return "\n".join((*texts, *labels, *notices, *offered))


def presses(one: Harbour) -> Iterator[tuple[str, str]]:
    for verb, case in BUTTON_CASES.items():
        ids = {"a": one.assessment, "p": one.participation, "s": one.said, "u": one.upload, "d": one.document}
        ids |= {"f": one.follow_up, "q": one.asked, "e": one.enquiry, "n": one.answered}
        yield verb, verb + case.gives.format(**ids, k=one.key, b=key_of(framework("")))


def test_every_button_and_command_has_a_case() -> None:
    assert set(BUTTON_CASES) == set(BUTTONS)
    assert set(COMMAND_CASES) == set(COMMANDS)


async def test_nobody_sees_or_changes_anything_of_another_organisation(stage: Stage) -> None:
    victim, other = await harbour(stage, f" {CANARY}"), await harbour(stage)
    before = rows_of(stage, victim)
    for role in ("learner", "respondent", "manager", "owner"):
        eve = await member(stage, "Eve", other.id, role) if role != "learner" else await stage.seated("Eve", role)
        await tries_everything(stage, eve, victim)
        assert CANARY not in shown_since(stage, eve, 0), role
    assert rows_of(stage, victim) == before
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


async def tries_everything(stage: Stage, eve: Person, victim: Harbour) -> None:
    for under, (_, data) in enumerate(presses(victim)):
        eve.forges(data, 10 + under)
        eve.forges(data, eve.sees()[-1].message_id)
    await stage.settled()
    for command, case in COMMAND_CASES.items():
        for arguments in dict.fromkeys((case.gives, "", f" {victim.assessment}", f" {victim.id}", " harbour")):
            eve.types(f"/{command}{arguments}")
    for question in QUESTIONS:
        eve.types(question)
        eve.asks_inline(question)
    await stage.settled()


async def test_its_own_people_see_what_is_theirs_so_that_the_canary_can_be_heard(stage: Stage) -> None:
    victim = await harbour(stage, f" {CANARY}")
    await harbour(stage)

    async def hears(person: Person, data: str, *, types: bool) -> bool:
        start = len(stage.telegram.calls)
        if types:
            person.types(data)
        else:
            person.forges(data, person.sees()[-1].message_id)
        await stage.settled()
        assert shown_since(stage, person, start), f"{data} is not answered"
        return CANARY in shown_since(stage, person, start)

    for command, case in COMMAND_CASES.items():
        person = victim.manager if COMMANDS[command].role == "manager" else victim.respondent
        assert await hears(person, f"/{command}{case.gives}", types=True) is case.sees, command
    for verb, data in presses(victim):
        person = victim.manager if BUTTONS[verb].role == "manager" else victim.respondent
        assert await hears(person, data, types=False) is BUTTON_CASES[verb].sees, verb
    for question in QUESTIONS:
        victim.respondent.asks_inline(question)
    await stage.settled()
    offers = [str(one.cards) for one in stage.telegram.inline.offered if one.person == victim.respondent.id]
    assert sum(CANARY in cards for cards in offers) >= len(QUESTIONS) / 2
    assert {row.status for row in stage.rows(Received)} == {"done"}


async def test_the_index_of_one_organisation_gives_nothing_to_another(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path, holding="library") as url:
        async with raised(tmp_path / "home", url, embeddings="") as stage:
            victim, other = await harbour(stage, f" {CANARY}"), await harbour(stage)
            lou = await stage.seated("Lou", "learner")
            await asyncio.to_thread(stage.howwell.world.library.wait)
            start = len(stage.telegram.calls)
            for question in QUESTIONS:
                for person in (lou, other.manager, victim.manager):
                    person.types(f"/ask {question}")
            await stage.settled(60)
            assert CANARY not in shown_since(stage, lou, start) + shown_since(stage, other.manager, start)
            assert shown_since(stage, victim.manager, start).count(CANARY) >= len(QUESTIONS) / 2
            assert stage.howwell.world.library.status == "ready", "it was the index that was asked"


Desk = Callable[[Settings, str, Harbour, Path], dict[str, Any]]
DESK_CASES: dict[str, tuple[Desk, Any, bool]] = {
    "ingest": (
        lambda s, org, _, path: reading.ingest(s, [path], org, None, official=False, quiet=True),
        lines.report,
        False,
    ),
    "sources": (lambda s, org, *_: reading.sources(s, org), lines.sources, True),
    "remove_sources": (lambda s, org, *_: reading.remove(s, ["quay.md"], org, quiet=True), lines.removed, False),
    "frameworks": (lambda s, org, *_: desk.frameworks(s, "harbour", org), lines.frameworks, True),
    "ask": (lambda s, org, *_: desk.ask(s, "what is a quayside lantern?", None, None, org), lines.answer, True),
    "search": (lambda s, org, *_: desk.search(s, "quayside lantern rope", 50, None, org), lines.passages, True),
    "evaluate": (
        lambda s, org, *_: evaluating.proposal(s, "We call back within a day.", "harbour/1.1a(1)", "multiple", org),
        proposal_lines,
        False,
    ),
    "scorecard": (lambda s, org, one, _: desk.scorecard(s, one.assessment, org, None), lines.scorecard, True),
    "invite": (lambda s, org, *_: desk.invite(s, "manager", org, None), lines.invitation, True),
}


def test_every_operators_command_that_takes_an_organisation_has_a_case() -> None:
    registered = [*cli.app.registered_commands, *cli.sources_app.registered_commands]
    commands = {str(one.callback and one.callback.__name__): one.callback for one in registered}
    commands["sources"] = cli.sources
    takes = {name for name, call in commands.items() if call and "org" in inspect.signature(call).parameters}
    assert set(DESK_CASES) == takes


async def test_the_operators_commands_keep_to_the_organisation_that_is_named(stage: Stage, tmp_path: Path) -> None:
    victim, other = await harbour(stage, f" {CANARY}"), await harbour(stage)
    document = tmp_path / "quay.md"
    document.write_text("# Rules of the quay\n\nWhoever ties up a ship looks at the rope first.\n", encoding="utf-8")
    before = rows_of(stage, victim)

    def told(command: str, organisation: Harbour) -> str:
        call, printed, _ = DESK_CASES[command]
        try:
            report = call(stage.howwell.settings, organisation.name, victim, document)
        except Mishap as mishap:
            return str(mishap)
        return "\n".join((json.dumps(report, ensure_ascii=False), *printed(report)))

    for command in DESK_CASES:
        assert CANARY not in await asyncio.to_thread(told, command, other), command
    assert rows_of(stage, victim) == before
    for command, (_, _, sees) in DESK_CASES.items():
        assert (CANARY in await asyncio.to_thread(told, command, victim)) is sees, command
