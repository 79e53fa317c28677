"""What Howwell says about the documents that people send, and about those that an organisation has."""

from collections.abc import Sequence

from bot.turns import Button, Message
from bot.wording import count, rows, say, shortened
from ingest.limits import MOST_BYTES
from ingest.report import counted
from ingest.understood import Summary
from knowledge.asking import Ask, asks
from knowledge.criteria import Framework

TOO_LARGE = f"It is larger than {MOST_BYTES // 2**20} MB; split it into smaller files and send them one by one."
NOT_GIVEN = "Telegram did not give me the file; please send it again."
# Why another wording stays in force.
ADDS_ONLY = "because a manager's document adds and does not replace"
CAME_FIRST = "because it came first"
IS_OFFICIAL = "because it is kept as the official text"

DOUBTS_A_PAGE = 8
_LOOKS = 3
_MOST_CODES = 3
_KINDS = ("item", "part", "question", "statement", "step", "note", "term")


def reading(name: str, size: int) -> str:
    """Say as plain text that a document is being read."""
    return f"Reading {name}{f' ({_size(size)})' if size else ''} …"


def not_yours_to_send(role: str) -> Message:
    """Say who can send documents, and what this person can do."""
    what = "Please write your response as a message." if role == "respondent" else "Type a question, and I look it up."
    return Message(f"Only people who manage an assessment can send me documents. {what}")


def refused(name: str, sentence: str) -> Message:
    """Say why a document is not taken, in the sentence that says what would work."""
    return Message(say("<b>{name}</b> is not taken. {sentence}", name=name, sentence=sentence))


def unchanged(name: str) -> Message:
    """Say that a document is kept already."""
    text = "<b>{name}</b> is in use already, word for word. Nothing has changed."
    return Message(say(text, name=name), rows(Button("All documents", "docs:1")))


def name_is_taken(name: str) -> Message:
    """Say that a document of somebody else has this name, and what to do."""
    text = (
        "<b>{name}</b> is the name of a document in use that somebody else brought. Give yours another name and send "
        "it again, or ask an owner to remove the other one."
    )
    return Message(say(text, name=name), rows(Button("All documents", "docs:1")))


def found(name: str, summary: Summary, place: str, *, replaces: bool) -> Message:
    """Tell what was found in a document, before it is used."""
    lines = [say("<b>{name}</b>: {found}", name=name, found=_found(summary))]
    lines += [say(sentence, short=summary.framework.short) for sentence in _belongs(summary)]
    if replaces:
        lines.append("It would take the place of the document of this name that is in use.")
    asked = summary.own and asks(summary.own)
    if asked:
        looks = [_look(one) for one in asked[:_LOOKS]]
        lines += ["", "It begins:" if len(asked) > _LOOKS else "It asks:", *looks]
    doubt = (Button("Show doubts", f"doubt:{place}:1"),) if summary.doubts else ()
    return Message("\n".join(lines), rows(_use(place), *doubt, _drop(place), width=3))


def doubts(name: str, told: Sequence[str], page: int, place: str) -> Message:
    """List what should be looked at before a document is used."""
    start = (min(max(page, 1), -(-len(told) // DOUBTS_A_PAGE)) - 1) * DOUBTS_A_PAGE
    shown = told[start : start + DOUBTS_A_PAGE]
    which = f" {start + 1}–{start + len(shown)} of {len(told)}" if len(told) > DOUBTS_A_PAGE else ""
    head = say("Doubts{which} about <b>{name}</b>:", which=which, name=name)
    lines = [say("• {doubt}", doubt=shortened(doubt, 300)) for doubt in shown]
    is_last = start + len(shown) >= len(told)
    more = () if is_last else (Button("More doubts", f"doubt:{place}:{start // DOUBTS_A_PAGE + 2}"),)
    return Message("\n".join((head, *lines)), rows(_use(place), *more, _drop(place), width=3))


def in_use(name: str, summary: Summary, raised: Sequence[str], organisation: str, replaces: int) -> Message:
    """Confirm that a document is used, and say where other wording stays in force."""
    text = say("<b>{name}</b> is in use: searched for everybody in {place}.", name=name, place=organisation)
    can_ask = summary.own is not None and bool(asks(summary.own))
    text += " /open can ask its questions." if can_ask else ""
    opens = (Button("Open an assessment", "opens"),) if can_ask else ()
    paragraphs = (text, *(say("{doubt}", doubt=doubt) for doubt in raised))
    return Message("\n\n".join(paragraphs), rows(*opens, Button("All documents", "docs:1")), replaces)


def dropped(name: str, replaces: int) -> Message:
    """Confirm that a document is forgotten."""
    return Message(say("<b>{name}</b> is forgotten. Nothing has changed.", name=name), replaces=replaces)


def decided_before(name: str, status: str) -> Message:
    """Answer a button of a document that was decided on."""
    if status == "used":
        text = say("You took <b>{name}</b> into use already. /sources lists what is in use.", name=name)
        return Message(text, rows(Button("All documents", "docs:1")))
    return Message(say("You discarded <b>{name}</b>. Send it again to look at it anew.", name=name))


def not_waiting() -> Message:
    """Answer a button of a document that is somebody else's, or was forgotten."""
    return Message(
        "That document does not wait for your decision: only whoever sent it decides, within a week. Send it again to "
        "look at it anew."
    )


def overruled(codes: Sequence[str], instrument: str, by: str, why: str) -> str:
    """Say as plain text how much is worded otherwise than what counts, and whose wording stays."""
    what = "statement" if instrument == "agreement" else "question"
    which = f" ({', '.join(codes)})" if len(codes) <= _MOST_CODES else ""
    are = "is" if len(codes) == 1 else "are"
    return f"{count(len(codes), what)}{which} {are} worded differently here; the wording of {by} stays, {why}."


def holds(framework: Framework | None, passages: int) -> str:
    """Say as plain text what a document holds."""
    return _listed(_pieces(framework, passages))


def only_text_and_documents() -> Message:
    """Say what can be read of what a manager sends."""
    return Message("I can read text, and documents that are sent as a file. Please send it in one of these ways.")


def _found(summary: Summary) -> str:
    doubt = [count(len(summary.doubts), "doubt")] if summary.doubts else []
    return f"I found {_listed([*_pieces(summary.own, summary.passages), *doubt])}."


def _pieces(framework: Framework | None, passages: int) -> list[str]:
    """Count what there is of each kind, or else the passages that can be searched."""
    counts = counted(framework, passages)
    counts["notes"] += counts["incomplete_notes"]
    told = [count(counts[f"{kind}s"], kind) for kind in _KINDS if counts[f"{kind}s"]]
    return told or [count(passages, "passage")]


def _belongs(summary: Summary) -> list[str]:
    is_asked = summary.own is not None and bool(asks(summary.own))
    whose = "It belongs to {short}." if summary.known else "It becomes a framework of its own, “{short}”."
    if is_asked:
        return [whose]
    return [*([whose] if summary.known else []), "I found no questions in it; it can be searched."]


def _look(ask: Ask) -> str:
    return say("• {text} <i>{code}</i>", text=shortened(ask.text, 160), code=ask.part.code)


def _listed(pieces: Sequence[str]) -> str:
    *before, last = pieces
    return f"{', '.join(before)} and {last}" if before else last


def _size(size: int) -> str:
    if size >= 100_000:
        return f"{size / 2**20:.1f} MB"
    return f"{max(round(size / 1024), 1)} KB"


def _use(place: str) -> Button:
    return Button("Use it", f"use:{place}")


def _drop(place: str) -> Button:
    return Button("Discard", f"drop:{place}")
