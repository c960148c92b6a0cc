"""The committee's snapshot as an Excel workbook: every figure of the report, and all rows behind it."""

from __future__ import annotations

import pandas as pd

from graphlib.drawing.names import plain, sector_word
from graphlib.introductions import Plan
from graphlib.reports import figures, tables
from graphlib.reports.sheets import Sheet, workbook_bytes
from graphlib.reports.table import Heading, Kind, ReportTable, table_of
from graphlib.snapshot import Snapshot

__all__ = ["workbook"]

_FOR_PUBLIC = {
    "actors": ("id", "name", "sector", "cluster", "cluster_confidence", "component"),
    "ties": ("source", "target", "kind", "weight", "crosses_sector", "crosses_cluster"),
}
"""Columns that say nothing about what depends on a single organisation."""

_MIXING_COLUMNS: dict[str, Kind] = {
    "group_a": "sector", "group_b": "sector", "ties": "count", "expected": "decimal", "ratio": "ratio",
    "z": "decimal",
}  # fmt: skip
_MOST_TIES = 100_000
_SHARES = {"cluster_confidence"}


def workbook(snapshot: Snapshot) -> bytes:
    """Write the snapshot as one ``.xlsx`` file.

    Parameters
    ----------
    snapshot
        Its audience decides which sheets and columns there are.

    Returns
    -------
    bytes
        Sheets: summary, organisations, ties, sectors, groups found, bridges, introductions,
        method. Cells are text or numbers, never formulas; equal content gives equal bytes.
    """
    say, plan = snapshot.say, snapshot.introductions
    parts: dict[str, tuple[ReportTable, ...]] = {
        "summary": (_summary(snapshot),),
        "actors": (_actors(snapshot),),
        "ties": (_ties(snapshot),),
        "sectors": (tables.group_table(snapshot), _mixing(snapshot)),
        "clusters": (tables.cluster_table(snapshot),),
    }
    if not snapshot.is_public:
        parts["bridges"] = (
            tables.holding_table(snapshot),
            tables.bridge_table(snapshot),
            tables.go_between_table(snapshot, top=50),
        )
    if plan is not None:
        parts["introductions"] = _introductions(snapshot, plan)
    parts["method"] = (_method(snapshot),)
    cut = say("report.sheet.cut")
    sheets = [
        Sheet(say(f"report.sheet.{key}"), part, is_bare=False, note_when_cut=cut)
        for key, part in parts.items()
    ]
    flags = (say("report.sheet.no"), say("report.sheet.yes"))
    return workbook_bytes(sheets, title=snapshot.title, flags=flags)


def _labelled(snapshot: Snapshot, *columns: tuple[str, Kind]) -> tuple[Heading, ...]:
    """Give headings from the report's own words."""
    return tuple(Heading(snapshot.say(f"report.column.{key}"), kind) for key, kind in columns)


def _summary(snapshot: Snapshot) -> ReportTable:
    """State, key figures, next steps and quality, one a row."""
    say = snapshot.say
    word, reason, remedy = figures.state_words(snapshot)
    rows = [(say("report.part.state"), word, f"{reason} {remedy}")]
    rows += [(figure.label, figure.value, figure.beside) for figure in figures.figures(snapshot)]
    rows += [(say("report.part.steps"), "", step) for step in figures.next_steps(snapshot)]
    lines = [*figures.quality(snapshot), say("report.quality.private")]
    lines += [say("report.public.note")] if snapshot.is_public else []
    rows += [(say("report.part.quality"), "", line) for line in lines]
    rows.append((say("report.fingerprint"), snapshot.fingerprint, figures.version_line(snapshot)))
    headings = _labelled(snapshot, ("figure", "text"), ("value", "text"), ("beside", "text"))
    return ReportTable(snapshot.title, figures.data_line(snapshot), headings, tuple(rows))


def _columns(snapshot: Snapshot, name: str) -> pd.DataFrame:
    """Give a table of the analysis as far as the audience may see it."""
    frame: pd.DataFrame = getattr(snapshot.analysis, name)
    return frame[list(_FOR_PUBLIC[name])] if snapshot.is_public else frame


def _headed(snapshot: Snapshot, frame: pd.DataFrame, title: str, finding: str = "") -> ReportTable:
    """Head the columns of an analysis in the reader's language, by what their cells hold."""
    headings = tuple(
        Heading(tables.column_label(snapshot.say, str(name)), _kind(frame[name]), str(name))
        for name in frame.columns
    )
    return table_of(frame, headings, title=title, finding=finding)


def _kind(cells: pd.Series) -> Kind:
    """Tell how the cells of a column are written."""
    if pd.api.types.is_bool_dtype(cells):
        return "flag"
    if cells.name in _SHARES:
        return "percent"
    if pd.api.types.is_integer_dtype(cells):
        return "count"
    if pd.api.types.is_numeric_dtype(cells):
        return "fine"
    return "name" if cells.name == "name" else "text"


def _actors(snapshot: Snapshot) -> ReportTable:
    """Every organisation with every measure."""
    frame = _columns(snapshot, "actors")
    words = {name: sector_word(str(name), snapshot.say) for name in frame["sector"].unique()}
    frame = frame.assign(sector=frame["sector"].map(words))
    return _headed(snapshot, frame, snapshot.say("report.sheet.actors"), figures.data_line(snapshot))


def _ties(snapshot: Snapshot) -> ReportTable:
    """Every tie, or the strongest where there are very many, with the names of its ends."""
    say, names = snapshot.say, snapshot.network.actors.set_index("id")["name"]
    frame, finding = _columns(snapshot, "ties").copy(deep=False), figures.data_line(snapshot)
    if len(frame) > _MOST_TIES:
        finding = say("report.sheet.strongest", count=_MOST_TIES, all=len(frame))
        order = frame.sort_values(["weight", "source", "target"], ascending=[False, True, True])
        frame = order.head(_MOST_TIES).sort_index()
    frame.insert(2, "source_name", frame["source"].map(names))
    frame.insert(3, "target_name", frame["target"].map(names))
    return _headed(snapshot, frame, say("report.sheet.ties"), finding)


def _mixing(snapshot: Snapshot) -> ReportTable:
    """Ties between each two sectors against chance."""
    frame, say = snapshot.analysis.mixing[list(_MIXING_COLUMNS)], snapshot.say
    frame = frame.assign(
        group_a=[sector_word(name, say) for name in frame["group_a"]],
        group_b=[sector_word(name, say) for name in frame["group_b"]],
    )
    made = _headed(snapshot, frame, say("report.silos.matrix_caption"), say("report.silos.matrix_how"))
    kinds = _MIXING_COLUMNS.values()
    headings = tuple(Heading(heading.label, kind) for heading, kind in zip(made.headings, kinds, strict=True))
    return ReportTable(made.title, made.finding, headings, made.rows)


def _introductions(snapshot: Snapshot, plan: Plan) -> tuple[ReportTable, ...]:
    """Give the introductions, and those without introducer where there are any."""
    made = tables.introduction_table(snapshot, plan)
    if plan.without_introducer.empty:
        return (made,)
    return made, tables.without_introducer_table(snapshot, plan)


def _method(snapshot: Snapshot) -> ReportTable:
    """Give every definition, its limits and its source."""
    columns: tuple[tuple[str, Kind], ...] = (
        ("term", "text"), ("text", "text"), ("beware", "text"), ("source_reference", "text"),
    )  # fmt: skip
    rows = tuple((entry.term, entry.text, entry.beware, entry.source) for entry in figures.method(snapshot))
    finding = plain(figures.exactness(snapshot), limit=1000)
    return ReportTable(snapshot.say("report.part.method"), finding, _labelled(snapshot, *columns), rows)
