"""Who is looking at what: the only module that touches Streamlit's session state.

The network, the part of it that is looked at, the selected organisation and the language also
stand in the address, so that a reload, a bookmark or a second tab finds them again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import streamlit as st

from graphlib import translation
from graphlib.network import Network
from graphlib.storage.port import Workspace
from graphlib.translation import LANGUAGES, Translator
from pages.parts import cache

__all__ = [
    "EXAMPLES",
    "begin",
    "example",
    "group_by",
    "grouped_by",
    "has_begun",
    "import_as",
    "importing",
    "is_example",
    "is_lost",
    "keep",
    "language",
    "leave_staff_out",
    "leaves_staff_out",
    "look_at",
    "look_through",
    "name",
    "network",
    "network_key",
    "open_network",
    "programmes",
    "put",
    "select",
    "selected",
    "settle",
    "speak",
    "state",
    "time",
    "translator",
    "view",
    "widget",
    "wish",
    "wishes",
    "workspace",
]

Value = TypeVar("Value")

EXAMPLES = ("event_programme", "club", "funding_platform", "community_platform", "content_networks")
"""Folders of invented programmes under ``data/``, the first shown when nothing is stored."""

_DATA = Path(__file__).resolve().parents[2] / "data"
_ADDRESS = ("network", "actor", "lang", "import", "time", "without", "by", "view", "ask")
_STAFF = "secretariat"
_ABOVE = ("introductions_open", "ledger_open")
"""What is open above a page: it does not outlast the page."""


def begin() -> None:
    """Take over what the address says."""
    st.session_state["begun"] = True
    for field in _ADDRESS:
        if field in st.query_params:
            st.session_state[field] = st.query_params[field]


def settle(page: str) -> None:
    """Write the state into the address of a page that was just opened, with nothing open above it.

    Only then: each write is an entry of the browser's history, and whoever goes back to an entry
    without them must not be sent forward again. Whoever closes a card and goes on at once may be
    faster than the word that it was closed.
    """
    if st.session_state.get("settled") != page:
        st.session_state["settled"] = page
        for key in _ABOVE:
            keep(key, None)
        for field in _ADDRESS:
            _write_address(field, st.session_state.get(field))


def has_begun() -> bool:
    """Tell, once in a run, whether `begin` came before."""
    return bool(st.session_state.pop("begun", False))


def language() -> str:
    """Give the language chosen, English at first."""
    chosen = str(st.session_state.get("lang", "en"))
    return chosen if chosen in LANGUAGES else "en"


def speak(code: str) -> None:
    """Choose a language."""
    _set("lang", code)


def translator() -> Translator:
    """Give the translator of the language chosen."""
    return translation.translator(language())


def workspace() -> Workspace:
    """Give the workspace where networks and snapshots are kept."""
    return cache.workspace()


def network_key() -> str:
    """Say which network is open: ``example:<name>`` or the number of a stored one."""
    key = str(st.session_state.get("network", ""))
    stored = programmes()
    if key in stored or key in {f"example:{name}" for name in EXAMPLES}:
        return key
    return list(stored)[-1] if stored else f"example:{EXAMPLES[0]}"


def is_lost() -> bool:
    """Tell whether the address names a programme that is not here."""
    asked = st.query_params.get("network")
    return asked is not None and asked != network_key()


def programmes() -> dict[str, str]:
    """Name the stored programmes, oldest first; one that holds no version yet is not shown."""
    return {str(entry.id): entry.name for entry in workspace().networks() if entry.current_id is not None}


def is_example() -> bool:
    """Tell whether an invented example is open."""
    return network_key().startswith("example:")


def example() -> str:
    """Give the name of the open example."""
    return network_key().removeprefix("example:")


def network() -> Network:
    """Give the open network."""
    if is_example():
        return cache.example(str(_DATA / example()))
    version = workspace().current(int(network_key()))
    return cache.version(version.id)


def name() -> str:
    """Give the name of the open programme."""
    key = network_key()
    if is_example():
        return translator()(f"app.example.{example()}")
    return programmes()[key]


def open_network(key: str) -> None:
    """Open another network; what was selected and looked at of the one before is let go."""
    _set("network", key)
    for field in ("actor", "time", "without", "by", "ask"):
        _set(field, None)


def grouped_by() -> str | None:
    """Give the column that silos are looked at by, as the address says it; ``None`` for sectors."""
    asked = st.session_state.get("by")
    return None if asked is None else str(asked)


def group_by(column: str | None) -> None:
    """Look at silos by another column, or by sector."""
    _set("by", column)


def view() -> str | None:
    """Give the side of introductions that is looked at, as the address says it; ``None`` for the list."""
    asked = st.session_state.get("view")
    return None if asked is None else str(asked)


def look_through(view: str | None) -> None:
    """Look at another side of introductions, or at the list."""
    _set("view", view)


def wishes() -> str | None:
    """Give what is asked of introductions, as the address says it; ``None`` where nothing is."""
    asked = st.session_state.get("ask")
    return None if asked is None else str(asked)


def wish(text: str | None) -> None:
    """Ask something of introductions, or nothing in particular."""
    _set("ask", text)


def time() -> str | None:
    """Give the time that is looked at, as the address says it; ``None`` for all of it."""
    asked = st.session_state.get("time")
    return None if asked is None else str(asked)


def look_at(period: str | None) -> None:
    """Look at one time on all pages, or at all of it."""
    _set("time", period)


def leaves_staff_out() -> bool:
    """Tell whether the network is looked at without the programme's own staff."""
    return st.session_state.get("without") == _STAFF


def leave_staff_out(is_asked: bool) -> None:  # noqa: FBT001 - a switch has two states
    """Look at the network without the programme's own staff, or with it."""
    _set("without", _STAFF if is_asked else None)


def selected() -> str | None:
    """Give the selected organisation, if the open network has it."""
    actor = st.session_state.get("actor")
    return str(actor) if actor is not None and actor in network().ids else None


def select(actor: str | None) -> None:
    """Select an organisation on all pages, or none."""
    _set("actor", actor)


def state(key: str, default: Value) -> Value:
    """Give what a page has kept under ``key``."""
    value: Value = st.session_state.get(f"page:{key}", default)
    return value


def keep(key: str, value: object) -> None:
    """Keep something for a page until the browser leaves."""
    st.session_state[f"page:{key}"] = value


def put(key: str, value: object) -> None:
    """Put a widget at a value, before it is shown in this run."""
    st.session_state[key] = value


def importing() -> str | None:
    """Give the secret name of the import under way, which the address keeps over a reload."""
    token = st.session_state.get("import")
    return None if token is None else str(token)


def import_as(token: str | None) -> None:
    """Note in the address which import is under way, or that none is."""
    _set("import", token)


def widget(key: str) -> object:
    """Give what a widget holds; ``None`` where it was not shown in the last run."""
    return st.session_state.get(key)


def _set(field: str, value: str | None) -> None:
    """Set one field of the address and of the state."""
    st.session_state[field] = value
    _write_address(field, value)


def _write_address(field: str, value: object) -> None:
    """Write a field into the address, or take it out."""
    if value is None or value == "":
        st.query_params.pop(field, None)
    elif st.query_params.get(field) != str(value):
        st.query_params[field] = str(value)
