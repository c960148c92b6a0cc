"""Long work on a page: run once, waited for, stopped and started again on the user's word."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import words


def page():
    """Show what a piece of work gives, which waits for a word from outside before it ends."""
    import streamlit as st

    from pages.parts import cache, session, waiting
    from tests.pages import test_waiting

    session.begin()
    st.write(waiting.result(cache.engine(), "content", "count", test_waiting.work, 3, by=2))


def patient_page():
    """Show what can be shown before the work is done, and what it gives beside it."""
    import streamlit as st

    from pages.parts import cache, session, waiting
    from tests.pages import test_waiting

    session.begin()
    for number in (3, 4):
        found = waiting.meanwhile(
            cache.engine(), "content", f"count {number}", test_waiting.work, number, by=2
        )
        st.write("not yet" if found is None else found)
    st.write("the end of the page")


RUNS: list[int] = []
GATE = {"is_open": True}


def work(number, *, by, progress):
    """Multiply, with signs of progress until the gate is open."""
    import time

    from graphlib.translation import Message

    RUNS.append(number)
    while not GATE["is_open"]:
        progress(0.25, Message("readers.progress.tables"))
        time.sleep(0.01)
    return f"gives {number * by}"


@pytest.fixture
def start():
    """A way to open a page, nothing of which was shown before."""
    st.cache_resource.clear()
    RUNS.clear()
    GATE["is_open"] = True
    yield lambda shown: AppTest.from_function(shown, default_timeout=60)
    GATE["is_open"] = True
    st.cache_resource.clear()


@pytest.fixture
def app(start):
    """The page that waits."""
    return start(page)


def test_work_is_done_once_however_often_the_page_is_shown(app):
    app.run()
    app.run()
    assert "gives 6" in words(app)
    assert RUNS == [3]


def test_while_work_takes_long_the_page_ends_with_how_far_it_is_and_goes_on_later(app):
    GATE["is_open"] = False
    app.run()
    assert "gives" not in words(app)
    assert [found.label for found in app.button] == ["Cancel"]
    GATE["is_open"] = True
    while "gives 6" not in words(app):
        app.run()
    assert RUNS == [3]


def test_work_that_was_stopped_is_started_again_only_on_request(app):
    GATE["is_open"] = False
    app.run()
    app.button[0].click().run()
    while app.button and app.button[0].label == "Cancel":
        app.run()
    app.run()
    assert RUNS == [3]
    assert "gives" not in words(app)
    (again,) = app.button
    GATE["is_open"] = True
    again.click().run()
    assert RUNS == [3, 3]
    assert "gives 6" in words(app)


def test_a_page_goes_on_without_what_is_not_there_yet(start):
    app = start(patient_page)
    GATE["is_open"] = False
    app.run()
    assert "the end of the page" in words(app)
    assert words(app).count("not yet") == 2
    assert [found.label for found in app.button] == ["Cancel", "Cancel"]
    GATE["is_open"] = True
    while "not yet" in words(app):
        app.run()
    assert "gives 6" in words(app)
    assert "gives 8" in words(app)
    assert sorted(RUNS) == [3, 4]


def test_one_of_two_is_stopped_and_the_page_goes_on_without_it(start):
    app = start(patient_page)
    GATE["is_open"] = False
    app.run()
    app.button[0].click().run()
    while app.button[0].label == "Cancel":
        app.run()
    assert "the end of the page" in words(app)
    assert [found.label for found in app.button] == ["Start again", "Cancel"]
    GATE["is_open"] = True
    app.button[0].click().run()
    while "not yet" in words(app):
        app.run()
    assert "gives 6" in words(app)
    assert sorted(RUNS) == [3, 3, 4]
