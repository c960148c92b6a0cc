"""The end of an import: what will change, stored or not, and what happens to the files then."""

from __future__ import annotations

import pytest

from graphlib.errors import StorageError
from graphlib.storage import open_workspace
from graphlib.translation import Message
from pages.parts.importing import changes
from tests.pages.conftest import words
from tests.pages.test_data import button, stored, to_changes, upload

REFUSED = StorageError(Message("history.example.what"), Message("history.example.fix"))


@pytest.fixture
def data(open_page):
    """The page on the example."""
    return open_page("data")


@pytest.fixture
def again(data):
    """The page at the last step of a second import, as the next version of the one that is stored."""
    to_changes(upload(data))
    button(data, "Store 3 organisations").click().run()
    data.switch_page("pages/data.py").run()
    to_changes(
        upload(data, actors=b"id,name\na,Works\nb,Rowers\nc,Town\nd,New\n", ties=b"source,target\na,d\n")
    )
    data.radio(key="import_way").set_value("version").run()
    assert not data.exception
    return data


def refuse(monkeypatch):
    """Let the workspace refuse to store."""

    def store(*_args, **_kwargs):
        raise REFUSED

    monkeypatch.setattr(type(open_workspace()), "store", store)


def said(app):
    """Give the words of the page without escapes."""
    return words(app).replace("\\", "")


@pytest.mark.parametrize("way", ["new", "add", "version"])
def test_an_import_that_could_not_be_stored_is_still_there_and_stored_the_next_time(again, monkeypatch, way):
    again.radio(key="import_way").set_value(way).run()
    label = "Store 4 organisations" if way == "new" else "Store these changes"
    before = len(open_workspace().networks())
    with monkeypatch.context() as refusing:
        refuse(refusing)
        if way == "new":
            next(box for box in again.text_input if box.label.startswith("Name")).set_value("Other").run()
        button(again, label).click().run()
    assert REFUSED.what.text("en") in said(again)
    assert len(open_workspace().networks()) == before
    assert len(stored()[1]) == 3
    again.run()
    assert "4. What will change" in said(again)
    button(again, label).click().run()
    assert not again.exception
    assert len(stored()[1]) == 4


def test_once_it_is_stored_the_import_is_let_go_and_the_overview_shown(again):
    button(again, "Store these changes").click().run()
    assert not again.exception
    assert "How is our network doing?" in said(again)
    assert "Stored as version 2: imported from 2 files" in said(again)
    assert not again.query_params.get("import")
    again.switch_page("pages/data.py").run()
    assert "1. Drop files" in said(again)
    assert not [found for found in again.button if found.label.startswith("Go on")]


def test_what_somebody_else_stored_after_the_changes_were_shown_is_not_replaced(again):
    workspace = open_workspace()
    (entry,) = workspace.networks()
    current = workspace.current(entry.id)
    theirs = workspace.load(current.id)
    workspace.store(entry.id, theirs.without(["b"]), author="Eve")
    button(again, "Store these changes").click().run()
    assert not again.exception
    assert workspace.current(entry.id).author == "Eve"
    assert "Eve stored version 2" in said(again)
    again.radio(key="data_part").set_value("import").run()
    assert "4. What will change" in said(again)


def test_nothing_is_compared_again_while_nothing_changes(again, monkeypatch):
    compared = []
    real = changes.difference

    def counted(*networks):
        compared.append(networks)
        return real(*networks)

    monkeypatch.setattr(changes, "difference", counted)
    again.radio(key="import_way").set_value("add").run()
    assert "1 organisation new" in said(again)
    assert len(compared) == 1
    again.run()
    again.radio(key="import_way").set_value("version").run()
    again.radio(key="import_way").set_value("add").run()
    assert len(compared) == 1


def test_pairs_that_are_one_organisation_are_merged_again_unless_that_is_not_wanted(again):
    entry = open_workspace().networks()[-1]
    pair = [["a", "Works"], ["d", "New"]]
    open_workspace().set_setting(f"duplicates:{entry.id}", {"same": [pair], "different": []})
    again.run()
    assert "organisation new" not in said(again)
    box = next(box for box in again.checkbox if box.label.startswith("Merge one organisation again"))
    box.uncheck().run()
    assert "1 organisation new" in said(again)
    next(box for box in again.checkbox if box.label.startswith("Merge one organisation again")).check().run()
    button(again, "Store these changes").click().run()
    assert list(stored()[1].ids) == ["a", "b", "c"]
