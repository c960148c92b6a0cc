"""Rules on introductions: added, withdrawn, undone, imported; each holds from then on."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from graphlib.introductions.rulebook import Must, Never, OnColumn, RuleBook, as_record, from_records
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.storage import open_workspace
from tests.pages.conftest import ROOT, words

HOSTILE = '<script>alert(1)</script> **bold** $x$ :material/delete: =HYPERLINK("x")'


def script() -> None:
    """Show the part alone, as the page does."""
    from pages.parts import messages, session
    from pages.parts.introductions import rules

    session.begin()
    with messages.guard():
        rules.show(session.network())


def network() -> Network:
    """Give a small programme with owners and languages; one name is hostile."""
    actors = pd.DataFrame(
        {
            "id": ["hub", "works", "mill", "town", "shire"],
            "name": ["Hub", "Works", HOSTILE, "Town", "Shire"],
            "sector": ["media", "company", "company", "public body", "public body"],
            "languages": ["fr", "fr;en", None, "en", "de"],
            "owner": ["A", "A", "B", "C", None],
        }
    )
    ties = pd.DataFrame({"source": "hub", "target": ["works", "mill", "town", "shire"]})
    return Network.build(actors, ties)


@pytest.fixture
def number(open_page) -> int:
    """Store the programme; give its number."""
    workspace = open_workspace()
    number = workspace.add_network("Mine").id
    workspace.store(number, network())
    return number


@pytest.fixture
def app(number) -> AppTest:
    """Open the part on the programme."""
    app = AppTest.from_function(script, default_timeout=120)
    app.query_params["network"] = str(number)
    return run(app)


def run(changed) -> AppTest:
    """Run the part again, after a widget was changed or by itself."""
    app = changed.run()
    assert not app.exception
    return app


def stored(number: int) -> RuleBook:
    return from_records(record.value for record in open_workspace().records(number, "rule"))


def write(number: int, *rules) -> None:
    open_workspace().record(number, "rule", dict(map(as_record, rules)))


def field(app: AppTest, kind: str, name: str):
    """Find a field of the new rule, whichever rule it is."""
    return next(widget for widget in app.get(kind) if widget.key.startswith(f"rules_{name}:"))


def test_without_rules_that_is_said(app):
    assert "No rule of your own holds" in words(app)
    assert app.button(key="rules_add").disabled


def test_a_rule_on_an_organisation_is_added_and_undone(app, number):
    field(app, "selectbox", "actor0").select("works")
    field(app, "text_input", "reason").input("asked to be left alone")
    day = datetime.date.today() + datetime.timedelta(days=30)
    field(app, "date_input", "until").set_value(day)
    run(app)
    run(app.button(key="rules_add").click())
    never = Never(("works",), "asked to be left alone", day.isoformat())
    assert stored(number) == RuleBook(never=(never,))
    assert "1 rule holds" in words(app)
    assert "Works\\: never suggested" in words(app)
    assert "asked to be left alone" in words(app)
    assert field(app, "selectbox", "actor0").value is None
    run(app.button(key="rules_undo").click())
    assert stored(number) == RuleBook()
    assert "No rule of your own holds" in words(app)


@pytest.mark.parametrize(("what", "kind"), [("never_pair", Never), ("consider_pair", Must)])
def test_a_rule_on_a_pair_is_added(app, number, what, kind):
    run(app.selectbox(key="rules_what").select(what))
    field(app, "selectbox", "actor0").select("works")
    run(field(app, "selectbox", "actor1").select("works"))
    assert app.button(key="rules_add").disabled
    assert "two different" in words(app)
    run(field(app, "selectbox", "actor1").select("shire"))
    run(app.button(key="rules_add").click())
    assert stored(number).rules == (kind(("shire", "works")),)
    assert "Shire and Works" in words(app)


@pytest.mark.parametrize("kind", ["competitors", "in_common"])
def test_a_rule_on_a_column_is_added(app, number, kind):
    run(app.selectbox(key="rules_what").select(kind))
    column = field(app, "selectbox", "column")
    assert "name" not in column.options
    assert "id" not in column.options
    run(column.select("owner"))
    run(app.button(key="rules_add").click())
    assert stored(number).rules == (OnColumn(kind, "owner"),)


def test_a_rule_is_withdrawn_and_comes_back(app, number):
    rule = Never(("works", "town"), "quarrel")
    write(number, rule, OnColumn("competitors", "owner"))
    run(app)
    assert "2 rules hold" in words(app)
    run(app.button(key=f"rule_withdraw:{as_record(rule)[0]}").click())
    assert len(stored(number)) == 1
    assert "Withdrawn" in words(app)
    run(app.button(key="rules_undo").click())
    assert rule in stored(number).never


def test_what_somebody_else_changed_meanwhile_is_kept(app, number):
    rule, newer = Never(("works",), "mine"), Never(("works",), "theirs")
    write(number, rule)
    run(app)
    button = app.button(key=f"rule_withdraw:{as_record(rule)[0]}")
    write(number, newer)
    run(button.click())
    assert stored(number).never == (newer,)
    assert "Somebody else changed this rule" in words(app)
    assert "theirs" in words(app)


def test_expired_rules_and_those_on_what_is_gone_rest(app, number):
    write(
        number,
        Never(("works",), until="2020-01-01"),
        Never(("left",)),
        OnColumn("in_common", "gone"),
        Must(("works", "hub")),
        OnColumn("in_common", "languages"),
    )
    run(app)
    said = words(app)
    assert "2 rules hold" in said
    assert said.count("no longer have what it speaks of") == 2
    assert "Its last day has passed" in said
    assert "linked already" in said
    assert "Of 1 organisation nothing is known under “languages”" in said


def test_a_list_is_previewed_before_it_is_added(app, number):
    write(number, Never(("works",)))
    run(app)
    data = b"rule,actor,other_name,column\nnever,works,,\nnever,mill,Town,\ncompetitors,,,owner\n"
    run(app.file_uploader[0].set_value(("rules.csv", data, "text/csv")))
    assert "2 rules will be added" in words(app)
    assert len(stored(number)) == 1
    run(app.button(key="rules_import").click())
    assert len(stored(number)) == 3


def test_every_fault_of_a_list_is_told_and_nothing_added(app, number):
    data = b"actor,until\nwrks,\nworks,soon\n<script>$x$,\n"
    run(app.file_uploader[0].set_value(("rules.csv", data, "text/csv")))
    said = words(app)
    assert "3 faults keep the list from being read" in said
    assert "Did you mean" in said
    assert "soon" in said
    assert "<script>" not in said
    assert not [button for button in app.button if button.key == "rules_import"]
    assert stored(number) == RuleBook()


def test_hostile_names_are_shown_as_they_are_written(app, number):
    write(number, Never(("mill",), HOSTILE), Never(("mill", "town"), until="2020-01-01"))
    run(app)
    assert "\\<script\\>" in words(app)
    assert "**bold**" not in words(app).replace("\\*\\*bold\\*\\*", "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_example_keeps_its_rules_until_the_browser_leaves(open_page, language):
    app = AppTest.from_function(script, default_timeout=120)
    app.query_params["lang"] = language
    run(app)
    actor = field(app, "selectbox", "actor0")
    run(actor.select_index(0))
    run(app.button(key="rules_add").click())
    assert ("1 rule holds" if language == "en" else "1 règle en vigueur") in words(app)
    run(app.button(key="rules_undo").click())
    assert not [button for button in app.button if str(button.key).startswith("rule_withdraw")]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_programme_of_nobody_or_one_does_not_fail(open_page, rows):
    actors = pd.DataFrame({"id": ["a"][:rows], "name": ["A"][:rows]}, dtype="str")
    workspace = open_workspace()
    number = workspace.add_network("Few").id
    workspace.store(number, Network.build(actors))
    app = AppTest.from_function(script, default_timeout=120)
    app.query_params["network"] = str(number)
    run(app)
    assert "No rule of your own holds" in words(app)


@pytest.fixture
def example() -> Network:
    """Give the invented programme."""
    return read_network(ROOT / "data" / "event_programme")


def named(frames, *ids) -> bool:
    """Tell whether a row of any table names all of these."""
    rows = (set(map(str, row)) for frame in frames for row in frame.to_numpy())
    return any(row.issuperset(ids) for row in rows)


def test_a_rule_holds_on_every_page_from_the_next_click_on(open_page, example):
    workspace = open_workspace()
    number = workspace.add_network("Programme").id
    workspace.store(number, example)
    app = open_page("introductions", network=str(number))
    first = max((table.value for table in app.dataframe), key=lambda frame: len(frame.columns))
    pair = (str(first["source_name"].iloc[0]), str(first["target_name"].iloc[0]))
    alone = str(first["introducer_name"].iloc[1])
    assert named([table.value for table in app.dataframe], *pair)
    ids = dict(zip(example.actors["name"], example.ids, strict=True))
    write(number, Never((ids[pair[0]], ids[pair[1]])), Never((ids[alone],)))
    app.run()
    assert not app.exception
    assert not named([table.value for table in app.dataframe], *pair)
    assert not named([table.value for table in app.dataframe], alone)
    app.switch_page("pages/committee.py").run()
    assert not app.exception
    html = next(str(frame.proto) for frame in app.get("iframe"))
    assert "2 rules hold" in html
