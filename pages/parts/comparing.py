"""Two versions beside each other: the sentence, and every row and cell that differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graphlib.difference import Changes, Difference, changes_sentence, difference
from graphlib.matching import KEYS
from graphlib.network import Network
from graphlib.storage.port import Version
from pages.parts import cache, messages, session, tables

__all__ = ["branching", "cell_word", "column_word", "listed", "show"]


def show(versions: Sequence[Version], current: Version) -> tuple[Version, Version] | None:
    """Let two versions be chosen and show what differs; versions newest first.

    Gives the pair where both were made side by side and the user wants them brought together.
    """
    t = session.translator()
    st.subheader(t("history.compare.title"), anchor=False)
    if len(versions) == 1:
        st.write(t("history.compare.one"))
        return None
    known = {version.id: version for version in versions}
    start = current.parent_id or next(number for number in known if number != current.id)
    left, right = st.columns(2)
    older = known[_choice(left, "older", known, start, current)]
    newer = known[_choice(right, "newer", known, current.id, current)]
    if older.id == newer.id:
        st.info(t("history.compare.same"), icon=":material/compare_arrows:")
        return None
    _differences(older, newer, cache.once(_since, cache.version(newer.id), older.id))
    origin = branching(known, older, newer)
    if origin.id in (older.id, newer.id) or current.id not in (older.id, newer.id):
        return None
    st.info(t("history.compare.apart", number=origin.number), icon=":material/call_split:")
    wanted = st.button(t("history.compare.bring"), icon=":material/merge:", key="history_bring")
    return (older, newer) if wanted else None


def branching(known: dict[int, Version], one: Version, other: Version) -> Version:
    """Find the newest version that both were made from."""
    line = []
    step: int | None = one.id
    while step is not None:
        line.append(step)
        step = known[step].parent_id
    step = other.id
    while step not in line:
        step = known[step].parent_id or line[-1]
    return known[step]


def listed(difference: Difference, key: str) -> None:
    """List what differs, table by table, each with its download; ``key`` tells lists apart."""
    t = session.translator()
    for name, changes in difference.tables.items():
        if changes.counts.is_any:
            with st.expander(_capital(changes_sentence({name: changes.counts}, t))):
                tables.show(_readable(changes, name), f"{key}_{name}", file=f"changes-{name}")


def cell_word(cell: Any, column: str) -> str:  # noqa: ANN401
    """Write a cell in the reader's language."""
    t = session.translator()
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return t("app.yes") if cell else t("app.no")
    if isinstance(cell, int | float):
        return t.number(cell)
    return tables.sector_word(cell) if column == "sector" else str(cell)


def column_word(column: str) -> str:
    """Give the words for a column; one of the user's own keeps its name."""
    t = session.translator()
    return t(f"history.column.{column}") if t.has(f"history.column.{column}") else tables.header(column)


def _choice(place: Any, which: str, known: dict[int, Version], start: int, current: Version) -> int:  # noqa: ANN401
    """Let one version be chosen; a new current version begins anew."""
    t = session.translator()
    numbers = list(known)
    chosen: int = place.selectbox(
        t(f"history.compare.{which}"),
        numbers,
        index=numbers.index(start),
        format_func=lambda number: t(
            "history.timeline.short",
            number=known[number].number,
            day=known[number].created.date().isoformat(),
        ),
        key=f"history_{which}:{current.id}",
    )
    return chosen


def _since(after: Network, before: int) -> Difference:
    """Compare a network with a stored version."""
    return difference(cache.version(before), after)


def _differences(older: Version, newer: Version, found: Difference) -> None:
    """Say what differs in a sentence, then list it."""
    t = session.translator()
    said = changes_sentence(found.counts, t, pairs=(older.ties, newer.ties))
    messages.finding(t("history.compare.since", number=older.number, changes=said))
    before, after = found.event_cap
    if before != after:
        st.write(t("history.compare.cap", before=before, after=after))
    listed(found, "history_changes")


def _readable(changes: Changes, name: str) -> pd.DataFrame:
    """Put a list of changes into the reader's words."""
    t, found = session.translator(), changes.table
    titles = {"actors": "name", "ties": "tie_name", "events": "event_name"}
    words = {
        t("history.change.title"): [t(f"history.change.{change}") for change in found["change"]],
        t(f"history.column.{titles.get(name, 'participation_name')}"): found["name"],
        column_word("column"): [column_word(column) if column else "" for column in found["column"]],
    }
    for side in ("before", "after"):
        pairs = zip(found[side], found["column"], strict=True)
        words[column_word(side)] = [cell_word(cell, str(column)) for cell, column in pairs]
    words |= {
        column_word(column): [cell_word(cell, column) for cell in found[column]] for column in KEYS[name]
    }
    return pd.DataFrame(words)


def _capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
