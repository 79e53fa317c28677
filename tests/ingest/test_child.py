import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "deed",
    [
        "open('mark', 'w', buffering=1).write('x\\n')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['touch', 'mark'])",
        "import os; os.system('touch mark')",
        "import os; os.fork()",
        "x = bytearray(600 * 1024 * 1024)",
    ],
)
def test_a_confined_process_writes_calls_and_starts_nothing(deed: str, tmp_path: Path) -> None:
    script = (
        "import sys; from ingest.child import confine; from ingest.limits import LIMITS; confine(LIMITS)\n"
        f"try:\n    {deed}\nexcept (OSError, MemoryError):\n    sys.exit(7)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=False, timeout=60)
    assert done.returncode == 7
    assert all(path.stat().st_size == 0 for path in tmp_path.iterdir())
