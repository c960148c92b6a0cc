"""The fourth step: what storing will change, and the user's word for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graphlib.adding import added
from graphlib.difference import difference
from graphlib.duplicates import apply
from graphlib.network import Network
from graphlib.readers import Reading
from graphlib.translation import Message
from pages.parts import messages, session, tables, versioning
from pages.parts.duplicates import decided
from pages.parts.importing import draft

__all__ = ["show"]

_PLAIN = {"actors", "ties", "events", "participations"}


def show() -> None:
    """Show what will change, and store."""
    t = session.translator()
    found = draft.reading()
    if found.network is None:
        draft.go("faults")
        return
    ways = ["new"] if session.is_example() else ["new", "add", "version"]
    with st.container(border=True):
        way = st.radio(
            t("data.where"),
            ways,
            format_func=lambda code: messages.escaped(t(f"data.where_{code}", name=session.name())),
            captions=[t(f"importing.way.{code}") for code in ways],
            key="import_way",
        )
        network = found.network
        name = ""
        if way == "new":
            counts = {"actors": len(network), "ties": len(network.pairs), "events": len(network.events)}
            st.write(t("importing.change.new", **counts))
            name = st.text_input(t("data.name"), _suggested(), max_chars=120)
        else:
            network = added(session.network(), found.network) if way == "add" else found.network
            network = _merged_again(network)
            _difference(session.network(), network)
        versioning.author_field()
        note = versioning.note_field()
        if st.button(t("data.store", count=len(network)), type="primary", icon=":material/save:"):
            _store(found, network, name.strip() or _suggested(), note, is_new=way == "new")


def _merged_again(network: Network) -> Network:
    """Merge again what the user said is one organisation, unless they do not want it this time."""
    again = apply(network, decided.decisions())
    count = len(network) - len(again.network)
    label = session.translator()("importing.merge_again", count=count)
    return again.network if count and st.checkbox(label, value=True) else network


def _difference(before: Network, after: Network) -> None:
    """Say and show what will be different."""
    t = session.translator()
    changes = difference(before, after)
    counts = changes.counts
    st.write(t("importing.change.actors", **_numbers(counts["actors"])))
    st.write(t("importing.change.ties", **_numbers(counts["ties"])))
    if counts["participations"].is_any or len(after.participations):
        st.write(t("importing.change.participations", **_numbers(counts["participations"])))
    for name, part in changes.tables.items():
        if len(part.table):
            with st.expander(t(f"importing.change.table_{name}", count=len(part.table))):
                tables.show(part.table, f"import_change_{name}", file=f"changes-{name}")


def _numbers(counts: object) -> dict[str, int]:
    """Give counts as fields of a sentence."""
    return {name: int(getattr(counts, name)) for name in ("added", "gone", "changed", "kept")}


def _store(found: Reading, network: Network, name: str, note: str, *, is_new: bool) -> None:
    """Store the network, remember what was decided, and go to the overview."""
    files = [file for file, _ in draft.current().files]
    words = dict(zip(found.sector_mapping["sector_source"], found.sector_mapping["sector"], strict=True))
    action = Message("importing.action", count=len(files), names=", ".join(files[:3]))
    draft.remember(found.files)
    if is_new:
        versioning.create(
            name, network, action, note=note, sources=files, sector_words=words, warnings=found.warnings
        )
    else:
        draft.drop()
        versioning.store(
            network, action, note=note, sources=files, sector_words=words, warnings=found.warnings
        )
    draft.drop()
    st.switch_page("pages/overview.py")


def _suggested() -> str:
    """Suggest a programme's name after its files."""
    stems = {Path(file).name.split(".")[0] for file, _ in draft.current().files}
    plain = stems - _PLAIN
    return min(plain) if plain else session.translator()("data.new_name")
