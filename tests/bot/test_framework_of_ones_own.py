"""Somebody who has only docs/frameworks.md: writes a framework, checks it, takes it in, and is asked its questions."""

import re
from pathlib import Path

from bot import reading
from bot.console import Console, conversation
from bot.settings import Settings
from bot.terminal import Screen
from knowledge.catalogue import load

GUIDE = Path(__file__).parents[2] / "docs" / "frameworks.md"
WAY_TO_THE_FIRST_QUESTION = ("Guest house", "The whole framework", "Every question", "Open it", "Answer it myself")


def written(folder: Path) -> Path:
    """Save the example of the guide as its reader would."""
    path = folder / "guest-house.yaml"
    path.write_text(GUIDE.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    return path


async def press(console: Console, label: str) -> None:
    """Press the button whose label begins so, as it was shown last."""
    shown = "\n".join(console.terminal.screen.lines)
    await console.say("/" + re.findall(rf"\[/(\d+) {re.escape(label)}", shown)[-1])


async def test_the_example_of_the_guide_is_checked_taken_in_and_asked(tmp_path: Path) -> None:
    file = written(tmp_path)
    settings = Settings(home=tmp_path / "home", embeddings="none", _env_file=None)
    assert reading.check(file)["sound"]
    report = reading.ingest(settings, [file], None, None, official=False, quiet=True)
    assert [document["status"] for document in report["documents"]] == ["indexed"]
    questions = [question.text for question in load(file.read_text(encoding="utf-8"), file.name).questions]
    async with conversation(settings, Screen(echo=False)) as console:
        await console.sit("Mia", "manager")
        await console.say("/open")
        for label in WAY_TO_THE_FIRST_QUESTION:
            await press(console, label)
        for n, question in enumerate(questions, 1):
            assert any(
                f"{n} of {len(questions)}" in line and question in line for line in console.terminal.screen.lines
            )
            await console.say("We do it the same way every day, and the desk checks it on Mondays.")
            await press(console, "That is all I know")
            await press(console, "30–45 %")
    assert len(questions) == 5
    assert "That was the last" in "\n".join(console.terminal.screen.lines)
