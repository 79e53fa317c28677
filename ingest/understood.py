"""What was understood of one document, as plain data that can cross from the child process that read it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from knowledge.criteria import Framework
from knowledge.passages import Passage


@dataclass(frozen=True)
class Summary:
    """What there is to say about a document without its passages.

    `framework` is what it holds of a framework, empty where it is guidance only; `known` is the id of the framework of
    the catalogue that it belongs to, if it does; `doubts` are sentences for the owner; `passages` counts them.
    """

    framework: Framework
    known: str | None
    doubts: tuple[str, ...]
    passages: int

    @property
    def own(self) -> Framework | None:
        """The framework, or none where the document is guidance only."""
        one = self.framework
        return one if one.items or one.notes or one.steps or one.terms or one.topics else None


def guidance_only(name: str) -> Framework:
    """Return the framework of a document that holds none: its name, and nothing in it."""
    return Framework(
        id="guidance", title=name, short=name, edition="undated", sector="general", source=name, notice="Guidance only."
    )


@dataclass(frozen=True)
class Understood:
    """A document as it is to be kept.

    `lines` says where a piece stands: "question 3.2a(1).1" → line, counted from 1; notes and terms by their number
    from 0.
    """

    name: str
    sha256: str
    framework: Framework
    known: str | None
    passages: tuple[Passage, ...]
    doubts: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def summary(self) -> Summary:
        """What there is to say about it."""
        return Summary(self.framework, self.known, self.doubts, len(self.passages))

    @property
    def lengths(self) -> list[int]:
        """How many characters each passage has, with its title and headings."""
        return [len(one.title) + len(one.text) + sum(map(len, one.heading)) for one in self.passages]

    def as_json(self) -> str:
        """Return it as JSON."""
        plain = {name: getattr(self, name) for name in ("name", "sha256", "known", "doubts")}
        passages = [asdict(passage) for passage in self.passages]
        framework = self.framework.model_dump(mode="json")
        return json.dumps({**plain, "framework": framework, "passages": passages, "lines": dict(self.lines)})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read it back; raises ValueError, KeyError or TypeError for what is not its JSON."""
        plain = json.loads(text)
        return cls(
            **{name: plain[name] for name in ("name", "sha256", "known", "lines")},
            framework=Framework.model_validate(plain["framework"]),
            passages=tuple(map(_passage, plain["passages"])),
            doubts=tuple(plain["doubts"]),
        )


def _passage(fields: dict[str, Any]) -> Passage:
    return Passage(**{**fields, "heading": tuple(fields["heading"])})
