"""Start the app as a user would, on a free loopback port and with a workspace of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60


@dataclass(frozen=True)
class App:
    """A running app: its address and the folder of its workspace and log."""

    url: str
    folder: Path

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """Ask the system for a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(folder: Path, *, port: int | None = None, command: list[str] | None = None) -> Iterator[App]:
    """Run the app until the block ends; the workspace in ``folder`` stays for the next start."""
    port = port or free_port()
    options = ["--server.port", str(port), "--server.fileWatcherType", "none"]
    start = command or [sys.executable, "-m", "streamlit", "run", "app.py"]
    environment = os.environ | {"PASSERELLE_DATABASE_URL": f"sqlite:///{folder / 'workspace.db'}"}
    app = App(f"http://127.0.0.1:{port}", folder)
    with (folder / "server.log").open("a", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*start, *options], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_healthy(app, process)
            yield app
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_healthy(app: App, process: subprocess.Popen[bytes]) -> None:
    """Wait for the server's own word that it is up."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with opener.open(f"{app.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The app did not start within {SECONDS_TO_START} s:\n{app.log}")
