"""Time the main job (read, all measures, 50 introductions, HTML) beside networkx alone.

    python tests/benchmarks/main_job.py [--sizes 692 7005 26850] [--limit 600] [--only ours]

Each job runs in a process of its own; time is that of the whole process, imports included, and
memory its highest resident set. Before the timed runs ours runs once on a small example, so that
its compiled loops lie in the cache as they do from the second start on. The networkx job is
stopped at the limit; what it was doing then is printed.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = ROOT.parent / "shared" / "data"
SIZES = {
    692: DATA / "cordis-slices" / "fr-be-lu-ch-SC3-SC4-named",
    7005: DATA / "interreg-2014-2020",
    26850: DATA / "cordis-h2020",
}
JOBS = {"ours": HERE / "job_ours.py", "networkx": HERE / "job_networkx.py"}


@dataclass(frozen=True)
class Outcome:
    """What one process did: seconds, megabytes and seconds of each step; ``is_done`` in time or not."""

    is_done: bool
    seconds: float
    megabytes: float
    steps: dict[str, float]
    facts: dict[str, float]


def run(job: str, path: Path, limit: float) -> Outcome:
    """Run one job in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "steps.jsonl"
        command = [sys.executable, str(JOBS[job]), str(path), str(Path(folder) / "out.html"), str(log)]
        start = time.perf_counter()
        try:
            subprocess.run(command, cwd=ROOT, timeout=limit, check=True, stdout=subprocess.DEVNULL)
            is_done = True
        except subprocess.TimeoutExpired:
            is_done = False
        seconds = time.perf_counter() - start
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    steps = {line["step"]: line["seconds"] for line in lines if "step" in line}
    facts = {name: value for line in lines for name, value in line.get("facts", {}).items()}
    return Outcome(is_done, seconds, max(line["megabytes"] for line in lines), steps, facts)


def figures(outcome: Outcome | None) -> tuple[str, str]:
    """Write time and memory as a table shows them."""
    if outcome is None:
        return "–", "–"
    sign = "" if outcome.is_done else "> "
    return f"{sign}{outcome.seconds:,.1f} s", f"{sign}{outcome.megabytes:,.0f} MB"


def row(actors: int, ours: Outcome | None, theirs: Outcome | None) -> str:
    """Write one row of the table."""
    ratio = "–"
    if ours and theirs and ours.is_done:
        ratio = f"{'' if theirs.is_done else '> '}{theirs.seconds / ours.seconds:,.1f}"
    ties = next((f"{o.facts['ties']:,.0f}" for o in (ours, theirs) if o and "ties" in o.facts), "–")
    return "| " + " | ".join([f"{actors:,}", ties, *figures(ours), *figures(theirs), ratio]) + " |"


def steps(name: str, outcome: Outcome) -> str:
    """Write where the time went, longest first."""
    parts = sorted(outcome.steps.items(), key=lambda item: -item[1])
    listed = ", ".join(f"{step} {seconds:,.1f} s" for step, seconds in parts if seconds >= 0.05)
    return f"- {name}: {listed or 'nothing finished'}" + ("" if outcome.is_done else "; stopped at the limit")


def main() -> None:
    """Run the jobs asked for and print Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--limit", type=float, default=600, help="seconds given to each networkx job")
    parser.add_argument("--only", choices=list(JOBS))
    options = parser.parse_args()
    if not DATA.is_dir():
        parser.exit(1, f"The real networks are not on this machine ({DATA}).\n")
    if options.only != "networkx":
        run("ours", ROOT / "data" / "event_programme", 600)
    print(f"Python {platform.python_version()}, {platform.machine()}; limit {options.limit:,.0f} s\n")
    print("| actors | ties | Passerelle | memory | networkx | memory | ratio |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    details = []
    for size in options.sizes:
        ours = run("ours", SIZES[size], 3600) if options.only != "networkx" else None
        theirs = run("networkx", SIZES[size], options.limit) if options.only != "ours" else None
        print(row(size, ours, theirs), flush=True)
        details += [f"\n{size:,} actors"]
        details += [steps(name, out) for name, out in (("Passerelle", ours), ("networkx", theirs)) if out]
    print("\n".join(["", "Where the time went:", *details]))


if __name__ == "__main__":
    main()
