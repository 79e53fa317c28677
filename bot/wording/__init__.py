"""Every sentence a person reads, by kind of person. `say` is the one place where what people wrote becomes HTML."""

from html import escape
from typing import Any

from bot.turns import Button

ELLIPSIS = "…"
# So many characters are read at a glance; more is folded up.
GLANCE = 420


def say(template: str, **values: Any) -> str:
    """Fill a sentence of ours with values of theirs; the values are escaped, and never read as a template."""
    return template.format(**{name: escape(str(value), quote=False) for name, value in values.items()})


def shortened(text: str, most: int) -> str:
    """Return the first `most` characters of a text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + ELLIPSIS


def quoted(text: str, most: int = 700) -> str:
    """Return a text as a quote; a long one is folded up."""
    cut = text if len(text) <= most else text[:most].rstrip() + ELLIPSIS
    fold = " expandable" if len(cut) > 300 else ""
    return f"<blockquote{fold}>" + say("{text}", text=cut) + "</blockquote>"


def folded(html: str) -> str:
    """Return HTML of ours as it is, or as a quote that is folded up where it is longer than a glance."""
    return f"<blockquote expandable>{html}</blockquote>" if len(html) > GLANCE else html


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 question`, `3 questions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def number(value: float) -> str:
    """Return a figure with at most one decimal, and none where it is whole."""
    return f"{value:,.1f}".removesuffix(".0")


def rows(*buttons: Button, width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out in rows."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))
