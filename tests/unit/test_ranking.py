"""Places in a ranking, ties included."""

import math

import numpy as np
import pandas as pd

from graphlib.ranking import ranks


def test_equal_values_share_the_best_place():
    found = ranks(pd.Series([5, 9, 5, 1, 9, 5], index=list("abcdef")))
    assert found["rank"].to_dict() == {"a": 3, "b": 1, "c": 3, "d": 6, "e": 1, "f": 3}
    assert found["is_tied"].tolist() == [True, True, True, False, True, True]
    assert found["text"].tolist() == ["3=", "1=", "3=", "6", "1=", "3="]
    assert found.dtypes.astype(str).tolist() == ["Int64", "bool", "str"]


def test_the_smallest_first():
    assert ranks(pd.Series([0.5, 0.1, 0.5]), ascending=True)["text"].tolist() == ["2=", "1", "2="]


def test_what_is_missing_has_no_rank_and_comes_last():
    found = ranks(pd.Series([math.nan, 2.0, math.nan, 3.0]))
    assert found["rank"].isna().tolist() == [True, False, True, False]
    assert found["text"].tolist() == ["", "2", "", "1"]
    assert not found["is_tied"].any()
    assert found.sort_values("rank", kind="stable").index.tolist() == [3, 1, 0, 2]


def test_rounding_makes_no_difference_but_a_whole_one_does():
    assert ranks(pd.Series([0.1 + 0.2, 0.3, 0.30001]))["text"].tolist() == ["2=", "2=", "1"]
    assert ranks(pd.Series([-0.3, -0.1 - 0.2, -1.0]))["text"].tolist() == ["1=", "1=", "3"]
    assert ranks(pd.Series([10**12, 10**12 + 1]))["text"].tolist() == ["2", "1"]
    assert ranks(pd.Series([0.0, -0.0, 1e-300]))["text"].tolist() == ["2=", "2=", "1"]


def test_infinity_is_a_value():
    assert ranks(pd.Series([np.inf, 1.0, np.inf]))["text"].tolist() == ["1=", "3", "1="]
    assert ranks(pd.Series([np.inf, -np.inf]), ascending=True)["text"].tolist() == ["2", "1"]


def test_none_and_one():
    assert ranks(pd.Series([], dtype="float64")).empty
    assert ranks(pd.Series([4]))["text"].tolist() == ["1"]
    assert ranks(pd.Series([math.nan]))["text"].tolist() == [""]
