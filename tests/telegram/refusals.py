"""The ways in which the Bot API says no."""

from typing import Any


class Refusal(Exception):
    """A call that is answered with an error code and a description instead of a result."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> Refusal:
    """Return the 400 whose description carries the reason."""
    return Refusal(400, f"Bad Request: {reason}")
