"""What is said of the figures of an assessment: short ones at once, long ones by item and page by page."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.turns import Message
from bot.wording import figures as wording
from bot.wording import manager
from knowledge.asking import asks
from knowledge.catalogue import packaged
from knowledge.criteria import Depth, Framework
from storage.responses import Given
from storage.scorecard import missing, roll_up
from storage.scores import Scorecard
from storage.tables import Assessment

BUSINESS = packaged()["baldrige-business-2021"]
NOBODY: dict[str, Given] = {}


def card(framework: Framework, *people: dict[str, Given], depth: Depth = Depth.MULTIPLE) -> Scorecard:
    asked, items = asks(framework, depth), tuple(roll_up(framework, depth, people))
    when = datetime(2026, 11, 24, tzinfo=UTC)
    head = (7, "A cycle", "Alba", framework.id, framework.short, "2021", "questions", depth, 100, when, len(people), 0)
    return Scorecard(*head, len(asked), items, tuple(missing(asked, people)))


def given(value: int | None) -> Given:
    return Given("x", 1, "rating" if value is not None else "not sure", value, marked_revision=1)


WHOLE, SMALL = card(BUSINESS, NOBODY), card(BUSINESS.only(["3.2"]), NOBODY)


def lines(message: Message) -> list[str]:
    return [line for line in message.text.splitlines() if line]


def leads(message: Message, label: str) -> int:
    """Return the page that a button turns to."""
    data = next(button.data for row in message.buttons for button in row if button.label == label)
    return int(data.rsplit(":", 1)[1])


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


def test_a_small_assessment_is_listed_by_part_at_once() -> None:
    shown = wording.by_part(SMALL)
    assert (len(lines(shown)), labels(shown)) == (9, [])
    assert [len(lines(wording.missing(SMALL))) - 1, labels(wording.missing(SMALL))] == [22, []]


@pytest.mark.parametrize("show", [wording.by_part, wording.missing])
def test_the_whole_framework_is_summed_up_by_item_and_every_item_leads_to_its_own(show) -> None:  # type: ignore[no-untyped-def]
    overview = show(WHOLE)
    assert len(lines(overview)) == 1 + len(BUSINESS.items)
    assert labels(overview) == [item.code for item in BUSINESS.items]
    for item in BUSINESS.items:
        page = show(WHOLE, leads(overview, item.code), 5)
        assert page.replaces == 5
        assert f"<b>{item.code} " in page.text
        assert len(lines(page)) <= 26
        assert leads(page, "All items") == 1


def test_turning_the_pages_shows_every_missing_question_once_and_none_is_long() -> None:
    page, seen = leads(wording.missing(WHOLE), "P.1"), []
    while page:
        shown = wording.missing(WHOLE, page)
        assert len(lines(shown)) <= 26
        seen += [line.split()[0] for line in lines(shown) if not line.startswith("<b>")]
        page = leads(shown, "›") if "›" in labels(shown) else 0
    assert seen == [ask.code for ask in asks(BUSINESS)]


@pytest.mark.parametrize("page", [-5, 0, 10_000])
def test_a_page_that_is_not_there_shows_the_nearest(page: int) -> None:
    assert "Not answered or rated yet" in wording.missing(WHOLE, page).text


def test_the_profile_is_answered_and_not_scored() -> None:
    codes = [ask.code for ask in asks(BUSINESS) if ask.item.code in ("P.1", "P.2")]
    figures = card(BUSINESS, {code: given(None) for code in codes} | {"1.1a(1).1": given(60)})
    assert "P.1 Organizational Description: not scored · 27 of 27 answered" in wording.by_part(figures).text
    assert "1.2 Governance and Societal Contributions: not assessed" in wording.by_part(figures).text
    assert not {"P.1", "P.2"} & {one.item for one in figures.missing}
    assert (figures.points_possible, figures.points_assessed) == (1000, 14)
    assert figures.points == pytest.approx(8.4)


def test_a_rating_of_what_is_not_scored_counts_for_nothing() -> None:
    profile = card(BUSINESS.only(["P"]), {"P.1a(1).1": given(95)})
    assert (profile.is_scored, profile.points_possible, profile.points) == (False, None, None)
    assert {part.value for item in profile.items for part in item.parts} == {None}
    told = wording.scorecard(profile, Path("card.png")).text
    assert "nothing in it is scored" in told
    assert "examiner" not in told
    assert "Not answered yet: 38 questions" in told


def test_many_people_stand_on_several_pages_of_the_status() -> None:
    version = {"framework_version_id": 1, "framework_hash": ""}
    cycle = {"id": 7, "organisation_id": 1, "title": "A cycle", "depth": "multiple", "opened_by": 1}
    assessment = Assessment.model_validate(version | cycle)
    people = [(f"Person {n}", {"P.1a(1).1": given(None)}, False) for n in range(40)]
    first = manager.status(assessment, BUSINESS, people)
    assert "40 joined · 40 begun" in first.text
    assert "Person 0: 1 of 402" in first.text
    assert "Person 20" not in first.text
    assert labels(first) == ["›", "Scorecard", "Invite people"]
    last = manager.status(assessment, BUSINESS, people, 3)
    assert "Person 39: 1 of 402" in last.text
    assert labels(last) == ["‹", "Scorecard", "Invite people"]
    assert all(len(lines(manager.status(assessment, BUSINESS, people, n))) <= 17 for n in (1, 2, 3))


def test_items_and_not_parts_are_strongest_and_weakest_where_there_are_many() -> None:
    figures = card(BUSINESS, {"1.1a(1).1": given(80), "3.2a(1).1": given(20)})
    assert (
        "Strongest: Senior Leadership (80 %). Weakest: Customer Engagement (20 %)."
        in wording.scorecard(figures, Path("card.png")).text
    )
    small = replace(figures, items=tuple(item for item in figures.items if item.code in ("1.1", "3.2")))
    assert "Weakest: Relationship management" in wording.scorecard(small, Path("card.png")).text
