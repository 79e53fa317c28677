"""What Howwell says to managers about why the rules propose what they propose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.turns import Button, Message
from bot.wording import count, number, quoted, rows, say, shortened
from bot.wording.evaluating import REASONS, SIGNALS
from knowledge.evaluation import Proposal, Side
from knowledge.holding import Held, held
from storage.proposals import Told, middle
from storage.tables import Assessment

# So many responses fit into one message, with so many quotes a dimension.
PAGE, _QUOTES, _LONGEST = 2, 2, 90

_RULES: Mapping[str, str] = {
    "depth": "The depth of this assessment holds it back: more cannot be reached.",
    "no first": "What holds it back: {dimension}. Without it nothing else counts.",
    "first": "What holds it back: {dimension}. The whole lies less than one band above it.",
    "weakest": "What holds it back: {dimension}, the weakest side. The whole lies at most some bands above it.",
    "mean": "What holds it back most: {dimension}, the lowest side in the weighted mean. No other rule does.",
    "top": "Nothing holds it back.",
}


@dataclass(frozen=True)
class Subject:
    """What is explained: a code with its title in an assessment, and the median of the self-ratings, in words."""

    assessment_id: int
    cycle: str
    code: str
    title: str
    rated: str
    cap: int


def ask_for_code() -> Message:
    """Say how to ask."""
    return Message("Say which part you mean, for example: /why 3.2a(3)")


def unknown(text: str) -> Message:
    """Say that no assessment asks this."""
    wanted = shortened(text, 40)
    return Message(say("No assessment of yours asks {text}. /scorecard lists the codes under By part.", text=wanted))


def which(assessments: Sequence[Assessment], code: str) -> Message:
    """Ask in which assessment."""
    buttons = (Button(one.title, f"because:{one.id}:1:{code}") for one in assessments[:8])
    return Message(say("Several assessments ask {code}. Which one?", code=code), rows(*buttons, width=1))


def why(
    subject: Subject, found: Sequence[tuple[Told, Proposal]], page: int = 1, replaces: int | None = None
) -> Message:
    """Say what the rules propose for a code: response by response, with the words that show it and what is missing."""
    proposed = middle(made for _, made in found)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    text = "\n\n".join((_head(subject, found, proposed), *(_response(*one) for one in shown)))
    signs = ((page - 1, "◀ Back"), (page + 1, "More ▶"))
    place = f"because:{subject.assessment_id}"
    ways = [Button(label, f"{place}:{to}:{subject.code}") for to, label in signs if 1 <= to <= pages]
    return Message(text, rows(*ways), replaces)


def _head(subject: Subject, found: Sequence[tuple[Told, Proposal]], proposed: float | None) -> str:
    cycle = subject.cycle
    top = say(
        "<b>{title}</b> · <i>{code}</i> · {name}\n",
        title=subject.title,
        code=subject.code,
        name=cycle,
    )
    if not found:
        return top + "Nobody has written anything to it that could be evaluated."
    judged = sum(made.percent is not None for _, made in found)
    amount = f"{judged} of {count(len(found), 'response')} judged"
    if proposed is None:
        return top + f"The rules propose nothing: {amount}."
    reach = f" This depth reaches {subject.cap} % at most." if subject.cap < 100 else ""
    return top + (
        f"Proposed by rules: {number(proposed)} %, the median of the responses ({amount}).{reach}\n"
        f"People's own ratings, which stand apart from it: {subject.rated}."
    )


def _response(told: Told, made: Proposal) -> str:
    who = say("<b>{name}</b> · <i>{code}</i>", name=told.person, code=told.ask.code)
    if made.unclear is not None:
        return f"{who}: cannot be judged, since {REASONS[made.unclear]}.\n{quoted(shortened(told.text, 200))}"
    reason = held(made)
    lines = [f"{who}: {made.percent} %", *(_side(side, reason) for side in made.sides)]
    if reason:
        lines.append(say(_RULES[reason.rule], dimension=reason.dimension))
    return "\n".join(lines)


def _side(side: Side, reason: Held | None) -> str:
    quotes = "; ".join(f"“{shortened(quote, _LONGEST)}”" for quote in _quotes(side))
    lacks = ", ".join(SIGNALS[kind] for kind in side.missing)
    told = filter(None, (say("{quotes}", quotes=quotes), f"not told: {lacks}" if lacks else ""))
    mark = " ←" if reason and reason.dimension == side.name else ""
    return f"{side.name.capitalize()} {side.band.range}: {' – '.join(told)}{mark}"


def _quotes(side: Side) -> Iterator[str]:
    yield from list(dict.fromkeys(one.quote for one in side.evidence))[:_QUOTES]
