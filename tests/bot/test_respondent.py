"""The respondent's way through an assessment, through the whole bot."""

from storage.tables import Mark, Participation, Response, Said
from tests.stage import Stage


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
    ana.presses("50–65 %")
    await stage.settled()
    assert [(row.kind, row.value) for row in stage.rows(Mark)] == [("rating", 55)]
    assert "2 of 22" in ana.sees()[-1].text
    assert len(stage.rows(Said)) == len(stage.rows(Participation)) == 1
