"""A seating as plain text, to print and put beside the door."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from graphlib.drawing.names import plain, sector_word
from graphlib.introductions.seating import Seating
from graphlib.introductions.seating.wording import introduction_sentence
from graphlib.translation import Translator

__all__ = ["place_list"]


def place_list(seating: Seating, title: str, speak: Translator) -> bytes:
    """Write who sits where, and whom to introduce to whom, as UTF-8 text for any editor or printer.

    Parameters
    ----------
    seating
        Who sits where.
    title
        First line, such as the name of the event.
    speak
        The reader's language.

    Returns
    -------
    bytes
        First the guests in order of the alphabet with their table, then the tables. With a byte
        order mark, by which old editors know the encoding.
    """
    lines = [*_head(title), *_guests(seating, speak), *_tables(seating, speak)]
    return b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode()


def _head(title: str) -> Iterator[str]:
    """Write the title, underlined."""
    name = plain(title)
    yield from (name, "=" * max(1, len(name)), "")


def _guests(seating: Seating, speak: Translator) -> Iterator[str]:
    """Write where each guest sits."""
    people = seating.guests.assign(place=[plain(name).casefold() for name in seating.guests["name"]])
    for row in people.sort_values(["place", "actor"]).itertuples():
        yield f"{speak('seating.table', number=row.table)}  {plain(row.name)}"
    yield ""


def _tables(seating: Seating, speak: Translator) -> Iterator[str]:
    """Write each table: its guests, then whom to introduce to whom."""
    asked = seating.introductions
    for number, people in seating.guests.groupby("table"):
        yield from (speak("seating.table", number=number), "-" * 20)
        for row in people.itertuples():
            host = speak("seating.is_host") if row.is_host else ""
            yield f"  {plain(row.name)} ({sector_word(row.sector, speak)})" + (f" - {host}" if host else "")
        yield from _introductions(asked[asked["source_table"] == number], speak)
        yield ""


def _introductions(rows: pd.DataFrame, speak: Translator) -> Iterator[str]:
    """Write whom to introduce to whom at one table."""
    if len(rows):
        yield from ("", f"  {speak('seating.to_introduce')}")
    for _, row in rows.iterrows():
        yield f"  - {plain(introduction_sentence(row).text(speak.language), limit=1000)}"
