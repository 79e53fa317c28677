"""Documents to send in tests, and short ways to look at what became of them."""

from pathlib import Path
from typing import Any

from storage.tables import StoredPassage, StoredSource, Upload
from tests.stage import Stage
from tests.telegram.chats import Shown

FERRY = (Path(__file__).parents[1] / "dialogues" / "documents" / "night-ferry.md").read_bytes()
RULES = b"Rules of the quay.\n\nWhoever ties up a ship looks at the rope first.\n"


def mine(stage: Stage) -> list[Any]:
    """Return the documents that organisations have, without the packaged library."""
    return [row for row in stage.rows(StoredSource) if row.organisation_id]


def button(shown: Shown, label: str) -> str:
    return next(str(one.data) for row in shown.buttons for one in row if one.text == label)


def changed(stage: Stage) -> list[Any]:
    """Return what a document that is not taken must leave as it is."""
    rows = [(row.name, row.sha256, row.tier, row.brought_by) for row in mine(stage)]
    return [rows, stage.rows(Upload), len(stage.rows(StoredPassage))]
