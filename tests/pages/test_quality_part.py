"""The quality report on its own: the verdict, the rows behind a gap, and leaving placeholders out."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graphlib.network import Network
from graphlib.storage import open_workspace
from tests.pages.conftest import words


def script() -> None:
    """Show the part alone, as the page Data does."""
    from pages.parts import messages, quality, session, versioning

    session.begin()
    with messages.guard():
        versioning.undo_message()
        quality.show()


@pytest.fixture
def stored(open_page) -> int:
    """Store a programme with a placeholder; give its number."""
    actors = pd.DataFrame(
        {"id": ["a", "b", "c", "x"], "name": ["Works", "Town", "Club", "Confidential"], "sector": "company"}
    )
    ties = pd.DataFrame({"source": ["a", "b", "a"], "target": ["b", "c", "x"]})
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, Network.build(actors, ties))
    return number


def open_part(**address: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=120)
    for field, value in address.items():
        app.query_params[field] = value
    app.run()
    assert not app.exception
    return app


def test_the_first_sentence_is_the_verdict_in_each_language(open_page):
    assert (
        words(open_part()).replace("\\", "").count("Well known: sectors, names, dates of tie records.") == 1
    )
    assert "Bien connus" in words(open_part(lang="fr"))


def test_shares_are_rounded_and_large_events_come_first(open_page):
    actors = pd.DataFrame({"id": [f"a{n}" for n in range(43)], "name": [f"Org {n}" for n in range(43)]})
    actors["sector"] = ["company"] * 31 + [None] * 12
    taken = pd.DataFrame({"actor_id": actors["id"], "event_id": "fair"})
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, Network.build(actors, None, None, taken))
    shown = open_part(network=str(number)).dataframe[0].value
    assert shown["gap"].iloc[0] == "Events too large to tell who met whom"
    # Twelve of 43 are 27.9 %.
    assert shown.set_index("gap")["share"]["Sector not given"] == 28


def test_the_rows_behind_a_gap_are_shown(open_page):
    app = open_part()
    app.selectbox(key="quality_behind").set_value("one_sided").run()
    assert len(app.dataframe[-1].value) == 81


def test_placeholders_are_left_out_in_a_new_version(stored):
    app = open_part(network=str(stored))
    assert "3 organisations and 2 ties, instead of 4 organisations and 3 ties" in words(app)
    app.button(key="quality_leave").click().run()
    assert not app.exception
    workspace = open_workspace()
    assert list(workspace.load(workspace.current(stored).id).ids) == ["a", "b", "c"]
    assert len(workspace.versions(stored)) == 2


def test_a_placeholder_that_is_somebody_is_kept(stored):
    app = open_part(network=str(stored))
    app.multiselect[0].set_value([]).run()
    assert not [button for button in app.button if button.key == "quality_leave"]
