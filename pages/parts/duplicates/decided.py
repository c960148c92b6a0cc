"""What was decided about pairs: kept with the programme, shown, done, and taken back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from graphlib.duplicates import Conflict, Decisions, Known, Merged, Pair, apart, apply
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import messages, session, tables, versioning

__all__ = ["apart_again", "decisions", "different", "outcome", "same", "show"]


@dataclass(frozen=True)
class _Outcome:
    """What the last merge cost, shown while its network is open."""

    fingerprint: str
    dropped_ties: int
    conflicts: tuple[Conflict, ...]


def decisions() -> Decisions:
    """Give what was decided about pairs of the open programme."""
    if session.is_example():
        return Decisions()
    return Decisions.from_json(session.workspace().setting(_key()))


def same(network: Network, chosen: list[tuple[str, str]]) -> None:
    """Merge pairs of ids, the first of each being kept, remember it, and run anew."""
    said = decisions().with_same(*_pairs(network, chosen))
    result = apply(network, Decisions(same=frozenset(_pairs(network, chosen))))
    _keep(said)
    _store(result, Message("duplicates.action", count=len(network) - len(result.network)))


def different(network: Network, chosen: list[tuple[str, str]]) -> None:
    """Remember that pairs of ids are two organisations each, and run anew."""
    _keep(decisions().with_different(*_pairs(network, chosen)))
    st.rerun()


def outcome() -> None:
    """Say what the last merge cost, until it is undone or closed."""
    kept: _Outcome | None = session.state("duplicates_outcome", None)
    if kept is None or kept.fingerprint != session.network().fingerprint:
        return
    if not kept.dropped_ties and not kept.conflicts:
        return
    t = session.translator()
    with st.container(border=True):
        if kept.dropped_ties:
            st.write(t("duplicates.dropped", count=kept.dropped_ties))
        if kept.conflicts:
            st.write(f"**{t('duplicates.conflicts', count=len(kept.conflicts))}**")
            st.write(t("duplicates.conflicts_how"))
            _conflicts(kept.conflicts)
        if st.button(t("duplicates.close"), key="duplicates_close", icon=":material/close:"):
            session.keep("duplicates_outcome", None)
            st.rerun()


def apart_again() -> None:
    """Say which pairs that are the same stand apart in this version, and offer to merge them again."""
    if session.is_example():
        return
    t, network, said = session.translator(), session.network(), decisions()
    pairs = apart(network, said)
    if not pairs:
        return
    with st.container(border=True):
        st.write(f"**{t('duplicates.apart', count=len(pairs))}**")
        st.write(t("duplicates.again_how"))
        _table(pairs, "duplicates_apart")
        with st.container(horizontal=True):
            if st.button(t("duplicates.again"), key="duplicates_again", icon=":material/merge:"):
                _store(apply(network, said), Message("duplicates.action_again"))
            if st.button(t("duplicates.forget"), key="duplicates_forget"):
                _keep(said.without(*pairs))
                st.rerun()


def show() -> None:
    """List what was decided, and let the user take it back."""
    said = decisions()
    rows = [(pair, "same") for pair in sorted(said.same)] + [
        (pair, "different") for pair in sorted(said.different)
    ]
    if not rows:
        return
    t = session.translator()
    with st.expander(t("duplicates.decisions", count=len(rows))):
        st.write(t("duplicates.decisions_how"))
        frame = _frame([pair for pair, _ in rows]).assign(
            decision=[t(f"duplicates.decided_{kind}") for _, kind in rows]
        )
        frame.insert(0, "tick", False)
        edited = st.data_editor(
            frame,
            key=f"duplicates_decisions:{len(rows)}",
            hide_index=True,
            width="stretch",
            disabled=["name_a", "name_b", "decision"],
            column_config=_config(),
        )
        gone = [pair for (pair, _), is_ticked in zip(rows, edited["tick"], strict=True) if is_ticked]
        label = t("duplicates.take_back", count=len(gone))
        if st.button(label, key="duplicates_take_back", disabled=not gone, icon=":material/undo:"):
            _keep(said.without(*gone))
            st.rerun()


def _store(result: Merged, action: Message) -> None:
    """Store what came of merging, and keep what it cost to be shown."""
    kept = _Outcome(result.network.fingerprint, result.dropped_ties, result.conflicts)
    session.keep("duplicates_outcome", kept)
    versioning.store(result.network, action)


def _keep(said: Decisions) -> None:
    """Keep what was decided with the programme."""
    session.workspace().set_setting(_key(), said.as_json())


def _key() -> str:
    """Name the setting that keeps the decisions of the open programme."""
    return f"duplicates:{session.network_key()}"


def _pairs(network: Network, chosen: list[tuple[str, str]]) -> list[Pair]:
    """Give pairs of ids with their names, as they are remembered."""
    names = dict(zip(network.ids, network.actors["name"], strict=True))
    return [Pair(Known(a, names[a]), Known(b, names[b])) for a, b in chosen]


def _conflicts(found: tuple[Conflict, ...]) -> None:
    """Show what could not stay, and what stands instead."""
    t = session.translator()
    names = dict(zip(session.network().ids, session.network().actors["name"], strict=True))
    frame = pd.DataFrame(
        {
            t("duplicates.conflict_actor"): [names[conflict.actor] for conflict in found],
            t("duplicates.conflict_column"): [tables.header(conflict.column) for conflict in found],
            t("duplicates.conflict_kept"): [conflict.kept for conflict in found],
            t("duplicates.conflict_dropped"): [conflict.dropped for conflict in found],
        }
    )
    tables.show(frame, "duplicates_conflicts", file="values-not-kept")


def _table(pairs: list[Pair], key: str) -> None:
    """Show pairs by their names."""
    st.dataframe(_frame(pairs), key=key, hide_index=True, width="stretch", column_config=_config())


def _frame(pairs: list[Pair]) -> pd.DataFrame:
    """Put the names of pairs into a table."""
    return pd.DataFrame(
        {
            "name_a": [messages.short(pair.first.name) for pair in pairs],
            "name_b": [messages.short(pair.second.name) for pair in pairs],
        }
    )


def _config() -> dict[str, str]:
    """Head the columns of decided pairs."""
    t = session.translator()
    return {name: t(f"duplicates.{name}") for name in ("tick", "name_a", "name_b", "decision")}
