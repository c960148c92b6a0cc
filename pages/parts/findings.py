"""What the figures say, in sentences: shared by the pages, worded in the catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.introductions import Plan
from graphlib.translation import Translator
from pages.parts import tables
from pages.parts.messages import short

__all__ = [
    "Figure",
    "Step",
    "bridges_sentence",
    "data_line",
    "figures",
    "has_sectors",
    "next_steps",
    "silos_sentence",
]

_NAMED = 3
"""Groups named in a sentence."""


@dataclass(frozen=True)
class Figure:
    """A figure with what stands beside it."""

    label: str
    value: str
    beside: str
    help: str


@dataclass(frozen=True)
class Step:
    """Something to do next, and the page where it is done."""

    title: str
    text: str
    page: str
    link: str


def has_sectors(analysis: Analysis) -> bool:
    """Tell whether at least two groups are known, without which silos mean nothing."""
    return len(analysis.network.groups(analysis.by).names) > 1


def data_line(analysis: Analysis, t: Translator) -> str:
    """Say in one line what the data are and how complete."""
    network, summary = analysis.network, analysis.summary
    known = float((network.groups(analysis.by).codes >= 0).mean()) if len(network) else 0.0
    dated = float(network.pairs["since"].notna().mean()) if len(network.pairs) else 0.0
    return t(
        "overview.data_line" if network.latest_date else "overview.data_line_undated",
        actors=summary["actors"],
        ties=summary["ties"],
        known=known,
        dated=dated,
        day=network.latest_date or "",
        isolates=summary["isolates"],
    )


def figures(analysis: Analysis, t: Translator) -> list[Figure]:
    """Give the four figures of the overview."""
    s = analysis.summary
    steps = 1 / s["cross_sector_reach"] if s["cross_sector_reach"] else math.nan
    beside = {
        "actors": t("overview.figure.actors.beside", share=s["largest_component"] / max(1, s["actors"])),
        "across": t("overview.figure.across.beside", share=s["cross_sector_share_expected"]),
        "reach": t("overview.figure.reach.beside", steps=steps),
        "dependence": t("overview.figure.dependence.beside", count=s["articulation_points"]),
    }
    value = {
        "actors": t.number(s["actors"]),
        "across": t.percent(s["cross_sector_share"]),
        "reach": t.number(s["cross_sector_reach"], 3),
        "dependence": t.percent(s["cut_off_by_top_brokers"]),
    }
    return [
        Figure(
            t(f"overview.figure.{name}.label"), value[name], beside[name], t(f"overview.figure.{name}.help")
        )
        for name in value
    ]


def next_steps(analysis: Analysis, plan: Plan | None, t: Translator) -> list[Step]:
    """Give the worst risk, the most closed group and the best introduction."""
    worst = analysis.articulation_points.head(1)
    closed = analysis.groups[analysis.groups["is_silo"]].head(1)
    best = plan.table.head(1) if plan is not None else pd.DataFrame()
    return [
        _step("risk", "bridges", t, name=short(worst["name"].iloc[0]), count=int(worst["cut_off"].iloc[0]))
        if len(worst)
        else _step("no_risk", "bridges", t),
        _step(
            "silo",
            "silos",
            t,
            group=tables.sector_word(closed["group"].iloc[0]),
            share=_inside_share(closed.iloc[0]),
        )
        if len(closed)
        else _step("no_silo", "silos", t),
        _step(
            "introduction",
            "introductions",
            t,
            source=short(best["source_name"].iloc[0]),
            target=short(best["target_name"].iloc[0]),
            introducer=short(best["introducer_name"].iloc[0]),
        )
        if len(best)
        else _step("no_introduction", "introductions", t),
    ]


def _step(step: str, page: str, t: Translator, **values: object) -> Step:
    """Word one next step."""
    return Step(
        t(f"overview.step.{step}.title"),
        t(f"overview.step.{step}.text", **values),
        page,
        t(f"overview.step.{step}.link"),
    )


def _inside_share(group: pd.Series) -> float:
    """Give the share of a group's ties that stay inside it."""
    total = group["internal"] + group["external"]
    return float(group["internal"] / total) if total else math.nan


def bridges_sentence(analysis: Analysis, t: Translator) -> str:
    """Say who holds the network together."""
    points = analysis.articulation_points
    if points.empty:
        return t("bridges.finding.none")
    worst = points.iloc[0]
    return t(
        "bridges.finding.some", count=len(points), name=short(worst["name"]), actors=int(worst["cut_off"])
    )


def silos_sentence(analysis: Analysis, t: Translator) -> str:
    """Say who stays among themselves, against chance."""
    if not has_sectors(analysis):
        return t("silos.finding.unknown")
    closed = analysis.groups[analysis.groups["is_silo"]]
    if closed.empty:
        return t("silos.finding.none", share=analysis.summary["cross_sector_share"])
    return t(
        "silos.finding.some",
        count=len(closed),
        groups=_most(closed["group"], t),
        share=analysis.summary["cross_sector_share"],
        expected=analysis.summary["cross_sector_share_expected"],
    )


def _most(groups: Iterable[str], t: Translator) -> str:
    """Name the first three groups, and say that there are more."""
    words = [tables.sector_word(group) for group in groups]
    return ", ".join(words) if len(words) <= _NAMED else t("silos.most", groups=", ".join(words[:_NAMED]))
