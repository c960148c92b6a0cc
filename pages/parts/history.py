"""What was this programme before? Its versions, the way back, what differs, and two brought together."""

from __future__ import annotations

import datetime
import zoneinfo

import streamlit as st

from graphlib.difference import changes_sentence
from graphlib.storage.port import StoredNetwork, Version
from pages.parts import comparing, messages, reconciling, session, versioning

__all__ = ["show"]

_FIRST = 10
"""Versions shown at once; older ones on request."""

_FILES = 4
"""Files named with a version; further ones are left out with dots."""


def show() -> None:
    """Show the history of the open programme, and what can be done with it."""
    current = versioning.opened()
    if current is None:
        versioning.copy_first()
        _removed()
        return
    versions = session.workspace().versions(current.network_id)
    _together(versions, current)
    _steps(versions, current)
    _timeline(versions, current)
    pair = comparing.show(versions, current)
    if pair is not None:
        session.keep("history_pair", tuple(version.id for version in pair))
        st.rerun()
    _programme(session.workspace().network(current.network_id))
    _removed()


def _together(versions: tuple[Version, ...], current: Version) -> None:
    """Show two versions to bring together, where there are any."""
    draft = versioning.draft()
    if draft is not None:
        reconciling.show_draft(draft, current)
        return
    known = {version.id: version for version in versions}
    chosen: tuple[int, int] | None = session.state("history_pair", None)
    if chosen is not None and current.id in chosen and set(chosen) <= set(known):
        other = known[next(number for number in chosen if number != current.id)]
        base = comparing.branching(known, current, other)
        reconciling.show_pair(reconciling.Pair(base, current, other))


def _steps(versions: tuple[Version, ...], current: Version) -> None:
    """Offer undo and redo where they lead anywhere, each saying where."""
    t = session.translator()
    numbers = {version.id: version.number for version in versions}
    parent = current.parent_id
    st.subheader(t("history.timeline.title"), anchor=False)
    st.write(t("history.timeline.intro"))
    with st.container(horizontal=True):
        if parent is not None and st.button(
            t("history.undo"),
            icon=":material/undo:",
            key="history_undo",
            help=t("history.undo_how", number=numbers[parent]),
        ):
            versioning.undo()
        if any(version.parent_id == current.id for version in versions) and st.button(
            t("history.redo"), icon=":material/redo:", key="history_redo", help=t("history.redo_how")
        ):
            versioning.redo()


def _timeline(versions: tuple[Version, ...], current: Version) -> None:
    """List the versions, newest first, the first few at once."""
    t = session.translator()
    known = {version.id: version for version in versions}
    line = _line(known, current)
    is_all = session.state("history_all", default=False)
    for version in versions if is_all else versions[:_FIRST]:
        _entry(version, known, is_open=version.id == current.id, is_aside=version.id not in line)
    older = len(versions) - _FIRST
    if older > 0 and not is_all and st.button(t("history.timeline.older", count=older), key="history_all"):
        session.keep("history_all", value=True)
        st.rerun()


def _line(known: dict[int, Version], current: Version) -> set[int]:
    """List the versions that the current one was made from, itself too."""
    found: set[int] = set()
    step: int | None = current.id
    while step is not None:
        found.add(step)
        step = known[step].parent_id
    return found


def _entry(version: Version, known: dict[int, Version], *, is_open: bool, is_aside: bool) -> None:
    """Show one version: its number and moment, who, what was done and why, and what it holds."""
    t = session.translator()
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = f"**{t('history.timeline.version', number=version.number)}**"
            st.markdown(f"{title} · {messages.escaped(' · '.join(_head(version)))}", width="content")
            if is_open:
                st.badge(t("history.timeline.open"), icon=":material/check:", color="primary")
            elif is_aside:
                st.badge(t("history.timeline.aside"), icon=":material/call_split:", color="gray")
        for line in _story(version):
            st.markdown(messages.escaped(line))
        st.caption(messages.escaped(" · ".join(_figures(version, known))))
        if not is_open and st.button(
            t("history.timeline.go", number=version.number),
            key=f"version:{version.id}",
            icon=":material/history:",
        ):
            versioning.go_to(version)


def _head(version: Version) -> list[str]:
    """Say when and who."""
    t, moment = session.translator(), _local(version.created)
    said = [f"{t.date(moment.date().isoformat())}, {moment:%H:%M}"]
    return [*said, messages.short(version.author)] if version.author else said


def _story(version: Version) -> list[str]:
    """Say what was done and why, as far as it was said."""
    t = session.translator()
    said = []
    if version.action is not None:
        action = version.action.text(t.language)
        for name in version.sources:
            action = action.replace(name, _whole(name))
        said.append(action[:1].upper() + action[1:])
    if version.note:
        said.append(t("history.timeline.why", note=version.note))
    return said


def _figures(version: Version, known: dict[int, Version]) -> list[str]:
    """Say what the version holds, what changed in it, and where it comes from."""
    t = session.translator()
    said = [messages.counted(actors=version.actors, ties=version.ties)]
    if version.changes is not None:
        said.append(changes_sentence(version.changes, t))
    parent = known[version.parent_id] if version.parent_id is not None else None
    if parent is not None and parent.number != version.number - 1:
        said.append(t("history.timeline.parent", number=parent.number))
    if version.sources:
        files = ", ".join(_whole(messages.short(name)) for name in version.sources[:_FILES])
        more = ", …" if len(version.sources) > _FILES else ""
        said.append(t("history.timeline.files", files=files + more))
    return said


def _whole(name: str) -> str:
    """Keep the name of a file on one line, where it fits: no break at its hyphens and spaces."""
    return name.replace("-", "-\u2060").replace(" ", "\u00a0")


def _local(moment: datetime.datetime) -> datetime.datetime:
    """Give a moment by the clock of whoever looks, in UTC where that is not known."""
    try:
        return moment.astimezone(zoneinfo.ZoneInfo(st.context.timezone or "UTC"))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return moment


def _programme(programme: StoredNetwork) -> None:
    """Offer another name for the programme, and to remove it."""
    t, workspace = session.translator(), session.workspace()
    st.subheader(t("history.programme.title"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            t("history.programme.name"), programme.name, key=f"programme_name:{programme.id}:{programme.name}"
        )
        if st.button(t("history.programme.rename"), key="programme_rename", disabled=name == programme.name):
            workspace.rename(programme.id, name)
            st.rerun()
    with st.popover(t("history.programme.remove"), icon=":material/delete:"):
        st.write(messages.escaped(t("history.programme.remove_sure", name=messages.short(programme.name))))
        if st.button(t("history.programme.remove_yes"), key="programme_remove"):
            versioning.take_off(programme.id)


def _removed() -> None:
    """List the programmes that were removed, each with the way back."""
    t, workspace = session.translator(), session.workspace()
    entries = [entry for entry in workspace.networks(removed=True) if entry.current_id is not None]
    if not entries:
        return
    with st.expander(t("history.programme.removed", count=len(entries))):
        for entry in entries:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(messages.escaped(messages.short(entry.name)))
                if st.button(
                    t("history.programme.restore"), key=f"restore:{entry.id}", icon=":material/restore:"
                ):
                    versioning.put_back(entry.id)
