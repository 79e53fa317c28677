from pathlib import Path

from knowledge import generations


def test_a_damaged_pointer_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "current").write_text("../outside")
    assert generations.current(tmp_path / "root") is None
