"""What Howwell says to people who open an assessment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.scope import Scope
from bot.turns import Button, Message
from bot.wording import count, number, rows, say
from bot.wording.scales import lasting
from knowledge.asking import Ask, asks, depths
from knowledge.criteria import Category, Depth, Framework, Item
from knowledge.probing import MOST
from knowledge.rubric import CAPS
from storage.tables import Assessment

_DEPTHS = {Depth.BASIC: "the basic question", Depth.OVERALL: "the lead questions", Depth.MULTIPLE: "every question"}
# What is said of how many follow-ups are asked, and the buttons that ask another number.
_FOLLOW_UPS = {
    0: "After a response I ask nothing further.",
    1: "After a response I ask at most one follow-up question, about what is still missing.",
    2: "After a response I ask at most two follow-up questions, about what is still missing.",
}
_FEWER = {0: "No follow-ups", 1: "One follow-up", 2: "Two follow-ups"}
# Two labels of at most so many letters stand side by side on a phone.
_SHORT = 22
# More codes than this are counted instead.
_MOST_CODES = 8


def which_framework(frameworks: Sequence[Framework], replaces: int | None = None) -> Message:
    """Ask which framework to open."""
    buttons = (Button(framework.short, f"pick:{framework.id}") for framework in frameworks)
    return Message("Which framework do you want to assess with?", rows(*buttons, width=1), replaces)


def changed_since(frameworks: Sequence[Framework], replaces: int) -> Message:
    """Say that a choice no longer stands, and ask anew."""
    asked = which_framework(frameworks, replaces)
    gone = "These criteria have changed since, or are no longer there, so nothing was opened."
    return Message(f"{gone}\n{asked.text}", asked.buttons, replaces)


def which_part(scope: Scope, replaces: int) -> Message:
    """Ask which part of a framework to open: all of it, or what is ticked in its categories."""
    whole = scope.full()
    text = say(
        "<b>{framework}</b>. Which part of it? In brackets: how many questions.", framework=scope.framework.short
    ) + _ticked(scope)
    all_of_it = f"The whole framework: {_amount(scope.framework, whole.asks())}, about {lasting(whole.asks())}"
    buttons = [_in_category(scope, n, one) for n, one in enumerate(scope.categories, 1)]
    ways = (*_go_on(scope), (Button("Back", "which"),))
    return Message(text, ((Button(all_of_it, f"depth:{whole.place}"),), *_paired(buttons), *ways), replaces)


def which_items(scope: Scope, n: int, replaces: int) -> Message:
    """Ask which items of category `n`, counted from 1, to open."""
    category = scope.categories[n - 1]
    offered = scope.offered(category)
    name = say("<b>{code} {title}</b>", code=category.code, title=category.title)
    text = f"{name}: tick one item or more, then go on. What you tick elsewhere stays ticked." + _ticked(scope)
    whole = scope.all_ticked([item.code for item in offered])
    all_of_it = Button(f"The whole category ({scope.count(offered)})", f"depth:{whole.place}")
    buttons = [_in_item(scope, n, item) for item in offered]
    ways = (*_go_on(scope), (Button("Back", f"scope:{scope.mask}:0:{scope.key}"),))
    return Message(text, ((all_of_it,), *rows(*buttons, width=1), *ways), replaces)


def which_depth(scope: Scope, replaces: int) -> Message:
    """Ask how deep to go, and say what each depth can show."""
    framework = scope.asked
    lines, buttons = [], []
    for depth in reversed(depths(framework)):
        asked = asks(framework, depth)
        label = f"{_depth(depth, len(asked))} ({len(asked)})"
        reach = f"; scores can reach {CAPS[depth]} %" if _is_scored(asked) else ""
        lines.append(say("• <b>{what}</b>: about {time} a person{reach}", what=label, time=lasting(asked), reach=reach))
        buttons.append(Button(label[0].upper() + label[1:], f"deep:{depth.value[0]}:{scope.place}"))
    back = [Button("Back", f"scope:{'0' if scope.is_whole else scope.mask}:0:{scope.key}")] * scope.is_divisible
    head = say("<b>{name}</b>. How deep shall it go?", name=scope.name)
    return Message("\n".join((head, *lines)), rows(*buttons, *back, width=1), replaces)


def title(name: str, at: datetime) -> str:
    """Return the name of an assessment of something opened at that moment."""
    return f"{name}, {at:%B %Y}"


def about_to_open(scope: Scope, depth: Depth, name: str, replaces: int, follow_ups: int = MOST) -> Message:
    """Show what would be opened, with the ways to ask more or fewer follow-ups."""
    framework = scope.asked
    asked = asks(framework, depth)
    text = say("<b>{name}</b>\n", name=name) + (_origin(scope) if scope.is_divisible else "")
    text += f"{_amount(framework, asked)}, about {lasting(asked)} a person."
    is_probed = framework.instrument != "agreement" and _is_scored(asked)
    if is_probed:
        text += f" Scores can reach {CAPS[depth]} %.\n{_FOLLOW_UPS[follow_ups]}"
    whose = "\nResponses carry names: you and your fellow managers read who wrote what, and each person is told so."
    change = Button("Change…", f"depth:{scope.place}" if scope.is_divisible else "opens")
    letter = depth.value[0]
    others = [
        Button(_FEWER[one], f"deep:{letter}{one}:{scope.place}") for one in _FEWER if is_probed and one != follow_ups
    ]
    opens = Button("Open it", f"open:{letter}{follow_ups}:{scope.place}")
    return Message(text + whose, rows(opens, change, *others), replaces)


def opened(assessment: Assessment, replaces: int) -> Message:
    """Confirm that an assessment is open, and say what comes next."""
    text = say("<b>{title}</b> is open. Next, invite the people who know the answers.", title=assessment.title)
    place = assessment.id
    buttons = (Button("Invite people", f"link:{place}"), Button("Answer it myself", f"take:{place}"))
    return Message(text, rows(*buttons), replaces)


def _amount(framework: Framework, asked: Sequence[Ask]) -> str:
    return count(len(asked), "statement" if framework.instrument == "agreement" else "question")


def _depth(depth: Depth, questions: int) -> str:
    return _DEPTHS[depth] + ("s" if depth is Depth.BASIC and questions > 1 else "")


def _is_scored(asked: Iterable[Ask]) -> bool:
    return any(ask.is_scored for ask in asked)


def _origin(scope: Scope) -> str:
    """Say what is opened by its codes and points."""
    items = [item for item in scope.items if item.code in scope.ticked]
    codes = count(len(items), "item") if len(items) > _MOST_CODES else ", ".join(item.code for item in items)
    points = f" · {number(scope.asked.points)} points" if scope.asked.points else ""
    return say("{framework}: {codes}{points}\n", framework=scope.framework.short, codes=codes, points=points)


def _ticked(scope: Scope) -> str:
    if not scope.ticked:
        return ""
    asked = scope.asks()
    amount, time = _amount(scope.framework, asked), lasting(asked)
    return say("\nTicked: {name}, {amount}, about {time} a person.", name=scope.name, amount=amount, time=time)


def _in_category(scope: Scope, n: int, category: Category) -> Button:
    offered = scope.offered(category)
    here, all_here = [item for item in offered if item.code in scope.ticked], scope.count(offered)
    amount = str(all_here) if len(here) in (0, len(offered)) else f"{scope.count(here)} of {all_here}"
    sign = "☑ " if here else ""
    return Button(f"{sign}{category.code} {category.title} ({amount})", f"scope:{scope.mask}:{n}:{scope.key}")


def _in_item(scope: Scope, n: int, item: Item) -> Button:
    sign = "☑" if item.code in scope.ticked else "☐"
    label = f"{sign} {item.code} {item.title} ({scope.questions[item.code]})"
    return Button(label, f"scope:{scope.turned(item.code).mask}:{n}:{scope.key}")


def _go_on(scope: Scope) -> tuple[tuple[Button, ...], ...]:
    if not scope.ticked:
        return ()
    return ((Button(f"Go on with {_amount(scope.framework, scope.asks())}", f"depth:{scope.place}"),),)


def _paired(buttons: Sequence[Button]) -> Iterator[tuple[Button, ...]]:
    """Yield rows of two short labels, or of one that is longer or left over."""
    waiting: list[Button] = []
    for button in buttons:
        is_short = len(button.label) <= _SHORT
        if waiting and (not is_short or len(waiting) == 2):
            yield tuple(waiting)
            waiting.clear()
        if is_short:
            waiting.append(button)
        else:
            yield (button,)
    if waiting:
        yield tuple(waiting)
