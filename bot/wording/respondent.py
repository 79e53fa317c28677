"""What Howwell says to people who answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.steps import Asking, Finished, Rating, Step, Submitted
from bot.turns import Button, Message
from bot.wording import count, quoted, rows, say, shortened
from knowledge.asking import Ask
from knowledge.criteria import Framework
from knowledge.rubric import AGREEMENT, BANDS, band_of
from storage.assessments import Taking
from storage.responses import Given
from storage.tables import Assessment, Participation

REASONS = {"n": "not my work", "k": "don't know", "a": "does not apply", "l": "later"}
REVIEW_PAGE = 5
_MINUTES = {"question": 2.0, "statement": 1 / 6}


def minutes(asks: Sequence[Ask]) -> int:
    """Return about how long answering takes, in minutes rounded to five."""
    return max(5, 5 * round(sum(_MINUTES[ask.kind] for ask in asks) / 5))


def invited(name: str, host: str | None, organisation: str, assessment: Assessment, asks: Sequence[Ask]) -> Message:
    """Greet somebody who came in by a link to an assessment."""
    text = say(
        "Hello {name}. {host} invites you to answer for {organisation}:\n"
        "<b>{title}</b>, {questions}.\n"
        "About {minutes} minutes in all; stop whenever you like, nothing is lost.\n"
        "The managers of {organisation} read what you write, with your name on it.",
        name=name,
        host=host or "Your organisation",
        organisation=organisation,
        title=assessment.title,
        questions=_amount(asks),
        minutes=minutes(asks),
    )
    return Message(
        text, rows(Button("Begin", f"take:{assessment.id}"), Button("What is this about?", f"about:{assessment.id}"))
    )


def about(assessment: Assessment, framework: Framework) -> Message:
    """Say which criteria an assessment asks and whose words they are."""
    text = say(
        "<b>{title}</b> follows: {framework}.\n{notice}",
        title=assessment.title,
        framework=framework.title,
        notice=framework.notice,
    )
    return Message(text, rows(Button("Begin", f"take:{assessment.id}")))


def choose(assessments: Sequence[Assessment]) -> Message:
    """Let the respondent choose what to answer."""
    if not assessments:
        return Message("No assessment is open for you at the moment. You can still ask me what a criterion means.")
    buttons = (Button(assessment.title, f"take:{assessment.id}") for assessment in assessments[:8])
    return Message("What would you like to answer?", rows(*buttons, width=1))


def step(taking: Taking, asks: Sequence[Ask], at: Step, given: Mapping[str, Given]) -> Message:
    """Show where the respondent stands."""
    participation = taking.participation
    match at:
        case Asking(n, ask) if ask.kind == "statement":
            return statement(participation, n, ask, len(asks), given.get(ask.code, Given()))
        case Asking(n, ask):
            return question(participation, n, ask, len(asks), given.get(ask.code, Given()))
        case Rating(n, ask, _):
            return rate(participation, n, ask, len(asks))
        case Finished():
            return finished(participation, asks, given)
        case Submitted():
            return already_submitted(participation)


def question(participation: Participation, n: int, ask: Ask, total: int, here: Given) -> Message:
    """Ask one question, with what stands there already."""
    hint = "Write as you would tell a new colleague. Several messages are fine." if n == 1 and not here.text else ""
    if here.text:
        how = "What you write now takes its place." if participation.anew else "What you write now is added to it."
        hint = f"So far you wrote:\n{quoted(here.text)}\n{how}"
    text = _head(n, ask, total) + say("\n{text}", text=ask.text) + (f"\n\n{hint}" if hint else "")
    return Message(text, _ways(participation, n), shows=(participation.id, ask.code))


def statement(participation: Participation, n: int, ask: Ask, total: int, here: Given) -> Message:
    """Ask how far somebody agrees with a statement."""
    text = _head(n, ask, total) + say("\n{text}\n\nHow far do you agree?", text=ask.text)
    if here.text:
        text += f"\nYour remark:\n{quoted(here.text)}"
    place = f"rate:{participation.id}:{n}"
    scale = tuple((Button(step.label, f"{place}:{step.value}"),) for step in AGREEMENT)
    return Message(text, (*scale, *_ways(participation, n)), shows=(participation.id, ask.code))


def rate(participation: Participation, n: int, ask: Ask, total: int, *, saved: str = "Saved ✓") -> Message:
    """Confirm that the response is saved and ask for the respondent's own rating.

    The whole scale is shown: hiding its upper half behind a button would pull ratings down.
    """
    text = say(
        "{saved} <b>{n} of {total}</b> · {title}\nHow far along is this, in your own view?",
        saved=saved,
        n=n,
        total=total,
        title=ask.part.title,
    )
    place = f"rate:{participation.id}:{n}"
    scale = tuple((Button(band.label, f"{place}:{band.low}"),) for band in BANDS)
    return Message(text, (*scale, (Button("Not sure", f"{place}:x"),)), shows=(participation.id, ask.code))


def rated(n: int, total: int, ask: Ask, label: str | None) -> str:
    """Say what was rated, in place of the scale."""
    said = say("your rating: {label}", label=label) if label else "not rated"
    return say("✓ <b>{n} of {total}</b> · {title}: ", n=n, total=total, title=ask.part.title) + said


def kept_but_unsure(participation: Participation, n: int, said_id: int) -> Message:
    """Ask whether a text was a response or a question; until then it counts as a response."""
    text = say(
        "Is this your response to question {n}, or a question for me? Until you say, it is saved as your response.",
        n=n,
    )
    start = f"{participation.id}:{said_id}"
    return Message(text, rows(Button("My response", f"keep:{start}"), Button("Answer it", f"turn:{start}")))


def other_question(n: int) -> Message:
    """Say that a text was taken for an earlier question, the one in sight when it was written."""
    return Message(say("Saved to question {n}: you wrote it before the next one appeared.", n=n))


def added(n: int) -> Message:
    """Confirm that a text was added to a question that has a rating or takes none."""
    return Message(say("Saved to question {n} ✓", n=n))


def answered(answer: Message, participation: Participation, said_id: int) -> Message:
    """Offer to keep as a response what was taken for a question."""
    button = Button("That was my response", f"keep:{participation.id}:{said_id}")
    return replace(answer, buttons=(*answer.buttons, (button,)))


def skipped(participation: Participation, n: int, reason: str | None = None, replaces: int | None = None) -> Message:
    """Confirm a skip and ask why."""
    if reason:
        done = say("Question {n} skipped: {reason}. Come back to it any time with /review.", n=n, reason=reason)
        return Message(done, replaces=replaces)
    start = f"why:{participation.id}:{n}"
    buttons = (Button(text[0].upper() + text[1:], f"{start}:{letter}") for letter, text in REASONS.items())
    return Message(say("Question {n} skipped. Why? It helps the people who asked.", n=n), rows(*buttons))


def paused(asks: Sequence[Ask], given: Mapping[str, Given]) -> Message:
    """Confirm a pause and say how to go on."""
    done = sum(given.get(ask.code, Given()).is_settled for ask in asks)
    return Message(say("Saved: {done} of {total} done. Say /resume whenever you like.", done=done, total=len(asks)))


def finished(participation: Participation, asks: Sequence[Ask], given: Mapping[str, Given]) -> Message:
    """Say that everything was asked, and offer to hand it in."""
    buttons = (Button("Look through them", f"list:{participation.id}:1"), Button("Submit", f"send:{participation.id}"))
    return Message(f"That was the last one. {_summary(asks, given)}", rows(*buttons))


def not_finished(participation: Participation, left: int, total: int) -> Message:
    """Ask before something unfinished is handed in."""
    text = say("{left} of {total} questions are still open. Submit all the same?", left=left, total=total)
    buttons = (Button("Go on answering", f"go:{participation.id}"), Button("Submit", f"send:{participation.id}"))
    return Message(text, rows(*buttons))


def not_added(participation: Participation, n: int, said_id: int) -> Message:
    """Say that a text came after everything was handed in, and how it can still be added."""
    text = say("You have handed this in, so I added nothing. Shall I add it to question {n}, the last in sight?", n=n)
    buttons = (
        Button(f"Add it to question {n}", f"keep:{participation.id}:{said_id}"),
        Button("Choose the question", f"list:{participation.id}:1"),
    )
    return Message(text, rows(*buttons, width=1))


def submitted(name: str, organisation: str, asks: Sequence[Ask], given: Mapping[str, Given]) -> Message:
    """Say thank you, and what happens now."""
    text = say(
        "Sent to the managers of {organisation}. Thank you, {name}.\n{summary}\n"
        "You can still change a response by editing its message; the wording before is kept.",
        organisation=organisation,
        name=name,
        summary=_summary(asks, given),
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
    ways = tuple(Button(label, f"list:{participation.id}:{to}") for to, label in turns if 1 <= to <= pages)
    head = say("What you gave, page {page} of {pages}. Choose a number to read or change it.", page=page, pages=pages)
    return Message("\n\n".join((head, *lines)), tuple(row for row in (numbers, ways) if row), replaces)


def one_given(
    participation: Participation, n: int, ask: Ask, total: int, here: Given, replaces: int | None = None
) -> Message:
    """Show one response with ways to change it."""
    text = _head(n, ask, total) + say("\n{text}\n\n", text=ask.text) + _standing(ask, here)
    place = f"{participation.id}:{n}"
    change = (Button("Add to it", f"more:{place}"), Button("Write it anew", f"anew:{place}"))
    buttons = (Button("Answer it", f"more:{place}"),) if not here.is_answered or ask.kind == "statement" else change
    page = (n - 1) // REVIEW_PAGE + 1
    return Message(text, rows(*buttons, Button("Back to the list", f"list:{participation.id}:{page}")), replaces)


def revised(n: int) -> Message:
    """Confirm that an edited message changed the response."""
    return Message(say("Question {n} now has your new wording ✓ The old one is kept in the history.", n=n))


def replaced_since(n: int) -> Message:
    """Say that an edited message no longer counts, because its writer wrote the response anew."""
    return Message(say("You wrote question {n} anew since, so that is what counts. This wording is kept too.", n=n))


def old_button() -> Message:
    """Answer a button whose time has passed."""
    return Message("That button belongs to an earlier moment, so nothing was changed. Here is where you are:")


def _head(n: int, ask: Ask, total: int) -> str:
    return say(
        "<b>{n} of {total}</b> · {title} · <i>{code}</i>", n=n, total=total, title=ask.part.title, code=ask.part.code
    )


def _ways(participation: Participation, n: int) -> tuple[tuple[Button, ...], ...]:
    place = f"{participation.id}:{n}"
    back = (Button("Back", f"back:{place}"),) if n > 1 else ()
    return (
        (Button("What does this mean?", f"mean:{place}"),),
        (Button("Skip", f"skip:{place}"), *back, Button("⏸ Pause", f"hold:{participation.id}")),
    )


def _amount(asks: Sequence[Ask]) -> str:
    if asks and asks[0].kind == "statement":
        return f"{count(len(asks), 'statement')} to agree or disagree with"
    return count(len(asks), "question")


def _summary(asks: Sequence[Ask], given: Mapping[str, Given]) -> str:
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


def rating_label(ask: Ask, value: int) -> str:
    """Return how a rating is called on the scale of its question."""
    if ask.kind == "statement":
        return next(step.label for step in AGREEMENT if step.value == value)
    return band_of(value).label
