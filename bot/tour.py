"""Scripts for the terminal: a file of lines, or the packaged tour by a manager, a respondent and a learner."""

import re
from collections.abc import Iterable

from bot.console import Console, is_inline

# Three people on the packaged criteria. `@name role` changes who types; `{code}` is the invitation shown last.
TOUR = """\
@Marta manager
/start
/open
/1
/5
/3
/4
/2
/1
/1
@Rui
/start {code}
/1
Every account has one owner in sales, who calls each customer once a quarter.
We ask the owner for the date of the last call every Monday; 9 of 10 calls were made in time last quarter.
/1
/4
/1
The service desk answers the telephone from 8 to 8.
=The service desk answers the telephone and the chat from 8 to 8, within two minutes.
/1
/3
what is a segment?
/pause
@Lea learner
/start
3.2a(3)
what does deployment mean?
best crm software?
@Marta manager
/status
/scorecard
/1
"""
_SEAT = re.compile(r"@(?P<name>\S.*?)(?: (?P<role>manager|respondent|learner))?$")
_INVITATION = re.compile(r"/start ([\w-]{22})")


async def play(console: Console, lines: Iterable[str]) -> None:
    """Type each line in turn; empty lines and lines that begin with # are passed over."""
    for line in lines:
        text = line.rstrip("\n")
        if not text.strip() or text.startswith("#"):
            continue
        seat = None if is_inline(text) else _SEAT.fullmatch(text)
        if seat:
            await console.sit(seat["name"], seat["role"])
        else:
            await console.say(text.replace("{code}", _last_invitation(console)))


def _last_invitation(console: Console) -> str:
    found = _INVITATION.findall("\n".join(console.terminal.screen.lines))
    return found[-1] if found else "{code}"
