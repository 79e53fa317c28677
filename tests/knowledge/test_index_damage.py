import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import index
from knowledge.index import Index
from knowledge.vectors import InMemory
from tests.knowledge.vectors import ROWS, STAMP, found, vectors


def delete(file: Path) -> None:
    file.unlink()


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 3)


def overwrite(file: Path) -> None:
    size = file.stat().st_size
    start = min(4_096, size // 4)
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(random.Random(4).randbytes(min(20_000, size - start)))


# What a child process of these tests begins with.
PREPARE = (
    "import sys; from pathlib import Path;"
    "from tests.knowledge.vectors import *; from knowledge.vectors import InMemory;"
)
FILES = ["chroma.sqlite3", "data_level0.bin", "length.bin", "link_lists.bin", "header.bin", "index_metadata.pickle"]


@pytest.mark.parametrize("damage", [delete, truncate, overwrite], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", [*FILES, "proof.npz", "current"])
def test_a_damaged_file_never_makes_a_wrong_answer_and_is_mended_by_the_next_sync(
    open_index: Callable[[Path], Index], copy: Path, name: str, damage: Callable[[Path], None]
) -> None:
    [file] = copy.rglob(name)
    damage(file)
    opened, known = open_index(copy), vectors(ROWS)
    share = found(opened, known)
    if opened.status == "ready":
        assert share >= 0.98
    else:
        assert opened.query(known["p1"], ["packaged"], 3) == []
        assert opened.wants("packaged")
    opened.sync("packaged", InMemory(known))
    assert opened.status == "ready"
    assert found(opened, known) == 1


def test_a_lost_folder_of_vectors_is_seen_although_chroma_says_nothing(
    open_index: Callable[[Path], Index], copy: Path
) -> None:
    [file] = copy.rglob("data_level0.bin")
    shutil.rmtree(file.parent)
    assert index.state(copy, STAMP).startswith("lexical only: ")
    assert open_index(copy).status == "rebuilding"


def test_a_crashing_check_is_a_doubt_and_not_a_crash(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_CHECK", "import os; os.kill(os.getpid(), 11)")
    assert index.state(copy, STAMP) == "lexical only: the check of the index crashed (signal 11)"


def test_a_check_that_does_not_end_is_a_doubt(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_CHECK", "import time; time.sleep(60)")
    monkeypatch.setattr(index, "CHECK_SECONDS", 0.2)
    assert index.state(copy, STAMP).startswith("lexical only: the check of the index took")


def test_a_second_process_gets_a_private_copy_that_goes_when_it_closes(
    open_index: Callable[[Path], Index], copy: Path
) -> None:
    owner = open_index(copy)
    script = (
        f"{PREPARE} opened = Index(Path(sys.argv[1]), STAMP);"
        "assert opened.private and opened.status == 'rebuilding';"
        "known = vectors(50, seed=8); opened.sync('packaged', InMemory(known));"
        "assert found(opened, known) == 1; opened.close()"
    )
    subprocess.run([sys.executable, "-c", script, str(copy)], check=True, timeout=60)
    assert not owner.private
    assert found(owner, vectors(ROWS)) == 1
    assert not list(copy.glob("private-*"))


def test_the_private_copy_of_a_killed_process_is_cleared_by_the_next_owner(
    open_index: Callable[[Path], Index], copy: Path
) -> None:
    owner = Index(copy, STAMP)
    script = f"{PREPARE} Index(Path(sys.argv[1]), STAMP); print(1, flush=True);"
    with subprocess.Popen([sys.executable, "-c", f"{script} input()", str(copy)], stdin=-1, stdout=-1) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"1\n"
        other.send_signal(signal.SIGKILL)
    assert list(copy.glob("private-*"))
    owner.close()
    assert open_index(copy).status == "ready"
    assert not list(copy.glob("private-*"))


def test_kill_while_adding_loses_nothing_that_a_sync_does_not_bring_back(
    open_index: Callable[[Path], Index], tmp_path: Path
) -> None:
    script = (
        f"{PREPARE} opened = Index(Path(sys.argv[1]), STAMP)\n"
        "for size in range(50, 5_000, 50): opened.sync('packaged', InMemory(vectors(size))); print(size, flush=True)"
    )
    for wait in (0.0, 0.15, 0.4):
        with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=-1, stderr=-3) as adding:
            assert adding.stdout is not None
            assert adding.stdout.readline()
            time.sleep(wait)
            adding.kill()
    opened = open_index(tmp_path)
    opened.sync("packaged", InMemory(vectors(1_500)))
    assert opened.status == "ready"
    assert found(opened, vectors(1_500)) == 1
    assert len(opened.query(vectors(1)["p0"], ["packaged"], 5_000)) == 1_500
