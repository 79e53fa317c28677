"""Plain text that is too much of something: of one line, of short lines, of brackets, of what a pattern begins with."""

import random

from tests.ingest.hostile import HONEST, MB, Hostile

_MOST = 4_900_000
_SAID = "the people in our house listen to customers and write down what they hear before they act on it"


def _noise(count: int) -> bytes:
    return random.Random(7).randbytes(count)


def _words(count: int, line: int) -> bytes:
    """Text of about `count` bytes, of ever other words, in lines of `line` words."""
    chance = random.Random(11)
    line = min(line, count // 5)
    lines = (
        " ".join(chance.choices(_SAID.split(), k=line)).capitalize() + "."
        for _ in range(max(1, count // (line * 5 + 2)))
    )
    return "\n".join(lines).encode()


TEXTS = (
    Hostile("an empty file", "a.txt", lambda: b"", "empty"),
    Hostile("white space only", "a.txt", lambda: b" \n\t" * 100_000, "empty"),
    Hostile("noise", "a.txt", lambda: _noise(200_000), "."),
    Hostile("noise without zeros", "a.txt", lambda: _noise(200_000).replace(b"\0", b"\1"), "does not read as text"),
    Hostile("20 MB of noise", "a.txt", lambda: _noise(20 * MB).replace(b"\0", b"\1"), "does not read as text"),
    Hostile("control characters", "a.txt", lambda: bytes(range(1, 32)) * 1000, "does not read as text"),
    Hostile("UTF-16", "a.txt", lambda: HONEST.decode().encode("utf-16")),
    Hostile(
        "UTF-16 cut in a character", "a.txt", lambda: HONEST.decode().encode("utf-16")[:-1], "does not read as text"
    ),
    Hostile("UTF-16 without a mark", "a.txt", lambda: HONEST.decode().encode("utf-16-le"), "binary"),
    Hostile("UTF-32", "a.txt", lambda: HONEST.decode().encode("utf-32")),
    Hostile("UTF-16 of zeros", "a.txt", lambda: b"\xff\xfe" + bytes(1000), "does not read as text"),
    Hostile("two encodings", "a.txt", lambda: "Café\n".encode() * 50 + "Café\n".encode("cp1252"), "Line 51"),
    Hostile("overlong UTF-8", "a.txt", lambda: HONEST + b"\xc0\xaf\xe0\x80\xaf" * 2000, "does not read as text"),
    Hostile("surrogates in UTF-8", "a.txt", lambda: HONEST + b"\xed\xa0\x80" * 2000, "."),
    Hostile("50 MB of one line", "a.txt", lambda: b"x" * (50 * MB), "larger than 20 MB"),
    Hostile("19 MB of one line", "a.txt", lambda: b"x" * (19 * MB), "characters"),
    Hostile("19 MB of short lines", "a.txt", lambda: b"ab\n" * (19 * MB // 3), "characters"),
    Hostile("4.9 MB of one word", "a.txt", lambda: b"x" * _MOST, ".", heavy=True),
    Hostile("4.9 MB of words in one line", "a.txt", lambda: _words(_MOST, _MOST), ".", heavy=True),
    Hostile("4.9 MB of sentences in one paragraph", "a.txt", lambda: _words(_MOST, 12), heavy=True),
    Hostile("4.9 MB of paragraphs", "a.txt", lambda: _words(_MOST, 150).replace(b"\n", b"\n\n"), heavy=True),
    Hostile("4.9 MB of lines of two letters", "a.txt", lambda: b"ab\n" * (_MOST // 3), heavy=True),
    Hostile("4.9 MB of empty lines about a word", "a.txt", lambda: b"\n" * _MOST + b"word", heavy=True),
    Hostile("500,000 brackets in one another", "a.txt", lambda: b"(" * 500_000 + b"x" + b")" * 500_000, heavy=True),
    Hostile("500,000 square brackets", "a.txt", lambda: b"[" * 500_000 + b"x" + b"]" * 500_000, heavy=True),
)

# What the patterns of the readers begin with, so that they have much to try: again and again, between two pieces.
_RUNS = (
    *((unit, "", "") for unit in ("*", "**a", "_", "`", "-", "- ", "=", "> ", "#", "| ", "|a|b|\n", "\t", "\\", "<")),
    *((unit, "", "") for unit in ("…", "\u00ad", "漢", "e\u0301", "1.", "1.1", "1.1a(1), ", "(1) ", "1. a\n", "- a\n")),
    *((unit, "", "") for unit in ("1.1 How do you?\n", "1.1 A (9 pts.)\n", "Term: what it means.\n", "Aa bb\n\n")),
    *(
        (unit, "", "")
        for unit in ("a.", "A. ", "e.g. ", "a; ", "how, ", "well-", "word-\n", "WORD ", "# A\n", "Aa 12\n")
    ),
    (" ", "Contents", "x"),
    (". ", "Contents\nChapter one ", "x"),
    ("How do you ", "1.1 ", ""),
    ("How do you act? ", "1.1a(1) ", ""),
    ("- act\n", "How do you\n", ""),
    ("(see ", "Words ", ""),
    ("[a](", "Words ", ""),
    ("<http://a ", "Words ", ""),
    ("http://a/", "Words ", ""),
    ("9 pts ", "1.1 Words ", ""),
    ("(", "(see ", ""),
    ("word, ", "1.1 ", ""),
    ("very ", "How do ", ""),
    ("<!---->", "", ""),
)


def runs(count: int) -> tuple[Hostile, ...]:
    """Return texts of about `count` signs that say one thing again and again."""
    return tuple(_run(unit, count // len(unit), before, after) for unit, before, after in _RUNS)


def _run(unit: str, count: int, before: str, after: str) -> Hostile:
    label = f"{count:,} times “{ascii(unit)[1:-1]}”" + (f" behind “{before.strip()}”" if before else "")
    return Hostile(label, "run.txt", lambda: (before + unit * count + after).encode())
