import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

from ingest import guarded
from ingest.guarded import Guard
from ingest.limits import LIMITS, MOST_BYTES, Limits, Refused
from ingest.understanding import understand
from knowledge.catalogue import packaged
from tests.ingest.hostile import HONEST, MB
from tests.ingest.reading import DOCUMENTS, NOTHING_KNOWN

# Takes more than a second and more than 100 MB to understand.
LONG = b"| a | b |\n" * 400_000


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(NOTHING_KNOWN) as guard:
        yield guard


@pytest.fixture
def taken_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[Guard]:
    """A guard whose child says what the content of a document wants it to say."""
    monkeypatch.setattr(guarded, "CHILD", "tests.ingest.hostile.child")
    with Guard(NOTHING_KNOWN, Limits(wall=3)) as guard:
        yield guard


def refusal(guard: Guard, content: bytes, name: str = "a.txt") -> str:
    with pytest.raises(Refused) as refused:
        guard.understand(name, content)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) <= 400
    return sentence


def ends(process: int) -> bool:
    """Say whether a process ends within ten seconds."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in Path(f"/proc/{process}/status").read_text(encoding="utf-8"):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.iterdir()))
def test_a_document_comes_out_of_the_child_as_it_would_without(guard: Guard, name: str) -> None:
    content = (DOCUMENTS / name).read_bytes()
    assert guard.understand(name, content) == understand(name, content, NOTHING_KNOWN)


def test_the_child_knows_the_catalogue_and_what_the_owner_says() -> None:
    known = packaged()
    with Guard(known) as guard:
        assert [guard.understand("a.txt", HONEST, name).known for name in known] == list(known)


def test_one_child_reads_many_documents_and_refusals_do_not_end_it(guard: Guard) -> None:
    guard.understand("a.txt", HONEST)
    child = guard.child
    assert "binary" in refusal(guard, b"\0")
    guard.understand("b.txt", HONEST)
    assert guard.child == child


def test_what_is_too_large_is_not_even_sent() -> None:
    with Guard(NOTHING_KNOWN) as guard:
        assert "larger than 20 MB" in refusal(guard, b"x" * (MOST_BYTES + 1))
        assert guard.child is None


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(wall=0.5), "takes too long to read"),
        (Limits(cpu=0), "takes too long to read"),
        (Limits(memory=100 * MB), "takes too much memory to read"),
        (Limits(passages=0), "more than 0 passages"),
        (Limits(characters=5), "over 5 characters"),
    ],
)
def test_a_document_over_a_limit_is_refused_and_the_next_one_is_read(limits: Limits, says: str) -> None:
    with Guard(NOTHING_KNOWN, limits) as guard:
        assert says in refusal(guard, LONG if "takes" in says else HONEST)
        if "takes" in says:
            assert guard.understand("b.txt", HONEST).passages


def test_a_child_that_had_much_to_carry_is_replaced_without_a_word() -> None:
    with Guard(NOTHING_KNOWN, Limits(memory=130 * MB)) as guard:
        guard.understand("a.txt", HONEST)
        first = guard.child
        assert "does not read as text" in refusal(guard, b"\1" * (19 * MB))
        assert guard.understand("b.txt", HONEST).passages
        assert guard.child != first


def test_the_memory_of_the_parent_does_not_count() -> None:
    ballast = b"x" * (LIMITS.memory // 2 + MB)
    with Guard(NOTHING_KNOWN) as guard:
        guard.understand("a.txt", HONEST)
        first = guard.child
        guard.understand("b.txt", HONEST)
        assert guard.child == first
    assert ballast


def test_a_child_that_crashes_in_a_document_is_replaced() -> None:
    with Guard(NOTHING_KNOWN) as guard:
        guard.understand("a.txt", HONEST)
        child = guard.child or 0
        Timer(0.3, os.kill, (child, signal.SIGSEGV)).start()
        assert "makes its reader crash" in refusal(guard, LONG)
        assert guard.understand("b.txt", HONEST).passages


def test_a_child_that_falls_between_two_documents_is_nobodys_fault() -> None:
    with Guard(NOTHING_KNOWN) as guard:
        guard.understand("a.txt", HONEST)
        child = guard.child or 0
        os.kill(child, signal.SIGKILL)
        assert ends(child)
        assert guard.understand("b.txt", HONEST).passages


def test_closing_ends_the_child_in_the_middle_of_a_document() -> None:
    guard = Guard(NOTHING_KNOWN)
    guard.understand("a.txt", HONEST)
    child = guard.child or 0
    Timer(0.3, guard.close).start()
    assert "is stopping" in refusal(guard, LONG)
    assert ends(child)
    assert "is stopping" in refusal(guard, HONEST)
    assert guard.child is None


def test_the_child_ends_with_its_parent() -> None:
    script = (
        "import os; from ingest.guarded import Guard; from knowledge.catalogue import Catalogue\n"
        "guard = Guard(Catalogue(())); guard.understand('a.txt', b'Some words.'); print(guard.child, flush=True)\n"
        "os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert ends(int(done.stdout))


def test_threads_share_a_guard_and_each_gets_its_own_document(guard: Guard) -> None:
    names = [f"{number}.txt" for number in range(24)]
    with ThreadPoolExecutor(6) as pool:
        understood = list(pool.map(lambda name: guard.understand(name, f"Words of {name}.".encode()), names))
    assert [one.name for one in understood] == names
    assert [one.passages[0].text for one in understood] == [f"Words of {name}." for name in names]


def test_the_child_has_no_tokens_and_little_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOWWELL_TELEGRAM_TOKEN", "canary-token")
    with Guard(NOTHING_KNOWN) as guard:
        guard.understand("a.txt", HONEST)
        process = Path(f"/proc/{guard.child}")
        assert b"canary-token" not in (process / "environ").read_bytes()
        limits = (process / "limits").read_text(encoding="utf-8")
    rows = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert rows["Max address space"] == [str(LIMITS.memory)] * 2
    assert rows["Max core file size"] == rows["Max file size"] == rows["Max processes"] == ["0", "0"]


def test_a_module_in_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("yaml", "json", "resource", "ingest"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Guard(NOTHING_KNOWN) as guard:
        assert guard.understand("a.txt", HONEST).passages


def test_a_reader_that_does_not_start_is_said_so_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(guarded, "CHILD", "ingest.nowhere")
    with Guard(NOTHING_KNOWN) as guard:
        assert "does not start" in refusal(guard, HONEST)
        assert guard.child is None
    assert "ingest.nowhere" in caplog.text


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("nothing", "could not be understood"),
        ("noise", "could not be understood"),
        ("no JSON", "could not be understood"),
        ("other JSON", "could not be understood"),
        ("nested JSON", "could not be understood"),
        ("another file", "could not be understood"),
        ("other bytes", "could not be understood"),
        ("a passage of another source", "could not be understood"),
        ("a passage with the id of another", "could not be understood"),
        ("a passage of no kind", "could not be understood"),
        ("a number for a text", "could not be understood"),
        ("a huge answer", "could not be understood"),
        ("a fault", "could not be understood"),
        ("a long passage", "over 20,000 characters"),
        ("a long refusal", "No. way"),
        ("half an answer", "makes its reader crash"),
        ("crash", "makes its reader crash"),
        ("exhaust", "takes too much memory"),
        ("leave", "makes its reader crash"),
        ("sleep", "takes too long"),
    ],
)
def test_whatever_a_child_that_was_taken_over_says_ends_in_one_sentence(
    taken_over: Guard, wish: str, says: str
) -> None:
    assert says in refusal(taken_over, wish.encode())


def test_the_log_names_what_failed_and_shows_no_words_of_the_document(
    taken_over: Guard, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        refusal(taken_over, b"a passage of no kind")
        refusal(taken_over, b"a fault")
    assert "a.txt" in caplog.text
    assert "gospel" not in caplog.text
    assert all("\n" not in record.getMessage() and "\x1b" not in record.getMessage() for record in caplog.records)
