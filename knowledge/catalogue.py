"""Frameworks from YAML: the packaged library, or an owner's folder. Refuses what does not add up and says where."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.criteria import Framework
from knowledge.faults import CriteriaError, Faults
from knowledge.manuscripts import Manuscript, manuscript, texts_of
from knowledge.soundness import faults_in

__all__ = ["Catalogue", "CriteriaError", "check", "faults_of", "load", "packaged", "read"]


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
    return Catalogue(_framework(texts_of(entry, entry.name), entry.name) for entry in _packaged_entries())


def read(path: Path) -> Framework:
    """Load one framework of an owner: a file, or a folder of files that are read as one."""
    return _framework(texts_of(path, str(path)), str(path))


def load(text: str, file: str) -> Framework:
    """Parse and check one framework; raises CriteriaError with the file, the place and the remedy."""
    return _framework({file: text}, file)


def faults_of(path: Path) -> tuple[str, ...]:
    """Return everything that is wrong with a framework of an owner, each in one line; nothing where it is sound."""
    try:
        _checked(texts_of(path, str(path)), str(path))
    except CriteriaError as error:
        return (str(error),)
    except Faults as found:
        return tuple(map(str, found.errors))
    return ()


def check(framework: Framework, file: str) -> None:
    """Refuse a framework that does not add up: raises CriteriaError with the first thing that is wrong with it."""
    for fault in faults_in(framework):
        raise Manuscript(file, ()).error(fault)


def _packaged_entries() -> Iterator[Traversable]:
    library = files("knowledge") / "library"
    for entry in sorted(library.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".yaml") or (entry / "framework.yaml").is_file():
            yield entry


def _framework(texts: Mapping[str, str], name: str) -> Framework:
    try:
        return _checked(texts, name)
    except Faults as found:
        raise found.errors[0] from None


def _checked(texts: Mapping[str, str], name: str) -> Framework:
    """Return the framework, or raise Faults with all that can be found wrong at one go."""
    written = manuscript(texts, name)
    framework = written.parsed(Framework)
    errors = [written.error(fault) for fault in faults_in(framework)]
    if errors:
        raise Faults(errors)
    return framework
