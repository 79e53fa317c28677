"""Whatever comes in: nothing stops the bot, what is good is handled, and poison is put aside with one kind sentence."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import ordering
from bot.wording.anyone import BROKEN
from storage.tables import Mark, Membership, Participation, Received, Response, Said
from tests.bot.plainness import assert_speaks_plainly
from tests.stage import Stage
from tests.telegram.updates import Person, channel, channel_post, group, message

NOW = 1_800_000_000


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "FIRST_PAUSE_SECONDS", 0.002)
    monkeypatch.setattr(ordering, "LONGEST_PAUSE_SECONDS", 0.004)


async def in_the_middle(stage: Stage, name: str = "Ana") -> Person:
    """Return a respondent who is being asked the first question."""
    person = await stage.seated(name, "respondent")
    person.types("/answer")
    await stage.settled()
    person.presses("Business")
    await stage.settled()
    return person


def given_rows(stage: Stage) -> list[Any]:
    return [len(stage.rows(table)) for table in (Said, Response, Mark, Participation, Membership)]


async def test_poison_is_put_aside_after_five_attempts_and_the_person_is_told_once(stage: Stage) -> None:
    ana, rui = await in_the_middle(stage), await in_the_middle(stage, "Rui")
    poison = {"message": {"message_id": 10**6, "chat": ana.chat, "from": {"id": ana.id}, "text": "no date, no name"}}
    stage.telegram.updates.add(poison)
    ana.types("The account owner calls each quarter.")
    rui.types("We meet every week.")
    await stage.settled()
    dead = [row for row in stage.rows(Received) if row.status == "dead"]
    assert [(row.lane, row.attempts) for row in dead] == [(ana.id, 5)]
    assert [shown.text for shown in ana.sees()].count(BROKEN) == 1
    assert BROKEN not in [shown.text for shown in rui.sees()]
    assert {row.text for row in stage.rows(Said)} == {"The account owner calls each quarter.", "We meet every week."}
    assert {row.status for row in stage.rows(Received) if row not in dead} == {"done"}
    assert_speaks_plainly(stage)


_junk: Any = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
        st.sampled_from(["\ud800", "\0", "private", "/start", "bot_command", "kicked", {"id": 7}, [], {}]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=4,
)


def good_ones(person: Person) -> list[dict[str, Any]]:
    """Return updates of every kind as Telegram sends them, to be spoiled."""
    user, chat = person.user, person.chat
    written = message(chat, 10**6, NOW, user, text="We do it every week.")
    member = {"user": {"id": 1, "is_bot": True, "first_name": "H"}, "status": "member"}
    return [
        {"message": written},
        {"message": message(chat, 10**6, NOW, user, text="/answer now")},
        {"edited_message": {**written, "edit_date": NOW + 5}},
        {"message": message(chat, 10**6, NOW, user, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1}])},
        {"message": message(chat, 10**6, NOW, user, document={"file_id": "a", "file_unique_id": "b", "file_size": 9})},
        {"callback_query": {"id": "1", "from": user, "message": written, "chat_instance": "1", "data": "mean:1:1"}},
        {
            "my_chat_member": {
                "chat": chat,
                "from": user,
                "date": NOW,
                "old_chat_member": member,
                "new_chat_member": member,
            }
        },
    ]


def places(raw: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything inside a JSON value."""
    inside = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    return [place for key, value in inside for place in ((*path, key), *places(value, (*path, key)))]


@st.composite
def _spoiling(draw: st.DrawFn) -> tuple[int, list[tuple[int, Any]]]:
    """Draw which update to spoil, and where with what; a removal is drawn as `...`."""
    what = st.tuples(st.integers(0, 40), st.one_of(st.just(...), _junk))
    return draw(st.integers(0, 6)), draw(st.lists(what, min_size=1, max_size=3))


def spoiled(person: Person, number: int, changes: list[tuple[int, Any]]) -> dict[str, Any]:
    raw = copy.deepcopy(good_ones(person)[number])
    for at, junk in changes:
        # The kind itself stays, and so does the chat: what is not this person's is not theirs to send.
        found = [place for place in places(raw) if len(place) > 1 and place[1:] not in ((("chat"), "id"),)]
        if not found:
            return raw
        *way, last = found[at % len(found)]
        inner = raw
        for key in way:
            inner = inner[key]
        if junk is not ...:
            inner[last] = junk
        else:
            del inner[last]
    return raw


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=st.lists(_spoiling(), min_size=4, max_size=12))
async def test_schema_shaped_junk_stops_nothing(
    small_stage: Stage, batch: list[tuple[int, list[tuple[int, Any]]]]
) -> None:
    ana, rui = await small_stage.seated("Ana", "respondent"), await small_stage.seated("Rui", "learner")
    for number, changes in batch:
        small_stage.telegram.updates.add(spoiled(ana, number, changes))
    for person in (ana, rui):
        person.types("/help")
    seen = len(ana.sees()), len(rui.sees())
    await small_stage.settled()
    assert "/ask" in ana.sees()[-1].text
    assert "/ask" in rui.sees()[-1].text
    assert len(rui.sees()) == seen[1] + 1
    assert {row.status for row in small_stage.rows(Received)} <= {"done", "dead"}
    assert_speaks_plainly(small_stage)


UNKNOWN = (
    "message_reaction",
    "poll",
    "inline_query",
    "chat_join_request",
    "edited_channel_post",
    "telepathy",
    "message",
)


@pytest.mark.parametrize("kind", UNKNOWN)
async def test_unknown_kinds_and_empty_bodies_are_passed_over_or_put_aside(small_stage: Stage, kind: str) -> None:
    ana = await small_stage.seated("Ana", "learner")
    small_stage.telegram.updates.allowed.add(kind)
    bodies: list[Any] = [None, 7, "text", [], {}, {"chat": None, "from": []}, {"chat": [1], "from": {"id": 1}}]
    for body in bodies:
        small_stage.telegram.updates.add({kind: body})
    ana.types("/help")
    await small_stage.settled()
    assert "/ask" in ana.sees()[-1].text
    assert len(ana.sees()) == 2
    assert {row.status for row in small_stage.rows(Received)} <= {"done", "dead"}


async def test_an_update_without_any_body_is_passed_over(small_stage: Stage) -> None:
    ana = await small_stage.seated("Ana", "learner")
    small_stage.telegram.updates.allowed.add("")
    small_stage.telegram.updates.add({})
    ana.types("/help")
    await small_stage.settled()
    assert {row.status for row in small_stage.rows(Received)} == {"done"}


async def test_what_cannot_be_read_is_answered_once_and_changes_nothing(stage: Stage) -> None:
    ana = await in_the_middle(stage)
    before, seen = given_rows(stage), len(ana.sees())
    for send in (ana.sends_photo, ana.sends_voice, ana.sends_sticker):
        send()
    ana.sends_photo("This is how we do it.")
    ana.sends_document("how.pdf", b"%PDF")
    ana.sends(location={"latitude": 38.7, "longitude": -9.1})
    ana.sends(contact={"phone_number": "1", "first_name": "X"})
    ana.sends(dice={"emoji": "🎲", "value": 3})
    ana.sends(game={"title": "Chess", "description": "", "photo": []})
    ana.sends(hologram={"depth": 3})
    await stage.settled()
    assert given_rows(stage) == before
    said = [shown.text for shown in ana.sees()[seen:]]
    assert sum("only read text" in one for one in said) == 9
    assert sum("Please write your response as a message." in one for one in said) == 1, "a document is not for her"
    assert len(said) == 10
    assert {row.status for row in stage.rows(Received)} == {"done"}


async def test_what_telegram_itself_says_in_a_chat_is_not_answered(small_stage: Stage) -> None:
    ana = await in_the_middle(small_stage)
    seen, pinned = len(ana.sees()), {"message_id": 1, "date": NOW, "chat": ana.chat, "text": "x"}
    ana.sends(pinned_message=pinned)
    ana.sends(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    ana.sends(write_access_allowed={"from_request": True})
    ana.sends(location={"latitude": 1.0, "longitude": 1.0, "live_period": 60})
    await small_stage.settled()
    assert len(ana.sees()) == seen + 1, "a place is nothing to read; the rest is not from the person"
    for metre in range(3):
        moved = {**ana.last, "location": {"latitude": 1.0, "longitude": 1.0 + metre / 1000}, "edit_date": NOW + metre}
        small_stage.telegram.push({"edited_message": moved})
    await small_stage.settled()
    assert len(ana.sees()) == seen + 1, "a place that moves is not answered again and again"


async def test_forwarded_and_inline_texts_are_kept_like_typed_ones(stage: Stage) -> None:
    ana = await in_the_middle(stage)
    ana.forwards("Our rule: each complaint is answered within a day.")
    ana.types("We count the late ones.", via_bot={"id": 9, "is_bot": True, "first_name": "gif"})
    ana.types("And we quote it here.", quote={"text": "x", "position": 0, "is_manual": True})
    await stage.settled()
    assert len(stage.rows(Said)) == 3


async def test_texts_of_the_greatest_size_are_kept_whole(stage: Stage) -> None:
    ana = await in_the_middle(stage)
    texts = ["We do it " + "😀" * 4000, "word " * 819, "(" * 4096, "a?" * 2048, "\n" * 20 + "We do." + "\u202e" * 900]
    for text in texts:
        ana.types(text)
        await stage.settled()
    assert sorted(row.text for row in stage.rows(Said)) == sorted(texts)
    ana.types("/review")
    await stage.settled()
    ana.presses("1")
    await stage.settled()
    assert_speaks_plainly(stage)
    assert {row.status for row in stage.rows(Received)} == {"done"}


async def test_a_group_hears_only_where_to_talk_and_nothing_is_taken_from_it(stage: Stage) -> None:
    ana, team = await in_the_middle(stage), group()
    before = given_rows(stage)
    there = Person(stage.telegram, "Ana", id=ana.id, chat=team)
    stranger = Person(stage.telegram, "Sam", chat=team)
    for person in (there, stranger):
        for text in ("We do it every week.", "/answer", "/review", "/submit", "/scorecard", "/help@other_bot", "skip"):
            person.types(text)
            await stage.settled()
        person.edits("/submit")
        person.sends_photo()
        person.forges("send:1", 1)
        person.forges("rate:1:1:50", 1)
        person.sends(new_chat_members=[stage.telegram.bot])
    await stage.settled()
    assert there.sees() == []
    there.types("/start@howwell_test_bot")
    await stage.settled()
    [shown] = there.sees()
    assert "alone" in shown.text
    assert shown.buttons[0][0].url == "https://t.me/howwell_test_bot"
    assert given_rows(stage) == before
    assert {row.status for row in stage.rows(Received)} == {"done"}


async def test_channels_and_messages_without_a_sender_are_passed_over(small_stage: Stage) -> None:
    news, team = channel(), group()
    small_stage.telegram.updates.allowed |= {"channel_post", "edited_channel_post"}
    post = channel_post(small_stage.telegram, news, "/start")
    small_stage.telegram.push({"edited_channel_post": {**post["channel_post"], "edit_date": NOW}})
    small_stage.telegram.push({"message": message(team, 5, NOW, text="/start", sender_chat=news)})
    await small_stage.settled()
    assert small_stage.telegram.sent == []
    assert {row.status for row in small_stage.rows(Received)} == {"done"}


async def test_leaving_and_joining_in_any_form_is_taken_quietly(small_stage: Stage) -> None:
    ana, seen = await small_stage.seated("Ana", "learner"), 1
    team = Person(small_stage.telegram, "Ana", id=ana.id, chat=group())
    for deed in (ana.blocks, ana.unblocks, ana.unblocks, team.unblocks, team.blocks):
        deed()
        await small_stage.settled()
    assert len(ana.sees()) == seen
    assert {row.status for row in small_stage.rows(Received)} == {"done"}
