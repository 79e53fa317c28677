"""What Howwell says to people who manage an assessment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.turns import Button, Message
from bot.wording import count, rows, say
from bot.wording.scales import minutes
from knowledge.asking import asks, depths
from knowledge.criteria import Depth, Framework
from knowledge.rubric import CAPS
from storage.responses import Given
from storage.tables import Assessment

Person = tuple[str, Mapping[str, Given], bool]

_DEPTHS = {Depth.BASIC: "the basic question", Depth.OVERALL: "the lead questions", Depth.MULTIPLE: "every question"}
_MOST_LINES = 12


def which_framework(frameworks: Sequence[Framework]) -> Message:
    """Ask which framework to open."""
    buttons = (Button(framework.short, f"pick:{framework.id}") for framework in frameworks)
    return Message("Which framework do you want to assess with?", rows(*buttons, width=1))


def which_depth(framework: Framework, replaces: int) -> Message:
    """Ask how deep to go, and say what each depth can show."""
    lines, buttons = [], []
    for depth in reversed(depths(framework)):
        asked = asks(framework, depth)
        label = f"{_DEPTHS[depth]} ({len(asked)})"
        lines.append(
            say(
                "• <b>{what}</b>: about {minutes} minutes a person; scores can reach {cap} %",
                what=label,
                minutes=minutes(asked),
                cap=CAPS[depth],
            )
        )
        buttons.append(Button(label[0].upper() + label[1:], f"deep:{depth.value}:{framework.id}"))
    head = say("<b>{framework}</b>. How deep shall it go?", framework=framework.short)
    return Message("\n".join((head, *lines)), rows(*buttons, width=1), replaces)


def title(framework: Framework, at: datetime) -> str:
    """Return the name of an assessment opened at that moment."""
    return f"{framework.short}, {at:%B %Y}"


def about_to_open(framework: Framework, depth: Depth, name: str, replaces: int) -> Message:
    """Show what would be opened."""
    asked = asks(framework, depth)
    kind = "statement" if framework.instrument == "agreement" else "question"
    limit = "" if framework.instrument == "agreement" else say(" Scores can reach {cap} %.", cap=CAPS[depth])
    text = say(
        "<b>{name}</b>\n{amount}, about {minutes} minutes a person.",
        name=name,
        amount=count(len(asked), kind),
        minutes=minutes(asked),
    )
    whose = "\nResponses carry names: you and your fellow managers read who wrote what, and each person is told so."
    place = f"{depth.value}:{framework.id}"
    return Message(text + limit + whose, rows(Button("Open it", f"open:{place}"), Button("Change…", "opens")), replaces)


def opened(assessment: Assessment, replaces: int) -> Message:
    """Confirm that an assessment is open, and say what comes next."""
    text = say("<b>{title}</b> is open. Next, invite the people who know the answers.", title=assessment.title)
    place = assessment.id
    buttons = (Button("Invite people", f"link:{place}"), Button("Answer it myself", f"take:{place}"))
    return Message(text, rows(*buttons), replaces)


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


def status(assessment: Assessment, framework: Framework, people: Sequence[Person]) -> Message:
    """Say who has answered how much."""
    total = len(asks(framework, Depth(assessment.depth)))
    buttons = rows(Button("Scorecard", f"card:{assessment.id}"), Button("Invite people", f"link:{assessment.id}"))
    if not people:
        return Message(say("<b>{title}</b>: nobody has begun yet.", title=assessment.title), buttons)
    done = sum(submitted for _, _, submitted in people)
    begun = sum(any(one.is_answered for one in given.values()) for _, given, _ in people)
    head = say(
        "<b>{title}</b>\n{joined} joined · {begun} begun · {done} handed in",
        title=assessment.title,
        joined=len(people),
        begun=begun,
        done=done,
    )
    lines = [_progress(name, given, submitted, total) for name, given, submitted in people[:_MOST_LINES]]
    rest = len(people) - _MOST_LINES
    more = [f"and {count(rest, 'more person', 'more people')}"] if rest > 0 else []
    return Message("\n".join((head, "", *lines, *more)), buttons)


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
