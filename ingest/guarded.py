"""Understanding in a child process: whatever a file does to its reader, the answer is a document or one sentence."""

import json
import logging
import signal
from dataclasses import asdict
from functools import cache
from threading import Lock
from typing import Self

from pydantic import TypeAdapter, ValidationError

from ingest.confinement import Child, Gone
from ingest.frames import EXHAUSTED, FAILED, READY, REFUSED, TAKEN, Torn
from ingest.limits import LIMITS, Limits, Refused, check_passages, check_size
from ingest.sources import fingerprint
from ingest.understood import Understood
from knowledge.catalogue import Catalogue
from knowledge.passages import passage_id

log = logging.getLogger(__name__)

# The module that the child process runs.
CHILD = "ingest.child"
_START_SECONDS = 30
_LONGEST_SENTENCE = 400
_NOT_UNDERSTOOD = "This file could not be understood; save it as plain text and try again."
_OUT_OF_MEMORY = (EXHAUSTED, -signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGTERM))
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", signal.SIGTERM)


class Guard:
    """Understands documents in a child process that may use so much memory and time, and no more.

    Safe to use from several threads, which then wait for each other.
    """

    def __init__(self, catalogue: Catalogue, limits: Limits = LIMITS) -> None:
        self._catalogue, self._limits = catalogue, limits
        self._turn = Lock()
        self._child: Child | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def child(self) -> int | None:
        """The number of the child process, while there is one."""
        return self._child.number if self._child else None

    def understand(self, name: str, content: bytes, framework: str | None = None) -> Understood:
        """Understand a file as `understanding.understand` does; raises Refused, whatever goes wrong."""
        check_size(content)
        order = json.dumps({"name": name, "framework": framework}).encode()
        with self._turn:
            try:
                answer = self._answer(order, content)
            except Gone as gone:
                raise Refused(self._reason(gone)) from None
            except Torn as torn:
                answer = FAILED + str(torn).encode()
        return self._taken(answer, name, content)

    def close(self) -> None:
        """End the child at once, also in the middle of a document."""
        self._closed = True
        if child := self._child:
            child.kill()
        with self._turn:
            if self._child:
                self._child.end()
                self._child = None

    def _answer(self, order: bytes, content: bytes) -> bytes:
        """Ask the child; one that had much to carry leaves in good order, and a fresh one is asked."""
        try:
            return self._asked((order, content))
        except Gone as gone:
            if gone.status or gone.late:
                raise
        return self._asked((order, content))

    def _asked(self, messages: tuple[bytes, ...]) -> bytes:
        if self._closed:
            raise Refused("Howwell is stopping; try again when it has started.")
        if self._child and not self._child.is_running():
            # It fell between two documents; neither of them is at fault.
            self._child.end()
            self._child = None
        try:
            child = self._child or self._started()
            return child.ask(messages, self._limits.wall, self._limits.answer)
        except BaseException:
            # One that has not answered properly is no more, and never asked again.
            self._child = None
            raise

    def _started(self) -> Child:
        # `close` must be able to reach it from now on.
        child = self._child = Child(CHILD)
        frameworks = [framework.model_dump(mode="json") for framework in self._catalogue.values()]
        setting = json.dumps({"catalogue": frameworks, "limits": asdict(self._limits)}).encode()
        try:
            if child.ask((setting,), _START_SECONDS, len(READY)) == READY:
                return child
        except (Gone, Torn):
            pass
        child.end()
        log.error("the process that reads files does not start: %s", child.complaint())
        raise Refused("No file can be read at present, because the reader does not start; the log says why.")

    def _reason(self, gone: Gone) -> str:
        if self._closed:
            return "Howwell is stopping; try again when it has started."
        if gone.late or gone.status == _OUT_OF_TIME:
            return "This file takes too long to read; split it into smaller files or save it as plain text."
        if gone.status in _OUT_OF_MEMORY:
            return "This file takes too much memory to read; split it into smaller files or save it as plain text."
        return "This file makes its reader crash; save it as plain text and try again."

    def _taken(self, answer: bytes, name: str, content: bytes) -> Understood:
        """Return the document of an answer, which is believed only as far as it can be checked."""
        kind, said = answer[:1], answer[1:]
        if kind == REFUSED:
            raise Refused(_one_sentence(said.decode("utf-8", "replace")))
        try:
            if kind != TAKEN:
                raise ValueError(said[:200].decode("utf-8", "replace"))
            understood = _adapter().validate_json(said)
            check_passages(understood.lengths, self._limits)
            _check_origin(understood, name, content)
        except ValueError as error:
            # The message of pydantic would show words of the document.
            what = f"{error.error_count()} faults in its answer" if isinstance(error, ValidationError) else str(error)
            log.warning("reading %r failed in the child: %r", name, what)
            raise Refused(_NOT_UNDERSTOOD) from None
        return understood


@cache
def _adapter() -> TypeAdapter[Understood]:
    return TypeAdapter(Understood)


def _check_origin(understood: Understood, name: str, content: bytes) -> None:
    """Make sure that the child speaks of this very file and gives out no passage as another document's."""
    if understood.name != name or understood.sha256 != fingerprint(content):
        raise ValueError("the answer is about another file")
    for passage in understood.passages:
        if passage.source != name or passage.id != passage_id(name, passage.heading, passage.text):
            raise ValueError("a passage is another document's")


def _one_sentence(said: str) -> str:
    """Make one line of what the child says, short enough to be shown."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    if len(line) > _LONGEST_SENTENCE:
        line = f"{line[: _LONGEST_SENTENCE - 3].rstrip()} …"
    return line if line.endswith(".") else f"{line}."
