"""What Howwell says to people who answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.steps import Asking, Finished, Probing, Rating, Step, Submitted
from bot.turns import Button, Message
from bot.wording import count, looking, quoted, rows, say
from bot.wording.scales import head, lasting
from knowledge.asking import Ask
from knowledge.criteria import Framework
from knowledge.evaluation import Proposal, kind_of
from knowledge.probing import so_far
from knowledge.rubric import AGREEMENT, BANDS
from storage.assessments import Taking
from storage.responses import Given
from storage.tables import Assessment, Participation

# From so many questions on, how long they take is told once more where the first one is asked.
_MANY = 40

SAVED, ADDED = "Saved ✓", "Added ✓"
# What a response has so far, as the line under its question names it.
_SO_FAR = {
    "method": "what is done",
    "rhythm": "how often",
    "owner": "who",
    "measure": "how you know it works",
    "level": "figures",
    "trend": "over time",
    "comparison": "beside others",
    "segments": "by group",
}
_FIGURES = (
    "Figures say most here: where you stand, how that has changed over time, what others reach, "
    "and how it differs between groups."
)
REASONS = {"n": "not my work", "k": "don't know", "a": "does not apply", "l": "later"}


def invited(name: str, host: str | None, organisation: str, assessment: Assessment, asks: Sequence[Ask]) -> Message:
    """Greet somebody who came in by a link to an assessment."""
    text = say(
        "Hello {name}. {host} invites you to answer for {organisation}:\n"
        "<b>{title}</b>, {questions}.\n"
        "About {time} in all; stop whenever you like, nothing is lost.\n"
        "The managers of {organisation} read what you write, with your name on it.",
        name=name,
        host=host or "Your organisation",
        organisation=organisation,
        title=assessment.title,
        questions=_amount(asks),
        time=lasting(asks),
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


def step(
    taking: Taking, asks: Sequence[Ask], at: Step, given: Mapping[str, Given], read: Proposal | None = None
) -> Message:
    """Show where the respondent stands; `read` is what was found in the response that it is about."""
    participation = taking.participation
    match at:
        case Asking(n, ask) if ask.kind == "statement":
            return statement(participation, n, ask, len(asks), given.get(ask.code, Given()))
        case Asking(n, ask):
            asked = question(participation, n, ask, len(asks), given.get(ask.code, Given()))
            return asked if given or len(asks) <= _MANY else replace(asked, text=f"{asked.text}\n{_long(asks)}")
        case Rating(n, ask, _):
            return rate(participation, n, ask, len(asks), read)
        case Probing(n, ask, here):
            is_last = len(here.follow_ups) >= taking.assessment.follow_ups
            text = head(n, ask, len(asks)) + say(" · saved ✓\n<i>{text}</i>\n\n", text=ask.text)
            return further(participation, text + _so_far(read), here, n, is_last=is_last)
        case Finished():
            return finished(participation, asks, given)
        case Submitted():
            return looking.already_submitted(participation)


def question(participation: Participation, n: int, ask: Ask, total: int, here: Given) -> Message:
    """Ask one question, with what stands there already."""
    hint = "Write as you would tell a new colleague. Several messages are fine." if n == 1 and not here.text else ""
    if ask.is_scored and kind_of(ask.item) == "results" and not here.text:
        hint = "\n".join(filter(None, (_FIGURES, hint)))
    if here.text:
        how = "What you write now takes its place." if participation.anew else "What you write now is added to it."
        hint = f"So far you wrote:\n{quoted(here.text)}\n{how}"
    text = head(n, ask, total) + say("\n{text}", text=ask.text) + (f"\n\n{hint}" if hint else "")
    return Message(text, _ways(participation, n), shows=(participation.id, ask.code))


def statement(participation: Participation, n: int, ask: Ask, total: int, here: Given) -> Message:
    """Ask how far somebody agrees with a statement."""
    text = head(n, ask, total) + say("\n{text}\n\nHow far do you agree?", text=ask.text)
    if here.text:
        text += f"\nYour remark:\n{quoted(here.text)}"
    place = f"rate:{participation.id}:{n}"
    scale = tuple((Button(step.label, f"{place}:{step.value}"),) for step in AGREEMENT)
    return Message(text, (*scale, *_ways(participation, n)), shows=(participation.id, ask.code))


def further(participation: Participation, top: str, here: Given, n: int, *, is_last: bool) -> Message:
    """Confirm that a response is saved, and ask the follow-up question that waits."""
    waiting = here.follow_ups[-1]
    place = f"{participation.id}:{waiting.id}"
    other = [Button("Next question", f"further:{place}")] * (not is_last)
    ways = rows(*other, Button("That is all I know", f"enough:{place}"))
    mean = (Button("What does this mean?", f"mean:{participation.id}:{n}"),)
    text = top + say("{question}", question=waiting.text)
    return Message(text, (*ways, mean), shows=(participation.id, waiting.code))


def rate(
    participation: Participation, n: int, ask: Ask, total: int, read: Proposal | None = None, *, saved: str = SAVED
) -> Message:
    """Confirm that the response is saved and ask for the respondent's own rating, where it counts.

    The whole scale is shown: hiding its upper half behind a button would pull ratings down.
    """
    text = say("{saved} <b>{n} of {total}</b> · {title}\n", saved=saved, n=n, total=total, title=ask.part.title)
    text += _so_far(read)
    if not ask.is_scored:
        text += "This one is not scored. You can write more, or go on."
        on = Button("Next question" if n < total else "That is all", f"rate:{participation.id}:{n}:x")
        return Message(text, ((on,),), shows=(participation.id, ask.code))
    text += "How far along is this, in your own view?"
    place = f"rate:{participation.id}:{n}"
    scale = tuple((Button(band.label, f"{place}:{band.low}"),) for band in BANDS)
    return Message(text, (*scale, (Button("Not sure", f"{place}:x"),)), shows=(participation.id, ask.code))


def rated(n: int, total: int, ask: Ask, label: str | None) -> str:
    """Say what was rated, in place of the scale."""
    said = say("your rating: {label}", label=label) if label else "not rated" if ask.is_scored else "saved"
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
    return Message(f"That was the last one. {looking.summary(asks, given)}", rows(*buttons))


def old_button() -> Message:
    """Answer a button whose time has passed."""
    return Message("That button belongs to an earlier moment, so nothing was changed. Here is where you are:")


def _ways(participation: Participation, n: int) -> tuple[tuple[Button, ...], ...]:
    place = f"{participation.id}:{n}"
    back = (Button("Back", f"back:{place}"),) if n > 1 else ()
    return (
        (Button("What does this mean?", f"mean:{place}"),),
        (Button("Skip", f"skip:{place}"), *back, Button("⏸ Pause", f"hold:{participation.id}")),
    )


def _so_far(read: Proposal | None) -> str:
    """Say what a response has so far; how good that is, is not said."""
    if read is None or read.unclear is not None:
        return ""
    line = " · ".join(f"{_SO_FAR[kind]} {'✓' if is_told else '–'}" for kind, is_told in so_far(read).items())
    return f"{line[0].upper()}{line[1:]}\n"


def _long(asks: Sequence[Ask]) -> str:
    return f"There are {_amount(asks)}, about {lasting(asks)} in all. Stop whenever you like: I keep your place."


def _amount(asks: Sequence[Ask]) -> str:
    if asks and asks[0].kind == "statement":
        return f"{count(len(asks), 'statement')} to agree or disagree with"
    return count(len(asks), "question")
