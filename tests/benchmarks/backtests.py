"""Back-test the suggestions on real networks at half-yearly days, and say what they are better than.

    python tests/benchmarks/backtests.py OUT [--sets SC3 fts-humanitarian] [--by sector]

Networks are those of ``../shared/data``. Every cell (a network and a day) is kept as one JSON file in
``OUT``, so that a stopped run goes on where it was; ``summary.md`` there is written anew each time.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from graphlib.backtest import backtest  # noqa: E402
from graphlib.backtest.metrics import clustered  # noqa: E402
from graphlib.readers import read_network  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
CORDIS = ("2017-07-01", "2018-01-01", "2018-07-01", "2019-01-01", "2019-07-01", "2020-01-01")
FUNDING = ("2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01")
SETS = {
    "SC3": (DATA / "cordis-themes" / "SC3", CORDIS),
    "SC4": (DATA / "cordis-themes" / "SC4", CORDIS),
    "SC5": (DATA / "cordis-themes" / "SC5", CORDIS),
    "fts-humanitarian": (DATA / "fts-humanitarian", FUNDING),
    "cordis-h2020": (DATA / "cordis-h2020", CORDIS),
}
EVENT_CAP = 60
WAYS = ("expected", "one-shot", "certain")
BASELINES = ("likelihood", "adamic_adar", "value")


def main() -> None:
    """Run what is missing, then sum up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--by", default="sector")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.sets:
        run(name, options.by, options.out)
    cells = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(options.out.glob("*_*.json"))}
    if cells:
        told = "\n".join(summary(cells, options.by))
        (options.out / "summary.md").write_text(told + "\n", "utf-8")
        print(told)


def run(name: str, by: str, out: Path) -> None:
    """Back-test one network at each of its days that is not there yet."""
    path, cuts = SETS[name]
    missing = [cut for cut in cuts if not (out / f"{name}_{cut}.json").exists()]
    if not missing or not path.exists():
        return
    network = read_network(path, event_cap=EVENT_CAP)
    for cut in missing:
        start = time.perf_counter()
        found = backtest(network, cuts=[cut], by=by)
        told = {**found.as_json()["cuts"][0], "network": name, "seconds": time.perf_counter() - start}
        (out / f"{name}_{cut}.json").write_text(json.dumps(told), "utf-8")
        print(f"{name} {cut}: {told['candidates']:,} candidates, {told['seconds']:.0f} s", flush=True)


def summary(cells: dict[str, dict], by: str) -> list[str]:
    """Say how likelihood and sets did against what they must beat."""
    lines = [f"# {len(cells)} cells, groups by {by}, events of at most {EVENT_CAP} participants", ""]
    lines += rankings(cells)
    lines += calibration(cells)
    return lines + sets(cells)


def rankings(cells: dict[str, dict]) -> list[str]:
    """Compare the likelihood with every heuristic, cell by cell."""
    table = pd.DataFrame(
        {
            "network": cell["network"],
            "cut": cell["cut"],
            "method": row["method"],
            **{f"P@{k}": shares.get((row["method"], k), math.nan) for k in (50, 200, 500, 1000)},
            **{area: row[area] for area in ("auc", "auc_any", "auc_matched")},
        }
        for cell in cells.values()
        for shares in [{(r["method"], r["k"]): r["precision"] for r in cell["precision"]}]
        for row in cell["areas"]
    )
    figures = [name for name in table if name not in ("network", "cut", "method")]
    wide = table.pivot_table(index=["network", "cut"], columns="method", values=figures)
    means = table.groupby("method")[figures].mean().sort_values("P@200", ascending=False)
    lines = ["## Rankings: mean of the cells", "", *markdown(means, 3), ""]
    lines += [
        "## Likelihood less each heuristic: mean (95 % interval, networks drawn anew) wins/equal/losses",
        "",
    ]
    rows = {}
    for method in means.index.drop(["likelihood", "random"]):
        rows[method] = {
            figure: paired(wide[figure]["likelihood"], wide[figure][method])
            for figure in ("P@50", "P@200", "P@1000", "auc", "auc_matched")
        }
    lines += [*markdown(pd.DataFrame(rows).T, 3), ""]
    each = table[table["method"].isin(["likelihood", "resource_allocation"])]
    each = each.pivot_table(index="network", columns="method", values=["P@200", "P@1000", "auc"])
    return [*lines, "## Likelihood and resource allocation by network", "", *markdown(each, 3), ""]


def paired(ours: pd.Series, theirs: pd.Series) -> str:
    """Say by how much and how often one is above the other."""
    apart = (ours - theirs).dropna()
    networks = [str(network) for network, _ in apart.index]
    low, high = clustered(apart.tolist(), networks, seed=1)
    wins, losses = int((apart > 0).sum()), int((apart < 0).sum())
    return f"{apart.mean():+.3f} ({low:+.3f}, {high:+.3f}) {wins}/{len(apart) - wins - losses}/{losses}"


def calibration(cells: dict[str, dict]) -> list[str]:
    """Set what was said beside what was seen."""
    table = pd.DataFrame(
        {"network": cell["network"], "cut": cell["cut"], **row}
        for cell in cells.values()
        for row in cell["said"]
    )
    if table.empty:
        return []
    means = table.groupby("k")[["said", "seen"]].mean().assign(factor=lambda f: f["said"] / f["seen"])
    each = (
        table.groupby(["network", "k"])[["said", "seen"]]
        .mean()
        .assign(factor=lambda f: f["said"] / f["seen"])
    )
    brier = pd.DataFrame(
        {"brier": cell["brier"], "base": cell["brier_base"], "basis": cell["basis"]}
        for cell in cells.values()
        if cell["brier"] is not None
    )
    better = int((brier["brier"] < brier["base"]).sum())
    return [
        "## Likelihood said and share seen within a year",
        "",
        *markdown(means, 4),
        "",
        *markdown(each, 4),
        "",
        f"Brier score below that of one likelihood for all in {better} of {len(brier)} cells.",
        "",
    ]


def sets(cells: dict[str, dict]) -> list[str]:
    """Compare the sets by hits and by realised gain."""
    table = pd.DataFrame(
        {"network": cell["network"], "cut": cell["cut"], **row}
        for cell in cells.values()
        for row in cell["sets"]
    )
    gains = ["promised", "expected", "realised", "realised_in_year"]
    table[gains] *= 1e5
    lines = ["## Sets (cap 3, each with an introducer): means of the cells, gains x 1e5", ""]
    for k, part in table.groupby("k"):
        shares = part.assign(share=part["hits"] / part["pairs"])
        rows = {}
        for name, own in shares.groupby("set", sort=False):
            low, high = clustered(own["share"].tolist(), own["network"].tolist(), seed=1)
            rows[name] = {
                "hits": f"{own['hits'].sum()} of {own['pairs'].sum()}",
                "share": f"{own['share'].mean():.3f} ({low:.3f}, {high:.3f})",
                "in a year": f"{own['hits_in_year'].sum()}",
                **own[gains].mean().round(1).to_dict(),
            }
        lines += [f"### k = {k}", "", *markdown(pd.DataFrame(rows).T, 3), ""]
        lines += by_network(part)
        lines += wins(part)
    return [*lines, "### both lengths", "", *wins(table)]


def by_network(table: pd.DataFrame) -> list[str]:
    """Say what each set realised by network, and as a multiple of its cell's mean: a few are huge."""
    wide = table.pivot_table(index=["network", "cut"], columns="set", values="realised", sort=False)
    each = wide.groupby("network").mean().round(1).astype(object)
    scaled = wide.div(wide.mean(axis=1), axis=0).dropna()
    networks = [str(network) for network, _ in scaled.index]
    row = {}
    for name in wide:
        low, high = clustered(scaled[name].tolist(), networks, seed=1)
        row[name] = f"{scaled[name].mean():.2f} ({low:.2f}, {high:.2f})"
    each.loc["times the cell's mean"] = pd.Series(row)
    return ["realised ever, by network", "", *markdown(each, 1), ""]


def wins(table: pd.DataFrame) -> list[str]:
    """Count the cells in which each way realised more than each baseline."""
    lines = []
    for figure in ("realised", "realised_in_year"):
        wide = table.pivot_table(index=["network", "cut", "k"], columns="set", values=figure)
        rows = {}
        for way in WAYS:
            others = [*BASELINES, "resource_allocation", *(other for other in WAYS if other != way)]
            rows[way] = {other: duel(wide[way], wide[other]) for other in others}
        lines += [f"{figure}: cells above/equal/below (share above, of those that differ)", ""]
        lines += [*markdown(pd.DataFrame(rows).T, 3), ""]
    return lines


def duel(ours: pd.Series, theirs: pd.Series) -> str:
    """Count cells above, equal and below."""
    above, below = int((ours > theirs + 1e-9).sum()), int((ours < theirs - 1e-9).sum())
    share = above / (above + below) if above + below else math.nan
    return f"{above}/{len(ours) - above - below}/{below} ({above / len(ours):.0%}, {share:.0%})"


def markdown(table: pd.DataFrame, decimals: int) -> list[str]:
    """Write a table."""

    def said(value: object) -> str:
        return f"{value:.{decimals}f}" if isinstance(value, float | np.floating) else str(value)

    heads = [" ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in table.columns]
    lines = ["| | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for index, row in table.iterrows():
        label = " ".join(map(str, index)) if isinstance(index, tuple) else str(index)
        lines.append(f"| {label} | " + " | ".join(said(value) for value in row) + " |")
    return lines


if __name__ == "__main__":
    main()
