"""Try the likelihood on real pasts, beside every plain figure, day by day.

    python tests/benchmarks/likelihood.py [--sets SC3 SC4 SC5 fts] [--further] [--shared ../shared/data]

On each day only what was known before it is learned from. Then the candidate pairs (of different
sectors, unlinked, with a common contact; of large networks the part that the scorer holds) are
ranked, and it is counted how many of the first 50, 200 and 1,000 became ties later, and how far a
tie is put before a pair that never was (AUC). The means over the days are given for each set and
over the sets, and the lead of the likelihood over each plain figure with the standard error between
sets. What was said of the next twelve months is set beside what was seen.

``--further`` adds sets that were used for choosing features and weights (themes of Horizon 2020:
LEIT, SC6, FET, RI, MSCA; one run had fts among them). SC3, SC4 and SC5 were not; h2020 holds all of
these themes, so it is no independent test. Minutes, and a gigabyte for h2020.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from graphlib.introductions.earlier import earlier
from graphlib.introductions.likelihood import learned
from graphlib.introductions.likelihood.past import actor_codes, as_day, past_of
from graphlib.introductions.likelihood.states import HORIZON, among
from graphlib.network import Network

TOPS = (50, 200, 1000)
HALF_YEARS = ("2016-07-01", "2017-01-01", "2017-07-01", "2018-01-01", "2018-07-01", "2019-01-01")
DAYS = {
    "fts": ("2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"),
    "h2020": ("2017-07-01", "2019-01-01"),
}
FURTHER = ("LEIT", "SC6", "FET", "RI", "MSCA")
FIGURES = (
    "common_neighbours",
    "adamic_adar",
    "resource_allocation",
    "weighted_resource_allocation",
    "l3",
    "katz",
    "degree_product",
    "activity_product",
)
SAID = "likelihood"


def text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def network_of(name: str, shared: Path) -> Network:
    """Load a set; events of more than 60 make no ties."""
    if name == "fts":
        actors, ties = (text(shared / "fts-humanitarian" / f"{table}.csv") for table in ("actors", "ties"))
        actors = actors[actors["is_placeholder"] == "0"]
        ties = ties[ties["source"].isin(actors["id"]) & ties["target"].isin(actors["id"])]
        columns = ["source", "target", "kind", "since"]
        return Network.build(actors[["id", "name", "sector"]], ties[columns], event_cap=60)
    folder = shared / ("cordis-themes" if name in ("SC3", "SC4", "SC5") else "cordis-h2020")
    folder = folder / name if folder.name == "cordis-themes" else folder
    actors, events, came = (text(folder / f"{t}.csv.gz") for t in ("actors", "events", "participations"))
    if name in FURTHER:
        events = events[events["theme"].str.contains(name, regex=False)]
    came = came[(came["date"] != "") & came["event_id"].isin(events["event_id"])]
    actors = actors[actors["id"].isin(came["actor_id"])]
    return Network.build(
        actors[["id", "name", "sector"]],
        None,
        events[["event_id", "name"]],
        came[["actor_id", "event_id", "date"]],
        event_cap=60,
    )


def auc(score: np.ndarray, tied: np.ndarray) -> float:
    hits, rank = int(tied.sum()), rankdata(score)
    return float((rank[tied].sum() - hits * (hits + 1) / 2) / (hits * (len(tied) - hits)))


def trial(name: str, network: Network, day: str) -> list[dict[str, object]]:
    """Rank the candidates of one day by the likelihood and by every plain figure."""
    known, _ = earlier(network, day)
    start = time.perf_counter()
    model = learned(known, before=day)
    scorer = model.scorer(known)
    seconds = time.perf_counter() - start
    pairs = scorer.state.pairs
    keys = pairs.first.astype(np.int64) * len(network) + pairs.second
    past = past_of(network, actor_codes(network, "sector"))
    tied = among(keys, past.keys())
    soon = among(keys, past.before(as_day(day) + HORIZON).keys())
    figures = scorer.features(pairs.first, pairs.second)
    said = scorer.of_held()
    rows = []
    for figure, score in {SAID: said, **{figure: figures[figure] for figure in FIGURES}}.items():
        order = np.argsort(-score, kind="stable")
        row: dict[str, object] = {"set": name, "day": day, "figure": figure, "AUC": auc(score, tied)}
        for top in TOPS:
            row[f"P@{top}"] = tied[order[:top]].mean()
            row[f"soon@{top}"] = soon[order[:top]].mean()
            row[f"said@{top}"] = said[order[:top]].mean()
        rows.append(row)
    held = f"{len(pairs):,} of {round(len(pairs) / scorer.state.share):,} pairs"
    expected = f"ties of the year {soon.sum()}, said {said.sum():.0f}"
    print(
        f"{name} {day}: {model.basis} from {model.positives}, {held}, {expected}, {seconds:.1f} s", flush=True
    )
    return rows


def leads(trials: pd.DataFrame) -> pd.DataFrame:
    """Give the mean lead of the likelihood over each plain figure, with its standard error between sets."""
    columns = ["AUC", *(f"P@{top}" for top in TOPS)]
    table = trials.pivot_table(columns, ["set", "day"], "figure")
    rows = {}
    for figure in FIGURES:
        cells = {}
        for column in columns:
            lead = (table[column][SAID] - table[column][figure]).groupby("set").mean()
            cells[column] = f"{lead.mean():+.3f} ± {lead.sem():.3f}"
        rows[figure] = cells
    return pd.DataFrame(rows).T


def report(trials: pd.DataFrame) -> None:
    """Print the tables."""
    columns = ["AUC", *(f"P@{top}" for top in TOPS)]
    by_set = trials.groupby(["set", "figure"], sort=False)[columns].mean()
    print("\nby set\n" + by_set.round(3).to_string())
    print("\nmean of sets\n" + by_set.groupby("figure", sort=False).mean().round(3).to_string())
    print("\nlead of the likelihood\n" + leads(trials).to_string())
    said = trials[trials["figure"] == SAID].groupby("set", sort=False).mean(numeric_only=True)
    said.loc["mean"] = said.mean()
    for top in TOPS:
        said[f"said/seen@{top}"] = said[f"said@{top}"] / said[f"soon@{top}"]
    shown = [f"{word}@{top}" for top in TOPS for word in ("said", "soon", "said/seen")]
    print("\nsaid of the next year, and seen\n" + said[shown].round(3).to_string())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sets", nargs="+", default=["SC3", "SC4", "SC5", "fts"])
    parser.add_argument("--further", action="store_true")
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data"
    )
    options = parser.parse_args()
    rows = []
    for name in [*options.sets, *(FURTHER if options.further else ())]:
        network = network_of(name, options.shared)
        for day in DAYS.get(name, HALF_YEARS):
            rows += trial(name, network, day)
    report(pd.DataFrame(rows))


if __name__ == "__main__":
    main()
