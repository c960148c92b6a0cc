"""Back-tests against counts made by hand, on networks small enough to count."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from graphlib.backtest import DEFAULT, SETS, backtest, dated, half_yearly
from graphlib.backtest.heuristics import LIKELIHOOD, Heuristics
from graphlib.backtest.matched import matched
from graphlib.backtest.metrics import Tally, auc, clustered, interval
from graphlib.backtest.rankings import precision_table, ranking, said_and_seen
from graphlib.backtest.realised import reach_gained
from graphlib.backtest.wording import findings, said_sentences, text_lines
from graphlib.distances import adjacency, cross_sector_reach
from graphlib.errors import CancelledError, GraphlibError, UndefinedMeasureError
from graphlib.introductions import introductions
from graphlib.introductions.likelihood import learned
from graphlib.introductions.rulebook import EMPTY
from graphlib.introductions.rules import compiled
from graphlib.network import Network
from graphlib.translation import LANGUAGES, translator

CUT = "2022-01-01"


def history(actors=60, events=260, *, seed=5, extra=None):
    """Make a network of three sectors whose members meet at events from 2018 to 2023, some far oftener."""
    random = np.random.default_rng(seed)
    ids = [f"a{place:03}" for place in range(actors)]
    drive = random.pareto(1.5, actors) + 0.2
    circle = np.arange(actors) % 6
    rows, starts = [], []
    for event in range(events):
        year, month = 2018 + event * 6 // events, 1 + event * 72 // events % 12
        starts.append((f"e{event:03}", f"{year}-{month:02}-15", f"theme {event % 3}"))
        chance = drive * np.where(circle == event % 6, 6.0, 1.0)
        came = random.choice(actors, 3, replace=False, p=chance / chance.sum())
        rows += [(ids[actor], f"e{event:03}") for actor in came]
    return Network.build(
        pd.DataFrame(
            {
                "id": ids,
                "sector": [("company", "public body", "community")[place % 3] for place in range(actors)],
                "country": [("FR", "DE")[place % 2] for place in range(actors)],
            }
        ),
        extra,
        pd.DataFrame(starts, columns=["event_id", "start", "theme"]),
        pd.DataFrame(rows, columns=["actor_id", "event_id"]),
    )


@pytest.fixture(scope="module")
def network():
    return history()


@pytest.fixture(scope="module")
def found(network):
    return backtest(network, cuts=[CUT, "2021-01-01"], top=10)


# --- counting


def test_auc_counts_equal_scores_as_half():
    # Hits 2 and 3 beside misses 1 and 2: above, equal; above, above.
    assert auc(np.array([1.0, 2.0, 2.0, 3.0]), np.array([False, True, False, True])) == 3.5 / 4


def test_auc_of_nothing_or_of_all_is_missing():
    assert np.isnan(auc(np.array([1.0, 2.0]), np.array([True, True])))
    assert np.isnan(auc(np.empty(0), np.empty(0, bool)))


def test_a_tally_by_blocks_is_the_same_as_all_at_once():
    random = np.random.default_rng(1)
    scores, is_hit = random.integers(0, 40, 5000) / 8.0, random.random(5000) < 0.1
    keys = random.permutation(5000)
    whole, parts = Tally(100), Tally(100)
    whole.add(scores, keys, is_hit)
    for piece in (slice(0, 50), slice(50, 3000), slice(3000, 5000)):
        parts.add(scores[piece], keys[piece], is_hit[piece])
    assert whole.auc == parts.auc == pytest.approx(auc(scores, is_hit), abs=1e-12)
    assert whole.keys.tolist() == parts.keys.tolist()
    assert whole.scores.tolist() == sorted(scores, reverse=True)[:100]
    assert parts.pairs == 5000


def test_a_tally_does_not_prefer_early_keys_among_equals():
    tally = Tally(100)
    tally.add(np.ones(10_000), np.arange(10_000), np.zeros(10_000, bool))
    assert 3000 < tally.keys.mean() < 7000


def test_a_tally_tells_fine_scores_apart():
    random = np.random.default_rng(2)
    scores = random.random(20_000) ** 8
    is_hit = random.random(20_000) < scores
    tally = Tally(10)
    tally.add(scores, np.arange(20_000), is_hit)
    assert tally.auc == pytest.approx(auc(scores, is_hit), abs=1e-5)


def test_the_interval_of_a_share():
    # 7 of 50 by Wilson, as R's prop.test(7, 50, correct = FALSE) gives it.
    assert interval(7, 50) == pytest.approx((0.0695, 0.2619), abs=1e-4)
    assert interval(0, 50)[0] == 0.0
    assert np.isnan(interval(0, 0)).all()


def test_the_clustered_interval_is_that_of_the_clusters():
    low, high = clustered([0.0, 0.0, 1.0, 1.0], ["a", "a", "b", "b"], seed=1)
    assert (low, high) == (0.0, 1.0)
    assert np.isnan(clustered([0.1, 0.2], ["a", "a"], seed=1)).all()


# --- what was known, and what followed


@pytest.fixture
def small():
    actors = pd.DataFrame(
        {
            "id": list("abcdefs"),
            "sector": ["company", "public body", "company", "public body", "company", "company", "company"],
            "themes": ["energy"] * 7,
            "secretariat": [False] * 6 + [True],
        }
    )
    ties = pd.DataFrame(
        [
            ("a", "b", "2020-01-01", "2023-01-01", 5.0),
            ("b", "c", "2020-01-01", None, 1.0),
            ("c", "d", "2020-06-01", None, 1.0),
            ("b", "s", "2020-06-01", None, 1.0),
            ("a", "d", "2021-03-01", None, 1.0),  # 59 days after the cut
            ("d", "s", "2021-03-01", None, 1.0),  # staff
            ("a", "c", "2021-04-01", None, 1.0),  # the same sector
            ("e", "b", "2021-05-01", None, 1.0),  # e was not there
            ("a", "b", "2021-06-01", None, 1.0),  # tied before
            ("f", "d", None, None, 1.0),
            ("c", "d", "2022-06-01", None, 1.0),
        ],
        columns=["source", "target", "since", "until", "weight"],
    )
    return Network.build(actors, ties)


def test_only_what_was_dated_before_the_cut_is_known(small):
    past = dated(small, by="sector").before("2021-01-01")
    assert past.network.ids.tolist() == ["a", "b", "c", "d", "s"]
    assert past.network.pairs[["source", "target"]].to_numpy().tolist() == [
        ["a", "b"],
        ["b", "c"],
        ["b", "s"],
        ["c", "d"],
    ]
    # How strong a tie became and when it ended may have been written down later, as may themes.
    assert past.network.stated_ties["weight"].tolist() == [1.0] * 4
    assert past.network.stated_ties["until"].isna().all()
    assert past.network.actors["themes"].isna().all()


def test_what_followed_are_first_ties_across_groups_of_those_present(small):
    rows = dated(small, by="sector")
    past = rows.before("2021-01-01")
    pairs = past.network.ids.take(past.first), past.network.ids.take(past.second)
    assert (list(zip(*pairs, strict=True)), past.days.tolist()) == ([("a", "d")], [59])
    assert (rows.ties, rows.undated_ties, past.followed) == (11, 1, 516)
    assert past.days_of(np.array([0, 0]), np.array([2, 3])).tolist() == [-1, 59]


def test_participations_tie_on_the_day_when_both_had_come():
    network = Network.build(
        pd.DataFrame({"id": list("abc"), "sector": ["company", "media", "media"]}),
        None,
        pd.DataFrame({"event_id": ["e", "f"], "start": ["2020-05-01", "2021-02-01"]}),
        pd.DataFrame(
            [
                ("a", "e", None),
                ("b", "e", None),
                ("c", "e", "2021-01-31"),
                ("b", "f", None),
                ("c", "f", None),
            ],
            columns=["actor_id", "event_id", "date"],
        ),
    )
    rows = dated(network, by="sector")
    assert len(rows.before("2021-01-01").network) == 2
    assert len(rows.before("2021-01-01").first) == 0
    assert rows.undated_participations == 0


def test_a_cut_must_be_a_day(small):
    with pytest.raises(GraphlibError, match="'soon' is no date"):
        backtest(small, cuts=["soon"])


# --- never leaking


def altered(network: Network, cut: str, actors: pd.DataFrame | None = None) -> Network:
    """Turn what began on a day or later upside down, and leave the rest."""
    day = network.participations["event_id"].map(network.events.set_index("event_id")["start"])
    taken = network.participations
    late = taken[day >= cut].copy()
    others = network.ids[::-1]
    late["actor_id"] = others.take(network.ids.get_indexer(pd.Index(late["actor_id"]))).to_numpy()
    ties = pd.DataFrame(
        [(one, other, cut) for one, other in combinations(network.ids[::4], 2)],
        columns=["source", "target", "since"],
    )
    return Network.build(
        network.actors if actors is None else actors,
        ties,
        network.events,
        pd.concat([taken[day < cut], late]).drop_duplicates(["actor_id", "event_id"]),
    )


def test_what_happens_later_changes_no_suggestion(network, found):
    told = network.actors.assign(themes="written later", size=7.0, url="https://example.org")
    other = backtest(altered(network, CUT, told), cuts=[CUT], top=10)
    mine, theirs = found.trials[1], other.trials[0]
    columns = ["set", "rank", "source", "target"]
    pd.testing.assert_frame_equal(mine.suggestions[columns], theirs.suggestions[columns])
    assert (mine.actors, mine.ties, mine.candidates) == (theirs.actors, theirs.ties, theirs.candidates)
    pd.testing.assert_series_equal(mine.sets["promised"], theirs.sets["promised"])
    # And what followed was indeed another story.
    assert not mine.suggestions["days"].equals(theirs.suggestions["days"])


def test_what_happened_before_does_change_suggestions(network, found):
    other = backtest(altered(network, "2020-01-01"), cuts=[CUT], top=10)
    assert found.trials[1].suggestions["source"].tolist() != other.trials[0].suggestions["source"].tolist()


def test_the_order_of_rows_changes_nothing(network, found):
    shuffled = Network.build(
        network.actors.sample(frac=1, random_state=1),
        None,
        network.events.sample(frac=1, random_state=2),
        network.participations.sample(frac=1, random_state=3),
    )
    again = backtest(shuffled, cuts=["2021-01-01", CUT], top=10)
    assert json.dumps(again.as_json()) == json.dumps(found.as_json())


# --- sets


def test_the_set_is_what_a_user_would_have_been_given(network, found):
    known = dated(network, by="sector").before(CUT).network
    for choice in ("expected", "one-shot", "certain"):
        plan = introductions(
            known,
            top=40,
            cap=3,
            choice=choice,
            likelihood=learned(known, by="sector", before=CUT),
        )
        rows = found.trials[1].suggestions
        rows = rows[rows["set"] == choice]
        pairs = {frozenset(pair) for pair in rows[["source", "target"]].to_numpy().tolist()}
        assert pairs == {frozenset(pair) for pair in plan.table[["source", "target"]].to_numpy().tolist()}
        whole = found.trials[1].sets.set_index(["set", "k"])["promised"][choice, 40]
        assert whole == pytest.approx(plan.table["cumulative_reach"].iloc[-1] - plan.base_reach, abs=1e-12)


def test_every_set_is_judged_at_both_lengths(found):
    for trial in found.trials:
        assert trial.sets.groupby("set").size().to_dict() == dict.fromkeys(SETS, 2)
        assert (trial.sets["hits_in_year"] <= trial.sets["hits"]).all()
        assert (trial.sets["realised_in_year"] <= trial.sets["realised"] + 1e-15).all()
        assert (trial.sets["realised"] <= trial.sets["promised"] + 1e-15).all()
        assert trial.sets["low"].le(trial.sets["hits_in_year"] / trial.sets["pairs"]).all()


def test_caps_hold_in_every_set(found):
    for trial in found.trials:
        for _, rows in trial.suggestions.groupby("set"):
            assert pd.concat([rows["source"], rows["target"]]).value_counts().max() <= 3


def test_hits_are_the_suggestions_that_came_true(network, found):
    past = dated(network, by="sector").before(CUT)
    later = {
        frozenset(pair)
        for pair in network.pairs.loc[network.pairs["since"] >= CUT, ["source", "target"]].to_numpy().tolist()
    }
    trial = found.trials[1]
    rows = trial.suggestions[trial.suggestions["set"] == DEFAULT].head(10)
    came = [frozenset(pair) in later for pair in rows[["source", "target"]].to_numpy().tolist()]
    row = trial.sets.set_index(["set", "k"]).loc[(DEFAULT, 10)]
    assert rows["days"].notna().tolist() == came
    assert row["hits"] == sum(came) > 0
    places = [past.network.ids.get_indexer(pd.Index(rows[end][came])) for end in ("source", "target")]
    added = pd.DataFrame({"source": rows["source"][came], "target": rows["target"][came]})
    before, after = (
        cross_sector_reach(
            Network.build(past.network.actors, more, past.network.events, past.network.participations)
        ).value
        for more in (None, added)
    )
    gained = reach_gained(
        past.network, adjacency(past.network), past.network.groups(), np.column_stack(places)
    )
    assert row["realised"] == pytest.approx(after - before, abs=1e-12)
    assert gained == pytest.approx(after - before, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_what_ties_add_together_is_the_rise_of_the_reach(seed):
    random = np.random.default_rng(seed)
    count = 40
    ids = [f"a{place:02}" for place in range(count)]
    actors = pd.DataFrame({"id": ids, "sector": random.choice(["x", "y", None], count)})
    pairs = np.unique(np.sort(random.integers(0, count, (35, 2)), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    new = np.array([[0, 39], [1, 20], [20, 39], [5, 6]])

    def tied(places):
        ties = {"source": [ids[one] for one, _ in places], "target": [ids[other] for _, other in places]}
        return Network.build(actors, pd.DataFrame(ties).drop_duplicates())

    before, after = tied(pairs), tied(np.concatenate([pairs, new]))
    expected = cross_sector_reach(after).value - cross_sector_reach(before).value
    gained = reach_gained(before, adjacency(before), before.groups(), new)
    assert gained == pytest.approx(expected, abs=1e-12)
    assert reach_gained(before, adjacency(before), before.groups(), new[:0]) == 0.0


# --- rankings


class Told:
    """A scorer that says what a table says."""

    def __init__(self, said, actors):
        self.said, self.actors = said, actors

    def __call__(self, first, second):
        return np.array([self.said.get((one, other), 0.0) for one, other in zip(first, second, strict=True)])

    def features(self, first, second):
        names = ["common_neighbours", "adamic_adar", "resource_allocation", "katz"]
        return {name: np.ones(len(first)) for name in [*names, "degree_product", "activity_product"]}


@pytest.fixture
def told(network):
    past = dated(network, by="sector").before(CUT)
    hits = list(zip(past.first.tolist(), past.second.tolist(), strict=True))
    scorer = Told({pair: 0.5 + place / 10_000 for place, pair in enumerate(hits)}, len(past.network))
    near = adjacency(past.network)
    rule = compiled(past.network, EMPTY, by="sector")
    return past, near, rule, Heuristics(past, near, scorer, rule.codes, seed=1)


def test_who_knows_the_future_ranks_it_first(told):
    past, near, rule, heuristics = told
    ranked = ranking(past, near, rule, heuristics, keep=1000, progress=lambda share: None)
    with_contact = [
        pair
        for pair in zip(past.first, past.second, strict=True)
        if np.intersect1d(
            near.indices[slice(*near.indptr[pair[0] : pair[0] + 2])],
            near.indices[slice(*near.indptr[pair[1] : pair[1] + 2])],
        ).size
    ]
    assert ranked.formed == len(with_contact) > 20
    assert ranked.tallies[LIKELIHOOD].auc == 1.0
    assert ranked.tallies["common_neighbours"].auc == 0.5
    table = precision_table(past, ranked, (5, ranked.formed, 10_000)).set_index(["method", "k"])
    assert table.loc[(LIKELIHOOD, 5), "precision"] == 1.0
    assert table.loc[(LIKELIHOOD, ranked.formed), "hits"] == ranked.formed
    whole = table.loc[(LIKELIHOOD, 10_000)]
    assert (whole["pairs"], whole["hits"]) == (min(1000, ranked.candidates), ranked.formed)


def test_what_was_said_stands_beside_what_was_seen(told):
    past, near, rule, heuristics = told
    ranked = ranking(past, near, rule, heuristics, keep=1000, progress=lambda share: None)
    row = said_and_seen(past, ranked, (5,)).iloc[0]
    days = past.days_of(*np.divmod(ranked.tallies[LIKELIHOOD].keys[:5], len(past.network)))
    assert row["said"] == pytest.approx(ranked.tallies[LIKELIHOOD].scores[:5].mean())
    assert row["seen"] == ((days >= 0) & (days < 365)).mean()
    # All said 0 or about a half: each miss of the former costs nothing.
    said = np.array([heuristics._scorer.said[pair] for pair in zip(past.first, past.second, strict=True)])
    tied = [
        (score, int(day < 365))
        for score, day, pair in zip(said, past.days, zip(past.first, past.second, strict=True), strict=True)
        if (pair[0] * len(past.network) + pair[1]) in set(ranked.tallies[LIKELIHOOD].keys.tolist())
    ]
    assert ranked.brier == pytest.approx(sum((p - y) ** 2 for p, y in tied) / ranked.candidates)


def test_the_likelihood_is_scored_once_for_each_candidate(found):
    for trial in found.trials:
        share = trial.formed_in_year / trial.candidates
        assert trial.brier_base == pytest.approx(share * (1 - share))
        assert trial.formed <= trial.formed_anywhere


class ByDistance(Told):
    """A scorer that only knows that near pairs come first."""

    def __init__(self, rows):
        self.rows = rows

    def __call__(self, first, second):
        return 1.0 / self.rows[first, second]


def test_beside_pairs_as_far_apart_distance_tells_nothing(network):
    from graphlib.distances import distances_from

    past = dated(network, by="sector").before("2019-01-01")
    near = adjacency(past.network)
    rows = distances_from(near, np.arange(len(near))).astype(np.float64)
    rule = compiled(past.network, EMPTY, by="sector")
    heuristics = Heuristics(past, near, ByDistance(rows), rule.codes, seed=1)
    table = matched(past, near, rule.codes, heuristics, seed=1)
    assert table.loc[LIKELIHOOD, "auc_matched"] == 0.5
    assert table.loc[LIKELIHOOD, "auc_any"] > 0.52
    assert table.loc["random", "auc_any"] == pytest.approx(0.5, abs=0.1)


def test_every_heuristic_of_the_methods_is_there(found):
    wanted = {
        "likelihood",
        "random",
        "common_neighbours",
        "adamic_adar",
        "resource_allocation",
        "katz",
        "degree_product",
        "activity_product",
        "value",
        "same_country",
        "theme_cosine",
    }
    for trial in found.trials:
        assert set(trial.areas.index) == wanted == set(trial.precision["method"])
        assert trial.areas["auc"].between(0, 1).all()


def test_without_countries_and_themes_their_heuristics_are_left_out():
    bare = history(events=200)
    bare = Network.build(
        bare.actors[["id", "sector"]], None, bare.events[["event_id", "start"]], bare.participations
    )
    trial = backtest(bare, cuts=[CUT], top=5).trials[0]
    assert not {"same_country", "theme_cosine"} & set(trial.areas.index)


# --- days, and refusals


def test_the_days_are_the_last_half_years_with_a_year_after(network):
    rows = dated(network, by="sector")
    assert half_yearly(rows) == [
        "2020-01-01",
        "2020-07-01",
        "2021-01-01",
        "2021-07-01",
        "2022-01-01",
        "2022-07-01",
    ]
    assert half_yearly(rows, most=1) == ["2022-07-01"]


def days(*since):
    ids = [f"a{place}" for place in range(2 * len(since))]
    return Network.build(
        pd.DataFrame({"id": ids, "sector": ["x", "y"] * len(since)}),
        pd.DataFrame({"source": ids[::2], "target": ids[1::2], "since": list(since)}),
    )


@pytest.mark.parametrize(
    ("network", "why"),
    [
        (days(None, None), "Nothing here says when it began"),
        (days("2024-01-01", "2025-06-01"), "too short a time"),
        (days(*["2020-01-01"] * 30, *["2023-06-01"] * 30), "too few to learn"),
    ],
)
def test_too_little_is_refused_with_the_reason(network, why):
    with pytest.raises(UndefinedMeasureError, match=why):
        backtest(network)


def test_without_a_half_year_within_the_data_the_day_a_year_before_their_end_is_taken():
    rows = dated(days(*["2024-02-01"] * 60, *["2025-09-01"] * 30, *["2026-05-19"] * 30), by="sector")
    assert half_yearly(rows) == ["2025-05-19"]


def test_one_date_far_ahead_does_not_stand_for_the_end():
    usual = [
        f"{year}-{month:02}-01" for year in range(2015, 2021) for month in range(1, 13) for _ in range(3)
    ]
    assert half_yearly(dated(days(*usual, "2099-12-31"), by="sector"))[-1] == "2019-07-01"


def test_a_day_before_or_after_everything_is_refused(network):
    with pytest.raises(UndefinedMeasureError, match="nobody could have been suggested"):
        backtest(network, cuts=["2001-01-01"])
    with pytest.raises(UndefinedMeasureError, match="nothing to compare with"):
        backtest(network, cuts=["2031-01-01"])


def test_work_can_be_stopped(network):
    def stop(share, message):
        if share > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        backtest(network, cuts=[CUT], progress=stop)


def test_progress_only_rises(network):
    told = []
    backtest(network, cuts=[CUT], top=3, progress=lambda share, message: told.append((share, str(message))))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[-1] == (1.0, "The back-test is ready")


# --- what is told


def test_means_are_over_the_days(found):
    row = found.mean_sets.set_index(["set", "k"]).loc[(DEFAULT, 10)]
    each = found.sets[(found.sets["set"] == DEFAULT) & (found.sets["k"] == 10)]
    assert row["share"] == pytest.approx((each["hits_in_year"] / each["pairs"]).mean())
    assert row["hits"] == each["hits"].sum()
    assert row["low"] <= row["share"] <= row["high"]
    assert row["realised"] == pytest.approx(each["realised"].mean())
    assert found.sets["cut"].unique().tolist() == ["2021-01-01", CUT]


def test_json_holds_every_figure_and_no_nan(found):
    told = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert [trial["cut"] for trial in told["cuts"]] == ["2021-01-01", CUT]
    assert told["cuts"][0]["sets"][0]["set"] == DEFAULT
    assert {"top", "cap", "by", "seed", "event_cap", "fingerprint", "rows", "undated"} <= set(told)
    assert {row["method"] for row in told["cuts"][0]["areas"]} >= {"likelihood", "katz"}
    assert any(row["days"] is None for row in told["cuts"][0]["suggestions"])


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_findings_say_hits_and_chance(found, language):
    said = findings(found, translator(language))
    row = found.trials[1].sets.iloc[0]
    assert said[0].startswith(("Of the 10", "Sur les 10"))
    assert f" {row['hits_in_year']} " in said[0]
    assert len(said_sentences(found, translator(language))) >= 1


def test_a_year_that_is_not_over_is_said(network):
    late = backtest(network, cuts=["2023-07-01"], top=5)
    assert "so far" in findings(late, translator("en"))[0]
    assert not late.trials[0].is_year_complete
    assert late.said.empty
    assert np.isnan(late.trials[0].brier)
    assert "cannot be compared" in said_sentences(late, translator("en"))[0]
    assert any("incomplete" in line for line in text_lines(late, "x", translator("en")))


def test_the_text_shows_a_hostile_path_as_text(found):
    lines = text_lines(found, "a\x1b[2Jb\nc", translator("en"))
    assert "\x1b" not in lines[0]
    assert "\n" not in lines[0]
    assert any(line.startswith("  expected") for line in lines)
