"""Points at which a test may make the process die, to prove that nothing is lost there. Does nothing otherwise."""

import os

POINTS = (
    "updates fetched",
    "updates stored",
    "turn decided",
    "turn committed",
    "before sending",
    "after sending",
    "sending noted",
)
_chosen, _, _after = os.environ.get("HOWWELL_CRASH_AT", "").partition("@")
_left = int(_after or 1)


def point(name: str) -> None:
    """Die here, without any clean-up, if HOWWELL_CRASH_AT names this point (`name@3`: at the third time)."""
    global _left
    if name == _chosen:
        _left -= 1
        if _left <= 0:
            os._exit(137)
