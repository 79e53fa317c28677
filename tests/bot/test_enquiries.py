"""Votes, and asking people: what is kept, who is told what, and that no text goes where it was not meant to."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session

from bot.wording.anyone import strange_button
from storage import members
from storage.tables import Asked, Enquiry, Received, Said, StoredPassage, StoredSource
from storage.tables import Person as PersonRow
from storage.tables.columns import now
from tests.bot.harbours import does
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage
from tests.telegram.updates import Person

REFUSED = "/ask who rings the bell at noon?"
STRANGE = strange_button().text


async def asks(stage: Stage) -> tuple[Person, Person, Person]:
    """Let Ana pass a question on to the managers Marta and Jo."""
    marta, jo = await stage.seated("Marta", "manager"), await stage.seated("Jo", "owner")
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, REFUSED, ">Ask a person")
    return ana, marta, jo


def last(person: Person) -> str:
    return person.sees()[-1].text


async def test_a_vote_can_be_changed_and_a_reason_left_out(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/ask what is a segment?", ">👍")
    shown = len(ana.sees())
    assert "👍 ✓" in ana.sees()[-1].labels
    await does(stage, ana, ">👎")
    assert {"Wrong", "Not what I asked", "Too short", "Hard to understand"} <= set(ana.sees()[-1].labels)
    await does(stage, ana, ">Hard to")
    assert "👎 hard to understand ✓" in ana.sees()[-1].labels
    [row] = stage.rows(Asked)
    assert (row.text, row.form, row.vote, row.reason) == ("what is a segment?", "definition", -1, "hard to understand")
    await does(stage, ana, ">👍")
    [row] = stage.rows(Asked)
    assert (row.vote, row.reason) == (1, None)
    assert len(ana.sees()) == shown, "votes are shown in place"
    assert ana.sees()[-1].text.startswith("A part of your customers")


async def test_nobody_votes_under_the_answer_of_another(stage: Stage) -> None:
    ana, rui = await stage.seated("Ana", "respondent"), await stage.seated("Rui", "respondent")
    await does(stage, ana, "/ask what is a segment?")
    [row] = stage.rows(Asked)
    for data in (f"good:{row.id}", f"bad:{row.id}", f"fault:{row.id}:w", f"pass:{row.id}"):
        rui.forges(data, rui.sees()[-1].message_id)
        await stage.settled()
        assert last(rui) == STRANGE
    assert stage.rows(Asked)[0].vote is None


async def test_a_learner_alone_can_vote_and_has_nobody_to_ask(stage: Stage) -> None:
    await stage.seated("Marta", "manager")
    lou = await stage.seated("Lou", "learner")
    await does(stage, lou, REFUSED)
    assert "Ask a person" not in lou.sees()[-1].labels
    await does(stage, lou, "/ask what is a segment?", ">👎")
    assert "Ask a person" not in lou.sees()[-1].labels
    assert [row.organisation_id for row in stage.rows(Asked)] == [None, None]


async def test_an_answer_reaches_its_asker_with_a_name_and_the_others_know(stage: Stage) -> None:
    ana, marta, jo = await asks(stage)
    assert "Passed on to the people who manage My organisation" in last(ana)
    assert all(last(one).startswith("Ana asks:\nwho rings the bell at noon?") for one in (marta, jo))
    await does(stage, marta, ">Answer")
    assert marta.sees()[-1].labels == ["Not now"]
    await does(stage, marta, "The night guard <does> it.")
    assert last(ana) == "Marta answers “who rings the bell at noon?”:\nThe night guard <does> it."
    assert last(jo) == "Marta has answered “who rings the bell at noon?”."
    assert "Sent to Ana." in last(marta)
    seen = len(ana.sees())
    await does(stage, jo, ">Answer", "I do.")
    assert any("Marta has answered" in one.text and "already" in one.text for one in jo.sees())
    assert len(ana.sees()) == seen, "a second answer goes nowhere"
    await does(stage, ana, ">Ask a person")
    assert last(ana).startswith("You have passed that on already")
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


async def test_of_two_who_answer_at_once_the_second_is_told(stage: Stage) -> None:
    ana, marta, jo = await asks(stage)
    await does(stage, marta, ">Answer")
    await does(stage, jo, ">Answer", "The night guard.")
    await does(stage, marta, "what is a segment?")
    assert "A part of your customers" in last(marta), "her text answers nobody any more"
    assert [row.answer for row in stage.rows(Enquiry)] == ["The night guard."]
    assert sum("answers “who rings" in one.text for one in ana.sees()) == 1


async def test_whoever_turns_to_something_else_answers_nobody(stage: Stage) -> None:
    ana, marta, _ = await asks(stage)
    seen = len(ana.sees())
    for turn in (["/cancel"], [">Not now"], ["cancel"], ["/answer", ">Framework 72"]):
        await does(stage, marta, ">Answer", *turn)
        await does(stage, marta, "We decide it in the team, I think.")
    assert len(ana.sees()) == seen
    assert [row.text for row in stage.rows(Said)] == ["We decide it in the team, I think."]


async def test_looking_something_up_leaves_the_answer_open(stage: Stage) -> None:
    ana, marta, _ = await asks(stage)
    await does(stage, marta, ">Answer", "/ask what is a segment?", ">👍", "/terms deploy", "/browse", "Noor does.")
    assert last(ana).endswith("Noor does.")


async def test_an_answer_that_is_not_written_within_the_hour_is_no_answer(stage: Stage) -> None:
    ana, marta, _ = await asks(stage)
    seen = len(ana.sees())
    await does(stage, marta, ">Answer")

    def late(session: Session) -> None:
        session.execute(update(PersonRow).values(answering_since=now() - timedelta(hours=2)))

    stage.database.write(late)
    await does(stage, marta, "what is a segment?")
    assert "A part of your customers" in last(marta)
    assert len(ana.sees()) == seen


async def test_a_manager_who_is_none_any_more_answers_nobody(stage: Stage) -> None:
    ana, marta, _ = await asks(stage)
    seen = len(ana.sees())
    await does(stage, marta, ">Answer")
    await stage.seated("Marta", "respondent")
    await does(stage, marta, "The night guard.", ">Answer")
    assert last(marta) == STRANGE
    assert len(ana.sees()) == seen


async def test_an_asker_who_has_left_gets_nothing(stage: Stage) -> None:
    ana, marta, _ = await asks(stage)

    def leave(session: Session) -> None:
        members.remove(session, 1, members.meet(session, ana.id, "Ana").id)

    stage.database.write(leave)
    seen = len(ana.sees())
    await does(stage, marta, ">Answer", "The night guard.")
    assert "is not here any more" in last(marta)
    assert len(ana.sees()) == seen


async def test_an_answer_is_kept_as_a_note_on_a_code_and_cited_there(stage: Stage) -> None:
    marta, jo = await stage.seated("Marta", "manager"), await stage.seated("Jo", "owner")
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business", "what is a segment?", ">👎", ">Ask a person")
    await does(stage, marta, ">Answer", "At our place, each region is one.")
    assert marta.sees()[-1].labels == ["Keep as a note for 3.2a(1).1", "Keep it without a code", "Only send"]
    await does(stage, marta, ">Keep as")
    [source] = [row for row in stage.rows(StoredSource) if row.organisation_id]
    assert (source.name, source.tier) == ("Answers by Marta", 3)
    await does(stage, ana, "/ask 3.2a(1).1")
    assert "each region is one." in last(ana)
    assert "Answers by Marta" in last(ana)
    await does(stage, ana, "/ask who rings the bell at noon?", ">Ask a person")
    await does(stage, marta, ">Answer", "The guard.", ">Keep it")
    assert len([row for row in stage.rows(StoredPassage) if row.source_id == source.id]) == 2
    await does(stage, jo, "/ask who rings the bell at noon?")
    assert last(jo).startswith("The guard.")
    await does(stage, marta, "/sources", ">Remove 1", ">Yes, remove")
    await does(stage, jo, "/ask who rings the bell at noon?")
    assert "The guard." not in last(jo)


async def test_namesakes_have_notes_of_their_own(stage: Stage) -> None:
    ana, marta, jo = await asks(stage)
    jo.user["first_name"] = "Marta"
    await does(stage, marta, ">Answer", "The guard.", ">Keep it")
    await does(stage, ana, "/ask who feeds the gulls outside?", ">Ask a person")
    await does(stage, jo, ">Answer", "Noor.", ">Keep it")
    names = [row.name for row in stage.rows(StoredSource) if row.organisation_id]
    assert names == ["Answers by Marta", "Answers by Marta (2)"]


async def test_gaps_are_counted_without_names_and_an_answer_reaches_all_who_asked(stage: Stage) -> None:
    marta, rui = await stage.seated("Marta", "manager"), await stage.seated("Rui", "respondent")
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/ask who feeds the gulls outside?", REFUSED)
    await does(stage, rui, "/ask Who rings the bells at noon")
    await does(stage, marta, "/gaps")
    lines = last(marta).splitlines()
    assert [lines[1].endswith(", 2 times"), "gulls" in lines[2]] == [True, True]
    assert "Ana" not in last(marta)
    assert "Rui" not in last(marta)
    await does(stage, marta, ">Answer one", ">1", "The guard.")
    assert all(last(one).startswith("Marta answers") for one in (ana, rui))
    assert "Sent to 2 people." in last(marta)
    await does(stage, marta, "/gaps")
    assert "bell" not in last(marta)
    await does(stage, ana, "/gaps")
    assert "/gaps is for people who manage" in last(ana)


async def test_a_response_that_was_taken_for_a_question_is_no_gap(stage: Stage) -> None:
    marta, ana = await stage.seated("Marta", "manager"), await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business", "who rings the bell at noon?")
    if "👎" in ana.sees()[-2].labels:
        await does(stage, ana, ">👎")
    await does(stage, ana, ">That was my response", "/pause")
    await does(stage, marta, "/gaps")
    assert "bell" not in last(marta)


async def test_a_follow_up_is_read_as_the_full_question_and_forgotten_after_an_hour(stage: Stage) -> None:
    lou = await stage.seated("Lou", "learner")
    await does(stage, lou, "3.2a(3)", "and in health care?")
    assert last(lou).startswith("I read that as: Complaint management in health care\n")
    assert "Health care 2017–18 · 3.2b(2)" in last(lou)

    def age(session: Session) -> None:
        session.execute(update(Asked).values(asked_at=now() - timedelta(hours=2)))

    stage.database.write(age)
    await does(stage, lou, "and in health care?")
    assert "I read that as" not in last(lou)
    assert [row.text for row in stage.rows(Asked)] == ["and in health care?"]
