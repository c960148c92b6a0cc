"""Check every real file beside the project, and print what came of it beside what the index says.

    python tests/benchmarks/raw_files.py [--only keep] [--limit 120]

Each file runs through ``python -m graphlib check --json`` in a process of its own; time is that of the
whole process. Files that belong together are given once more in a folder of their own. ``rows`` tells
whether as many rows were read of each table as other software reads (headings not counted).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RAW = ROOT.parent / "shared" / "data" / "raw"

TOGETHER = (
    ("ucinettest.##h", "ucinettest.##d"),
    ("kansas_sar_emon.net", "kansas_sar_emon_long_names.nam"),
    ("knoke_bureaucracies.paj", "knoke_sectors.clu"),
    ("ch_type_cp1252.csv", "ch_coll_matrix_blanks.csv"),
)

_CELL = re.compile(r"^\|\s*`([^`]+)`\s*\|\s*(.*?)\s*\|")
_TEXT_TABLE = re.compile(r"([\d,]+) rows x (\d+) columns")
_SHEET = re.compile(r"(?:sheets: |; )(.+?) (\d+)x(\d+)")
_NETWORK = re.compile(r"(\d+) (?:nodes|elements), (\d+) (?:edges|connections)")


@dataclass(frozen=True)
class Outcome:
    """What one check gave: seconds, its exit status, and what it told; nothing where it told no JSON."""

    name: str
    seconds: float
    status: int | None
    told: dict[str, Any] = field(default_factory=dict)
    complaint: str = ""


def check(path: Path, name: str, limit: float) -> Outcome:
    """Check one file or folder in its own process."""
    command = [sys.executable, "-m", "graphlib", "check", "--json", str(path)]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=ROOT, timeout=limit, check=False, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return Outcome(name, time.perf_counter() - began, None, complaint="still running")
    seconds = time.perf_counter() - began
    try:
        return Outcome(name, seconds, done.returncode, json.loads(done.stdout))
    except ValueError:
        return Outcome(name, seconds, done.returncode, complaint=done.stderr.strip().rpartition("\n")[2])


def outcomes(only: str, limit: float) -> Iterator[Outcome]:
    """Check the files one by one, then those that belong together."""
    for path in sorted(RAW.iterdir()):
        if only in path.name and path.name not in ("INDEX.md", "etcGroups-LICENSE.txt"):
            yield check(path, path.name, limit)
    for names in TOGETHER:
        if any(only in name for name in names):
            with tempfile.TemporaryDirectory() as folder:
                for name in names:
                    shutil.copy(RAW / name, folder)
                yield check(Path(folder), " + ".join(names), limit)


def index() -> dict[str, str]:
    """Give what other software read of each file, in the index's words."""
    lines = (RAW / "INDEX.md").read_text(encoding="utf-8").splitlines()
    return {match[1]: match[2] for line in lines if (match := _CELL.match(line))}


def expected_rows(said: str) -> dict[str, int]:
    """Give the rows below the headings of each sheet; a text table is a sheet without a name."""
    table = _TEXT_TABLE.search(said)
    if table:
        return {"": int(table[1].replace(",", ""))}
    return {name: int(rows) - 1 for name, rows, _ in _SHEET.findall(said)}


def judged_rows(outcome: Outcome, said: str) -> str:
    """Say where other software reads another number of rows."""
    expected = expected_rows(said)
    found = {
        (re.search(r"\[(.*)\]$", file["file"]) or ["", ""])[1]: file["rows"]
        for file in outcome.told.get("files", [])
    }
    if len(expected) == 1 and len(found) == 1:
        found = dict(zip(expected, found.values(), strict=True))
    other = [
        f"{name} {found.get(name)} of {rows}".strip()
        for name, rows in expected.items()
        if found.get(name) != rows
    ]
    return "; ".join(other) or ("same" if expected else "–")


def judged_network(outcome: Outcome, said: str) -> str:
    """Say where other software reads another number of actors or ties."""
    network = _NETWORK.search(said)
    counts = outcome.told.get("counts") or {}
    if network is None or not counts:
        return "–"
    wanted, found = (int(network[1]), int(network[2])), (counts["actors"], counts["stated_ties"])
    return "same" if wanted == found else f"{found[0]}, {found[1]} of {wanted[0]}, {wanted[1]}"


def result(outcome: Outcome) -> str:
    """Say what came of a file: the network, or the first fault."""
    if not outcome.told:
        return f"**{outcome.complaint}**"
    counts, faults = outcome.told.get("counts"), outcome.told.get("faults", [])
    if faults:
        first = faults[0]
        return f"{len(faults)} faults: {first['what']} {first['fix']}".replace("|", "\\|").replace("\n", " ")
    words = ("actors", "stated_ties", "events", "participations")
    return ", ".join(f"{counts[word]:,} {word.replace('_', ' ')}" for word in words if counts[word])


def line(outcome: Outcome, said: str) -> str:
    """Write one line of the table."""
    files = outcome.told.get("files", [])
    tables = "; ".join(f"{file['table'] or 'aside'} {file['rows']}x{len(file['columns'])}" for file in files)
    form = ", ".join(dict.fromkeys(file["format"] for file in files)) or "–"
    cells = (
        f"`{outcome.name}`",
        f"{outcome.seconds:.1f}",
        form,
        tables or "–",
        result(outcome),
        judged_rows(outcome, said),
        judged_network(outcome, said),
        str(len(outcome.told.get("warnings", []))),
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Check the files asked for and print Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", metavar="WORD", help="files with this in their name")
    parser.add_argument("--limit", type=float, default=120, help="seconds given to each file")
    options = parser.parse_args()
    if not RAW.is_dir():
        parser.exit(1, f"The real files are not on this machine ({RAW}).\n")
    said = index()
    print("| file | seconds | format | tables, rows x columns | result | rows | actors, ties | remarks |")
    print("|---|---:|---|---|---|---|---|---:|")
    for outcome in outcomes(options.only, options.limit):
        print(line(outcome, said.get(outcome.name, "")), flush=True)


if __name__ == "__main__":
    main()
