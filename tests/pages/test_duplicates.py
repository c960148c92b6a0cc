"""Pairs that may be one organisation: shown, merged on the user's word, undone, remembered."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.duplicates import Decisions
from graphlib.network import Network
from graphlib.storage import open_workspace
from tests.pages.conftest import words

ACTORS = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "name": ["Harbour Works", "HARBOUR WORKS Ltd", "Rowing *Club*", "Rowing *Club* e.V.", "Town"],
        "country": ["FR", "France", None, None, "FR"],
        "sector": ["Publi body", "public body", "company", "company", "public body"],
    }
)
TIES = pd.DataFrame({"source": ["a", "b", "c"], "target": ["e", "c", "e"]})


@pytest.fixture
def part(open_page):
    """The part on a stored programme with two likely pairs."""
    workspace = open_workspace()
    number = workspace.add_network("Quay").id
    workspace.store(number, Network.build(ACTORS, TIES))
    return shown(open_page("data", network=str(number)))


def shown(app):
    """Go to the part on the page Data."""
    chooser = next(found for found in app.radio if found.key == "data_part")
    chooser.set_value("duplicates").run()
    assert not app.exception
    return app


def current():
    """Give the current network and what was decided."""
    workspace = open_workspace()
    entry = workspace.networks()[-1]
    said = Decisions.from_json(workspace.setting(f"duplicates:{entry.id}"))
    return workspace.load(workspace.current(entry.id).id), said


def press(app, key):
    """Press a button and expect no fault."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def editor(app, start):
    """Find a table with boxes by the start of its key."""
    return next(found for found in app.dataframe if (found.key or "").startswith(start))


def tick(app, start, *rows):
    """Tick rows of a table with boxes."""
    key = editor(app, start).key
    edits = {"edited_rows": {row: {"tick": True} for row in rows}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = edits
    app.run()
    assert not app.exception


def test_pairs_are_shown_with_their_evidence_and_nothing_is_merged(part):
    assert "2 pairs may each be one organisation" in words(part)
    rows = editor(part, "duplicates_pairs").value
    assert "same name but for the legal form" in rows["evidence"].iloc[0]
    assert not rows["tick"].any()
    assert part.button(key="duplicates_merge").disabled
    assert len(current()[0]) == 5


def test_the_pairs_ticked_are_merged_remembered_and_undone(part):
    tick(part, "duplicates_pairs", 0, 1)
    press(part, "duplicates_merge")
    network, said = current()
    assert len(network) == 3
    assert len(said.same) == 2
    assert "2 organisations merged into others" in words(part) + " ".join(str(s.value) for s in part.success)
    press(part, "flash_back")
    assert len(current()[0]) == 5
    assert "2 pairs that you said are the same stand apart" in words(part)
    press(part, "duplicates_again")
    assert len(current()[0]) == 3


SPELLINGS = ["Association Les Abeilles", "Assoc. les abeilles", "LES ABEILLES", "Asso Les Abeilles"]


@pytest.fixture
def spellings(open_page):
    """The part on a stored programme with one association in four spellings."""
    workspace = open_workspace()
    number = workspace.add_network("Bees").id
    workspace.store(number, Network.build(pd.DataFrame({"id": list("zyxw"), "name": SPELLINGS})))
    return shown(open_page("data", network=str(number)))


def tick_all(app):
    """Tick the box above the table."""
    next(box for box in app.checkbox if (box.key or "").startswith("duplicates_all")).check().run()
    assert not app.exception


def test_the_name_that_the_ticked_rows_keep_is_said_before_and_stays(spellings):
    rows = editor(spellings, "duplicates_pairs").value
    wanted = {
        place: {"tick": True, "keep": "A" if row.name_a == SPELLINGS[0] else "B"}
        for place, row in enumerate(rows.itertuples())
        if SPELLINGS[0] in (row.name_a, row.name_b)
    }
    assert len(wanted) == 3
    spellings.session_state[editor(spellings, "duplicates_pairs").key] = {
        "edited_rows": wanted, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    spellings.run()
    assert "4 names become 1: Association Les Abeilles" in words(spellings).replace("\\", "")
    press(spellings, "duplicates_merge")
    assert current()[0].actors["name"].tolist() == [SPELLINGS[0]]


def test_all_pairs_of_a_page_are_ticked_at_once_and_what_was_chosen_to_be_kept_stays_so(part):
    before = editor(part, "duplicates_pairs")
    other = "B" if before.value["keep"].iloc[0] == "A" else "A"
    part.session_state[before.key] = {
        "edited_rows": {0: {"keep": other}}, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    part.run()
    assert "become 1" not in words(part)
    tick_all(part)
    rows = editor(part, "duplicates_pairs").value
    assert rows["tick"].all()
    assert rows["keep"].iloc[0] == other
    assert words(part).count("2 names become 1") == 2
    press(part, "duplicates_merge")
    assert len(current()[0]) == 3


def test_one_pair_looked_at_closely_is_merged_into_the_one_chosen(part):
    press(part, "duplicates_keep_b")
    network, said = current()
    merged = network.actors.set_index("id")["merged_ids"].dropna()
    assert len(merged) == 1
    assert next(iter(said.same)).first.id == merged.index[0]


def test_what_could_not_stay_is_said(part):
    press(part, "duplicates_keep_a")
    assert "could not stay" in words(part)


def test_a_pair_that_is_different_is_listed_no_more_until_that_is_taken_back(part):
    press(part, "duplicates_two")
    assert "1 pair may be one organisation" in words(part)
    assert len(current()[1].different) == 1
    tick(part, "duplicates_decisions", 0)
    press(part, "duplicates_take_back")
    assert "2 pairs may each be one organisation" in words(part)
    assert current()[1] == Decisions()


def test_filters_narrow_the_list_and_say_when_nothing_is_left(part):
    part.multiselect(key="duplicates_evidence").set_value(["same_but_legal_form"]).run()
    assert len(editor(part, "duplicates_pairs").value) == 2
    part.slider(key="duplicates_score").set_value(100).run()
    assert "No pair is left with these filters" in words(part)


def test_sector_words_that_look_alike_are_read_alike(part):
    tick(part, "duplicates_words", 0)
    press(part, "duplicates_read")
    assert set(current()[0].actors["sector"]) == {"public body", "company"}


def test_in_an_example_the_pairs_can_be_seen_but_not_merged(open_page):
    app = shown(open_page("data"))
    assert not [found for found in app.button if found.key in ("duplicates_merge", "duplicates_two")]


def test_all_is_said_in_french(part):
    part.query_params["lang"] = "fr"
    part.session_state["lang"] = "fr"
    part.run()
    assert not part.exception
    assert "2 paires pourraient être chacune une seule organisation" in words(part)
