"""What Howwell says about the figures of an assessment, and who wrote what."""

from collections.abc import Sequence
from pathlib import Path

from bot.turns import Button, Message
from bot.wording import count, number, quoted, rows, say, shortened
from bot.wording.scales import head, rating_label
from knowledge.asking import Ask
from storage.responses import Given
from storage.scores import ItemScore, Missing, PartScore, Scorecard
from storage.tables import Assessment

_MOST_LINES = 12


def scorecard(figures: Scorecard, picture: Path) -> Message:
    """Sum the scorecard up under its picture."""
    lines = [say("<b>{title}</b>: ", title=figures.title) + _total(figures)]
    if figures.instrument == "questions" and figures.cap < 100:
        lines.append(say("This depth reaches {cap} % at most; higher ratings count as that.", cap=figures.cap))
    lines += _strongest(figures)
    lines.append(
        say(
            "Respondents' own ratings, {people}; nothing here is an examiner's score.",
            people=count(figures.respondents, "person", "people"),
        )
    )
    if figures.missing:
        kind = "statement" if figures.instrument == "agreement" else "question"
        lines.append(say("Not rated yet: {missing}.", missing=count(len(figures.missing), kind)))
    place = figures.assessment_id
    buttons = (
        Button("By part", f"part:{place}"),
        Button("What is missing", f"miss:{place}"),
        Button("Read responses", f"read:{place}:1"),
    )
    return Message("\n".join(lines), rows(*buttons), picture=picture)


def responses(assessment: Assessment, ask: Ask, n: int, total: int, people: Sequence[tuple[str, Given]]) -> Message:
    """Show what each person gave to one question, with ways to the questions beside it."""
    top = head(n, ask, total) + say("\n{text}", text=ask.text)
    given = [_one_response(name, ask, one) for name, one in people if one.is_answered or one.is_skipped]
    turns = ((n - 1, "◀ Back"), (n + 1, "Next ▶"))
    ways = [Button(label, f"read:{assessment.id}:{to}") for to, label in turns if 1 <= to <= total]
    return Message("\n\n".join((top, *(given or ["Nobody has answered this yet."]))), rows(*ways))


def by_part(figures: Scorecard) -> Message:
    """List every part with its figures."""
    lines = [say("<b>{title}</b>, by part", title=figures.title)]
    for item in figures.items:
        if len(item.parts) > 1:
            lines.append(_item_line(item))
        lines += [_part_line(part, figures) for part in item.parts]
    return Message("\n".join(lines))


def missing(figures: Scorecard) -> Message:
    """List what nobody has rated yet, with the reasons people gave."""
    if not figures.missing:
        return Message("Nothing is missing: every question has at least one rating.")
    lines = [say("<b>Not rated yet</b>, {n} of {total}:", n=len(figures.missing), total=figures.questions)]
    lines += [_missing_line(one) for one in figures.missing[:_MOST_LINES]]
    rest = len(figures.missing) - _MOST_LINES
    return Message("\n".join((*lines, *([f"and {rest} more"] if rest > 0 else []))))


def value(figures: Scorecard, figure: float | None) -> str:
    """Return a value on the scale of the scorecard."""
    if figure is None:
        return "not assessed"
    return f"{number(figure)} of 5" if figures.instrument == "agreement" else f"{number(figure)} %"


def _one_response(name: str, ask: Ask, one: Given) -> str:
    if one.is_skipped:
        return say("<b>{name}</b>: skipped{why}", name=name, why=f", {one.reason}" if one.reason else "")
    rating = rating_label(ask, one.value) if one.mark == "rating" and one.value is not None else "not rated"
    return say("<b>{name}</b> · {rating}", name=name, rating=rating) + (f"\n{quoted(one.text)}" if one.text else "")


def _total(figures: Scorecard) -> str:
    asked = "statements" if figures.instrument == "agreement" else "questions"
    cover = f"{round(100 * figures.coverage)} % of the {asked} answered"
    if figures.points is None or figures.points_possible is None:
        return cover
    return say(
        "{points} of the {assessed} points assessed so far ({possible} possible), {cover}.",
        points=number(figures.points),
        assessed=number(figures.points_assessed),
        possible=figures.points_possible,
        cover=cover,
    )


def _strongest(figures: Scorecard) -> list[str]:
    parts = sorted(
        ((part.value, part.title) for item in figures.items for part in item.parts if part.value is not None),
        key=lambda pair: pair[0],
    )
    if len(parts) < 2 or parts[0][0] == parts[-1][0]:
        return []
    (low, weakest), (high, strongest) = parts[0], parts[-1]
    return [
        say(
            "Strongest: {strongest} ({high}). Weakest: {weakest} ({low}).",
            strongest=strongest,
            high=value(figures, high),
            weakest=weakest,
            low=value(figures, low),
        )
    ]


def _item_line(item: ItemScore) -> str:
    return say("\n<b>{code} {title}</b>", code=item.code, title=item.title)


def _part_line(part: PartScore, figures: Scorecard) -> str:
    return say(
        "{code} {title}: {value} · {answered} of {asked} answered",
        code=part.code,
        title=part.title,
        value=value(figures, part.value),
        answered=part.answered,
        asked=part.asked,
    )


def _missing_line(one: Missing) -> str:
    skipped = f"skipped by {one.skipped}" if one.skipped else ""
    reasons = ", ".join(dict.fromkeys(one.reasons))
    why = f" ({skipped}{': ' + reasons if reasons else ''})" if skipped else ""
    return say("{code} {text}{why}", code=one.code, text=shortened(one.text, 60), why=why)
