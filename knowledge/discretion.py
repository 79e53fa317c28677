"""What a question says about people is not sent to a provider: addresses, numbers of people, and names."""

import re
from collections.abc import Iterable

SOMEONE = "(someone)"
_REACHED = re.compile(r"\w+://\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\+?\d[\d\s()./-]{6,}\d")
# A capital inside a sentence; at its beginning a capital says nothing.
_NAME = re.compile(r"(?<=[^.!?:\s] )[A-ZÀ-Þ][a-zß-ÿ][\w'’-]*")


def discreet(question: str, passages: Iterable[str]) -> str:
    """Return a question without what points at people; a name that stands in the passages stays."""
    known = {word for text in passages for word in re.findall(r"\w+", text.casefold())}
    reached = _REACHED.sub(SOMEONE, question)
    return _NAME.sub(lambda name: name[0] if set(re.findall(r"\w+", name[0].casefold())) <= known else SOMEONE, reached)
