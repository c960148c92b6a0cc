"""The page on silos shows what the figures say, on any network, and keeps what the reader makes of it."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.analysis import analyse
from graphlib.clusters import cluster_name, clusters
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.storage import open_workspace
from tests.pages.conftest import ROOT, words

EXAMPLE = "example:event_programme"
HOSTILE = '=cmd|"<img src=x onerror=alert(1)>"\u202e**B**'


def said(app):
    """Give the words of a page as they are read."""
    return words(app).replace("\\", "")


def table(app, name):
    """Give a table of the page by the columns that it shows."""
    return next(frame.value for frame in app.dataframe if name in frame.value.columns)


@pytest.fixture
def stored(open_page):
    """Give a way to store versions and learn the address; after the fixture that names its workspace."""

    def keep(*versions: Network) -> str:
        workspace = open_workspace()
        number = workspace.add_network(f"Programme {len(workspace.networks())}").id
        for version in versions:
            workspace.store(number, version)
        return str(number)

    return keep


@pytest.fixture(scope="module")
def network():
    """Give the network of the example."""
    return read_network(ROOT / "data" / "event_programme")


def wait(app, words):
    """Run the page again until the work beside it is done and these words stand there."""
    for _ in range(60):
        if words in said(app):
            return app
        app.run()
    raise AssertionError(said(app))


def test_the_finding_gives_the_share_with_chance_and_its_interval(open_page, network):
    summary = analyse(network).summary
    told = said(open_page("silos", network=EXAMPLE))
    assert "5 sectors keep to themselves beyond chance: most of all Public bodies, Companies" in told
    assert f"{summary['cross_sector_share']:.0%} of all ties lead across sectors" in told
    assert f"chance alone would give {summary['cross_sector_share_expected']:.0%} (" in told
    assert "999 times, seed 1" in told


def test_every_group_has_its_verdict_and_its_interval(open_page, network):
    groups = analyse(network).groups.set_index("group")
    shown = table(open_page("silos", network=EXAMPLE), "verdict").set_index("group")
    assert shown.loc["Other", "verdict"] == "one organisation alone"
    assert shown.loc["Media", "score_low"] == pytest.approx(100 * groups.loc["media", "score_low"])
    assert shown["silo_score"].is_monotonic_decreasing


def test_blanks_of_the_matrix_are_said_and_stand_first_in_its_table(open_page, network):
    mixing = analyse(network).mixing
    app = open_page("silos", network=EXAMPLE)
    blanks = mixing[mixing["is_blank"]].sort_values("expected", ascending=False)
    assert f"No tie at all joins {len(blanks)} pairs" in said(app)
    shown = table(app, "is_blank")
    assert shown["is_blank"].tolist()[: len(blanks)] == ["yes"] * len(blanks)
    assert "200 networks, seed 1" in said(app)


def test_pairs_are_ranked_by_how_far_apart_they_are_with_k(open_page):
    shown = table(open_page("silos", network=EXAMPLE), "controversy")
    assert shown["controversy"].dropna().is_monotonic_decreasing
    assert (shown["k"] == 0).equals(shown["is_too_small"] == "yes")


def test_the_trend_stands_beside_chance_and_says_when_it_is_none(open_page):
    app = wait(open_page("silos", network=EXAMPLE), "No trend beyond its noise")
    assert "999 orders drawn at random, seed 1" in said(app)
    assert {"chance_low", "chance_high"} <= set(table(app, "share_across").columns)


def test_another_column_is_chosen_kept_in_the_address_and_let_go(open_page):
    app = open_page("silos", network=EXAMPLE)
    app.selectbox(key="silos_by").set_value("country").run()
    assert app.query_params["by"] == "country"
    assert "countries keep to themselves" in said(app)
    assert "France" in table(app, "verdict")["group_word"].tolist()
    again = open_page("silos", network=EXAMPLE, by="country")
    assert again.selectbox(key="silos_by").value == "country"
    app.selectbox(key="silos_by").set_value("sector").run()
    assert "by" not in app.query_params


def test_an_address_that_asks_for_no_such_column_shows_sectors(open_page):
    app = open_page("silos", network=EXAMPLE, by="nonsense")
    assert not app.exception
    assert app.selectbox(key="silos_by").value == "sector"


def test_groups_found_are_said_to_be_closed_by_construction(open_page):
    app = open_page("silos", network=EXAMPLE, by="groups found")
    assert not app.exception
    assert "closed by construction" in said(app)
    assert "Does it change" not in said(app)
    assert not [frame for frame in app.dataframe if "verdict" in frame.value.columns]


def open_group(app):
    """Open the part in which one group is looked at."""
    app.session_state["silos_own"] = True
    return app.run()


def test_a_name_given_is_used_everywhere_and_can_be_taken_back(open_page, stored, network):
    key = stored(network)
    first = cluster_name(clusters(network).table.iloc[0])
    app = open_group(open_page("silos", network=key))
    assert table(app, "internal_ties").iloc[0, 0] == first
    app.text_input(key="silos_name:c1").set_value(HOSTILE).run()
    assert not app.exception
    name = table(app, "internal_ties").iloc[0, 0]
    assert "cmd" in name
    assert "\u202e" not in name
    assert first not in said(app)
    explore = open_page("explore", network=key)
    assert any("cmd" in option for option in explore.multiselect(key="explore_clusters:0").options)
    committee = open_page("committee", network=key)
    assert not committee.exception
    app = open_group(open_page("silos", network=key))
    assert app.text_input(key="silos_name:c1").value
    app.text_input(key="silos_name:c1").set_value("").run()
    assert table(app, "internal_ties").iloc[0, 0] == first


def test_a_pin_keeps_a_group_together_and_is_said(open_page, stored, network):
    key = stored(network)
    app = open_group(open_page("silos", network=key))
    app.selectbox(key="silos_group").set_value("c2")
    open_group(app)
    app.toggle(key="silos_pin:c2").set_value(True).run()
    assert not app.exception
    assert "You keep the organisations of 1 group together" in said(app)
    open_group(app)
    assert table(app, "is_pinned")["is_pinned"].tolist().count("yes") == 1
    app.toggle(key="silos_pin:c2").set_value(False).run()
    assert "You keep" not in said(app)


def test_names_outlive_a_new_version(open_page, stored, network):
    key = stored(network)
    app = open_group(open_page("silos", network=key))
    app.text_input(key="silos_name:c1").set_value("The harbour").run()
    gone = network.actors["id"].iloc[:3].tolist()
    open_workspace().store(int(key), network.without(gone))
    assert "The harbour" in table(open_page("silos", network=key), "internal_ties").iloc[:, 0].tolist()


def test_names_in_an_example_are_kept_for_the_visit_only(open_page):
    app = open_group(open_page("silos", network=EXAMPLE))
    app.text_input(key="silos_name:c1").set_value("The harbour").run()
    assert table(app, "internal_ties").iloc[0, 0] == "The harbour"
    assert table(open_page("silos", network=EXAMPLE), "internal_ties").iloc[0, 0] != "The harbour"


def test_a_part_of_the_network_cannot_be_named(open_page):
    app = open_group(open_page("silos", network=EXAMPLE, time="2024-12-01"))
    assert not app.exception
    assert "Show all of it to name groups" in said(app)
    assert not app.text_input


def test_undated_ties_are_followed_over_versions(open_page, stored, network):
    ties = network.ties[["source", "target"]]
    one, two = (Network.build(network.actors, rows) for rows in (ties.iloc[::2], ties))
    told = "From version 1 to version 2 the share of ties across sectors went from"
    wait(open_page("silos", network=stored(one, two)), told)
    single = open_page("silos", network=stored(one))
    assert "there is one version only" in said(single)


def pair(**columns):
    """Build two actors with one tie."""
    actors = pd.DataFrame({"id": ["a", "b"], **columns}, dtype="str")
    return Network.build(actors, pd.DataFrame({"source": ["a"], "target": ["b"]}))


CASES = {
    "nobody": Network.build(pd.DataFrame({"id": []}, dtype="str")),
    "one": Network.build(pd.DataFrame({"id": ["a"], "sector": ["media"]})),
    "no ties": Network.build(pd.DataFrame({"id": ["a", "b"], "sector": ["media", "research"]})),
    "no sectors": pair(),
    "one sector": pair(sector=["media", "media"]),
    "two sectors": pair(sector=["media", "research"]),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", CASES)
def test_small_networks_are_told_plainly(open_page, stored, case, language):
    app = open_page("silos", network=stored(CASES[case]), lang=language)
    assert not app.exception
    assert not app.error


def test_hostile_names_of_groups_and_columns_stay_text(open_page, stored):
    ids = [f"n{i:02}" for i in range(24)]
    actors = pd.DataFrame({"id": ids, "name": HOSTILE, HOSTILE: [f"{HOSTILE}{i % 3}" for i in range(24)]})
    ties = [
        (one, other)
        for i, one in enumerate(ids)
        for other in ids[i + 1 :]
        if (int(one[1:]) - int(other[1:])) % 3 == 0
    ]
    network = Network.build(actors, pd.DataFrame(ties, columns=["source", "target"]))
    app = open_page("silos", network=stored(network), by=HOSTILE)
    assert not app.exception
    assert app.selectbox(key="silos_by").value == HOSTILE
    assert "3 groups keep to themselves" in said(app)
    assert "\u202e" not in said(app)
    assert "**B**" not in words(app)


def test_many_groups_are_drawn_in_part_and_listed_in_full(open_page, stored):
    ids = [f"n{i:03}" for i in range(80)]
    actors = pd.DataFrame({"id": ids, "region": [f"R{i % 20:02}" for i in range(80)]})
    ties = pd.DataFrame([(ids[i], ids[(i + step) % 80]) for i in range(80) for step in (1, 20)])
    network = Network.build(actors, ties.set_axis(["source", "target"], axis=1))
    app = open_page("silos", network=stored(network), by="region")
    assert "Only the 12 largest of 20 groups are drawn" in said(app)
    assert len(table(app, "is_blank")) == 210
    assert "Only pairs of the 10 largest groups" in said(app)
