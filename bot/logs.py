"""Logging: one handler, and no token in any line of it."""

import json
import logging
import re
import sys

# The form of every bot token; in a URL it stands behind "bot", its colon perhaps quoted.
TOKEN = re.compile(r"\d{3,}(?::|%3[Aa])[\w-]{10,}")
HIDDEN = "<token>"
# These write whole URLs, which hold the token, at their usual levels.
_TALKATIVE = ("httpx", "httpcore", "telegram", "alembic", "chromadb", "matplotlib")


def hide(text: str) -> str:
    """Return a text with anything that looks like a token taken out."""
    return TOKEN.sub(HIDDEN, text)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return hide(super().format(record))


class _Json(_Text):
    def format(self, record: logging.LogRecord) -> str:
        line = {"at": self.formatTime(record), "level": record.levelname, "from": record.name}
        return json.dumps({**line, "says": super().format(record)}, ensure_ascii=False)


def start(level: str, form: str) -> None:
    """Send log lines of at least `level` to standard error, as text or JSON."""
    handler = logging.StreamHandler(sys.stderr)
    pattern = "%(message)s" if form == "json" else "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(_Json("%(message)s") if form == "json" else _Text(pattern))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
