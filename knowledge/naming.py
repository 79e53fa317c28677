"""What a question names: a term or a title it asks about, or a framework it speaks of."""

import re
from collections.abc import Mapping

from knowledge.criteria import Framework
from knowledge.lexical import stems
from knowledge.passages import Passage
from knowledge.places import Places

# What people put before and behind a word that they want explained, in English, Spanish, German and French.
_BEFORE = re.compile(
    r"^(?:(?:so|and|ok|hi|hello|please|sorry|but),? )*"
    r"(?:(?:what (?:exactly )?(?:do you|do they|is) (?:mean|meant) by|how (?:do you|is|are) (?:you )?defined?|"
    r"what counts as|what(?:'s| is| are|s| does| do)|definition of|define|explain|describe|(?:the )?meaning of|meaning|"
    r"term|tell me about|(?:can|could) you (?:please )?(?:explain|define|describe)|qué es|que es|qué significa|"
    r"was ist|was sind|was bedeutet|was heißt|qu'est-ce que|c'est quoi|que veut dire)\s+)+"
    r"(?:(?:exactly|the term|the word|the|a|an|your|our|una?|el|la|eine?|der|die|das|une?|le|les) )*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?: (?:mean|means|meant|defined|stand for|exactly|here|again|actually|then|please|(?:in )?general|"
    r"in (?:this|that) (?:context|question)|in (?:the )?(?:baldrige )?(?:criteria|framework)))*[\s?.!]*$",
    re.IGNORECASE,
)


# What a name leads to first: what defines it, what explains it, and then what stands under it as a title.
_FIRST = {"term": 0, "topic": 1}


class Names:
    """The terms, topics and titles that a question can ask about by name."""

    def __init__(self, places: Places) -> None:
        self._passages: dict[str, dict[str, Passage]] = {}
        explained = [one for one in places.passages if one.kind in _FIRST]
        self._called = tuple(name for one in explained for name in places.names(one))
        for passage in places.passages:
            if passage.kind in ("item", "question", "term", "topic"):
                for name in places.names(passage):
                    self._passages.setdefault(stems(name), {})[passage.id] = passage
            elif passage.title.endswith("?") and (asked := stems(subject(passage.title))):
                # What somebody answered to just this question.
                self._passages.setdefault(asked, {})[passage.id] = passage

    @property
    def called(self) -> tuple[str, ...]:
        """Return the names of terms and topics, as they are written."""
        return self._called

    def asked(self, text: str) -> tuple[Passage, ...]:
        """Return what stands under the name that the whole text asks about: definitions first, then under a title."""
        known = self._passages.get(stems(subject(text)), {})
        return tuple(sorted(known.values(), key=rank))


def rank(passage: Passage) -> int:
    """Return 0 for a definition, 1 for a topic, and 2 for what only bears the name as its title."""
    return _FIRST.get(passage.kind, 2)


def subject(text: str) -> str:
    """Strip what only says that something is to be explained: "what is a segment?" asks about "segment"."""
    return _BEHIND.sub("", _BEFORE.sub("", text.strip().replace("’", "'"))).strip(" \"'“”«»?.!")


def framework_named(text: str, frameworks: Mapping[str, Framework]) -> str | None:
    """Return the id of the one framework that the text speaks of by id, name or sector."""
    said = f" {_plain(text)} "
    found = {
        framework.id
        for framework in frameworks.values()
        for name in _framework_names(framework, frameworks)
        if f" {_plain(name)} " in said
    }
    return found.pop() if len(found) == 1 else None


def _framework_names(framework: Framework, frameworks: Mapping[str, Framework]) -> tuple[str, ...]:
    # "health care" says which one is meant; "business" would not where two frameworks are of that sector.
    alone = sum(other.sector == framework.sector for other in frameworks.values()) == 1
    return (framework.id, framework.short, framework.title, *framework.aliases, *((framework.sector,) if alone else ()))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
