"""Cards of what explains the criteria: key terms by name, and topics by section."""

from collections.abc import Callable, Mapping

from bot.turns import Button
from bot.wording import quoted, say
from bot.wording.cards import Card, to
from knowledge.criteria import Framework
from knowledge.terminology import Glossary

# A longer text is folded up.
_LONG = 400
_LONGEST_TEXT = 3_000
# So many key terms are offered under one question.
_MOST_WORDS = 2
# They stand in no more than this share of all questions.
_RARE = 0.1


def explains(framework: Framework, kind: str, code: str) -> bool:
    """Say whether a framework has such a card."""
    amounts = {
        "k": len(framework.terms),
        "w": len(framework.terms),
        "s": len(framework.topics),
        "t": len(sections(framework)),
        "o": len(framework.topics),
    }
    if kind in ("k", "s"):
        return not code and amounts[kind] > 0
    return code.isascii() and code.isdigit() and 1 <= int(code[:6]) <= amounts[kind]


def sections(framework: Framework) -> list[str]:
    """Return the sections of the topics, in order."""
    return list(dict.fromkeys(one.section for one in framework.topics))


def section_of(card: Card) -> str:
    """Return the number of the section that a topic's card belongs to."""
    topic = card.framework.topics[int(card.code) - 1]
    return str(sections(card.framework).index(topic.section) + 1)


def words_of(card: Card, text: str) -> list[Button]:
    """Lead to the key terms that occur in a text, or, from a framework, to all of them and to its topics."""
    if card.kind == "f":
        ways = (("k", "Key terms", len(card.framework.terms)), ("s", "Topics", len(card.framework.topics)))
        return [to(card.at(kind), f"{label} ({n})") for kind, label, n in ways if n]
    terms = card.framework.terms
    glossary = Glossary((n, (one.name, *one.also)) for n, one in enumerate(terms, 1)) if text else None
    found = [n for n in (glossary.within(text) if glossary else []) if _is_rare(card.framework, terms[n - 1].name)]
    return [to(card.at("w", str(n)), f"Term: {terms[n - 1].name}") for n in found[:_MOST_WORDS]]


def _is_rare(framework: Framework, name: str) -> bool:
    """Say whether a word explains one question more than any other: "how" and "customer" do not."""
    texts = [one.text.casefold() for one in framework.questions]
    texts += [one.text.casefold() for one in framework.statements]
    return sum(name.casefold() in text for text in texts) <= _RARE * len(texts)


def _of_terms(card: Card) -> tuple[str, list[Button]]:
    terms = sorted(enumerate(card.framework.terms, 1), key=lambda one: one[1].name.casefold())
    text = say("<b>Key terms</b> · {n} in all\n<i>{name}</i>", n=len(terms), name=card.framework.short)
    return text, [to(card.at("w", str(n)), one.name) for n, one in terms]


def _of_term(card: Card) -> tuple[str, list[Button]]:
    term = card.framework.terms[int(card.code) - 1]
    lines = [say("<b>{name}</b>", name=term.name), _told(term.text)]
    lines += [say("For example: {example}", example=term.example)] if term.example else []
    lines += [say("Also called: {names}", names=", ".join(term.also))] if term.also else []
    return "\n".join((*lines, _framework(card))), []


def _of_sections(card: Card) -> tuple[str, list[Button]]:
    named = sections(card.framework)
    text = say("<b>Topics</b> · {n} in all\n", n=len(card.framework.topics)) + _framework(card)
    return text, [to(card.at("t", str(n)), one) for n, one in enumerate(named, 1)]


def _of_topics(card: Card) -> tuple[str, list[Button]]:
    section = sections(card.framework)[int(card.code) - 1]
    topics = [(n, one) for n, one in enumerate(card.framework.topics, 1) if one.section == section]
    return say("<b>{name}</b>\n", name=section) + _framework(card), [
        to(card.at("o", str(n)), one.title) for n, one in topics
    ]


def _of_topic(card: Card) -> tuple[str, list[Button]]:
    topic = card.framework.topics[int(card.code) - 1]
    head = say("<b>{title}</b> · {section}", title=topic.title, section=topic.section)
    return "\n".join((head, _told(topic.text), _framework(card))), []


def _told(text: str) -> str:
    return quoted(text, _LONGEST_TEXT) if len(text) > _LONG else say("{text}", text=text)


def _framework(card: Card) -> str:
    return say("<i>{framework}</i>", framework=card.framework.short)


CARDS: Mapping[str, Callable[[Card], tuple[str, list[Button]]]] = {
    "k": _of_terms,
    "w": _of_term,
    "s": _of_sections,
    "t": _of_topics,
    "o": _of_topic,
}
