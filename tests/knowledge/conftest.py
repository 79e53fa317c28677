"""An index on disk, to open or filled already, and the model with the passages of a hotel."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge import embeddings
from knowledge.dense import Dense
from knowledge.embeddings import OnnxEmbedder
from knowledge.index import Index
from knowledge.vectors import InMemory
from tests.knowledge.criteria_of_a_hotel import PACKAGED
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


@pytest.fixture(scope="session")
def embedder() -> OnnxEmbedder:
    """The packaged model, which takes half a second to load."""
    return embeddings.packaged()


@pytest.fixture(scope="module")
def dense(embedder: OnnxEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dense]:
    """The hotel's passages in an index."""
    opened = Dense(embedder, tmp_path_factory.mktemp("hotel") / "index")
    opened.sync("packaged", opened.embed(PACKAGED))
    yield opened
    opened.close()
