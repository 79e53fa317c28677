"""What Howwell says about the questions that it could not answer well."""

from collections.abc import Sequence

from bot.turns import Button, Message
from bot.wording import count, rows, say, shortened
from bot.wording.paging import leaf, turning
from storage.tables import Asked

GAPS_A_PAGE = 8
_FILL = "Send me a document that answers some of them (up to 20 MB), or answer one yourself."


def listing(
    groups: Sequence[Sequence[Asked]],
    page: int,
    replaces: int | None,
    *,
    chooses: bool = False,
    is_changed: bool = False,
) -> Message:
    """List what was asked and not answered well, some to a page, or let one of a page be chosen."""
    changed = "That one is answered by now.\n\n" if is_changed else ""
    if not groups:
        text = "In the last 90 days, no question went without an answer, and none was marked with 👎 and left open."
        return Message(changed + text, replaces=replaces)
    shown, page, pages = leaf(groups, page, GAPS_A_PAGE)
    first = (page - 1) * GAPS_A_PAGE + 1
    lines = [_line(n, group) for n, group in enumerate(shown, first)]
    head = f"{changed}<b>Asked in the last 90 days, and not answered well</b>"
    if chooses:
        numbers = (Button(str(n), f"fill:{group[0].id}") for n, group in enumerate(shown, first))
        ways = (*rows(*numbers, width=4), (Button("Back", f"gaps:{page}"),))
        return Message("\n".join((head, *lines, "", "Which one do you want to answer?")), ways, replaces)
    turns = turning(page, pages, lambda to: f"gaps:{to}")
    return Message("\n".join((head, *lines, "", _FILL)), rows(Button("Answer one", f"gap:{page}"), *turns), replaces)


def _line(n: int, group: Sequence[Asked]) -> str:
    often = f", {count(len(group), 'time')}" if len(group) > 1 else ""
    disliked = sum(one.answered for one in group)
    why = "" if not disliked else " 👎" if len(group) == 1 else f", {disliked} 👎"
    text = shortened(group[0].meant or group[0].text, 110)
    return say("{n} · “{text}”{often}{why}", n=n, text=text, often=often, why=why)
