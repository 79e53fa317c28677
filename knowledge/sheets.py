"""YAML files as plain data with the line of everything in them; what could do harm or be misread is refused."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge.faults import CriteriaError, Trail

# A thousand questions with notes take a fifth of this.
LARGEST = 1_000_000
# A question stands 16 levels deep.
DEEPEST = 30
# The loader written in C reads ten times faster; it comes with nearly every PyYAML.
Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_HINTS = (
    ("mapping values are not allowed", "a text with a colon in it needs quotes around it, or `>-` in front of it"),
    ("could not find expected ':'", "a name needs a colon behind it, and a text of several lines `>-` in front of it"),
    ("cannot start any token", "use blanks instead of tabs, and quotes around a text that begins with a special sign"),
    ("expected <block end>", "begin all names of a block, and all dashes of a list, in the same column"),
    ("did not find expected", "begin all names of a block, and all dashes of a list, in the same column"),
    ("unexpected end of stream", "close what was opened: quotes or brackets"),
)


@dataclass(frozen=True)
class Sheet:
    """One file: what it says, and where."""

    file: str
    given: dict[str, Any]
    node: yaml.MappingNode

    def line(self, path: Trail) -> int | None:
        """Return the line of what stands at `path`, or of the nearest thing above it that does."""
        line: int | None = None
        node: yaml.Node = self.node
        for step in path:
            found = _below(node, step)
            if found is None:
                break
            line, node = found
        return None if line is None else line + 1


def sheet(text: str, file: str) -> Sheet:
    """Read one file; raises CriteriaError for aliases, names that stand twice, and what is too deep or too large."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise CriteriaError(file, "the whole file", "is larger than 1 MB; divide it into several files in one folder")
    try:
        _refuse_what_unfolds(text, file)
        loader = Loader(text)
        try:
            node = loader.get_single_node()
            _refuse_names_twice(node, file)
            given = loader.construct_document(node) if node else None
        finally:
            loader.dispose()
    except CriteriaError:
        raise
    # A date such as 2021-13-45 that nobody meant as one is a plain ValueError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(error, file) from None
    if not isinstance(node, yaml.MappingNode) or not isinstance(given, dict):
        remedy = "holds no names; write each with a colon and what belongs to it behind it, as in `title: Bread`"
        raise CriteriaError(file, "the whole file", remedy)
    return Sheet(file, given, node)


def _refuse_what_unfolds(text: str, file: str) -> None:
    """Refuse, before anything is built, an alias, of which a few bytes can unfold into gigabytes, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        is_alias = isinstance(event, yaml.AliasEvent)
        if is_alias or depth > DEEPEST:
            deep = f"goes more than {DEEPEST} levels deep; make it flatter"
            remedy = "uses an alias (*); write the text out instead" if is_alias else deep
            line = event.start_mark.line + 1 if event.start_mark else None
            raise CriteriaError(file, "the whole file", remedy, line)


def _refuse_names_twice(node: yaml.Node | None, file: str) -> None:
    for mapping in _mappings(node):
        names = Counter(name.value for name, _ in mapping.value if isinstance(name, yaml.ScalarNode))
        for name, _ in reversed(mapping.value):
            if isinstance(name, yaml.ScalarNode) and names[name.value] > 1:
                block = f"the block from line {mapping.start_mark.line + 1}"
                remedy = f"says {name.value} more than once; keep one of them"
                raise CriteriaError(file, block, remedy, name.start_mark.line + 1)


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for name, value in node.value:
            yield from _mappings(name)
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _mappings(entry)


def _below(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        found = [(name.start_mark.line, value) for name, value in node.value if name.value == step]
        return found[0] if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _unreadable(error: Exception, file: str) -> CriteriaError:
    mark = getattr(error, "problem_mark", None)
    reason = " ".join(str(getattr(error, "problem", None) or error).split())
    hint = next((hint for said, hint in _HINTS if said in str(error)), "put quotes around a text that is misread")
    remedy = f"is not YAML that can be read: {reason}; {hint}"
    return CriteriaError(file, "the whole file", remedy, mark.line + 1 if mark else None)
