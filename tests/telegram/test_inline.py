from typing import Any

import pytest

from tests.telegram.direct import Clock, refusal
from tests.telegram.server import TOKEN, Answer, StrictTelegram
from tests.telegram.updates import Person


def card(identity: str = "a", text: str = "Hello <b>you</b>", **more: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": identity, "title": "A title", "input_message_content": content, **more}


def offer(telegram: StrictTelegram, query: str, *cards: Any, **more: Any) -> Answer:
    return telegram.call(TOKEN, "answerInlineQuery", {"inline_query_id": query, "results": list(cards), **more})


def test_cards_are_offered_to_who_asked_as_they_will_be_sent(telegram: StrictTelegram, ada: Person) -> None:
    query = ada.asks_inline("customers")["inline_query"]["id"]
    button = {"text": "Ask", "start_parameter": "hello"}
    assert offer(telegram, query, card(description="A line"), is_personal=True, cache_time=9, button=button).code == 200
    offered = ada.is_offered()
    assert (offered.query, offered.personal, offered.cache_time, offered.button) == ("customers", True, 9, button)
    [shown] = offered.cards
    assert (shown.title, shown.description, shown.text) == ("A title", "A line", "Hello you")
    assert shown.entities[0]["type"] == "bold"
    sent = ada.chooses(shown)["message"]
    assert (sent["text"], sent["via_bot"]["username"]) == ("Hello you", telegram.username)


def test_a_query_is_answered_once_and_not_late(telegram: StrictTelegram, ada: Person, clock: Clock) -> None:
    query = ada.asks_inline("customers")["inline_query"]["id"]
    assert offer(telegram, query).code == 200
    late = ada.asks_inline("customers")["inline_query"]["id"]
    clock.now += 31
    for wrong in (query, late, "1"):
        code, reason = refusal(offer(telegram, wrong, card()))
        assert (code, reason.startswith("Bad Request: query is too old")) == (400, True)


@pytest.mark.parametrize(
    ("cards", "reason"),
    [
        ([card(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([card("")], "RESULT_ID_INVALID"),
        ([card("é" * 33)], "RESULT_ID_INVALID"),
        ([card(), card()], "RESULT_ID_DUPLICATE"),
        ([card(title=" ")], "ARTICLE_TITLE_EMPTY"),
        ([card(text="")], "message text is empty"),
        ([card(text="😀" * 2049)], "message is too long"),
        ([card(text="<b>never closed")], "can't parse entities"),
        ([card(type="photo")], "can't parse inline query result"),
    ],
)
def test_what_telegram_refuses_is_refused(
    telegram: StrictTelegram, ada: Person, cards: list[dict[str, Any]], reason: str
) -> None:
    query = ada.asks_inline("customers")["inline_query"]["id"]
    code, given = refusal(offer(telegram, query, *cards))
    assert (code, reason in given) == (400, True)
    assert telegram.inline.offered == []
    # A refused answer is none: the query can still get a good one.
    assert offer(telegram, query, card("é" * 32)).code == 200


@pytest.mark.parametrize("start", ["", "with space", "x" * 65])
def test_the_button_above_the_cards_starts_with_what_a_link_can_carry(
    telegram: StrictTelegram, ada: Person, start: str
) -> None:
    query = ada.asks_inline("")["inline_query"]["id"]
    button = {"text": "Ask", "start_parameter": start}
    assert refusal(offer(telegram, query, button=button)) == (400, "Bad Request: START_PARAM_INVALID")
