"""Who comes: those registered for an event, or a list of one's own."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from graphlib.introductions.seating import events_to_seat
from graphlib.introductions.seating.naming import Named, guests_named
from graphlib.network import Network
from pages.parts import cache, messages, session
from pages.parts.introductions.asking import all_names

__all__ = ["Guests", "chosen"]

_SOURCES = ("event", "list")
_SAID = 8
"""Names that were not found, which are said one by one."""


@dataclass(frozen=True)
class Guests:
    """Who comes: an event with those registered, or ids; ``title`` names the event."""

    event: str | None
    ids: tuple[str, ...]
    title: str
    is_coming: bool


def chosen(network: Network, day: str) -> Guests | None:
    """Ask who comes; ``None`` while fewer than two do."""
    t = session.translator()
    events = cache.once(events_to_seat, network, day)
    source = "list"
    if events.empty:
        st.write(t("seating.page.no_events"))
    else:
        source = _source()
    guests = _list(network) if source == "list" else _event(events)
    if guests.event is None and len(guests.ids) < 2:
        st.info(t("seating.page.no_guests"))
        return None
    return guests


def _source() -> str:
    """Ask whether an event or a list is meant."""
    t = session.translator()
    return str(
        st.radio(
            t("seating.page.source"),
            _SOURCES,
            format_func=lambda name: t(f"seating.page.source_{name}"),
            key="seating_source",
            horizontal=True,
        )
    )


def _event(events: pd.DataFrame) -> Guests:
    """Ask which event is meant."""
    rows = {str(row["event_id"]): row for _, row in events.iterrows()}
    words = dict(zip(rows, messages.distinct(map(_option, rows.values())), strict=True))
    event = st.selectbox(
        session.translator()("seating.page.event"),
        list(rows),
        format_func=lambda name: words[name],
        key="seating_event",
    )
    row = rows[str(event)]
    return Guests(str(event), (), str(row["name"]), bool(row["is_coming"]))


def _option(row: pd.Series) -> str:
    """Name an event with its day and the number registered."""
    t = session.translator()
    name, count = messages.short(str(row["name"])), int(row["registered"])
    if pd.isna(row["start"]):
        return t("seating.page.option_undated", name=name, count=count)
    day = t.date(str(row["start"]))
    if row["is_coming"]:
        return t("seating.page.option_coming", name=name, day=day, count=count)
    return t("seating.page.option", name=name, day=day, count=count)


def _list(network: Network) -> Guests:
    """Ask for the guests one by one, or as a list of names."""
    t, names = session.translator(), all_names(network)
    picked = st.multiselect(
        t("seating.page.choose"),
        list(names),
        format_func=lambda actor: names[actor],
        key="seating_guests_picked",
    )
    pasted = st.text_area(t("seating.page.paste"), key="seating_guests_pasted")
    named = guests_named(network, pasted or "")
    _not_found(named)
    return Guests(None, tuple(dict.fromkeys([*picked, *named.ids])), "", is_coming=False)


def _not_found(named: Named) -> None:
    """Say which names are nobody's, and which are several organisations'."""
    t = session.translator()
    said = [t("seating.page.shared", name=messages.short(name)) for name in named.shared]
    for name, near in named.unknown:
        said.append(_unknown(messages.short(name), near))
    if len(said) > _SAID:
        said[_SAID:] = [t("seating.page.unknown_more", count=len(said) - _SAID)]
    if said:
        st.warning("  \n".join(map(messages.escaped, said)), icon=":material/person_search:")


def _unknown(name: str, near: str | None) -> str:
    """Say that a name is nobody's, and who may be meant."""
    t = session.translator()
    if near is None:
        return t("seating.page.unknown", name=name)
    return t("seating.page.unknown_near", name=name, near=messages.short(near))
