"""What to call a cluster: what is over-represented in it, and its best-connected actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import gammaln, logsumexp

from graphlib.network import Network
from graphlib.translation import Message, translator

__all__ = ["LABEL_KINDS", "cluster_name", "cluster_table", "short", "unique_names"]

_COLUMNS = (
    "cluster",
    "name",
    "actors",
    "internal_ties",
    "external_ties",
    "confidence",
    "main_sector",
    "main_theme",
    "main_country",
    "best_connected",
    "best_connected_name",
    "label_kind",
    "label_value",
)
LABEL_KINDS = ("theme", "sector", "country", "actor")
"""What a cluster can be named by."""

_KINDS = {"theme": "themes", "sector": "sector", "country": "country"}
_FEWEST, _SHARE, _RATIO, _P_VALUE = 3, 0.3, 1.5, 0.01
_LONGEST = 60


def cluster_name(row: Mapping[str, Any] | pd.Series, language: str = "en") -> str:
    """Name a cluster in a reader's language.

    Parameters
    ----------
    row
        A row of the table of `clusters`, or of `graphlib.clusters.succession.Carried`, whose
        names given by the user stand as they are in every language.
    language
        Language code; canonical sectors and countries given by two letters are translated, other
        values and names stand as the data have them.

    Returns
    -------
    str
        Such as ``Research, around Chamber of Commerce``: plain text that holds names from the
        data, never to be read as markup.
    """
    given = row.get("given_name")
    if isinstance(given, str):
        return given
    speak, kind, value = translator(language), row["label_kind"], str(row["label_value"])
    if kind == "sector" and speak.has(f"sectors.{value}"):
        value = speak(f"sectors.{value}")
    if kind == "country":
        value = speak.country(value)
    return Message(f"clusters.name.{kind}", value=short(value), actor=row["best_connected_name"]).text(
        language
    )


def short(text: object) -> str:
    """Keep a text of the data to one short line."""
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def cluster_table(network: Network, membership: pd.Series, confidence: pd.Series) -> pd.DataFrame:
    """Describe each cluster in a row: the table of `clusters`.

    A cluster is named by the theme, sector or country that is most over-represented in it
    (hypergeometric test against all clustered actors with a known value [1]_): held by at least
    three of its actors and 30 % of those with a known value, 1.5 times the share elsewhere, p at
    most 0.01 after Bonferroni's correction; else by its best-connected actor alone.

    Parameters
    ----------
    network
        Gives ties, names, themes, sectors and countries.
    membership, confidence
        Cluster and confidence of each actor, in network order; cluster 0 has no row.

    Returns
    -------
    pandas.DataFrame
        As `Clusters.table` says, sorted by ``cluster``. Cost: m, and n for each kind of label.

    References
    ----------
    .. [1] Tumminello, M. et al. (2011). Community characterization of heterogeneous complex
       systems. Journal of Statistical Mechanics, P01019.
    """
    member = membership.to_numpy()
    sizes = np.bincount(member)[1:]
    table = pd.DataFrame({"cluster": np.arange(1, len(sizes) + 1), "actors": sizes}).astype("int64")
    table = table.join(_ties(network, member), on="cluster")
    table["confidence"] = table["cluster"].map(confidence.groupby(member).mean()).astype(float)
    labels = []
    for kind, column in _KINDS.items():
        counts = _value_counts(network, member, column)
        table[f"main_{kind}"] = table["cluster"].map(_most_frequent(counts)).astype("str")
        labels.append(_over_represented(counts).assign(label_kind=kind))
    label = pd.concat(labels).sort_values(["cluster", "log_p"], kind="stable")
    label = label.drop_duplicates("cluster").set_index("cluster")
    table["label_kind"] = table["cluster"].map(label["label_kind"]).astype("str").fillna("actor")
    table["label_value"] = table["cluster"].map(label["value"]).astype("str")
    return unique_names(table)[list(_COLUMNS)]


def _ties(network: Network, member: np.ndarray[Any, Any]) -> pd.DataFrame:
    """Count each cluster's ties, and find its actor with the most ties inside."""
    ends = network.edges
    clusters = member[ends]
    is_inside = clusters[:, 0] == clusters[:, 1]
    inside = np.bincount(ends[is_inside].ravel(), minlength=len(network))
    degree = np.bincount(ends.ravel(), minlength=len(network))
    actors = pd.DataFrame({"cluster": member, "inside": inside, "degree": degree})
    totals = actors[member > 0].groupby("cluster").sum()
    best = actors[member > 0].sort_values(["inside", "degree"], ascending=False, kind="stable")
    place = best.drop_duplicates("cluster").reset_index().set_index("cluster")["index"]
    names = network.actors["name"].map(short)
    return pd.DataFrame(
        {
            "internal_ties": totals["inside"] // 2,
            "external_ties": totals["degree"] - totals["inside"],
            "best_connected": pd.Series(network.ids.take(place), place.index, dtype="str"),
            "best_connected_name": pd.Series(names.take(place).to_numpy(), place.index, dtype="str"),
        }
    ).astype({"internal_ties": "int64", "external_ties": "int64"})


def _value_counts(network: Network, member: np.ndarray[Any, Any], column: str) -> pd.DataFrame:
    """Count each value in each cluster, and the actors with any value: cluster, value, held, known."""
    cells = network.actors[column].astype("str")
    cells = cells.where(cells != "unknown")
    lists = cells.str.split(";") if column == "themes" else cells.map(lambda cell: [cell], na_action="ignore")
    rows = pd.DataFrame({"actor": np.arange(len(network)), "cluster": member, "value": lists})
    rows = rows[member > 0].dropna().explode("value")
    rows["value"] = rows["value"].astype("str").str.strip()
    rows = rows[rows["value"] != ""].drop_duplicates()
    counts = rows.groupby(["cluster", "value"], as_index=False).agg(held=("actor", "size"))
    known = rows.groupby("cluster")["actor"].nunique()
    counts["known"] = counts["cluster"].map(known).astype("int64")
    counts.attrs["actors"] = int(known.sum())
    return counts


def _most_frequent(counts: pd.DataFrame) -> pd.Series:
    """Give the most frequent value of each cluster, the first by alphabet among equals."""
    order = counts.sort_values(["held", "value"], ascending=[False, True])
    return order.drop_duplicates("cluster").set_index("cluster")["value"]


def _log_tail(held: int, actors: int, marked: int, drawn: int) -> float:
    """Give the log of the chance that ``drawn`` of ``actors`` hold at least ``held`` of the ``marked``.

    The tail of the hypergeometric distribution, as ``scipy.stats`` gives it; importing that takes
    longer than all measures of a small network.
    """

    def log_choose(n: int, k: npt.NDArray[np.int64] | int) -> npt.NDArray[np.float64]:
        chosen: npt.NDArray[np.float64] = (
            gammaln(n + 1) - gammaln(np.asarray(k) + 1) - gammaln(n - np.asarray(k) + 1)
        )
        return chosen

    hits = np.arange(held, min(marked, drawn) + 1)
    ways = log_choose(marked, hits) + log_choose(actors - marked, drawn - hits)
    return float(logsumexp(ways) - log_choose(actors, drawn))


def _over_represented(counts: pd.DataFrame) -> pd.DataFrame:
    """Keep the values that a cluster holds far more than chance and the floor allow."""
    actors = counts.attrs["actors"]
    everywhere = counts.groupby("value")["held"].transform("sum")
    share = counts["held"] / counts["known"]
    is_candidate = (
        (counts["held"] >= _FEWEST) & (share >= _SHARE) & (share >= _RATIO * everywhere / max(actors, 1))
    )
    found = counts[is_candidate]
    log_p = [
        _log_tail(held, actors, marked, drawn)
        for held, marked, drawn in zip(found["held"], everywhere[is_candidate], found["known"], strict=True)
    ]
    found = found.assign(log_p=np.asarray(log_p, float) + np.log(max(len(counts), 1)))
    return found.loc[found["log_p"] <= np.log(_P_VALUE), ["cluster", "value", "log_p"]]


def unique_names(table: pd.DataFrame) -> pd.DataFrame:
    """Add the English names to rows that `cluster_name` can name, numbering those that would be alike."""
    names: list[str] = []
    actors: list[str] = []
    rows = table.to_dict("records")
    taken = {given for row in rows if isinstance(given := row.get("given_name"), str)}
    for row in rows:
        actor, repeat = str(row["best_connected_name"]), 1
        is_given = isinstance(row.get("given_name"), str)
        while (name := cluster_name(row)) in taken and not is_given:
            repeat += 1
            row["best_connected_name"] = f"{actor} ({repeat})"
        taken.add(name)
        names.append(name)
        actors.append(str(row["best_connected_name"]))
    return table.assign(
        name=pd.Series(names, dtype="str"), best_connected_name=pd.Series(actors, dtype="str")
    )
