"""The days by which something is due, as a file that calendars read."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from icalendar import Calendar, Event

from graphlib.drawing.names import plain
from graphlib.ledger.entry import Entry
from graphlib.translation import Translator

__all__ = ["due_calendar"]

_PRODUCT = "-//Passerelle//Introductions//EN"
_LONGEST = 2000
"""Most letters of a line in an event."""


def due_calendar(entries: Iterable[Entry], t: Translator, *, programme: str, namespace: str) -> bytes:
    """Write the due days of the introductions under way as iCalendar (RFC 5545).

    Parameters
    ----------
    entries
        Any; those count that are taken, asked or met and have a due day.
    t
        The language of the file.
    programme
        Name of the programme, the calendar's title.
    namespace
        What tells this programme from others for ever, such as its number.

    Returns
    -------
    bytes
        One all-day event an entry, by due day and key. The same entries give the same bytes: an
        event has the same UID for ever, and the time of its newest move instead of that of the
        export, so that a calendar that reads a newer file changes the event and adds none.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", t("ledger.calendar.title", name=_line(programme)))
    due = [
        (entry.standing.due, entry.key, entry)
        for entry in entries
        if entry.state in {"taken", "asked", "met"}
    ]
    for day, _, entry in sorted((day, key, entry) for day, key, entry in due if day):
        calendar.add_component(_event(entry, datetime.date.fromisoformat(day), t, namespace))
    return bytes(calendar.to_ical())


def _event(entry: Entry, day: datetime.date, t: Translator, namespace: str) -> Event:
    """Write one event."""
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{namespace} {entry.key}'.encode()).hexdigest()[:40]}@passerelle")
    event.add("dtstamp", _moment(entry))
    event.add("last-modified", _moment(entry))
    event.add("sequence", max(0, len(entry.history) - 1))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    names = {"source": _line(entry.source_name), "target": _line(entry.target_name)}
    event.add("summary", t("ledger.calendar.summary", **names))
    event.add("description", "\n".join(_details(entry, t)))
    return event


def _moment(entry: Entry) -> datetime.datetime:
    """Give the moment of the newest move, or the start of the day of the suggestion."""
    if entry.history:
        return entry.history[-1].when.astimezone(datetime.UTC).replace(microsecond=0)
    return datetime.datetime.fromisoformat(entry.day).replace(tzinfo=datetime.UTC)


def _details(entry: Entry, t: Translator) -> list[str]:
    """Say where an entry stands, who introduces, who looks after it and what was noted."""
    standing = entry.standing
    said = {"introducer": entry.introducer_name, "owner": standing.owner, "notes": standing.notes}
    lines = [t("ledger.calendar.state", state=t(f"ledger.state.{entry.state}"))]
    return lines + [
        t(f"ledger.calendar.{name}", **{name: _line(text)}) for name, text in said.items() if text
    ]


def _line(text: str) -> str:
    """Put a text of the data on one line, without what no calendar can hold."""
    return plain(text, limit=_LONGEST)
