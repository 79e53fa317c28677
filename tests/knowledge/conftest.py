"""An index on disk: one to open, and one that is filled already."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.index import Index
from knowledge.vectors import InMemory
from tests.knowledge.vectors import ROWS, STAMP, vectors


@pytest.fixture
def open_index() -> Iterator[Callable[[Path], Index]]:
    opened: list[Index] = []

    def opening(folder: Path) -> Index:
        opened.append(Index(folder, STAMP))
        return opened[-1]

    yield opening
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "index"
    made = Index(folder, STAMP)
    made.sync("packaged", InMemory(vectors(ROWS)))
    made.close()
    return folder


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "index"))
