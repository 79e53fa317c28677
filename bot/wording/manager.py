"""What Howwell says to people who manage an assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.turns import Button, Message
from bot.wording import rows, say
from bot.wording.leaves import listed
from knowledge.asking import asks
from knowledge.criteria import Depth, Framework
from storage.responses import Given
from storage.tables import Assessment

Person = tuple[str, Mapping[str, Given], bool]


def which_assessment(assessments: Sequence[Assessment], verb: str) -> Message:
    """Ask which assessment is meant."""
    if not assessments:
        return Message("No assessment is open yet. Open the first one:", rows(Button("Open an assessment", "opens")))
    buttons = (Button(assessment.title, f"{verb}:{assessment.id}") for assessment in assessments[:8])
    return Message("Which assessment?", rows(*buttons, width=1))


def invitation(assessment: Assessment, link: str, code: str, uses: int) -> Message:
    """Give the link to pass on."""
    text = say(
        "Pass this link on to the people who shall answer <b>{title}</b>:\n{link}\n\n"
        "It lets in up to {uses} people as respondents and lasts 14 days. Who has no link can send me:\n"
        "<code>/start {code}</code>",
        title=assessment.title,
        link=link,
        uses=uses,
        code=code,
    )
    return Message(text, rows(Button("Who has answered?", f"stat:{assessment.id}")))


def status(
    assessment: Assessment,
    framework: Framework,
    people: Sequence[Person],
    page: int = 1,
    replaces: int | None = None,
) -> Message:
    """Say who has answered how much."""
    total = len(asks(framework, Depth(assessment.depth)))
    buttons = rows(Button("Scorecard", f"card:{assessment.id}"), Button("Invite people", f"link:{assessment.id}"))
    if not people:
        return Message(say("<b>{title}</b>: nobody has begun yet.", title=assessment.title), buttons, replaces)
    done = sum(submitted for _, _, submitted in people)
    begun = sum(any(one.is_answered for one in given.values()) for _, given, _ in people)
    head = say(
        "<b>{title}</b>\n{joined} joined · {begun} begun · {done} handed in",
        title=assessment.title,
        joined=len(people),
        begun=begun,
        done=done,
    )
    lines = [_progress(name, given, submitted, total) for name, given, submitted in people]
    shown = listed(f"stat:{assessment.id}", head, ["", *lines], page, replaces)
    return replace(shown, buttons=(*shown.buttons, *buttons))


def _progress(name: str, given: Mapping[str, Given], submitted: bool, total: int) -> str:
    done = sum(one.is_answered for one in given.values())
    skipped = sum(one.is_skipped for one in given.values())
    bar = "▇" * round(10 * done / total) + "▁" * (10 - round(10 * done / total)) if total else ""
    return say(
        "{bar} {name}: {done} of {total}{skipped}{sign}",
        bar=bar,
        name=name,
        done=done,
        total=total,
        skipped=f", {skipped} skipped" if skipped else "",
        sign=" ✓" if submitted else "",
    )
