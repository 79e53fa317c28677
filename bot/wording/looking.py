"""What Howwell says to people who look through what they gave, change it and hand it in."""

from collections.abc import Mapping, Sequence

from bot.turns import Button, Message
from bot.wording import quoted, rows, say, shortened
from bot.wording.scales import head, rating_label
from knowledge.asking import Ask
from storage.responses import Given
from storage.tables import Assessment, Participation

REVIEW_PAGE = 5
# With more pages than this, so many can be passed over at once.
_LEAP = 10
HANDED_IN = "You have handed this in, so I added nothing."
PAUSED = "You are pausing, so I added nothing yet."
ALL_ASKED = "Everything has been asked, so I added nothing yet."


def nothing_given() -> Message:
    """Say that there is nothing to look through."""
    return Message("You have given nothing yet. /answer shows what is open for you.")


def not_added(participation: Participation, n: int, said_id: int, why: str) -> Message:
    """Say that a text came while nothing was being asked, and how it can be added."""
    text = say("{why} Shall I add it to question {n}, the last in sight?", why=why, n=n)
    buttons = (
        Button(f"Add it to question {n}", f"keep:{participation.id}:{said_id}"),
        Button("Choose the question", f"list:{participation.id}:1"),
    )
    return Message(text, rows(*buttons, width=1))


def not_finished(participation: Participation, left: int, total: int) -> Message:
    """Ask before something unfinished is handed in."""
    text = say("{left} of {total} questions are still open. Submit all the same?", left=left, total=total)
    buttons = (Button("Go on answering", f"go:{participation.id}"), Button("Submit", f"send:{participation.id}"))
    return Message(text, rows(*buttons))


def submitted(name: str, organisation: str, asks: Sequence[Ask], given: Mapping[str, Given]) -> Message:
    """Say thank you, and what happens now."""
    text = say(
        "Sent to the managers of {organisation}. Thank you, {name}.\n{summary}\n"
        "You can still change a response by editing its message; the wording before is kept.",
        organisation=organisation,
        name=name,
        summary=summary(asks, given),
    )
    return Message(text)


def already_submitted(participation: Participation) -> Message:
    """Say that this was handed in."""
    buttons = rows(Button("Look through them", f"list:{participation.id}:1"))
    return Message("You have handed this in. To change a response, edit its message or choose it here.", buttons)


def closed(assessment: Assessment) -> Message:
    """Say that an assessment takes no more responses."""
    return Message(say("{title} is closed: what was given stays, and nothing can be added.", title=assessment.title))


def review(
    participation: Participation,
    asks: Sequence[Ask],
    given: Mapping[str, Given],
    page: int,
    replaces: int | None = None,
) -> Message:
    """List what was given, a few questions a page."""
    pages = max(1, -(-len(asks) // REVIEW_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * REVIEW_PAGE
    shown = [(n, ask) for n, ask in enumerate(asks, 1) if start < n <= start + REVIEW_PAGE]
    lines = [_line(n, ask, given.get(ask.code, Given())) for n, ask in shown]
    numbers = tuple(Button(str(n), f"see:{participation.id}:{n}") for n, _ in shown)
    turns = [(page - 1, "◀ Back"), (page + 1, "More ▶")]
    if is_long(asks):
        turns = [(page - _LEAP, f"◀ {_LEAP} pages"), *turns, (page + _LEAP, f"{_LEAP} pages ▶")]
    ways = tuple(Button(label, f"list:{participation.id}:{to}") for to, label in turns if 1 <= to <= pages)
    head = say("What you gave, page {page} of {pages}. Choose a number to read or change it.", page=page, pages=pages)
    return Message("\n\n".join((head, *lines)), tuple(row for row in (numbers, ways) if row), replaces)


def is_long(asks: Sequence[Ask]) -> bool:
    """Say whether there are too many pages to turn them one by one."""
    return len(asks) > REVIEW_PAGE * _LEAP


def page_of(n: int) -> int:
    """Return the page on which question `n`, counted from 1, is listed."""
    return (n - 1) // REVIEW_PAGE + 1


def one_given(
    participation: Participation, n: int, ask: Ask, total: int, here: Given, replaces: int | None = None
) -> Message:
    """Show one response with ways to change it."""
    text = head(n, ask, total) + say("\n{text}\n\n", text=ask.text) + _standing(ask, here)
    place = f"{participation.id}:{n}"
    change = (Button("Add to it", f"more:{place}"), Button("Write it anew", f"anew:{place}"))
    buttons = (Button("Answer it", f"more:{place}"),) if not here.is_answered or ask.kind == "statement" else change
    ways = rows(*buttons, Button("Back to the list", f"list:{participation.id}:{page_of(n)}"))
    return Message(text, ways, replaces, shows=(participation.id, ask.code))


def revised(n: int) -> Message:
    """Confirm that an edited message changed the response."""
    return Message(say("Question {n} now has your new wording ✓ The old one is kept in the history.", n=n))


def replaced_since(n: int) -> Message:
    """Say that an edited message no longer counts, because its writer wrote the response anew."""
    return Message(say("You wrote question {n} anew since, so that is what counts. This wording is kept too.", n=n))


def summary(asks: Sequence[Ask], given: Mapping[str, Given]) -> str:
    """Count what was answered, skipped and left open."""
    here = [given.get(ask.code, Given()) for ask in asks]
    skips = [n for n, one in enumerate(here, 1) if one.is_skipped]
    which = f" ({', '.join(map(str, skips))})" if 0 < len(skips) <= 8 else ""
    left = sum(not (one.is_answered or one.is_skipped) for one in here)
    rest = f", {left} left open" if left else ""
    return f"{sum(one.is_answered for one in here)} answered, {len(skips)} skipped{which}{rest}."


def _line(n: int, ask: Ask, here: Given) -> str:
    sign = "–" if here.is_skipped else "✓" if here.is_answered else "·"
    head = say("{sign} <b>{n}</b> {text}", sign=sign, n=n, text=shortened(ask.text, 70))
    return head + (say("\n<i>{text}</i>", text=shortened(here.text, 90)) if here.text else "")


def _standing(ask: Ask, here: Given) -> str:
    text = quoted(here.text, 3000) if here.text else ""
    if here.is_skipped:
        return say("Skipped{reason}.", reason=f": {here.reason}" if here.reason else "")
    if here.mark == "rating":
        return text + say("\nYour rating: {label}", label=rating_label(ask, here.value or 0))
    return text or "Nothing yet."
