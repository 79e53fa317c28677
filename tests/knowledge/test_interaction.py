import numpy as np
import pytest

from knowledge import embeddings
from knowledge.embeddings import OnnxEmbedder, Read
from knowledge.interaction import agreement, nearest_tokens, weights
from knowledge.lexical import PLAIN_STOPPED, plain_weight
from knowledge.tokens import Tokens


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return embeddings.packaged()


def tokens(*rows: list[float]) -> Tokens:
    return Tokens.of(np.array(rows, dtype=np.float32).reshape(-1, 2))


def test_every_token_of_the_question_takes_the_nearest_of_each_passage() -> None:
    question = tokens([1, 0], [0, 1])
    found = nearest_tokens(question, [tokens([2, 0], [3, 4]), tokens([0, 5]), tokens([-1, 0])])
    assert found == pytest.approx(np.array([[1, 0.8], [0, 1], [-1, 0]]), abs=0.01)


def test_passages_and_questions_without_tokens_are_no_error() -> None:
    assert nearest_tokens(tokens([1, 0]), [tokens(), tokens([1, 0]), tokens()])[:, 0].tolist() == pytest.approx(
        [0, 1, 0], abs=0.01
    )
    assert nearest_tokens(tokens(), [tokens([1, 0])]).shape == (1, 0)
    assert nearest_tokens(tokens([1, 0]), []).shape == (0, 1)
    assert agreement(nearest_tokens(tokens(), [tokens([1, 0])]), np.zeros(0, dtype=np.float32)).tolist() == [0]


def test_the_agreement_weighs_what_each_token_found() -> None:
    nearest = np.array([[1, 0], [0.5, 0.5]], dtype=np.float32)
    assert agreement(nearest, np.array([3, 1], dtype=np.float32)).tolist() == [0.75, 0.5]


def test_int8_loses_next_to_nothing_and_survives_as_bytes() -> None:
    drawn = np.random.default_rng(3).normal(size=(40, 384)).astype(np.float32)
    unit = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    kept = Tokens.of(drawn)
    back = Tokens.from_bytes(kept.to_bytes(), kept.scale, 384)
    assert len(kept.to_bytes()) == 40 * 384
    assert np.abs(back.rows * np.float32(back.scale) @ unit.T - unit @ unit.T).max() < 0.01


def test_a_piece_of_a_word_weighs_as_the_whole_word() -> None:
    question = Read("The whistleblowers", np.zeros(2, dtype=np.float32), tokens(), ((0, 3), (4, 11), (11, 18)))
    assert weights(question, len).tolist() == [3, 14, 14]
    assert weights(question, lambda word: float(word == "whistleblowers")).tolist() == [0, 1, 1]
    assert weights(question, plain_weight) == pytest.approx([PLAIN_STOPPED, 1, 1])


def test_one_pass_gives_the_vector_and_the_tokens_without_the_marks_of_the_model(embedder: OnnxEmbedder) -> None:
    texts = ["Whistleblowers?", "", "How do you listen to the people who buy from you? " * 80]
    told = embedder.read(texts)
    assert np.allclose([one.vector for one in told], embedder.embed(texts), atol=1e-5)
    assert "".join(texts[0][start:end] for start, end in told[0].spans) == texts[0]
    assert [len(one.tokens.rows) for one in told] == [len(told[0].spans), 0, 254]


def test_a_word_in_another_form_agrees_more_than_another_word(embedder: OnnxEmbedder) -> None:
    question, right, wrong = embedder.read(
        ["handling complaints", "How is a complaint handled?", "Who leads the team?"]
    )
    each = agreement(
        nearest_tokens(question.tokens, [right.tokens, wrong.tokens]), weights(question, plain_weight)
    ).tolist()
    assert each[0] > each[1] + 0.3


def test_the_model_knows_whole_words_only(embedder: OnnxEmbedder) -> None:
    assert embedder.knows("customer")
    assert not embedder.knows("custommer")
