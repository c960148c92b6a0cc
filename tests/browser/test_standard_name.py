"""The app starts though the standard library's graphlib was imported before it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server import ROOT, running_app

PRELOAD = "import graphlib, sys; assert not hasattr(graphlib, '__path__'); sys.argv[0] = 'streamlit'; "


def test_a_server_that_holds_the_standard_module_serves_the_app(
    page: Page, settled: Callable[[Page], Page], tmp_path: Path
) -> None:
    start = [sys.executable, "-P", "-c", PRELOAD + "from streamlit.web import cli; cli.main()"]
    with running_app(tmp_path, command=[*start, "run", "app.py"]) as app:
        page.goto(app.url)
        settled(page)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.close()


def test_a_script_run_that_holds_the_standard_module_finds_ours(tmp_path: Path) -> None:
    code = PRELOAD + (
        "from streamlit.testing.v1 import AppTest;"
        f"app = AppTest.from_file({str(ROOT / 'app.py')!r}, default_timeout=60).run();"
        "print(len(app.exception), len(app.title), hasattr(sys.modules['graphlib'], '__path__'))"
    )
    environment = {
        "PASSERELLE_DATABASE_URL": f"sqlite:///{tmp_path / 'workspace.db'}",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1", "True"], done.stderr
