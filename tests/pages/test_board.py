"""The ledger on the page: taken, moved, undone, recognised in new data, reported and exported."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graphlib.introductions import introductions
from graphlib.ledger import KIND, ROUND_KIND, Ledger, News, ledger_of, moved, suggested
from graphlib.network import Network
from graphlib.storage import open_workspace
from pages.parts.introductions import rulebook
from pages.parts.introductions.ledger_news import told
from tests.pages.conftest import words
from tests.unit.ledger_samples import row

HOSTILE = '<script>alert(1)</script> **bold** $x$ :material/delete: =HYPERLINK("x")'


def board() -> None:
    """Show the part alone, as the page does."""
    from pages.parts import messages, session
    from pages.parts.introductions import board

    session.begin()
    with messages.guard():
        board.show(session.network())


def actions() -> None:
    """Offer the actions of a card, as the list does."""
    import streamlit as st

    from graphlib.introductions import introductions
    from pages.parts import messages, session
    from pages.parts.introductions import ledger

    session.begin()
    with messages.guard():
        plan = introductions(session.network())
        ledger.catch_up(session.network())
        ledger.said()
        ledger.start(plan)
        for position, row in plan.table.iterrows():
            entry = ledger.state_of(row)
            st.write(f"{position}: {entry and ledger.state_word(entry)}")
            for name in ("take", "set_aside", "already_linked"):
                act = getattr(ledger, name)
                st.button(name, key=f"{name}:{position}", on_click=act, args=(plan, position))
            st.button("wrong", key=f"wrong:{position}", on_click=ledger.wrong, args=(plan, position, "other"))


def network(*more, name="Mill") -> Network:
    """Give companies and public bodies around two hubs, with further ties."""
    actors = pd.DataFrame(
        {
            "id": ["hub", "pole", "works", "mill", "town", "shire", "borough"],
            "name": ["Hub", "Pole", "Works", name, "Town", "Shire", "Borough"],
            "sector": ["media", "media", *["company"] * 2, *["public body"] * 3],
        }
    )
    ties = [("hub", other, None) for other in ("works", "mill", "town", "shire", "pole")]
    return Network.build(
        actors, pd.DataFrame([*ties, ("pole", "borough", None), *more], columns=["source", "target", "since"])
    )


@pytest.fixture
def number(open_page) -> int:
    """Store a programme; give its number."""
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, network(name=HOSTILE))
    return number


def opened(function, number) -> AppTest:
    app = AppTest.from_function(function, default_timeout=120)
    app.query_params["network"] = str(number)
    return run(app)


def run(changed) -> AppTest:
    """Run the part again, after a widget was changed or by itself."""
    app = changed.run()
    assert not app.exception
    return app


def book(number):
    workspace = open_workspace()
    return ledger_of(*(workspace.records(number, kind, history=True) for kind in (ROUND_KIND, KIND)))


def entry(number, rank=1):
    return next(one for one in book(number).entries if one.rank == rank)


def press(app, start) -> AppTest:
    """Press the first button whose key begins so."""
    return run(next(button for button in app.button if str(button.key).startswith(start)).click())


def taken(number) -> AppTest:
    """Take the first introduction up, and open the board."""
    press(opened(actions, number), "take:0")
    return opened(board, number)


def test_an_example_is_copied_first(open_page):
    app = AppTest.from_function(board, default_timeout=120)
    run(app)
    assert "invented example" in words(app)
    listed = AppTest.from_function(actions, default_timeout=120)
    listed = press(run(listed), "take:0")
    assert "nothing can be stored into it" in words(listed)


def test_before_the_first_round_it_is_said_what_a_round_is(number):
    assert "No round has begun yet" in words(opened(board, number))


def test_taking_one_writes_all_that_was_shown_and_can_be_undone(number):
    app = press(opened(actions, number), "take:0")
    plan = introductions(network(name=HOSTILE))
    ledger = book(number)
    assert [one.state for one in ledger.entries] == ["taken", *["suggested"] * (len(plan.table) - 1)]
    assert len(ledger.rounds[0].comparable) == len(plan.comparable)
    assert "taken" in words(app)
    app = press(app, "ledger_undo")
    assert entry(number).state == "suggested"
    assert len(entry(number).history) == 3
    assert "suggested again" in words(app)


@pytest.mark.parametrize(
    ("action", "state"),
    [("set_aside", "set_aside"), ("already_linked", "already_linked"), ("wrong", "wrong")],
)
def test_the_other_answers_of_a_card(number, action, state):
    app = press(opened(actions, number), f"{action}:1")
    assert entry(number, 2).state == state
    assert entry(number, 2).standing.reason == ("other" if action == "wrong" else None)
    press(app, f"{action}:1")
    assert len(entry(number, 2).history) == 2


def test_what_may_not_follow_is_said_and_changes_nothing(number):
    app = press(opened(actions, number), "wrong:0")
    app = press(app, "take:0")
    assert "cannot go to" in words(app)
    assert entry(number).state == "wrong"


def test_a_round_begins_with_all_that_is_suggested_and_can_be_taken_back(number):
    app = press(opened(actions, number), "ledger_start")
    assert "Round 1 has begun" in words(app)
    assert book(number).newest.number == 1
    assert not [button for button in app.button if button.key == "ledger_start"]
    press(app, "ledger_undo")
    assert book(number).entries == book(number).rounds == ()


def test_a_round_in_which_something_was_done_is_not_taken_back(number):
    app = press(opened(actions, number), "ledger_start")
    press(opened(actions, number), "take:0")
    app = press(app, "ledger_undo")
    assert "cannot be taken back" in words(app)
    assert entry(number).state == "taken"


def test_an_entry_is_opened_and_moved_step_by_step(number):
    app = taken(number)
    app = press(app, f"ledger_open:{entry(number).key}")
    for state in ("asked", "met"):
        assert not [one for one in app.button if str(one.key).startswith("ledger_to:taken")]
        app = press(app, f"ledger_to:{state}")
        assert entry(number).state == state
        assert words(app).count(f"\\: {state}\\.") == 1
    app = press(app, "ledger_undo")
    assert entry(number).state == "asked"
    app = press(app, "ledger_back")
    assert entry(number).state == "taken"


def test_what_was_done_to_one_entry_is_not_said_in_another_that_is_open(number):
    app = press(taken(number), f"ledger_open:{entry(number).key}")
    app = press(app, "ledger_to:asked")
    press(opened(actions, number), "take:1")
    app.session_state["page:ledger_open"] = entry(number, 2).key
    app = run(app)
    (button,) = [one for one in app.button if str(one.key).startswith("ledger_undo")]
    assert button.key == "ledger_undo:"
    assert words(app).count("\\: asked\\.") == 1


def test_each_card_is_a_button_of_its_own_name_and_what_is_suggested_is_one_line(number):
    press(taken(number), "ledger_open")
    press(opened(actions, number), "set_aside:1")
    app = opened(board, number)
    cards = [one for one in app.button if str(one.key).startswith("ledger_open")]
    assert [one.key for one in cards] == [f"ledger_open:{entry(number, rank).key}" for rank in (1, 2)]
    assert len({one.label for one in cards}) == 2
    (line,) = [one for one in app.button if one.key == "ledger_to_list"]
    assert line.label == f"{len(book(number).entries) - 2} suggested: open them in the list"


def test_declining_asks_why(number):
    app = taken(number)
    app = press(app, f"ledger_open:{entry(number).key}")
    button = next(one for one in app.button if str(one.key).startswith("ledger_to:declined"))
    assert button.disabled
    app = run(
        next(one for one in app.radio if str(one.key).startswith("ledger_why:declined")).set_value(
            "competitors"
        )
    )
    press(app, "ledger_to:declined")
    assert (entry(number).state, entry(number).standing.reason) == ("declined", "competitors")
    app = opened(board, number)
    assert "they compete" in words(app)
    assert any("Why introductions were declined" in one.label for one in app.expander)


def test_owner_due_day_and_notes_are_kept(number):
    app = taken(number)
    app = press(app, f"ledger_open:{entry(number).key}")
    field = {one.label: one for one in (*app.text_input, *app.date_input, *app.text_area)}
    field["Owner"].set_value(HOSTILE)
    field["Due"].set_value("2020-02-01")
    field["Notes"].set_value("called")
    app = press(app, "FormSubmitter")
    standing = entry(number).standing
    assert (standing.owner, standing.due, standing.notes) == (HOSTILE, "2020-02-01", "called")
    assert "Overdue since 1 February 2020" in words(app)
    assert "<script>" not in words(app).replace("\\<script\\>", "")
    assert [one.label for one in app.get("download_button")].count("Due days for a calendar (ICS)") == 1
    app = run(next(one for one in app.selectbox if one.key == "ledger_owner").select(HOSTILE))
    assert "**Taken** (1)" in words(app)
    assert not [one for one in app.button if one.key == "ledger_to_list"]


def test_two_who_move_the_same_entry_at_once_are_told(number):
    first = press(taken(number), f"ledger_open:{entry(number).key}")
    second = press(opened(board, number), f"ledger_open:{entry(number).key}")
    press(first, "ledger_to:asked")
    second = press(second, "ledger_to:asked")
    assert "Somebody else changed this meanwhile" in words(second)
    assert [step.standing.state for step in entry(number).history] == ["suggested", "taken", "asked"]


def test_ties_in_a_new_version_are_recognised_once_and_reported(number):
    app = taken(number)
    pair = entry(number).pair
    workspace = open_workspace()
    workspace.store(number, network((*pair, None), name=HOSTILE))
    st.cache_resource.clear()
    app = run(app)
    assert "One introduction was seen in the new data\\: " in words(app)
    assert "Too early to tell" not in words(app)
    assert entry(number).state == "seen"
    assert "1 taken, 0 met, 1 seen in the data" in words(app)
    assert "no credit is claimed" in words(app)
    count = len(workspace.records(number, KIND, history=True))
    app = press(app, "ledger_show")
    assert [one for one in app.button if str(one.key).startswith("ledger_back:dialog")]
    assert len(workspace.records(number, KIND, history=True)) == count


def test_of_more_than_three_pairs_the_news_say_the_number_alone():
    start = [suggested(row(place, f"a{place}", f"b{place}"), 1, "2026-03-01") for place in range(1, 5)]
    seen = [moved(one, "taken") for one in start]
    seen = [replace(one, standing=replace(one.standing, state="seen")) for one in seen]
    for count, named in ((1, True), (3, True), (4, False)):
        texts, shown = told(Ledger(entries=tuple(start)), News(entries=tuple(seen[:count])))
        (said,) = (text.text("en") for text in texts)
        assert ("Actor a1 and Actor b1" in said, len(shown)) == (named, count if named else 0)
        assert said.endswith(".")
        assert said.count(";") == (2 if count == 3 else 0)


@pytest.mark.parametrize("hours", [-23.9, 23.9])
def test_a_round_and_a_version_have_their_days_by_the_same_clock(number, monkeypatch, hours):
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    monkeypatch.setattr(rulebook, "zone", lambda: zone)
    app = taken(number)
    one, other = entry(number), entry(number, 2)
    assert one.day == rulebook.today() != datetime.datetime.now(datetime.UTC).date().isoformat()
    pairs = network((*one.pair, one.day), (*other.pair, None))
    open_workspace().store(number, pairs)
    st.cache_resource.clear()
    run(app)
    assert [entry(number, rank).state for rank in (1, 2)] == ["seen", "seen"]
    assert [entry(number, rank).standing.seen_on for rank in (1, 2)] == [one.day, one.day]


def test_before_newer_data_it_is_too_early_to_tell(number):
    app = taken(number)
    assert "Too early to tell" in words(app)
    assert set(app.dataframe[-1].value["seen_said"]) == {"too early to tell"}


def test_the_table_says_the_same_and_every_way_of_counting_works(number):
    app = taken(number)
    app = run(next(one for one in app.radio if one.key == "ledger_look").set_value("table"))
    frame = app.dataframe[0].value
    assert frame["standing"].tolist()[0] == "taken"
    assert len(frame) == len(book(number).entries)
    for by in ("sectors", "introducer", "reason", "round"):
        app = run(next(one for one in app.radio if one.key == "ledger_by").set_value(by))
        assert len(app.dataframe[-1].value)


def test_the_board_speaks_french(number):
    taken(number)
    app = AppTest.from_function(board, default_timeout=120)
    app.query_params["network"], app.query_params["lang"] = str(number), "fr"
    said = words(run(app))
    assert "Prises en charge" in said
    assert "Il est trop tôt pour le dire" in said


def test_the_committee_is_told_what_became_of_them(number, open_page):
    taken(number)
    app = open_page("committee", network=str(number))
    assert not app.exception
    (frame,) = app.get("iframe")
    assert "What became of the introductions" in frame.proto.srcdoc
    assert "4 introductions were suggested: 1 taken" in frame.proto.srcdoc
