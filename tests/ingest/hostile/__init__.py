"""Files that want to harm whoever reads them; each is made when it is needed and stored nowhere."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A file under the name it comes with; `says` is a piece of its refusal, empty where it may be understood too.

    A `heavy` one is left to the limits of time and memory; every other ends long before.
    """

    what: str
    name: str
    make: Callable[[], bytes]
    says: str = ""
    heavy: bool = False

    def __str__(self) -> str:
        return self.what


MB = 1024 * 1024
HONEST = b"# How we listen\n\nOur people talk with every customer once a year. They write down what they hear.\n"
