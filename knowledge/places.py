"""Where passages stand in their frameworks: what lies under a code, and which notes explain it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from knowledge.codes import CATEGORY
from knowledge.criteria import Framework
from knowledge.passages import Passage
from knowledge.terminology import Glossary


class Places:
    """The passages that may be shown, by framework and code."""

    def __init__(self, frameworks: Mapping[str, Framework], passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self._by_framework: dict[str, list[Passage]] = {}
        for passage in self.passages:
            self._by_framework.setdefault(passage.framework or "", []).append(passage)
        # A framework without a passage to show is none of this reader's business.
        self.frameworks = {name: known for name, known in frameworks.items() if name in self._by_framework}
        self._also = {key: also for known in self.frameworks.values() for key, also in _other_names(known)}
        self._glossaries: dict[str, Glossary[Passage]] = {}
        self._occurrences: dict[str, dict[str, float]] = {}

    @property
    def codes(self) -> dict[str, list[str]]:
        """Return all codes per framework that lead to a passage, from the items down."""
        known: dict[str, list[str]] = {}
        for passage in self.passages:
            if passage.framework and passage.code:
                line = self._line(passage.framework, passage.code)
                known.setdefault(passage.framework, []).extend(line or (passage.code,))
        for name, framework in self.frameworks.items():
            shown = {*known.get(name, ())}
            known.setdefault(name, []).extend(code for code, items in _categories(framework) if shown & {*items})
        return known

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """Return what all items, questions and statements say, in small letters."""
        return tuple(one.text.casefold() for one in self.passages if one.kind in ("item", "question", "statement"))

    def opened(self, framework: str, code: str) -> tuple[tuple[str, str], ...]:
        """Return the items of a category as (framework id, code); any other code stands for itself."""
        known = self.frameworks.get(framework)
        items = dict(_categories(known)).get(code) if known else None
        return tuple((framework, item) for item in items or (code,))

    def under(
        self, codes: Iterable[tuple[str, str]], framework: str | None = None, notes_first: bool = False
    ) -> list[Passage]:
        """Return what stands at (framework id, code) in every edition, what lies below it, and the notes on it.

        The editions come in the order of `ordered`.
        """
        order = self.ordered(codes, framework)
        at = [passage for one in order for passage in self.at(*one)]
        below = [passage for one in order for passage in self.below(*one)]
        notes = [passage for one in order for passage in self.notes(*one, wide=False)]
        # An item has many questions below it: its few notes would be out of sight behind them.
        is_item = any(len(self._line(*one)) == 1 for one in order)
        ranked = (notes, at, below) if notes_first else (at, notes, below) if is_item else (at, below, notes)
        return list({passage.id: passage for tier in ranked for passage in tier}.values())

    def ordered(self, codes: Iterable[tuple[str, str]], framework: str | None = None) -> tuple[tuple[str, str], ...]:
        """Put `framework` first, and an edition where the code is an item before one where it is a single question."""
        return tuple(sorted(codes, key=lambda one: (one[0] != framework, len(self._line(*one)))))

    def at(self, framework: str, code: str) -> list[Passage]:
        """Return the passages with exactly this code, except notes."""
        return [one for one in self._of(framework) if one.code == code and one.kind != "note"]

    def below(self, framework: str, code: str) -> list[Passage]:
        """Return the questions and statements that belong to an item, area or part."""
        return [
            one
            for one in self._of(framework)
            if one.code and one.kind != "note" and code in self._line(framework, one.code)[:-1]
        ]

    def notes(self, framework: str, code: str, wide: bool = True) -> list[Passage]:
        """Return the notes that explain a code, the nearest first: its own, and (`wide`) those up to its item's."""
        line = self._line(framework, code) or (code,)
        near = line if wide else tuple(one for one in line[-2:] if one == code or one in self._parts(framework))
        return [one for above in reversed(near) for one in self._notes_about(framework, above)]

    def part(self, passage: Passage) -> tuple[str, str] | None:
        """Return the part, as (framework id, code), that a question, a statement or a note belongs to."""
        if not passage.framework or not passage.code or passage.kind not in ("question", "statement", "note"):
            return None
        line = self._line(passage.framework, passage.code)
        return passage.framework, passage.code if passage.kind == "note" or len(line) < 2 else line[-2]

    def names(self, passage: Passage) -> tuple[str, ...]:
        """Return what a passage goes by: its title, and for a term or topic its other names."""
        section = passage.heading[-1] if passage.kind == "topic" and passage.heading else ""
        return (passage.title, *self._also.get((passage.framework, passage.kind, section, passage.title), ()))

    def glossary(self, framework: str) -> Glossary[Passage]:
        """Return the defined terms by their names, those of `framework` before others of the same name."""
        if framework not in self._glossaries:
            self._glossaries[framework] = Glossary((term, self.names(term)) for term in self.terms(framework))
        return self._glossaries[framework]

    def share(self, term: Passage, framework: str) -> float:
        """Return in what share of all questions and statements a term occurs."""
        if framework not in self._occurrences:
            asked = [passage.text for passage in self.passages if passage.kind in ("question", "statement")]
            counted = Counter(one.id for text in asked for one in self.glossary(framework).within(text))
            self._occurrences[framework] = {one: count / len(asked) for one, count in counted.items()}
        return self._occurrences[framework].get(term.id, 0)

    def terms(self, framework: str) -> list[Passage]:
        """Return the defined terms, those of `framework` first."""
        terms = [passage for passage in self.passages if passage.kind == "term"]
        return sorted(terms, key=lambda passage: passage.framework != framework)

    def _parts(self, framework: str) -> set[str]:
        """Return the codes of areas and parts: their notes belong to each question, an item's to the item."""
        known = self.frameworks.get(framework)
        areas = {area.code for item in known.items for area in item.areas} if known else set()
        return areas | ({part.code for part in known.parts} if known else set())

    def _notes_about(self, framework: str, code: str) -> list[Passage]:
        known = self.frameworks.get(framework)
        texts = {note.text for note in known.notes if code in note.about} if known else set()
        return [one for one in self._of(framework) if one.kind == "note" and (one.code == code or one.text in texts)]

    def _of(self, framework: str) -> list[Passage]:
        return self._by_framework.get(framework, [])

    def _line(self, framework: str, code: str) -> tuple[str, ...]:
        known = self.frameworks.get(framework)
        return known.lineage(code) if known else ()


def _categories(framework: Framework) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each category that people can cite, with the codes of its items."""
    for category in framework.categories:
        yield f"{CATEGORY}{category.code}", tuple(item.code for item in category.items)


def _other_names(framework: Framework) -> Iterator[tuple[tuple[str | None, str, str, str], tuple[str, ...]]]:
    for term in framework.terms:
        yield (framework.id, "term", "", term.name), term.also
    for topic in framework.topics:
        yield (framework.id, "topic", topic.section, topic.title), topic.also
