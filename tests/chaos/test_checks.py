"""The checks themselves: each of them sees the very thing it is there for."""

import json
from dataclasses import replace

from storage.tables import Mark, Owed, Received, Response, Said
from tests.chaos.checks import figures
from tests.chaos.evidence import Evidence
from tests.telegram.server import TOKEN

CHAT, TAKING = 7, 3
WRITTEN, CHANGED = "We call them.", "We visit them."


def evidence() -> Evidence:
    """Somebody wrote a response, changed it, and rated it; the bot said two things, one of them twice."""
    versions = ((0, WRITTEN), (50, CHANGED))
    return Evidence(
        token=TOKEN,
        journal=[
            {"event": "confirmed", "ids": [1, 2, 3]},
            *(
                {"event": "sent", "chat": CHAT, "message": n, "text": text}
                for n, text in seen("Saved", "Saved", "Next")
            ),
        ],
        deeds=[
            {
                "event": "typed",
                "chat": CHAT,
                "taking": TAKING,
                "n": 1,
                "message": 1,
                "text": WRITTEN,
                "meant": "response",
            },
            {"event": "edited", "chat": CHAT, "message": 1, "edited": 50, "text": CHANGED, "meant": "response"},
            {"event": "rated", "chat": CHAT, "taking": TAKING, "n": 1, "value": "50"},
            {"event": "rated", "chat": CHAT, "taking": TAKING, "n": 1, "value": "50"},
        ],
        inbox=[Received(update_id=n, lane=CHAT, raw="{}", status="done") for n in (1, 2, 3)],
        outbox=[owed(1, "Saved", 3), owed(2, "Next", 4)],
        said=[
            Said(
                participation_id=TAKING,
                code="a",
                chat_id=CHAT,
                message_id=1,
                edited_at=at,
                text=text,
                taken_as="response",
            )
            for at, text in versions
        ],
        responses=[
            Response(participation_id=TAKING, code="a", revision=n, text=text)
            for n, (_, text) in enumerate(versions, 1)
        ],
        marks=[Mark(participation_id=TAKING, code="a", kind="rating", value=55, revision=2)],
        asked={TAKING: ["a", "b"]},
        log="all is well",
    )


def owed(number: int, text: str, sent: int) -> Owed:
    payload = json.dumps({"chat_id": CHAT, "text": text})
    return Owed(id=number, chat_id=CHAT, method="sendMessage", payload=payload, status="sent", sent_message_id=sent)


def seen(*texts: str) -> list[tuple[int, str]]:
    return list(enumerate(texts, 2))


def sent(*texts: str) -> list[dict[str, object]]:
    return [{"event": "sent", "chat": CHAT, "message": n, "text": text} for n, text in seen(*texts)]


def wrong(one: Evidence) -> set[str]:
    return {figure.name for figure in figures(one) if figure.wrong}


def test_nothing_is_wrong_with_a_message_seen_twice() -> None:
    assert wrong(evidence()) == set()
    assert {one.count for one in figures(evidence()) if "more than once" in one.name} == {1}


def test_a_confirmed_update_without_a_row_is_missed() -> None:
    assert wrong(replace(evidence(), inbox=evidence().inbox[:2])) == {"confirmed updates are in the inbox"}


def test_an_update_that_was_put_aside_is_missed() -> None:
    left = [*evidence().inbox, Received(update_id=4, lane=CHAT, raw="{}", status="dead")]
    assert wrong(replace(evidence(), inbox=left)) == {"inbox rows are done"}


def test_a_lost_message_and_one_kept_twice_are_seen() -> None:
    rows = evidence().said
    for found in (rows[:1], [*rows, rows[0]]):
        assert wrong(replace(evidence(), said=found)) == {"messages and edits are kept once each"}


def test_a_response_that_is_not_the_last_wording_is_seen() -> None:
    found = wrong(replace(evidence(), responses=evidence().responses[:1]))
    assert found == {"responses end as written last", "revisions are all there, in order"}


def test_a_gap_between_revisions_is_seen() -> None:
    first, second = evidence().responses
    second.revision = 3
    assert wrong(replace(evidence(), responses=[first, second])) == {"revisions are all there, in order"}


def test_a_rating_that_counts_twice_is_seen() -> None:
    assert wrong(replace(evidence(), marks=[*evidence().marks, *evidence().marks])) == {
        "ratings and skips count once each"
    }


def test_a_call_still_owed_is_seen() -> None:
    rows = [*evidence().outbox, Owed(id=3, chat_id=CHAT, method="setMyCommands", payload="{}", status="pending")]
    assert wrong(replace(evidence(), outbox=rows, menus=[CHAT])) == {"outbox rows are sent"}


def test_a_message_noted_as_sent_that_nobody_saw_is_missed() -> None:
    rows = [*evidence().outbox, owed(3, "Next", 5)]
    assert wrong(replace(evidence(), outbox=rows)) == {"what is owed has arrived"}


def test_messages_in_the_wrong_order_are_seen() -> None:
    assert wrong(replace(evidence(), journal=sent("Next", "Saved", "Next"))) == {"chats saw it in order"}
    swapped = [owed(1, "Saved", 4), owed(2, "Next", 3)]
    assert wrong(replace(evidence(), outbox=swapped)) == {"chats saw it in order"}


def test_the_token_is_seen_in_a_log_line_and_in_a_file_even_in_a_url() -> None:
    for log in (f"POST /bot{TOKEN}/getMe", f"POST /bot{TOKEN.replace(':', '%3A')}/getMe", "9876543210:" + "A" * 35):
        assert wrong(replace(evidence(), log=log)) == {"no log line or file has the token"}
    assert wrong(replace(evidence(), files={"x.db": TOKEN.encode()})) == {"no log line or file has the token"}


def test_a_traceback_and_a_broken_database_are_seen() -> None:
    told = replace(evidence(), log="Traceback (most recent call last):", integrity="row 5 missing from index")
    assert wrong(told) == {"log lines are no breakdown", "database is whole"}
