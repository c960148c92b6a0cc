"""A new rule: what it says, on whom, why, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import streamlit as st

from graphlib.introductions.rulebook import Must, Never, OnColumn, Rule, RuleBook
from graphlib.network import Network
from graphlib.schema import ACTORS
from graphlib.translation import Message
from pages.parts import cache, messages, session, tables
from pages.parts.introductions import rulebook

__all__ = ["show"]

_WHAT = ("never_one", "never_pair", "consider_pair", "competitors", "in_common")
_LONGEST = 300
_NOT_SHARED = frozenset({"id", "name", "sector_source", "latitude", "longitude", "url", "secretariat"})
"""Columns whose values two organisations share by chance, or by being the same."""


def show(network: Network, seen: Mapping[str, int]) -> None:
    """Ask for a new rule."""
    t = session.translator()
    with st.expander(t("rules.add.title"), icon=":material/add:", expanded=True):
        columns = cache.once(_columns, network)
        offered = [what for what in _WHAT if columns or what not in ("competitors", "in_common")]
        what = st.selectbox(
            t("rules.add.what"), offered, format_func=lambda name: t(f"rules.add.{name}"), key="rules_what"
        )
        if what in ("competitors", "in_common"):
            rule = _on_column(what, columns)
        else:
            rule = _on_actors(network, what)
        st.button(
            t("rules.add.button"),
            type="primary",
            disabled=rule is None,
            key="rules_add",
            on_click=_add,
            args=(rule, seen),
        )


def _on_column(what: str, columns: list[str]) -> Rule | None:
    """Ask for the column of a rule."""
    t = session.translator()
    words = dict(zip(columns, messages.distinct(map(tables.header, columns)), strict=True))
    column = st.selectbox(
        t("rules.add.column"),
        columns,
        index=None,
        format_func=lambda name: words[name],
        key=_key("column"),
        help=t(f"rules.add.{what}_help"),
        placeholder=t("rules.add.choose"),
    )
    if column is None:
        return None
    return OnColumn("competitors" if what == "competitors" else "in_common", column)


def _on_actors(network: Network, what: str) -> Rule | None:
    """Ask for the organisations of a rule, why, and until when."""
    t = session.translator()
    names = cache.once(_names, network)
    actors = []
    for place, end in enumerate(st.columns(1 if what == "never_one" else 2)):
        actors.append(
            end.selectbox(
                t("rules.add.actor") if place == 0 else t("rules.add.partner"),
                list(names),
                index=None,
                format_func=lambda actor: names[actor],
                key=_key(f"actor{place}"),
                placeholder=t("rules.add.choose"),
            )
        )
    left, right = st.columns([3, 1])
    reason = left.text_input(t("rules.add.reason"), max_chars=_LONGEST, key=_key("reason"))
    until = right.date_input(
        t("rules.add.until"),
        None,
        min_value=datetime.date.fromisoformat(rulebook.today()),
        format="DD/MM/YYYY",
        help=t("rules.add.until_help"),
        key=_key("until"),
    )
    chosen = tuple(actor for actor in actors if actor is not None)
    if len(chosen) < len(actors):
        return None
    if len({*chosen}) < len(chosen):
        st.caption(t("rules.add.same"))
        return None
    last = until.isoformat() if isinstance(until, datetime.date) else None
    return (Must if what == "consider_pair" else Never)(chosen, reason, last)


def _add(rule: Rule, seen: Mapping[str, int]) -> None:
    """Write the rule down, and leave the fields empty for the next."""
    rulebook.change(RuleBook.of([rule]), RuleBook(), Message("rules.added", count=1), seen)
    session.keep("rules_round", session.state("rules_round", 0) + 1)


def _key(name: str) -> str:
    """Name a field anew for each rule, so that it begins empty."""
    return f"rules_{name}:{session.state('rules_round', 0)}"


def _names(network: Network) -> dict[str, str]:
    """Name every organisation, no two alike."""
    actors = network.actors
    return dict(zip(actors["id"], messages.distinct(actors["name"]), strict=True))


def _columns(network: Network) -> list[str]:
    """List the columns in which two organisations can have a value in common."""
    personal = {column.name for column in ACTORS.columns if column.is_personal}
    names = [str(name) for name in network.actors if name not in _NOT_SHARED | personal]
    return [name for name in names if network.actors[name].nunique() < network.actors[name].count()]
