import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge import generations, index
from knowledge.index import Index
from knowledge.vectors import InMemory
from tests.knowledge.vectors import ROWS, STAMP, found, vectors


def test_a_new_index_is_filled_and_finds_the_nearest_first(open_index: Callable[[Path], Index], tmp_path: Path) -> None:
    opened = open_index(tmp_path / "index")
    assert (opened.status, opened.wants("packaged")) == ("rebuilding", True)
    known = vectors(40)
    opened.sync("packaged", InMemory(known))
    assert (opened.status, opened.wants("packaged")) == ("ready", False)
    hits = opened.query(known["p7"], ["packaged"], 40)
    assert len(hits) == 40
    assert hits[0][0] == "p7"
    assert hits == sorted(hits, key=lambda hit: -hit[1])
    assert {one: cosine for one, cosine in hits}["p9"] == pytest.approx(float(known["p7"] @ known["p9"]), abs=1e-5)


def test_a_filled_index_is_ready_when_opened_again(open_index: Callable[[Path], Index], copy: Path) -> None:
    opened = open_index(copy)
    assert opened.status == "ready"
    assert found(opened, vectors(ROWS)) == 1
    assert index.state(copy, STAMP) == "ready"


def test_sync_adds_what_is_missing_and_deletes_what_is_gone(
    open_index: Callable[[Path], Index], tmp_path: Path
) -> None:
    opened, known = open_index(tmp_path), vectors(30)
    opened.sync("packaged", InMemory(known))
    place = generations.current(tmp_path)
    kept = {one: vector for one, vector in known.items() if one != "p3"} | vectors(1, seed=9, prefix="new")
    opened.sync("packaged", InMemory(kept))
    assert {one for one, _ in opened.query(known["p3"], ["packaged"], 50)} == set(kept)
    assert generations.current(tmp_path) == place


def test_a_bloated_index_moves_to_a_new_folder_and_keeps_the_other_scopes(
    open_index: Callable[[Path], Index], tmp_path: Path
) -> None:
    opened, other = open_index(tmp_path), vectors(10, seed=5, prefix="other")
    opened.sync("7", InMemory(other))
    places = set()
    for round_ in range(6):
        known = vectors(40, seed=100 + round_, prefix=f"round{round_}-")
        opened.sync("packaged", InMemory(known))
        places.add(generations.current(tmp_path))
        assert found(opened, known) == found(opened, other, "7") == 1
    assert 1 < len(places) < 6
    assert [one for one in tmp_path.iterdir() if one.is_dir()] == [generations.current(tmp_path)]


def test_compacting_leaves_no_trace_of_what_was_removed(open_index: Callable[[Path], Index], copy: Path) -> None:
    opened, known = open_index(copy), vectors(ROWS)
    del known["p5"]
    opened.sync("packaged", InMemory(known))
    opened.compact()
    assert found(opened, known) == 1
    gone = vectors(ROWS)["p5"].tobytes()
    assert not any(gone in file.read_bytes() for file in copy.rglob("*") if file.is_file())


def test_scopes_with_nearly_the_same_texts_never_mix(open_index: Callable[[Path], Index], tmp_path: Path) -> None:
    opened, ours = open_index(tmp_path), vectors(60, prefix="ours")
    noise = np.random.default_rng(3)
    theirs = {
        one.replace("ours", "theirs"): (vector + noise.normal(scale=1e-3, size=STAMP.dims)).astype(np.float32)
        for one, vector in ours.items()
    }
    opened.sync("ours", InMemory(ours))
    opened.sync("theirs", InMemory(theirs))
    for query in noise.normal(size=(1_000, STAMP.dims)).astype(np.float32):
        hits = opened.query(query, ["ours"], 20)
        assert len(hits) == 20
        assert all(one.startswith("ours") for one, _ in hits)
    assert len(opened.query(query, ["ours", "theirs"], 120)) == 120
    assert opened.query(query, ["nobody's"], 5) == []


def test_another_model_means_another_index(open_index: Callable[[Path], Index], copy: Path) -> None:
    other = replace(STAMP, model="another-model")
    assert index.state(copy, other) == "lexical only: the index was made with test-model, not another-model"
    opened = Index(copy, other)
    assert (opened.status, opened.wants("packaged")) == ("rebuilding", True)
    opened.sync("packaged", InMemory(vectors(5)))
    opened.close()
    assert index.state(copy, other) == "ready"


def test_an_error_while_searching_becomes_a_status_and_a_wish_for_the_vectors(
    open_index: Callable[[Path], Index], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    opened, known = open_index(tmp_path), vectors(20)
    opened.sync("packaged", InMemory(known))
    with caplog.at_level(logging.WARNING):
        assert opened.query(np.ones(5, dtype=np.float32), ["packaged"], 3) == []
    assert opened.status.startswith("lexical only: the index cannot be searched")
    assert opened.wants("packaged")
    opened.sync("packaged", InMemory(known))
    assert found(opened, known) == 1


def test_a_folder_that_cannot_be_made_leaves_the_lexical_side(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    opened = Index(tmp_path / "file" / "index", STAMP)
    opened.sync("packaged", InMemory(vectors(3)))
    assert opened.status.startswith("lexical only: ")
    assert opened.query(np.ones(STAMP.dims, dtype=np.float32), ["packaged"], 3) == []
    opened.close()


def test_the_index_opens_no_connection(
    open_index: Callable[[Path], Index], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something wanted the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    opened = open_index(tmp_path)
    opened.sync("packaged", InMemory(vectors(5)))
    assert found(opened, vectors(5)) == 1
