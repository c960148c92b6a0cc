"""One introduction opened: all that speaks for it, what to do, and what to write."""

from __future__ import annotations

import streamlit as st

from graphlib import cards
from graphlib.cards import Card
from graphlib.drawing.names import sector_word
from graphlib.introductions import Plan
from graphlib.network import Network
from pages.parts import messages, session
from pages.parts.introductions import answers
from pages.parts.introductions.rulebook import today

__all__ = ["is_open", "open_card", "show"]

_OPEN = "introductions_open"

_LETTER_HEIGHT = 380


def open_card(source: str, target: str) -> None:
    """Open the card of a pair."""
    session.keep(_OPEN, (source, target))


def is_open(plan: Plan) -> bool:
    """Tell whether a card of the plan is open."""
    return _position(plan) is not None


def _close() -> None:
    """Close the card that is open."""
    session.keep(_OPEN, None)


def show(network: Network, plan: Plan) -> None:
    """Show the card that is open, if it still stands in the list."""
    position = _position(plan)
    if position is None:
        return
    t = session.translator()
    title = t("introductions.card.rank", rank=int(plan.table["rank"].iloc[position]))
    st.dialog(title, width="large", on_dismiss=_close)(_inside)(network, plan, position)


def _position(plan: Plan) -> int | None:
    """Give the row of the plan whose card is open."""
    pair: tuple[str, str] | None = session.state(_OPEN, None)
    if pair is None:
        return None
    is_it = ((plan.table["source"] == pair[0]) & (plan.table["target"] == pair[1])).to_numpy(bool)
    return int(is_it.argmax()) if is_it.any() else None


def _inside(network: Network, plan: Plan, position: int) -> None:
    """Fill the opened card."""
    card = cards.card(network, plan, position, today=today())
    _ends(card)
    answers.show(plan, position)
    _introducer(card)
    _why(card)
    _changes(card)
    _next(card)
    _letter(card)
    _on_the_map(card)


def _ends(card: Card) -> None:
    """Name the two and say how far apart they are."""
    t = session.translator()
    ends = [
        f"**{messages.escaped(messages.short(end.name))}** ({messages.escaped(sector_word(end.sector, t))})"
        for end in (card.source, card.target)
    ]
    st.markdown(f"{ends[0]} {t('introductions.card.and')} {ends[1]}")
    st.write(messages.escaped(cards.distance_sentence(card, t)))


def _introducer(card: Card) -> None:
    """Say who could introduce them, and what makes them the one."""
    t = session.translator()
    _heading("through")
    if card.introducer is None:
        st.write(t("introductions.card.nobody"))
        return
    name = messages.short(card.introducer.name)
    st.write(messages.escaped(t("introductions.card.introducer", name=name)))
    told = cards.bond_sentences(card, t)
    for place, (heading, lines) in zip(st.columns(2), told, strict=True):
        with place:
            st.markdown(f"*{messages.escaped(heading)}*")
            _points(lines)
    others = cards.others_sentence(card, t)
    if others:
        st.caption(messages.escaped(others))


def _why(card: Card) -> None:
    """List the reasons with their evidence."""
    t = session.translator()
    _heading("why")
    _points(tuple(reason.message.text(t.language) for reason in card.reasons))


def _changes(card: Card) -> None:
    """Say what it changes, and how plausible it is."""
    t = session.translator()
    _heading("changes")
    _points((*cards.effect_sentences(card, t), cards.likelihood_sentence(card.likelihood, t)))
    st.caption(messages.escaped(card.basis.text(t.language)))


def _next(card: Card) -> None:
    """Say whether to ask now, and how to bring the two together."""
    t = session.translator()
    _heading("next")
    told = cards.advice_sentences(card, t)
    if told:
        is_now = card.advice is not None and card.advice.is_now
        show_it = st.success if is_now else st.warning
        icon = ":material/check:" if is_now else ":material/local_fire_department:"
        show_it("  \n".join(map(messages.escaped, told)), icon=icon)
    _points(tuple(filter(None, (cards.load_sentence(card, t), cards.way_sentence(card, t)))))


def _letter(card: Card) -> None:
    """Offer a message to change, to copy and to take away."""
    t = session.translator()
    _heading("letter")
    helper = "" if card.introducer is None else card.introducer.id
    key = f"introductions_letter:{card.source.id}:{card.target.id}:{helper}:{t.language}"
    session.put(key, session.state(key, cards.letter(card, t).text))
    text = st.text_area(
        t("introductions.letter.label"),
        key=key,
        height=_LETTER_HEIGHT,
        help=t("introductions.letter.help"),
        on_change=_keep,
        args=(key,),
    )
    with st.container(horizontal=True):
        st.download_button(
            t("introductions.letter.download"),
            text or "",
            file_name=f"introduction-{card.rank}.txt",
            mime="text/plain",
            icon=":material/download:",
            on_click="ignore",
        )
        with st.popover(t("introductions.letter.copy"), icon=":material/content_copy:"):
            st.code(text or "", language=None, wrap_lines=True)


def _keep(key: str) -> None:
    """Keep what the reader wrote when the card is closed."""
    session.keep(key, session.widget(key))


def _on_the_map(card: Card) -> None:
    """Lead to the profiles of all three."""
    t = session.translator()
    with st.container(horizontal=True):
        for end in filter(None, (card.source, card.target, card.introducer)):
            if st.button(
                messages.escaped(t("introductions.card.open", name=messages.short(end.name))),
                key=f"open:{end.id}",
                icon=":material/hub:",
                type="tertiary",
            ):
                _close()
                session.select(end.id)
                st.switch_page("pages/explore.py")


def _heading(part: str) -> None:
    """Head one part of the card."""
    st.markdown(f"##### {session.translator()(f'introductions.heading.{part}')}")


def _points(sentences: tuple[str, ...]) -> None:
    """List sentences of plain text."""
    st.markdown("\n".join(f"- {messages.escaped(sentence)}" for sentence in sentences))
