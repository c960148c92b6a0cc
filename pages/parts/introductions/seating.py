"""Of those registered for an event, whom to seat together: the tables as cards, and lists to print."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.introductions.seating import RANDOM_SEATINGS, Seating
from graphlib.introductions.seating.wording import introduction_sentence, seating_sentences
from graphlib.network import Network
from graphlib.reports.place_list import place_list
from pages.parts import messages, results, session, tables
from pages.parts.introductions import rulebook
from pages.parts.introductions.guests import Guests, chosen

__all__ = ["show"]

_FIRST = 10
_MOST_SEATS = 50
_SEATS = 8
_APART = ["source_name", "source_table", "target_name", "target_table", "introducer_name", "shared_contacts"]
_TOGETHER = ["source_table", "source_name", "target_name", "introducer_name", "likelihood", "gain_alone"]


def show(network: Network) -> None:
    """Show who should sit with whom."""
    t = session.translator()
    if len(network.groups().names) < 2:
        messages.finding(t("introductions.finding.no_sectors"))
        return
    left, right = st.columns([4, 1])
    with left:
        guests = chosen(network, rulebook.today())
    with right:
        seats = _seats()
    if guests is None:
        return
    if guests.event is not None:
        st.caption(t("seating.page.coming" if guests.is_coming else "seating.page.past"))
    book = rulebook.current(network) if guests.event is None else rulebook.book().known_to(network)
    found = results.seating(network, event=guests.event, guests=guests.ids, seats=seats, rules=book)
    _finding(found)
    _downloads(found, guests)
    _cards(found)
    _look_out(found)
    _as_tables(found)
    messages.small_print(t("seating.page.small_print", random=RANDOM_SEATINGS, seed=str(found.seed)))


def _seats() -> int:
    """Ask how many sit at a table."""
    label = session.translator()("seating.page.seats")
    return int(st.number_input(label, 2, _MOST_SEATS, _SEATS, key="seating_seats"))


def _finding(found: Seating) -> None:
    """Say what the seating achieves, and what it took."""
    t = session.translator()
    first, *others = seating_sentences(found, t)
    messages.finding(first)
    said = [*others]
    if found.added_tables:
        said.append(t("seating.page.added", count=found.added_tables))
    if said:
        st.write(messages.escaped(" ".join(said)))


def _downloads(found: Seating, guests: Guests) -> None:
    """Offer the list to print, and the same for a spreadsheet."""
    t = session.translator()
    with st.container(horizontal=True):
        st.download_button(
            t("seating.page.download_places"),
            lambda: place_list(found, guests.title or t("seating.page.list_title"), t),
            file_name=f"{t('seating.page.file_places')}.txt",
            mime="text/plain",
            key="seating_places",
            icon=":material/print:",
            on_click="ignore",
        )
        tables.download(found.guests, t("seating.page.file_tables"), key="seating_guests")


def _cards(found: Seating) -> None:
    """Show the tables, two in a row."""
    t = session.translator()
    shown = session.state("seating_shown", _FIRST)
    numbers = list(range(1, min(shown, found.tables) + 1))
    for first in range(0, len(numbers), 2):
        for place, number in zip(st.columns(2), numbers[first : first + 2], strict=False):
            with place, st.container(border=True):
                _card(found, number)
    left = min(_FIRST, found.tables - len(numbers))
    if left and st.button(t("seating.page.more", count=left), key="seating_more"):
        session.keep("seating_shown", shown + _FIRST)
        st.rerun()


def _card(found: Seating, number: int) -> None:
    """Show one table: who sits there, who is the host, and whom to introduce to whom."""
    t = session.translator()
    people = found.guests[found.guests["table"] == number]
    count = t("seating.page.guests", count=len(people))
    st.markdown(f"**{messages.escaped(t('seating.table', number=number))}** · {messages.escaped(count)}")
    st.markdown("\n".join(f"- {_guest(row)}" for _, row in people.iterrows()))
    if number in found.without_host:
        st.caption(messages.escaped(t("seating.page.no_host")))
    asked = found.introductions[found.introductions["source_table"] == number]
    if len(asked):
        st.markdown(f"*{messages.escaped(t('seating.to_introduce'))}*")
        st.markdown("\n".join(f"- {_introduction(row)}" for _, row in asked.iterrows()))


def _guest(row: pd.Series) -> str:
    """Write one guest, as Markdown."""
    t = session.translator()
    name, sector = messages.escaped(messages.short(row["name"])), tables.sector_word(str(row["sector"]))
    line = f"{name} ({messages.escaped(sector)})"
    if not row["is_host"]:
        return line
    known = int(row["knows_here"])
    role = t("seating.page.host_knows", count=known) if known else t("seating.is_host")
    return f"**{line}** – {messages.escaped(role)}"


def _introduction(row: pd.Series) -> str:
    """Write whom to introduce to whom, as Markdown; long names shortened."""
    names = ["source_name", "target_name", "introducer_name"]
    said = row.copy()
    said[names] = [messages.short(name) if isinstance(name, str) else name for name in row[names]]
    return messages.escaped(introduction_sentence(said).text(session.language()))


def _look_out(found: Seating) -> None:
    """List the pairs who sit apart and should meet all the same."""
    if found.look_out.empty:
        return
    t = session.translator()
    st.subheader(t("seating.page.look_out"), anchor=False)
    st.write(t("seating.page.look_out_how"))
    tables.show(found.look_out, "seating_look_out", columns=_APART, file=t("seating.page.file_look_out"))


def _as_tables(found: Seating) -> None:
    """Offer everything as tables with all figures."""
    t = session.translator()
    with st.expander(t("seating.page.as_tables")):
        columns = ["table", "name", "sector", "is_host", "knows_here"]
        tables.show(found.guests, "seating_people", columns=columns)
        if len(found.introductions):
            file = t("seating.page.file_pairs")
            tables.show(found.introductions, "seating_pairs", columns=_TOGETHER, file=file)
