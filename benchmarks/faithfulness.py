"""Whether everything shown is supported by its citation: answers in both modes, with a model that invents a fifth.

The scripted model takes its true claims from the passages that it was sent and spoils one in five in ways of its own.
What is true is known from how a claim was made, not from the check that is measured here.
Run: python -m benchmarks.faithfulness [--answers 200] [--seed 7]
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.questions.check import records
from knowledge import embeddings
from knowledge.answers import Answer, answer
from knowledge.catalogue import packaged
from knowledge.composing import Composer
from knowledge.dense import Dense
from knowledge.passages import passages_of
from knowledge.search import Search
from tests.models import Messages, claiming, scripted, sent

INVENTED = 0.2
CLAIMS = 5
_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)", re.DOTALL)
_VERB = re.compile(r"\b(is|are|was|were|has|have|can|may|should|must|will)\b")
FREE = (
    "The criteria are revised every single year by a committee of examiners.",
    "An organisation needs at least 600 points to win the award.",
    "Small organisations may leave out category 7.",
    "The assessment has to be signed by the chief executive.",
    "Results of the last ten years are required.",
    "Customers should be asked once a week by telephone.",
    "Every answer must name a software system.",
    "Examiners visit every applicant for three days.",
)
# A claim and the number of the passage that it cites.
Cited = tuple[str, int]


class Inventor:
    """Makes claims out of what it was sent; `true` holds (claim, text of its passage), `kinds` every invention."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.true: set[tuple[str, str]] = set()
        self.kinds: dict[str, str] = {}
        self.offered: Counter[str] = Counter()

    def __call__(self, messages: Messages) -> str:
        """Answer one request."""
        passages = sent(messages)["passages"]
        told = [(text, one["n"]) for one in passages for text in _sentences(one)]
        chosen = sorted(self.dice.sample(told, min(CLAIMS, len(told))), key=told.index)
        texts = {one["n"]: one["text"] for one in passages}
        return claiming(*(self._made(text, n, told, texts) for text, n in chosen))

    def _made(self, text: str, n: int, told: Sequence[Cited], texts: Mapping[int, str]) -> Cited:
        if self.dice.random() >= INVENTED:
            self.offered["true"] += 1
            self.true.add((text, texts[n]))
            return text, n
        kind = self.dice.choice(list(SPOILING))
        spoiled, cited = SPOILING[kind](text, n, [one for one in told if one != (text, n)], self.dice)
        kind = kind if (spoiled, cited) not in told else "true"
        self.offered[kind] += 1
        if kind == "true":
            self.true.add((spoiled, texts[cited]))
        else:
            self.kinds[spoiled] = kind
        return spoiled, cited


def _sentences(passage: Mapping[str, Any]) -> Iterator[str]:
    """Yield what can truly be claimed of a passage: its sentences, or that it asks its question."""
    for one in _SENTENCE.findall(passage["text"]):
        text = " ".join(one.split())
        if text.endswith("?"):
            text = f"It asks {text[0].lower()}{text[1:-1]}."
        if 4 <= len(text.split()) <= 34:
            yield text


def _other_number(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return f"{text[:-1]} within {dice.randint(2, 30)} days.", n
    one = dice.choice(found)
    return f"{text[: one.start()]}{int(one[0]) + dice.randint(1, 9)}{text[one.end() :]}", n


def _other_subject(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    words = text.split()
    long = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 4 and at]
    others = [word for other, _ in told for word in other.split() if word.isalpha() and len(word) > 5]
    others = [word for word in others if word.casefold() not in text.casefold()] or ["auditors"]
    if long:
        words[dice.choice(long)] = dice.choice(others).casefold()
        return " ".join(words), n
    return f"Auditors say so: {text}", n


def _denied(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    for denial, without in ((" not ", " "), (" no ", " "), (" never ", " always "), (" without ", " with ")):
        if denial in text:
            return text.replace(denial, without, 1), n
    if _VERB.search(text):
        return _VERB.sub(r"\1 not", text, count=1), n
    return f"It is not so that {text[0].lower()}{text[1:]}", n


def _with_reason(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    reason = dice.choice(("examiners ask for it", "it saves money", "the law demands it", "customers complain"))
    return f"{text[:-1]}, {dice.choice(('because', 'since'))} {reason}.", n


def _with_example(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    example = dice.choice(("a monthly newsletter", "a call centre in Dublin", "the night shift", "an online shop"))
    return f"{text[:-1]}, {dice.choice(('such as', 'for example'))} {example}.", n


def _wrongly_cited(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    others = [other for _, other in told if other != n]
    return text, dice.choice(others) if others else n + 1


def _cited_nowhere(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    return text, dice.choice((0, 9, 42, -1))


def _with_link(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    return f"{text[:-1]}, see {dice.choice(('https://award.example/apply', '@assessor', '+44 20 7946 0000'))}.", n


def _made_up(text: str, n: int, told: Sequence[Cited], dice: random.Random) -> Cited:
    return dice.choice(FREE), n


SPOILING = {
    "number": _other_number,
    "subject": _other_subject,
    "denied": _denied,
    "reason": _with_reason,
    "example": _with_example,
    "wrong citation": _wrongly_cited,
    "no such citation": _cited_nowhere,
    "link": _with_link,
    "made up": _made_up,
}


def measure(search: Search, questions: Sequence[str], wanted: int, seed: int) -> Iterator[str]:
    """Yield the report, line by line; a line with a "!" at its beginning is a failure."""
    inventor = Inventor(seed)
    double = scripted(inventor)
    composer = Composer(double[0])
    told = [one for one in (answer(search, asked) for asked in questions) if one.answered][:wanted]
    quoted = [one.text in given.citations[one.n - 1].passage.text for given in told for one in given.sentences]
    yield _line("extraction", len(told), quoted)
    given = [composer.compose(one) for one in told]
    worded = [one for one in given if one.model]
    true = [
        (one.text, given.citations[one.n - 1].passage.text) in inventor.true
        for given in worded
        for one in given.sentences
    ]
    yield _line("a model's words", len(worded), true)
    yield f"  fell back to extraction: {len(told) - len(worded)} of {len(told)}"
    yield f"  true claims shown: {sum(true)} of {inventor.offered['true']}"
    shown = Counter(inventor.kinds.get(text, "wrong citation") for text in _wrong(worded, inventor))
    for kind in SPOILING:
        yield f"  {kind}: {inventor.offered[kind]} offered, {shown[kind]} shown"
    yield from (f"! {text}" for text in _wrong(worded, inventor))


def _wrong(worded: Sequence[Answer], inventor: Inventor) -> list[str]:
    cited = [(one.text, given.citations[one.n - 1].passage.text) for given in worded for one in given.sentences]
    return [text for text, passage in cited if (text, passage) not in inventor.true]


def _line(mode: str, answers: int, supported: Sequence[bool]) -> str:
    return f"{mode}: {answers} answers, {len(supported)} sentences, {sum(supported)} supported by their citation"


def main() -> None:
    """Measure, print, and fail where anything unsupported was shown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    library = packaged()
    passages = [one for known in library.values() for one in passages_of(known, known.id)]
    questions = [str(one["question"]) for name in ("real", "graded") for one in records(name)]
    with TemporaryDirectory() as folder:
        dense = Dense(embeddings.packaged(), Path(folder) / "index")
        dense.sync("packaged", dense.embed(passages))
        search = Search(library, {"packaged": passages}, dense)
        lines = list(measure(search, questions, given.answers, given.seed))
        dense.close()
    print("\n".join(lines))
    sys.exit(any(line.startswith("!") for line in lines))


if __name__ == "__main__":
    main()
