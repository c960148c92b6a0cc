"""The part of the page on introductions that tries them on the past."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from graphlib.backtest import DEFAULT, backtest
from graphlib.backtest.wording import findings
from graphlib.network import Network
from graphlib.storage import open_workspace
from graphlib.translation import translator
from tests import hostile
from tests.pages.conftest import words


def history(names=None):
    """Make forty organisations of three sectors that meet at events over six years, some far oftener."""
    random = np.random.default_rng(3)
    ids = [f"a{place:02}" for place in range(40)]
    drive = random.pareto(1.5, 40) + 0.2
    events = pd.DataFrame(
        {
            "event_id": [f"e{event:03}" for event in range(200)],
            "start": [
                f"{2018 + event * 6 // 200}-{1 + event * 72 // 200 % 12:02}-15" for event in range(200)
            ],
        }
    )
    rows = [
        (ids[actor], event)
        for event in events["event_id"]
        for actor in random.choice(40, 3, replace=False, p=drive / drive.sum())
    ]
    actors = pd.DataFrame(
        {"id": ids, "sector": [("company", "media", "community")[i % 3] for i in range(40)]}
    )
    if names is not None:
        actors["name"] = [names[place % len(names)] for place in range(40)]
    return Network.build(actors, None, events, pd.DataFrame(rows, columns=["actor_id", "event_id"]))


@pytest.fixture
def opened(open_page):
    """Give a way to store a network and open the part on it."""

    def start(network, **address):
        workspace = open_workspace()
        number = workspace.add_network("Programme").id
        workspace.store(number, network)
        app = open_page("introductions", network=str(number), view="worked", **address)
        cancel = translator(address.get("lang", "en"))("app.waiting.cancel")
        while cancel in [button.label for button in app.button]:
            app.run()
        assert not app.exception
        return app

    return start


def test_it_says_what_became_of_earlier_suggestions(opened):
    network = history()
    app = opened(network)
    shown = words(app).replace("\\", "")
    found = backtest(network, with_longer=False)
    assert len(found.trials) == 6
    for sentence in findings(found, translator("en")):
        assert sentence in shown
    assert "Nobody was introduced in these data" in shown
    days = next(frame.value for frame in app.dataframe if "By chance" in frame.value.columns)
    ours = found.sets[found.sets["set"] == DEFAULT]
    assert days["Within a year"].tolist() == ours["hits_in_year"].tolist()
    assert days["Day"].iloc[-1] == translator("en").date(found.trials[-1].cut)


def test_the_ways_and_the_rankings_are_listed(opened):
    app = opened(history())
    tables = {next(iter(frame.value.columns)): frame.value for frame in app.dataframe}
    assert len(tables["Chosen by"]) == 7
    assert tables["Chosen by"]["Chosen by"].iloc[0] == "Our list: likely and valuable together"
    assert {"Our likelihood", "Number of short paths (Katz)"} <= set(tables["Ranked by"]["Ranked by"])


def test_it_speaks_french(opened):
    shown = words(opened(history(), lang="fr"))
    assert "Personne n'a été mis en relation" in shown
    assert "tirées au sort" in shown


@pytest.mark.parametrize(
    ("network", "why"),
    [
        (
            Network.build(pd.DataFrame({"id": list("ab"), "sector": ["company", "media"]})),
            "Nothing here says",
        ),
        (
            Network.build(
                pd.DataFrame({"id": list("ab"), "sector": ["company", "media"]}),
                pd.DataFrame({"source": ["a"], "target": ["b"], "since": ["2024-05-01"]}),
            ),
            "too short a time",
        ),
    ],
)
def test_too_little_is_refused_kindly(opened, network, why):
    app = opened(network)
    assert why in words(app)
    assert not app.error


def test_without_sectors_it_says_so(opened):
    app = opened(Network.build(pd.DataFrame({"id": list("ab")})))
    assert translator("en")("introductions.finding.no_sectors") in words(app).replace("\\", "")


def test_hostile_names_are_text(opened):
    app = opened(history(hostile.NAMES))
    assert "<script" not in words(app)
