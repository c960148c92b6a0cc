"""Files to a stored programme: understood, mended, compared, stored, and gone back from."""

from __future__ import annotations

import pytest

from graphlib.storage import open_workspace
from tests.pages.conftest import words

ACTORS = b"id,name,sector\na,Works,Entreprise\nb,Rowers,asso sportive\nc,Town,Commune\n"
TIES = b"source,target\na,b\nb,c\n"


@pytest.fixture
def data(open_page):
    """The page on the example."""
    return open_page("data")


def upload(app, actors=ACTORS, ties=TIES):
    """Drop two files on the page."""
    files = [("actors.csv", actors, "text/csv"), ("ties.csv", ties, "text/csv")]
    app.file_uploader[0].set_value(files).run()
    assert not app.exception
    return app


def button(app, start):
    """Find a button by the start of its label."""
    return next(found for found in app.button if found.label.startswith(start))


def stored():
    """Give the newest programme and its current network."""
    workspace = open_workspace()
    entry = workspace.networks()[-1]
    return entry, workspace.load(workspace.current(entry.id).id)


def test_files_are_understood_before_anything_is_stored(data):
    upload(data)
    assert "organisations, 3 rows" in words(data).replace("\\", "")
    assert open_workspace().networks() == ()


def test_storing_makes_a_programme_and_opens_it(data):
    upload(data)
    button(data, "Store 3 organisations").click().run()
    entry, network = stored()
    assert network.actors["sector"].tolist() == ["company", "asso sportive", "public body"]
    assert data.query_params["network"] == [str(entry.id)] or data.query_params["network"] == str(entry.id)


def test_a_sector_word_read_wrongly_is_mended_in_place(data):
    upload(data)
    editor = data.dataframe(key="sector_words").value
    row = editor.index[editor["sector_source"] == "asso sportive"][0]
    edits = {"edited_rows": {int(row): {"sector": "community"}}, "added_rows": [], "deleted_rows": []}
    data.session_state["sector_words"] = edits
    data.run()
    button(data, "Store 3 organisations").click().run()
    assert stored()[1].actors["sector"].tolist() == ["company", "community", "public body"]


def test_a_new_version_is_compared_before_it_is_stored_and_can_be_gone_back_from(data):
    upload(data)
    button(data, "Store 3 organisations").click().run()
    data.switch_page("pages/data.py").run()
    upload(data, actors=b"id,name\na,Works\nd,New\n", ties=b"source,target\na,d\n")
    data.radio[0].set_value("version").run()
    assert "1 new, 2 gone, 1 kept" in words(data).replace("\\", "")
    button(data, "Store 2 organisations").click().run()
    assert len(stored()[1]) == 2
    data.switch_page("pages/data.py").run()
    button(data, "Go back").click().run()
    assert len(stored()[1]) == 3


def test_every_fault_is_said_with_its_row_and_cure_and_nothing_can_be_stored(data):
    upload(data, ties=b"source,target,weight\na,bb,1\na,c,-2\n")
    said = words(data).replace("\\", "")
    assert "2 faults were found" in said
    assert "ties.csv, row 2, column target" in said
    assert "ties.csv, row 3, column weight" in said
    assert not [found for found in data.button if found.label.startswith("Store")]


def test_a_file_of_another_kind_is_left_aside_and_said(data):
    data.file_uploader[0].set_value([("notes.csv", b"montant;date\n3;4\n5;6\n", "text/csv")]).run()
    assert not data.exception
    assert "not used" in words(data)
