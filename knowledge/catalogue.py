"""Frameworks from YAML: the packaged library, or an owner's folder. Refuses what does not add up and says where."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.criteria import Framework


class CriteriaError(ValueError):
    """A framework file that does not add up: the file, the place in it and what to do."""

    def __init__(self, file: str, place: str, remedy: str) -> None:
        super().__init__(f"{file}: {place}: {remedy}")
        self.file, self.place, self.remedy = file, place, remedy


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases, of which a few bytes can unfold into gigabytes, and without a name that stands twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            line = self.line + 1
            raise yaml.YAMLError(f"line {line} uses an alias (*); write the text out instead")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = Counter(name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode))
        twice = [name for name, count in names.items() if count > 1]
        if twice:
            line = node.start_mark.line + 1
            raise yaml.YAMLError(f"the block from line {line} says {twice[0]} more than once; keep one of them")
        return super().construct_mapping(node, deep)


class Catalogue(Mapping[str, Framework]):
    """The frameworks at hand by id."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._frameworks = {framework.id: framework for framework in frameworks}

    def __getitem__(self, framework_id: str) -> Framework:
        return self._frameworks[framework_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frameworks)

    def __len__(self) -> int:
        return len(self._frameworks)

    def locate(self, code: str) -> tuple[tuple[Framework, str], ...]:
        """Return each framework that has `code` (`3.2a(3)`, or `framework-id/code`), with the bare code."""
        wanted, _, bare = code.rpartition("/")
        return tuple(
            (framework, bare) for framework in self.values() if wanted in ("", framework.id) and framework.lineage(bare)
        )


def packaged() -> Catalogue:
    """Load the library that comes with Howwell."""
    library = files("knowledge") / "library"
    entries = sorted((entry for entry in library.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    return Catalogue(load(entry.read_text(encoding="utf-8"), entry.name) for entry in entries)


def read(path: Path) -> Framework:
    """Load one framework file of an owner."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CriteriaError(str(path), "the whole file", f"cannot be read as UTF-8 text; {error}") from None
    return load(text, str(path))


def load(text: str, file: str) -> Framework:
    """Parse and check one framework; raises CriteriaError with the file, the place and the remedy."""
    try:
        given = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader that also refuses aliases
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise CriteriaError(file, "the whole file", f"is not YAML that can be read: {reason}") from None
    if not isinstance(given, dict):
        raise CriteriaError(file, "the whole file", "write a mapping with id, title, edition, source and categories")
    try:
        framework = Framework.model_validate(given)
    except ValidationError as error:
        # A misspelt name is told before the one that is missing because of it.
        first = min(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        raise CriteriaError(file, _place(first["loc"]), _remedy(first["msg"], first["type"])) from None
    check(framework, file)
    return framework


def check(framework: Framework, file: str) -> None:
    """Refuse duplicate codes, codes out of their place, points that do not sum and notes about nothing."""
    codes = _codes(framework)
    for code, count in Counter(codes).items():
        if count > 1:
            raise CriteriaError(file, f"code {code}", f"stands {count} times; give each piece a code of its own")
    _check_places(framework, file)
    _check_texts(framework, file)
    _check_points(framework, file)
    known = {*codes, *(part.code for part in framework.parts), *framework.elsewhere}
    for place, note in enumerate(framework.notes):
        if not note.about and note.complete:
            raise CriteriaError(file, f"notes.{place}", "is about no code; name at least one under `about`")
        for about in note.about:
            if about not in known:
                raise CriteriaError(file, f"notes.{place}", f"is about {about}, which the framework does not have")


def _codes(framework: Framework) -> list[str]:
    """List every code that must stand once: a part may share the code of the item or area it fills alone."""
    asks = [q.code for q in framework.questions] + [s.code for s in framework.statements]
    areas = [area.code for item in framework.items for area in item.areas]
    items = [item.code for item in framework.items]
    alone = {*areas, *items}
    parts = [part.code for part in framework.parts if part.code not in alone]
    return [*items, *areas, *parts, *asks, *(step.code for step in framework.steps)]


def _check_places(framework: Framework, file: str) -> None:
    for item in framework.items:
        if not item.parts and not item.question:
            raise CriteriaError(file, f"item {item.code}", "asks nothing; give it a question, areas or direct_parts")
        for area in item.areas:
            for part in area.parts:
                if not part.code.startswith(area.code):
                    raise CriteriaError(file, f"part {part.code}", f"stands under area {area.code}; move or rename it")
    for part in framework.parts:
        if not part.questions and not part.statements:
            raise CriteriaError(file, f"part {part.code}", "asks nothing; give it questions or statements")


def _check_texts(framework: Framework, file: str) -> None:
    texts = {ask.code: ask.text for asked in (framework.questions, framework.statements) for ask in asked}
    for code, text in texts.items():
        if not text:
            raise CriteriaError(file, f"code {code}", "has no text; write what is asked or remove it")


def _check_points(framework: Framework, file: str) -> None:
    if framework.points is None:
        return
    total = sum(item.points or 0 for item in framework.items)
    if total != framework.points:
        raise CriteriaError(
            file, "points", f"says {framework.points}, but the items sum to {total}; correct the one that is wrong"
        )


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location) or "the whole file"


_REMEDIES = {
    "extra_forbidden": "is not a name that a framework file has; remove it or correct its spelling",
    "missing": "is missing; add it",
    "string_type": "is not text; write it in quotes",
    "tuple_type": "is not a list; write each entry on its own line after a dash",
}


def _remedy(message: str, kind: str) -> str:
    return _REMEDIES.get(kind) or f"does not fit; {message[0].lower()}{message[1:]}"
