"""Inline queries that wait for an answer, and the cards that people were offered for them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram.refusals import bad_request
from tests.telegram.requests import Raw, Request
from tests.telegram.texts import text_of

LIFETIME_SECONDS = 30
MOST_RESULTS, LONGEST_ID, LONGEST_OFFSET = 50, 64, 64


@dataclass(frozen=True, slots=True)
class Card:
    """A card as a person sees it: what it is chosen by, and the text that would be sent."""

    id: str
    title: str
    description: str
    text: str
    entities: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What one inline query got; `personal` says that nobody else is given the same from the cache."""

    person: int
    query: str
    cards: tuple[Card, ...]
    personal: bool
    cache_time: int
    button: Raw | None


class Inline:
    """Knows which queries can still be answered: each once, and not for long."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.asked: dict[str, tuple[int, str, float]] = {}
        self.offered: list[Offered] = []

    def learn(self, query: Raw) -> None:
        """Remember a query when it is typed."""
        self.asked[query["id"]] = query["from"]["id"], query["query"], self.clock()

    def answer(self, request: Request) -> bool:
        results = request.value("results")
        if not isinstance(results, list):
            raise bad_request("can't parse inline query results: expected an Array")
        if len(results) > MOST_RESULTS:
            raise bad_request("RESULTS_TOO_MUCH")
        cards = tuple(map(_card, results))
        if len({card.id for card in cards}) < len(cards):
            raise bad_request("RESULT_ID_DUPLICATE")
        if len(request.text("next_offset").encode()) > LONGEST_OFFSET:
            raise bad_request("NEXT_OFFSET_INVALID")
        button = _button(request.value("button"))
        person, query, at = self.asked.pop(request.text("inline_query_id"), (0, "", float("-inf")))
        if self.clock() - at > LIFETIME_SECONDS:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        personal, seconds = request.flag("is_personal"), request.number("cache_time", 300)
        self.offered.append(Offered(person, query, cards, personal, seconds, button))
        return True


def _card(result: Any) -> Card:
    if not isinstance(result, dict) or result.get("type") != "article":
        raise bad_request("can't parse inline query result: unsupported inline query result type")
    identity = result.get("id")
    if not isinstance(identity, str) or not 1 <= len(identity.encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not str(result.get("title") or "").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("can't parse inline query result: input message content is not specified")
    text, entities = text_of(Request("", {**content, "text": content.get("message_text")}, {}))
    return Card(identity, result["title"], str(result.get("description") or ""), text, tuple(entities))


def _button(button: Any) -> Raw | None:
    if not button:
        return None
    if not str(button.get("text") or "").strip():
        raise bad_request("can't parse inline query results button: Text must be non-empty")
    if not re.fullmatch(r"[\w-]{1,64}", str(button.get("start_parameter", "")), re.ASCII):
        raise bad_request("START_PARAM_INVALID")
    return dict(button)
