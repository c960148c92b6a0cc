"""The page on scenarios: choose, see today beside then, save, compare, take back."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.scenario import AddedActor, Scenario
from graphlib.storage import open_workspace
from tests.pages.conftest import ROOT, words

EXAMPLE = "example:event_programme"
HOSTILE = '=cmd|"<img src=x onerror=alert(1)>"\u202e**B**'


def said(app):
    """Give the words of a page as they are read."""
    return words(app).replace("\\", "")


def is_harmless(app) -> bool:
    """Tell whether no name of the data is read as markup, or turns the writing around."""
    return not re.search(r"(?<!\\)<img", words(app)) and "\u202e" not in words(app)


def buttons(app):
    """Give the words on the buttons."""
    return "\n".join(button.label for button in app.button).replace("\\", "")


def settled(app):
    """Run the page again until no work is under way, however busy the machine is."""
    for _ in range(120):
        assert not app.exception
        if not {button.label for button in app.button} & {"Cancel", "Annuler"}:
            return app
        app.run()
    raise AssertionError(said(app))


@pytest.fixture
def scenarios(open_page):
    """Give a way to open the page, with all that it waits for."""
    return lambda **address: settled(open_page("scenarios", **address))


def choose(app, kind):
    """Go to one kind of change."""
    app.radio(key="scenario_kind").set_value(kind).run()
    assert not app.exception
    return app


def show(app):
    """Ask for the effect."""
    app.button(key="scenario_show").click().run()
    return settled(app)


def save(app, name):
    """Save under a name."""
    app.text_input(key="scenario_name").set_value(name).run()
    app.button(key="scenario_save").click().run()
    return settled(app)


def summary(app):
    """Give the table of figures, by measure."""
    return next(f.value for f in app.dataframe if "basis" in f.value.columns).set_index("measure")


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


def small(*sectors: str, name: str = "A") -> Network:
    """Build a line of as many organisations."""
    ids = [f"a{number}" for number in range(len(sectors))]
    actors = pd.DataFrame(
        {"id": ids, "name": [f"{name} {number}" for number in ids], "sector": list(sectors)}
    )
    pairs = pd.DataFrame({"source": ids[:-1], "target": ids[1:]}, dtype="str")
    return Network.build(actors, pairs)


def test_ticking_shows_nothing_until_it_is_asked_for(scenarios):
    app = scenarios(network=EXAMPLE)
    assert "Your data stay as they are" in said(app)
    app.checkbox[0].check().run()
    assert "New tie: " in buttons(app)
    assert not app.metric
    show(app)
    assert "With 1 tie more: the sectors would come nearer" in said(app)
    assert len(app.metric) == 4
    table = summary(app)
    assert table.loc["Ties", ["today", "then", "change"]].tolist() == ["583", "584", "+1"]
    assert table.loc["Groups found", "basis"] == "groups found anew"


def test_all_listed_are_ticked_at_once_and_each_can_be_taken_back(scenarios):
    app = scenarios(network=EXAMPLE)
    app.button(key="scenario_tick_all").click().run()
    assert "Your 10 changes" in said(app)
    app.checkbox[2].uncheck().run()
    app.button(key="scenario_drop:added_ties:0").click().run()
    assert "Your 8 changes" in said(app)
    assert [box.value for box in app.checkbox[:10]].count(True) == 8


def test_organisations_and_ties_come_and_go_by_name(scenarios, network):
    app = choose(scenarios(network=EXAMPLE), "new_tie")
    pairs = {tuple(pair) for pair in network.pairs[["source", "target"]].to_numpy()}
    first = network.ids[0]
    other = next(each for each in network.ids[1:] if (first, each) not in pairs)
    app.selectbox(key="scenario_tie_one").select(first).run()
    app.selectbox(key="scenario_tie_other").select(other).run()
    app.button(key="scenario_add_tie").click().run()
    choose(app, "joins")
    app.text_input(key="scenario_new_name").set_value(f" {HOSTILE} ").run()
    app.multiselect(key="scenario_new_ties").select(first).run()
    app.button(key="scenario_add_actor").click().run()
    choose(app, "leaves")
    app.selectbox(key="scenario_leaves").select(network.ids[9]).run()
    app.button(key="scenario_remove_actor").click().run()
    choose(app, "tie_gone")
    one, contact = next(pair for pair in sorted(pairs) if network.ids[9] not in pair)
    app.selectbox(key="scenario_gone_one").select(one).run()
    app.selectbox(key=f"scenario_gone_other:{one}").select(contact).run()
    app.button(key="scenario_remove_tie").click().run()
    show(app)
    assert "With 2 ties more, 1 tie less, 1 organisation more, 1 organisation less" in said(app)
    assert summary(app).loc["Organisations", "change"] == "0"
    assert is_harmless(app)


def test_a_change_that_cannot_be_made_is_told_beside_it_and_left_out(scenarios, network):
    app = scenarios(network=EXAMPLE)
    app.checkbox[0].check().run()
    choose(app, "leaves")
    name = next(button for button in app.button if button.key == "scenario_drop:added_ties:0").label
    gone = next(
        each
        for each in network.ids
        if name.startswith(f"New tie\\: {network.actors.set_index('id').loc[each, 'name'][:12]}")
    )
    app.selectbox(key="scenario_leaves").select(gone).run()
    app.button(key="scenario_remove_actor").click().run()
    assert "would leave in the same scenario" in said(app)
    show(app)
    assert "One change does not fit" in said(app)
    assert "With 1 organisation less" in said(app)


@pytest.mark.parametrize("is_stored", [False, True])
def test_saving_renaming_deleting_and_undoing(scenarios, stored, network, is_stored):
    key = stored(network) if is_stored else EXAMPLE
    app = scenarios(network=key)
    app.checkbox[0].check().run()
    show(app)
    save(app, HOSTILE)
    assert "is saved" in said(app)
    assert is_harmless(app)
    app.text_input(key="scenario_name").set_value("Plan B").run()
    settled(app.button(key="scenario_rename").click().run())
    assert "is now called “Plan B”" in said(app)
    assert app.selectbox(key="scenario_open").value == "Plan B"
    settled(app.button(key="scenario_delete").click().run())
    assert "“Plan B” is deleted" in said(app)
    assert not [box for box in app.selectbox if box.key == "scenario_open"]
    settled(app.button(key="scenario_undo").click().run())
    assert app.selectbox(key="scenario_open").value == "Plan B"
    assert "With 1 tie more" in said(app)
    if is_stored:
        again = scenarios(network=key)
        settled(again.selectbox(key="scenario_open").select("Plan B").run())
        assert "With 1 tie more" in said(again)


def test_saved_scenarios_stand_side_by_side(scenarios):
    app = scenarios(network=EXAMPLE)
    app.checkbox[0].check().run()
    show(app)
    save(app, "One")
    app.checkbox[1].check().run()
    show(app)
    save(app, "table.today")
    settled(app.multiselect(key="scenario_compared").set_value(["One", "table.today"]).run())
    assert not app.exception
    assert "“table.today” brings the sectors nearest" in said(app)
    table = next(f.value for f in app.dataframe if "“One”" in f.value.columns).set_index("measure")
    assert table.loc["Ties", ["today", "“One”", "“table.today”"]].tolist() == ["583", "584", "585"]


def test_a_name_that_is_taken_is_refused(scenarios):
    app = scenarios(network=EXAMPLE)
    app.checkbox[0].check().run()
    show(app)
    save(app, "One")
    settled(app.selectbox(key="scenario_open").set_value(None).run())
    app.checkbox[1].check().run()
    show(app)
    app.text_input(key="scenario_name").set_value("One").run()
    assert "already called “One”" in said(app)
    assert app.button(key="scenario_save").disabled


def test_what_no_longer_fits_a_newer_version_is_told(scenarios, stored):
    key = stored(small("company", "media", "company", "media"))
    scenario = Scenario(
        "Old",
        added_ties=(("a0", "a3"), ("a0", "gone"), ("a0", "a1")),
        added_actors=(AddedActor("new", "New", "media", ("a0",)),),
    )
    open_workspace().record(int(key), "scenario", {"Old": scenario.as_plain(), "Broken": {"no": "scenario"}})
    app = scenarios(network=key)
    assert app.selectbox(key="scenario_open").options == ["A new scenario", "Old"]
    settled(app.selectbox(key="scenario_open").select("Old").run())
    assert not app.exception
    assert "2 changes do not fit the network as it is today" in said(app)
    assert "With 2 ties more, 1 organisation more" in said(app)


def test_an_empty_network_and_one_without_sectors_do_not_fail(scenarios, stored):
    empty = stored(Network.build(pd.DataFrame({"id": pd.Series(dtype="str")})))
    assert "no organisation" in said(scenarios(network=empty))
    single = stored(small("company"))
    app = choose(scenarios(network=single), "joins")
    app.text_input(key="scenario_new_name").set_value("Second").run()
    app.multiselect(key="scenario_new_ties").select("a0").run()
    app.button(key="scenario_add_actor").click().run()
    show(app)
    assert "1 organisation more" in said(app)
    bare = stored(small("unknown", "unknown", "unknown", name=HOSTILE))
    app = choose(scenarios(network=bare), "leaves")
    app.selectbox(key="scenario_leaves").select("a1").run()
    app.button(key="scenario_remove_actor").click().run()
    show(app)
    assert "would fall into 2 separate parts" in said(app)
    assert is_harmless(app)


def test_it_speaks_french(scenarios):
    app = scenarios(network=EXAMPLE, lang="fr")
    app.checkbox[0].check().run()
    show(app)
    assert "les secteurs se rapprocheraient" in said(app)
    assert summary(app).loc["Liens", "change"] == "+1"
