"""Words from the data within sentences, lists and tables: shown as they are, told apart, never acting."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.messages import distinct, escaped, short

JOINER = "\u2060"


def test_markdown_is_escaped_sign_by_sign():
    assert escaped("**b** [l](u) $x$ <i> &lt; #1") == (r"\*\*b\*\* \[l\]\(u\) \$x\$ \<i\> \&lt; \#1")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (":material/delete:", ("\\:", "material/delete\\:")),
        (":material_delete:", ("\\:", "material\\_delete\\:")),
        (":streamlit:", ("\\:", "streamlit\\:")),
        ("https://x", ("https\\:", "//x")),
        ("www.x", ("www", "\\.x")),
        ("me@x", ("me@", "x")),
        ("a -> b", ("a \\-", "\\> b")),
        ("a <- b", ("a \\<", "\\- b")),
        ("1 --", ("1 \\-", "\\-")),
        ("a >= b", ("a \\>", "= b")),
    ],
)
def test_signs_that_are_rewritten_after_markdown_are_parted(text, parts):
    assert escaped(text) == JOINER.join(parts)


def test_ordinary_names_are_not_parted():
    assert JOINER not in escaped("Saint-Nazaire: énergie & co. (2026), 10:30 – 50 %")


def test_names_that_are_alike_are_numbered():
    assert distinct(["A", "B", "A", "A (2)", "A"]) == ["A", "B", "A (2)", "A (2) (2)", "A (3)"]
    assert len(set(distinct(["N" * 200, "N" * 300, "N" * 400]))) == 3


def test_a_name_without_a_letter_is_a_dash():
    assert short("\u202e\u2066\x07") == "–"


def _own_columns():
    import pandas as pd

    from pages.parts import tables

    frame = pd.DataFrame(
        {
            "name": ["abc\u202egnp.exe", "bell\x07"],
            "share": ["high", "low"],
            "score": ["A", None],
            "group": [1.0, 2.0],
            "weight": [True, False],
            "=own\u202e": ["x", "y"],
        }
    )
    tables.show(frame, "own")


def test_a_table_bears_own_columns_with_our_names_and_turns_no_text():
    app = AppTest.from_function(_own_columns, default_timeout=60).run()
    assert not app.exception
    shown = app.dataframe[0].value
    assert shown["name"].tolist() == ["abcgnp.exe", "bell"]
    assert shown["share"].tolist() == ["high", "low"]
    assert shown["weight"].tolist() == ["yes", "no"]
