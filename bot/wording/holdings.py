"""What Howwell says about the documents that an organisation has in use."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.turns import Button, Message
from bot.wording import rows, say
from bot.wording.documents import holds
from storage.sources import Kept

DOCUMENTS_A_PAGE = 6
_SEND = "Send me a document (up to 20 MB) to add one: I show what I find in it before it is used."


@dataclass(frozen=True)
class Listed:
    """A document in a list: who brought it, what its buttons carry, and whether its reader may remove it."""

    kept: Kept
    bringer: str | None
    mark: str
    is_removable: bool


def listing(organisation: str, documents: Sequence[Listed], page: int, replaces: int | None) -> Message:
    """List an organisation's documents, some to a page, with a way to remove those that may be."""
    if not documents:
        text = say("{place} has no documents of its own yet. {send}", place=organisation, send=_SEND)
        return Message(text, replaces=replaces)
    pages = -(-len(documents) // DOCUMENTS_A_PAGE)
    page = min(max(page, 1), pages)
    shown = list(enumerate(documents, 1))[(page - 1) * DOCUMENTS_A_PAGE : page * DOCUMENTS_A_PAGE]
    head = say("<b>Documents of {place}</b>", place=organisation)
    lines = [_line(n, one) for n, one in shown]
    buttons = [Button(f"Remove {n}", f"lose:{one.mark}") for n, one in shown if one.is_removable]
    more = [Button("More documents", f"docs:{page % pages + 1}")] if pages > 1 else []
    return Message("\n".join((head, *lines, "", _SEND)), (*rows(*buttons, width=3), *rows(*more)), replaces)


def about_to_remove(kept: Kept, mark: str) -> Message:
    """Ask before a document is removed, and say what goes and what stays."""
    text = say(
        "Remove <b>{name}</b>? Its {passages} from answers; assessments already opened keep their questions.",
        name=kept.name,
        passages="1 passage goes" if kept.passages == 1 else f"{kept.passages} passages go",
    )
    return Message(text, rows(Button("Yes, remove", f"lost:{mark}"), Button("Keep", "docs:1")))


def removed(name: str, replaces: int) -> Message:
    """Confirm that a document is removed."""
    text = say("<b>{name}</b> is removed. Answers no longer use it.", name=name)
    return Message(text, rows(Button("All documents", "docs:1")), replaces)


def not_there() -> Message:
    """Answer a button of a document that was removed, or has changed since."""
    return Message("That document is not in use any more, or has changed.", rows(Button("All documents", "docs:1")))


def not_yours_to_remove(name: str) -> Message:
    """Say who can remove a document."""
    text = "Only an owner, or whoever brought it, can remove <b>{name}</b>."
    return Message(say(text, name=name), rows(Button("All documents", "docs:1")))


def _line(n: int, one: Listed) -> str:
    kept = one.kept
    of = f" of {kept.framework.short}" if kept.framework and kept.known else ""
    held = holds(kept.framework, kept.passages)
    whence = f"brought by {one.bringer}" if one.bringer else "read in by whoever runs this bot"
    text = "{n} · <b>{name}</b>: {held}{of} · {whence}"
    return say(text, n=n, name=kept.name, held=held, of=of, whence=whence)
