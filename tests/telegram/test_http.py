"""The stand-in in a thread and in a process of its own."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.telegram.http import serve_in_thread
from tests.telegram.journal import read_journal
from tests.telegram.server import TOKEN, StrictTelegram
from tests.telegram.updates import Person


def test_served_from_a_thread_it_can_be_steered_from_outside() -> None:
    telegram = StrictTelegram()
    ada = Person(telegram)
    content = {"message": ada.starts()["message"]}
    with serve_in_thread(telegram) as address, httpx.Client(base_url=address) as client:
        numbers = [update["update_id"] for update in client.post("/_push", json=[content, content]).json()]
        plan = {"kind": "flooded", "with": {"retry_after": 1}, "plan": {"method": "sendMessage"}}
        client.post("/_fault", json=plan).raise_for_status()
        message = {"chat_id": str(ada.id), "text": "hello"}
        assert [client.post(f"/bot{TOKEN}/sendMessage", data=message).status_code for _ in range(2)] == [429, 200]
        assert client.get(f"/bot{TOKEN}/getUpdates", params={"offset": numbers[1]}).json()["result"][0]["message"]
        state = client.get("/_state").json()
        assert state["confirmed"] == [numbers[0] - 1, numbers[0]]
        assert [one["text"] for one in state["sent"]] == ["hello"]
        assert client.get(f"/_shown/{ada.id}").json()[0]["text"] == "hello"


def test_as_a_process_of_its_own_it_leaves_its_journal_when_it_is_killed(tmp_path: Path) -> None:
    path, root = tmp_path / "journal.jsonl", Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.telegram.http", "--port", "0", "--journal", str(path)]
    server = subprocess.Popen(command, cwd=root)
    try:
        address = _address_in(path, server)
        update = {"message": Person(StrictTelegram()).types("hello")["message"]}
        number = httpx.post(f"{address}/_push", json=update).json()[0]["update_id"]
        httpx.post(f"{address}/bot{TOKEN}/getUpdates", data={"offset": number + 1}).raise_for_status()
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait(10)
    assert [event["ids"] for event in read_journal(path, "confirmed")] == [[number]]


def _address_in(journal: Path, server: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        if serving := read_journal(journal, "serving"):
            return str(serving[0]["address"])
        time.sleep(0.05)
    raise AssertionError("the stand-in did not start")
