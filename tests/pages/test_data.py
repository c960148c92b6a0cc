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


def to_changes(app):
    """Go from what was understood to what will change."""
    button(app, "Continue").click().run()
    assert not app.exception
    return app


def test_files_are_understood_before_anything_is_stored(data):
    upload(data)
    said = words(data).replace("\\", "")
    assert "3 organisations, 2 ties" in said
    assert "2. What was understood" in said
    assert open_workspace().networks() == ()


def test_storing_makes_a_programme_and_opens_it(data):
    to_changes(upload(data))
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
    button(to_changes(data), "Store 3 organisations").click().run()
    assert stored()[1].actors["sector"].tolist() == ["company", "community", "public body"]
    data.switch_page("pages/data.py").run()
    upload(data)
    again = data.dataframe(key="sector_words").value.set_index("sector_source")["sector"]
    assert again["asso sportive"] == "community"


def edited(app, start, row, column, value):
    """Type something into a table of the page, found by the start of its key."""
    key = next(found.key for found in app.dataframe if (found.key or "").startswith(start))
    app.session_state[key] = {"edited_rows": {row: {column: value}}, "added_rows": [], "deleted_rows": []}
    return app.run()


def test_a_column_read_wrongly_is_given_another_role_and_that_is_remembered(data):
    files = [("people.csv", b"Who,Whom,Colour\na,b,red\nb,c,blue\n", "text/csv")]
    data.file_uploader[0].set_value(files).run()
    assert "Read without" not in words(data)
    next(box for box in data.selectbox if box.label == "This table holds").set_value("ties").run()
    edited(data, "roles:", 0, "role", "source")
    edited(data, "roles:", 1, "role", "target")
    assert "3 organisations, 2 ties" in words(data)
    button(to_changes(data), "Store 3 organisations").click().run()
    data.switch_page("pages/data.py").run()
    again = [("more.csv", b"Who,Whom,Colour\nx,y,red\n", "text/csv")]
    data.file_uploader[0].set_value(again).run()
    assert "2 organisations, 1 tie" in words(data)


def test_ends_that_no_column_names_are_typed_once(data):
    files = [("grants.csv", "Bénéficiaire;Montant\nClub;12\nChoeur;7\n".encode(), "text/csv")]
    data.file_uploader[0].set_value(files).run()
    next(box for box in data.selectbox if box.label == "This table holds").set_value("ties").run()
    edited(data, "roles:", 0, "role", "target")
    next(box for box in data.text_input if "come from one" in box.label).set_value("The town").run()
    assert "3 organisations, 2 ties" in words(data)


def test_a_new_version_is_compared_before_it_is_stored_and_can_be_undone(data):
    to_changes(upload(data))
    button(data, "Store 3 organisations").click().run()
    data.switch_page("pages/data.py").run()
    to_changes(upload(data, actors=b"id,name\na,Works\nd,New\n", ties=b"source,target\na,d\n"))
    data.radio(key="import_way").set_value("version").run()
    said = words(data).replace("\\", "")
    assert "1 organisation new, 2 gone, 1 changed" in said
    assert "2 organisations of the 3 that are stored" in said
    assert button(data, "Store these changes").disabled
    next(box for box in data.checkbox if box.label == "Yes, let them go").check().run()
    button(data, "Store these changes").click().run()
    assert len(stored()[1]) == 2
    data.switch_page("pages/data.py").run()
    button(data, "Undo").click().run()
    assert len(stored()[1]) == 3


def test_what_a_file_says_is_added_to_what_is_there(data):
    to_changes(upload(data))
    button(data, "Store 3 organisations").click().run()
    data.switch_page("pages/data.py").run()
    data.file_uploader[0].set_value([("more.csv", b"source,target\nTown,d\n", "text/csv")]).run()
    to_changes(data).radio(key="import_way").set_value("add").run()
    assert "1 organisation new" in words(data).replace("\\", "")
    button(data, "Store these changes").click().run()
    network = stored()[1]
    assert len(network.stated_ties) == 3
    assert list(network.ids) == ["a", "b", "c", "d"]
    assert network.actors.set_index("id").loc["c", ["name", "sector"]].tolist() == ["Town", "public body"]


def test_every_fault_is_said_with_its_row_and_cure_and_nothing_can_be_stored(data):
    upload(data, ties=b"source,target,weight\na,bb,1\na,c,-2\n")
    button(data, "Mend the faults").click().run()
    said = words(data).replace("\\", "")
    assert "row 2, column target" in said
    assert "row 3, column weight" in said
    assert not [found for found in data.button if found.label.startswith("Store")]


def test_faults_are_mended_in_place_or_left_out_knowingly(data):
    upload(data, ties=b"source,target,weight\na,bb,1\na,c,-2\nc,b,1\n")
    button(data, "Mend the faults").click().run()
    button(data, "Leave these cells blank").click().run()
    assert "1 fault was found" in words(data)
    edited(data, "mending:", 0, "after", "b")
    button(data, "Apply and check again").click().run()
    assert "Nothing is left to mend" in words(data)
    button(to_changes(data), "Store 3 organisations").click().run()
    ties = stored()[1].stated_ties
    assert ties[["source", "target", "weight"]].to_numpy().tolist() == [
        ["a", "b", 1],
        ["a", "c", 1],
        ["b", "c", 1],
    ]


def test_rows_left_out_are_counted_and_can_be_taken_back(data):
    upload(data, ties=b"source,target\na,zzz\na,b\n")
    button(data, "Mend the faults").click().run()
    button(data, "Leave these rows out").click().run()
    assert "left out 1 row" in words(data)
    button(data, "Take back my decisions").click().run()
    assert "1 fault was found" in words(data)


def shown(app, part):
    """Go to a part of the page."""
    return app.radio(key="data_part").set_value(part).run()


def test_the_network_is_offered_in_other_formats_with_what_they_leave_out(data):
    shown(data, "export")
    assert not data.exception
    assert "This format keeps everything" in words(data)
    data.selectbox(key="export_format").set_value("net").run()
    assert "Pajek has no place for it" in words(data)


def test_a_reload_finds_the_files_and_what_was_decided(data, open_page):
    upload(data, ties=b"source,target\na,zzz\na,b\n")
    button(data, "Mend").click().run()
    button(data, "Leave these rows out").click().run()
    token = data.query_params["import"]
    again = open_page("data", **{"import": token[0] if isinstance(token, list) else token})
    assert "left out 1 row" in words(again)


def test_a_column_can_be_kept_as_it_is_after_all(data):
    upload(data, ties=b"source,target,weight\na,b,x\n")
    next(box for box in data.selectbox if box.label.startswith("Look at")).set_value(1).run()
    edited(data, "roles:", 2, "role", "+")
    assert "3 organisations, 1 tie" in words(data)


def test_a_file_that_is_no_table_leads_back_to_the_files(data):
    data.file_uploader[0].set_value([("scan.pdf", b"%PDF-1.7", "application/pdf")]).run()
    button(data, "Choose another file").click().run()
    assert len(data.file_uploader) == 1


def test_a_list_without_ties_is_no_success(data):
    data.file_uploader[0].set_value([("list.csv", b"name\nClub\nTown\n", "text/csv")]).run()
    assert "nobody is tied to anybody" in words(data)


def test_the_table_that_lacks_a_column_is_looked_at_first_and_named(data):
    upload(data, ties=b"source,weight\na,1\nb,2\n")
    assert data.selectbox(key=looked_at(data)).value == 1
    said = words(data).replace("\\", "")
    assert "Say which two columns hold the ends of a tie" in said
    assert "One table still lacks a column that is needed: ties.csv" in said
    next(box for box in data.text_input if "go to one" in box.label).set_value("c").run()
    assert "3 organisations, 2 ties" in words(data)
    assert "still lack" not in words(data)


def test_a_table_that_lacks_a_column_is_named_while_another_one_is_looked_at(data):
    upload(data, actors=b"sector\nclub\n", ties=b"source,weight\na,1\nb,2\n")
    assert "2 tables still lack" in words(data)
    box = next(box for box in data.selectbox if box.label == "This table holds")
    assert box.value in ("actors", None)
    data.selectbox(key=looked_at(data)).set_value(1).run()
    assert "2 tables still lack a column that is needed: actors.csv, ties.csv" in words(data).replace(
        "\\", ""
    )


def looked_at(app):
    """Give the key of the box in which a table is chosen."""
    return next(box.key for box in app.selectbox if box.label.startswith("Look at"))


def test_a_row_out_of_shape_is_shown_whole(data):
    upload(data, ties=b"source,target\na,b\nb,c,x,y\n")
    button(data, "Mend the faults").click().run()
    key = next(found.key for found in data.dataframe if (found.key or "").startswith("mending:"))
    table = data.dataframe(key=key).value
    assert table[["row", "value"]].to_numpy().tolist() == [[3, "b · c · x · y"]]
