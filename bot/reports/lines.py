"""What the operator's commands tell, as lines to read in a terminal; made from the data of `--json`."""

from collections.abc import Iterator
from typing import Any

from bot.wording import count, number
from bot.wording.learner import not_read, written_by
from knowledge.forms import LISTS

Told = dict[str, Any]


def report(told: Told) -> Iterator[str]:
    """List what was read of each document."""
    for one in told["documents"]:
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in one["counts"].items() if count)
        yield f"{one['path']}: {one['error']}" if one["error"] else f"{one['path']}: {one['status']}: {counts}"
        yield from (f"  doubt: {warning}" for warning in one["warnings"])
    if told["left"]:
        yield f"Stopped: {told['left']} left; run the same command again to go on."


def sources(told: Told) -> Iterator[str]:
    """List the documents of an organisation."""
    for one in told["sources"]:
        belongs = f" · {one['title'] or one['framework']}" if one["framework"] else ""
        passages, doubts = count(one["passages"], "passage"), len(one["doubts"])
        doubtful = f" · {count(doubts, 'doubt')}" if doubts else ""
        yield f"{one['name']}{belongs} · {passages}{doubtful} · {one['tier']} · {one['read_at'][:10]}"
    if not told["sources"]:
        yield "No documents yet: howwell ingest PATH reads some."


def removed(told: Told) -> Iterator[str]:
    """Say which documents are gone."""
    yield from (f"removed: {name}" for name in told["removed"])


def check(told: Told) -> Iterator[str]:
    """Say what is wrong with a framework file, or that nothing is."""
    yield from told["faults"]
    yield "Nothing is wrong with it." if told["sound"] else count(len(told["faults"]), "fault")


def frameworks(told: Told) -> Iterator[str]:
    """List frameworks, or what one asks."""
    for one in told.get("frameworks", ()):
        yield f"{one['id']}: {one['title']}"
    if "id" in told:
        yield f"{told['title']} (edition {told['edition']})"
        yield told["notice"]
        for part in told["parts"]:
            yield f"\n{part['code']} {part['title']}"
            yield from (f"  {q['code']} {q['text']}" for q in told["questions"] if q["part"] == part["code"])
            yield from (
                f"  {s['code']} {s['text']}" for s in told["statements"] if s["code"].startswith(part["code"] + ".")
            )


def answer(told: Told) -> Iterator[str]:
    """Give an answer with its sources, or say that there is none."""
    yield from _read_as(told)
    if not told["answered"]:
        if told["language"]:
            yield not_read(told["language"])
            return
        unknown = ", ".join(told["unknown"])
        yield f"My sources do not have {unknown}." if unknown else "My sources say nothing about that."
        yield from (f"  nearest: {one}" for one in told["nearest"])
        yield from (f"  closest: {_placed(one)}" for one in told["closest"][: int(told["is_near"])] if not unknown)
        return
    if told["confidence"] == "weak":
        yield "The closest that my sources say:"
    is_list = told["form"] in LISTS
    yield from (f"{_placed(one)}: {one['quote']} [{one['n']}]" for one in told["citations"] if is_list)
    yield from (() if is_list else (told["answer"],))
    yield from (f"and {left} more" for left in [told["left"]] if left)
    for one in told["citations"]:
        yield f"  [{one['n']}] {_placed(one)} · {one['source']}" + _also(one)
    if told["method"].startswith("model:"):
        yield written_by(told["method"].removeprefix("model:"))


def passages(told: Told) -> Iterator[str]:
    """List ranked passages."""
    yield from _read_as(told)
    for one in told["passages"]:
        place = f"{one['code'] or '–'} {one['title']} · {one['source']}"
        yield f"{one['rank']:>2}. {place}{_also(one)}\n    {one['text']}"


def _read_as(told: Told) -> list[str]:
    return [f"I read this as: {told['read_as']}"] if told["read_as"] else []


def _placed(one: Told) -> str:
    return " ".join(filter(None, (one["code"], one["title"])))


def _also(one: Told) -> str:
    places = [f"{other['framework'] or other['source']} {other['code'] or ''}".strip() for other in one["also"]]
    return f" · also in {', '.join(places)}" if places else ""


def scorecard(told: Told) -> Iterator[str]:
    """Show the figures of a scorecard."""
    people = count(told["respondents"], "person", "people")
    yield f"{told['assessment']} · {told['organisation']}: {people}, self-ratings"
    if told["points"] is not None:
        points, assessed = told["points"], told["points_assessed"]
        possible = number(told["points_possible"])
        yield f"{number(points)} of the {number(assessed)} points assessed ({possible} possible)"
    yield f"{told['coverage']:.0%} of what was asked is answered"
    for item in told["items"]:
        for part in item["parts"]:
            value = part["percent"] if part["agreement"] is None else part["agreement"]
            unit = " %" if part["agreement"] is None else " of 5"
            shown = f"{value:g}{unit}" if value is not None else "not assessed" if item["scored"] else "not scored"
            given = f"{part['answered']} of {part['asked']} answered"
            proposed = part["proposed_percent"]
            beside = f", proposed by rules {proposed:g} %" if proposed is not None else ""
            yield f"  {part['code']:<10} {part['title']:<50} {shown:>12}  {given}{beside}"


def invitation(told: Told) -> Iterator[str]:
    """Show an invitation."""
    yield f"This lets one person into {told['organisation']} as {told['role']}, within 14 days:"
    yield f"  {told['link'] or 'Send this to the bot:'} {'' if told['link'] else told['start']}".rstrip()
    if told["link"]:
        yield f"or send to the bot: {told['start']}"
