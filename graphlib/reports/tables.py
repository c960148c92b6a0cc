"""The tables of a report: who is closed, who holds the network together, whom to introduce."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from graphlib.drawing.names import plain, sector_word
from graphlib.findings import (
    clusters_sentence,
    go_between_sentence,
    go_betweens,
    silos_sentence,
    single_ties,
    ties_sentence,
)
from graphlib.introductions import Plan, Reason
from graphlib.introductions.rulebook import summary
from graphlib.introductions.wording import expectation, likelihood_check, plan_sentence
from graphlib.introductions.wording import likelihood_word as word_of
from graphlib.reports.figures import CLEAR_Z, risk
from graphlib.reports.table import Heading, Kind, ReportTable, table_of
from graphlib.snapshot import Snapshot
from graphlib.state import P_VALUE_UP_TO
from graphlib.translation import Translator

__all__ = [
    "Cell",
    "Matrix",
    "bridge_table",
    "cluster_table",
    "column_label",
    "effects",
    "go_between_table",
    "group_table",
    "holding_table",
    "introduction_table",
    "likelihood_word",
    "matrix",
    "reason_text",
    "without_introducer_table",
]

_LARGEST_MATRIX = 12


@dataclass(frozen=True)
class Cell:
    """One cell of the mixing matrix: ties, ratio to chance (NaN: nothing expected), whether it is clear."""

    ties: int
    expected: float
    ratio: float
    is_clear: bool


@dataclass(frozen=True)
class Matrix:
    """Ties between each two groups against chance; ``left_out`` groups are too many for a page."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int


def column_label(say: Translator, key: str) -> str:
    """Name a column in the reader's language: as every page does, or as reports alone do."""
    return say(next(name for name in (f"table.{key}", f"report.column.{key}") if say.has(name)))


def _headings(snapshot: Snapshot, *columns: tuple[str, Kind]) -> tuple[Heading, ...]:
    """Give headings in the reader's language; the grouping column is called by its name."""
    by = snapshot.analysis.by
    labels = {key: column_label(snapshot.say, key) for key, _ in columns}
    if by != "sector":
        labels["group"] = plain(by)
    return tuple(Heading(labels[key], kind, key) for key, kind in columns)


def _made(
    snapshot: Snapshot, part: str, finding: str, frame: pd.DataFrame, *columns: tuple[str, Kind]
) -> ReportTable:
    """Make the table of one part of the report from the frame's columns, in order."""
    return table_of(frame, _headings(snapshot, *columns), title=snapshot.say(part), finding=finding)


def _sectors(snapshot: Snapshot, cells: pd.Series) -> pd.Series:
    """Say sectors in the reader's language."""
    words = {name: sector_word(str(name), snapshot.say) for name in cells.unique()}
    return cells.map(words).astype("str")


def group_table(snapshot: Snapshot) -> ReportTable:
    """Tell for each sector how far its ties stay inside, beside chance, with a reading in words."""
    groups = snapshot.analysis.groups
    frame = pd.DataFrame(
        {
            "group": _sectors(snapshot, groups["group"]),
            "actors": groups["actors"],
            "internal": groups["internal"],
            "external": groups["external"],
            "inside": groups["inside_share"],
            "expected": groups["inside_share_expected"],
            "ei_index": groups["ei_index"],
            "p_value": groups["ei_p_value"],
            "reading": [_reading(snapshot, row) for row in groups.to_dict("records")],
        }
    )
    columns: tuple[tuple[str, Kind], ...] = (
        ("group", "sector"), ("actors", "count"), ("internal", "count"), ("external", "count"),
        ("inside_share", "percent"), ("inside_share_expected", "percent"), ("ei_index", "decimal"),
        ("ei_p_value", "fine"), ("reading", "text"),
    )  # fmt: skip
    return _made(snapshot, "silos.groups", silos_sentence(snapshot.analysis, snapshot.say), frame, *columns)


def _reading(snapshot: Snapshot, group: dict[str, Any]) -> str:
    """Read one group's figures in words."""
    if math.isnan(group["ei_index"]):
        return snapshot.say("report.reading.no_ties")
    if group["is_silo"]:
        return snapshot.say("report.reading.silo")
    is_open = group["ei_p_value"] >= 1 - P_VALUE_UP_TO
    return snapshot.say("report.reading.open" if is_open else "report.reading.chance")


def matrix(snapshot: Snapshot) -> Matrix:
    """Give the ties between each two of the largest groups, with chance."""
    groups = snapshot.analysis.groups
    largest = groups.sort_values(["actors", "group"], ascending=[False, True])["group"].tolist()
    names = largest[:_LARGEST_MATRIX]
    cells: dict[tuple[str, str], Cell] = {}
    for row in snapshot.analysis.mixing.itertuples():
        cell = Cell(int(row.ties), float(row.expected), float(row.ratio), abs(row.z) >= CLEAR_Z)
        cells[row.group_a, row.group_b] = cells[row.group_b, row.group_a] = cell
    blank = Cell(0, 0.0, math.nan, is_clear=False)
    rows = tuple(tuple(cells.get((first, second), blank) for second in names) for first in names)
    return Matrix(tuple(names), rows, len(largest) - len(names))


def holding_table(snapshot: Snapshot, *, top: int | None = None) -> ReportTable:
    """List the organisations without which others lose contact, and with whom."""
    points = snapshot.analysis.articulation_points
    shown = points.head(len(points) if top is None else top)
    frame = shown[["name", "sector", "cut_off", "parts_if_removed", "part_sizes"]].assign(
        sector=_sectors(snapshot, shown["sector"]),
        part_sizes=shown["part_sizes"].str.replace(";", " · "),
    )
    return _made(
        snapshot, "report.holding.title", risk(snapshot), frame,
        ("name", "name"), ("sector", "sector"), ("cut_off", "count"), ("parts_if_removed", "count"),
        ("part_sizes", "text"),
    )  # fmt: skip


def bridge_table(snapshot: Snapshot, *, top: int | None = None) -> ReportTable:
    """List the ties without which two parts of the network lose contact."""
    bridges = single_ties(snapshot.analysis)
    finding = ties_sentence(snapshot.analysis, snapshot.say)
    shown = bridges.head(len(bridges) if top is None else top)
    frame = shown[["source_name", "target_name", "smaller_side", "larger_side"]]
    return _made(
        snapshot, "bridges.ties", finding, frame,
        ("source_name", "name"), ("target_name", "name"), ("smaller_side", "count"), ("larger_side", "count"),
    )  # fmt: skip


def go_between_table(snapshot: Snapshot, *, top: int | None = 10) -> ReportTable:
    """Rank the organisations through which most shortest connections run."""
    ranked = go_betweens(snapshot.analysis)
    shown = ranked.head(len(ranked) if top is None else top)
    finding = go_between_sentence(snapshot.analysis, snapshot.say)
    frame = pd.DataFrame(
        {
            "name": shown["name"],
            "sector": _sectors(snapshot, shown["sector"]),
            "share": shown["route_share"],
            "degree": shown["degree"],
            "cross": shown["cross_sector_ties"],
        }
    )
    return _made(
        snapshot, "bridges.go_betweens", finding, frame,
        ("name", "name"), ("sector", "sector"), ("route_share", "percent"), ("degree", "count"),
        ("cross_sector_ties", "count"),
    )  # fmt: skip


def cluster_table(snapshot: Snapshot, *, top: int | None = None) -> ReportTable:
    """List the groups that the ties form by themselves, with how sure each is."""
    table = snapshot.analysis.clusters
    finding = clusters_sentence(snapshot.analysis, snapshot.say)
    shown = table.head(len(table) if top is None else top)
    frame = shown[["name", "actors", "internal_ties", "external_ties", "confidence", "main_sector"]]
    frame = frame.assign(
        name=pd.Series(snapshot.cluster_names, dtype="str").reindex(shown["cluster"]).to_numpy(),
        main_sector=_sectors(snapshot, shown["main_sector"].fillna("")),
    )
    return _made(
        snapshot, "silos.clusters", finding, frame,
        ("cluster", "name"), ("actors", "count"), ("internal_ties", "count"), ("external_ties", "count"),
        ("confidence", "percent"), ("main_sector", "sector"),
    )  # fmt: skip


def likelihood_word(snapshot: Snapshot, likelihood: float) -> str:
    """Say a likelihood in a word."""
    return word_of(likelihood).text(snapshot.language)


def introduction_table(snapshot: Snapshot, plan: Plan) -> ReportTable:
    """List whom to introduce to whom, through whom, to what effect and why."""
    table = plan.table
    reasons = [" ".join(reason_text(snapshot, reason) for reason in row) for row in plan.evidence]
    frame = pd.DataFrame(
        {
            "rank": table["rank"],
            "first": table["source_name"],
            "first_sector": _sectors(snapshot, table["source_sector"]),
            "second": table["target_name"],
            "second_sector": _sectors(snapshot, table["target_sector"]),
            "introducer": table["introducer_name"],
            "effect": effects(plan),
            "likelihood": table["likelihood"],
            "word": [likelihood_word(snapshot, value) for value in table["likelihood"]],
            "reasons": pd.Series(reasons, index=table.index, dtype="str"),
        }
    )
    columns: tuple[tuple[str, Kind], ...] = (
        ("rank", "count"), ("source_name", "name"), ("source_sector", "sector"), ("target_name", "name"),
        ("target_sector", "sector"), ("introducer_name", "name"), ("reach_gain", "gain"),
        ("likelihood", "percent"), ("likelihood_word", "text"), ("reasons", "text"),
    )  # fmt: skip
    said = [expectation(plan), likelihood_check(plan.likelihood)]
    said += [summary(plan.rules)] if len(plan.rules) else []
    further = [message.text(snapshot.language) for message in said if message is not None]
    finding = " ".join([plan_sentence(plan, snapshot.say), *further])
    return _made(snapshot, "introductions.title", finding, frame, *columns)


def reason_text(snapshot: Snapshot, reason: Reason) -> str:
    """Say a reason with its sectors in the reader's language."""
    values = dict(reason.values)
    for key in ("group_a", "group_b"):
        if isinstance(values.get(key), str):
            values[key] = sector_word(str(values[key]), snapshot.say)
    return snapshot.say(reason.message.key, **values)


def effects(plan: Plan) -> pd.Series:
    """Give the rise of the cross-sector reach with each introduction, as a share of today's."""
    return plan.table["reach_gain"] / (plan.base_reach or math.nan)


def without_introducer_table(snapshot: Snapshot, plan: Plan, *, top: int | None = None) -> ReportTable:
    """List pairs worth joining whom no common contact can introduce yet."""
    table = plan.without_introducer
    shown = table.head(len(table) if top is None else top)
    frame = pd.DataFrame(
        {
            "first": shown["source_name"],
            "first_sector": _sectors(snapshot, shown["source_sector"]),
            "second": shown["target_name"],
            "second_sector": _sectors(snapshot, shown["target_sector"]),
            "distance": shown["distance"],
            "chain": shown["chain"],
        }
    )
    return _made(
        snapshot, "introductions.far", snapshot.say("report.introductions.without"), frame,
        ("source_name", "name"), ("source_sector", "sector"), ("target_name", "name"),
        ("target_sector", "sector"), ("distance", "count"), ("chain", "name"),
    )  # fmt: skip
