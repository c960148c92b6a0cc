"""What would you change: introductions to tick, ties and organisations to add or take out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.drawing.view import search
from graphlib.editing import free_id
from graphlib.network import Network
from graphlib.scenario import AddedActor, misfits
from graphlib.sectors import CANONICAL, UNKNOWN
from pages.parts import messages, results, session, tables
from pages.parts.introductions.wishes import wishes
from pages.parts.scenarios import draft, naming

__all__ = ["show"]

_KINDS = ("introductions", "new_tie", "tie_gone", "joins", "leaves")
_KIND = "scenario_kind"
_FIRST = 10
"""Introductions shown at once."""

_MANY = 5_000
"""Organisations above which names are searched before they are chosen from."""

_FOUND = 50
_LONGEST = 80


@st.fragment
def show(network: Network) -> None:
    """Let changes be made, list them, and offer to show what they would change.

    Only this part of the page runs again at a tick.
    """
    t = session.translator()
    st.subheader(t("scenarios.choose"), anchor=False)
    kinds = _KINDS if len(network.groups().names) > 1 else _KINDS[1:]
    if session.widget(_KIND) not in kinds:
        session.put(_KIND, kinds[0])
    kind = st.radio(
        t("scenarios.choose"),
        kinds,
        format_func=lambda name: t(f"scenarios.kind.{name}"),
        key=_KIND,
        label_visibility="collapsed",
        horizontal=True,
    )
    {
        "introductions": _introductions,
        "new_tie": _new_tie,
        "tie_gone": _tie_gone,
        "joins": _joins,
        "leaves": _leaves,
    }[str(kind)](network)
    _changes(network)


def _introductions(network: Network) -> None:
    """List the introductions suggested, each to be ticked."""
    t, asked = session.translator(), wishes().known(frozenset(network.ids))
    table = results.plan(network, top=asked.top, cap=asked.cap, exclude=tuple(sorted(asked.never))).table
    if table.empty:
        st.write(t("scenarios.no_introductions"))
        return
    count = int(session.state("scenario_listed", _FIRST))
    ticked = {frozenset(pair) for pair in draft.current().added_ties}
    for row in table.head(count).itertuples():
        _tick(row, is_ticked=frozenset((row.source, row.target)) in ticked)
    with st.container(horizontal=True):
        if len(table) > count:
            more = min(_FIRST, len(table) - count)
            st.button(
                t("introductions.more", count=more),
                key="scenario_more",
                on_click=session.keep,
                args=("scenario_listed", count + _FIRST),
            )
        st.button(
            t("scenarios.tick_all", count=min(count, len(table))),
            key="scenario_tick_all",
            on_click=_tick_all,
            args=(table.head(count),),
        )


def _tick(row: object, *, is_ticked: bool) -> None:
    """Show one introduction with its box."""
    t = session.translator()
    source, target = str(getattr(row, "source", "")), str(getattr(row, "target", ""))
    key, introducer = f"scenario_tick:{source}\t{target}", getattr(row, "introducer_name", None)
    session.put(key, is_ticked)
    names = {end: messages.short(str(getattr(row, f"{end}_name", ""))) for end in ("source", "target")}
    said = (
        t("scenarios.pair_through", **names, introducer=messages.short(introducer))
        if isinstance(introducer, str)
        else t("scenarios.pair", **names)
    )
    st.checkbox(messages.escaped(said), key=key, on_change=draft.toggle_tie, args=(source, target))


def _tick_all(table: pd.DataFrame) -> None:
    """Tick all introductions that are listed."""
    for source, target in zip(table["source"], table["target"], strict=True):
        draft.add_tie(source, target)


def _new_tie(network: Network) -> None:
    """Let two organisations be tied."""
    t, names = session.translator(), naming.everybody(network, draft.current())
    left, right = st.columns(2)
    with left:
        one = _picked(network, names, "scenario_tie_one", t("scenarios.one"))
    with right:
        other = _picked(network, names, "scenario_tie_other", t("scenarios.other"))
    st.button(
        t("scenarios.add_tie"),
        icon=":material/add_link:",
        key="scenario_add_tie",
        disabled=one is None or other is None or one == other,
        on_click=_tie_chosen,
        args=(one, other),
    )


def _tie_chosen(one: str, other: str) -> None:
    """Add the tie that was chosen, and let another be chosen."""
    draft.add_tie(one, other)
    session.put("scenario_tie_other", None)


def _tie_gone(network: Network) -> None:
    """Let a tie be taken out."""
    t, names = session.translator(), naming.everybody(network, draft.current())
    left, right = st.columns(2)
    with left:
        one = _picked(network, names, "scenario_gone_one", t("scenarios.one"))
    contacts = _contacts(network, one)
    with right:
        other = st.selectbox(
            t("scenarios.contact"),
            contacts,
            index=None,
            format_func=lambda actor: names[actor],
            placeholder=t("scenarios.placeholder"),
            disabled=one is None,
            key=f"scenario_gone_other:{one}",
        )
    st.button(
        t("scenarios.remove_tie"),
        icon=":material/link_off:",
        key="scenario_remove_tie",
        disabled=one is None or other is None,
        on_click=draft.remove_tie,
        args=(one, other),
    )


def _contacts(network: Network, actor: str | None) -> list[str]:
    """List those to whom an organisation is tied."""
    if actor is None:
        return []
    pairs = network.pairs
    own = [*pairs.loc[pairs["source"] == actor, "target"], *pairs.loc[pairs["target"] == actor, "source"]]
    return sorted(map(str, own))


def _joins(network: Network) -> None:
    """Let an organisation join."""
    t, scenario = session.translator(), draft.current()
    names = naming.everybody(network, scenario)
    left, right = st.columns(2)
    name = left.text_input(t("scenarios.name_new"), max_chars=_LONGEST, key="scenario_new_name")
    known = [*CANONICAL, *(group for group in network.groups().names if group not in CANONICAL), UNKNOWN]
    sector = right.selectbox(
        t("table.sector"), known, format_func=tables.sector_word, key="scenario_new_sector"
    )
    options = _options(network, names, "scenario_new_ties", t("scenarios.tied_to"))
    ties = st.multiselect(
        t("scenarios.tied_to"),
        [*dict.fromkeys([*_chosen("scenario_new_ties"), *options])],
        format_func=lambda actor: naming.actor_name(names, actor),
        placeholder=t("scenarios.placeholder"),
        key="scenario_new_ties",
    )
    st.button(
        t("scenarios.add_actor"),
        icon=":material/group_add:",
        key="scenario_add_actor",
        disabled=not name.strip(),
        on_click=_joined,
        args=(network, " ".join(name.split()), sector, tuple(ties)),
    )


def _chosen(key: str) -> list[str]:
    """Give what is chosen in a list of several."""
    chosen = session.widget(key)
    return list(map(str, chosen)) if isinstance(chosen, list) else []


def _joined(network: Network, name: str, sector: str, ties: tuple[str, ...]) -> None:
    """Let an organisation join under an id that nobody has, and let another be typed."""
    taken = {*network.ids, *(actor.id for actor in draft.current().added_actors)}
    draft.add_actor(AddedActor(free_id(name, taken), name, sector, ties))
    session.put("scenario_new_name", "")
    session.put("scenario_new_ties", [])


def _leaves(network: Network) -> None:
    """Let an organisation leave."""
    t, names = session.translator(), naming.everybody(network, draft.current())
    own = {actor: names[actor] for actor in network.ids}
    gone = _picked(network, own, "scenario_leaves", t("scenarios.who_leaves"))
    st.button(
        t("scenarios.remove_actor"),
        icon=":material/group_remove:",
        key="scenario_remove_actor",
        disabled=gone is None,
        on_click=draft.remove_actor,
        args=(gone,),
    )


def _picked(network: Network, names: dict[str, str], key: str, label: str) -> str | None:
    """Let one organisation be chosen by name."""
    picked = session.widget(key)
    options = _options(network, names, key, label)
    if picked is not None and picked not in options:
        options = [str(picked), *options] if picked in names else options
    return st.selectbox(
        label,
        options,
        index=None,
        format_func=lambda actor: naming.actor_name(names, actor),
        placeholder=session.translator()("scenarios.placeholder"),
        key=key,
    )


def _options(network: Network, names: dict[str, str], key: str, label: str) -> list[str]:
    """List whom to choose from: all, or where there are very many those that a search finds."""
    if len(names) <= _MANY:
        return list(names)
    t = session.translator()
    text = st.text_input(
        t("scenarios.search", what=label), placeholder=t("explore.search.placeholder"), key=f"{key}_search"
    )
    new = [actor for actor in names if actor not in network.ids]
    return [*new, *search(network, text, top=_FOUND)]


def _changes(network: Network) -> None:
    """List the changes made so far, each with what is wrong with it, and offer to show their effect."""
    t, scenario = session.translator(), draft.current()
    if not scenario.size:
        st.caption(t("scenarios.no_changes" if draft.shown() is None else "scenarios.stale"))
        return
    st.subheader(t("scenarios.changes", count=scenario.size), anchor=False)
    wrong: dict[tuple[str, int], list[str]] = {}
    for each in misfits(network, scenario):
        told = wrong.setdefault((each.kind, each.place), [])
        told.append(each.problem.what.text(t.language))
    for kind, place, words in naming.change_words(scenario, naming.everybody(network, scenario)):
        st.button(
            messages.escaped(words),
            icon=":material/close:",
            key=f"scenario_drop:{kind}:{place}",
            help=t("scenarios.drop"),
            type="tertiary",
            on_click=draft.drop,
            args=(kind, place),
        )
        for problem in wrong.get((kind, place), []):
            st.warning(messages.escaped(problem), icon=":material/error:")
    _effect()


def _effect() -> None:
    """Offer to show what the changes would make; the whole page runs again then."""
    t, is_shown = session.translator(), draft.shown() == draft.current()
    if st.button(
        t("scenarios.show"),
        type="primary",
        icon=":material/compare_arrows:",
        key="scenario_show",
        disabled=is_shown,
    ):
        draft.show_effect()
        st.rerun()
    if draft.shown() is not None and not is_shown:
        st.caption(t("scenarios.stale"))
