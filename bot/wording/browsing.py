"""Cards of the criteria: what stands at each level, what lies below it, and the way back."""

from collections.abc import Iterable, Sequence

from bot.turns import Button, Message
from bot.wording import count, quoted, say, shortened
from bot.wording.cards import CARDS_A_PAGE, Card, labelled, laid_out, to
from bot.wording.explaining import CARDS, explains, section_of, words_of
from bot.wording.paging import leaf, turning
from knowledge.asking import asks
from knowledge.criteria import Category, Framework, Item, Note, Part, Question, Statement

_LONGEST_NOTES = 1_800
# What says enough on a card by itself, and is not folded up.
_SHORT_NOTICE = 200


def has(framework: Framework, kind: str, code: str) -> bool:
    """Say whether a framework has such a card."""
    codes: dict[str, Iterable[str]] = {
        "f": ("",),
        "c": (one.code for one in framework.categories),
        "i": (one.code for one in framework.items),
        "p": (one.code for one in framework.parts),
        "q": [one.code for one in framework.questions] + [one.code for one in framework.statements],
    }
    return explains(framework, kind, code) if kind in CARDS else code in codes.get(kind, ())


def shelf(frameworks: Sequence[tuple[str, Framework]], page: int, replaces: int | None, missing: str = "") -> Message:
    """Ask which framework to look through; each comes with the key that buttons carry."""
    shown, page, pages = leaf(frameworks, page, CARDS_A_PAGE)
    buttons = [Button(labelled(one.short), Card(one, key, "f").data()) for key, one in shown]
    turns = turning(page, pages, lambda to: f"shelf:{to}")
    gone = say("I know no {code}. ", code=shortened(missing, 40)) if missing else ""
    return Message(f"{gone}Which criteria do you want to look through?", laid_out(buttons, turns, []), replaces)


def shown(card: Card, page: int, asked_at: tuple[int, int] | None, replaces: int | None) -> Message:
    """Show a card; `asked_at` is the (participation, number) under which its reader is asked it, if they are."""
    match card.kind:
        case kind if kind in CARDS:
            text, below = CARDS[kind](card)
        case "f":
            text, below = _of_framework(card)
        case "c":
            text, below = _of_category(card)
        case "i":
            text, below = _of_item(card)
        case "p":
            text, below = _of_part(card)
        case _:
            text, below = _of_question(card), []
    these, page, pages = leaf(below, page, CARDS_A_PAGE)
    ways = [*turning(page, pages, card.data), *_acts(card, asked_at), Button("Back", _up(card))]
    return Message(text, laid_out(these, [], ways), replaces)


def _of_framework(card: Card) -> tuple[str, list[Button]]:
    framework = card.framework
    points = [f"{framework.points:,} points"] if framework.points else []
    amount = count(len(asks(framework)), "statement" if framework.instrument == "agreement" else "question")
    text = say("<b>{title}</b>\n{figures}\n", title=framework.title, figures=" · ".join((*points, amount)))
    text += quoted(framework.notice, 900) if len(framework.notice) > _SHORT_NOTICE else say("{n}", n=framework.notice)
    if len(framework.categories) == 1:
        return text, _items(card, framework.items)
    return text, [to(card.at("c", one.code), f"{one.code} {one.title}") for one in framework.categories]


def _of_category(card: Card) -> tuple[str, list[Button]]:
    category = _category(card)
    items = [item for item in category.items if item.parts]
    text = say("<b>{code} {title}</b>\n", code=category.code, title=category.title) + count(len(items), "item")
    return text + _in_framework(card), _items(card, items)


def _of_item(card: Card) -> tuple[str, list[Button]]:
    item = _item(card)
    text = say("<b>{code} {title}</b>", code=item.code, title=item.title) + _points(item)
    text += say("\n{question}", question=item.question) if item.question else ""
    parts = [to(card.at("p", part.code), f"{part.code} {part.title}") for part in item.parts]
    return text + _in_framework(card) + _notes(card.framework, item.code), parts


def _of_part(card: Card) -> tuple[str, list[Button]]:
    part, item = _part(card), _item_of(card)
    own = part.code == item.code
    above = "" if own else say(" · {code} {title}", code=item.code, title=item.title)
    text = say("<b>{code} {title}</b>", code=part.code, title=part.title) + above + (_points(item) if own else "")
    asked = _asked(part)
    lines = [say("{n} · {text}", n=n, text=one.text) for n, one in enumerate(asked, 1)]
    numbers = [to(card.at("q", one.code), str(n)) for n, one in enumerate(asked, 1)]
    return "\n".join((text + _in_framework(card), "", *lines)) + _notes(card.framework, part.code), numbers


def _of_question(card: Card) -> str:
    part = next(part for part in card.framework.parts if card.code in {one.code for one in _asked(part)})
    asked = next(one for one in _asked(part) if one.code == card.code)
    text = say("<b>{title}</b> · {code}", title=part.title, code=card.code) + _in_framework(card)
    return text + say("\n\n{text}", text=asked.text) + _notes(card.framework, card.code)


def _acts(card: Card, asked_at: tuple[int, int] | None) -> list[Button]:
    """Offer what can be done with what a card shows."""
    ask = [Button("Ask me this", f"more:{asked_at[0]}:{asked_at[1]}")] if asked_at else []
    if card.kind in ("i", "p", "q"):
        ask.append(Button("What does this mean?", f"sense:{card.key}:{card.code}"))
    return [*ask, *words_of(card, _text_of(card))]


def _text_of(card: Card) -> str:
    """Return the words of a single question; nothing else is short enough for its terms to be named."""
    asked = [one for part in card.framework.parts for one in _asked(part)] if card.kind == "q" else []
    return next((one.text for one in asked if one.code == card.code), "")


def _up(card: Card) -> str:
    """Return where Back leads: one level up, past levels that have nothing to choose from."""
    match card.kind:
        case "f":
            return "shelf:1"
        case "w":
            return card.at("k").data()
        case "t":
            return card.at("s").data()
        case "o":
            return card.at("t", section_of(card)).data()
        case "q":
            part = next(part for part in card.framework.parts if card.code in {one.code for one in _asked(part)})
            return card.at("p", part.code).data()
        case "p" if len(_item_of(card).parts) > 1:
            return card.at("i", _item_of(card).code).data()
        case "p" | "i" if len(card.framework.categories) > 1:
            code = _item_of(card).code
            above = next(one for one in card.framework.categories if code in [item.code for item in one.items])
            return card.at("c", above.code).data()
    return card.at("f").data()


def _items(card: Card, items: Iterable[Item]) -> list[Button]:
    """Lead to each item, or straight to the only part that it has."""
    return [
        to(card.at("p", item.parts[0].code) if len(item.parts) == 1 else card.at("i", item.code), _named(item))
        for item in items
        if item.parts
    ]


def _named(item: Item) -> str:
    return f"{item.code} {item.title}" + (f" ({item.points})" if item.points else "")


def _in_framework(card: Card) -> str:
    return say("\n<i>{framework}</i>", framework=card.framework.short)


def _notes(framework: Framework, code: str) -> str:
    """Return the notes on just this code, folded up where they are long."""
    notes = [_note(note) for note in framework.notes if code in note.about]
    title = "Note" if len(notes) == 1 else "Notes"
    return f"\n\n{title}:\n{quoted(chr(10).join(notes), _LONGEST_NOTES)}" if notes else ""


def _note(note: Note) -> str:
    return note.text if note.complete else f"{note.text} (the source is cut here)"


def _points(item: Item) -> str:
    return f" · {item.points} points" if item.points else ""


def _asked(part: Part) -> Sequence[Question | Statement]:
    return (*part.questions, *part.statements)


def _category(card: Card) -> Category:
    return next(one for one in card.framework.categories if one.code == card.code)


def _item(card: Card) -> Item:
    return next(one for one in card.framework.items if one.code == card.code)


def _part(card: Card) -> Part:
    return next(one for one in card.framework.parts if one.code == card.code)


def _item_of(card: Card) -> Item:
    """Return the item that a card belongs to."""
    return next(one for one in card.framework.items if card.code in (one.code, *(part.code for part in one.parts)))
