"""In a group the bot answers who asks it, beside the question, and nothing private is said or taken there."""

from dataclasses import dataclass

from storage.tables import Asked, Received, Said
from tests.bot.harbours import CANARY, does, harbour
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage
from tests.telegram.updates import Person, group

NAME = "@howwell_test_bot"


@dataclass
class Team:
    """A group, and one person in it who also talks with the bot alone."""

    stage: Stage
    alone: Person
    there: Person

    async def hears(self, text: str) -> list[str]:
        """Let the person write in the group; return what the bot says to it there."""
        before = len(self.there.sees())
        self.there.types(text)
        await self.stage.settled()
        return [one.text for one in self.there.sees()[before:]]


async def team(stage: Stage, alone: Person) -> Team:
    there = Person(stage.telegram, "There", id=alone.id, chat=group())
    there.user = alone.user
    return Team(stage, alone, there)


async def test_a_mention_is_answered_as_a_reply_and_other_talk_is_left_alone(stage: Stage) -> None:
    one = await team(stage, stage.person("Sam"))
    for talk in ("what is deployment?", "3.2a(3)", "@other_bot what is deployment", f"mail{NAME} is not a name"):
        assert await one.hears(talk) == [], talk
    asked = one.there.types(f"{NAME} what is deployment")["message"]["message_id"]
    await stage.settled()
    shown = one.there.sees()[-1]
    assert "How far an approach is really in use" in shown.text
    assert (shown.reply_to, shown.buttons) == (asked, ())
    [told] = await one.hears(f"And {NAME.upper()}, 3.2a(3)?")
    assert "Complaint management" in told
    [told] = await one.hears(f"/ask{NAME} what is a segment")
    assert "worth treating apart" in told
    [told] = await one.hears(f"{NAME}")
    assert "What would you like to know?" in told
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


async def test_a_reply_to_the_bot_goes_on_with_what_was_asked(stage: Stage) -> None:
    one = await team(stage, stage.person("Sam"))
    await one.hears(f"{NAME} what is approach?")
    one.there.replies(one.there.sees()[-1].message_id, "and deployment?")
    await stage.settled()
    assert "How far an approach is really in use" in one.there.sees()[-1].text
    shown = len(one.there.sees())
    for talk in ("thanks", "lol ok", "xylophones over there"):
        one.there.replies(one.there.sees()[-1].message_id, talk)
        await stage.settled()
    assert len(one.there.sees()) == shown
    one.there.replies(one.there.sees()[-1].message_id, "xylophones?")
    await stage.settled()
    assert one.there.sees()[-1].text == "My sources say nothing about that."


async def test_what_is_asked_in_a_group_is_no_response_and_changes_no_interview(stage: Stage) -> None:
    ana = await stage.seated("Ana", "respondent")
    await does(stage, ana, "/answer", ">Business")
    one, shown = await team(stage, ana), len(ana.sees())
    assert await one.hears(f"{NAME} what is deployment?")
    assert await one.hears("We call every customer.") == []
    assert len(ana.sees()) == shown
    assert stage.rows(Said) == []
    await does(stage, ana, "We call every customer.")
    assert [row.text for row in stage.rows(Said)] == ["We call every customer."]


async def test_of_an_organisation_nothing_is_said_in_a_group(stage: Stage) -> None:
    mine = await harbour(stage, f" {CANARY}")
    for alone in (mine.manager, mine.respondent):
        one = await team(stage, alone)
        before = len(stage.rows(Asked))
        for text in (f"{NAME} what is a quayside lantern?", f"{NAME} harbour/1.1a(1)", f"{NAME} bollard"):
            assert CANARY not in str(await one.hears(text)), text
        for command in ("status", "scorecard", "open", "invite", "sources", "gaps", "review", "answer", "browse"):
            assert await one.hears(f"/{command}") == [], command
            [told] = await one.hears(f"/{command}{NAME}")
            assert told.startswith("I talk with each person alone"), command
        # Nor does the organisation get to see what its people asked elsewhere.
        assert len(stage.rows(Asked)) == before + 3
        assert {row.organisation_id for row in stage.rows(Asked)[before:]} == {None}
        await does(stage, alone, "/ask bollard")
        assert CANARY in alone.sees()[-1].text


async def test_a_managers_answer_to_a_colleague_is_not_taken_from_a_group(stage: Stage) -> None:
    mine = await harbour(stage)
    await does(stage, mine.manager, f"/answer{NAME}")
    mine.manager.forges(f"reply:{mine.enquiry}", mine.manager.sees()[-1].message_id)
    await stage.settled()
    assert "Your next message is your answer" in mine.manager.sees()[-1].text
    one, shown = await team(stage, mine.manager), len(mine.respondent.sees())
    await one.hears(f"{NAME} what is deployment?")
    await one.hears("The night guard does.")
    assert len(mine.respondent.sees()) == shown
    await does(stage, mine.manager, "The night guard does.")
    assert "The night guard does." in mine.respondent.sees()[-1].text
