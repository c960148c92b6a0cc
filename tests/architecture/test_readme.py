"""The README tells the truth: its commands run and print what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = "".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))
SCRIPTS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def steps() -> list[tuple[str, str]]:
    """Give each command with what it is shown to print."""
    parts = re.split(r"^\$ (.*)\n", SHOWN, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that looks like the project's root and may be written to."""
    for name in ("graphlib", "data"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    (tmp_path / "python").symlink_to(sys.executable)
    return tmp_path


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would type it."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LC_ALL": "C"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def test_the_commands_print_what_is_shown(folder: Path) -> None:
    typed = [(command, shown) for command, shown in steps() if not command.startswith("make ")]
    assert len(typed) >= 6
    for command, shown in typed:
        assert run(command, folder) == shown, command


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"make ([a-z-]+)", " ".join(re.findall(r"`+[^`]+`+", README))))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def help_of(folder: Path, command: str = "") -> str:
    """Give what the command line says of itself, or of one command."""
    return run(f"COLUMNS=100 python -m graphlib {command} --help", folder)


def test_every_command_has_its_place_in_the_readme(folder: Path) -> None:
    commands = set(re.findall(r"^    ([a-z]+)(?:  |$)", help_of(folder), re.MULTILINE))
    assert {"check", "analyse", "introduce", "snapshot"} <= commands
    assert commands == {
        command.split()[3] for command, _ in steps() if command.startswith("python -m graphlib")
    }


@pytest.mark.parametrize(
    ("command", "some"),
    [("analyse", {"--at", "--window", "--without-secretariat"}), ("introduce", {"--top", "--exclude"})],
)
def test_every_option_is_explained(folder: Path, command: str, some: set[str]) -> None:
    told = set(re.findall(r"^  (--[a-z-]+)", help_of(folder, command), re.MULTILINE))
    options = told - {"--out", "--seed", "--event-cap"}
    assert some <= options
    assert options <= set(re.findall(r"^\| `(--[a-z-]+)", README, re.MULTILINE))


def test_the_library_example_runs(folder: Path) -> None:
    assert len(SCRIPTS) == 1
    (folder / "five_lines.py").write_text(SCRIPTS[0], encoding="utf-8")
    run("python -W error five_lines.py", folder)
    assert (folder / "committee.html").stat().st_size > 10_000


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
