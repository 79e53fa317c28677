"""What inline cards say: a title to choose by, and a message with the text and where it stands."""

from collections.abc import Sequence

from bot.turns import Offer, Offers
from bot.wording import quoted, say, shortened
from bot.wording.sources import named, source_of
from knowledge.search import Found, Hit

# What somebody may look for who has typed nothing yet.
ENTRIES = ("what are the categories", "what are the core values", "ADLI", "deployment", "segment")
# What a link from an inline list starts the private chat with; no invitation looks like it.
HELLO = "hello"
_LONGEST_TITLE, _LONGEST_LINE, _LONGEST_TEXT, _LONGEST_SOURCE = 100, 110, 3_000, 400
# What is longer is folded up.
_LONG = 300


def found(query_id: str, given: Found) -> Offers:
    """Offer what was found; where the sources say nothing, the way to ask in full."""
    if given.unknown:
        codes = shortened(", ".join(given.unknown), 20)
        return Offers(query_id, _offers(given.hits), f"No {codes} here; these come nearest")
    if given.confidence == "none":
        return Offers(query_id, (), "Not in my sources. Ask me in full")
    return Offers(query_id, _offers(given.hits), "Ask me in full")


def entries(query_id: str, hits: Sequence[Hit]) -> Offers:
    """Offer where to begin."""
    return Offers(query_id, _offers(hits), "Type a code, a term or a question")


def _offers(hits: Sequence[Hit]) -> tuple[Offer, ...]:
    return tuple({hit.passage.id: _offer(hit) for hit in hits}.values())


def _offer(hit: Hit) -> Offer:
    passage = hit.passage
    title = shortened(" · ".join(filter(None, (passage.code, passage.title))), _LONGEST_TITLE)
    shelf = passage.heading[0] if passage.heading else passage.source
    line = shortened(f"{shelf}: {passage.text}", _LONGEST_LINE)
    text = passage.text if len(passage.text) <= _LONG else ""
    body = say("{text}", text=text) if text else quoted(passage.text, _LONGEST_TEXT)
    lines = [say("<b>{title}</b>", title=title), body]
    lines.append(say("<i>{source}</i>", source=shortened(source_of(passage), _LONGEST_SOURCE)))
    lines += [say("<i>also in {places}</i>", places=shortened(named(hit.also), _LONGEST_SOURCE))] if hit.also else []
    return Offer(passage.id[:64], title, line, "\n".join(lines))
