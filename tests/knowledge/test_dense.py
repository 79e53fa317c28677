from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge import embeddings
from knowledge.dense import Dense
from knowledge.embeddings import OnnxEmbedder, Vectors
from knowledge.fusion import CLOSE
from knowledge.search import Search
from knowledge.tokens import Tokens
from knowledge.vectors import InMemory
from knowledge.weights import EmbeddingUnavailable
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED, own


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return embeddings.packaged()


def test_what_is_off_topic_is_remembered_with_the_index_and_measured_over_all_scopes(
    embedder: OnnxEmbedder, tmp_path: Path
) -> None:
    dense = Dense(embedder, tmp_path)
    assert dense.judge(["packaged"]) is None
    dense.sync("packaged", dense.embed(PACKAGED))
    weather = own("", "Tomorrow it will rain in Lisbon, and on Sunday the sun will shine.", "guidance")
    dense.sync("7", dense.embed([weather]))
    alone, both = (dense.judge(scopes) for scopes in (["packaged"], ["packaged", "7"]))
    assert alone
    assert both
    assert alone.limits.agreement < both.limits.agreement
    dense.close()
    again = Dense(embedder, tmp_path)
    remembered = again.judge(["packaged", "7"])
    assert remembered
    assert remembered.limits == both.limits
    assert remembered.plain == both.plain
    assert not again.wants("packaged")
    again.close()


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_what_was_remembered_and_is_damaged_is_measured_anew(
    embedder: OnnxEmbedder, tmp_path: Path, damage: str
) -> None:
    dense = Dense(embedder, tmp_path)
    dense.sync("packaged", dense.embed(PACKAGED))
    dense.close()
    (file,) = tmp_path.glob("offtopic-*")
    file.unlink() if damage == "missing" else file.write_bytes(file.read_bytes()[:2_000])
    again = Dense(embedder, tmp_path)
    assert again.wants("packaged")
    again.sync("packaged", again.embed(PACKAGED))
    assert again.judge(["packaged"]) is not None
    again.close()


class InSql:
    """Token vectors as they come from SQL: bytes with their scale, counted as they are asked for."""

    def __init__(self, made: InMemory, lacking: frozenset[str] = frozenset()) -> None:
        self.rows = {one: (each.to_bytes(), each.scale) for one, each in made.spoken.items() if one not in lacking}
        self.asked: list[int] = []

    def tokens(self, ids: Sequence[str]) -> dict[str, Tokens]:
        self.asked.append(len(ids))
        return {one: Tokens.from_bytes(*self.rows[one], dims=384) for one in ids if one in self.rows}


def test_token_vectors_are_read_only_for_the_best_of_a_question(embedder: OnnxEmbedder, tmp_path: Path) -> None:
    many = [own("", f"{one.text} ({number})", "guidance") for one in PACKAGED for number in range(8)]
    made = Dense(embedder, tmp_path / "a").embed(many)
    source = InSql(made)
    dense = Dense(embedder, tmp_path / "b", {"7": source}.__getitem__)
    dense.sync("7", made)
    search = Search({}, {"7": many}, dense)
    source.asked.clear()
    assert search.find("where can suitcases stay once people have left").hits
    assert source.asked == [CLOSE]
    dense.close()


def test_passages_without_token_vectors_are_ranked_with_the_others(embedder: OnnxEmbedder, tmp_path: Path) -> None:
    text = "keep luggage safe"
    made = Dense(embedder, tmp_path / "a").embed(PACKAGED)
    (right,) = (one.id for one in PACKAGED if one.text == "How do you keep luggage safe after check-out?")
    for number, lacking in enumerate((frozenset[str](), frozenset({right}), frozenset(made.spoken))):
        dense = Dense(embedder, tmp_path / str(number), {"packaged": InSql(made, lacking)}.__getitem__)
        dense.sync("packaged", made)
        found = Search(FRAMEWORKS, {"packaged": PACKAGED}, dense).find(text)
        assert (found.hits[0].passage.id, found.confidence) == (right, "answer")
        dense.close()


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
