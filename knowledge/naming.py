"""What a question names: a term or a title it asks about, or a framework it speaks of."""

import re
from collections.abc import Mapping

from knowledge.criteria import Framework
from knowledge.lexical import stems, words
from knowledge.passages import Passage
from knowledge.places import Places
from knowledge.terminology import Glossary

# What people put before and behind a word that they want explained, in English, Spanish, German and French.
_BEFORE = re.compile(
    r"^(?:(?:so|and|ok|hi|hello|please|sorry|but),? )*"
    r"(?:(?:wh?at(?:'?s| is| are| do you| do they)? (?:exactly )?(?:mean|meant) by|"
    r"how (?:do you|is|are) (?:you )?defined?|what counts as|wh?at(?:'s| is| are|s| does| do)|"
    r"who(?:'s| is| are|s| counts as| belongs to)|definition of|define|explain|describe|(?:the )?meaning of|meaning|"
    r"term|tell me about|(?:can|could) you (?:please )?(?:explain|define|describe)|"
    r"(?:the )?difference between|(?:give me )?(?:an )?examples? of|qué es|que es|qué significa|"
    r"was ist|was sind|was bedeutet|was heißt|qu'est-ce que|c'est quoi|que veut dire)\s+)+"
    r"(?:(?:exactly|the term|the word|the|a|an|your|our|una?|el|la|eine?|der|die|das|une?|le|les) )*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:,? (?:mean|means|meant|meaning|defined|stand for|supposed to (?:be|mean)|exactly|here|again|actually|then|"
    r"please|pls|plz|(?:in )?general|your definition|definition|explained|and why|"
    r"[–-] (?=wh?at)|wh?at (?:is|are|does) (?:that|this|those|these|it|they)(?: mean)?|whats that|= ?|"
    r"in (?:this|that) (?:context|question)|in (?:the )?(?:baldrige )?(?:criteria|framework)))*[\s?.!]*$",
    re.IGNORECASE,
)


# What tells, behind a name or between two, that the meaning is asked for.
_COMPARED = re.compile(
    r"\b(?:vs|versus|differs?|differences?|different|the same|same as|what(?:'?s| is| are) (?:that|this|those|these|it)"
    r"|who (?:is|are) (?:that|this|those|these|it)|defin\w+|meanings?|means?|meant|examples?)\b",
    re.IGNORECASE,
)
# "What does … tell us" asks for something else.
_DOES = re.compile(r"wh?at do(?:es)?\b", re.IGNORECASE)
_MARKS = " \"'“”«»?.!,;:–-="
# From this share on, the names say most of what the words of a question say.
MOST = 0.5


# What a name leads to first: what defines it, what explains it, and then what stands under it as a title.
_FIRST = {"term": 0, "topic": 1}


class Names:
    """The terms, topics and titles that a question can ask about by name."""

    def __init__(self, places: Places) -> None:
        self._names_of = places.names
        self._passages: dict[str, dict[str, Passage]] = {}
        explained = [one for one in places.passages if one.kind in _FIRST]
        self._called = tuple(name for one in explained for name in places.names(one))
        self._glossary = Glossary((one, places.names(one)) for one in sorted(explained, key=rank))
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

    def meant(self, text: str) -> tuple[Passage, ...]:
        """Return the definitions of the names that a question begins with, where it asks for what they mean.

        "Mission vs vision", "levels, what are those" and "what is a goal in this language" do; "what is the role of
        leaders" does not, as it asks about a role.
        """
        about = subject(text)
        if _DOES.match(text) and not _COMPARED.search(text):
            return ()
        asks = about != text.strip(_MARKS) or _COMPARED.search(text)
        told = words(_COMPARED.sub(" ", about))
        if not asks or not told:
            return ()
        found = [(stem, one) for one in self._glossary.within(about) for stem in self._stems(one, told)]
        named = {stem for stem, _ in found}
        if told[0] not in named or len(named) < MOST * len(set(told)):
            return ()
        return tuple(dict.fromkeys(one for _, one in found))

    def _stems(self, passage: Passage, told: list[str]) -> set[str]:
        spoken = (set(words(name)) for name in self._names_of(passage))
        return {stem for name in spoken if name <= set(told) for stem in name}


def rank(passage: Passage) -> int:
    """Return 0 for a definition, 1 for a topic, and 2 for what only bears the name as its title."""
    return _FIRST.get(passage.kind, 2)


def subject(text: str) -> str:
    """Strip what only says that something is to be explained: "what is a segment?" asks about "segment"."""
    return _BEHIND.sub("", _BEFORE.sub("", text.strip().replace("’", "'"))).strip(_MARKS)


def says_something(text: str) -> bool:
    """Tell whether a text has a word that says what it is about, beside those that ask for a meaning."""
    return bool(words(_COMPARED.sub(" ", text)))


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


def without_framework(text: str, framework: Framework, frameworks: Mapping[str, Framework]) -> str:
    """Take "in health care" off a question that is put to a framework; one that is about a framework stays whole."""
    names = sorted(_framework_names(framework, frameworks), key=len, reverse=True)
    listed = "|".join(r"\W+".join(map(re.escape, _plain(name).split())) for name in names)
    bare = re.sub(
        rf",? *\b(?:and )?(?:in|for|under|within|from) (?:the )?(?:{listed})\b", "", text, flags=re.IGNORECASE
    )
    return bare if says_something(bare) else text


def _framework_names(framework: Framework, frameworks: Mapping[str, Framework]) -> tuple[str, ...]:
    # "health care" says which one is meant; "business" would not where two frameworks are of that sector.
    alone = sum(other.sector == framework.sector for other in frameworks.values()) == 1
    return (framework.id, framework.short, framework.title, *framework.aliases, *((framework.sector,) if alone else ()))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
