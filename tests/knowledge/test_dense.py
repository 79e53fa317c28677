from pathlib import Path

import pytest

from knowledge import calibration, embeddings
from knowledge.dense import Dense
from knowledge.embeddings import EmbeddingUnavailable, OnnxEmbedder, Vectors
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED, own


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return embeddings.packaged()


def test_the_threshold_is_remembered_with_the_index_and_measured_over_all_scopes(
    embedder: OnnxEmbedder, tmp_path: Path
) -> None:
    dense = Dense(embedder, tmp_path)
    assert dense.threshold(["packaged"]) == calibration.FLOOR
    dense.sync("packaged", dense.embed(PACKAGED))
    weather = own("", "Tomorrow it will rain in Lisbon, and on Sunday the sun will shine.", "guidance")
    dense.sync("7", dense.embed([weather]))
    alone, both = dense.threshold(["packaged"]), dense.threshold(["packaged", "7"])
    assert calibration.FLOOR <= alone <= both
    dense.close()
    again = Dense(embedder, tmp_path)
    assert again.threshold(["packaged", "7"]) == both
    assert not again.wants("packaged")
    again.close()


def test_an_embedding_that_fails_leaves_the_words_until_it_answers_again(
    embedder: OnnxEmbedder, tmp_path: Path
) -> None:
    class Unsteady:
        """An embedding that fails while `broken`, as a provider's does."""

        model, dims, broken = embedder.model, embedder.dims, False

        def embed(self, texts: list[str]) -> Vectors:
            if self.broken:
                raise EmbeddingUnavailable("no answer")
            return embedder.embed(texts)

    unsteady = Unsteady()
    dense = Dense(unsteady, tmp_path)  # type: ignore[arg-type]
    dense.sync("packaged", dense.embed(PACKAGED))
    search = Search(FRAMEWORKS, {"packaged": PACKAGED}, dense)
    unsteady.broken = True
    found = search.find("keep luggage safe")
    assert found.hits
    assert found.lexical_only == "lexical only: the embedding does not answer (EmbeddingUnavailable)"
    unsteady.broken = False
    assert search.find("keep luggage safe").lexical_only is None
    dense.close()
