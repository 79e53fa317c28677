"""What is wrong with a framework file: where it is, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

Trail = tuple[int | str, ...]


class CriteriaError(ValueError):
    """A framework file that does not add up: the file, the place in it, the line where it is known, what to do."""

    def __init__(self, file: str, place: str, remedy: str, line: int | None = None) -> None:
        super().__init__(f"{file}{f', line {line}' if line else ''}: {place}: {remedy}")
        self.file, self.place, self.remedy, self.line = file, place, remedy, line


@dataclass(frozen=True)
class Fault:
    """One thing that does not add up, by its path in the framework, e.g. ("notes", 2); `place` is said for it."""

    path: Trail
    remedy: str
    place: str | None = None


class Faults(ValueError):
    """All that was found wrong, where reading could go on after the first; never empty."""

    def __init__(self, errors: Sequence[CriteriaError]) -> None:
        super().__init__(str(errors[0]))
        self.errors = tuple(errors)
