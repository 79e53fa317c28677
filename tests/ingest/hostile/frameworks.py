"""Framework files in YAML that unfold, nest, repeat themselves or want more than data."""

from tests.ingest.hostile import MB, Hostile

_HEAD = "id: x\ntitle: X\nshort: X\nedition: '1'\nsector: general\nsource: s\nnotice: n\n"


def _bomb() -> bytes:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(rows).encode()


def _deep(count: int) -> bytes:
    return "\n".join(" " * depth + "a:" for depth in range(count)).encode()


def _many_items() -> bytes:
    item = "      - {code: '1.%d', title: T, question: How do you act?}\n"
    items = "".join(item % number for number in range(15_000))
    return f"{_HEAD}categories:\n  - code: '1'\n    title: T\n    items:\n{items}".encode()


FRAMEWORKS = (
    Hostile("aliases that unfold", "f.yaml", _bomb, "alias"),
    Hostile("an alias of itself", "f.yaml", lambda: b"a: &a [*a]\n", "alias"),
    Hostile("3,000 brackets in one another", "f.yaml", lambda: b"a: " + b"[" * 3_000, "."),
    Hostile("200,000 brackets in one another", "f.yaml", lambda: b"a: " + b"[" * 200_000 + b"]" * 200_000, "."),
    Hostile("1,000 blocks in one another", "f.yaml", lambda: _deep(1_000), "."),
    Hostile("a name twice", "f.yaml", lambda: (_HEAD + "title: Y\n").encode(), "more than once"),
    Hostile("a long name twice", "f.yaml", lambda: b"k" * 100_000 + b": 1\n" + b"k" * 100_000 + b": 2\n", "."),
    Hostile("a number of 900,000 digits", "f.yaml", lambda: _HEAD.encode() + b"points: " + b"9" * 900_000, "."),
    Hostile("a number in base 60", "f.yaml", lambda: b"points: 1" + b":59" * 100_000, ".", heavy=True),
    Hostile("a date that does not exist", "f.yaml", lambda: b"edition: 2001-99-99\n", "."),
    Hostile("a call of Python", "f.yaml", lambda: b"a: !!python/object/apply:os.system ['touch x']\n", "."),
    Hostile("bytes that are none", "f.yaml", lambda: b"a: !!binary '\xc3\xa9'\n", "."),
    Hostile("a set as a key", "f.yaml", lambda: b"? {a: b}\n: c\n", "."),
    Hostile("two documents", "f.yaml", lambda: b"a: 1\n---\nb: 2\n", "."),
    Hostile("5 MB of YAML", "f.yaml", lambda: b"- a\n" * (5 * MB // 4), "split"),
    Hostile("1 MB of dashes", "f.yaml", lambda: b"- " * 500_000, "."),
    Hostile("1 MB of list entries", "f.yaml", lambda: b"- a\n" * 260_000, "."),
    Hostile("15,000 items", "f.yaml", _many_items, heavy=True),
    Hostile("a list in place of a framework", "f.yaml", lambda: b"[1, 2]", "."),
    Hostile("a tab and a colon", "f.yaml", lambda: b"\t: : :\n" * 1000, "."),
)
