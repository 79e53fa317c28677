"""The single questions of one part: sentences of a paragraph, and lead-ins joined with their bullets."""

from dataclasses import dataclass, field

from ingest.documents import Block
from ingest.drafts import Asked
from ingest.tracing import Trace
from ingest.wording import asks, completed, is_lead_in, requests, sentences


@dataclass
class Questioning:
    """Takes the blocks of a part in their order; what asks goes to `asked`, and `left` is returned for the rest."""

    text: str
    asked: list[Asked] = field(default_factory=list)
    _sentence: int = 0
    # The open lead-in with the offset at which it begins.
    _lead: tuple[str, int] | None = None
    _waiting: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether a lead-in waits for bullets."""
        return self._lead is not None

    @property
    def unfinished(self) -> bool:
        """Say whether a lead-in still waits for its first bullet."""
        return self._waiting

    def paragraph(self, block: Block) -> list[str]:
        """Take a paragraph; return the sentences that ask nothing."""
        self._lead = None
        return self._sentences(block.text, Trace(self.text, block.start, block.end))

    def bullet(self, block: Block) -> list[str]:
        """Take a bullet: with a lead-in it completes it, else it may ask by itself; return what asks nothing."""
        trace = Trace(self.text, block.start, block.end)
        said = sentences(block.words)
        if self._lead is None or not said:
            return self._sentences(block.words, trace)
        lead, start = self._lead
        _, end = trace.place(said[0])
        self._waiting = False
        self.asked.append(Asked(completed(lead, said[0]), self._sentence, (start, end)))
        return self._sentences(" ".join(said[1:]), trace, keeping_lead=True)

    def _sentences(self, words: str, trace: Trace, *, keeping_lead: bool = False) -> list[str]:
        left = []
        for sentence in sentences(words):
            place = trace.place(sentence)
            if asks(sentence) or requests(sentence):
                self._sentence += 1
                self.asked.append(Asked(sentence, self._sentence, place))
            elif is_lead_in(sentence) and not keeping_lead:
                self._sentence += 1
                self._lead, self._waiting = (sentence, place[0]), True
            else:
                left.append(sentence)
        return left
