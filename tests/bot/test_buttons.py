"""Buttons: old, forged, foreign, doubled, of any bytes. What is not one's own stays, and the answer is polite."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.registry import BUTTONS, Press
from bot.turns import BUTTON_BYTES
from bot.wording.anyone import BROKEN, strange_button
from storage import members
from storage.tables import (
    Assessment,
    FollowUp,
    Invitation,
    Mark,
    Membership,
    Organisation,
    Participation,
    Received,
    Response,
    Said,
)
from tests.bot.papers import FERRY
from tests.bot.plainness import assert_speaks_plainly, buttons_of
from tests.stage import Stage
from tests.telegram.updates import Person

STRANGE = strange_button().text
OWN = (Assessment, Participation, Said, Response, Mark, FollowUp, Membership, Invitation, Organisation)
quick = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def rows(stage: Stage) -> dict[str, list[str]]:
    return {table.__name__: sorted(str(row.model_dump()) for row in stage.rows(table)) for table in OWN}


def shown_buttons(stage: Stage) -> list[tuple[int, str]]:
    """Return (chat, data) of every button that was ever shown, the first showing of each."""
    calls = (call.parameters for call in stage.telegram.calls if call.code == 200)
    found = [
        (int(parameters["chat_id"]), button["callback_data"])
        for parameters in calls
        for button in buttons_of(parameters)
        if "callback_data" in button
    ]
    return list(dict.fromkeys(found))


async def does(stage: Stage, person: Person, *deeds: str) -> None:
    """Type each text, or press the button that begins so (`>` in front) and settle after each."""
    for deed in deeds:
        if deed.startswith(">"):
            person.presses(deed[1:])
        else:
            person.types(deed)
        await stage.settled()


async def long_talk(stage: Stage) -> tuple[Person, Person]:
    """Lead a manager and a respondent through all that there is; return them."""
    mia = await stage.seated("Mia", "manager")
    await does(
        stage, mia, "/help", "/start", ">What can I ask", ">Open an", ">Business", ">3 Customers", ">☐ 3.2", ">Go on"
    )
    await does(stage, mia, ">The lead", ">Change", ">Back", ">Back", ">Business", ">3 Customers", ">☐ 3.2", ">Go on")
    await does(stage, mia, ">Every question", ">Open it", ">Invite people", ">Who has answered?")
    await does(stage, mia, "/open", ">Customer", ">Open it", "/invite", ">Customer E", "/status", ">Customer c")
    await does(stage, mia, ">Invite")
    link = next(shown.text for shown in reversed(mia.sees()) if "/start " in shown.text)
    ana = stage.person("Ana")
    ana.starts(link.split("/start ")[1].split()[0])
    await stage.settled()
    await does(stage, ana, ">What is this about?", ">Begin", ">Agree", "A remark.", ">Agree", ">What does this mean")
    await does(stage, ana, "/answer", ">Customer E", "Each account has one owner.", ">Next question", ">50–65")
    await does(stage, ana, ">What does this mean?", ">Skip", ">Don't know", "what is a segment?", ">That was my")
    await does(stage, ana, ">That is all", ">30–45", ">Back")
    await does(stage, ana, ">⏸ Pause", "/resume", "We do it by size I think?", ">Answer it", "By size.")
    await does(stage, ana, ">That is all", ">Not sure")
    await does(stage, ana, "/review", ">More ▶", ">◀ Back", ">1", ">Write it anew", "Two owners.", "/review", ">2")
    await does(
        stage, ana, ">Back to the list", ">2", ">Add to it", "And more.", "/submit", ">Go on", "/submit", ">Submit"
    )
    await does(stage, ana, "/submit", "One more thing that we do, rather late.", "/review", ">4")
    await does(stage, ana, ">Answer it", "Late.")
    await does(
        stage, mia, "/scorecard", ">Customer E", ">By part", ">What is missing", "/status", ">Customer E", ">Scorecard"
    )
    await does(stage, mia, "/open", ">Business", ">The whole", ">The lead", ">Open it", "/scorecard", ">Business")
    await does(stage, mia, "/why 3.2a(1)", ">Customer E", "/scorecard", ">Business")
    await does(stage, mia, ">What is missing", ">P.1", ">All items", "/open", ">Health care", ">The lead")
    await does(stage, mia, ">Scorecard", "/ask what should we do with complaints?", ">More", ">The whole")
    await does(stage, mia, "/ask 3.2a(3)", ">In Health care", ">What good", "/ask all questions of 3.2", ">Term: ")
    await asks_around(stage, mia, ana)
    mia.sends_document("night-ferry.md", FERRY)
    await stage.settled(60)
    await does(stage, mia, ">Use it", "/sources", ">Remove 1")
    return mia, ana


async def asks_around(stage: Stage, mia: Person, ana: Person) -> None:
    """Let a respondent look things up, vote and ask a person, and the manager answer."""
    await does(stage, ana, "/browse", ">Business", ">3 Customers", ">3.2 Customer", ">3.2a(3)", ">2", ">Ask me this")
    await does(stage, ana, "/terms", ">C–D ▶", ">Customer engagement", ">Back to", "/terms cust", ">All key terms")
    await does(stage, ana, "/ask what is a segment?", ">👎", ">Too short", ">👍", "/ask who rings the bell at noon?")
    await does(stage, ana, ">Ask a person", "/ask who feeds the gulls outside?")
    await does(stage, mia, ">Answer", ">Not now", ">Answer", "Noor does.", ">Only send")
    await does(stage, mia, "/gaps", ">Answer one", ">1", "The night guard.", ">Keep")


async def test_every_button_that_is_ever_shown_fits_and_leads_somewhere(small_stage: Stage) -> None:
    stage = small_stage
    mia, ana = await long_talk(stage)
    shown = shown_buttons(stage)
    assert all(1 <= len(data.encode()) <= BUTTON_BYTES for _, data in shown)
    assert {data.partition(":")[0] for _, data in shown} <= set(BUTTONS)
    assert {data.partition(":")[0] for _, data in shown} == set(BUTTONS), "the talk must show every kind of button"
    for chat, data in shown:
        person = mia if chat == mia.id else ana
        seen = len(calls_to(stage, chat))
        person.forges(data, person.sees()[-1].message_id)
        await stage.settled()
        answers = calls_to(stage, chat)[seen:]
        assert answers, f"{data} is not answered"
        assert all(STRANGE not in text and BROKEN not in text for text in answers), data
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


def calls_to(stage: Stage, chat: int) -> list[str]:
    """Return what was sent or edited into a chat, in order."""
    calls = (call.parameters for call in stage.telegram.calls if call.method.startswith(("send", "edit")))
    return [str(one.get("text") or one.get("caption")) for one in calls if int(one["chat_id"]) == chat]


async def test_pressing_every_old_button_of_a_finished_talk_in_any_order_changes_nothing_it_should_not(
    small_stage: Stage,
) -> None:
    mia, ana = await long_talk(small_stage)
    pressed = [(person, *one) for person in (mia, ana) for one in in_sight(person)]
    # A summary that was left for another is still a summary: its button works, once. Those that were pressed do not.
    waiting = {name: sum(data.startswith(name) for _, data, _ in pressed) for name in ("open:", "link:", "take:")}
    pressed += [(mia, "open:multiple:baldrige-business-2021", shown.message_id) for shown in opened(mia)]
    random.Random(11).shuffle(pressed)
    before, texts = rows(small_stage), {row.text for row in small_stage.rows(Said)}
    handed_in = {row.id for row in small_stage.rows(Participation) if row.submitted_at}
    for person, data, message_id in pressed:
        person.forges(data, message_id)
    await small_stage.settled(60)
    after = rows(small_stage)
    more = {name: len(after[name]) - len(before[name]) for name in after}
    assert (more["Membership"], more["Organisation"]) == (0, 0)
    assert more["Participation"] <= waiting["take:"], "the manager may answer too"
    assert more["Assessment"] == waiting["open:"] == 1
    assert more["Invitation"] <= waiting["link:"]
    assert handed_in <= {row.id for row in small_stage.rows(Participation) if row.submitted_at}
    assert {row.text for row in small_stage.rows(Said)} == texts
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    assert_speaks_plainly(small_stage)


def opened(mia: Person) -> list[Any]:
    return [shown for shown in mia.sees() if "is open. Next" in shown.text]


def in_sight(person: Person) -> list[tuple[str, int]]:
    """Return (data, message) of every button that the person can press now."""
    found = [(button.data, shown.message_id) for shown in person.sees() for row in shown.buttons for button in row]
    return [(data, message_id) for data, message_id in found if data]


async def test_a_double_tap_does_what_one_tap_does(stage: Stage) -> None:
    mia, ana = await stage.seated("Mia", "manager"), await stage.seated("Ana", "respondent")

    async def twice(person: Person, button: str, count: int = 2) -> None:
        for _ in range(count):
            person.presses(button)
        await stage.settled()

    await does(stage, mia, "/open", ">Health care")
    opened_before = len(stage.rows(Assessment))
    await twice(mia, "Every question")
    await twice(mia, "Open it", 5)
    assert len(stage.rows(Assessment)) == opened_before + 1
    await twice(mia, "Invite people", 5)
    assert len(stage.rows(Invitation)) == 1
    await does(stage, ana, "/answer")
    await twice(ana, "Framework 72", 5)
    assert len(stage.rows(Participation)) == 1
    await does(stage, ana, "By listening.")
    await twice(ana, "That is all", 5)
    await twice(ana, "50–65", 5)
    assert [(row.kind, row.value) for row in stage.rows(Mark)] == [("rating", 55)]
    assert "2 of 23" in ana.sees()[-1].text
    await twice(ana, "Skip", 5)
    assert [row.kind for row in stage.rows(Mark)] == ["rating", "skip"]
    assert "3 of 23" in ana.sees()[-1].text
    await twice(ana, "Don't know", 5)
    assert [row.reason for row in stage.rows(Mark)] == [None, None, "don't know"]
    await does(stage, ana, "/submit")
    await twice(ana, "Submit", 5)
    assert sum("Sent to the managers" in text for text in calls_to(stage, ana.id)) == 1
    assert {row.status for row in stage.rows(Received)} == {"done"}


async def other_organisation(stage: Stage) -> tuple[Person, Person]:
    """Let somebody of another organisation and somebody of none talk with the bot."""
    eve = stage.person("Eve")

    def join(session: Session) -> None:
        person = members.meet(session, eve.id, "Eve")
        members.join(session, person, members.organisation(session, "Elsewhere").id, "owner")

    stage.database.write(join)
    return eve, await stage.seated("Lou", "learner")


_numbers = st.one_of(
    st.integers(-5, 40),
    st.sampled_from([0, 2**31, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, "1 ", "１", "1_0", "+1", "1e3", "0x1", ""]),
)
_words = st.one_of(
    st.sampled_from(["x", "50", "n", "k", "multiple", "overall", "basic", "baldrige-business-2021", "3.2a(3)"]),
    st.text(max_size=30),
)


@st.composite
def _pressed(draw: st.DrawFn) -> str:
    """Draw the data of a button: any bytes, or a verb of ours with arguments of about the right number and kind."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.text(max_size=64))
    verb = draw(st.sampled_from(sorted(BUTTONS)))
    press = BUTTONS[verb]
    kinds = [*((int,) if press.way else ()), *press.takes]
    kinds = kinds[: draw(st.integers(0, len(kinds)))] if draw(st.integers(0, 5)) == 0 else kinds
    arguments = [draw(_numbers if kind is int else _words) for kind in kinds]
    more = [draw(_words)] if draw(st.integers(0, 6)) == 0 else []
    return ":".join(map(str, (verb, *arguments, *more)))


@pytest.fixture
async def town(small_stage: Stage) -> tuple[Stage, list[Person]]:
    """A stage after a long talk, with people of every standing; the last four have no business with its assessments."""
    mia, ana = await long_talk(small_stage)
    eve, lou = await other_organisation(small_stage)
    gone, boss = await small_stage.seated("Gone", "respondent"), await small_stage.seated("Boss", "owner")
    await does(small_stage, gone, "/answer")
    await small_stage.seated("Gone", "learner")
    return small_stage, [mia, ana, boss, eve, lou, gone, small_stage.person("Never seen")]


@quick
@given(
    data=st.lists(_pressed().map(lambda text: text.encode()[:64].decode(errors="ignore")), min_size=15, max_size=40),
    dice=st.randoms(use_true_random=False),
)
async def test_any_data_from_anybody_is_answered_politely_and_changes_nothing_of_others(
    town: tuple[Stage, list[Person]], data: list[str], dice: Any
) -> None:
    stage, people = town
    strangers = people[3:]
    home = rows_of_first(stage)
    for text in data:
        dice.choice(strangers).forges(text, dice.randint(0, 60))
    await stage.settled(60)
    assert rows_of_first(stage) == home
    kept = {name: len(found) for name, found in rows_of_first(stage).items()}
    said = {row.text for row in stage.rows(Said)}
    for text in data:
        dice.choice(people[:3]).forges(text, dice.randint(0, 60))
    await stage.settled(60)
    # The members themselves may open and join, rate and skip; nobody can write for another by pressing a button.
    assert {row.text for row in stage.rows(Said)} == said
    assert len(rows_of_first(stage)["Membership"]) == kept["Membership"]
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


def rows_of_first(stage: Stage) -> dict[str, list[str]]:
    return {
        table.__name__: sorted(
            str(row.model_dump()) for row in stage.rows(table) if getattr(row, "organisation_id", row.id) == 1
        )
        for table in OWN
    }


async def test_a_colleague_of_the_same_organisation_cannot_press_for_another(stage: Stage) -> None:
    ana, rui = await stage.seated("Ana", "respondent"), await stage.seated("Rui", "respondent")
    boss = await stage.seated("Boss", "owner")
    await does(stage, ana, "/answer", ">Business", "Each account has one owner, says Ana.")
    [mine] = stage.rows(Participation)
    before = {name: found for name, found in rows(stage).items() if name != "Membership"}
    for person in (rui, boss):
        for verb, press in BUTTONS.items():
            if press.way:
                person.forges(":".join((verb, str(mine.id), *arguments(press))), 3)
        await stage.settled()
        assert all("says Ana" not in shown.text and "1 of 22" not in shown.text for shown in person.sees())
    assert {name: found for name, found in rows(stage).items() if name != "Membership"} == before
    answers = [text for text in calls_to(stage, rui.id) if text == STRANGE]
    assert len(answers) == sum(press.way for press in BUTTONS.values())


def arguments(press: Press) -> list[str]:
    return ["1" if kind is int else "50" for kind in press.takes]


async def test_a_press_without_its_message_and_one_that_is_too_late_to_acknowledge_are_handled(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business", "One owner.")
    [mine] = stage.rows(Participation)
    query = {"from": ana.user, "chat_instance": "1", "data": f"rate:{mine.id}:1:50"}
    # Never pressed here, so it cannot be acknowledged, and under a message that Telegram shows us no more.
    stage.telegram.updates.add({"callback_query": {**query, "id": "77", "inline_message_id": "abc"}})
    await stage.settled()
    assert [(row.kind, row.value) for row in stage.rows(Mark)] == [("rating", 55)]
    assert "2 of 22" in ana.sees()[-1].text
    gone = {"message_id": 5, "date": 0, "chat": ana.chat}
    stage.telegram.updates.add({"callback_query": {**query, "id": "78", "message": gone, "data": f"skip:{mine.id}:2"}})
    await stage.settled()
    assert "3 of 22" in ana.sees()[-1].text
    assert {row.status for row in stage.rows(Received)} == {"done"}
