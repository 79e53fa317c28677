"""The `howwell` command: what it prints, how it refuses, and how fast it is there."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
COMMANDS = ("chat", "run", "ingest", "frameworks", "ask", "search", "intent", "scorecard", "invite", "doctor")
CRITERIA = """Shop criteria

4.2 Opening Hours: How do you decide when to open? (30 pts.)

a. Planning

(1) Hours How do you set the hours? How do you tell customers?

(2) Staff How do you plan who works when?

Notes

4.2a(1). Hours include holidays and days of local events.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def howwell(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    environment = {"HOWWELL_HOME": str(home), "HOWWELL_EMBEDDINGS": "none", "PATH": "/usr/bin:/bin", "HOME": str(home)}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=environment, input=given, check=False
    )


def told(home: Path, *arguments: str) -> Any:
    done = howwell(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_help_names_every_command_and_is_there_at_once(home: Path) -> None:
    began = time.perf_counter()
    shown = howwell(home, "--help").stdout
    # Bounded loosely: a figure belongs into the benchmarks, but ten seconds would be a bug.
    assert time.perf_counter() - began < 10
    assert all(command in shown for command in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, bot.cli; print([n for n in ('chromadb', 'langchain', 'telegram', 'sqlmodel') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_frameworks_lists_four_and_shows_one_whole(home: Path) -> None:
    assert len(told(home, "frameworks")["frameworks"]) == 4
    whole = told(home, "frameworks", "baldrige-business-2021")
    assert [len(whole[name]) for name in ("items", "parts", "questions", "notes")] == [19, 103, 402, 77]
    scored = [item["points"] for item in whole["items"] if item["points"]]
    assert (len(scored), sum(scored), whole["points"]) == (17, 1_000, 1_000)
    assert {"id", "code", "part", "item", "depth", "text"} <= set(whole["questions"][0])


def test_a_document_is_read_once_and_then_unchanged(home: Path, tmp_path: Path) -> None:
    (tmp_path / "shop.txt").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    first = howwell(home, "ingest", str(tmp_path / "shop.txt"), str(tmp_path / "empty.txt"), "--json")
    assert first.returncode == 1
    shop, empty = json.loads(first.stdout)["documents"]
    assert (shop["status"], shop["counts"]["questions"], empty["status"]) == ("indexed", 3, "refused")
    assert empty["error"]
    again = told(home, "ingest", str(tmp_path / "shop.txt"))["documents"][0]
    assert (again["status"], again["counts"]) == ("unchanged", shop["counts"])
    (tmp_path / "shop.txt").write_text(CRITERIA.replace("tell customers", "tell your customers"), encoding="utf-8")
    assert told(home, "ingest", str(tmp_path / "shop.txt"))["documents"][0]["status"] == "indexed"
    texts = [one["text"] for one in told(home, "search", "tell customers the hours", "-k", "20")["passages"]]
    assert "How do you tell your customers?" in texts
    assert "How do you tell customers?" not in texts


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source documents are not on this machine")
def test_the_real_sources_give_their_counts_and_then_are_unchanged(home: Path) -> None:
    documents = {one["framework"]: one for one in told(home, "ingest", str(SOURCES))["documents"]}
    counts = {name: one["counts"] for name, one in documents.items()}
    assert (counts["framework-72"]["questions"], counts["framework-72"]["notes"]) == (23, 5)
    business, health = counts["baldrige-business-2021"], counts["baldrige-health-care-2017"]
    assert [business[name] for name in ("items", "areas", "parts", "sentences", "questions", "notes")] == [
        1, 3, 7, 18, 22, 5,
    ]  # fmt: skip
    assert [health[name] for name in ("parts", "sentences", "questions", "notes", "incomplete_notes")] == [
        5,
        15,
        23,
        6,
        1,
    ]
    culture = counts["customer-focused-culture"]
    assert [culture[name] for name in ("items", "statements", "steps")] == [6, 30, 11]
    assert {one["status"] for one in told(home, "ingest", str(SOURCES))["documents"]} == {"unchanged"}


def test_an_answer_cites_and_an_off_topic_question_is_refused(home: Path) -> None:
    answer = told(home, "ask", "what does 3.2a(3) ask?")
    assert answer["answered"]
    assert {"n", "passage", "framework", "code", "title", "source", "quote"} <= set(answer["citations"][0])
    assert told(home, "ask", "what is the capital of Portugal?")["answered"] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [("What is a segment?", "question"), ("Each account has one owner.", "response"), ("/skip", "command")],
)
def test_intent_says_how_a_text_is_taken(home: Path, text: str, kind: str) -> None:
    assert told(home, "intent", text, "--question", "baldrige-business-2021/3.2a(3)")["intent"] == kind


def test_a_script_leads_to_rows_a_scorecard_and_its_picture(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    opens = ["/open", "/1", "/5", "/3", "/4", "/1", "/1", "/2"]
    lines = [*opens, "Each account has one owner.", "/2", "/4", "skip", "/2", "/scorecard"]
    script.write_text("\n".join(lines), encoding="utf-8")
    done = howwell(home, "chat", "--as", "Ana", "--role", "manager", "--script", str(script))
    assert done.returncode == 0, done.stderr
    assert "(picture)" in done.stdout
    card = told(home, "scorecard")
    assert (card["points_possible"], card["respondents"], card["answered"]) == (45, 1, 1)
    assert card["items"][0]["percent"] == 55
    part = card["items"][0]["parts"][0]
    assert (card["proposals"]["judged"], part["proposals"], part["proposed_percent"]) == (1, 1, 5)
    picture = tmp_path / "card.png"
    assert howwell(home, "scorecard", "--output", str(picture)).returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("frameworks", "nonsense"), 2),
        (("ask", "x", "--framework", "nonsense"), 2),
        (("intent", "x", "--question", "9.9z"), 2),
        (("intent", "x", "--question", "3.2a(1)"), 2),
        (("scorecard",), 1),
        (("scorecard", "--output", "card.docx"), 2),
        (("invite", "--role", "emperor"), 2),
        (("search", "x", "--org", "Nobody"), 2),
        (("chat", "--role", "emperor"), 2),
        (("chat", "--script", "nowhere.txt"), 2),
        (("run",), 2),
    ],
)
def test_bad_use_ends_in_one_clear_line(home: Path, arguments: tuple[str, ...], code: int) -> None:
    done = howwell(home, *arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_invitation_lets_the_first_manager_in(home: Path, tmp_path: Path) -> None:
    code = told(home, "invite", "--role", "manager", "--org", "Alba")["code"]
    script = tmp_path / "script.txt"
    script.write_text(f"/start {code}\n/open\n", encoding="utf-8")
    shown = howwell(home, "chat", "--as", "Marta", "--role", "learner", "--script", str(script)).stdout
    assert "You manage assessments of Alba" in shown
    assert "Which framework" in shown


def test_the_doctor_finds_a_fresh_home_healthy(home: Path) -> None:
    assert told(home, "doctor")["healthy"] is True


def test_the_doctor_names_what_is_broken_and_exits_with_1(home: Path) -> None:
    home.mkdir()
    (home / "howwell.db").write_bytes(b"this is no database" * 100)
    done = howwell(home, "doctor")
    assert done.returncode == 1
    assert "✗ database" in done.stdout
    assert "Traceback" not in done.stderr
