"""Has this worked here before? What became of the suggestions that would have been made on earlier days."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from graphlib.backtest import DEFAULT, Backtest
from graphlib.backtest.wording import findings, said_sentences
from graphlib.errors import GraphlibError
from graphlib.introductions.likelihood import Likelihood
from graphlib.network import Network
from pages.parts import charts, messages, results, session, tables

__all__ = ["show"]

_COMPARED = (DEFAULT, "likelihood", "adamic_adar", "value")
"""The sets that the chart shows."""

_SCALE = 1000.0


def show(network: Network) -> None:
    """Show how earlier suggestions would have done."""
    t = session.translator()
    if len(network.groups().names) < 2:
        messages.finding(t("introductions.finding.no_sectors"))
        return
    try:
        found = results.backtest(network)
    except GraphlibError as refused:
        messages.finding(refused.what.text(t.language))
        st.write(refused.fix.text(t.language))
        st.page_link("pages/data.py", label=t("backtest.page.to_data"), icon=":material/table_chart:")
        return
    _finding(found)
    _ways(found)
    _by_day(found, network)
    _said(found, results.likelihood(network))
    messages.small_print(t("backtest.small.how", top=found.top, cap=found.cap, seed=str(found.seed)))


def _finding(found: Backtest) -> None:
    """Say how many came true, and what that does not prove."""
    t = session.translator()
    first, *others = findings(found, t)
    messages.finding(first)
    if found.undated:
        others.append(t("backtest.sentence.undated", undated=found.undated, rows=found.rows))
    st.markdown(messages.escaped(" ".join(others)))
    st.info(t("backtest.sentence.proxy"), icon=":material/info:")


def _ways(found: Backtest) -> None:
    """Set the list beside plainer ways to choose one."""
    t = session.translator()
    st.subheader(t("backtest.ways.title"), anchor=False)
    st.write(t("backtest.ways.why_value"))
    means = found.mean_sets
    shown = means.set_index("set").loc[list(_COMPARED)].reset_index()
    shown = shown.assign(name=[t(f"backtest.ways.{name}") for name in shown["set"]])
    chance = sum(trial.chance for trial in found.trials) / len(found.trials)
    title = t("backtest.ways.axis")
    drawn = charts.intervals(shown, "share", "low", "high", title, t.language, chance=chance)
    st.altair_chart(drawn, width="stretch", alt=findings(found, t)[0])
    st.caption(t("backtest.ways.chance", chance=t.fine_percent(chance)))
    with st.expander(t("backtest.table.sets")):
        _set_table(means)
    with st.expander(t("backtest.table.rankings")):
        _ranking_table(found)


def _set_table(means: pd.DataFrame) -> None:
    """List all ways to choose a list."""
    t = session.translator()
    shown = pd.DataFrame(
        {
            "set": [t(f"backtest.ways.{name}") for name in means["set"]],
            "suggested": means["pairs"],
            "in_year": means["hits_in_year"],
            "interval": _ranges(means),
            "ever": means["hits"],
            "gain": _scaled(means["realised_in_year"]),
            "promised": _scaled(means["promised"]),
        }
    )
    _table(shown, means, "worked_sets")
    st.caption(t("backtest.table.gain_how"))


def _ranking_table(found: Backtest) -> None:
    """List how well each figure by itself ranks all pairs."""
    t = session.translator()
    means = found.mean_precision
    wide = means.pivot_table(index="method", columns="k", values="share", sort=False)
    areas = found.areas.groupby("method", sort=False)["auc"].mean()
    shown = pd.DataFrame({"method": [t(f"backtest.rank.{name}") for name in wide.index]})
    for k in wide.columns:
        shown[t("backtest.table.precision", k=int(k))] = [t.percent(share, 1) for share in wide[k]]
    shown["auc"] = [t.percent(area) for area in areas[wide.index]]
    _table(shown, means, "worked_rankings")
    st.caption(t("backtest.table.auc_how"))


def _by_day(found: Backtest, network: Network) -> None:
    """List what became of the list of each day."""
    t = session.translator()
    st.subheader(t("backtest.table.by_day"), anchor=False)
    ours = found.sets[found.sets["set"] == DEFAULT]
    shown = pd.DataFrame(
        {
            "cut": [t.date(cut) for cut in ours["cut"]],
            "suggested": ours["pairs"].to_numpy(),
            "in_year": ours["hits_in_year"].to_numpy(),
            "interval": _ranges(ours),
            "ever": ours["hits"].to_numpy(),
            "chance": [
                t.number(pairs * trial.chance, 1)
                for pairs, trial in zip(ours["pairs"], found.trials, strict=True)
            ],
            "gain": _scaled(ours["realised_in_year"]).to_numpy(),
            "promised": _scaled(ours["promised"]).to_numpy(),
        }
    )
    _table(shown, ours, "worked_days")
    hits = _hits(found, network)
    if len(hits):
        with st.expander(t("backtest.table.hits")):
            _table(hits.assign(cut=[t.date(cut) for cut in hits["cut"]]), hits, "worked_hits")


def _hits(found: Backtest, network: Network) -> pd.DataFrame:
    """List the suggestions of our lists that came true, by name."""
    names = network.actors.set_index("id")["name"]
    rows = found.suggestions[found.suggestions["set"] == DEFAULT]
    hits = rows[rows["days"].notna()]
    named = {end: names.reindex(hits[end]).to_numpy() for end in ("source", "target")}
    return hits[["cut", "rank", "days", "source", "target"]].assign(**named).astype({"days": "int64"})


def _said(found: Backtest, likelihood: Likelihood) -> None:
    """Set what was said beside what was seen."""
    t = session.translator()
    st.subheader(t("backtest.said.title"), anchor=False)
    sentences = said_sentences(found, t)
    for sentence in sentences:
        st.markdown(messages.escaped(sentence))
    if likelihood.is_few_data:
        st.caption(t("backtest.said.few"))
    checked = likelihood.reliability
    if len(checked) > 1:
        st.altair_chart(_curve(checked), width="stretch", alt=sentences[0])
        st.caption(t("backtest.said.brier", brier=likelihood.brier, base=likelihood.brier_base))
        with st.expander(t("backtest.said.learned")):
            _said_table(checked)


def _curve(checked: pd.DataFrame) -> alt.LayerChart:
    """Draw what was seen against what was said."""
    t = session.translator()
    rising = checked.sort_values("said")
    seen = pd.DataFrame(
        {
            "said": rising["said"] * 100,
            "share": rising["seen"],
            "low": rising["low"],
            "high": rising["high"],
            "series": t("backtest.said.seen"),
        }
    )
    right = seen[["said"]].assign(share=rising["said"], series=t("backtest.said.right"))
    titles = (t("backtest.said.axis_said"), t("backtest.said.axis_seen"))
    return charts.curves(pd.concat([seen, right]), "said", "share", "series", titles=titles)


def _said_table(checked: pd.DataFrame) -> None:
    """List what was said and seen."""
    t = session.translator()
    shown = pd.DataFrame(
        {
            "pairs": checked["pairs"],
            "said": [t.fine_percent(share) for share in checked["said"]],
            "seen": [t.fine_percent(share) for share in checked["seen"]],
            "interval": _ranges(checked, decimals=2),
        }
    )
    _table(shown, checked, "worked_said")


def _scaled(gains: pd.Series) -> pd.Series:
    """Write gains of reach so that they can be read."""
    return (gains * _SCALE).round(2)


def _ranges(frame: pd.DataFrame, *, decimals: int = 0) -> list[str]:
    """Write intervals of shares."""
    t = session.translator()
    ends = ([t.percent(share, decimals) for share in frame[end]] for end in ("low", "high"))
    return [t("backtest.table.range", low=low, high=high) for low, high in zip(*ends, strict=True)]


def _table(shown: pd.DataFrame, whole: pd.DataFrame, file: str) -> None:
    """Show a table under words of its own, and offer all of it."""
    t = session.translator()
    words = {name: t(f"backtest.table.{name}") for name in shown if t.has(f"backtest.table.{name}")}
    tables.show(shown.rename(columns=words), file)
    tables.download(whole, file.replace("_", "-"), key=f"{file}_download")
