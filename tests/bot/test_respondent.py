"""The respondent's way through an assessment, through the whole bot."""

from storage.tables import Mark, Participation, Response, Said
from tests.bot.harbours import does
from tests.stage import Stage
from tests.telegram.updates import Person


async def test_a_typed_text_is_saved_and_rated_and_the_next_question_follows(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    ana.types("/answer")
    await stage.settled()
    ana.presses("Business")
    await stage.settled()
    assert "1 of 22" in ana.sees()[-1].text
    ana.types("Each account has one owner, who calls every quarter.")
    await stage.settled()
    assert [row.text for row in stage.rows(Response)] == ["Each account has one owner, who calls every quarter."]
    ana.presses("That is all")
    await stage.settled()
    ana.presses("50–65 %")
    await stage.settled()
    assert [(row.kind, row.value) for row in stage.rows(Mark)] == [("rating", 55)]
    assert "2 of 22" in ana.sees()[-1].text
    assert len(stage.rows(Said)) == len(stage.rows(Participation)) == 1


async def profiled(stage: Stage) -> Person:
    """Let somebody in to answer the whole profile, which is not scored."""
    mia = await stage.seated("Mia", "manager")
    await does(
        stage, mia, "/open", ">Business", ">P ", ">The whole category", ">Every", ">Open it", ">Answer it myself"
    )
    return mia


async def test_what_is_not_scored_asks_for_no_rating_and_waits_for_more_until_one_goes_on(stage: Stage) -> None:
    mia = await profiled(stage)
    assert "1 of 39" in mia.sees()[-1].text
    await does(stage, mia, "We make bread.", "And cakes.")
    assert "not scored" in mia.sees()[-1].text
    assert mia.sees()[-1].labels == ["Next question"]
    await does(stage, mia, ">Next question")
    assert "2 of 39" in mia.sees()[-1].text
    await does(stage, mia, "We rent a shop in the old town.", "next")
    assert "3 of 39" in mia.sees()[-1].text
    assert [row.kind for row in stage.rows(Mark)] == ["not sure", "not sure"]
    assert {row.code: row.text for row in stage.rows(Response)} == {
        "P.1a(1).1": "We make bread.\nAnd cakes.",
        "P.1a(1).2": "We rent a shop in the old town.",
    }


async def test_what_is_not_scored_cannot_be_rated_by_an_old_button_or_a_word(small_stage: Stage) -> None:
    mia = await profiled(small_stage)
    await does(small_stage, mia, "We make bread.")
    [mine] = small_stage.rows(Participation)
    mia.forges(f"rate:{mine.id}:1:50", 1)
    await does(small_stage, mia, "works widely")
    assert small_stage.rows(Mark) == []
    assert small_stage.rows(Response)[-1].text == "We make bread.\nworks widely"


async def test_a_long_assessment_says_how_long_it_takes_and_lists_from_where_one_is(small_stage: Stage) -> None:
    mia = await small_stage.seated("Mia", "manager")
    await does(small_stage, mia, "/open", ">Business", ">The whole", ">Every", ">Open it", ">Answer it myself")
    assert "402 questions, about 13 hours in all" in mia.sees()[-1].text
    await does(small_stage, mia, "We make bread.", ">Next question")
    assert "13 hours" not in mia.sees()[-1].text
    await does(small_stage, mia, "/review", ">10 pages", ">10 pages")
    assert "page 21 of 81" in mia.sees()[-1].text
    await does(small_stage, mia, ">103", ">Answer it", "We ask them.", "/review")
    assert "page 1 of 81" in mia.sees()[-1].text
    await does(small_stage, mia, ">10 pages", ">10 pages", ">101", ">Answer it", "/review")
    assert "page 21 of 81" in mia.sees()[-1].text


async def test_who_types_that_they_do_not_know_how_far_along_it_is_is_not_sure(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business", "Each account has one owner.", ">That is all", "don't know")
    assert [row.kind for row in stage.rows(Mark)] == ["not sure"]
    assert [row.text for row in stage.rows(Response)] == ["Each account has one owner."]
    assert "2 of 22" in ana.sees()[-1].text
