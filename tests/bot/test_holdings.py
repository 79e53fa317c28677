"""The documents in use: listed and removed by whom they are to list and remove, and by nobody else."""

from sqlmodel import Session

from bot.wording import holdings as wording
from storage import members
from storage.sources import Sources
from storage.tables import Assessment
from tests.bot.harbours import does, member, sends
from tests.bot.papers import FERRY, RULES, button, mine
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage


async def test_sources_lists_what_there_is_and_lets_it_be_removed_by_whom_it_is_to_remove(stage: Stage) -> None:
    mia, olga = await stage.seated("Mia", "manager"), await stage.seated("Olga", "owner")
    await does(stage, mia, "/sources")
    assert "has no documents of its own yet" in mia.sees()[-1].text
    await sends(stage, mia, "night-ferry.md", FERRY)
    await does(stage, mia, ">Use it", "/open", ">Night", ">The whole", ">Every question", ">Open it")
    await sends(stage, olga, "rules.txt", RULES)
    await does(stage, olga, ">Use it")
    await does(stage, mia, "/sources")
    said = mia.sees()[-1].text
    assert "1 · night-ferry.md: 2 items, 4 parts, 6 questions, 2 notes and 1 term · brought by Mia" in said
    assert "2 · rules.txt: 2 passages · brought by Olga" in said
    assert mia.sees()[-1].labels == ["Remove 1"]
    await does(stage, olga, "/sources")
    assert olga.sees()[-1].labels == ["Remove 1", "Remove 2"]
    others = [button(olga.sees()[-1], "Remove 2"), button(olga.sees()[-1], "Remove 2").replace("lose", "lost")]
    for data in others:
        mia.forges(data, 1)
        await stage.settled()
        assert mia.sees()[-1].text == "Only an owner, or whoever brought it, can remove rules.txt."
    await does(stage, mia, ">Remove 1")
    assert mia.sees()[-1].text == (
        "Remove night-ferry.md? Its 13 passages go from answers; assessments already opened keep their questions."
    )
    await does(stage, mia, ">Keep", ">Remove 1")
    yes = button(mia.sees()[-1], "Yes, remove")
    await does(stage, mia, ">Yes, remove")
    assert [row.name for row in mine(stage)] == ["rules.txt"]
    mia.forges(yes, mia.sees()[-1].message_id)
    await does(stage, mia, "/ask quiet hours after midnight")
    assert "eleven at night" not in mia.sees()[-1].text
    assert "not in use any more" in mia.sees()[-2].text
    await does(stage, mia, "/answer")
    assert "1 of 6" in mia.sees()[-1].text
    assert len(stage.rows(Assessment)) == 1
    assert_speaks_plainly(stage)


async def test_a_button_to_remove_does_not_hit_what_stands_under_the_name_since(stage: Stage) -> None:
    mia = await stage.seated("Mia", "manager")
    await sends(stage, mia, "rules.txt", RULES)
    await does(stage, mia, ">Use it", "/sources", ">Remove 1")
    yes = button(mia.sees()[-1], "Yes, remove")
    await sends(stage, mia, "rules.txt", RULES + b"\nNobody jumps.\n")
    await does(stage, mia, ">Use it")
    mia.forges(yes, 1)
    await stage.settled()
    assert mia.sees()[-1].text == wording.not_there().text
    assert [row.name for row in mine(stage)] == ["rules.txt"]


async def test_many_documents_are_listed_some_at_a_time(small_stage: Stage) -> None:
    olga = await small_stage.seated("Olga", "owner")

    def put(session: Session) -> None:
        for number in range(8):
            Sources(session, 1).put(f"{number}.txt", f"h{number}", None, [])

    await small_stage.database.transaction(put)
    await does(small_stage, olga, "/sources")
    assert "6 · 5.txt: 0 passages · read in by whoever runs this bot" in olga.sees()[-1].text
    assert olga.sees()[-1].labels == [*(f"Remove {n}" for n in range(1, 7)), "More documents"]
    await does(small_stage, olga, ">More documents")
    assert "7 · 6.txt" in olga.sees()[-1].text
    assert olga.sees()[-1].edited
    for page in (-(2**40), 0, 2**40):
        olga.forges(f"docs:{page}", olga.sees()[-1].message_id)
    await small_stage.settled()
    assert_speaks_plainly(small_stage)


async def test_another_organisation_neither_finds_nor_sees_a_document(stage: Stage) -> None:
    mia, ana = await stage.seated("Mia", "manager"), await stage.seated("Ana", "respondent")
    other = await stage.database.transaction(lambda session: members.organisation(session, "Elsewhere").id)
    eve, lou = await member(stage, "Eve", other, "owner"), await stage.seated("Lou", "learner")
    await sends(stage, mia, "night-ferry.md", FERRY)
    await does(stage, mia, ">Use it")
    for person in (eve, lou):
        await does(stage, person, "/ask quiet hours after midnight", "/sources", "/open")
        assert not any("eleven at night" in shown.text or "ferry" in shown.text for shown in person.sees())
        assert not any("ferry" in label for shown in person.sees() for label in shown.labels)
    await does(stage, ana, "/ask quiet hours after midnight")
    assert "eleven at night" in ana.sees()[-1].text
    # The same bytes under the same name are no news of the other's.
    assert "I found" in await sends(stage, eve, "night-ferry.md", FERRY)
