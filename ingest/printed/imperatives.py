"""Sentences that tell somebody to do something: what steps are made of, and statements to agree with are not."""

import re
from collections.abc import Sequence

# Verbs with which steps and instructions begin; those that are more often a noun at that place are left out.
_VERBS = """
act add adopt agree align analyse analyze apply appoint arrange ask assess assign assure attend avoid begin bring build
call carry celebrate check choose clarify clean clear close collect combine come communicate compare complete conduct
confirm connect consider consult continue convene count create cut decide define deliver describe determine develop
discuss divide do draft draw empower encourage end engage ensure enter establish evaluate examine explain explore fill
find finish fix follow form formulate gather get give go greet group hand have help hold identify implement improve
include incorporate inform integrate introduce invite involve keep know lead learn leave let link list listen look make
manage map mark measure meet name note observe offer open order organise organize pay pick plan practise practice
prepare present prioritise prioritize provide publish put raise read recognise recognize record reduce refer repeat
reply report request respond return review run say schedule see select send set settle share show sign speak specify
spread standardise standardize start state stop summarise summarize take talk teach tell test thank think tick train
treat try turn understand update use visit wait walk write
"""
_ORDERS = frozenset(_VERBS.split())
_FIRST = re.compile(r"(?:(?:then|next|first|finally|also|always|never|please|do not|don['’]t),?\s+)*([a-z]+)", re.I)


def is_order(sentence: str) -> bool:
    """Say whether a sentence begins as an order does: "Ask the readers"."""
    first = _FIRST.match(sentence.strip("\"“‘'( "))
    return first is not None and first[1].lower() in _ORDERS


def are_orders(sentences: Sequence[str]) -> bool:
    """Say whether most of several sentences are orders."""
    return sum(map(is_order, sentences)) * 2 > len(sentences)
