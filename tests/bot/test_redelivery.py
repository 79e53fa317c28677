"""Updates that come twice, late, early or in other batches: the end is as if each had come once, in order."""

import asyncio
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import col

from storage import members
from storage.tables import Assessment, Invitation, Person, Received, Said
from tests.bot.plainness import assert_speaks_plainly
from tests.bot.recorded import Recorded, begins, edits, presses, types
from tests.stage import Stage

TALK = (
    types("Each account has one owner.", "a"),
    types("The owner calls every quarter.", "b"),
    presses("rate:{taking}:1:50"),
    types("We ask in a yearly survey.", "c"),
    edits("c", "We ask in a yearly survey and by phone."),
    presses("rate:{taking}:2:30"),
    presses("skip:{taking}:3"),
    presses("why:{taking}:3:k"),
    types("what is a segment?", "d"),
    types("We do it by size I think?", "e"),
    presses("keep:{taking}:{said}", "e"),
    presses("rate:{taking}:4:10"),
    types("Is it the front desk, I mean they note it?", "f"),
    presses("turn:{taking}:{said}", "f"),
    types("The front desk notes it.", "g"),
    presses("rate:{taking}:5:x"),
    presses("back:{taking}:6"),
    types("And the manager reads the notes.", "h"),
    presses("hold:{taking}"),
    types("/resume"),
    types("Complaints are sorted by cause.", "i"),
    edits("i", "Complaints are sorted by cause each week."),
    edits("i", "Complaints are sorted by cause every week."),
    presses("rate:{taking}:6:70"),
    types("skip", "skip"),
    types("/review"),
    presses("list:{taking}:2"),
    presses("see:{taking}:1"),
    presses("anew:{taking}:1"),
    types("Each account has two owners now.", "j"),
    edits("a", "Each account had one owner."),
    types("/submit"),
    presses("send:{taking}"),
    edits("c", "We ask by phone."),
)
# Without shrinking: an example is a whole conversation, and its reproduction is printed anyway.
quick = settings(
    max_examples=7,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
_expected: dict[bool, dict[str, Any]] = {}


async def expected(stage: Stage, *, in_order: bool = True) -> dict[str, Any]:
    """Return the outcome of the talk as it should go; found out once."""
    if in_order not in _expected:
        recorded = await begins(stage, "Model", TALK)
        await recorded.play()
        _expected.update({True: recorded.outcome(), False: recorded.outcome(in_order=False)})
    return _expected[in_order]


async def test_the_talk_itself_goes_as_it_should(stage: Stage) -> None:
    recorded = await begins(stage, "Ana", TALK)
    await recorded.play()
    outcome = recorded.outcome()
    assert list(outcome["responses"].values()) == [
        "Each account has two owners now.",
        "We ask by phone.",
        "We do it by size I think?",
        "The front desk notes it.\nAnd the manager reads the notes.",
        "Complaints are sorted by cause every week.",
    ]
    taken = {name: taken_as for name, _, _, _, taken_as in outcome["said"]}
    assert taken == {
        **dict.fromkeys("ab", "replaced"),
        **dict.fromkeys("ceghij", "response"),
        **dict.fromkeys("df", "question"),
    }
    assert [(kind, value, reason) for _, kind, value, reason, _ in outcome["marks"]] == [
        ("rating", 55, None),
        ("rating", 35, None),
        ("skip", None, None),
        ("skip", None, "don't know"),
        ("rating", 15, None),
        ("not sure", None, None),
        ("rating", 75, None),
        ("skip", None, None),
    ]
    assert outcome["participation"] == (None, False, False, True)
    assert {row.status for row in stage.rows(Received)} == {"done"}
    assert_speaks_plainly(stage)


@quick
@given(again=st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=20, max_size=60), dice=st.randoms())
async def test_updates_delivered_again_and_again_change_nothing(
    small_stage: Stage, again: list[tuple[int, bool]], dice: Any
) -> None:
    wanted = await expected(small_stage)
    recorded = await begins(small_stage, "Ana", TALK)
    small_stage.people.clear()
    while len(recorded.done) < len(TALK):
        await recorded.deliver(await recorded.do_next())
        for _ in range(dice.randint(0, 3)):
            if again:
                place, renumbered = again.pop()
                await recorded.deliver(place % len(recorded.done), renumbered=renumbered)
    seen = len(recorded.person.sees())
    for renumbered in (False, True):
        await recorded.deliver(*range(len(TALK)), renumbered=renumbered)
    assert len(recorded.person.sees()) == seen
    assert recorded.outcome() == wanted
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
    assert_speaks_plainly(small_stage)


# What a slow line may hold back: (the place of a text or an edit, how many of the next deeds come before it).
DELAYS = {
    "a second text behind the rating that it was written before": (1, 1),
    "an edit behind a rating": (4, 1),
    "an edit behind everything that follows": (4, 9),
    "a text behind its own edit": (3, 1),
    "a text behind its edit and the next edit": (20, 2),
    "an edit behind the next edit of the same message": (21, 1),
    "a text behind a pause": (17, 1),
    "the edit of a replaced text behind handing in": (30, 2),
}


async def test_texts_and_edits_that_come_late_end_where_they_belong(small_stage: Stage) -> None:
    wanted = await expected(small_stage, in_order=False)
    for what, (place, by) in DELAYS.items():
        recorded = await begins(small_stage, f"Ana, {what}", TALK)
        while len(recorded.done) < len(TALK):
            at = await recorded.do_next()
            if at != place:
                await recorded.deliver(at)
            if at == place + by:
                await recorded.deliver(place)
        assert recorded.outcome(in_order=False) == wanted, what
    assert_speaks_plainly(small_stage)


@quick
@given(chosen=st.sets(st.sampled_from(sorted(DELAYS.values())), min_size=2), dice=st.randoms())
async def test_late_updates_among_redelivered_ones_change_nothing(
    small_stage: Stage, chosen: set[tuple[int, int]], dice: Any
) -> None:
    wanted = await expected(small_stage, in_order=False)
    recorded = await begins(small_stage, "Ana", TALK)
    small_stage.people.clear()
    behind = {place: by for place, by in sorted(chosen)}
    delivered: list[int] = []
    while len(recorded.done) < len(TALK):
        at = await recorded.do_next()
        due = [place for place, by in behind.items() if place + by == at]
        now = [one for one in (at, *due) if one not in behind or one in due]
        for one in now:
            await recorded.deliver(one)
        delivered += now
        await recorded.deliver(*dice.choices(delivered, k=2), renumbered=dice.random() < 0.5) if delivered else None
    assert recorded.outcome(in_order=False) == wanted


async def test_a_text_behind_a_pause_is_kept_and_the_pause_stays(stage: Stage) -> None:
    recorded = await begins(stage, "Ana", (types("Each account has one owner.", "a"), presses("hold:{taking}")))
    text, pause = await recorded.do_next(), await recorded.do_next()
    await recorded.deliver(pause)
    await recorded.deliver(text)
    outcome = recorded.outcome()
    assert outcome["responses"] == {"3.2a(1).1": "Each account has one owner."}
    assert outcome["participation"] == (None, False, True, False)
    assert recorded.person.sees()[-1].text == "Saved to question 1 ✓"


async def test_a_text_behind_a_way_back_is_kept_and_the_way_back_stays(stage: Stage) -> None:
    talk = (
        types("One owner.", "a"),
        presses("rate:{taking}:1:50"),
        types("A survey.", "b"),
        presses("back:{taking}:2"),
    )
    recorded = await begins(stage, "Ana", talk)
    for _ in range(2):
        await recorded.deliver(await recorded.do_next())
    text, back = await recorded.do_next(), await recorded.do_next()
    await recorded.deliver(back)
    await recorded.deliver(text)
    outcome = recorded.outcome()
    assert outcome["responses"] == {"3.2a(1).1": "One owner.", "3.2a(1).2": "A survey."}
    assert outcome["participation"] == (1, False, False, False)


async def test_a_text_behind_the_choice_of_another_assessment_is_kept_in_its_own(stage: Stage) -> None:
    recorded = await begins(stage, "Ana", (types("One owner.", "a"),))
    text = await recorded.do_next()
    mine = recorded.participation()
    recorded.person.types("/answer")
    await stage.settled()
    recorded.person.presses("Framework 72")
    await stage.settled()
    asked = recorded.person.sees()[-1].text
    await recorded.deliver(text)
    assert [(row.participation_id, row.code) for row in stage.rows(Said)] == [(mine.id, "3.2a(1).1")]
    recorded.person.types("By listening.")
    await stage.settled()
    [_, said] = sorted(stage.rows(Said), key=lambda row: row.id)
    assert said.participation_id != mine.id
    assert "1 of 23" in asked


async def test_whatever_the_batches_the_end_is_the_same(stage: Stage) -> None:
    """Typing fast: several texts come in one batch, before the bot has said anything to the first."""
    fast = (types("One.", "a"), types("Two.", "b"), types("Three.", "c"), edits("b", "Two and a half."))
    outcomes = []
    for name, sizes in (("Ana", (1, 1, 1, 1)), ("Rui", (4,)), ("Kim", (2, 2)), ("Mia", (1, 3))):
        recorded = await begins(stage, name, fast)
        for size in sizes:
            await recorded.deliver(*[await recorded.do_next() for _ in range(size)])
        outcomes.append(recorded.outcome())
    assert outcomes == [outcomes[0]] * 4
    assert outcomes[0]["responses"] == {"3.2a(1).1": "One.\nTwo and a half.\nThree."}


async def test_the_same_update_from_many_sides_at_once_is_handled_once(stage: Stage) -> None:
    recorded = await begins(stage, "Ana", (types("Once.", "a"), types("skip", "s")))
    places = [await recorded.do_next(), await recorded.do_next()]
    await recorded.deliver(*places, *places)
    await asyncio.gather(*(recorded.deliver(*places, renumbered=bool(n % 2)) for n in range(8)))
    assert [text for _, _, _, text, _ in recorded.outcome()["said"]] == ["Once."]
    assert len(recorded.outcome()["marks"]) == 1


async def test_commands_that_come_again_under_a_new_number_do_nothing_more(stage: Stage) -> None:
    await stage.seated("Ana", "respondent")
    await stage.seated("Boss", "manager")
    boss = Recorded(stage, stage.person("Boss"), (types("/status"), presses("link:1"), types("/invite")))
    await boss.play()
    seen = len(boss.person.sees())
    await boss.deliver(0, 1, 2, renumbered=True)
    assert len(stage.rows(Invitation)) == 1, "the command asks which assessment is meant; the button makes a link"
    assert len(boss.person.sees()) == seen


async def test_an_edit_of_what_was_no_response_becomes_none(stage: Stage) -> None:
    talk = (types("/help", "h"), types("pause", "p"), types("/resume", "r"), types("skip", "s"), types("hello", "o"))
    changed = [edits(name, "I meant something else, you know.") for name in "hprso"]
    recorded = await begins(stage, "Ana", (*talk, *changed))
    await recorded.play()
    assert stage.rows(Said) == []


async def test_an_edit_from_another_organisation_or_a_closed_assessment_changes_nothing_here(stage: Stage) -> None:
    recorded = await begins(stage, "Ana", (types("In the first.", "a"), edits("a", "Changed."), edits("a", "Again.")))
    await recorded.deliver(await recorded.do_next())
    first = recorded.participation()

    def close(session: Any) -> None:
        session.execute(update(Assessment).where(col(Assessment.id) == first.assessment_id).values(status="closed"))

    stage.database.write(close)
    recorded.person.types("/answer")
    await stage.settled()
    recorded.person.presses("Framework 72")
    await stage.settled()
    await recorded.deliver(await recorded.do_next())
    assert [row.text for row in stage.rows(Said)] == ["In the first."]
    assert "closed" in recorded.person.sees()[-1].text

    def move(session: Any) -> None:
        person = session.get_one(Person, first.person_id)
        members.join(session, person, members.organisation(session, "Elsewhere").id, "respondent")

    stage.database.write(move)
    seen = len(recorded.person.sees())
    await recorded.deliver(await recorded.do_next())
    assert [row.text for row in stage.rows(Said)] == ["In the first."]
    assert len(recorded.person.sees()) == seen


async def test_a_text_that_is_delivered_again_after_its_writer_went_on_to_another_assessment_is_not_kept_twice(
    stage: Stage,
) -> None:
    recorded = await begins(stage, "Ana", (types("In the first.", "a"),))
    await recorded.deliver(await recorded.do_next())
    recorded.person.types("/answer")
    await stage.settled()
    recorded.person.presses("Framework 72")
    await stage.settled()
    await recorded.deliver(0)
    await recorded.deliver(0, renumbered=True)
    assert [row.text for row in stage.rows(Said)] == ["In the first."]
    assert {row.status for row in stage.rows(Received)} == {"done"}
