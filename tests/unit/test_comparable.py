"""Pairs like those suggested: the same groups, as likely, never one that was suggested."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from graphlib.introductions.comparable import CALIPER, comparable

CODES = np.array([0, 0, 0, 1, 1, 1, 2], np.int32)
FIRST = np.array([0, 0, 0, 1, 1, 1, 3, 2], np.int32)
SECOND = np.array([3, 4, 5, 3, 4, 6, 6, 5], np.int32)
LIKELIHOOD = np.array([0.40, 0.30, 0.50, 0.39, 0.10, 0.40, 0.40, 0.41])


def found(chosen, *, each=5, likelihood=LIKELIHOOD):
    return [
        part.tolist() for part in comparable(FIRST, SECOND, likelihood, CODES, np.array(chosen), each=each)
    ]


def test_the_nearest_of_the_same_two_groups_come_first_and_what_is_far_less_likely_never():
    # Ratios to 0.40: 0.41 is 1.025, 0.39 1.026, 0.50 1.25, 0.30 1.33; 0.10 is four times less.
    assert found([0]) == [[7, 3, 2, 1]]
    assert found([0], each=2) == [[7, 3]]
    assert found([5]) == [[]]


def test_no_pair_serves_two_suggestions_and_none_that_was_suggested_serves_any():
    assert found([0, 3], each=2) == [[7, 2], [1]]
    assert found([3, 0], each=2) == [[7, 2], [1]]
    assert found([3, 0], each=1) == [[7], [2]]
    assert found([]) == []


def test_of_two_equally_near_the_likelier_and_then_the_first_actor_is_taken():
    likelihood = np.array([0.4, 0.4 / 1.2, 0.4 * 1.2, 0.4 * 1.2, 0.1, 0.4, 0.4, 0.1])
    assert found([0], likelihood=likelihood) == [[2, 3, 1]]


def test_no_likelihood_at_all_is_like_none_only():
    assert found([0], likelihood=np.array([0, 0, 0.1, 0, 0, 0, 0, 1e-9])) == [[1, 3, 4]]


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_the_order_of_the_candidates_changes_nothing(data):
    rng = np.random.default_rng(data.draw(some.integers(0, 2**32)))
    pairs = np.array([(u, v) for u in range(12) for v in range(u + 1, 12)], np.int32)
    codes = rng.integers(-1, 3, 12).astype(np.int32)
    likelihood = rng.choice([0.0, 0.05, 0.1, 0.12, 0.2], len(pairs))
    chosen = rng.choice(len(pairs), 6, replace=False)
    first = comparable(pairs[:, 0], pairs[:, 1], likelihood, codes, chosen)
    shuffle = rng.permutation(len(pairs))
    back = np.argsort(shuffle)
    again = comparable(pairs[shuffle, 1], pairs[shuffle, 0], likelihood[shuffle], codes, back[chosen])
    assert [part.tolist() for part in first] == [shuffle[part].tolist() for part in again]
    listed = np.concatenate(first)
    assert len(set(listed.tolist())) == len(listed)
    assert not set(listed.tolist()) & set(chosen.tolist())
    for place, part in zip(chosen, first, strict=True):
        assert (np.sort(codes[pairs[part]], axis=1) == np.sort(codes[pairs[place]])).all()
        assert (
            np.maximum(likelihood[part], likelihood[place])
            <= CALIPER * np.minimum(likelihood[part], likelihood[place]) + 1e-9
        ).all()
