"""The network at a date and over a window: who is there, what holds, what has no date."""

from __future__ import annotations

import datetime
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphlib.errors import GraphlibError
from graphlib.network import Network
from graphlib.periods import Dating, Period, at, beginnings, dating, window
from graphlib.translation import Message

TIES = pd.DataFrame(
    [
        ("a", "b", "2020-01-01", "2021-12-31"),
        ("b", "c", "2022-01-01", None),
        ("c", "d", None, "2019-12-31"),
        ("d", "e", None, None),
    ],
    columns=["source", "target", "since", "until"],
)
EVENTS = pd.DataFrame(
    [
        ("fair", "2020-06-01", "2020-06-03"),
        ("project", "2020-01-01", "2022-12-31"),
        ("talk", None, None),
        ("planned", "2030-01-01", None),
    ],
    columns=["event_id", "start", "end"],
)
TAKEN = pd.DataFrame(
    [
        ("f", "fair", None),
        ("g", "fair", "2020-06-02"),
        ("f", "project", "2021-05-01"),
        ("h", "talk", None),
        ("i", "talk", "2023-01-01"),
    ],
    columns=["actor_id", "event_id", "date"],
)
ACTORS = pd.DataFrame({"id": [*"abcdefghi", "alone"]})


@pytest.fixture
def network() -> Network:
    """Ties with and without beginnings and ends, events of a day, of years, and without date."""
    return Network.build(ACTORS, TIES, EVENTS, TAKEN)


def ties(network: Network) -> set[str]:
    """Name the stated ties by their ends."""
    return set(network.stated_ties["source"] + network.stated_ties["target"])


def came(network: Network) -> set[tuple[str, str]]:
    """Give the participations as organisation and event."""
    taken = network.participations
    return set(zip(taken["actor_id"], taken["event_id"], strict=True))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2019-12-31", {"cd", "de"}),
        ("2020-01-01", {"ab", "de"}),
        ("2021-12-31", {"ab", "de"}),
        ("2022-01-01", {"bc", "de"}),
    ],
)
def test_a_tie_holds_from_its_first_day_to_its_last(network, day, held):
    assert ties(at(network, day)) == held


def test_undated_ties_and_attendances_are_kept_or_dropped_as_asked(network):
    assert ties(at(network, "2023-06-01", undated="drop")) == {"bc"}
    assert came(at(network, "2019-01-01")) == {("h", "talk")}
    assert came(at(network, "2019-01-01", undated="drop")) == set()
    # What says when it ended is dated: it began before that.
    assert ties(at(network, "2019-01-01", undated="drop")) == {"cd"}


def test_an_attendance_counts_from_its_own_day_or_else_from_the_first_of_its_event(network):
    talk = {("h", "talk")}
    assert came(at(network, "2020-06-01")) == talk | {("f", "fair")}
    assert came(at(network, "2020-06-02")) == talk | {("f", "fair"), ("g", "fair")}
    assert came(at(network, "2021-05-01")) == talk | {("f", "fair"), ("g", "fair"), ("f", "project")}
    assert ("f", "fair") in came(at(network, "2029-01-01"))


def test_an_actor_is_left_out_with_the_last_of_its_ties_and_one_without_any_stays(network):
    assert set(at(network, "2020-01-01").ids) == {"a", "b", "d", "e", "h", "alone"}
    assert set(at(network, "2020-01-01", undated="drop").ids) == {"a", "b", "alone"}


def test_an_event_is_left_out_with_its_last_participant_or_until_it_begins(network):
    assert set(at(network, "2020-01-01").events["event_id"]) == {"talk"}
    assert set(at(network, "2030-01-01").events["event_id"]) == {"fair", "project", "talk", "planned"}


def test_a_window_holds_what_touches_it(network):
    shown = window(network, start="2021-12-31", stop="2022-01-01")
    assert ties(shown) == {"ab", "bc", "de"}
    # The project lasted until 2022, the fair was over in June 2020.
    assert came(shown) == {("f", "project"), ("h", "talk")}
    assert ties(window(network, start="2019-01-01", stop="2019-12-31")) == {"cd", "de"}
    assert came(window(network, start="2020-06-03", stop="2020-06-30")) == {
        ("f", "fair"),
        ("g", "fair"),
        ("h", "talk"),
    }
    assert came(window(network, start="2020-06-04", stop="2020-06-30")) == {("h", "talk")}


def test_a_window_may_be_open_at_either_end(network):
    assert ties(window(network, stop="2019-06-01")) == {"cd", "de"}
    assert ties(window(network, start="2025-01-01")) == {"bc", "de"}
    assert window(network) is network


def test_everything_else_stays_as_it_was():
    tied = pd.DataFrame(
        [("a", "b", "x", 2.5, True, "2020-01-01"), ("b", "a", "y", 1.0, False, "2024-01-01")],
        columns=["source", "target", "kind", "weight", "directed", "since"],
    )
    taken = pd.DataFrame({"actor_id": list("abc"), "event_id": ["e"] * 3, "date": ["2020-01-01"] * 3})
    network = Network.build(
        ACTORS.assign(town="Valbrume"), tied, pd.DataFrame({"event_id": ["e"]}), taken, event_cap=2
    )
    shown = at(network, "2020-01-01")
    assert shown.event_cap == 2
    assert shown.actors["town"].eq("Valbrume").all()
    assert shown.stated_ties[["kind", "weight", "directed"]].to_numpy().tolist() == [["x", 2.5, True]]
    assert len(network.stated_ties) == 2


def test_what_is_not_dated_is_counted(network):
    assert dating(network) == Dating("2019-12-31", "2023-01-01", 4, 1, 5, 1)
    assert dating(network).undated_share == 2 / 9
    assert dating(Network.build(ACTORS)) == Dating(None, None, 0, 0, 0, 0)
    assert math.isnan(dating(Network.build(ACTORS)).undated_share)


def test_an_end_in_the_year_9999_is_none():
    open_ended = TIES.assign(until="9999-12-31", since="2020-01-01")
    assert dating(Network.build(ACTORS, open_ended)).last == "2020-01-01"


def test_beginnings_are_those_of_ties_and_attendances(network):
    assert beginnings(network) == [
        "2020-01-01",
        "2020-06-01",
        "2020-06-02",
        "2021-05-01",
        "2022-01-01",
        "2023-01-01",
    ]


NO_DAYS = ("2024-02-30", "31/03/2024", "20240331", "2024", "", "tomorrow", "2024-01-01:")


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_refused_with_the_way_to_write_it(network, text):
    with pytest.raises(GraphlibError, match="2026-03-31"):
        at(network, text)
    with pytest.raises(GraphlibError, match="2026-03-31"):
        Period.read(f"2020-01-01:{text}")


def test_a_window_that_ends_before_it_starts_is_refused(network):
    with pytest.raises(GraphlibError, match="earlier day first"):
        window(network, start="2024-01-02", stop="2024-01-01")


def test_a_period_is_written_as_it_is_read_and_gives_its_network(network):
    for text in ("2021-05-01", "2021-05-01:2022-01-01"):
        assert Period.read(text).text == text
    assert ties(Period.read("2020-01-01").of(network, undated="drop")) == {"ab"}
    assert ties(Period.read("2020-01-01:2022-01-01").of(network, undated="drop")) == {"ab", "bc"}


def test_a_period_says_what_is_shown_and_what_has_no_date(network):
    told = Period("2024-03-31").told(dating(network))
    assert [message.text("en") for message in told] == [
        "You see the network as it stood on 31 March 2024.",
        "1 of 4 tie records has no date and is always counted.",
        "1 of 5 attendances has no date and is always counted.",
    ]
    every = Period("2024-01-01", "2024-03-31").told(Dating("2020-01-01", "2024-01-01", 4, 0, 0, 0))
    assert every == [Message("periods.window", start="2024-01-01", stop="2024-03-31")]


days = st.one_of(st.none(), st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)).map(str))


ids = st.sampled_from("abcdef")
spans = st.tuples(days, days).map(lambda span: tuple(sorted(span)) if None not in span else span)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Make a small network with any dates."""
    pairs = draw(st.lists(st.tuples(ids, ids, spans), max_size=8))
    stated = [(one, other, *span) for one, other, span in pairs if one != other]
    taken = draw(st.lists(st.tuples(ids, st.sampled_from("xyz"), days), max_size=8))
    starts = draw(st.lists(days, min_size=3, max_size=3))
    return Network.build(
        pd.DataFrame({"id": list("abcdef")}),
        pd.DataFrame(stated, columns=["source", "target", "since", "until"]),
        pd.DataFrame({"event_id": list("xyz"), "start": starts}),
        pd.DataFrame(taken, columns=["actor_id", "event_id", "date"]),
    )


def named(network: Network) -> set[str]:
    """List the actors that have any tie or participation."""
    ends = {*network.stated_ties["source"], *network.stated_ties["target"]}
    return ends | set(network.participations["actor_id"])


@given(networks())
def test_a_window_over_everything_is_the_network(network):
    assert window(network, start="2020-01-01", stop="2020-12-31").fingerprint == network.fingerprint


@given(networks(), days.filter(bool), days.filter(bool))
def test_attendance_only_grows_and_a_day_shows_no_more_than_the_window_up_to_it(network, one, two):
    first, second = sorted([one, two])
    early, late = at(network, first), at(network, second)
    assert came(early) <= came(late)
    assert ties(early) <= ties(window(network, start=first, stop=second)) <= ties(network)
    assert set(early.ids) <= set(window(network, stop=second).ids)


@given(networks(), days.filter(bool))
def test_who_is_shown_is_tied_or_came_or_never_was(network, day):
    shown = at(network, day, undated="drop")
    assert set(shown.ids) == named(shown) | (set(network.ids) - named(network))
    assert at(shown, day, undated="drop").fingerprint == shown.fingerprint
