"""The fourth step: what storing will change, and the user's word for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graphlib.adding import added, recognised
from graphlib.difference import Difference, changes_sentence, difference
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

_SEEN = "import_seen"
"""Keeps the version that the user saw what will change of."""

_PLAIN = {"actors", "ties", "events", "participations"}


def show() -> None:
    """Show what will change, and store."""
    found, version = draft.reading(), versioning.opened()
    if found.network is None:
        draft.go("faults")
        return
    with st.container(border=True):
        way = _way()
        network, is_sure, name = found.network, True, ""
        if way == "new":
            name = _named(network)
        else:
            network, is_sure = _compared(session.network(), network, way)
        versioning.author_field()
        note = versioning.note_field()
        t = session.translator()
        label = t("data.store", count=len(network)) if way == "new" else t("importing.store_changes")
        if st.button(label, type="primary", icon=":material/save:", disabled=not is_sure):
            _store(found, network, name.strip() or _suggested(), note, is_new=way == "new")
    # What somebody else stores before the next click is not what the user saw.
    session.keep(_SEEN, None if version is None else version.id)


def _way() -> str:
    """Ask where the files go."""
    t = session.translator()
    ways = ["new"] if session.is_example() else ["new", "add", "version"]
    chosen = st.radio(
        t("data.where"),
        ways,
        format_func=lambda code: messages.escaped(t(f"data.where_{code}", name=session.name())),
        captions=[t(f"importing.way.{code}") for code in ways],
        key="import_way",
    )
    return str(chosen)


def _named(network: Network) -> str:
    """Say what a new programme will hold, and ask for its name."""
    t = session.translator()
    counts = messages.counted(actors=len(network), ties=len(network.pairs), events=len(network.events))
    st.write(t("importing.changes_new", counts=counts))
    return st.text_input(t("data.name"), _suggested(), max_chars=120)


def _compared(before: Network, more: Network, way: str) -> tuple[Network, bool]:
    """Show what will be different; give what would be stored, and whether the user wants that."""
    t, same = session.translator(), tuple(sorted(decided.decisions().same))
    both = (before, more)
    with st.spinner(t("app.waiting.short")):
        network, again = (cache.briefly(_outcome, both, way, pairs) for pairs in ((), same))
    count = len(network) - len(again)
    # What the user said is one organisation is merged again, unless they do not want it this time.
    if count and st.checkbox(t("importing.merge_again", count=count), value=True):
        network = again
    else:
        same = ()
    with st.spinner(t("app.waiting.short")):
        changes = cache.briefly(_changes, both, way, same)
    return network, _is_meant(changes, before, network)


def _outcome(before: Network, more: Network, way: str, same: tuple[Pair, ...]) -> Network:
    """Put what was read on a network or in its place, and merge pairs that are one organisation."""
    if not same:
        return added(before, more) if way == "add" else recognised(before, more)
    network = cache.briefly(_outcome, (before, more), way, ())
    return apply(network, Decisions(same=frozenset(same))).network


def _changes(before: Network, more: Network, way: str, same: tuple[Pair, ...]) -> Difference:
    """Compare a network with what comes of it."""
    return difference(before, cache.briefly(_outcome, (before, more), way, same))


def _is_meant(changes: Difference, before: Network, after: Network) -> bool:
    """Say and show what will be different; where much would be gone, ask whether that is meant."""
    t = session.translator()
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
        network,
        action,
        note=note,
        based_on=session.state(_SEEN, None),
        sources=files,
        sector_words=words,
        warnings=found.warnings,
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
