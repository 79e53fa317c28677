"""Documents sent in chat: read, shown, used only when their sender says so, and only for their own organisation."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from bot import fetching, taking
from bot.wording import documents as wording
from ingest.limits import MOST_BYTES
from knowledge.passages import Tier
from storage import members
from storage.sources import frameworks_for
from storage.tables import Person as PersonRow
from storage.tables import Received, Upload
from storage.tables.columns import now
from tests import databases
from tests.bot.harbours import does, member, sends
from tests.bot.papers import FERRY, RULES, button, changed, mine
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage, raised
from tests.telegram import faults
from tests.telegram.files import Files
from tests.telegram.requests import Upload as Upload_
from tests.telegram.updates import Person, group

# Health care, item 3.2, in other words than the library's.
PATIENTS = (Path(__file__).parents[1] / "ingest" / "collection" / "patients-item.txt").read_bytes()


def asked_in(stage: Stage, framework_id: str) -> list[str]:
    """Return the questions that the first organisation would be asked."""
    seen = stage.database.read(lambda session: frameworks_for(session, stage.howwell.world.catalogue, 1))
    return [question.text for question in seen[framework_id].questions]


async def test_a_document_is_shown_first_and_used_only_when_its_sender_says_so(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    said = await sends(stage, mia, "night-ferry.md", FERRY)
    assert said.startswith("night-ferry.md: I found 2 items, 4 parts, 6 questions, 2 notes, 1 term and 1 doubt.")
    assert "It becomes a framework of its own, “Night ferry service”." in said
    assert "How do you keep passengers warm and informed while they wait?" in said
    assert mia.sees()[-1].labels == ["Use it", "Show doubts", "Discard"]
    assert mine(stage) == []
    await does(stage, mia, "/ask quiet hours after midnight")
    assert "eleven at night" not in mia.sees()[-1].text
    await does(stage, mia, ">Show doubts")
    assert "The bullet at line 15" in mia.sees()[-1].text
    await does(stage, mia, ">Use it")
    assert mia.sees()[-1].text.startswith("night-ferry.md is in use: searched for everybody in My organisation.")
    [row] = mine(stage)
    [person] = stage.rows(PersonRow)
    assert (row.name, row.tier, row.brought_by) == ("night-ferry.md", Tier.MEMBER, person.id)
    assert [(one.status, one.understood) for one in stage.rows(Upload)] == [("used", "")]
    await does(stage, mia, "/ask quiet hours after midnight")
    assert "eleven at night" in mia.sees()[-1].text
    await does(stage, mia, "/open")
    assert "Night ferry service" in mia.sees()[-1].labels
    assert {one.status for one in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


async def test_a_decision_counts_once_whichever_button_is_pressed_again(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await sends(stage, mia, "night-ferry.md", FERRY)
    first = mia.sees()[-1]
    use, drop = button(first, "Use it"), button(first, "Discard")
    await does(stage, mia, ">Use it")
    before = changed(stage)
    for data in (use, drop, button(first, "Show doubts")):
        mia.forges(data, first.message_id)
        await stage.settled()
        assert "You took night-ferry.md into use already" in mia.sees()[-1].text
    await sends(stage, mia, "rules.txt", RULES)
    second = mia.sees()[-1]
    await does(stage, mia, ">Discard")
    assert mia.sees()[-1].text == "rules.txt is forgotten. Nothing has changed."
    mia.forges(button(second, "Use it"), second.message_id)
    await stage.settled()
    assert "You discarded rules.txt" in mia.sees()[-1].text
    assert changed(stage)[0] == before[0]
    assert [row.understood for row in stage.rows(Upload)] == ["", ""]


async def test_an_owners_wording_counts_and_a_managers_adds_and_is_told_so(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    said = await sends(stage, mia, "patients.txt", PATIENTS)
    assert "It belongs to Health care 2017–18." in said
    await does(stage, mia, ">Use it")
    said = mia.sees()[-1].text
    assert re.search(r"\d\d questions are worded differently here; the wording of Health care 2017–18 stays, bec", said)
    mine_alone = "How do you settle them quickly and well?"
    assert mine_alone not in asked_in(stage, "baldrige-health-care-2017")
    olga = await stage.seated("Olga", "owner")
    await sends(stage, olga, "patients-item.txt", PATIENTS)
    await does(stage, olga, ">Use it")
    assert "worded differently" not in olga.sees()[-1].text
    assert [row.tier for row in mine(stage)] == [Tier.MEMBER, Tier.OWNER]
    assert mine_alone in asked_in(stage, "baldrige-health-care-2017")
    assert_speaks_plainly(stage)


async def test_a_document_that_is_delivered_again_changes_nothing(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await sends(stage, mia, "night-ferry.md", FERRY)
    before, seen = changed(stage), len(mia.sees())
    stage.telegram.push({"message": mia.last})
    await stage.settled(60)
    assert changed(stage) == before
    assert len(mia.sees()) == seen


@pytest.mark.parametrize("role", ["respondent", "learner"])
async def test_who_manages_nothing_cannot_send_documents(stage: Stage, role: str) -> None:
    ana = await stage.seated("Ana", role)
    before = changed(stage)
    said = await sends(stage, ana, "night-ferry.md", FERRY)
    assert said.startswith("Only people who manage an assessment can send me documents.")
    assert changed(stage) == before
    assert stage.telegram.called("getFile") == []


async def test_a_document_over_20_mb_is_not_fetched(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    before = changed(small_stage)
    file_id = small_stage.telegram.files.keep(Upload_("big.md", b"x" * (MOST_BYTES + 1)))
    for sizes in ({"file_size": MOST_BYTES + 1}, {}):
        mia.sends(document={"file_id": file_id, "file_unique_id": "b", "file_name": "big.md", **sizes})
        await small_stage.settled(60)
        assert mia.sees()[-1].text == f"big.md is not taken. {wording.TOO_LARGE}"
    assert changed(small_stage) == before
    assert len(small_stage.telegram.called("getFile")) == 1, "only where its size was not known"


HOSTILE = {
    "../../etc/passwd": "passwd",
    "C:\\Temp\\notes.md": "notes.md",
    "<b>&amp;{name}</b>.md": "b>.md",
    "notes\u202egnp.md": "notes_gnp",
    "notes\0\x1b[2J.md": "notes",
    "n" * 5000 + ".md": "n" * 150,
    "": "document",
    "   ": "document",
}


async def test_a_name_is_shown_and_kept_plainly_whatever_it_is(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    for number, (name, plain) in enumerate(HOSTILE.items()):
        said = await sends(stage, mia, name, RULES + str(number).encode())
        assert said.startswith(plain), name
        await does(stage, mia, ">Use it")
    for row in mine(stage):
        assert len(row.name) <= 200
        assert "/" not in row.name
        assert row.name.isprintable()
    await does(stage, mia, "/sources")
    assert "b>.md" in mia.sees()[-1].text
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mia = await small_stage.seated("Mia", "manager")
    before = changed(small_stage)
    wrongs = (faults.refused("wrong file_id"), faults.broken(502), faults.dropped(), faults.flooded(3))
    for wrong in wrongs:
        small_stage.telegram.faults.plan(wrong, method="getFile", times=1)
        assert await sends(small_stage, mia, "a.md", RULES) == f"a.md is not taken. {wording.NOT_GIVEN}"
    with monkeypatch.context() as patch:
        patch.setattr(fetching, "FETCH_SECONDS", 0.05)
        small_stage.telegram.faults.plan(faults.slow(0.5), method="getFile", times=1)
        assert wording.NOT_GIVEN in await sends(small_stage, mia, "a.md", RULES)
    with monkeypatch.context() as patch:
        patch.setattr(Files, "at", lambda *_: None)
        assert wording.NOT_GIVEN in await sends(small_stage, mia, "a.md", RULES)
    assert changed(small_stage) == before
    assert small_stage.telegram.token.partition(":")[2] not in caplog.text
    assert "I found" in await sends(small_stage, mia, "a.md", RULES)


async def test_what_cannot_be_read_gets_one_sentence_and_changes_nothing(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    before = changed(stage)
    for name, content in (("a.txt", b"\0\1\2"), ("b.exe", b"MZ plain"), ("c.txt", b"   "), ("d.md", b"\xff\xd8\xff")):
        said = await sends(stage, mia, name, content)
        assert said.startswith(f"{name} is not taken. ")
        assert mia.sees()[-1].labels == []
    assert changed(stage) == before
    assert_speaks_plainly(stage)


async def test_the_same_bytes_change_nothing_and_other_bytes_take_the_place(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await sends(stage, mia, "rules.txt", RULES)
    await does(stage, mia, ">Use it")
    before = changed(stage)
    assert (
        await sends(stage, mia, "rules.txt", RULES)
        == "rules.txt is in use already, word for word. Nothing has changed."
    )
    assert changed(stage) == before
    assert "take the place" in await sends(stage, mia, "rules.txt", RULES + b"\nNobody jumps.\n")
    await does(stage, mia, ">Use it")
    assert [row.name for row in mine(stage)] == ["rules.txt"]
    await does(stage, mia, "/ask does anybody jump?")
    assert "Nobody jumps." in mia.sees()[-1].text


async def test_a_manager_cannot_take_the_place_of_what_somebody_else_brought_but_an_owner_can(stage: Stage) -> None:
    mia, max_ = await stage.seated("Mia", "manager"), await stage.seated("Max", "manager")
    # Both send before either decides.
    await sends(stage, max_, "rules.txt", RULES + b"\nMax.\n")
    await sends(stage, mia, "rules.txt", RULES)
    await does(stage, mia, ">Use it")
    before = changed(stage)[0]
    await does(stage, max_, ">Use it")
    assert "that somebody else brought" in max_.sees()[-1].text
    assert "that somebody else brought" in await sends(stage, max_, "rules.txt", RULES + b"\nMax again.\n")
    assert changed(stage)[0] == before
    olga = await stage.seated("Olga", "owner")
    await sends(stage, olga, "rules.txt", RULES + b"\nOlga.\n")
    await does(stage, olga, ">Use it")
    assert [(row.name, row.tier) for row in mine(stage)] == [("rules.txt", Tier.OWNER)]


async def test_another_persons_buttons_are_refused_politely(stage: Stage) -> None:
    mia, max_ = await stage.seated("Mia", "manager"), await stage.seated("Max", "owner")
    other = await stage.database.transaction(lambda session: members.organisation(session, "Elsewhere").id)
    eve = await member(stage, "Eve", other, "owner")
    await sends(stage, mia, "night-ferry.md", FERRY)
    shown, before = mia.sees()[-1], changed(stage)
    for person in (max_, eve):
        for label in ("Use it", "Show doubts", "Discard"):
            person.forges(button(shown, label), shown.message_id)
            await stage.settled()
            assert person.sees()[-1].text == wording.not_waiting().text
    mia.forges(button(shown, "Use it") + "0", shown.message_id)
    await stage.settled()
    assert mia.sees()[-1].text == wording.not_waiting().text
    assert changed(stage) == before


async def test_who_no_longer_manages_when_deciding_or_when_reading_ends_changes_nothing(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await sends(stage, mia, "night-ferry.md", FERRY)

    def lower(session: Session) -> None:
        members.appoint(session, session.get_one(PersonRow, 1), 1, "respondent")

    stage.telegram.faults.plan(faults.slow(0.5), method="getFile", times=1)
    mia.sends_document("rules.txt", RULES)
    while len(stage.telegram.called("getFile")) < 2:  # noqa: ASYNC110 - the stand-in is plain data and tells nobody
        await asyncio.sleep(0.002)
    await stage.database.transaction(lower)
    await stage.settled(60)
    assert "Only people who manage an assessment" in mia.sees()[-1].text
    await does(stage, mia, ">Use it")
    assert "That button is not for you" in mia.sees()[-1].text
    assert mine(stage) == []
    assert [row.name for row in stage.rows(Upload)] == ["night-ferry.md"]


async def test_what_waits_is_still_there_when_the_bot_is_started_again(database_url: str, tmp_path: Path) -> None:
    async with raised(tmp_path / "home", database_url) as first:
        mia = await first.seated("Mia", "manager")
        await sends(first, mia, "night-ferry.md", FERRY)
        telegram = first.telegram
    async with raised(tmp_path / "home", database_url, telegram=telegram) as second:
        await does(second, mia, ">Use it")
        assert "night-ferry.md is in use" in mia.sees()[-1].text
        assert [row.name for row in mine(second)] == ["night-ferry.md"]


async def test_what_nobody_decided_on_for_a_week_is_forgotten_at_the_next_start(tmp_path: Path) -> None:
    with databases.fresh("sqlite", tmp_path) as url:
        async with raised(tmp_path / "home", url) as first:
            mia, telegram = await first.seated("Mia", "manager"), first.telegram
            for name in ("old.md", "new.md"):
                await sends(first, mia, name, FERRY)
            old = update(Upload).where(col(Upload.name) == "old.md").values(sent_at=now() - timedelta(days=7, hours=1))
            await first.database.transaction(lambda session: session.execute(old) and None)
        shown = mia.sees()[-2]
        async with raised(tmp_path / "home", url, telegram=telegram) as second:
            assert [row.name for row in second.rows(Upload)] == ["new.md"]
            mia.forges(button(shown, "Use it"), shown.message_id)
            await second.settled()
            assert mia.sees()[-1].text == wording.not_waiting().text


async def test_reading_that_takes_long_is_told_once_and_the_result_comes_after(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = await small_stage.seated("Mia", "manager")
    for name, seconds in (("PATIENCE_SECONDS", 0.01), ("SILENCE_SECONDS", 0.02), ("SIGN_LASTS_SECONDS", 0.03)):
        monkeypatch.setattr(taking, name, seconds)
    small_stage.telegram.faults.plan(faults.slow(0.4), method="getFile", times=1)
    await sends(small_stage, mia, "rules.txt", RULES)
    assert [shown.text[:20] for shown in mia.sees()[-2:]] == ["Reading rules.txt (1", "rules.txt: I found 2"]
    assert len(small_stage.telegram.called("sendChatAction")) > 1


async def test_a_sign_that_cannot_be_sent_keeps_nothing_from_its_result(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = await small_stage.seated("Mia", "manager")
    monkeypatch.setattr(taking, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(taking, "SILENCE_SECONDS", 0.02)
    small_stage.telegram.faults.plan(faults.slow(0.4), method="getFile", times=1)
    small_stage.telegram.faults.plan(faults.flooded(60), method="sendMessage", times=1)
    assert "I found" in await sends(small_stage, mia, "rules.txt", RULES)


async def test_captions_edits_and_moving_pictures_are_no_documents(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    mia.sends_document("rules.txt", RULES, caption="/open these are our rules")
    await stage.settled(60)
    assert "rules.txt: I found" in mia.sees()[-1].text
    seen, sent = len(mia.sees()), mia.last
    stage.telegram.push({"edited_message": {**sent, "caption": "our new rules", "edit_date": sent["date"] + 1}})
    await stage.settled()
    assert len(mia.sees()) == seen
    moving = {**sent["document"], "width": 1, "height": 1, "duration": 1}
    mia.sends(document=sent["document"], animation=moving)
    mia.sends_photo()
    await stage.settled()
    assert [shown.text for shown in mia.sees()[seen:]] == [wording.only_text_and_documents().text] * 2
    there = Person(stage.telegram, "Mia", id=mia.id, chat=group())
    there.sends_document("rules.txt", RULES)
    await stage.settled()
    assert there.sees() == []
    assert len(stage.rows(Upload)) == 1
