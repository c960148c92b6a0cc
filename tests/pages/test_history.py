"""The history of a programme: the way back and forth, what differs, and two people at once."""

from __future__ import annotations

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graphlib.network import Network
from graphlib.storage import open_workspace
from graphlib.translation import LANGUAGES, Message
from tests.pages.conftest import words

ACTION = Message("history.action.merged", number=1)


def page():
    """Show what the page part shows, as the page does."""
    from pages.parts import history, messages, session, versioning

    session.begin()
    with messages.guard():
        versioning.undo_message()
        history.show()


def storing():
    """Store the open network with one organisation more, as if it had been made from an older version."""
    import pandas as pd
    import streamlit as st

    from graphlib.network import Network
    from graphlib.translation import Message
    from pages.parts import cache, history, messages, session, versioning

    session.begin()
    with messages.guard():
        versioning.undo_message()
        versioning.author_field()
        note = versioning.note_field()
        if st.button("store", key="go"):
            based_on = int(st.query_params["base"])
            actors = cache.version(based_on).actors.replace({"name": {"Actor a": "Mine"}})
            actors = pd.concat([actors, pd.DataFrame({"id": ["mine"]})])
            versioning.keep(
                Network.build(actors),
                Message("history.action.merged", number=1),
                note=note,
                based_on=based_on,
                sources=["mine.csv"],
            )
            st.rerun()
        history.show()


def network(ids="ab", **names):
    """Make a network of organisations without ties."""
    return Network.build(
        pd.DataFrame({"id": list(ids), "name": [names.get(each, f"Actor {each}") for each in ids]})
    )


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A workspace that the page opens too."""
    monkeypatch.setenv("PASSERELLE_DATABASE_URL", f"sqlite:///{tmp_path / 'workspace.db'}")
    st.cache_resource.clear()
    opened = open_workspace()
    yield opened
    opened.close()
    st.cache_resource.clear()


@pytest.fixture
def programme(workspace):
    """A programme of three versions, the third current."""
    number = workspace.add_network("Forum").id
    workspace.store(number, network("ab"))
    workspace.store(number, network("abc"), author="Ada", note="After *the* forum", action=ACTION)
    workspace.store(number, network("bc", b="B"), sources=["x.csv"])
    return number


def run(script=page, **address):
    """Open the part."""
    app = AppTest.from_function(script, default_timeout=60)
    for field, value in address.items():
        app.query_params[field] = value
    app.run()
    assert not app.exception
    return app


def said(app):
    """Give the words of the page without escapes."""
    more = [*app.warning, *app.success]
    return "\n".join([words(app), *(str(element.value) for element in more)]).replace("\\", "")


def keys(app):
    """List the keys of the buttons."""
    return [found.key for found in app.button]


def click(app, key):
    """Press a button."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_says_who_when_why_and_what_changed(programme, language):
    app = run(lang=language)
    assert not app.error
    text = said(app)
    assert "Ada" in text
    assert "After *the* forum" in text
    assert "x.csv" in text
    expected = "1 organisation new" if language == "en" else "1 organisation nouvelle"
    assert expected in text
    assert ACTION.text(language)[1:] in text


def test_names_of_files_are_not_split_over_lines(workspace, programme):
    named = Message("importing.action", count=1, names="my-list 2024.csv")
    workspace.store(programme, network("abcd"), action=named, sources=["my-list 2024.csv"])
    text = said(run())
    assert text.count("my-\u2060list\u00a02024.csv") == 2
    assert "my-list" not in text


def test_undo_and_redo_lead_back_and_forth_and_say_so(workspace, programme):
    app = click(run(), "history_undo")
    assert workspace.current(programme).number == 2
    assert "version 2 is open again" in said(app)
    click(app, "flash_back")
    assert workspace.current(programme).number == 3
    click(click(app, "history_undo"), "history_undo")
    assert workspace.current(programme).number == 1
    assert "history_undo" not in keys(app)
    click(app, "history_redo")
    assert workspace.current(programme).number == 2
    click(app, "flash_close")
    assert "open again" not in said(app)


def test_any_version_is_gone_back_to_and_the_way_back_from_there_is_offered(workspace, programme):
    first = workspace.versions(programme)[-1]
    app = click(run(), f"version:{first.id}")
    assert workspace.current(programme) == first
    assert len(workspace.versions(programme)) == 3
    assert app.button(key="flash_back").label == "Go back to version 3"
    assert "history_undo" not in keys(app)
    click(app, "flash_back")
    assert workspace.current(programme).number == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_go_back_under_one_name_to_different_versions(workspace, programme, language):
    second = workspace.versions(programme)[1]
    app = click(run(lang=language), f"version:{second.id}")
    labels = [
        found.label for found in app.button if found.key in ("flash_back", "history_undo", "history_redo")
    ]
    assert len(set(labels)) == 3
    assert not any(found.label == "Annuler" for found in app.button)


def test_ties_are_pairs_and_rows_of_ties_are_records(workspace):
    number = workspace.add_network("Ties").id
    rows = pd.DataFrame(
        {
            "source": ["a", "a", "b"],
            "target": ["b", "b", "c"],
            "since": ["2020-01-01", "2021-01-01", "2020-01-01"],
        }
    )
    rows["kind"] = [None, "partner", None]
    people = network("abc").actors
    workspace.store(number, Network.build(people, rows))
    workspace.store(number, Network.build(people, rows[:1]))
    app = run(network=str(number))
    text = said(app)
    assert "Since version 1: 2 ties became 1; 2 tie records gone." in text
    assert "3 organisations and 1 tie · 2 tie records gone" in text
    table = next(frame.value for frame in app.dataframe if "Change" in frame.value.columns)
    assert list(table) == ["Change", "Between", "What", "Before", "After", "From (id)", "To (id)", "Kind"]
    assert not table.isna().any(axis=None)
    assert not table.isin(["None", "nan"]).any(axis=None)


def test_the_tables_of_what_differs_are_headed_in_french_each_column_by_another_name(workspace):
    number = workspace.add_network("Présences").id
    people, events = network("ab").actors, pd.DataFrame({"event_id": ["e"], "name": ["Forum"]})
    taken = pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]})
    workspace.store(number, Network.build(people, None, events, taken))
    workspace.store(number, Network.build(people, None, events, taken[:1]))
    app = run(network=str(number), lang="fr")
    table = next(frame.value for frame in app.dataframe if "Changement" in frame.value.columns)
    assert list(table)[:5] == ["Changement", "Qui, où", "Quoi", "Avant", "Après"]
    assert list(table)[5:] == ["Organisation (identifiant)", "Événement (identifiant)"]
    assert "1 présence disparue" in said(app)


def test_two_versions_are_compared_in_a_sentence_and_in_tables(programme):
    app = run()
    assert "Since version 2: 1 organisation gone, 1 changed." in said(app)
    table = next(frame.value for frame in app.dataframe if "Change" in frame.value.columns)
    assert table["Change"].tolist() == ["gone", "changed"]
    assert table[["Name", "What", "Before", "After"]].iloc[1].tolist() == ["B", "Name", "Actor b", "B"]


def test_what_two_people_did_at_once_is_brought_together_and_nothing_is_lost(workspace, programme):
    base = workspace.current(programme)
    app = run(storing, base=str(base.id))
    workspace.store(programme, network("bc", b="Theirs", c="C"), author="Eve")
    app.text_input(key="author_name").set_value("Ada").run()
    app.text_input[1].set_value("why").run()
    click(app, "go")
    assert workspace.current(programme).number == 4
    assert "Eve stored version 4" in said(app)
    assert "Nothing contradicts" in said(app)
    click(app, "merge_store")
    stored = workspace.current(programme)
    assert (stored.number, stored.author, stored.note, stored.sources) == (5, "Ada", "why", ("mine.csv",))
    assert "brought together with version 4" in stored.action.text("en")
    names = dict(workspace.load(stored.id).actors[["id", "name"]].to_numpy())
    assert names == {"b": "Theirs", "c": "C", "mine": "mine"}
    assert "Eve stored" not in said(app)


def test_a_contradiction_must_be_decided_before_anything_is_stored(workspace, programme):
    first = workspace.versions(programme)[-1]
    app = run(storing, base=str(first.id))
    workspace.store(programme, network("abc", a="Theirs"), author="Eve")
    click(app, "go")
    assert "1 point is still to be decided" in said(app)
    assert app.button(key="merge_store").disabled
    click(app, "merge_all_theirs")
    click(app, "merge_none")
    assert app.button(key="merge_store").disabled
    click(app, "merge_all_mine")
    click(app, "merge_store")
    names = dict(workspace.load(workspace.current(programme).id).actors[["id", "name"]].to_numpy())
    assert names == {"a": "Mine", "b": "Actor b", "c": "Actor c", "mine": "mine"}


def test_one_choice_in_the_table_counts_for_its_row(workspace, programme):
    first = workspace.versions(programme)[-1]
    app = run(storing, base=str(first.id))
    workspace.store(programme, network("abc", a="Theirs"))
    click(app, "go")
    key = next(frame.key for frame in app.dataframe if "merge_choices" in str(frame.key))
    edits = {"edited_rows": {0: {"Keep": "Version 4"}}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = edits
    app.run()
    click(app, "merge_store")
    assert "Theirs" in workspace.load(workspace.current(programme).id).actors["name"].tolist()


def test_what_one_did_is_let_go_only_when_asked_for(workspace, programme):
    first = workspace.versions(programme)[-1]
    app = click(run(storing, base=str(first.id)), "go")
    assert workspace.current(programme).number == 3
    assert "not stored yet and not lost" in said(app)
    click(app, "merge_discard")
    assert "not stored yet" not in said(app)
    assert len(workspace.versions(programme)) == 3


def test_two_versions_made_side_by_side_are_brought_together_later(workspace, programme):
    workspace.undo(programme)
    workspace.store(programme, network("abcd"))
    app = run()
    box = next(box for box in app.selectbox if str(box.key).startswith("history_older"))
    box.select(workspace.versions(programme)[1].id).run()
    click(app, "history_bring")
    assert "both made from version 2" in said(app)
    click(app, "merge_store")
    assert set(workspace.load(workspace.current(programme).id).ids) == {"b", "c", "d"}


def test_storing_the_same_again_says_that_nothing_differs(workspace, programme):
    app = run(storing, base=str(workspace.current(programme).id))
    click(app, "go")
    assert "Stored as version 4: brought together" in said(app)
    click(app, "flash_back")
    assert workspace.current(programme).number == 3


def test_a_programme_is_renamed_removed_and_restored(workspace, programme):
    app = run()
    field = next(entry for entry in app.text_input if str(entry.key).startswith("programme_name"))
    field.set_value("Forum 2027").run()
    click(app, "programme_rename")
    assert workspace.network(programme).name == "Forum 2027"
    click(app, "programme_remove")
    assert workspace.networks() == ()
    assert "Forum 2027" in said(app)
    click(app, f"restore:{programme}")
    assert workspace.networks()[0].name == "Forum 2027"


def test_an_example_is_copied_before_anything_is_stored(workspace):
    app = run()
    assert "nothing can be stored into it" in said(app)
    next(found for found in app.button if found.label == "Store a copy").click().run()
    assert not app.exception
    (entry,) = workspace.networks()
    assert "copied from" in workspace.current(entry.id).action.text("en")
    assert "is stored" in said(app)
    assert app.button(key="flash_back").label == "Undo"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_programme_is_undone_and_put_back(workspace, language):
    app = run(lang=language, network="example:club")
    app.button[0].click().run()
    (entry,) = workspace.networks()
    assert [found.label for found in app.button].count(app.button(key="flash_back").label) == 1
    click(app, "flash_back")
    assert workspace.networks() == ()
    assert "example:club" in app.query_params["network"]
    assert ("It can be put back" if language == "en" else "Il peut y être remis") in said(app)
    click(app, "flash_back")
    assert workspace.networks()[0].id == entry.id
    assert str(entry.id) in app.query_params["network"]
    assert "flash_back" not in keys(app)


def test_many_versions_are_shown_on_request(workspace, programme):
    for size in range(4, 14):
        workspace.store(programme, network("abcdefghijklmnop"[:size]))
    app = run()
    assert len([found for found in app.button if str(found.key).startswith("version:")]) == 9
    click(app, "history_all")
    assert len([found for found in app.button if str(found.key).startswith("version:")]) == 12
