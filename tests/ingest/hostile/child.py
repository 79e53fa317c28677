"""A child process that a file has taken over: it says what the name of a document wants it to say."""

import os
import sys
import time
from dataclasses import replace

from ingest.frames import EXHAUSTED, FAILED, READY, REFUSED, TAKEN, receive, send
from ingest.understanding import understand
from knowledge.catalogue import Catalogue
from knowledge.passages import passage_id
from tests.ingest.hostile import HONEST, MB

_TRUTH = understand("a.txt", HONEST, Catalogue(()))
(_PASSAGE,) = _TRUTH.passages


def _with(**changed: object) -> bytes:
    return TAKEN + replace(_TRUTH, passages=(replace(_PASSAGE, **changed),)).as_json().encode()  # type: ignore[arg-type]


def _long(text: str) -> bytes:
    return _with(text=text, id=passage_id("a.txt", _PASSAGE.heading, text))


SAYINGS = {
    "the truth": TAKEN + _TRUTH.as_json().encode(),
    "nothing": b"",
    "noise": bytes(range(256)) * 100,
    "no JSON": TAKEN + b"{",
    "other JSON": TAKEN + b'{"passages": 7}',
    "nested JSON": TAKEN + b"[" * 1_000_000,
    "another file": TAKEN + replace(_TRUTH, name="b.txt").as_json().encode(),
    "other bytes": TAKEN + replace(_TRUTH, sha256="0" * 64).as_json().encode(),
    "a passage of another source": _with(source="criteria.pdf"),
    "a passage with the id of another": _with(id="0" * 32),
    "a passage of no kind": _with(kind="gospel"),
    "a number for a text": _with(text=7),
    "a long passage": _long("x" * 30_000),
    "a fault": FAILED + b"Traceback\n\x1b[31mred" * 1000,
    "a long refusal": REFUSED + "No.\n\x1b\u202e way ".encode() * 1000,
}


def main() -> None:
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    receive(orders, 64 * MB)
    send(answers, READY)
    while True:
        receive(orders, MB)
        wish = receive(orders, MB).decode()
        match wish:
            case "exhaust":
                os._exit(EXHAUSTED)
            case "crash":
                os.abort() if sys.platform == "win32" else os.kill(os.getpid(), 11)
            case "leave":
                os._exit(0)
            case "sleep":
                time.sleep(60)
            case "a huge answer":
                answers.write(b"\xff\xff\xff\xff" + bytes(1000))
                answers.flush()
            case "half an answer":
                answers.write(b"\0\0\1\0half")
                answers.flush()
                os._exit(1)
            case _:
                send(answers, SAYINGS[wish])


if __name__ == "__main__":
    main()
