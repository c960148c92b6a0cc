"""Which part of the network is looked at: one time or all of it, with the secretariat or without."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.periods import Dating, Period, dating
from graphlib.translation import Message
from graphlib.trends import moments
from pages.parts import cache, messages, results, session

__all__ = ["is_chosen", "note_whole", "positions", "shown"]

_KINDS = ("whole", "day", "window")
_KIND, _FIRST, _LAST, _STAFF = "period_kind", "period_first", "period_last", "period_staff"

_STOPS = 60
"""Most places on the slider but for its ends: months over five years, quarters over fifteen."""


def shown() -> Network:
    """Ask which part of the network to look at, say what it is, and give it.

    The page ends here where the data hold nothing of the time that is asked for.
    """
    whole = session.network()
    dates = cache.once(dating, whole)
    period, is_without = _chosen(dates), _is_without(whole)
    _controls(whole, dates, period)
    if period is None and not is_without:
        return whole
    part = cache.briefly(_part, (whole,), None if period is None else period.text, is_without)
    if period is not None and not len(part.stated_ties) and not len(part.participations):
        nothing = Message("periods.nothing", first=dates.first, last=dates.last)
        st.warning(messages.escaped(nothing.text(session.language())), icon=":material/history:")
        st.stop()
    st.info(messages.escaped(_sentences(whole, part, dates, period)), icon=":material/filter_alt:")
    return part


def is_chosen() -> bool:
    """Tell whether pages that let the reader choose show less than everything."""
    whole = session.network()
    return _chosen(cache.once(dating, whole)) is not None or _is_without(whole)


def note_whole() -> None:
    """Say that a page shows everything, where the reader chose to look at less on others."""
    if is_chosen():
        st.caption(session.translator()("periods.whole_here"))


def positions(network: Network) -> npt.NDArray[np.float64]:
    """Give the places of a part of the open network on the map: nobody moves when time does."""
    whole = session.network()
    places = results.positions(whole)
    return places if network is whole else places[whole.ids.get_indexer(network.ids)]


def _chosen(dates: Dating) -> Period | None:
    """Give the time that is looked at; ``None`` for all of it, and where the address asks for no time."""
    asked = session.time()
    if asked is None or dates.first is None:
        return None
    try:
        return Period.read(asked)
    except GraphlibError:
        return None


def _is_without(whole: Network) -> bool:
    """Tell whether the secretariat is left out."""
    return session.leaves_staff_out() and bool(whole.actors["secretariat"].any())


def _part(whole: Network, period: str | None, is_without: bool) -> Network:  # noqa: FBT001 - a cached call has no keywords
    """Take a part out of the network."""
    part = whole if period is None else Period.read(period).of(whole)
    return part.without(_staff(part)) if is_without else part


def _staff(network: Network) -> list[str]:
    """List the organisations marked as the programme's own staff."""
    staff: list[str] = network.actors.loc[network.actors["secretariat"], "id"].tolist()
    return staff


def _controls(whole: Network, dates: Dating, period: Period | None) -> None:
    """Show the choice of time, where there are dates, and of the secretariat, where it is marked."""
    t = session.translator()
    days = cache.once(_days, whole)
    if len(days) < 2:
        st.caption(t("periods.undated" if dates.first is None else "periods.one_day", day=dates.first))
    has_time, has_staff = len(days) > 1, bool(whole.actors["secretariat"].any())
    if not has_time and not has_staff:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        if has_time:
            _kind(period)
        if has_staff:
            session.put(_STAFF, session.leaves_staff_out())
            st.toggle(t("periods.without_staff"), key=_STAFF, on_change=_staff_changed)
    if has_time and period is not None:
        _sliders(days, period)


def _days(whole: Network) -> list[str]:
    """List the days on the slider: evenly spaced, with the first and last that the data name."""
    dates = dating(whole)
    if dates.first is None or dates.last is None:
        return []
    return sorted({dates.first, *moments(whole, count=_STOPS), dates.last})


def _kind(period: Period | None) -> None:
    """Ask for all of the time, a day, or a window."""
    t = session.translator()
    session.put(_KIND, _KINDS[0] if period is None else _KINDS[1] if period.stop is None else _KINDS[2])
    st.radio(
        t("periods.label"),
        _KINDS,
        format_func=lambda kind: t(f"periods.kind.{kind}"),
        horizontal=True,
        key=_KIND,
        on_change=_kind_changed,
    )


def _sliders(days: list[str], period: Period) -> None:
    """Ask for the day, or for the window's first and last."""
    t = session.translator()
    stops = sorted({*days, period.start, period.stop or period.start})
    asked = {_FIRST: period.start} if period.stop is None else {_FIRST: period.start, _LAST: period.stop}
    for place, (key, day) in zip(st.columns(len(asked), gap="medium"), asked.items(), strict=True):
        session.put(key, day)
        place.select_slider(
            t(f"periods.slider.{'day' if len(asked) == 1 else key}"),
            stops,
            format_func=t.date,
            key=key,
            on_change=_moved,
            args=(key,),
        )


def _kind_changed() -> None:
    """Begin with the latest day, or with everything up to it."""
    whole = session.network()
    kind, dates = session.widget(_KIND), cache.once(dating, whole)
    before = _chosen(dates)
    last = (before.stop or before.start) if before else [*_days(whole), *moments(whole, count=1)][-1]
    first = min(str(dates.first), last)
    asked = {"day": Period(last), "window": Period(first, last)}.get(str(kind))
    session.look_at(None if asked is None else asked.text)


def _moved(key: str) -> None:
    """Take over where a slider stands; the other end of a window gives way to it."""
    day, other = str(session.widget(key)), session.widget(_LAST if key == _FIRST else _FIRST)
    if other is None:
        session.look_at(day)
    elif key == _FIRST:
        session.look_at(Period(day, max(day, str(other))).text)
    else:
        session.look_at(Period(min(day, str(other)), day).text)


def _staff_changed() -> None:
    """Take over whether the secretariat is left out."""
    session.leave_staff_out(bool(session.widget(_STAFF)))


def _sentences(whole: Network, part: Network, dates: Dating, period: Period | None) -> str:
    """Say what is looked at and what has no date."""
    staff = [Message("periods.staff_left_out", count=len(_staff(whole)))] if _is_without(whole) else []
    first, *more = [*([] if period is None else period.told(dates)), *staff]
    count = Message("periods.of_all", shown=len(part), count=len(whole))
    return " ".join(message.text(session.language()) for message in (first, count, *more))
