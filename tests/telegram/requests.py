"""One call of a bot: its method, its parameters and the files that came along."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.telegram.refusals import bad_request

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` is the one shown to people."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


class Request:
    """Reads parameters alike whether they are Python values (in process) or strings (over HTTP)."""

    __slots__ = ("files", "method", "parameters")

    def __init__(self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]) -> None:
        self.method = method
        self.parameters = parameters
        self.files = files

    def text(self, name: str) -> str:
        value = self.parameters.get(name)
        return value if isinstance(value, str) else "" if value is None else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.parameters.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return str(self.parameters.get(name, "")).lower() in {"true", "yes", "1"}

    def value(self, name: str) -> Any:
        """Return a list or an object, decoded if it came as JSON; None if it is not there."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as flaw:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from flaw
