"""Find the peers that Passerelle does not need itself, or put them into a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "passerelle-peers"
NETWORKIT = "networkit==11.3"
GRAPHOLOGY = (
    "graphology@0.26.0",
    "graphology-communities-louvain@2.0.2",
    "graphology-components@1.5.4",
    "graphology-metrics@2.4.2",
)


def commands(folder: Path) -> tuple[dict[str, list[str]], dict[str, str], dict[str, str]]:
    """Say how to start each engine, with what environment, and why others cannot be started."""
    found = {
        name: [sys.executable, str(HERE / f"peers_{name}.py")] for name in ("ours", "networkx", "igraph")
    }
    missing = {}
    if fault := _with_networkit(folder / "python"):
        missing["networkit"] = fault
    else:
        found["networkit"] = [sys.executable, str(HERE / "peers_networkit.py")]
    if fault := _with_graphology(folder / "node"):
        missing["graphology"] = fault
    else:
        # Node gives a program a quarter of the memory at most unless it is told otherwise.
        found["graphology"] = ["node", "--max-old-space-size=8192", str(HERE / "peers_graphology.js")]
    paths = {"PYTHONPATH": str(folder / "python"), "NODE_PATH": str(folder / "node" / "node_modules")}
    return found, paths, missing


def _with_networkit(folder: Path) -> str:
    """Install networkit unless it is there; give the reason why not."""
    if (folder / "networkit").is_dir():
        return ""
    # Its own needs, numpy and scipy, are here already.
    return _ran(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), NETWORKIT]
    )


def _with_graphology(folder: Path) -> str:
    """Install graphology unless it is there; give the reason why not."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "node and npm are not on this machine"
    if (folder / "node_modules" / "graphology").is_dir():
        return ""
    return _ran(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *GRAPHOLOGY]
    )


def _ran(command: list[str]) -> str:
    """Run an installer; give the last line of what it said where it failed."""
    try:
        done = subprocess.run(command, timeout=600, check=False, capture_output=True, text=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"could not be installed: {error}"
    said = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else f"could not be installed: {said[-1] if said else done.returncode}"
