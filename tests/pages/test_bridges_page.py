"""Who holds us together: each section says what the figures say, whatever the network."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graphlib.analysis import analyse
from graphlib.findings import bridges_sentence, go_between_sentence, leaving, leaving_sentence, single_ties
from graphlib.key_players import key_players
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.stability import rank_intervals
from graphlib.storage import open_workspace
from graphlib.translation import translator
from tests.pages.conftest import ROOT, words

EXAMPLE = "example:event_programme"
EN = translator("en")
SECTIONS = ("lasting", "few", "without_us", "go_betweens", "roles", "ties")


def said(app: AppTest) -> str:
    """Give the words of a page as they are read."""
    return words(app).replace("\\", "").replace("\u2060", "")


def finished(app: AppTest) -> AppTest:
    """Show the page again until nothing is under way any more."""
    while any(button.label == "Cancel" for button in app.button):
        app.run()
    return app


def table(app: AppTest, *columns: str) -> pd.DataFrame:
    """Find the table that has these columns."""
    return next(found.value for found in app.dataframe if set(columns) <= set(found.value.columns))


@pytest.fixture(scope="module")
def analysis():
    return analyse(read_network(ROOT / "data" / "event_programme"))


@pytest.fixture
def stored(open_page):
    """Give a way to store a network and learn its address; after the fixture that names its workspace."""

    def keep(network: Network) -> str:
        workspace = open_workspace()
        number = workspace.add_network("Programme").id
        workspace.store(number, network)
        return str(number)

    return keep


def test_each_section_says_what_the_figures_say(open_page, analysis):
    app = finished(open_page("bridges", network=EXAMPLE))
    assert not app.exception
    found = said(app)
    assert [heading.value for heading in app.subheader] == [EN(f"bridges.{name}") for name in SECTIONS]
    assert bridges_sentence(analysis, EN) in found
    assert leaving_sentence(leaving(analysis), EN) in found
    few = key_players(analysis.network, k=5, betweenness=analysis.actors.set_index("id")["betweenness"])
    assert few.comparison.text("en") in found
    assert "Without the secretariat" in found
    assert go_between_sentence(analysis, EN) in found
    assert "of the ties missing, it would" in found
    assert f"{len(single_ties(analysis))} ties are each the only link" in found


def test_the_tables_hold_the_figures(open_page, analysis):
    app = finished(open_page("bridges", network=EXAMPLE))
    points = table(app, "rank", "cut_off", "dependent_pairs", "parts_if_removed")
    assert points["rank"].tolist() == ["1", "2", "3", "4", "5=", "5="]
    assert points["cut_off"].tolist() == analysis.articulation_points["cut_off"].tolist()
    ranks = table(app, "rank", "rank_range", "route_share", "constraint")
    known = rank_intervals(analysis.network, known=analysis.actors.set_index("id")["betweenness"])
    first = known.table.iloc[1]
    assert ranks["rank_range"].iloc[1] == f"{first['low']}–{first['high']}"
    ties = table(app, "smaller_best_connected_name", "larger_best_connected_name", "dependent_pairs")
    assert len(ties) == len(single_ties(analysis))
    assert table(app, "figure", "today", "without_us")["today"].iloc[0] == "125"


def test_what_is_drawn_or_counted_by_lot_says_so_in_small_print(open_page):
    found = said(finished(open_page("bridges", network=EXAMPLE)))
    assert "mean of 100 draws (seed 1)" in found
    assert "Ranked anew 200 times" in found
    assert "z is exact, nothing is sampled" in found
    assert "Articulation points" in found
    assert "Local bridges" in found


def test_a_picked_organisation_shows_its_parts_and_opens_in_the_map(open_page):
    app = open_page("bridges", network=EXAMPLE)
    app.session_state["bridges_points"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    app.run()
    assert "Without Comune di Montelauro, these parts remain:" in said(app)
    assert "8 organisations around Autorità portuale di Pontevento" in said(app)
    cut_off = table(app, "name", "sector", "part")
    assert len(cut_off) == 8
    assert set(cut_off["part"]) == {2}
    app.button(key="bridges_points_open").click().run()
    assert app.query_params["actor"] == "comune-di-montelauro"


def test_a_picked_tie_opens_its_end_on_the_smaller_side(open_page):
    app = open_page("bridges", network=EXAMPLE)
    app.session_state["bridges_ties"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    app.button(key="bridges_ties_open").click().run()
    assert app.query_params["actor"] == "autorita-portuale-di-pontevento"


def test_the_few_follow_the_goal_and_their_number(open_page, analysis):
    app = open_page("bridges", network=EXAMPLE)
    reaching = table(app, "adds_actors", "together", "alone_actors")
    assert reaching["adds_actors"].tolist() == analysis.reaching.table["gain"].head(5).tolist()
    app.radio(key="bridges_few_goal").set_value("hold").run()
    app.slider(key="bridges_few_size").set_value(10).run()
    holding = table(app, "adds_pairs", "together", "alone_pairs")
    assert holding["adds_pairs"].tolist() == analysis.holding.table["gain"].tolist()
    assert analysis.holding.comparison.text("en") in said(app)


def test_a_view_without_the_secretariat_says_so_instead_of_comparing(open_page):
    found = said(open_page("bridges", network=EXAMPLE, without="secretariat"))
    assert "You are looking at the network without the secretariat already" in found
    assert "Without the secretariat as many" not in found


def test_it_speaks_french(open_page):
    app = finished(open_page("bridges", network=EXAMPLE, lang="fr"))
    assert not app.exception
    assert "Le réseau dépend de 6 organisations" in said(app)
    assert "Without" not in said(app)


def test_nothing_is_asked_of_us_where_nobody_is_marked(open_page, stored):
    actors = pd.DataFrame({"id": list("abc"), "sector": ["company", "media", "media"]})
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    found = said(finished(open_page("bridges", network=stored(Network.build(actors, ties)))))
    assert "Mark yours under Data" in found


@pytest.mark.parametrize(
    ("actors", "ties"),
    [
        ([], []),
        (["a"], []),
        (["a", "b", "c"], []),
        (["a", "b"], [("a", "b")]),
        (list("abcd"), [("a", "b"), ("b", "c"), ("c", "d")]),
        (list("abc"), [("a", "b"), ("b", "c"), ("a", "c")]),
    ],
    ids=["none", "one", "no ties", "a pair", "no sectors", "nobody between"],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_small_networks_are_shown_without_a_fault(open_page, stored, actors, ties, language):
    network = Network.build(
        pd.DataFrame({"id": pd.Series(actors, dtype="str")}),
        pd.DataFrame(ties, columns=["source", "target"], dtype="str"),
    )
    app = open_page("bridges", network=stored(network), lang=language)
    while any(button.label in ("Cancel", "Annuler") for button in app.button):
        app.run()
    assert not app.exception
    assert not app.error


HOSTILE = "[x](javascript:alert(1)) <script>alert(1)</script> $a_1$ :material/bug: **b**\n# " + "N" * 4000


def test_hostile_names_are_text_in_every_section(open_page, stored):
    names = [f"{HOSTILE} {place}" for place in range(7)]
    actors = pd.DataFrame(
        {
            "id": list("abcdefg"),
            "name": names,
            "sector": ["**own**", "media"] * 3 + ["media"],
            "secretariat": [True] + [False] * 6,
        }
    )
    ties = pd.DataFrame({"source": list("abbdeef"), "target": list("bcdefgg")})
    app = finished(open_page("bridges", network=stored(Network.build(actors, ties))))
    app.session_state["bridges_points"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    for element in [*app.markdown, *app.caption, *app.button]:
        text = str(getattr(element, "value", None) or getattr(element, "label", ""))
        assert "<script>" not in text
        assert "](javascript" not in text
        assert "**own**" not in text
        assert ":material/bug:" not in text
        assert "N" * 100 not in text
