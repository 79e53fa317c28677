"""Check the question files: valid lines, no duplicates, every relevant place in the packaged library; then count.

Run: python -m benchmarks.questions.check
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.catalogue import packaged
from knowledge.passages import Passage, passages_of

HERE = Path(__file__).parent
FILES = ("graded", "real", "offtopic", "nearmiss", "response_or_question", "attacks")
CODED = ("item", "question", "statement", "step")
Record = Mapping[str, Any]
Place = tuple[str, str, str]


def records(name: str) -> list[Record]:
    """Read one file; a line that is not an object raises."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    if not all(isinstance(record, dict) for record in found):
        raise ValueError(f"{name}.jsonl holds a line that is no object")
    return found


def place_of(relevant: Record) -> Place:
    """Name a place the way a passage is named by `place_of_passage`."""
    framework = str(relevant["framework"])
    if "note" in relevant:
        return framework, "note", str(relevant["note"])
    if "title" in relevant:
        return framework, str(relevant["kind"]), str(relevant["title"])
    return framework, "code", str(relevant["code"])


def place_of_passage(passage: Passage) -> Place:
    """Name a passage: by its code, by what its note is about, or by its title."""
    framework = str(passage.framework)
    if passage.kind in CODED:
        return framework, "code", str(passage.code)
    if passage.kind == "note":
        return framework, "note", passage.title.removeprefix("Note on ")
    return framework, passage.kind, passage.title


def faults() -> Iterator[str]:
    """Tell everything that is wrong with the files."""
    known = {
        place_of_passage(passage)
        for framework in packaged().values()
        for passage in passages_of(framework, framework.id)
    }
    for name in ("graded", "real"):
        for record in records(name):
            yield from _of_places(name, record, known)
    for record in records("response_or_question"):
        framework, _, code = str(record["asked"]).partition("/")
        if (framework, "code", code) not in known or record["is"] not in ("response", "question", "unsure"):
            yield f"response_or_question: {record}"
    yield from _of_missing_codes()
    yield from _of_duplicates()


def _of_places(name: str, record: Record, known: set[Place]) -> Iterator[str]:
    relevant: Sequence[Record] = record["relevant"]
    places = [place_of(one) for one in relevant]
    if len(set(places)) != len(places):
        yield f"{name}: a place twice for {record['question']!r}"
    if 2 not in {one["grade"] for one in relevant} or not {one["grade"] for one in relevant} <= {1, 2}:
        yield f"{name}: grades of {record['question']!r}"
    for place in places:
        if place not in known:
            yield f"{name}: no such place {place} for {record['question']!r}"


def _of_missing_codes() -> Iterator[str]:
    for record in records("nearmiss"):
        if record["about"] == "code that does not exist":
            for code in re.findall(r"\b[1-9P]\.[0-9](?:[a-e](?:\([0-9]\))?)?", record["question"]):
                if packaged().locate(code):
                    yield f"nearmiss: {code} exists"


def _of_duplicates() -> Iterator[str]:
    asked = [
        (record.get("before", ""), str(record["question"]).casefold().strip(" ?"))
        for name in ("graded", "real", "offtopic", "nearmiss")
        for record in records(name)
    ]
    typed = [(record["asked"], str(record["text"]).casefold()) for record in records("response_or_question")]
    tricks = [("", str(record["text"])) for record in records("attacks")]
    for pairs in (asked, typed, tricks):
        yield from (f"twice: {pair}" for pair, times in Counter(pairs).items() if times > 1)


def counts() -> Iterator[str]:
    """Tell how many records each file has, by kind."""
    for name in FILES:
        found = records(name)
        kinds = Counter(str(one.get("kind") or one.get("is") or one.get("form") or one.get("about")) for one in found)
        told = ", ".join(f"{kind} {number}" for kind, number in kinds.most_common()) if len(kinds) < 30 else ""
        yield f"{name:22} {len(found):4}  {'' if name == 'real' else told}"


if __name__ == "__main__":
    wrong = list(faults())
    print(*wrong, *counts(), sep="\n")
    sys.exit(1 if wrong else 0)
