"""Find the Chromium or Chrome that the browser tests drive, or put one in place.

Run as a program it makes sure that there is one: ``PASSERELLE_BROWSER`` or one on the path, else
Playwright's own, else, as root on Debian, the system's package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium", "fonts-liberation")
MISSING = (
    "The browser tests need Chromium or Chrome and could not install one. Install it and put it on "
    "the path, or name its program in PASSERELLE_BROWSER."
)


def find() -> Path | None:
    """Find a browser's program: the one named, one on the path, or Playwright's own."""
    named = os.environ.get("PASSERELLE_BROWSER")
    if named:
        return Path(named) if shutil.which(named) else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else _playwrights_own()


def _playwrights_own() -> Path | None:
    """Find the browser that Playwright downloaded earlier, if the system has what it needs to run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.exists() and _runs(str(program), "--version", seconds=60) else None


def _runs(*command: str, seconds: int) -> bool:
    """Run a command and tell whether it succeeded in time."""
    try:
        return subprocess.run(command, timeout=seconds, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> Path | None:
    """Install a browser by Playwright, else as root by Debian's package manager."""
    os.environ.setdefault("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "20000")
    print("No Chromium on the path: asking Playwright for one", flush=True)
    if _runs(sys.executable, "-m", "playwright", "install", "chromium", seconds=600) and find():
        return find()
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Playwright could not fetch one: installing Debian's", flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _runs("apt-get", "-qq", "update", seconds=300)
        _runs("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES, seconds=900)
    return find()


if __name__ == "__main__":
    program = find() or install()
    print(f"Browser for the tests: {program}" if program else MISSING)
    sys.exit(program is None)
