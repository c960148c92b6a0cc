"""Storing on the user's word: who, why and what was done, the way back, and what if two store at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from graphlib.errors import OvertakenError, Problem, StorageError
from graphlib.network import Network
from graphlib.storage.port import Version
from graphlib.translation import Message
from pages.parts import flash, messages, session

__all__ = [
    "Draft",
    "author_field",
    "copy_first",
    "create",
    "draft",
    "forget_draft",
    "go_to",
    "keep",
    "note_field",
    "opened",
    "put_back",
    "redo",
    "settle",
    "store",
    "take_off",
    "undo",
    "undo_message",
]

_LONGEST_NAME = 80
_LONGEST_NOTE = 500


@dataclass(frozen=True)
class Draft:
    """What a user wanted to store when somebody else had stored meanwhile; kept until it is settled.

    ``programme`` is its number; ``based_on`` the version that it was made from.
    """

    programme: int
    network: Network
    action: Message
    note: str
    based_on: int
    sources: tuple[str, ...]
    sector_words: Mapping[str, str]
    warnings: tuple[Problem, ...]


def opened() -> Version | None:
    """Give the version that is open; ``None`` on an invented example.

    Whoever lets the user change something over several clicks keeps its id from the first click on,
    works on that version, and gives it to `store` as ``based_on``.
    """
    if session.is_example():
        return None
    return session.workspace().current(int(session.network_key()))


def store(network: Network, action: Message, *, note: str = "", based_on: int | None = None) -> None:
    """Store a network as `keep` does, and run anew, whether or not it was stored."""
    keep(network, action, note=note, based_on=based_on)
    st.rerun()


def keep(
    network: Network,
    action: Message,
    *,
    note: str = "",
    based_on: int | None = None,
    sources: Sequence[str] = (),
    sector_words: Mapping[str, str] | None = None,
    warnings: Sequence[Problem] = (),
) -> bool:
    """Store a network as a new version of the open programme, say so with an Undo; the page goes on.

    If somebody else stored meanwhile, nothing is stored: what was to be stored is kept as `draft`,
    which the history brings together with the other version.

    Parameters
    ----------
    network
        What is stored.
    action
        What was done, in a sentence of the catalogue; it is kept and said in each reader's language.
    note
        Why, as the user typed it.
    based_on
        Id of the version that the user was working on; the one open in this run if not given.
    sources, sector_words, warnings
        As `graphlib.storage.Workspace.store` takes them.

    Returns
    -------
    bool
        Whether it was stored; false where somebody was faster.

    Raises
    ------
    StorageError
        If an invented example is open, or the workspace refuses.
    """
    before = _current()
    wanted = Draft(
        before.network_id,
        network,
        action,
        note,
        before.id if based_on is None else based_on,
        tuple(sources),
        dict(sector_words or {}),
        tuple(warnings),
    )
    return _store(wanted, before)


def create(
    name: str,
    network: Network,
    action: Message,
    *,
    note: str = "",
    sources: Sequence[str] = (),
    sector_words: Mapping[str, str] | None = None,
    warnings: Sequence[Problem] = (),
) -> None:
    """Store a network as the first version of a new programme, and open it; the page goes on.

    It is said with an Undo, which takes the programme off the list; nothing is deleted.

    Raises
    ------
    StorageError
        If the name is taken or none, or the workspace refuses; then no programme is left behind.
    """
    workspace, before = session.workspace(), session.network_key()
    number = workspace.add_network(name).id
    try:
        workspace.store(
            number,
            network,
            note=note,
            author=session.state("author", ""),
            sources=sources,
            sector_words=sector_words,
            warnings=warnings,
            action=action,
        )
    except StorageError:
        workspace.remove(number)
        raise
    session.open_network(str(number))
    flash.say(Message("history.created", name=name, action=action), "remove", before)


def author_field() -> str:
    """Ask once for the user's name, which every version then bears."""
    t = session.translator()
    typed = st.text_input(
        t("history.author"),
        session.state("author", ""),
        max_chars=_LONGEST_NAME,
        key="author_name",
        autocomplete="name",
    )
    session.keep("author", typed.strip())
    return typed.strip()


def note_field() -> str:
    """Ask why a version is made; the field is empty again after each store."""
    version = opened()
    typed = st.text_input(
        session.translator()("history.note"),
        max_chars=_LONGEST_NOTE,
        key=f"version_note:{None if version is None else version.id}",
    )
    return typed.strip()


def copy_first() -> None:
    """Say that nothing can be stored into an invented example, and offer to store a copy of it."""
    t = session.translator()
    with st.container(border=True):
        st.write(t("history.example.what"))
        name = st.text_input(t("history.example.name"), session.name(), max_chars=_LONGEST_NAME)
        author_field()
        if st.button(t("history.example.copy"), icon=":material/content_copy:"):
            create(name, session.network(), Message("history.action.copied", name=session.name()))
            st.rerun()


def undo_message() -> None:
    """Say what was just done, with the way back; or that somebody else stored meanwhile."""
    kept = draft()
    if kept is not None:
        st.warning(messages.escaped(session.translator()("history.overtaken")), icon=":material/call_split:")
    done, t = flash.shown(), session.translator()
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(messages.escaped(done.text.text(t.language)), icon=":material/check:")
        if done.way:
            label, more = flash.offer(done)
            if st.button(label, key="flash_back", icon=f":material/{flash.ICONS[done.way]}:", help=more):
                _back(done)
        if st.button(t("history.close"), key="flash_close", icon=":material/close:"):
            session.keep("flash", None)
            st.rerun()


def go_to(version: Version) -> None:
    """Make a version of the open programme current, say so with the way back, and run anew."""
    before = _current()
    session.workspace().choose(version.id)
    flash.say(Message("history.gone_to", number=version.number), "go", str(before.id))
    st.rerun()


def take_off(number: int, following: str = "") -> None:
    """Take a programme off the list, open the one with the key ``following``, say so, and run anew."""
    name = session.workspace().remove(number).name
    session.open_network(following)
    session.open_network(session.network_key())
    flash.say(Message("history.programme.taken_off", name=name), "restore", str(number))
    st.rerun()


def put_back(number: int) -> None:
    """Put a removed programme on the list again, open it, say so, and run anew."""
    name = session.workspace().restore(number).name
    session.open_network(str(number))
    flash.say(Message("history.programme.put_back", name=name))
    st.rerun()


def undo() -> None:
    """Open the version that the current one was made from, say so with the way back, and run anew."""
    before = _current()
    _went(before, session.workspace().undo(before.network_id), is_undone=True)


def redo() -> None:
    """Open the version that was undone last, say so with the way back, and run anew."""
    before = _current()
    _went(before, session.workspace().redo(before.network_id), is_undone=False)


def settle(wanted: Draft, network: Network, action: Message, other: Version) -> None:
    """Store a draft that was brought together with the version that came before it, and run anew.

    Where a third version came before that, the merged network becomes the draft.
    """
    merged = replace(wanted, network=network, action=action, based_on=other.id)
    if _store(merged, other):
        forget_draft()
    st.rerun()


def draft() -> Draft | None:
    """Give what could not be stored because somebody else stored meanwhile into the open programme."""
    kept: Draft | None = session.state("draft", None)
    return kept if kept is not None and str(kept.programme) == session.network_key() else None


def forget_draft() -> None:
    """Let the draft go, because it was settled or given up."""
    session.keep("draft", None)


def _current() -> Version:
    """Give the version that is open, where one can be."""
    version = opened()
    if version is None:
        raise StorageError(Message("history.example.what"), Message("history.example.fix"))
    return version


def _store(wanted: Draft, before: Version) -> bool:
    """Store what is wanted and say whether; keep it as a draft where somebody was faster."""
    try:
        version = session.workspace().store(
            wanted.programme,
            wanted.network,
            note=wanted.note,
            author=session.state("author", ""),
            sources=wanted.sources,
            sector_words=wanted.sector_words,
            warnings=wanted.warnings,
            action=wanted.action,
            based_on=wanted.based_on,
        )
    except OvertakenError:
        session.keep("draft", wanted)
        return False
    if version.id == before.id:
        flash.say(Message("history.same", number=version.number))
    else:
        text = Message("history.stored", number=version.number, action=wanted.action)
        flash.say(text, "undo", str(before.id))
    return True


def _back(done: flash.Flash) -> None:
    """Do what the button beside what was done says."""
    if done.way == "remove":
        take_off(int(done.programme), done.back)
    elif done.way == "restore":
        put_back(int(done.back))
    elif done.way == "go":
        go_to(session.workspace().version(int(done.back)))
    else:
        before = _current()
        other = session.workspace().choose(int(done.back))
        _went(before, other, is_undone=done.way == "undo")


def _went(before: Version, after: Version, *, is_undone: bool) -> None:
    """Say that another version is open now, keep the way back, and run anew."""
    if is_undone:
        text = Message("history.undone", number=after.number, undone=before.number)
    else:
        text = Message("history.redone", number=after.number)
    flash.say(text, "redo" if is_undone else "undo", str(before.id))
    st.rerun()
