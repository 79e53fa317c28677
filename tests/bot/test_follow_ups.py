"""Follow-up questions through the whole bot: what is asked after a response, and what becomes of it."""

from pathlib import Path

from storage.tables import Assessment, FollowUp, Mark, Participation, Response
from tests.bot.harbours import does
from tests.stage import Stage, raised
from tests.telegram.updates import Person

THIN = "We call them back within a day."
WHO = "The duty lead does, and her deputy when she is away."
SECOND = "Where is it done this way"
OTHER = "Wir rufen jeden Kunden am selben Tag zurück und schreiben es auf."


async def begun(stage: Stage, number: int | None = None) -> Person:
    """Seat somebody at the first question of an assessment that a manager opened with so many follow-ups."""
    mia = await stage.seated("Mia", "manager")
    await does(stage, mia, "/open", ">Business", ">3 Customers", ">☐ 3.2", ">Go on", ">Every")
    if number is not None:
        await does(stage, mia, f">{('No follow-ups', 'One follow-up', 'Two follow-ups')[number]}")
    await does(stage, mia, ">Open it")
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer")
    assert "1 of 22" in ana.sees()[-1].text
    return ana


def kinds(stage: Stage) -> list[tuple[str, str]]:
    return [(row.kind, row.state) for row in sorted(stage.rows(FollowUp), key=lambda row: row.id)]


async def test_the_message_of_the_question_shows_what_is_there_and_asks_for_what_is_not(stage: Stage) -> None:
    ana = await begun(stage)
    asked = ana.sees()[-1]
    await does(stage, ana, THIN)
    shown = ana.sees()[-1]
    assert shown.message_id == asked.message_id, "it is edited in place"
    assert "What is done ✓ · how often ✓ · who – · how you know it works –" in shown.text
    assert "You call them back within a day. Who is responsible" in shown.text
    assert shown.labels == ["Next question", "That is all I know", "What does this mean?"]
    assert "%" not in shown.text
    await does(stage, ana, WHO)
    shown = ana.sees()[-1]
    assert "who ✓" in shown.text
    assert SECOND in shown.text
    assert kinds(stage) == [("owner", "answered"), ("scope", "asked")]
    assert shown.labels == ["That is all I know", "What does this mean?"], "no third one is asked"
    await does(stage, ana, ">That is all")
    assert "How far along is this" in ana.sees()[-1].text
    await does(stage, ana, ">50–65")
    assert "2 of 22" in ana.sees()[-1].text
    assert {row.text for row in stage.rows(Response)} >= {f"{THIN}\n{WHO}"}
    assert kinds(stage) == [("owner", "answered"), ("scope", "enough")]


async def test_the_manager_chooses_how_many_and_buttons_without_a_number_mean_two(stage: Stage) -> None:
    ana = await begun(stage, 0)
    await does(stage, ana, THIN)
    assert "How far along is this" in ana.sees()[-1].text
    assert kinds(stage) == []
    [one] = stage.rows(Assessment)
    assert one.follow_ups == 0
    mia = stage.person("Mia")
    await does(stage, mia, "/open", ">Framework 72", ">The lead", ">One follow-up")
    assert "at most one follow-up" in mia.sees()[-1].text
    opens = next(str(b.data) for row in mia.sees()[-1].buttons for b in row if b.text == "Open it")
    mia.forges(opens.replace("open:o1:", "open:o:"), mia.sees()[-1].message_id)
    await stage.settled()
    assert [row.follow_ups for row in stage.rows(Assessment)] == [0, 2]


async def test_one_is_one(small_stage: Stage) -> None:
    ana = await begun(small_stage, 1)
    await does(small_stage, ana, THIN)
    assert "That is all I know" in ana.sees()[-1].labels
    await does(small_stage, ana, "We do that on the telephone.")
    assert "How far along is this" in ana.sees()[-1].text
    assert len(kinds(small_stage)) == 1


async def test_what_cannot_be_judged_is_not_asked_further_in_words_that_make_no_sense(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await does(small_stage, ana, OTHER)
    assert "How far along is this" in ana.sees()[-1].text
    assert "✓ ·" not in ana.sees()[-1].text.partition("\n")[2]
    await does(small_stage, ana, ">Not sure", "Telephone.")
    assert "Could you say a little more" in ana.sees()[-1].text
    assert "What is done" not in ana.sees()[-1].text


async def test_words_for_passing_and_commands_work_while_a_follow_up_waits(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await does(small_stage, ana, THIN, "what's a segment?")
    assert kinds(small_stage) == [("owner", "asked")], "a question of theirs is no answer to ours"
    assert "Who is responsible" in ana.sees()[-1].text
    await does(small_stage, ana, "I don't know.")
    assert kinds(small_stage) == [("owner", "passed"), ("scope", "asked")]
    await does(small_stage, ana, "/pause", "/resume")
    assert SECOND in ana.sees()[-1].text
    await does(small_stage, ana, "That's all I know")
    assert "How far along is this" in ana.sees()[-1].text
    await does(small_stage, ana, "works widely")
    await does(small_stage, ana, THIN, "/back", "/review", ">2", ">Add to it", "On weekdays only.", "/skip")
    assert "3 of 22" in ana.sees()[-1].text
    assert {row.text for row in small_stage.rows(Response)} >= {THIN, f"{THIN}\nOn weekdays only."}


async def test_an_edit_that_says_it_answers_the_follow_up(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    await does(small_stage, ana, THIN)
    ana.edits(f"{THIN} {WHO}")
    await small_stage.settled()
    assert kinds(small_stage) == [("owner", "answered"), ("scope", "asked")]
    assert SECOND in ana.sees()[-1].text


async def test_old_and_doubled_buttons_change_nothing_more(stage: Stage) -> None:
    ana = await begun(stage)
    await does(stage, ana, THIN)
    under = ana.sees()[-1].message_id
    [mine] = stage.rows(Participation)
    [first] = stage.rows(FollowUp)
    for _ in range(3):
        ana.forges(f"further:{mine.id}:{first.id}", under)
    await stage.settled()
    assert kinds(stage) == [("owner", "passed"), ("scope", "asked")]
    for data in (f"enough:{mine.id}:{first.id}", f"enough:{mine.id}:999", f"further:{mine.id}:-1"):
        ana.forges(data, under)
    await stage.settled()
    assert kinds(stage) == [("owner", "passed"), ("scope", "asked")]
    ana.forges(f"rate:{mine.id}:1:30", under)
    await stage.settled()
    for row in stage.rows(FollowUp):
        ana.forges(f"enough:{mine.id}:{row.id}", under)
        ana.forges(f"further:{mine.id}:{row.id}", under)
    await stage.settled()
    assert len(stage.rows(Mark)) == 1
    assert kinds(stage) == [("owner", "passed"), ("scope", "asked")]
    assert "2 of 22" in ana.sees()[-1].text
    rui = await stage.seated("Rui", "respondent")
    rui.forges(f"enough:{mine.id}:{first.id}", 1)
    await stage.settled()
    assert kinds(stage) == [("owner", "passed"), ("scope", "asked")]


async def test_what_is_asked_outlives_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'howwell.db'}"
    async with raised(tmp_path, url) as stage:
        ana = await begun(stage)
        await does(stage, ana, THIN)
        telegram = stage.telegram
    async with raised(tmp_path, url, telegram=telegram) as stage:
        stage.people["Ana"] = Person(telegram, "Ana", id=ana.id)
        ana = stage.person("Ana")
        await does(stage, ana, "/resume")
        assert "Who is responsible" in ana.sees()[-1].text
        await does(stage, ana, WHO)
        assert kinds(stage) == [("owner", "answered"), ("scope", "asked")]


async def test_a_long_response_is_followed_up_below_it_and_a_very_long_one_is_not_read(small_stage: Stage) -> None:
    ana = await begun(small_stage)
    asked = ana.sees()[-1].message_id
    await does(small_stage, ana, "We look at the case and we write down what the guest says. " * 12)
    assert ana.sees()[-1].message_id != asked
    assert "That is all I know" in ana.sees()[-1].labels
    await does(small_stage, ana, *("We look at the case and we write down what is said there. " * 60,) * 3)
    assert "How far along is this" in ana.sees()[-1].text


async def test_results_are_asked_for_figures(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open", ">Business", ">7 Results", ">☐ 7.2", ">Go on", ">Every", ">Open it")
    await does(small_stage, mia, ">Answer it myself")
    assert "Figures say most here" in mia.sees()[-1].text
    await does(small_stage, mia, "Satisfaction was 81 % in 2025.")
    assert "Figures ✓ · over time – · beside others – · by group –" in mia.sees()[-1].text
    assert "What was it before?" in mia.sees()[-1].text


async def test_the_scorecard_and_why_show_proposals_apart_from_ratings(stage: Stage) -> None:
    ana, mia = await begun(stage), stage.person("Mia")
    await does(stage, ana, THIN, ">That is all", ">50–65", OTHER, ">Not sure")
    await does(stage, mia, "/scorecard")
    told = mia.sees()[-1].text
    assert "Proposals by rules (ticks): 1 response judged, 1 more could not be judged." in told
    assert "rated 55 %, proposed 10 %" in told
    await does(stage, mia, ">By part")
    assert "55 % · proposed 10 % · " in mia.sees()[-1].text
    await does(stage, mia, "/why 3.2a1")
    told = mia.sees()[-1].text
    assert "Proposed by rules: 10 %" in told
    assert "which stand apart from it: 55 %" in told
    assert "“We call them back within a day”" in told
    assert "who is responsible" in told
    assert "What holds it back" in told
    assert "cannot be judged, since it seems to be written in another language" in told
    await does(stage, mia, "/why 9.9z")
    assert "No assessment of yours asks 9.9z" in mia.sees()[-1].text
    await does(stage, mia, "/why")
    assert "for example" in mia.sees()[-1].text
    await does(stage, ana, "/why 3.2a(1)")
    assert "10 %" not in ana.sees()[-1].text
    eve = stage.person("Eve")
    await does(stage, eve, "/start", "/why 3.2a(1)")
    assert "call them back" not in str([shown.text for shown in eve.sees()])
