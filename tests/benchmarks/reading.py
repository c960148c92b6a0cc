"""Time reading and the search for duplicates on large data beside what was promised.

    python tests/benchmarks/reading.py [--only cordis]

Each job runs in a process of its own; time is that of the job without the imports, memory the highest
resident set of the process or of the one that reads workbooks for it, whichever is more.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
ROWS = 200_000
MADE = "made_200000_rows.csv"


@dataclass(frozen=True)
class Job:
    """What is timed: the work, the file, and the seconds and megabytes that were promised, if any."""

    work: str
    file: Path
    seconds: float | None = None
    megabytes: float | None = None


def jobs(folder: Path) -> list[Job]:
    """List what is timed; the large list of ties is made in a folder."""
    return [
        Job("read", DATA / "cordis-h2020", 6),
        Job("read", folder / MADE, 10, 1024),
        Job("duplicates", DATA / "interreg-2014-2020", 10),
        Job("duplicates", DATA / "cordis-h2020", 60),
        Job("read", DATA / "raw" / "keep_closed_1420.xlsx", 20),
        Job("read", DATA / "raw" / "eu_mep_meetings.csv", 20),
    ]


def make_ties(path: Path) -> None:
    """Write a list of ties as a ministry publishes it: semicolons, decimal commas, accents, cp1252."""
    draw = random.Random(1)  # noqa: S311 - a file to be timed, no secret
    words = ["Réseau", "Énergie", "Ville", "Chambre", "Métropole", "Société", "Union", "Forêt", "Institut"]
    names = [f"{draw.choice(words)} {draw.choice(words)} {number}" for number in range(20_000)]
    with path.open("w", encoding="cp1252", newline="\r\n") as file:
        file.write("Financeur;Bénéficiaire;Date;Montant;Objet;Commune\n")
        for row in range(ROWS):
            giver, taker = draw.sample(names, 2)
            day = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.randint(2015, 2025)}"
            amount = f"{draw.randint(100, 999_999) / 100:.2f}".replace(".", ",")
            file.write(f"{giver};{taker};{day};{amount};Projet {row % 500};Commune {row % 900}\n")


def _read(path: Path) -> str:
    """Read and check a file or folder."""
    from graphlib.readers import read

    reading = read(path)
    if reading.network is None:
        return f"{len(reading.problems)} faults: {reading.problems[0].text()}"
    network = reading.network
    parts = {
        "actors": len(network),
        "stated ties": len(network.stated_ties),
        "participations": len(network.participations),
    }
    return ", ".join(f"{count:,} {name}" for name, count in parts.items() if count)


def _duplicates(path: Path) -> str:
    """Search for likely duplicates in a network that was read before."""
    from graphlib.duplicates import likely_duplicates
    from graphlib.readers import read_network

    network = read_network(path)
    began = time.perf_counter()
    found = likely_duplicates(network, limit=None)
    print(json.dumps({"seconds": time.perf_counter() - began}))
    return f"{len(network):,} actors, {len(found):,} pairs"


WORK: dict[str, Callable[[Path], str]] = {"read": _read, "duplicates": _duplicates}


def work(job: str, path: str) -> None:
    """Do one job and tell what it took; what the job itself told goes before."""
    import graphlib.readers  # noqa: F401 - the imports are not what is timed

    began = time.perf_counter()
    result = WORK[job](Path(path))
    seconds = time.perf_counter() - began
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"result": result, "total": seconds, "megabytes": most / unit}))


def line(job: Job) -> str:
    """Run a job in its own process and write its line of the table."""
    command = [sys.executable, __file__, "--work", job.work, str(job.file)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=600, env=environment
    )
    told: dict[str, float | str] = {}
    for said in done.stdout.splitlines():
        told |= json.loads(said)
    seconds, megabytes = float(told.get("seconds", told["total"])), float(told["megabytes"])
    limits = [
        *([f"{job.seconds:.0f} s"] if job.seconds else []),
        *([f"{job.megabytes:,.0f} MB"] if job.megabytes else []),
    ]
    is_kept = seconds <= (job.seconds or seconds) and megabytes <= (job.megabytes or megabytes)
    cells = (
        job.work,
        job.file.name,
        f"{seconds:.1f} s",
        f"{megabytes:,.0f} MB",
        ", ".join(limits),
        "yes" if is_kept else "**no**",
        str(told["result"]),
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run the jobs asked for and print Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", metavar="WORD", help="jobs with this in their file's name")
    parser.add_argument("--work", nargs=2, metavar=("JOB", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(*options.work)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| job | data | time | memory | promised | kept | result |")
    print("|---|---|---:|---:|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        wanted = [job for job in jobs(Path(folder)) if options.only in job.file.name]
        for job in wanted:
            if job.file.name == MADE:
                make_ties(job.file)
            told = (
                line(job) if job.file.exists() else f"| {job.work} | {job.file.name} is not here | | | | | |"
            )
            print(told, flush=True)


if __name__ == "__main__":
    main()
