"""What a report says about the whole network: state, key figures, next steps, quality, method."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graphlib.drawing.names import plain
from graphlib.exactness import thresholds
from graphlib.findings import bridges_sentence, silos_sentence, single_ties
from graphlib.snapshot import Snapshot
from graphlib.state import (
    CUT_OFF_ABOVE,
    state_help,
    state_name,
    state_reason,
)

__all__ = [
    "CLEAR_Z",
    "Entry",
    "Figure",
    "data_line",
    "exactness",
    "figures",
    "method",
    "next_steps",
    "quality",
    "risk",
    "state_words",
    "version_line",
]

CLEAR_Z = 2.0
"""Standard deviations from chance from which a count of ties is called clear."""

_NAME = 120


@dataclass(frozen=True)
class Entry:
    """How one figure is computed: term, definition, what not to conclude, source."""

    term: str
    text: str
    beware: str
    source: str


@dataclass(frozen=True)
class Figure:
    """One key figure: what it is, its value, and what to hold it against."""

    label: str
    value: str
    beside: str


def state_words(snapshot: Snapshot) -> tuple[str, str, str]:
    """Give the network's state in one word, why, and what helps."""
    summary, language = snapshot.analysis.summary, snapshot.language
    messages = state_name(summary), state_reason(summary), state_help(summary)
    name, reason, remedy = (message.text(language) for message in messages)
    return name, reason, remedy


def data_line(snapshot: Snapshot) -> str:
    """Say of which day the data are, and from how many organisations and ties."""
    say, summary = snapshot.say, snapshot.analysis.summary
    known = {"actors": summary["actors"], "ties": summary["ties"]}
    if snapshot.date is None:
        return say("report.data.undated", **known)
    return say("report.data.dated", day=snapshot.date, **known)


def figures(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Give the key figures, each with chance or a scale beside it."""
    say, summary = snapshot.say, snapshot.analysis.summary
    values = {
        "actors": say.number(summary["actors"]),
        "share": say.percent(summary["cross_sector_share"]),
        "reach": say.number(summary["cross_sector_reach"], 2),
        "dependence": say.percent(summary["cut_off_by_top_brokers"], 1),
        "holders": say.number(summary["articulation_points"]),
        "clusters": say.number(summary["clusters"]),
    }
    beside = {
        "actors": say(
            "report.figure.actors.beside",
            ties=summary["ties"],
            share=summary["largest_component"] / max(1, summary["actors"]),
        ),
        "share": _beside_share(snapshot),
        "reach": _beside_reach(snapshot),
        "dependence": say("report.figure.dependence.beside", limit=CUT_OFF_ABOVE),
        "holders": say("report.figure.holders.beside", count=len(single_ties(snapshot.analysis))),
        "clusters": _beside_clusters(snapshot),
    }
    return tuple(Figure(say(f"report.figure.{key}.label"), values[key], beside[key]) for key in values)


def _beside_share(snapshot: Snapshot) -> str:
    """Say what chance would give."""
    expected = snapshot.analysis.summary["cross_sector_share_expected"]
    if math.isnan(expected):
        return snapshot.say("report.figure.share.unknown")
    return snapshot.say("report.figure.share.beside", expected=expected)


def _beside_reach(snapshot: Snapshot) -> str:
    """Say how sure the reach is."""
    summary, say = snapshot.analysis.summary, snapshot.say
    if math.isnan(summary["cross_sector_reach"]):
        return say("report.figure.reach.unknown")
    if summary["cross_sector_reach_samples"] is None:
        return say("report.figure.reach.beside")
    return say("report.figure.reach.sampled", error=summary["cross_sector_reach_error"])


def _beside_clusters(snapshot: Snapshot) -> str:
    """Say how far repeated runs agree on the groups found."""
    summary = snapshot.analysis.summary
    word = "reliable" if summary["clusters_reliable"] else "unreliable"
    return snapshot.say(f"report.figure.clusters.{word}", agreement=summary["cluster_agreement"])


def next_steps(snapshot: Snapshot) -> tuple[str, ...]:
    """Say what to look at first: the worst risk, the most closed group, the best introduction."""
    steps = (risk(snapshot), silos_sentence(snapshot.analysis, snapshot.say), _best_introduction(snapshot))
    return tuple(step for step in steps if step)


def risk(snapshot: Snapshot) -> str:
    """Say how many hold others in the network, and name the first; only count them for the public."""
    points = snapshot.analysis.articulation_points
    if snapshot.is_public and len(points):
        return snapshot.say("report.public.holding", count=len(points))
    return bridges_sentence(snapshot.analysis, snapshot.say)


def _best_introduction(snapshot: Snapshot) -> str:
    """Name the first introduction."""
    plan = snapshot.introductions
    if plan is None or plan.table.empty:
        return ""
    first = plan.table.iloc[0]
    columns = {"first": "source_name", "second": "target_name", "introducer": "introducer_name"}
    names = {
        key: plain(first[column], limit=_NAME)
        for key, column in columns.items()
        if isinstance(first[column], str)
    }
    key = "introduction" if "introducer" in names else "introduction_alone"
    return snapshot.say(f"report.step.{key}", **names)


def quality(snapshot: Snapshot) -> tuple[str, ...]:
    """Say how well the network is known, in a few sentences."""
    say, network, summary = snapshot.say, snapshot.network, snapshot.analysis.summary
    codes = network.groups(snapshot.analysis.by).codes
    counts = {
        "unknown": int((codes < 0).sum()),
        "isolates": summary["isolates"],
        "large_events": int((network.event_sizes > network.event_cap).sum()),
        "undated": int(network.pairs["since"].isna().sum()),
    }
    lines = [
        say(
            f"report.quality.{key}",
            count=count,
            actors=len(network),
            ties=summary["ties"],
            cap=network.event_cap,
        )
        for key, count in counts.items()
        if count
    ]
    return tuple(lines) if lines else (say("report.quality.fine"),)


def method(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Define each figure that the report shows, with what not to conclude from it."""
    say, plan = snapshot.say, snapshot.introductions
    keys = ["state", "tie", "reach", "ei_index", "mixing", "articulation_point", "bridge", "betweenness"]
    keys += ["clusters"] if plan is None else ["clusters", "introduction", "likelihood"]
    values = thresholds()
    return tuple(
        Entry(
            say(f"methods.{key}.title"),
            say(f"methods.{key}.text", **values),
            say(f"methods.{key}.beware"),
            say(f"methods.{key}.source"),
        )
        for key in keys
    )


def exactness(snapshot: Snapshot) -> str:
    """Say which figures are exact and which are estimated from samples, and with which seed."""
    say, summary, plan = snapshot.say, snapshot.analysis.summary, snapshot.introductions
    samples = {
        "reach": summary["cross_sector_reach_samples"],
        "between": summary["betweenness_samples"],
        "gain": None if plan is None or plan.samples == summary["actors"] else plan.samples,
    }
    said = [say(f"report.exact.{key}", samples=count) for key, count in samples.items() if count is not None]
    said = said or [say("report.exact.all")]
    return " ".join([*said, say("report.exact.seed", seed=str(snapshot.analysis.options.seed))])


def version_line(snapshot: Snapshot) -> str:
    """Name the versions that made the figures."""
    return ", ".join(f"{name} {number}" for name, number in snapshot.versions.items())
