"""What Howwell says to people who ask: quotations with numbers, the sources under them, or an honest no."""

from collections.abc import Iterator, Sequence

from bot.turns import BUTTON_BYTES, Button, Message
from bot.wording import count, folded, rows, say, shortened
from bot.wording.sources import sources
from knowledge.about import About
from knowledge.answers import Answer
from knowledge.passages import Citation, Passage

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_BUTTONS = 3
# What a list is of; a section of topics is named by its title.
_SORTS = {
    "item": "Items",
    "question": "Questions",
    "statement": "Statements",
    "note": "Notes",
    "step": "Steps",
    "term": "Key terms",
}


LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "zh": "Chinese",
}


def what_to_ask() -> Message:
    """Say what can be asked."""
    return Message("What would you like to know? Type a question, a code such as 3.2a(3), or a term such as segment.")


def what_is(name: str) -> str:
    """Return the question that a key term's button asks."""
    return f"What is meant by {name}?"


def what_is_good(code: str) -> str:
    """Return the question that asks for the rubric of a code."""
    return f"What does good look like for {code}?"


def told(answer: Answer) -> Message:
    """Give an answer, or say that the sources do not have one."""
    read = [say("<i>I read this as: {text}</i>", text=answer.read_as)] if answer.read_as else []
    if not answer.answered:
        return Message("\n\n".join((*read, _not_in_sources(answer))), _ways_on(answer))
    lead = ["The closest that my sources say:"] if answer.confidence == "weak" else []
    written = [_writer(answer.model)] if answer.model else []
    also = [] if answer.is_list or answer.form in ("scoring", "good") else _editions(answer.about)
    head = "\n".join((*read, *_heads(answer), *lead))
    paragraphs = (head, _body(answer), "\n".join((*sources(answer), *also, *written)))
    return Message("\n\n".join(filter(None, paragraphs)), _ways_on(answer))


def further(answer: Answer, on: str | None) -> Message:
    """Give the next passages behind an answer; `on` is what the button carries that goes on behind them."""
    if not answer.answered:
        return Message("That is all that my sources say about it.")
    text = "\n\n".join((_lines(answer), "\n".join(sources(answer))))
    return Message(text, rows(*_whole(answer.citations), *([Button("More", on)] if on else []), width=MOST_BUTTONS))


def _heads(answer: Answer) -> Iterator[str]:
    """Say in a line what an answer is about, or what a list is of."""
    if answer.form == "list" and answer.title:
        sort = _SORTS.get(answer.citations[0].passage.kind, "")
        yield say("<b>{sort}{title}</b>", sort=f"{sort}: " if sort else "", title=answer.title)
    elif answer.form == "elsewhere" and answer.title:
        yield say("Here too it is about {title}:", title=answer.title)
    elif not answer.is_list:
        yield from (_about(about) for about in answer.about[:1])


def _body(answer: Answer) -> str:
    """Return what is quoted: the sentence that answers in full view, and the rest folded up where it is long."""
    if answer.is_list:
        return folded(_lines(answer)) + _left(answer)
    said = [say("{text}{n}", text=one.text, n=_raised(one.n)) for one in answer.sentences]
    # A code is shown with all that it asks, and what a model wrote is short.
    first = len(said) if answer.form == "code" or answer.model else 1
    shown, rest = "\n".join(said[:first]), "\n".join(said[first:])
    return "\n".join(filter(None, (folded(shown), folded(rest))))


def _lines(answer: Answer) -> str:
    """Return each passage under its framework, title and code, none of them said twice in a row."""
    lines, framework, title = [], "", ""
    is_mixed = len({one.passage.framework for one in answer.citations}) > 1
    for one in answer.citations:
        passage = one.passage
        name = passage.heading[0] if passage.heading and is_mixed else ""
        heading = [_capital(passage.title)] if passage.title != title or name != framework else []
        head = " · ".join(filter(None, (name if name != framework else "", *heading)))
        lines += [say("<b>{head}</b>", head=head)] if head else []
        code = f"{passage.code} · " if passage.code and passage.kind != "note" else ""
        lines.append(say("{code}{text}{n}", code=code, text=one.quote, n=_raised(one.n)))
        framework, title = name, passage.title
    return "\n".join(lines)


def _left(answer: Answer) -> str:
    if not answer.left:
        return ""
    where = "/terms" if answer.citations[0].passage.kind == "term" else "/browse"
    return say("\nand {n} more: {where} shows them all.", n=answer.left, where=where)


def _about(about: About) -> str:
    points = f", {about.points} points" if about.points else ""
    place = "" if about.code == about.item else say(" of {code} {title}", code=about.item, title=about.item_title)
    asks = say(": {asks}", asks=count(about.asks, "question")) if about.asks > 1 else ""
    return say(
        "<b>{title}</b>, {code}{place}{points}{asks}",
        title=about.title,
        code=about.code,
        place=place,
        points=points,
        asks=asks,
    )


def _writer(model: str) -> str:
    return say("<i>{note}</i>", note=written_by(model))


def written_by(model: str) -> str:
    """Say which model put an answer into words."""
    return f"Put into words by {model}, each sentence checked against its source."


def _editions(about: Sequence[About]) -> list[str]:
    """Name what has the same code in other editions: it is another question there."""
    return [
        say("<i>{framework}: {code} is {title}</i>", framework=one.short, code=one.code, title=one.title)
        for one in about[1:4]
    ]


def not_read(language: str) -> str:
    """Say that a question is in a language that cannot be read here, and what works."""
    return (
        f"This looks like {LANGUAGES.get(language, 'another language')}, and I read English only. "
        "Ask in English, or send a code such as 3.2a(3)."
    )


def _not_in_sources(answer: Answer) -> str:
    if answer.language:
        return not_read(answer.language)
    if answer.unknown:
        text = say("My sources do not have {codes}.", codes=", ".join(answer.unknown))
        near = [code for _, code in answer.nearest[:MOST_BUTTONS]]
        return text + (say(" The nearest codes are {near}.", near=", ".join(dict.fromkeys(near))) if near else "")
    text = "My sources say nothing about that."
    return text + (say(" Closest is: {closest}", closest=_closest(answer.closest[0])) if answer.is_near else "")


def _closest(passage: Passage) -> str:
    code = f"{passage.code}, " if passage.code else ""
    return f"{code}{passage.title} – “{shortened(passage.text, 90)}”"


def _ways_on(answer: Answer) -> tuple[tuple[Button, ...], ...]:
    """Offer what may be wanted next, the likeliest first."""
    if answer.form == "explanation":
        # Somebody is in the middle of answering: what is offered next is under the question itself.
        return ()
    if not answer.answered:
        near = [(one.framework, one.code) for one in answer.closest if one.code][: int(answer.is_near)]
        places = [(framework, code) for framework, code in (near or answer.nearest) if framework and code]
        buttons = {code: carries(f"Show {code}", f"show:{framework}/{code}") for framework, code in places}
        return rows(*(one for found in buttons.values() for one in found), width=MOST_BUTTONS)
    if answer.form == "code":
        first = answer.about[0]
        good = carries("What good looks like", f"best:{first.framework}/{first.code}")
        ways = [*_whole_of(first.framework, first.code), *good, *_other_editions(answer.about)]
        return rows(*ways[:MOST_BUTTONS], width=2)
    term = carries(f"Term: {answer.term}", f"word:{answer.term}") if answer.term else []
    # A list leads to many places, and shows what they ask.
    whole = [] if answer.is_list else _whole(answer.citations)
    return rows(*whole, *term, width=MOST_BUTTONS)


def _whole(citations: Sequence[Citation]) -> list[Button]:
    """Offer the text of the criterion that the first citation with a code belongs to."""
    coded = (one.passage for one in citations if one.passage.framework and one.passage.code)
    place = next((one for one in coded if one.kind != "step"), None)
    return _whole_of(str(place.framework), str(place.code)) if place else []


def _whole_of(framework: str, code: str) -> list[Button]:
    return carries("The whole question", f"whole:{framework}/{code}")


def carries(label: str, data: str) -> list[Button]:
    """Return a button, or none where Telegram does not let it carry as much."""
    return [Button(label, data)] if len(data.encode()) <= BUTTON_BYTES else []


def _other_editions(about: Sequence[About]) -> list[Button]:
    places = [(one, f"show:{one.framework}/{one.code}") for one in about[1 : MOST_BUTTONS + 1]]
    return [button for one, data in places for button in carries(f"In {one.short}", data)]


def _raised(n: int) -> str:
    return str(n).translate(_SUPERSCRIPTS)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
