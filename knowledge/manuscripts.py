"""A framework as it was written: one file, or a folder of files that are read as one."""

from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ValidationError

from knowledge.faults import CriteriaError, Fault, Faults, Trail
from knowledge.pieces import Words
from knowledge.sheets import LARGEST, Sheet, sheet

Form = TypeVar("Form", bound=Words)

# What may stand in any file of a folder, and is joined in the order of their names.
LISTS = ("aliases", "categories", "notes", "steps", "terms", "elsewhere", "links", "topics")
SUFFIXES = (".yaml", ".yml")
MOST_FILES = 100


class Manuscript:
    """What the files say together, and in which of them what stands."""

    def __init__(self, name: str, sheets: Sequence[Sheet]) -> None:
        """Join the files; raises Faults where two of them say the same, or where a list is none."""
        self.name, self._sheets = name, sheets
        self.given: dict[str, Any] = {}
        errors = [*self._refused_twice(), *self._refused_lists()] if len(sheets) > 1 else []
        if errors:
            raise Faults(errors)
        for one in sheets:
            for field, value in one.given.items():
                joins = field in LISTS and len(sheets) > 1
                self.given[field] = [*self.given.get(field, ()), *(value or ())] if joins else value

    def parsed(self, form: type[Form]) -> Form:
        """Return what the files say in the form of a type; raises Faults with all that does not fit it."""
        try:
            return form.model_validate(self.given)
        except ValidationError as error:
            # A misspelt name is told before the one that is missing because of it.
            found = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
            raise Faults([self.error(Fault(one["loc"], _remedy(one["msg"], one["type"]))) for one in found]) from None

    def error(self, fault: Fault) -> CriteriaError:
        """Say a fault with the file, the place in it and the line."""
        found, path = self._whereabouts(fault.path)
        place = fault.place or ".".join(map(str, path)) or "the whole file"
        if found is None:
            return CriteriaError(self.name, place, fault.remedy)
        return CriteriaError(found.file, place, fault.remedy, found.line(path))

    def _whereabouts(self, path: Trail) -> tuple[Sheet | None, Trail]:
        """Return the file in which a path of the whole stands, and the path in that file."""
        if len(self._sheets) == 1:
            return self._sheets[0], path
        having = [one for one in self._sheets if path and path[0] in one.given]
        if len(path) > 1 and path[0] in LISTS and isinstance(path[1], int):
            number = path[1]
            for one in having:
                entries = len(one.given[str(path[0])] or ())
                if number < entries:
                    return one, (path[0], number, *path[2:])
                number -= entries
        return (having[0] if having else None), path

    def _refused_twice(self) -> list[CriteriaError]:
        fields = dict.fromkeys(field for one in self._sheets for field in one.given if field not in LISTS)
        having = {field: [one for one in self._sheets if field in one.given] for field in fields}
        return [
            CriteriaError(
                sheets[1].file,
                str(field),
                f"stands in {' and '.join(_short(one.file) for one in sheets)}; keep one of them",
                sheets[1].line((field,)),
            )
            for field, sheets in having.items()
            if len(sheets) > 1
        ]

    def _refused_lists(self) -> list[CriteriaError]:
        return [
            CriteriaError(one.file, field, "is not a list; write each entry on its own line after a dash")
            for one in self._sheets
            for field in LISTS
            if not isinstance(one.given.get(field) or [], list)
        ]


def manuscript(texts: Mapping[str, str], name: str) -> Manuscript:
    """Read the files, by their names; raises Faults with one error for each that cannot be read."""
    sheets: list[Sheet] = []
    errors: list[CriteriaError] = []
    for file, text in texts.items():
        try:
            sheets.append(sheet(text, file))
        except CriteriaError as error:
            errors.append(error)
    if errors:
        raise Faults(errors)
    return Manuscript(name, sheets)


def texts_of(place: Traversable, name: str) -> dict[str, str]:
    """Return the text of a file, or of each YAML file in a folder in the order of their names."""
    if not place.is_dir():
        return {name: _text(place, name)}
    files = sorted((one for one in place.iterdir() if _is_yaml(one.name)), key=lambda one: one.name)
    if not 0 < len(files) <= MOST_FILES:
        raise CriteriaError(name, "the whole folder", f"holds {len(files)} .yaml files; keep 1 to {MOST_FILES} in it")
    return {f"{name}/{one.name}": _text(one, f"{name}/{one.name}") for one in files}


def _is_yaml(name: str) -> bool:
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _text(file: Traversable, name: str) -> str:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise CriteriaError(name, "the whole file", "is larger than 1 MB; divide it into several files in a folder")
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CriteriaError(name, "the whole file", f"cannot be read as UTF-8 text; {error}") from None


def _short(file: str) -> str:
    return file.rpartition("/")[2]


_REMEDIES = {
    "extra_forbidden": "is not a name that stands in such a file; remove it or correct its spelling",
    "missing": "is missing; add it",
    "string_type": "is not text; write it in quotes",
    "tuple_type": "is not a list; write each entry on its own line after a dash",
    "model_type": "is not a block of names; write each with a colon and what belongs to it behind it",
}


def _remedy(message: str, kind: str) -> str:
    return _REMEDIES.get(kind) or f"does not fit; {message[0].lower()}{message[1:]}"
