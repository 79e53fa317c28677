from pathlib import Path

import numpy as np
import pytest

from knowledge import catalogue, everyday
from knowledge.everyday import Everyday
from knowledge.passages import passages_of
from knowledge.search import Search

LIBRARY = catalogue.packaged()
PASSAGES = tuple(one for known in LIBRARY.values() for one in passages_of(known, known.id))


class Counting:
    """An embedding that counts how many texts it is given."""

    model, dims = "counting", 4

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: list[str]) -> np.ndarray:
        self.texts += len(texts)
        return np.array([[1, len(text) % 7, 0, 0] for text in texts], dtype=np.float32)


def test_every_line_of_the_list_is_of_a_place_that_exists() -> None:
    asked = {(one.framework, one.code) for one in PASSAGES if one.kind in everyday.ASKING}
    places, told = everyday._places(), everyday.told(PASSAGES)
    assert places.keys() <= asked
    assert len(places) >= 400
    assert sum(map(bool, told)) == len(places)
    assert all(phrase and phrase == phrase.strip() for phrase in everyday.phrases())


def test_a_phrase_leads_to_its_place_and_is_never_shown() -> None:
    search = Search(LIBRARY, {"packaged": PASSAGES})
    found = search.find("second source for a shortage of parts").hits
    assert found[0].passage.code == "6.1c.5"
    assert not [hit for hit in found if "shortage of parts" in hit.passage.text]


def test_phrases_are_read_once_and_kept_beside_the_index(tmp_path: Path) -> None:
    embedder = Counting()
    first = Everyday(embedder, tmp_path)  # type: ignore[arg-type]
    assert first.vectors is None
    first.prepare()
    first.prepare()
    assert embedder.texts == len(everyday.phrases())
    again = Everyday(embedder, tmp_path)  # type: ignore[arg-type]
    assert again.vectors is not None
    assert first.vectors is not None
    assert np.array_equal(again.vectors, first.vectors)


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"nothing of the kind"])
def test_what_is_damaged_is_read_anew(tmp_path: Path, damage: bytes) -> None:
    Everyday(Counting(), tmp_path).prepare()  # type: ignore[arg-type]
    (file,) = tmp_path.glob("everyday-*")
    file.write_bytes(damage)
    again = Everyday(Counting(), tmp_path)  # type: ignore[arg-type]
    assert again.vectors is None
    again.prepare()
    assert again.vectors is not None
