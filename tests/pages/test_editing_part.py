"""Editing in a table: typed, kept, checked, stored; nothing typed is lost."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graphlib.network import Network
from graphlib.storage import open_workspace
from tests.pages.conftest import words


def script() -> None:
    """Show the part alone, as the page Data does."""
    import streamlit as st

    from pages.parts import editing, messages, session, versioning

    session.begin()
    with messages.guard():
        versioning.undo_message()
        if not st.checkbox("elsewhere"):
            editing.show()


@pytest.fixture
def number(open_page) -> int:
    """Store a small programme; give its number."""
    actors = pd.DataFrame(
        {"id": ["a", "b", "c"], "name": ["Works", "Town", "Club"], "sector": ["company", "Gilde", "media"]}
    )
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, Network.build(actors, ties))
    return number


@pytest.fixture
def app(number) -> AppTest:
    """Open the part on the programme."""
    app = AppTest.from_function(script, default_timeout=120)
    app.query_params["network"] = str(number)
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def editor(app: AppTest) -> str:
    """Give the key of the editor that is shown."""
    return str(app.session_state[f"page:editing:{app.query_params['network'][0]}"].key)


def type_in(app: AppTest, changed=None, added=(), deleted=()) -> AppTest:
    typed = {"edited_rows": changed or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
    app.session_state[editor(app)] = typed
    return run(app)


def current(number: int) -> Network:
    workspace = open_workspace()
    return workspace.load(workspace.current(number).id)


def test_an_example_is_copied_first(open_page):
    app = AppTest.from_function(script, default_timeout=120)
    run(app)
    next(button for button in app.button if button.label.startswith("Store a copy")).click()
    run(app)
    assert len(open_workspace().networks()) == 1
    assert app.radio(key="editing_table")


def test_changes_are_summed_up_and_stored(app, number):
    type_in(app, {0: {"name": "New Works"}}, [{"name": "Bees", "sector": "community"}])
    assert "1 organisation changed, 1 organisation added" in words(app).replace("\\", "")
    app.button(key="editing_store").click()
    run(app)
    network = current(number)
    assert network.actors.set_index("id")["name"].to_dict() == {
        "a": "New Works",
        "b": "Town",
        "bees": "Bees",
        "c": "Club",
    }
    assert "Nothing is changed yet" in words(app)


def test_a_fault_is_said_with_its_row_and_nothing_typed_is_lost(app, number):
    type_in(app, {1: {"id": "a"}})
    assert "1 fault keeps these changes" in words(app)
    shown = app.dataframe[-1].value
    assert shown["Where"].tolist() == ["Town"]
    assert app.button(key="editing_store").disabled
    type_in(app, {1: {"id": "town"}})
    app.button(key="editing_store").click()
    run(app)
    ties = current(number).stated_ties
    assert set(ties["source"]) | set(ties["target"]) == {"a", "town", "c"}


def test_what_was_typed_is_kept_through_search_another_table_and_another_part(app, number):
    type_in(app, {0: {"name": "New Works"}})
    app.text_input(key="editing_search:actors").set_value("club")
    run(app)
    type_in(app, {0: {"country": "FR"}})
    app.radio(key="editing_table").set_value("ties")
    run(app)
    type_in(app, added=[{"source": "a", "target": "c"}])
    app.checkbox[0].set_value(True)
    run(app)
    app.checkbox[0].set_value(False)
    run(app)
    assert "2 organisations changed, 1 tie record added" in words(app).replace("\\", "")
    app.button(key="editing_store").click()
    run(app)
    network = current(number)
    assert network.actors["name"].tolist() == ["New Works", "Town", "Club"]
    assert network.actors["country"].tolist()[2] == "FR"
    assert len(network.stated_ties) == 3


def test_typing_and_searching_at_the_same_moment_loses_nothing(app):
    typed = {"edited_rows": {0: {"name": "New Works"}}, "added_rows": [], "deleted_rows": []}
    app.session_state[editor(app)] = typed
    app.text_input(key="editing_search:actors").set_value("town")
    run(app)
    assert "1 organisation changed" in words(app)


def test_deleting_an_organisation_asks_for_its_ties(app, number):
    type_in(app, deleted=[1])
    assert "1 fault keeps" in words(app)
    app.checkbox(key="editing_goes").set_value(True)
    run(app)
    assert "1 organisation gone, 2 tie records gone" in words(app).replace("\\", "")
    app.button(key="editing_store").click()
    run(app)
    assert list(current(number).ids) == ["a", "c"]


def test_whether_ties_go_too_is_kept_through_another_part_and_begun_anew_after_storing(app, number):
    type_in(app, deleted=[1])
    for elsewhere in (True, False):
        app.checkbox(key="editing_goes").set_value(True)
        app.checkbox[0].set_value(elsewhere)
        run(app)
        app.checkbox[0].set_value(False)
        run(app)
        assert app.checkbox(key="editing_goes").value
        assert "2 tie records gone" in words(app).replace("\\", "")
    app.checkbox(key="editing_goes").set_value(False)
    run(app)
    app.checkbox[0].set_value(True)
    run(app)
    app.checkbox[0].set_value(False)
    run(app)
    assert not app.checkbox(key="editing_goes").value
    app.checkbox(key="editing_goes").set_value(True)
    run(app)
    app.button(key="editing_store").click()
    run(app)
    type_in(app, deleted=[0])
    assert not app.checkbox(key="editing_goes").value


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Edited by hand: 1 organisation changed, 1 tie record gone"),
        ("fr", "Modification à la main\u00a0: 1 organisation modifiée, 1 mention de lien supprimée"),
    ],
)
def test_what_was_done_is_kept_with_each_count_in_its_own_form(app, number, language, expected):
    type_in(app, {0: {"name": "New Works"}})
    app.radio(key="editing_table").set_value("ties")
    run(app)
    type_in(app, deleted=[0])
    app.button(key="editing_store").click()
    run(app)
    assert open_workspace().current(number).action.text(language) == expected


def test_dropping_the_changes_starts_anew(app, number):
    type_in(app, {0: {"name": "New Works"}})
    app.button(key="editing_discard").click()
    run(app)
    assert "Nothing is changed yet" in words(app)
    assert current(number).actors["name"].tolist()[0] == "Works"


def test_work_begun_on_an_older_version_overwrites_nothing(app, number):
    type_in(app, {0: {"name": "New Works"}})
    workspace = open_workspace()
    workspace.store(number, current(number).without(["c"]))
    run(app)
    assert "You began on version 1" in words(app)
    app.button(key="editing_store").click()
    run(app)
    assert list(current(number).ids) == ["a", "b"]
    assert current(number).actors["name"].tolist()[0] == "Works"


def test_a_sector_of_ones_own_can_be_chosen(app):
    app.text_input(key="editing_sector").set_value("Zunft")
    run(app)
    type_in(app, {0: {"sector": "Zunft"}})
    assert "1 organisation changed" in words(app)
