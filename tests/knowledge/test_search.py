import random
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.dense import Dense
from knowledge.embeddings import OnnxEmbedder
from knowledge.search import Search
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED, own


@pytest.fixture(params=["dense", "lexical"])
def search(request: pytest.FixtureRequest, dense: Dense) -> Search:
    """Search with and without the dense side: what is routed must not depend on it."""
    return Search(FRAMEWORKS, {"packaged": PACKAGED}, dense if request.param == "dense" else None)


def places(search: Search, text: str, k: int = 10, framework: str | None = None) -> list[tuple[str | None, str]]:
    hits = search.find(text, k, framework).hits
    return [(hit.passage.framework, hit.passage.code or hit.passage.title) for hit in hits]


def test_a_code_leads_to_all_editions_exactly_there_first_and_then_below(search: Search) -> None:
    found = search.find("what does 4.1a1 ask?")
    assert (found.reading, found.confidence) == ("code", "answer")
    assert found.codes == (("hotel-2024", "4.1a(1)"), ("hostel-2019", "4.1a(1)"))
    assert places(search, "4.1a(1)", 4) == [
        ("hotel-2024", "4.1a(1).1"),
        ("hotel-2024", "4.1a(1).2"),
        ("hostel-2019", "4.1a(1).1"),
        ("hotel-2024", "4.1a(1)"),
    ]
    assert places(search, "4.1a(1).2", 2)[0] == ("hotel-2024", "4.1a(1).2")
    assert places(search, "item 4.1", 1) == [("hotel-2024", "4.1")]


def test_the_framework_of_the_assessment_or_the_one_that_is_named_goes_first(search: Search) -> None:
    assert places(search, "4.1a(1)", 1, framework="hostel-2019") == [("hostel-2019", "4.1a(1).1")]
    assert places(search, "4.1a(1) in hostels", 1, framework="hotel-2024") == [("hostel-2019", "4.1a(1).1")]
    assert places(search, "hotel-2024/4.1a(2)", 1, framework="hostel-2019") == [("hotel-2024", "4.1a(2).1")]


@pytest.mark.parametrize("text", ["4.1a(9)", "what does item 9.9 want?", "compare 4.1a(1) and 4.1z(1): 4.1e(1)"])
def test_an_unknown_code_is_refused_and_the_nearest_are_named(search: Search, text: str) -> None:
    found = search.find(text)
    assert found.confidence == "none"
    assert found.unknown
    assert 1 <= len({code for _, code in found.nearest}) <= 4
    assert all(code in search.places.codes[framework] for framework, code in found.nearest)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what's a porter?", "Porter"),
        ("Night desk", "Porter"),
        ("define guests", "Guest"),
        ("What do you mean by visitors?", "Guest"),
        ("what does how mean here?", "How"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(search: Search, text: str, name: str) -> None:
    found = search.find(text)
    assert (found.reading, found.confidence, found.hits[0].passage.title) == ("name", "answer", name)


@pytest.mark.parametrize(
    "text", ["how stars are given", "What are stars?", "how are stars given", "tell me about stars"]
)
def test_a_topic_is_found_by_its_title_and_its_other_names(search: Search, text: str) -> None:
    found = search.find(text)
    assert (found.reading, found.confidence, found.hits[0].passage.kind) == ("name", "answer", "topic")
    assert found.hits[0].passage.title == "How stars are given"


def test_a_definition_comes_before_a_topic_and_a_topic_before_a_title(search: Search) -> None:
    assert [hit.passage.kind for hit in search.find("what is a guest?").hits[:2]] == ["term", "topic"]
    assert [hit.passage.kind for hit in search.find("luggage").hits[:2]] == ["topic", "question"]


def test_the_other_names_of_a_topic_count_among_its_words() -> None:
    hits = Search(FRAMEWORKS, {"packaged": PACKAGED}).find("do regulars come back").hits
    assert (hits[0].passage.kind, hits[0].passage.title) == ("topic", "Guest")


def test_a_title_leads_to_what_stands_under_it(search: Search) -> None:
    assert places(search, "arrival", 1) == [("hotel-2024", "4.1a(1).1")]


def test_hits_are_ranked_once_each_and_limited(search: Search) -> None:
    for text in ("4.1", "guest", "how do guests arrive at night", "luggage"):
        hits = search.find(text, 5).hits
        assert 0 < len(hits) <= 5
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len({hit.passage.id for hit in hits}) == len(hits)


def test_meaning_is_found_without_a_common_word(dense: Dense) -> None:
    found = Search(FRAMEWORKS, {"packaged": PACKAGED}, dense).find("where can suitcases stay once people have left")
    assert "4.1a(2).1" in [hit.passage.code for hit in found.hits[:2]]
    assert (found.confidence != "none", found.lexical_only) == (True, None)


def test_without_the_dense_side_words_are_searched_and_that_is_said() -> None:
    found = Search(FRAMEWORKS, {"packaged": PACKAGED}, None, "the model is missing").find("keep luggage safe")
    assert found.hits[0].passage.code == "4.1a(2).1"
    assert (found.confidence, found.lexical_only) == ("answer", "the model is missing")
    assert Search(FRAMEWORKS, {"packaged": PACKAGED}).find("bake a cake with rum").confidence == "none"


def test_what_has_every_word_of_a_question_answers_it_however_far_from_all_criteria_it_is(
    embedder: OnnxEmbedder, tmp_path: Path
) -> None:
    rule = own("", "Fish is sold from the blue van on Thursdays.", "guidance", "rules.md")
    dense = Dense(embedder, tmp_path)
    for scope, passages in (("packaged", PACKAGED), ("7", [rule])):
        dense.sync(scope, dense.embed(passages))
    found = Search(FRAMEWORKS, {"packaged": PACKAGED, "7": [rule]}, dense).find("when is fish sold?")
    dense.close()
    assert (found.hits[0].passage, found.confidence) == (rule, "answer")


def test_nothing_comes_from_a_scope_that_was_not_given(embedder: OnnxEmbedder, tmp_path: Path) -> None:
    words = [word for passage in PACKAGED for word in passage.text.split()]
    drawn = random.Random(6)
    texts = [" ".join(drawn.sample(words, 8)) for _ in range(15)]
    scopes = {
        name: tuple(own("", f"{text} {name}", "guidance", f"{name}.md") for text in texts)
        for name in ("ours", "theirs")
    }
    dense = Dense(embedder, tmp_path)
    for name, passages in scopes.items():
        dense.sync(name, dense.embed(passages))
    # Even an index that holds a foreign passage in our own scope shows nothing of it.
    dense.sync("ours", dense.embed((*scopes["ours"], *scopes["theirs"])))
    search = Search(FRAMEWORKS, {"ours": scopes["ours"]}, dense)
    for _ in range(100):
        hits = search.find(" ".join(drawn.sample(words, 5))).hits
        assert {hit.passage.source for hit in hits} <= {"ours.md"}
    dense.close()


def test_a_framework_without_a_passage_to_show_is_not_known() -> None:
    hostel = [passage for passage in PACKAGED if passage.framework == "hostel-2019"]
    search = Search(FRAMEWORKS, {"packaged": hostel})
    assert search.find("4.1a(2)").unknown == ("4.1a(2)",)
    assert {framework for framework, _ in search.find("4.1a(2)").nearest} == {"hostel-2019"}


def test_nothing_to_search_is_no_error() -> None:
    search = Search({}, {"packaged": ()})
    for text in ("", "?", "4.1a(1)", "a question", "x" * 100_000):
        assert search.find(text).confidence == "none"
        assert search.find(text).hits == ()


def test_an_index_out_of_order_leaves_the_words_and_its_reason(embedder: OnnxEmbedder, tmp_path: Path) -> None:
    dense = Dense(embedder, tmp_path)
    search = Search(FRAMEWORKS, {"packaged": PACKAGED}, dense)
    assert dense.wants("packaged")
    found = search.find("keep luggage safe")
    assert (found.lexical_only, found.hits[0].passage.code) == ("rebuilding", "4.1a(2).1")
    dense.sync("packaged", dense.embed(PACKAGED))
    assert not dense.wants("packaged")
    assert search.find("keep luggage safe").lexical_only is None
    dense.close()
    assert search.find("keep luggage safe").lexical_only == "lexical only: it is closed"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    modules = "answers, codes, dense, embeddings, index, intent, lexical, llm, search"
    heavy = {"chromadb", "onnxruntime", "bm25s", "langchain", "langchain_core", "tokenizers"}
    script = f"import sys; from knowledge import {modules}; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)
