"""Tell a response from a question to the assistant, by rules alone: nothing that a respondent types is sent away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge import phrases
from knowledge.codes import cited
from knowledge.lexical import words

IntentKind = Literal["response", "question", "command", "unsure"]

# Longer than this, a question that lacks its mark is as likely an unusual statement.
SHORT = 10


@dataclass(frozen=True)
class Intent:
    """How a text typed during an interview is taken, and why; "unsure" means that the person should be asked."""

    kind: IntentKind
    reason: str


def intent(text: str, question: str = "") -> Intent:
    """Take a text typed in answer to `question`: never a clear response as a question, and "unsure" where in doubt."""
    spoken = " ".join(phrases.QUOTED.sub(" quoted ", text.replace("’", "'")).split())
    bare = spoken.strip(" .!?¿¡…,;:")
    if text.strip().startswith("/"):
        return Intent("command", "it begins with a slash")
    if not bare:
        return Intent("unsure", "it has no words")
    if not spoken.endswith("?") and phrases.COMMAND.fullmatch(bare):
        return Intent("command", "it is one of the words that steer the interview")
    sentences = [phrases.LEAD.sub("", sentence) or sentence for sentence in re.split(r"(?<=[.!?…])\s+", spoken)]
    return _one(sentences[0], question) if len(sentences) == 1 else _several(sentences, question)


def _one(sentence: str, question: str) -> Intent:
    bare = sentence.strip(" .!?¡…")
    if _is_code(bare):
        return Intent("question", "it names a code of the criteria")
    if phrases.PLEA.match(bare.lstrip("¿")):
        return Intent("question", "it asks for an explanation")
    if not sentence.endswith("?"):
        return _unmarked(sentence)
    if _repeats(bare, question):
        return Intent("unsure", "it repeats the question")
    if phrases.ASKING.match(sentence):
        return Intent("question", "it is put as a question")
    if len(bare.split()) <= 3 and words(bare) and set(words(bare)) <= set(words(question)):
        return Intent("question", "it asks about a word of the question")
    return Intent("unsure", "it is a statement with a question mark")


def _unmarked(sentence: str) -> Intent:
    bare = sentence.strip(" .!,;:…")
    is_short = len(bare.split()) <= SHORT
    if is_short and phrases.CLEAR.fullmatch(bare) and not re.search(r"\b(?:we|our|us)\b", bare.rpartition(",")[2]):
        return Intent("question", "it is put as a question")
    if not phrases.INVERTED.match(sentence):
        # Who ends with a full stop has told something.
        is_open = is_short and not sentence.endswith(".")
        if is_open and phrases.MAYBE.match(bare) and not phrases.DONE.match(bare):
            return Intent("unsure", "it could be a question without its mark")
        return Intent("response", "it is a statement")
    if len(sentence.split()) > SHORT or re.search(r", |\bis (?:that|when|to)\b", sentence):
        return Intent("unsure", "it could be a question without its mark")
    return Intent("question", "it is put as a question")


def _several(sentences: Sequence[str], question: str) -> Intent:
    kinds = [_one(sentence, question).kind for sentence in sentences]
    marked = [sentence.endswith("?") or kind == "question" for sentence, kind in zip(sentences, kinds, strict=True)]
    asked = [sentence for sentence, asks in zip(sentences, marked, strict=True) if asks]
    said = [sentence for sentence, asks in zip(sentences, marked, strict=True) if not asks]
    if not asked:
        return Intent("response", "it is a statement")
    if all(phrases.GREETING.fullmatch(sentence.strip(" .!,")) for sentence in said) and "unsure" not in kinds:
        return Intent("question", "it only asks")
    # "How do we do it? We call every customer." asks itself, and goes on to say it.
    if marked[0] and not marked[-1] and all(_is_rhetorical(sentence, question) for sentence in asked):
        return Intent("response", "it answers its own question")
    if not marked[-1] and phrases.REPORTED.search(" ".join(sentences)):
        return Intent("response", "it tells what is asked of others")
    return Intent("unsure", "it states something and asks something")


def _is_code(bare: str) -> bool:
    return len(bare.split()) <= 3 and any(one.sure and re.search("[a-e]", one.code) for one in cited(bare))


def _is_rhetorical(sentence: str, question: str) -> bool:
    own = phrases.OURS.search(sentence) and not phrases.YOURS.search(sentence)
    return bool(own and phrases.INVERTED.match(sentence)) or _repeats(sentence, question)


def _repeats(sentence: str, question: str) -> bool:
    said, asked = set(words(sentence)), set(words(question))
    return len(said) > 2 and len(said & asked) >= 0.8 * len(said)
