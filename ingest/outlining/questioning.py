"""The single questions of one part: sentences of a paragraph, and lead-ins joined with their bullets."""

import re
from dataclasses import dataclass, field, replace

from ingest.documents import Block
from ingest.outlining.addressing import is_asked, spelt_out
from ingest.outlining.drafts import Asked
from ingest.printed.tracing import Trace
from ingest.printed.wording import (
    asks,
    completed,
    is_lead_in,
    is_whole,
    marked,
    requests,
    sentences,
)

# A bullet that ends so is followed by the next one, and by nothing that is set in below it.
_LONGEST = 1000
_CLOSED = re.compile(r"(?:[;?.]|[;,]\s(?:and|or))$")


@dataclass(frozen=True)
class _Bullet:
    """What a bullet of the open lead-in says, its indent, and whether it leads on, as "risks, such as" does."""

    words: str
    indent: int
    is_open: bool

    def leads_to(self, block: Block) -> bool:
        """Say whether a block is set in below this bullet and goes on with it."""
        return self.is_open and block.indent > self.indent + 1 and len(self.words) < _LONGEST


@dataclass
class Questioning:
    """Takes the blocks of a part in their order; what asks goes to `asked`, and `left` is returned for the rest."""

    text: str
    asked: list[Asked] = field(default_factory=list)
    _sentence: int = 0
    # The open lead-in with its place.
    _lead: tuple[str, tuple[int, int]] | None = None
    _waiting: bool = False
    # The kind of the first bullet of the open lead-in: a label of another kind opens something else.
    _marker: str = ""
    # The last bullet of the open lead-in, with what goes on with it, and how far it is set in.
    _above: "_Bullet | None" = None

    @property
    def is_open(self) -> bool:
        """Say whether a lead-in waits for bullets."""
        return self._lead is not None

    @property
    def unfinished(self) -> bool:
        """Say whether a lead-in still waits for its first bullet."""
        self._finish()
        return self._waiting

    def takes(self, block: Block) -> bool:
        """Say whether a block can be a bullet of the open lead-in."""
        return self.is_open and self._marker in ("", block.kind)

    def paragraph(self, block: Block) -> list[str]:
        """Take a paragraph; return the sentences that ask nothing."""
        self._finish()
        return self._sentences(block.text, Trace(self.text, block.start, block.end))

    def bullet(self, block: Block) -> list[str]:
        """Take a bullet: with a lead-in it completes it, else it may ask by itself; return what asks nothing."""
        trace = Trace(self.text, block.start, block.end)
        said = sentences(block.words)
        if self._lead is not None and said and _asks_by_itself(said[0]):
            self._finish()
        if self._lead is None or not said:
            return self._sentences(block.words, trace)
        self._complete(block, said[0], trace)
        return self._sentences(" ".join(said[1:]), trace)

    def _complete(self, block: Block, words: str, trace: Trace) -> None:
        """Make a question of the open lead-in and a bullet; what is set in below an open bullet goes on with it."""
        lead, (start, _) = self._lead or ("", (block.start, block.end))
        _, end = trace.place(words)
        self._waiting, self._marker = False, self._marker or block.kind
        if self._above is not None and self._above.leads_to(block):
            words = f"{self._above.words} {words}"
            self._above = replace(self._above, words=words)
            self.asked.pop()
        else:
            self._above = _Bullet(words, block.indent, is_open=not _CLOSED.search(words[-6:]))
        self.asked.append(Asked(completed(lead, words), self._sentence, (start, end)))

    def _finish(self) -> None:
        """Close the open lead-in; where it got no bullet and lacks only its mark, it is a question."""
        if self._lead is not None and self._waiting and is_whole(self._lead[0]):
            lead, place = self._lead
            self.asked.append(Asked(marked(lead), self._sentence, place))
            self._waiting = False
        self._lead, self._marker, self._above = None, "", None

    def _sentences(self, words: str, trace: Trace) -> list[str]:
        left = []
        said = sentences(words)
        for number, sentence in enumerate(said):
            place = trace.place(sentence)
            if is_asked(sentence, said[number + 1] if number + 1 < len(said) else ""):
                self._sentence += 1
                self.asked.append(Asked(spelt_out(sentence), self._sentence, place))
            elif is_lead_in(sentence):
                self._finish()
                self._sentence += 1
                self._lead, self._waiting = (sentence, place), True
            else:
                left.append(sentence)
        return left


def _asks_by_itself(sentence: str) -> bool:
    """Say whether a bullet is a whole question and not the rest of one: "How do you …", "Describe …"."""
    if sentence[:1].islower():
        return False
    return (asks(sentence) and is_lead_in(sentence.rstrip("?\"”’') "))) or is_lead_in(sentence) or requests(sentence)
