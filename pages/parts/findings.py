"""What the figures say, in sentences: shared by the pages, worded in the catalogue."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from graphlib.analysis import Analysis
from graphlib.findings import closed_groups, worst_loss
from graphlib.introductions import Plan
from graphlib.quality import Crowds
from graphlib.state import CUT_OFF_ABOVE
from graphlib.translation import Message, Translator
from pages.parts import tables
from pages.parts.messages import short

__all__ = [
    "Figure",
    "Step",
    "crowded",
    "data_line",
    "figures",
    "has_sectors",
    "next_steps",
    "stale_years",
]

_TOO_FAR = 20
"""Steps above which the mean tells of missing paths, not of long ones."""

_SMALL = 0.02
"""A risk to less than this share of the largest part is called small."""


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
        actors=Message("app.count.actors", count=summary["actors"]),
        ties=Message("app.count.ties", count=summary["ties"]),
        known=known,
        dated=dated,
        day=network.latest_date or "",
        isolates=summary["isolates"],
    )


def crowded(found: Crowds, t: Translator) -> str:
    """Say in Markdown that events are too large to make ties; nothing where that matters little."""
    if not found.matters or not found.alone:
        return ""
    which = "all" if found.large == found.events else "some"
    return t(
        "overview.crowded",
        events=Message(
            f"overview.crowded_events.{which}", count=found.large, of=found.events, cap=found.event_cap
        ),
        alone=Message("overview.crowded_alone", count=found.alone),
    )


def figures(analysis: Analysis, t: Translator) -> list[Figure]:
    """Give the four figures of the overview."""
    s = analysis.summary
    is_known = not math.isnan(s["cross_sector_share"])
    beside = {
        "actors": t("overview.figure.actors.beside", share=s["largest_component"] / max(1, s["actors"])),
        "across": t("overview.figure.across.beside", share=s["cross_sector_share_expected"])
        if is_known
        else t("overview.figure.across.unknown"),
        "reach": _beside_reach(s["cross_sector_reach"], t)
        if is_known
        else t("overview.figure.reach.unknown"),
        "dependence": t("overview.figure.dependence.beside", limit=CUT_OFF_ABOVE),
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


def _beside_reach(reach: float, t: Translator) -> str:
    """Say how many steps the other sectors are away, where paths lead there at all."""
    if not reach or 1 / reach > _TOO_FAR:
        return t("overview.figure.reach.apart")
    return t("overview.figure.reach.beside", steps=1 / reach)


def next_steps(analysis: Analysis, plan: Plan | None, t: Translator) -> list[Step]:
    """Give the worst risk, the most closed group and the best introduction."""
    return [_risk(analysis, t), _silo(analysis, t), _introduction(plan, t)]


def stale_years(analysis: Analysis) -> int:
    """Give the whole years since the last day that the data name; 0 where they are not dated."""
    latest = analysis.network.latest_date
    if latest is None:
        return 0
    return max(0, (datetime.date.today() - datetime.date.fromisoformat(latest)).days // 365)


def _risk(analysis: Analysis, t: Translator) -> Step:
    """Word the worst risk, and say where it is small."""
    points = analysis.articulation_points
    if points.empty:
        return _step("no_risk", "bridges", t)
    worst = points.iloc[0]
    is_small = worst["cut_off"] < _SMALL * analysis.summary["largest_component"]
    return _step(
        "small_risk" if is_small else "risk",
        "bridges",
        t,
        name=short(worst["name"]),
        lost=worst_loss(analysis, t),
    )


def _silo(analysis: Analysis, t: Translator) -> Step:
    """Word the most closed group, beside chance."""
    if not has_sectors(analysis):
        return _step("unknown_sectors", "silos", t)
    closed = closed_groups(analysis)
    if closed.empty:
        return _step("no_silo", "silos", t)
    first = closed.iloc[0]
    return _step(
        "silo",
        "silos",
        t,
        group=tables.sector_word(first["group"]),
        share=float(first["inside_share"]),
        expected=float(first["inside_share_expected"]),
    )


def _introduction(plan: Plan | None, t: Translator) -> Step:
    """Word the best introduction."""
    if plan is None or plan.table.empty:
        return _step("no_introduction", "introductions", t)
    names = {end: short(plan.table[f"{end}_name"].iloc[0]) for end in ("source", "target", "introducer")}
    return _step("introduction", "introductions", t, **names)


def _step(step: str, page: str, t: Translator, **values: object) -> Step:
    """Word one next step."""
    return Step(
        t(f"overview.step.{step}.title"),
        t(f"overview.step.{step}.text", **values),
        page,
        t(f"overview.step.{step}.link"),
    )
