"""Messages between `guarded` and its `child`: the length in four bytes, then as many bytes."""

from typing import BinaryIO

# How the child's messages begin: it stands ready; a document as JSON; a refusal; where its own code failed.
READY, TAKEN, REFUSED, FAILED = b"!", b"+", b"-", b"?"
# The exit status of a child that has run out of memory.
EXHAUSTED = 73
_HEAD = 4


class Torn(Exception):
    """What the other side says is no message."""


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write one message whole; raises OSError where nobody reads any more."""
    pipe.write(len(message).to_bytes(_HEAD, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO, most: int) -> bytes:
    """Wait for one message; raises EOFError where the other side has gone, Torn for over `most` bytes."""
    length = int.from_bytes(_exactly(pipe, _HEAD), "big")
    if length > most:
        raise Torn(f"a message of {length:,} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
