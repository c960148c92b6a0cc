"""Written in any format that can carry it and read again, a network is the same network."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.reports.open_formats import convert, losses

NAMES = {
    "csv": "network",
    "xlsx": "network.xlsx",
    "graphml": "network.graphml",
    "gexf": "network.gexf",
    "json": "network.json",
    "kumu": "network.kumu.json",
}

NASTY = [
    "]]>", "<script>", "&amp;", 'a "b" c', "l'été", "=1+1", "🌱👩\u200d🚀", "a\nb", "a\tb", "جمعية",
    "x;y, z|w", "null", "nan", "007", "1,5", "\\", "{n}", "é", "e\u0301", "x\x85\u2028x", "true",
    "2026-01-01", "a  b",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"])


def is_bare(text: str) -> bool:
    """Tell whether nothing stands around a text that reading would take away, nor is it like ``#N/A``."""
    return text == text.strip() and "\ufeff" not in text and not text.startswith("#")


def texts(*, longest: int = 8) -> st.SearchStrategy[str]:
    """Words as they may stand in a cell: whatever they hold, nothing around them."""
    return st.one_of(st.sampled_from(NASTY), st.text(LETTERS, min_size=1, max_size=longest)).filter(is_bare)


def ids() -> st.SearchStrategy[str]:
    """Ids of one line, without what parts several in one cell."""
    return st.text(LETTERS, min_size=1, max_size=5).filter(lambda key: not set(key) & set(";|,/\ufeff"))


NUMBERS = st.floats(0.001, 1e6).map(lambda number: float(f"{number:.15G}"))
SECTORS = [{}, {"sector": "company", "sector_source": "PME"}, {"sector": "Own", "sector_source": "Own"}]
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31)).map(str)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A cell that may be blank."""
    return st.none() | strategy


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw a network as reading gives one: further columns are text, sectors have their words."""
    keys = draw(st.lists(ids(), min_size=2, max_size=6, unique_by=lambda key: key.casefold()))
    actors = [
        {
            "id": key,
            "name": draw(texts()),
            "country": draw(maybe(st.sampled_from(["FR", "CH"]))),
            "url": draw(maybe(texts())),
            "size": draw(maybe(NUMBERS)),
            "secretariat": draw(st.booleans()),
            "themes": draw(maybe(st.sampled_from(["energy", "energy;water", "a, b;c"]))),
            "Own column": draw(maybe(texts())),
            "Remarks <b>": draw(maybe(texts())),
            **draw(st.sampled_from(SECTORS)),
        }
        for key in keys
    ]
    ends = st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)
    ties = [
        {
            "source": pair[0],
            "target": pair[1],
            "kind": draw(texts()),
            "weight": draw(NUMBERS),
            "since": days[0],
            "until": days[1],
            "directed": draw(st.booleans()),
            "confirmed": draw(st.sampled_from(["unknown", "both ends", "one end"])),
            "evidence": draw(maybe(texts())),
            "Tie note": draw(maybe(texts())),
        }
        for pair in draw(st.lists(ends, max_size=8))
        for days in [sorted(draw(st.tuples(DAYS, DAYS))) if draw(st.booleans()) else [None, None]]
    ]
    made = [pd.DataFrame(actors), pd.DataFrame(ties) if ties else None]
    return Network.build(*made, *draw(meetings(keys)))


@st.composite
def meetings(draw: st.DrawFn, keys: list[str]) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Draw events and who took part, or none."""
    events = draw(st.lists(st.one_of(ids(), st.sampled_from(keys)), max_size=3, unique_by=str.casefold))
    if not events:
        return None, None
    rows = [
        {
            "event_id": key,
            "name": draw(maybe(texts())),
            "start": draw(maybe(DAYS)),
            "theme": draw(maybe(st.just("energy;water"))),
            "Venue": draw(maybe(texts())),
        }
        for key in events
    ]
    taken = [
        {"actor_id": actor, "event_id": event, "date": draw(maybe(DAYS)), "role": draw(maybe(texts()))}
        for actor, event in draw(
            st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(events)), max_size=6)
        )
    ]
    return pd.DataFrame(rows), pd.DataFrame(taken) if taken else None


def again(network: Network, name: str) -> Network:
    """Write a network and read it."""
    with tempfile.TemporaryDirectory() as folder:
        return read_network(convert(network, Path(folder) / name))


@pytest.mark.parametrize("format_", list(NAMES))
@settings(max_examples=25, deadline=None)
@given(network=networks())
def test_what_can_be_carried_comes_back(format_: str, network: Network) -> None:
    assert again(network, NAMES[format_]).fingerprint == network.fingerprint


CONTROLS = st.text(st.sampled_from("\x01\x07\x1b\x0bab"), min_size=1, max_size=6).map(
    lambda text: f"x{text}x"
)


@pytest.mark.parametrize("format_", ["graphml", "gexf", "xlsx"])
@settings(max_examples=20, deadline=None)
@given(names=st.lists(CONTROLS, min_size=1, max_size=4))
def test_a_loss_is_said_where_something_is_lost(format_: str, names: list[str]) -> None:
    actors = pd.DataFrame({"id": [f"a{place}" for place in range(len(names))], "name": names})
    network = Network.build(actors)
    is_same = again(network, NAMES[format_]).fingerprint == network.fingerprint
    assert is_same == (not losses(network, format_))
