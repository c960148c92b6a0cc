"""What became of the introductions? A board or a table, each entry opened to move it, and the report."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from graphlib.ledger import Entry, Ledger, State, as_table, due_calendar, summary
from graphlib.network import Network
from pages.parts import messages, session, tables, versioning
from pages.parts.introductions import board_entry, board_report, ledger
from pages.parts.introductions.rulebook import today, zone

__all__ = ["show"]

_COLUMNS: dict[str, tuple[State, ...]] = {
    "taken": ("taken",),
    "asked": ("asked",),
    "met": ("met",),
    "seen": ("seen", "lasting"),
}
"""The columns of the board, and the states that stand in each."""

_CLOSED: tuple[State, ...] = ("set_aside", "declined", "already_linked", "wrong")

_FIRST = 6
"""Entries shown at once in a column; the others on request."""

_TABLE = [
    "round",
    "standing",
    "source_name",
    "target_name",
    "introducer_name",
    "owner",
    "due",
    "moved",
]


def show(network: Network) -> None:
    """Show the board of the open programme, and what came of its introductions."""
    t = session.translator()
    if session.is_example():
        versioning.copy_first()
        return
    ledger.catch_up(network)
    place, book = st.container(), ledger.current()
    if not book.entries:
        with place:
            ledger.said()
        st.info(t("ledger.no_round"), icon=":material/flag:")
        return
    messages.finding(summary(book)[0].text(t.language))
    look, kept = _asked(book)
    if not kept:
        st.write(t("ledger.empty"))
    elif look == "cards":
        _board(kept)
    beneath = _table(Ledger(book.rounds, tuple(kept))) if look == "table" and kept else ""
    _calendar(kept)
    above = board_entry.dialog(book)
    with place:
        ledger.said(unless={beneath, above} - {""})
    board_report.show(book)
    versioning.author_field()


def _asked(book: Ledger) -> tuple[str, list[Entry]]:
    """Ask how to look at the ledger and at what part of it."""
    t = session.translator()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        look = st.radio(
            t("ledger.field.look"),
            ["cards", "table"],
            format_func=lambda name: t(f"ledger.field.{name}"),
            key="ledger_look",
            horizontal=True,
            width="content",
        )
        kept = _of_owner(_of_round(list(book.entries), book))
        author = session.state("author", "")
        is_mine = st.toggle(
            t("ledger.field.mine"),
            key="ledger_mine",
            disabled=not author,
            help=t("ledger.field.mine_how", name=author) if author else t("ledger.field.mine_nobody"),
        )
    if is_mine and author:
        kept = [entry for entry in kept if entry.standing.owner.casefold() == author.casefold()]
    return str(look), kept


def _of_round(entries: list[Entry], book: Ledger) -> list[Entry]:
    """Ask for a round, where there are several."""
    t = session.translator()
    numbers = [one.number for one in reversed(book.rounds)]
    if len(numbers) < 2:
        return entries
    chosen = st.selectbox(
        t("ledger.field.rounds"),
        numbers,
        index=None,
        format_func=lambda number: t("ledger.field.round", number=number),
        key="ledger_round",
        placeholder=t("ledger.field.all"),
        width=200,
    )
    return [entry for entry in entries if chosen in (None, entry.round)]


def _of_owner(entries: list[Entry]) -> list[Entry]:
    """Ask for an owner, where anybody owns anything."""
    t = session.translator()
    owners = sorted({entry.standing.owner for entry in entries}, key=lambda name: (not name, name.casefold()))
    if owners in ([], [""]):
        return entries
    words = dict(zip(owners, messages.distinct(name or t("ledger.nobody") for name in owners), strict=True))
    chosen = st.selectbox(
        t("ledger.field.owners"),
        owners,
        index=None,
        format_func=lambda name: words[name],
        key="ledger_owner",
        placeholder=t("ledger.field.all"),
        width=240,
    )
    return [entry for entry in entries if chosen in (None, entry.standing.owner)]


def _board(entries: list[Entry]) -> None:
    """Show what is under way by state, side by side where there is room; then what is to do, and closed."""
    t = session.translator()
    for place, (name, states) in zip(st.columns(len(_COLUMNS)), _COLUMNS.items(), strict=True):
        listed = [entry for entry in entries if entry.state in states]
        with place:
            st.markdown(f"**{t(f'ledger.column.{name}')}** ({len(listed)})")
            _cards(name, listed)
    _suggested(sum(entry.state == "suggested" for entry in entries))
    closed = [entry for entry in entries if entry.state in _CLOSED]
    if closed:
        with st.expander(t("ledger.column.closed", count=len(closed))):
            for first in range(0, len(closed), 3):
                for place, entry in zip(st.columns(3), closed[first : first + 3], strict=False):
                    with place:
                        _card(entry)


def _suggested(count: int) -> None:
    """Say how many wait for an answer, and lead to the list, where they are answered."""
    if count:
        st.button(
            session.translator()("ledger.column.suggested", count=count),
            icon=":material/list:",
            type="tertiary",
            key="ledger_to_list",
            on_click=session.look_through,
            args=(None,),
        )


def _cards(name: str, entries: list[Entry]) -> None:
    """Show the entries of a column, those due first, the first few at once."""
    t = session.translator()
    shown = session.state(f"ledger_shown:{name}", _FIRST)
    ordered = sorted(entries, key=lambda entry: (entry.standing.due or "~", entry.round, entry.rank))
    for entry in ordered[:shown]:
        _card(entry)
    left = len(ordered) - shown
    if left > 0 and st.button(t("ledger.field.more", count=left), key=f"ledger_more:{name}"):
        session.keep(f"ledger_shown:{name}", len(ordered))
        st.rerun()


def _card(entry: Entry) -> None:
    """Show one entry in short; its names open it, so that each button says what it opens."""
    t = session.translator()
    with st.container(border=True, gap="xsmall"):
        names = [messages.escaped(messages.short(name)) for name in (entry.source_name, entry.target_name)]
        label = t("ledger.pair", source=f"**{names[0]}**", target=f"**{names[1]}**")
        if st.button(
            label,
            key=f"ledger_open:{entry.key}",
            type="tertiary",
            icon=":material/chevron_right:",
            icon_position="right",
        ):
            board_entry.open_one(entry)
        lines = board_entry.lines(entry, today())
        if entry.state in {"lasting", *_CLOSED}:
            lines = [ledger.state_word(entry), *lines]
        if lines:
            st.caption("  \n".join(map(messages.escaped, lines)))


def _table(book: Ledger) -> str:
    """Show the entries as a table; the one that is picked is opened beneath it, and its key given."""
    picked = tables.select_rows(_in_words(book), "ledger_table", columns=_TABLE, file="introductions")
    if picked is None:
        return ""
    with st.container(border=True):
        board_entry.inside(book.entries[picked], "table")
    return book.entries[picked].key


def _in_words(book: Ledger) -> pd.DataFrame:
    """Write the ledger as a table, states and reasons in the reader's words."""
    t, words, frame = session.translator(), ledger.reasons(), as_table(book, zone())
    return frame.rename(columns={"state": "standing"}).assign(
        standing=[t(f"ledger.state.{state}") for state in frame["state"]],
        refusal=frame["refusal"].map(words),
    )


def _calendar(entries: list[Entry]) -> None:
    """Offer the ledger as CSV, and the due days to a calendar, where there are any."""
    t, book = session.translator(), Ledger(entries=tuple(entries))
    with st.container(horizontal=True):
        if session.widget("ledger_look") != "table":
            tables.download(_in_words(book), "introductions", key="ledger_csv")
        if any(entry.standing.due and entry.state in {"taken", "asked", "met"} for entry in entries):
            programme, namespace = session.name(), session.network_key()
            st.download_button(
                t("ledger.calendar.download"),
                lambda: due_calendar(entries, t, programme=programme, namespace=namespace),
                file_name=f"introductions-{datetime.date.fromisoformat(today()):%Y-%m-%d}.ics",
                mime="text/calendar",
                key="ledger_ics",
                icon=":material/event:",
                on_click="ignore",
            )
