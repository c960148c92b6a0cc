"""Two versions made from the same one: what merges by itself, and what somebody must decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from graphlib.difference import Difference, changes_sentence, difference
from graphlib.merging import Conflict, Merge, merge
from graphlib.network import Network
from graphlib.storage.port import Version
from graphlib.translation import Message
from pages.parts import cache, messages, session, versioning
from pages.parts.comparing import cell_word, column_word, listed

__all__ = ["Pair", "show_draft", "show_pair"]

_MOST_ROWS = 12
"""Rows of the table of conflicts that are seen at once."""


@dataclass(frozen=True)
class Pair:
    """Two versions of the programme, ``mine`` being the current one, made from ``base``."""

    base: Version
    mine: Version
    theirs: Version


def show_draft(draft: versioning.Draft, current: Version) -> None:
    """Bring what could not be stored together with the version that somebody stored meanwhile."""
    t = session.translator()
    base = session.workspace().version(draft.based_on)
    with st.container(border=True):
        st.subheader(t("history.merge.title"), anchor=False)
        said = "draft_by" if current.author else "draft"
        st.write(
            messages.escaped(
                t(
                    f"history.merge.{said}",
                    base=base.number,
                    number=current.number,
                    author=messages.short(current.author),
                )
            )
        )
        sides = {"mine": t("history.merge.mine"), "theirs": t("history.merge.version", number=current.number)}

        def keep(network: Network) -> None:
            """Store what came of it in the draft's place."""
            action = Message("history.action.merged_draft", number=current.number, action=draft.action)
            versioning.settle(draft, network, action, current)

        _both(draft.network, base, current, sides, keep)
        _discard(base, current)


def show_pair(pair: Pair) -> None:
    """Bring two stored versions together that were made side by side."""
    t = session.translator()
    with st.container(border=True):
        st.subheader(t("history.merge.title"), anchor=False)
        numbers = {side: getattr(pair, side).number for side in ("base", "mine", "theirs")}
        st.write(t("history.merge.pair", **numbers))
        sides = {
            side: t("history.merge.version", number=getattr(pair, side).number) for side in ("mine", "theirs")
        }

        def keep(network: Network) -> None:
            """Store what came of it as the next version."""
            session.keep("history_pair", None)
            action = Message("history.action.merged", number=pair.theirs.number)
            versioning.store(network, action, based_on=pair.mine.id)

        _both(cache.version(pair.mine.id), pair.base, pair.theirs, sides, keep)
        if st.button(t("history.merge.later"), key="merge_later"):
            session.keep("history_pair", None)
            st.rerun()


def _both(
    mine: Network, base: Version, theirs: Version, sides: dict[str, str], keep: Callable[[Network], None]
) -> None:
    """Say what each side did, ask what they disagree on, and store on the user's word."""
    t = session.translator()
    for side, network in (("mine", mine), ("theirs", cache.version(theirs.id))):
        found: Difference = cache.once(_since, network, base.id)
        said = changes_sentence(found.counts, t, pairs=(base.ties, len(network.pairs)))
        st.markdown(
            "- "
            + messages.escaped(
                t("history.merge.mine_did", side=sides[side], number=base.number, changes=said)
            )
        )
        if side == "mine":
            listed(found, "merge_mine")
    merged: Merge = cache.once(_merged, mine, base.id, theirs.id)
    choices: dict[str, str] = {}
    if merged.conflicts:
        st.write(t("history.merge.asks", count=len(merged.conflicts)))
        choices = _choices(merged, f"{mine.fingerprint}:{base.id}:{theirs.id}", sides)
    else:
        st.success(t("history.merge.fits"), icon=":material/check:")
    left = len(merged.conflicts) - len(choices)
    if left:
        st.caption(t("history.merge.left", count=left))
    if st.button(
        t("history.merge.store"), type="primary", icon=":material/save:", disabled=left > 0, key="merge_store"
    ):
        keep(merged.resolved(choices))


def _choices(merged: Merge, key: str, sides: dict[str, str]) -> dict[str, str]:
    """Show the conflicts row by row, and give what was decided by the key of each."""
    t = session.translator()
    start, turn = session.state("merge_start", ("", 0))
    with st.container(horizontal=True):
        for side in ("mine", "theirs"):
            if st.button(t("history.merge.all", side=sides[side]), key=f"merge_all_{side}"):
                session.keep("merge_start", (side, turn + 1))
                st.rerun()
        if st.button(t("history.merge.none"), key="merge_none"):
            session.keep("merge_start", ("", turn + 1))
            st.rerun()
    table = _table(merged, sides, start)
    keeps = t("history.merge.keep")
    edited = st.data_editor(
        table,
        key=f"merge_choices:{key}:{turn}",
        hide_index=True,
        width="stretch",
        height="auto" if len(table) <= _MOST_ROWS else 38 * _MOST_ROWS,
        disabled=[name for name in table.columns if name != keeps],
        column_config={
            keeps: st.column_config.SelectboxColumn(
                keeps, options=[t("history.merge.open"), *sides.values()], required=True, pinned=True
            )
        },
    )
    named = {label: side for side, label in sides.items()}
    return {
        conflict.key: named[label]
        for conflict, label in zip(merged.conflicts, edited[keeps], strict=True)
        if label in named
    }


def _table(merged: Merge, sides: dict[str, str], start: str) -> pd.DataFrame:
    """Put the conflicts into words, one a row."""
    t = session.translator()
    rows = [
        {
            t("history.merge.keep"): sides.get(start, t("history.merge.open")),
            t("history.merge.where"): t(f"history.table.{conflict.table}"),
            column_word("name"): messages.short(conflict.name),
            column_word("column"): ", ".join(map(column_word, conflict.columns)),
            t("history.merge.base"): _side(conflict, "base"),
            sides["mine"]: _side(conflict, "mine"),
            sides["theirs"]: _side(conflict, "theirs"),
        }
        for conflict in merged.conflicts
    ]
    return pd.DataFrame(rows)


def _side(conflict: Conflict, side: str) -> str:
    """Say what one side has."""
    t, cells = session.translator(), getattr(conflict, side)
    if cells is None:
        return t("history.merge.absent" if side == "base" else "history.merge.taken")
    said = ", ".join(
        cell_word(cell, column) or "–" for cell, column in zip(cells, conflict.columns, strict=True)
    )
    if conflict.dependents and side != "base":
        relies = t("history.merge.relies", count=conflict.dependents)
        return f"{said}{t('history.separator')}{relies}" if said else relies
    return said


def _discard(base: Version, current: Version) -> None:
    """Offer to let the draft go, once the user has said so twice."""
    t = session.translator()
    with st.popover(t("history.merge.discard"), icon=":material/delete:"):
        st.write(t("history.merge.discard_sure", number=base.number, other=current.number))
        if st.button(t("history.merge.discard_yes"), key="merge_discard"):
            versioning.forget_draft()
            st.rerun()


def _merged(mine: Network, base: int, theirs: int) -> Merge:
    """Bring a network together with a stored version."""
    return merge(cache.version(base), mine, cache.version(theirs))


def _since(after: Network, before: int) -> Difference:
    """Compare a network with a stored version."""
    return difference(cache.version(before), after)
