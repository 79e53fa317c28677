"""How well an outline agrees with what a person read in the same document, each figure with its differences."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Plain = dict[str, Any]
Pair = tuple[Plain, Plain]
Same = Callable[[Plain, Plain], bool]

ENOUGH = 0.9
_WORD = re.compile(r"[\w'-]+")
_LEADING = re.compile(r"^under ")
_BRACKETED = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True)
class Measure:
    """So many right out of so many, and what is not right in words."""

    right: int
    of: int
    differences: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.right + other.right, self.of + other.of, self.differences + other.differences)


def scored(known: str | None, outline: Plain, expectation: Plain) -> dict[str, Measure]:
    """Compare one outline with one expectation; a key that the expectation leaves out is not judged.

    `wrong questions` counts what should not be there, so its share is good when small; all others when large.
    """
    pairs = question_pairs(outline["questions"], expectation["questions"])
    measures = {
        "framework": _verdict(known == expectation["framework"], f"known as {known}, not {expectation['framework']}"),
        "questions found": _found(pairs, expectation["questions"]),
        "wrong questions": _wrong(pairs, outline["questions"], expectation["not_questions"]),
        "codes right": _agreeing(pairs, "code"),
        "exact wording": _agreeing(pairs, "text", straightened),
        "points": _points(outline["items"], expectation.get("items", ())),
    }
    for key, same in _SAME.items():
        if key in expectation:
            measures[key] = _listed(key, outline[key], expectation[key], same)
    return measures


def straightened(text: str) -> str:
    """Make the two kinds of quotation marks one."""
    return text.translate(str.maketrans("’‘“”", "''\"\""))


def normalised(text: str) -> str:
    """Reduce a text to its words in small letters."""
    return " ".join(_WORD.findall(straightened(text).lower()))


def overlap(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, of the longer one."""
    mine, theirs = Counter(normalised(one).split()), Counter(normalised(other).split())
    longest = max(mine.total(), theirs.total())
    return (mine & theirs).total() / longest if longest else 1.0


def question_pairs(found: Sequence[Plain], expected: Sequence[Plain]) -> list[Pair]:
    """Tie each expected question to one found: the same words and code first, then the same words, then nearly so."""
    return paired(found, expected, _same_question, _same_words, lambda f, e: overlap(f["text"], e["text"]) >= ENOUGH)


def paired(found: Sequence[Plain], expected: Sequence[Plain], *rules: Same) -> list[Pair]:
    """Pair what was found with what was expected, each at most once, by the strictest rule that fits."""
    pairs: list[Pair] = []
    for rule in rules:
        for wanted in _unpaired(expected, (e for _, e in pairs)):
            fitting = (f for f in _unpaired(found, (f for f, _ in pairs)) if rule(f, wanted))
            if (first := next(fitting, None)) is not None:
                pairs.append((first, wanted))
    return pairs


def _unpaired(things: Sequence[Plain], used: Iterable[Plain]) -> list[Plain]:
    gone = {id(thing) for thing in used}
    return [thing for thing in things if id(thing) not in gone]


def _same_words(found: Plain, wanted: Plain) -> bool:
    return normalised(found["text"]) == normalised(wanted["text"])


def _same_question(found: Plain, wanted: Plain) -> bool:
    return bool(found["code"] == wanted["code"]) and _same_words(found, wanted)


def _verdict(right: bool, difference: str) -> Measure:
    return Measure(int(right), 1, () if right else (difference,))


def _found(pairs: Sequence[Pair], expected: Sequence[Plain]) -> Measure:
    missing = _unpaired(expected, (e for _, e in pairs))
    return Measure(len(pairs), len(expected), tuple(f"not found: {e['code']} {e['text']}" for e in missing))


def _wrong(pairs: Sequence[Pair], found: Sequence[Plain], barred: Sequence[str]) -> Measure:
    extra = _unpaired(found, (f for f, _ in pairs))
    return Measure(len(extra), len(found), tuple(_complaint(f, barred) for f in extra))


def _complaint(extra: Plain, barred: Sequence[str]) -> str:
    named = any(normalised(extra["text"]).startswith(normalised(start)) for start in barred)
    return f"{'must not be a question' if named else 'wrong'}: {extra['code']} {extra['text']}"


def _agreeing(pairs: Sequence[Pair], key: str, form: Callable[[str], str] = str) -> Measure:
    off = [(f[key], e[key]) for f, e in pairs if form(f[key]) != form(e[key])]
    return Measure(len(pairs) - len(off), len(pairs), tuple(f"{key} is {f!r}, not {e!r}" for f, e in off))


def _points(found: Sequence[Plain], expected: Sequence[Plain]) -> Measure:
    pairs = paired(found, expected, lambda f, e: f["code"] == e["code"])
    off = [(f, e) for f, e in pairs if f["points"] != e["points"]]
    differences = tuple(f"{e['code']} has {f['points']} points, not {e['points']}" for f, e in off)
    return Measure(len(pairs) - len(off), len(expected), differences)


def _listed(key: str, found: Sequence[Plain], expected: Sequence[Plain], same: Same) -> Measure:
    """Count the pairs among all that were found or expected; what is marked optional may be there or not."""
    pairs = paired(found, expected, same)
    missing = [e for e in _unpaired(expected, (e for _, e in pairs)) if not e.get("optional")]
    extra = _unpaired(found, (f for f, _ in pairs))
    right = sum(not e.get("optional") for _, e in pairs)
    return Measure(right, right + max(len(missing), len(extra)), tuple(_differences(key, missing, extra)))


def _differences(key: str, missing: Sequence[Plain], extra: Sequence[Plain]) -> Iterator[str]:
    yield from (f"{key}: missing {wanted}" for wanted in missing)
    yield from (f"{key}: not expected {found}" for found in extra)


def _same_title(found: Plain, wanted: Plain) -> bool:
    """Compare code and title; a title that the document does not give is not judged."""
    if found["code"] != wanted["code"]:
        return False
    return wanted["title"] is None or _titled(found["title"]) == _titled(wanted["title"])


def _titled(title: str) -> str:
    return _LEADING.sub("", normalised(title))


def _same_part(found: Plain, wanted: Plain) -> bool:
    return bool(found["item"] == wanted["item"]) and _same_title(found, wanted)


def _same_statement(found: Plain, wanted: Plain) -> bool:
    component = _titled(found["component"]) == _titled(wanted["component"])
    return component and found["code"] == wanted["code"] and _same_words(found, wanted)


def _same_step(found: Plain, wanted: Plain) -> bool:
    points = [normalised(point) for point in found["points"]] == [normalised(point) for point in wanted["points"]]
    return points and found["code"] == wanted["code"] and _same_words(found, wanted)


def _same_note(found: Plain, wanted: Plain) -> bool:
    """Compare codes, beginning and completeness; where a note names no code, any `about` will do."""
    about = wanted["about"] is None or list(found["about"]) == list(wanted["about"])
    begins = normalised(wanted["start"]) in normalised(found["text"][: len(wanted["start"]) + 12])
    return about and begins and bool(found["complete"] == wanted["complete"])


def _same_name(found: Plain, wanted: Plain) -> bool:
    """Compare names; a second name in brackets may be kept apart."""
    return _named(found["name"]) == _named(wanted["name"])


def _named(name: str) -> str:
    return normalised(_BRACKETED.sub("", name))


_SAME: dict[str, Same] = {
    "items": _same_title,
    "areas": _same_title,
    "parts": _same_part,
    "statements": _same_statement,
    "steps": _same_step,
    "notes": _same_note,
    "terms": _same_name,
}
