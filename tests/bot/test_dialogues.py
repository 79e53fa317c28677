"""Every transcript in tests/dialogues is what the bot says, word for word."""

import asyncio
from pathlib import Path

import pytest

from tests import dialogues


@pytest.mark.parametrize("path", dialogues.files(), ids=lambda path: path.stem)
async def test_the_bot_says_what_the_transcript_shows(path: Path, tmp_path: Path) -> None:
    transcript = await asyncio.to_thread(path.read_text, encoding="utf-8")
    assert await dialogues.played(transcript, tmp_path) == transcript
