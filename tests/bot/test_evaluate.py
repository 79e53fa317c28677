"""`howwell evaluate`: the contract of its JSON, what people read, and how it refuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.evaluating import told
from bot.wording.evaluating import REASONS, SIGNALS, finding, lines
from bot.wording.probing import follow_up
from knowledge.catalogue import packaged
from knowledge.evaluation import evaluate
from knowledge.evidence import PROCESS, RESULTS
from knowledge.findings import Finding
from knowledge.probing import PROCESS_ORDER, RESULTS_ORDER, Probe
from tests.bot.plainness import INSIDES

PART = "baldrige-business-2021/3.2a(3)"
RESPONSE = "Whoever takes the call writes it down.\nWe call back within a day, all 3 sites do 😊"
FRAMEWORK = packaged()["baldrige-business-2021"]


def howwell(home: Path, *arguments: str, given: bytes) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", "evaluate", *arguments]
    environment = {"HOWWELL_HOME": str(home), "HOWWELL_EMBEDDINGS": "none", "PATH": "/usr/bin:/bin", "HOME": str(home)}
    done = subprocess.run(command, capture_output=True, timeout=120, env=environment, input=given, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def as_json(home: Path, question: str, text: str, *more: str) -> Any:
    done = howwell(home, "--question", question, "--json", *more, given=text.encode())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is set up by the first command; evaluating keeps nothing in it."""
    return tmp_path_factory.mktemp("home")


def test_a_process_is_evaluated_in_four_dimensions_with_quotes(home: Path) -> None:
    data = as_json(home, PART, RESPONSE)
    assert {"approach", "deployment", "learning", "integration", "overall", "follow_up", "method"} <= data.keys()
    for name in ("approach", "deployment", "learning", "integration"):
        assert data[name].keys() == {"band", "evidence", "missing"}
        for shown in data[name]["evidence"]:
            assert RESPONSE[shown["start"] : shown["end"]] == shown["quote"]
    assert data["overall"]["band"] == "10-25"
    assert data["overall"]["percent"] in range(10, 30, 5)
    assert "owner" in data["approach"]["missing"]
    assert (data["method"], data["follow_up_about"]) == ("rules", "owner")
    assert data["follow_up"].endswith("?")


def test_results_are_evaluated_in_theirs_and_the_question_may_be_a_bare_code(home: Path) -> None:
    data = as_json(home, "7.2a(1).1", "Satisfaction: 2021 81 %, 2022 84 %, 2023 88 %; industry 80 %.")
    assert {"levels", "trends", "comparisons", "integration"} <= data.keys()
    assert "approach" not in data
    assert data["comparisons"]["evidence"]
    assert data["follow_up_about"] == "segments"


def test_the_depth_caps(home: Path) -> None:
    text = (
        "The clerk logs each complaint daily, 96 % are answered in a day (target 95). All 9 shops do it, audit samples "
        "ten a month. In 2023 we changed the form because data showed gaps. Results feed the training plan and serve "
        "objective 2."
    )
    whole, basic = as_json(home, PART, text), as_json(home, PART, text, "--depth", "basic")
    assert whole["overall"]["percent"] > 45
    assert (basic["overall"]["percent"], basic["capped"], basic["follow_up"]) == (45, True, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("Reliable.", "too short"),
        ("Wir rufen jeden Kunden an und prüfen die Liste.", "another language"),
    ],
)
def test_what_cannot_be_judged_gets_a_reason_and_no_band(home: Path, text: str, reason: str) -> None:
    data = as_json(home, PART, text)
    assert (data["judged"], data["reason"], data["overall"]) == (False, reason, {"band": None, "percent": None})
    shown = howwell(home, "--question", PART, given=text.encode())
    assert shown.stdout.startswith("This response cannot be judged: ")


def test_people_read_a_proposal_with_quotes_and_what_is_worth_asking(home: Path) -> None:
    shown = howwell(home, "--question", PART, given=RESPONSE.encode())
    assert shown.returncode == 0
    assert shown.stdout.startswith("Proposed by rules: ")
    assert "“We call back within a day”" in shown.stdout
    assert "Worth asking next: You call back within a day. Who is responsible" in shown.stdout
    assert not INSIDES.search(shown.stdout)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("--question", "9.9z"), b"We ask."),
        (("--question", PART, "--depth", "deep"), b"We ask."),
        (("--question", "customer-focused-culture/1.1"), b"We ask."),
        (("--question", PART), b"a" * 100_001),
        ((), b"We ask."),
    ],
)
def test_bad_use_ends_in_one_clear_line(home: Path, arguments: tuple[str, ...], given: bytes) -> None:
    done = howwell(home, *arguments, given=given)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_bytes_that_are_no_text_are_no_traceback(home: Path) -> None:
    done = howwell(home, "--question", PART, given=b"\xff\xfe\x00 we call \xc3")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_every_signal_reason_and_finding_has_its_words() -> None:
    kinds = {kind for some in (*PROCESS.values(), *RESULTS.values()) for kind in some}
    assert kinds == SIGNALS.keys()
    assert {"empty", "too short", "not applicable", "another language", "not understood", "profile"} == REASONS.keys()
    sides = [(name, kind) for listed in (PROCESS, RESULTS) for name, some in listed.items() for kind in some]
    for name, kind in sides:
        for is_strength in (True, False):
            text = finding(Finding(is_strength, name, kind, (), ("7.2",)))
            assert text.endswith("; 7.2 depends on it.")
            assert "This matters, since" in text


@pytest.mark.parametrize("kind", ["process", "results"])
def test_every_question_is_a_question_and_suggests_no_number(kind: str) -> None:
    for missing in PROCESS_ORDER if kind == "process" else RESULTS_ORDER:
        for manner in ("", "story", "plan", "wish", "hearsay", "big words", "tool", "short"):
            text = follow_up(Probe(missing, "", "We ring them", manner=manner), kind)
            assert text.startswith("You ring them.")
            assert text.endswith(("?", "most.", "colleague."))
            assert not any(letter.isdigit() for letter in text)


def test_a_quote_with_you_in_it_is_not_turned_round() -> None:
    assert follow_up(Probe("owner", "approach", "We ask: are you content")).startswith(
        "You write “We ask: are you content”"
    )


def test_a_finding_quotes_the_response_and_says_why_it_matters() -> None:
    made = evaluate("The clerk rings back every complaint within a day.", FRAMEWORK, "3.2a(3)")
    data = told(made, PART)
    text = "\n".join(lines(data))
    assert all("7.2 depends on it" in one["text"] for one in data["opportunities"])
    assert "“The clerk rings back every complaint within a day”" in text
