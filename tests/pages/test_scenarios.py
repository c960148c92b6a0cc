"""The page on scenarios: choose, see today beside then, save, compare, take back."""

from __future__ import annotations


def test_it_opens(open_page):
    app = open_page("scenarios")
    assert not app.exception
    box = app.checkbox[0]
    box.check().run()
    app.button(key="scenario_show").click().run()
    assert not app.exception, app.exception
    from tests.pages.conftest import words
    print(words(app))
