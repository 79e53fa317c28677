"""Opening an assessment of a whole framework, a category or some items, and buttons of all ages and owners."""

from typing import Any

import pytest

from bot.turns import BUTTON_BYTES
from bot.wording.anyone import BROKEN
from knowledge.asking import asks
from knowledge.criteria import Depth, Framework
from storage.assessments import Assessments
from storage.scorecard import scorecard
from storage.scores import Scorecard
from storage.tables import Assessment, FrameworkVersion, Received
from tests.bot.harbours import does, harbour
from tests.stage import Stage
from tests.telegram.updates import Person


def opened(stage: Stage) -> list[tuple[str, Framework, int]]:
    """Return title, wording and number of questions of every assessment."""

    def read(session: Any) -> list[tuple[str, Framework, int]]:
        found = []
        for row in stage.rows(Assessment):
            framework = Assessments(session, row.organisation_id).framework(row)
            found.append((row.title.partition(", 2")[0], framework, len(asks(framework, Depth(row.depth)))))
        return found

    return stage.database.read(read)


def card(stage: Stage) -> Scorecard:
    [assessment] = stage.rows(Assessment)
    return stage.database.read(lambda session: scorecard(session, assessment.organisation_id, assessment))


@pytest.mark.parametrize(
    ("presses", "name", "codes", "questions", "points"),
    [
        ((">3 Customers", ">☐ 3.2", ">Go on", ">Every"), "Customer Engagement", ["3.2"], 22, 45),
        ((">3 Customers", ">The whole category", ">Every"), "Customers", ["3.1", "3.2"], 40, 85),
        ((">The whole framework", ">The lead"), "Business 2021–22", None, 103, 1000),
        (
            (">3 Customers", ">☐ 3.2", ">Back", ">7 Results", ">☐ 7.2", ">☐ 7.1", ">☑ 7.1", ">Go on", ">The basic"),
            "Customer Engagement and Customer Results",
            ["3.2", "7.2"],
            2,
            125,
        ),
    ],
)
async def test_a_manager_opens_just_what_was_chosen(
    small_stage: Stage, presses: tuple[str, ...], name: str, codes: list[str] | None, questions: int, points: int
) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open")
    sent = len(mia.sees())
    await does(small_stage, mia, ">Business", *presses, ">Open it")
    assert len(mia.sees()) == sent, "one message is edited in place"
    [(title, framework, asked)] = opened(small_stage)
    assert title.startswith(f"{name}, ")
    assert [item.code for item in framework.items] == (codes or [item.code for item in framework.items])
    assert (len(framework.items), asked) == (len(codes or framework.items), questions)
    assert (card(small_stage).points_possible, card(small_stage).questions) == (points, questions)
    [version] = small_stage.rows(FrameworkVersion)
    assert version.content_hash == framework.content_hash


async def test_small_frameworks_go_straight_to_the_depth_or_the_summary(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    shown = {}
    for framework in ("Health care", "Framework 72", "Customer culture"):
        await does(small_stage, mia, "/open", f">{framework}")
        shown[framework] = mia.sees()[-1].labels
    assert shown["Health care"] == ["Every question (23)", "The lead questions (5)", "The basic question (1)"]
    assert shown["Framework 72"] == ["Every question (23)", "The lead questions (5)"]
    assert shown["Customer culture"] == ["Open it", "Change…"]


async def test_changing_ones_mind_leads_back_step_by_step_with_the_ticks_kept(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open", ">Business", ">3 Customers", ">☐ 3.2", ">Go on", ">Every", ">Change")
    assert "How deep shall it go?" in mia.sees()[-1].text
    await does(small_stage, mia, ">Back")
    assert "☑ 3 Customers (22 of 40)" in mia.sees()[-1].labels
    await does(small_stage, mia, ">☑ 3 Customers", ">☑ 3.2", ">Back")
    assert "Ticked" not in mia.sees()[-1].text
    await does(small_stage, mia, ">Back")
    assert "Health care 2017–18" in mia.sees()[-1].labels
    assert small_stage.rows(Assessment) == []


OLD = "{verb}:{depth}:{framework}"


async def test_a_button_of_former_days_opens_a_small_framework_and_asks_which_part_of_a_large_one(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await does(stage, mia, "/open")
    under = mia.sees()[-1].message_id
    for verb in ("deep", "open"):
        mia.forges(OLD.format(verb=verb, depth="multiple", framework="baldrige-business-2021"), under)
        await stage.settled()
        assert "Which part of it?" in mia.sees()[-1].text
    assert stage.rows(Assessment) == []
    await does(stage, mia, "/open")
    mia.forges("deep:overall:framework-72", mia.sees()[-1].message_id)
    await stage.settled()
    assert "5 questions" in mia.sees()[-1].text
    mia.forges("open:overall:framework-72", mia.sees()[-1].message_id)
    await stage.settled()
    assert [(framework.id, asked) for _, framework, asked in opened(stage)] == [("framework-72", 5)]


async def test_a_button_whose_criteria_have_changed_opens_nothing_and_asks_anew(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await does(stage, mia, "/open")
    under = mia.sees()[-1].message_id
    for data in ("scope:0:0:0123456789", "depth:all:0123456789", "deep:m:all:0123456789", "open:m:all:0123456789"):
        mia.forges(data, under)
        await stage.settled()
        assert "nothing was opened" in mia.sees()[-1].text, data
        assert "Business 2021–22" in mia.sees()[-1].labels
    assert stage.rows(Assessment) == []


async def test_nothing_ticked_or_no_such_depth_opens_nothing(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open", ">Business", ">3 Customers", ">☐ 3.2", ">Go on", ">Every")
    summary = next(button.data for row in mia.sees()[-1].buttons for button in row if button.text == "Open it")
    key = str(summary).rsplit(":", 1)[1]
    for data in (f"depth:0:{key}", f"deep:m:0:{key}", f"open:m:0:{key}", f"open:x:all:{key}", f"scope:all:99:{key}"):
        mia.forges(data, 1)
    await small_stage.settled()
    assert small_stage.rows(Assessment) == []
    assert BROKEN not in [shown.text for shown in mia.sees()]
    assert {row.status for row in small_stage.rows(Received)} == {"done"}


async def test_the_framework_of_another_organisation_cannot_be_opened(stage: Stage) -> None:
    eve = await stage.seated("Eve", "manager")
    key = (await harbour(stage, " of others")).key
    before = len(stage.rows(Assessment))
    await does(stage, eve, "/open")
    for data in (f"open:m:all:{key}", f"open:m:1:{key}", "open:multiple:harbour", f"scope:0:0:{key}", "pick:harbour"):
        eve.forges(data, eve.sees()[-1].message_id)
        await stage.settled()
        assert "Harbour" not in str((eve.sees()[-1].text, eve.sees()[-1].labels)), data
    assert len(stage.rows(Assessment)) == before


async def test_no_button_on_the_way_through_the_whole_framework_is_too_long(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open", ">Business", ">The whole", ">Every", ">Open it", "/scorecard")
    await does(small_stage, mia, ">By item", ">7.5", ">‹", ">All items", "/scorecard", ">What is missing", ">6.1", ">›")
    assert_fits(mia)


def assert_fits(person: Person) -> None:
    sizes = [len(str(button.data).encode()) for shown in person.sees() for row in shown.buttons for button in row]
    assert max(sizes) <= BUTTON_BYTES
