"""The fourth step: what storing will change, and the user's word for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graphlib.adding import added, recognised
from graphlib.difference import changes_sentence, difference
from graphlib.duplicates import Decisions, Pair, apply
from graphlib.network import Network
from graphlib.readers import Reading
from graphlib.translation import Message
from pages.parts import cache, comparing, messages, session, versioning
from pages.parts.duplicates import decided
from pages.parts.importing import draft

__all__ = ["show"]

_MUCH = 0.2
"""Share of the stored organisations whose disappearance is asked about."""

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
        way = str(
            st.radio(
                t("data.where"),
                ways,
                format_func=lambda code: messages.escaped(t(f"data.where_{code}", name=session.name())),
                captions=[t(f"importing.way.{code}") for code in ways],
                key="import_way",
            )
        )
        network, is_sure, name = found.network, True, ""
        if way == "new":
            counts = messages.counted(
                actors=len(network), ties=len(network.pairs), events=len(network.events)
            )
            st.write(t("importing.changes_new", counts=counts))
            name = st.text_input(t("data.name"), _suggested(), max_chars=120)
        else:
            before = session.network()
            put = added if way == "add" else recognised
            network = _merged_again(cache.briefly(put, (before, network)))
            is_sure = _difference(before, network)
        versioning.author_field()
        note = versioning.note_field()
        label = t("data.store", count=len(network)) if way == "new" else t("importing.store_changes")
        if st.button(label, type="primary", icon=":material/save:", disabled=not is_sure):
            _store(found, network, name.strip() or _suggested(), note, is_new=way == "new")


def _merged_again(network: Network) -> Network:
    """Merge again what the user said is one organisation, unless they do not want it this time."""
    again = cache.briefly(_again, (network,), tuple(sorted(decided.decisions().same)))
    count = len(network) - len(again)
    label = session.translator()("importing.merge_again", count=count)
    return again if count and st.checkbox(label, value=True) else network


def _again(network: Network, same: tuple[Pair, ...]) -> Network:
    """Merge pairs that are the same organisation."""
    return apply(network, Decisions(same=frozenset(same))).network


def _difference(before: Network, after: Network) -> bool:
    """Say and show what will be different; where much would be gone, ask whether that is meant."""
    t = session.translator()
    changes = cache.briefly(difference, (before, after))
    if not changes:
        st.write(t("importing.changes_none"))
        return True
    said = changes_sentence(changes.counts, t, pairs=(len(before.pairs), len(after.pairs)))
    st.write(messages.escaped(t("importing.changes", changes=said)))
    comparing.listed(changes, "import_change")
    gone = changes.actors.counts.gone
    if gone <= _MUCH * len(before):
        return True
    counts = messages.counted(actors=gone)
    st.warning(t("importing.much_gone", counts=counts, all=len(before)), icon=":material/warning:")
    return st.checkbox(t("importing.much_gone_ok"))


def _store(found: Reading, network: Network, name: str, note: str, *, is_new: bool) -> None:
    """Store the network, remember what was decided, and go to the overview.

    The import goes on where nothing was stored.
    """
    files = [file for file, _ in draft.current().files]
    words = dict(zip(found.sector_mapping["sector_source"], found.sector_mapping["sector"], strict=True))
    action = Message("importing.action", count=len(files), names=", ".join(files[:3]))
    if is_new:
        versioning.create(
            name, network, action, note=note, sources=files, sector_words=words, warnings=found.warnings
        )
    elif not versioning.keep(
        network, action, note=note, sources=files, sector_words=words, warnings=found.warnings
    ):
        st.rerun()
    draft.remember(found.files)
    draft.drop()
    st.switch_page("pages/overview.py")


def _suggested() -> str:
    """Suggest a programme's name after its files."""
    stems = {Path(file).name.split(".")[0] for file, _ in draft.current().files}
    plain = stems - _PLAIN
    return min(plain) if plain else session.translator()("data.new_name")
