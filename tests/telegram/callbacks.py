"""Button presses that wait for an answer, and the notices people got for them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.telegram.refusals import bad_request
from tests.telegram.requests import Request

LIFETIME_SECONDS = 150


@dataclass(frozen=True, slots=True)
class Notice:
    """The small text a person sees after a press; empty if only the spinner stops."""

    person: int
    text: str
    alert: bool


class Callbacks:
    """Knows which presses can still be answered; answering one twice is allowed."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.pressed: dict[str, tuple[int, float]] = {}
        self.notices: list[Notice] = []
        self.answered: list[str] = []

    def learn(self, query: str, person: int) -> None:
        """Remember a press when it happens."""
        self.pressed[query] = person, self.clock()

    def answer(self, request: Request) -> bool:
        query = request.text("callback_query_id")
        person, at = self.pressed.get(query, (0, float("-inf")))
        if self.clock() - at > LIFETIME_SECONDS:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(text := request.text("text")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self.answered.append(query)
        self.notices.append(Notice(person, text, request.flag("show_alert")))
        return True
