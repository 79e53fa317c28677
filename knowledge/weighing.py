"""Words that say little and change much, such as "only", "before" and "week": what bears a claim must have them too."""

from collections.abc import Set
from functools import cache
from importlib.resources import files

# Whoever gives a reason needs one in what bears the claim.
_GIVING = "because therefore thus hence since causes cause leads lead"
_BEARING = "because therefore thus hence since cause causes leads lead reason reasons why due so otherwise"

# Who says "all" of what the source says of "most" says more than it does.
_UNIVERSAL = "all every each always everyone everybody everything"
_LIMITING = "most many half fifths thirds quarters several some few often usually sometimes almost nearly"


def is_heavier(claim: Set[str], bearing: Set[str]) -> bool:
    """Tell whether a claim, as its words in small letters, has a weighty word that nothing in `bearing` bears."""
    reasons = bool(claim & set(_GIVING.split())) and not bearing & set(_BEARING.split())
    unlimited = bool(claim & set(_UNIVERSAL.split())) and not (bearing & set(_LIMITING.split())) <= claim
    return reasons or unlimited or any(not _lines()[word] & bearing for word in claim & _lines().keys())


@cache
def _lines() -> dict[str, frozenset[str]]:
    """Return, for each weighty word, the words that bear it."""
    bearers: dict[str, frozenset[str]] = {}
    for line in (files("knowledge") / "weighty.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, _, more = line.partition(">")
            weighty = frozenset(word.strip() for word in words.split(","))
            others = frozenset(word.strip() for word in more.split(",") if word.strip())
            for word in weighty:
                bearers[word] = bearers.get(word, frozenset()) | weighty | others
    return bearers
