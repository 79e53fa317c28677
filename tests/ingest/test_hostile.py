import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ingest.guarded import Guard
from ingest.limits import LIMITS, Limits, Refused
from ingest.pipeline import run
from ingest.understood import Understood
from knowledge.catalogue import packaged
from tests.ingest.hostile import HONEST, Hostile
from tests.ingest.hostile.collection import COLLECTION
from tests.ingest.hostile.frameworks import FRAMEWORKS
from tests.ingest.hostile.mutations import damaged, sound
from tests.ingest.hostile.texts import runs
from tests.ingest.hostile.types import TYPES
from tests.ingest.hostile.words import with_entity, word_file
from tests.ingest.reading import ShelfInMemory

HEAVY = tuple(hostile for hostile in COLLECTION if hostile.heavy)
OTHERS = tuple(hostile for hostile in COLLECTION if not hostile.heavy)
# The clock is generous, because other work may take most of the processor.
QUICK, HASTY = Limits(cpu=10, wall=120), Limits(cpu=0, wall=60)
LOST = ("could not be understood", "crash", "does not start")
ENDED_BY_THE_CLOCK = "takes too"


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(packaged(), QUICK) as guard:
        yield guard


@pytest.fixture(scope="module")
def hasty() -> Iterator[Guard]:
    """A guard that gives a document a second at most, so that nobody waits long for what only a limit ends."""
    with Guard(packaged(), HASTY) as guard:
        yield guard


def said(guard: Guard, name: str, content: bytes) -> str | Understood:
    """Return what is understood, or the one sentence."""
    try:
        return guard.understand(name, content)
    except Refused as refusal:
        sentence = str(refusal)
        assert sentence.endswith(".")
        assert sentence.isprintable()
        assert len(sentence) <= 400
        assert not any(sign in sentence for sign in ("Traceback", "site-packages", "/etc", ".py"))
        return sentence


def outcome(guard: Guard, name: str, content: bytes) -> str | Understood:
    """Return the same; the next honest document is read in either case."""
    result = said(guard, name, content)
    assert most_memory(guard) <= LIMITS.memory
    assert len(guard.understand("honest.md", HONEST).passages) == 1
    return result


def most_memory(guard: Guard) -> int:
    """Return the most memory that the child has used, in bytes; none if it is no more."""
    status = Path(f"/proc/{guard.child}/status")
    if not status.exists():
        return 0
    lines = status.read_text(encoding="utf-8").splitlines()
    return max((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), default=0)


@pytest.mark.parametrize("hostile", OTHERS, ids=str)
def test_a_hostile_file_ends_in_one_sentence_or_harmlessly(guard: Guard, hostile: Hostile) -> None:
    result = outcome(guard, hostile.name, hostile.make())
    sentence = result if isinstance(result, str) else ""
    assert hostile.says in sentence
    assert not any(word in sentence for word in (*LOST, ENDED_BY_THE_CLOCK))


@pytest.mark.parametrize("hostile", runs(100_000), ids=str)
def test_no_pattern_of_ours_takes_long_on_what_it_begins_with(guard: Guard, hostile: Hostile) -> None:
    result = outcome(guard, hostile.name, hostile.make())
    assert not isinstance(result, str) or not any(word in result for word in (*LOST, ENDED_BY_THE_CLOCK))


@pytest.mark.parametrize("hostile", HEAVY, ids=str)
def test_what_only_a_limit_ends_leaves_the_next_document_unharmed(hasty: Guard, hostile: Hostile) -> None:
    result = outcome(hasty, hostile.name, hostile.make())
    assert not isinstance(result, str) or not any(lost in result for lost in LOST)


def test_at_the_true_limits_a_file_that_wants_more_memory_than_there_is_is_refused() -> None:
    with Guard(packaged()) as guard:
        result = outcome(guard, "a.docx", word_file("<a/>" * 4_700_000, packed=False))
    assert isinstance(result, str)


@pytest.mark.parametrize("suffix", ["txt", "html", "docx", "pdf"])
def test_a_file_damaged_at_random_is_refused_or_read_and_never_ends_the_child(guard: Guard, suffix: str) -> None:
    content = sound(suffix)
    assert isinstance(outcome(guard, f"sound.{suffix}", content), Understood)
    child = guard.child
    for seed in range(200):
        result = said(guard, f"{seed}.{suffix}", damaged(content, seed))
        assert not isinstance(result, str) or not any(word in result for word in (*LOST, ENDED_BY_THE_CLOCK)), seed
        assert guard.child == child, seed
    assert isinstance(outcome(guard, f"sound.{suffix}", content), Understood)


@pytest.mark.parametrize("tenths", range(1, 10))
@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_a_file_that_is_cut_is_refused_or_read_as_far_as_it_goes(guard: Guard, suffix: str, tenths: int) -> None:
    content = sound(suffix)
    result = outcome(guard, f"cut.{suffix}", content[: len(content) * tenths // 10])
    assert not isinstance(result, str) or not any(word in result for word in LOST)
    assert suffix != "docx" or isinstance(result, str)


def test_an_outer_entity_is_neither_read_nor_called(guard: Guard, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings", encoding="utf-8")
    called: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        """Notes who calls."""

        def do_GET(self) -> None:
            called.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for address in (canary.as_uri(), f"http://127.0.0.1:{server.server_port}/canary"):
            for name, content in (("e.docx", with_entity(address)), ("e.html", _page_with_entity(address))):
                result = outcome(guard, name, content)
                assert isinstance(result, str) or "canary sings" not in result.as_json()
        server.shutdown()
    assert called == []


def _page_with_entity(address: str) -> bytes:
    return f'<!DOCTYPE h [<!ENTITY c SYSTEM "{address}">]><html><p>Words &c; <img src="{address}"></p></html>'.encode()


def test_nothing_half_read_remains_and_one_bad_file_never_stops_the_run(tmp_path: Path) -> None:
    for number, hostile in enumerate((*TYPES, *FRAMEWORKS)):
        if hostile.says:
            (tmp_path / f"{number:02} {hostile.name}").write_bytes(hostile.make())
    (tmp_path / "honest.md").write_bytes(HONEST)
    shelf = ShelfInMemory()
    with Guard(packaged(), QUICK) as guard:
        report = run([tmp_path], guard.understand, shelf)
    refused = [document for document in report.documents if document.status == "refused"]
    assert shelf.puts == ["honest.md"]
    assert len(refused) == len(report.documents) - 1 > 30
    assert all(document.error and document.error.endswith(".") for document in refused)
