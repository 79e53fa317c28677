"""The journal: one JSON line per event, readable by another process while the server lives or after it was killed."""

import json
from pathlib import Path
from typing import Any


class Journal:
    """Appends events; each line is handed to the operating system at once. Without a path it keeps nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = path.open("a", buffering=1, encoding="utf-8") if path else None

    def write(self, event: str, **fields: Any) -> None:
        if self._file is not None:
            self._file.write(json.dumps({"event": event, **fields}) + "\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def read_journal(path: Path, *events: str) -> list[dict[str, Any]]:
    """Return the events in order, of the named kinds if any are named; an unfinished last line is left out."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
    found = [json.loads(line) for line in lines]
    return [line for line in found if not events or line["event"] in events]
