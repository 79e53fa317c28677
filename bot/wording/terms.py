"""What Howwell says about key terms: the list by letter, and the meaning of one with its example and source."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.turns import Button, Message
from bot.wording import quoted, rows, say
from bot.wording.paging import leaf
from knowledge.criteria import Framework, Term

TERMS_A_PAGE = 8
# A longer text is folded up.
_LONG = 400


@dataclass(frozen=True)
class Entry:
    """A term by its name, with what each framework says that it means.

    `mark` is what buttons carry for it, `called` the name or other name by which a search found it.
    """

    name: str
    mark: str
    called: str
    meanings: list[tuple[Framework, Term]] = field(default_factory=list)


def listing(entries: Sequence[Entry], page: int, word: str, replaces: int | None) -> Message:
    """List terms by letter, some to a page."""
    everything = (Button("All key terms", "terms:1:"),) if word else ()
    if not entries:
        what = say("No key term has “{word}” in its name.", word=word) if word else "There are no key terms yet."
        return Message(f"{what} You can also just ask me what a word means.", rows(*everything), replaces)
    pages = [leaf(entries, n, TERMS_A_PAGE)[0] for n in range(1, -(-len(entries) // TERMS_A_PAGE) + 1)]
    page = min(max(page, 1), len(pages))
    shown = pages[page - 1]
    head = say("Key terms with “{word}”", word=word) if word else "Key terms"
    letters = f", {_letters(shown)}" if len(pages) > 1 else ""
    text = f"<b>{head}{letters}</b> · {len(entries)} in all."
    text += "" if word else "\nChoose one, or look for one by a part of its name: /terms cust"
    buttons = [Button(_label(entry), f"term:{page}:{entry.mark}:{word}") for entry in shown]
    turns = [
        Button(f"◀ {_letters(pages[to - 1])}" if to < page else f"{_letters(pages[to - 1])} ▶", f"terms:{to}:{word}")
        for to in (page - 1, page + 1)
        if 1 <= to <= len(pages)
    ]
    return Message(text, (*rows(*buttons), *rows(*turns), *rows(*everything)), replaces)


def meaning(entry: Entry, page: int, word: str, replaces: int | None) -> Message:
    """Say what a term means, with its example and where that comes from; Back leads to where it was chosen."""
    told = [_told(framework, term) for framework, term in entry.meanings]
    text = say("<b>{name}</b>\n", name=entry.name) + "\n\n".join(dict.fromkeys(told))
    return Message(text, rows(Button("Back to the list", f"terms:{page}:{word}")), replaces)


def _told(framework: Framework, term: Term) -> str:
    lines = [quoted(term.text, 1_500) if len(term.text) > _LONG else say("{text}", text=term.text)]
    lines += [say("For example: {example}", example=term.example)] if term.example else []
    lines += [say("Also called: {names}", names=", ".join(term.also))] if term.also else []
    lines.append(say("<i>{framework}, after: {source}</i>", framework=framework.short, source=framework.source))
    return "\n".join(lines)


def _label(entry: Entry) -> str:
    return entry.name if entry.called == entry.name else f"{entry.name} ({entry.called})"


def _letters(entries: Sequence[Entry]) -> str:
    first, last = entries[0].name[0].upper(), entries[-1].name[0].upper()
    return first if first == last else f"{first}–{last}"
