"""What Howwell says to people who ask: quotations with numbers, the sources under them, or an honest no."""

from collections.abc import Sequence
from itertools import groupby

from bot.turns import BUTTON_BYTES, Button, Message
from bot.wording import count, rows, say, shortened
from knowledge.answers import About, Answer
from knowledge.passages import Citation, Passage

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_BUTTONS = 3


def what_to_ask() -> Message:
    """Say what can be asked."""
    return Message("What would you like to know? Type a question, a code such as 3.2a(3), or a term such as segment.")


def told(answer: Answer) -> Message:
    """Give an answer, or say that the sources do not have one."""
    if not answer.answered:
        return _not_in_sources(answer)
    heads = [_about(about) for about in answer.about[:1]]
    lead = ["The closest that my sources say:"] if answer.confidence == "weak" else []
    body = [say("{text}{n}", text=one.text, n=_raised(one.n)) for one in answer.sentences]
    sources = [_source(list(group)) for _, group in groupby(answer.citations, _place)]
    also = _elsewhere(answer.about)
    written = [_writer(answer.model)] if answer.model else []
    paragraphs = ("\n".join((*heads, *lead)), "\n".join(body), "\n".join((*sources, *also, *written)))
    return Message("\n\n".join(filter(None, paragraphs)), _ways_on(answer))


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


def _place(citation: Citation) -> tuple[str, str, str]:
    """Return what citations share that are named in one line: framework, title and source."""
    passage = citation.passage
    return passage.heading[0] if passage.heading else "", passage.title, passage.source


def _source(citations: Sequence[Citation]) -> str:
    framework, title, source = _place(citations[0])
    passages = [one.passage for one in citations]
    codes = ", ".join(passage.code for passage in passages if passage.code)
    cut = "" if all(passage.complete for passage in passages) else " (the source is cut here)"
    # A passage with a place in a text comes from a document; ours are named well enough by their framework.
    document = source if passages[0].start is not None else ""
    where = " · ".join(filter(None, (framework, codes, title, document)))
    return say("<i>{n} · {where}{cut}</i>", n=", ".join(str(one.n) for one in citations), where=where, cut=cut)


def _writer(model: str) -> str:
    return say("<i>Put into words by {model}, each sentence checked against its source.</i>", model=model)


def _elsewhere(about: Sequence[About]) -> list[str]:
    """Name what has the same code in other editions: it is another question there."""
    return [
        say("<i>{framework}: {code} is {title}</i>", framework=one.short, code=one.code, title=one.title)
        for one in about[1:4]
    ]


def _not_in_sources(answer: Answer) -> Message:
    if answer.unknown:
        text = say("My sources do not have {codes}.", codes=", ".join(answer.unknown))
        near = [code for _, code in answer.nearest[:MOST_BUTTONS]]
        text += say(" The nearest codes are {near}.", near=", ".join(dict.fromkeys(near))) if near else ""
    else:
        text = "My sources say nothing about that."
        if answer.closest:
            text += say(" Closest is: {closest}", closest=_closest(answer.closest[0]))
    return Message(text, _ways_on(answer))


def _closest(passage: Passage) -> str:
    code = f"{passage.code}, " if passage.code else ""
    return f"{code}{passage.title} – “{shortened(passage.text, 90)}”"


def _ways_on(answer: Answer) -> tuple[tuple[Button, ...], ...]:
    """Offer to show the codes that the answer is about or rests on."""
    if answer.form == "explanation":
        # Somebody is in the middle of answering: what is offered next is under the question itself.
        return ()
    if answer.form == "code":
        return rows(*_other_editions(answer.about), width=MOST_BUTTONS)
    cited = [one.passage for one in answer.citations] or list(answer.closest)
    places = [(one.framework, one.code) for one in cited if one.framework and one.code and one.kind != "step"]
    places = places or list(answer.nearest)
    buttons = []
    for framework, code in dict.fromkeys(places):
        data = f"show:{framework}/{code}"
        if len(data.encode()) <= BUTTON_BYTES:
            buttons.append(Button(f"Show {code}", data))
    unique = {button.label: button for button in buttons}
    return rows(*list(unique.values())[:MOST_BUTTONS], width=MOST_BUTTONS)


def _other_editions(about: Sequence[About]) -> list[Button]:
    places = [(one, f"show:{one.framework}/{one.code}") for one in about[1 : MOST_BUTTONS + 1]]
    return [Button(f"In {one.short}", data) for one, data in places if len(data.encode()) <= BUTTON_BYTES]


def _raised(n: int) -> str:
    return str(n).translate(_SUPERSCRIPTS)
