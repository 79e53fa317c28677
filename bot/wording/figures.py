"""What Howwell says about the figures of an assessment, and who wrote what."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.turns import Button, Message
from bot.wording import count, number, quoted, rows, say, shortened
from bot.wording.leaves import Section, listed, summed_up
from bot.wording.scales import head, rating_label
from knowledge.asking import Ask
from storage.responses import Given
from storage.scores import ItemScore, Missing, PartScore, Scorecard
from storage.tables import Assessment


def scorecard(figures: Scorecard, picture: Path) -> Message:
    """Sum the scorecard up under its picture."""
    lines = [say("<b>{title}</b>: ", title=figures.title) + _total(figures)]
    if figures.instrument == "questions" and figures.is_scored:
        capped = " at most; higher ratings count as that" if figures.cap < 100 else ""
        lines.append(f"This depth reaches {figures.cap} %{capped}.")
    lines += _strongest(figures)
    lines += _proposed(figures)
    lines.append(_whose(figures))
    if figures.missing:
        kind = "statement" if figures.instrument == "agreement" else "question"
        lines.append(f"{_not_yet(figures)}: {count(len(figures.missing), kind)}.")
    place = figures.assessment_id
    buttons = (
        Button("By item" if figures.is_by_item else "By part", f"part:{place}"),
        Button("What is missing", f"miss:{place}"),
        Button("Read responses", f"read:{place}:{0 if figures.is_by_item else 1}"),
    )
    return Message("\n".join(lines), rows(*buttons), picture=picture)


def responses(
    assessment: Assessment,
    ask: Ask,
    place: tuple[int, int],
    people: Sequence[tuple[str, Given]],
    turns: tuple[int | None, int | None],
    *,
    is_long: bool,
) -> Message:
    """Show what each person gave to one question, with ways to others; `place` is its number and how many there are."""
    top = head(place[0], ask, place[1]) + say("\n{text}", text=ask.text)
    given = [_one_response(name, ask, one) for name, one in people if one.is_answered or one.is_skipped]
    signs = zip(turns, ("◀ Back", "Next ▶"), strict=True)
    ways = [Button(label, f"read:{assessment.id}:{to}") for to, label in signs if to]
    up = [Button("All items", f"leaf:read:{assessment.id}:1")] * is_long
    return Message("\n\n".join((top, *(given or ["Nobody has answered this yet."]))), (*rows(*ways), *rows(*up)))


def responses_by_item(
    assessment: Assessment, items: Sequence[ItemScore], first: Mapping[str, int], page: int, replaces: int | None
) -> Message:
    """List the items that were answered; `first` says at which question each is read."""
    sections = [
        Section(
            item.code,
            say("{code} {title}: {given}", code=item.code, title=item.title, given=count(item.answered, "response")),
            data=f"read:{assessment.id}:{first[item.code]}",
        )
        for item in items
        if item.answered
    ]
    if not sections:
        return Message("Nobody has answered anything yet.", replaces=replaces)
    head = say("<b>{title}</b>, responses by item. Choose one to read:", title=assessment.title)
    return summed_up(f"read:{assessment.id}", head, sections, page, replaces)


def by_part(figures: Scorecard, page: int = 1, replaces: int | None = None) -> Message:
    """List every part with its figures; where there are many, the items first and their parts behind them."""
    place = f"part:{figures.assessment_id}"
    title = say("<b>{title}</b>, by ", title=figures.title) + ("item" if figures.is_by_item else "part")
    if figures.is_by_item:
        sections = [Section(item.code, _item_line(item, figures), _part_lines(item, figures)) for item in figures.items]
        return summed_up(place, title, sections, page, replaces)
    lines = [line for item in figures.items for line in _part_lines(item, figures)]
    return listed(place, title, lines, page, replaces)


def missing(figures: Scorecard, page: int = 1, replaces: int | None = None) -> Message:
    """List what nobody has rated yet, with the reasons people gave; where there are many parts, the items first."""
    if not figures.missing:
        return Message("Nothing is missing: every question has at least one rating.", replaces=replaces)
    place = f"miss:{figures.assessment_id}"
    total = f"{len(figures.missing)} of {figures.questions}"
    head = f"<b>{_not_yet(figures)}</b>, {total}:"
    if not figures.is_by_item:
        return listed(place, head, [_missing_line(one) for one in figures.missing], page, replaces)
    sections = [_missing_section(item, figures) for item in figures.items]
    return summed_up(place, head, [one for one in sections if one.lines], page, replaces)


def value(figures: Scorecard, figure: float | None, *, is_scored: bool = True) -> str:
    """Return a value on the scale of the scorecard."""
    if figure is None:
        return "not assessed" if is_scored else "not scored"
    return f"{number(figure)} of 5" if figures.instrument == "agreement" else f"{number(figure)} %"


def _one_response(name: str, ask: Ask, one: Given) -> str:
    if one.is_skipped:
        return say("<b>{name}</b>: skipped{why}", name=name, why=f", {one.reason}" if one.reason else "")
    rating = rating_label(ask, one.value) if one.mark == "rating" and one.value is not None else "not rated"
    rated = f" · {rating}" if ask.is_scored else ""
    return say("<b>{name}</b>{rated}", name=name, rated=rated) + (f"\n{quoted(one.text)}" if one.text else "")


def _total(figures: Scorecard) -> str:
    asked = "statements" if figures.instrument == "agreement" else "questions"
    cover = f"{round(100 * figures.coverage)} % of the {asked} answered"
    if figures.points_possible is None:
        return cover
    if figures.points is None:
        return f"none of the {number(figures.points_possible)} points assessed so far, {cover}."
    return say(
        "{points} of the {assessed} points assessed so far ({possible} possible), {cover}.",
        points=number(figures.points),
        assessed=number(figures.points_assessed),
        possible=number(figures.points_possible),
        cover=cover,
    )


def _whose(figures: Scorecard) -> str:
    people = count(figures.respondents, "person", "people")
    if not figures.is_scored:
        return f"Answered by {people}; nothing in it is scored."
    return f"Respondents' own ratings, {people}; nothing here is an examiner's score."


def _proposed(figures: Scorecard) -> list[str]:
    """Say where what the rules propose lies furthest from the people's own ratings, and how to see why."""
    if not figures.judged:
        return []
    rows: list[ItemScore | PartScore] = [
        row for item in figures.items for row in ((item,) if figures.is_by_item else item.parts)
    ]
    apart = [(abs(one.value - one.proposed), one) for one in rows if one.value is not None and one.proposed is not None]
    left = f", {figures.unjudged} more could not be judged" if figures.unjudged else ""
    said = f"Proposals by rules (ticks): {count(figures.judged, 'response')} judged{left}."
    if not apart or max(apart, key=lambda pair: pair[0])[0] == 0:
        return [f"{said} /why with a code says what holds one back."]
    _, furthest = max(apart, key=lambda pair: pair[0])
    line = say(
        " Furthest apart: {title}, rated {value}, proposed {proposed}. See /why {code}",
        title=furthest.title,
        value=value(figures, furthest.value),
        proposed=value(figures, furthest.proposed),
        code=furthest.code,
    )
    return [said + line]


def _not_yet(figures: Scorecard) -> str:
    """Head what is missing: what is not scored is missing until somebody answers it."""
    if all(item.is_scored for item in figures.items):
        return "Not rated yet"
    return "Not answered or rated yet" if figures.is_scored else "Not answered yet"


def _strongest(figures: Scorecard) -> list[str]:
    found = [item if figures.is_by_item else part for item in figures.items for part in item.parts]
    rated = sorted(
        ((one.value, one.title) for one in dict.fromkeys(found) if one.value is not None), key=lambda pair: pair[0]
    )
    if len(rated) < 2 or rated[0][0] == rated[-1][0]:
        return []
    (low, weakest), (high, strongest) = rated[0], rated[-1]
    return [
        say(
            "Strongest: {strongest} ({high}). Weakest: {weakest} ({low}).",
            strongest=strongest,
            high=value(figures, high),
            weakest=weakest,
            low=value(figures, low),
        )
    ]


def _item_line(item: ItemScore, figures: Scorecard) -> str:
    rated = f" ({len(item.assessed)} of {len(item.parts)} parts)" if 0 < len(item.assessed) < len(item.parts) else ""
    return _figure_line(item, figures, item.is_scored, rated)


def _part_lines(item: ItemScore, figures: Scorecard) -> tuple[str, ...]:
    head = say("\n<b>{code} {title}</b>", code=item.code, title=item.title)
    lines = [_figure_line(part, figures, item.is_scored) for part in item.parts]
    return (head, *lines) if len(lines) > 1 or figures.is_by_item else tuple(lines)


def _figure_line(one: ItemScore | PartScore, figures: Scorecard, is_scored: bool, rated: str = "") -> str:
    proposed = f" · proposed {value(figures, one.proposed)}" if one.proposed is not None else ""
    return say(
        "{code} {title}: {value}{rated}{proposed} · {answered} of {asked} answered",
        proposed=proposed,
        code=one.code,
        title=one.title,
        value=value(figures, one.value, is_scored=is_scored),
        rated=rated,
        answered=one.answered,
        asked=one.asked,
    )


def _missing_section(item: ItemScore, figures: Scorecard) -> Section:
    lines = [_missing_line(one) for one in figures.missing if one.item == item.code]
    amount = count(len(lines), "question")
    line = say("{code} {title}: {amount}", code=item.code, title=item.title, amount=amount)
    name = say("\n<b>{code} {title}</b>", code=item.code, title=item.title)
    return Section(item.code, line, (name, *lines) if lines else ())


def _missing_line(one: Missing) -> str:
    skipped = f"skipped by {one.skipped}" if one.skipped else ""
    reasons = ", ".join(dict.fromkeys(one.reasons))
    why = f" ({skipped}{': ' + reasons if reasons else ''})" if skipped else ""
    return say("{code} {text}{why}", code=one.code, text=shortened(one.text, 60), why=why)
