"""Introductions on networks small enough to work out by hand."""

import importlib
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from graphlib.distances import cross_sector_reach
from graphlib.errors import CancelledError, GraphlibError, UndefinedMeasureError, UnknownNameError
from graphlib.introductions import CODES, introductions
from graphlib.introductions.likelihood.calibration import Check
from graphlib.introductions.rulebook import Must, RuleBook
from graphlib.introductions.tabulation import COLUMNS, FAR_COLUMNS
from graphlib.introductions.wording import expectation, likelihood_check
from graphlib.network import Network
from graphlib.translation import LANGUAGES, Message, catalogue

SECTOR = {"c": "company", "p": "public body", "m": "community", "u": "unknown"}


def build(ids, ties, events=None, participations=None, **columns):
    """Build a network; the first letter of an id is its sector."""
    actors = pd.DataFrame({"id": ids, "sector": [SECTOR[name[0]] for name in ids], **columns})
    rows = [tie if len(tie) == 4 else (*tie, 1.0, None) for tie in ties]
    frame = pd.DataFrame(rows, columns=["source", "target", "weight", "since"])
    return Network.build(actors, frame, events, participations)


def ends(plan):
    """Give the suggested pairs in order."""
    return list(zip(plan.table["source"], plan.table["target"], strict=True))


@pytest.fixture
def path():
    """c1 - m1 - p1 - c2: two pairs across sectors share a contact, one of them is c1 and p1."""
    return build(["c1", "c2", "m1", "p1"], [("c1", "m1"), ("m1", "p1"), ("p1", "c2")])


def test_a_path_of_four_has_the_gains_worked_out_by_hand(path):
    # Pairs across sectors: c1m1 1, c1p1 1/2, c2m1 1/2, c2p1 1, m1p1 1; the pair c1c2 is of one sector.
    plan = introductions(path, weight="none")
    assert plan.base_reach == pytest.approx((1 + 0.5 + 0.5 + 1 + 1) / 5, abs=1e-12)
    assert ends(plan) == [("c1", "p1"), ("c2", "m1")]
    assert plan.table["introducer"].tolist() == ["m1", "p1"]
    assert plan.table["reach_gain"].tolist() == pytest.approx([0.1, 0.1], abs=1e-12)
    assert plan.table["cumulative_reach"].tolist() == pytest.approx([0.9, 1.0], abs=1e-12)
    assert plan.table["gain_alone"].tolist() == pytest.approx([0.1, 0.1], abs=1e-12)
    assert plan.table["likelihood"].between(0, 1, inclusive="neither").all()
    assert plan.table["distance"].tolist() == [2, 2]
    assert plan.is_exact
    assert plan.samples is None


def test_the_table_has_exactly_the_contract_columns(path):
    table = introductions(path).table
    assert ",".join(table.columns) == (
        "rank,source,source_name,source_sector,target,target_name,target_sector,introducer,introducer_name,"
        "distance,reach_gain,cumulative_reach,likelihood,reasons,gain_alone,expected_gain,is_asked_for"
    )
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS
    assert table["rank"].tolist() == [1, 2]


def test_no_candidate_gives_an_empty_table_of_the_same_dtypes():
    plan = introductions(build(["c1", "p1"], [("c1", "p1")]))
    assert plan.table.empty
    assert plan.evidence == ()
    assert {name: str(dtype) for name, dtype in plan.table.dtypes.items()} == COLUMNS
    assert {name: str(dtype) for name, dtype in plan.without_introducer.dtypes.items()} == FAR_COLUMNS


@pytest.mark.parametrize("ids", [["c1", "c2"], ["c1", "u1"], ["u1"]])
def test_fewer_than_two_known_groups_are_refused_in_words(ids):
    with pytest.raises(UndefinedMeasureError) as caught:
        introductions(build(ids, []))
    assert "sector" in caught.value.text("fr")
    assert "sector" in caught.value.text("en")


def test_an_empty_network_is_refused_in_words():
    with pytest.raises(UndefinedMeasureError):
        introductions(Network.build(pd.DataFrame({"id": [], "sector": []}, dtype="str")))


def test_each_promised_effect_is_the_effect_measured_on_the_changed_network(lesmis_like):
    plan = introductions(lesmis_like, top=8)
    assert len(plan.table) == 8
    for taken in range(1, 9):
        added = plan.table[["source", "target"]].iloc[:taken]
        ties = pd.concat([lesmis_like.stated_ties, added])
        changed = Network.build(lesmis_like.actors, ties)
        promised = plan.table["cumulative_reach"].iloc[taken - 1]
        assert cross_sector_reach(changed).value == pytest.approx(promised, abs=1e-9)


@pytest.fixture
def lesmis_like():
    """Forty actors of three sectors on a ring with some chords."""
    ids = [f"{'cpm'[place % 3]}{place:02}" for place in range(40)]
    ties = [(ids[place], ids[(place + 1) % 40]) for place in range(40)]
    ties += [(ids[place], ids[(7 * place + 11) % 40]) for place in range(0, 40, 4)]
    ties = [tie for tie in dict.fromkeys(tuple(sorted(tie)) for tie in ties) if tie[0] != tie[1]]
    return build(ids, ties)


def star():
    """m0 knows c1, c2, c3, p1, p2 and p3."""
    others = ["c1", "c2", "c3", "p1", "p2", "p3"]
    return build(["m0", *others], [("m0", other) for other in others])


def test_an_introducer_at_its_cap_is_passed_over_and_its_pairs_left_out():
    plan = introductions(star(), cap=2)
    assert plan.table["introducer"].tolist() == ["m0", "m0"]
    assert len(introductions(star(), cap=None).table) == 9


def test_the_strongest_contact_introduces_then_the_most_recent_then_the_first():
    ids = ["c1", "m1", "m2", "m3", "p1"]
    both = [("c1", contact) for contact in ids[1:4]] + [("p1", contact) for contact in ids[1:4]]

    def introducer(weights, days):
        ties = [(*pair, weight, day) for pair, weight, day in zip(both, weights, days, strict=True)]
        table = introductions(build(ids, ties)).table
        return dict(
            zip(zip(table["source"], table["target"], strict=True), table["introducer"], strict=True)
        )[("c1", "p1")]

    undated = [None] * 6
    assert introducer([1] * 6, undated) == "m1"
    assert introducer([9, 2, 1, 1, 2, 9], undated) == "m2"
    assert introducer([1] * 6, [None, "2024-01-01", "2025-01-01", None, "2026-01-01", "2024-06-01"]) == "m3"


def test_excluded_actors_and_pairs_never_stand_in_a_suggestion():
    network = star()
    plan = introductions(network, cap=None, exclude=["c1", ("p1", "c2"), ["c3", "p3"]])
    assert len(plan.table) == 9 - 3 - 2
    assert not {"c1"} & {*plan.table["source"], *plan.table["target"]}
    assert not {("c2", "p1"), ("c3", "p3")} & set(ends(plan))
    assert introductions(network, exclude=["m0"]).table.empty


def test_an_excluded_id_that_does_not_exist_is_said():
    with pytest.raises(UnknownNameError, match="Did you mean 'c1'"):
        introductions(star(), exclude=["c11"])


def test_our_own_staff_introduces_but_is_not_introduced(path):
    actors = path.actors.assign(secretariat=[False, False, True, False])
    network = Network.build(actors, path.stated_ties)
    plan = introductions(network)
    assert ends(plan) == [("c1", "p1")]
    assert plan.table["introducer"].tolist() == ["m1"]


def test_actors_of_unknown_group_are_not_introduced_but_lie_on_the_way():
    network = build(["c1", "p1", "u1"], [("c1", "u1"), ("u1", "p1")])
    plan = introductions(network)
    assert ends(plan) == [("c1", "p1")]
    assert plan.table["introducer"].tolist() == ["u1"]
    assert plan.table["cumulative_reach"].tolist() == [1.0]


def test_likelihood_prefers_the_pair_whose_contact_has_few_ties():
    # c1 and p1 share q with two ties; c2 and p2 share a hub: equal gains but for the hub's others.
    network = build(
        ["c1", "c2", "m0", "m1", "p1", "p2", "m3", "m4"],
        [("c1", "m0"), ("m0", "p1"), ("c2", "m1"), ("m1", "p2"), ("m1", "m3"), ("m1", "m4")],
    )
    table = introductions(network).table
    first = table.iloc[0]
    assert (first["source"], first["target"]) == ("c1", "p1")
    assert (table["likelihood"].iloc[1:] < first["likelihood"]).all()


def test_without_the_need_of_a_contact_islands_are_joined():
    network = build(["c1", "c2", "p1", "p2"], [("c1", "c2"), ("p1", "p2")])
    assert introductions(network).table.empty
    plan = introductions(network, require_contact=False, weight="none", top=1)
    row = plan.table.iloc[0]
    assert (row["source"], row["target"]) == ("c1", "p1")
    assert pd.isna(row["introducer"])
    assert pd.isna(row["distance"])
    assert row["likelihood"] == 0.0
    assert row["reach_gain"] == pytest.approx((1 + 1 / 2 + 1 / 2 + 1 / 3) / 4)
    assert "JOINS_ISLAND" in row["reasons"]


def test_pairs_without_introducer_name_the_chain_that_leads_there():
    ids = ["c1", "m1", "m2", "p1"]
    network = build(ids, [("c1", "m1"), ("m1", "m2"), ("m2", "p1")], name=["A", "B", "C", "D"])
    far = introductions(network).without_introducer
    shown = far[["source", "target", "distance", "chain", "chain_ids"]].to_dict("list")
    assert [column[0] for column in shown.values()] == ["c1", "p1", 3, "B > C", "m1 > m2"]
    assert len(far) == 1
    assert far["reach_gain"].tolist() == pytest.approx([(1 - 1 / 3) / 5])
    assert introductions(network, exclude=["m2"]).without_introducer.empty


def test_islands_are_listed_apart_each_once_with_an_empty_chain():
    ids = ["c1", "m1", "p1", "p2", "p3", "m4"]
    network = build(ids, [("c1", "m1"), ("m1", "p1"), ("p2", "p3")])
    far = introductions(network, cap=None).without_introducer
    islands = far[far["distance"].isna()]
    assert (islands["chain"] == "").all()
    named = [*islands["source"], *islands["target"]]
    assert sum(name in {"p2", "p3"} for name in named) == 1
    assert named.count("m4") == 1


def test_only_what_was_known_before_the_day_is_used():
    ties = [("c1", "m1", 1.0, "2024-01-01"), ("m1", "p1", 1.0, None), ("c1", "p1", 1.0, "2025-05-05")]
    network = build(["c1", "m1", "p1"], ties)
    assert introductions(network).table.empty
    plan = introductions(network, before="2025-05-05")
    assert ends(plan) == [("c1", "p1")]
    assert plan.undated_ties == 1
    assert introductions(network, before="2025-05-06").table.empty


def test_participations_count_by_their_date_or_else_their_events_first_day():
    events = pd.DataFrame(
        {"event_id": ["e1", "e2", "e3"], "start": ["2024-01-01", "2024-06-01", "2026-01-01"]}
    )
    rows = [("c1", "e1", None), ("m1", "e1", None), ("m1", "e2", "2024-06-02"), ("p1", "e2", "2024-06-02")]
    rows += [("c1", "e3", None), ("p1", "e3", None)]
    taken = pd.DataFrame(rows, columns=["actor_id", "event_id", "date"])
    network = build(["c1", "m1", "p1"], [], events, taken)
    assert introductions(network).table.empty
    assert ends(introductions(network, before="2025-01-01")) == [("c1", "p1")]
    assert introductions(network, before="2024-06-02").table.empty


def test_a_day_that_is_none_is_said(path):
    with pytest.raises(GraphlibError, match="'soon' is no date"):
        introductions(path, before="soon")


def test_an_unknown_weight_is_said(path):
    with pytest.raises(UnknownNameError, match="likelihood"):
        introductions(path, weight="likely")


def test_an_unknown_column_is_said(path):
    with pytest.raises(UnknownNameError, match="sector"):
        introductions(path, by="sectr")


def test_progress_is_told_and_may_stop_the_work(lesmis_like):
    told = []
    introductions(lesmis_like, progress=lambda share, message: told.append((share, message.text("fr"))))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0

    def stop(share, message):
        if share > 0.5:
            raise CancelledError

    with pytest.raises(CancelledError):
        introductions(lesmis_like, progress=stop)


def test_candidates_of_a_large_network_are_told_block_by_block(lesmis_like, monkeypatch):
    monkeypatch.setattr(importlib.import_module("graphlib.introductions.candidates"), "BLOCK", 60)
    told = []
    narrowed = introductions(lesmis_like, exact_up_to=10, progress=lambda share, message: told.append(share))
    assert sum(0.15 < share <= 0.5 for share in told) > 4
    assert told == sorted(told)
    assert narrowed.table.equals(introductions(lesmis_like).table)


@pytest.mark.parametrize("weight", ["likelihood", "none"])
def test_trusting_bounds_loses_next_to_nothing_against_renewing_all(lesmis_like, monkeypatch, weight):
    plain = introductions(lesmis_like, weight=weight, cap=None)
    monkeypatch.setattr(importlib.import_module("graphlib.introductions.valuation"), "RENEWED", 0)
    lazy = introductions(lesmis_like, weight=weight, cap=None)
    gained = [plan.table["cumulative_reach"].iloc[-1] - plan.base_reach for plan in (lazy, plain)]
    assert gained[0] >= 0.98 * gained[1]


def test_the_network_is_left_as_it_was(lesmis_like):
    fingerprint, edges = lesmis_like.fingerprint, lesmis_like.edges.copy()
    introductions(lesmis_like)
    assert np.array_equal(lesmis_like.edges, edges)
    again = Network.build(lesmis_like.actors, lesmis_like.stated_ties)
    assert again.fingerprint == fingerprint


def reasons(plan, row=0):
    """Give the reasons of one row by code."""
    return {reason.code: reason for reason in plan.evidence[row]}


def figure(reason, name):
    """Give one name or figure that bears a reason out."""
    return dict(vars(reason)["values"])[name]


def test_reasons_are_given_only_where_the_data_show_them(path):
    assert list(reasons(introductions(path))) == ["CROSS_SECTOR", "SHARED_CONTACT", "RELIEVES"]
    square = build(["c1", "m1", "m2", "p1"], [("c1", "m1"), ("m1", "p1"), ("c1", "m2"), ("m2", "p1")])
    found = reasons(introductions(square))
    assert list(found) == ["CROSS_SECTOR", "SHARED_CONTACT"]
    assert found["SHARED_CONTACT"].message.text() == "Both are tied to m1; they share 2 contacts in all."
    assert figure(found["CROSS_SECTOR"], "count") == 0


def test_reasons_say_region_theme_large_event_and_clusters():
    ids = ["c1", "m1", "p1"]
    events = pd.DataFrame({"event_id": ["big"], "name": ["Forum"], "start": ["2026-04-14"]})
    taken = pd.DataFrame({"actor_id": ["c1", "p1", "m1"], "event_id": "big"})
    network = Network.build(
        pd.DataFrame(
            {
                "id": ids,
                "sector": [SECTOR[name[0]] for name in ids],
                "region": ["Loire", None, "Loire"],
                "country": ["FR", "FR", "FR"],
                "themes": ["energy;water", "energy", "heat; energy"],
            }
        ),
        pd.DataFrame([("c1", "m1"), ("m1", "p1")], columns=["source", "target"]),
        events,
        taken,
        event_cap=2,
    )
    plan = introductions(network, membership=pd.Series({"c1": 1, "m1": 1, "p1": 2}))
    found = reasons(plan)
    assert set(found) == {
        "CROSS_SECTOR", "SHARED_CONTACT", "RELIEVES", "SHARED_EVENT", "SHARED_THEME", "SAME_REGION",
        "BRIDGES_CLUSTERS",
    }  # fmt: skip
    assert "Forum (14 April 2026)" in found["SHARED_EVENT"].message.text("en")
    assert "Forum (14 avril 2026)" in found["SHARED_EVENT"].message.text("fr")
    assert figure(found["SHARED_THEME"], "themes") == "energy"
    assert figure(found["SAME_REGION"], "place") == "Loire"
    assert figure(found["BRIDGES_CLUSTERS"], "count") == 1
    assert plan.table["reasons"].iloc[0] == ";".join(reason.code for reason in plan.evidence[0])


def test_every_reason_has_its_sentence_in_every_language():
    for language in LANGUAGES:
        assert {f"reason.{code}" for code in CODES} <= set(catalogue(language))


def test_names_that_look_like_templates_or_markup_stay_plain_text():
    name = "{contact} <script>alert(1)</script> =cmd|' /c calc'!A0"
    network = build(["c1", "m1", "p1"], [("c1", "m1"), ("m1", "p1")], name=["x", name, "y"])
    assert name in reasons(introductions(network))["SHARED_CONTACT"].message.text("fr")


@pytest.mark.parametrize("room", [800_000_000, 40 * 64])
def test_narrowed_and_sampled_choices_keep_their_promises(lesmis_like, monkeypatch, room):
    monkeypatch.setattr(importlib.import_module("graphlib.introductions.reach"), "DISTANCE_BYTES", room)
    exact = introductions(lesmis_like, top=5)
    narrowed = introductions(lesmis_like, top=5, exact_up_to=10)
    assert exact.is_exact
    assert not narrowed.is_exact
    assert narrowed.samples == 40
    assert ends(narrowed) == ends(exact)
    assert narrowed.table["cumulative_reach"].tolist() == pytest.approx(
        exact.table["cumulative_reach"].tolist()
    )


def test_half_the_sources_estimate_the_reach_and_find_good_introductions(monkeypatch):
    random = np.random.default_rng(5)
    ids = [f"{'cpm'[place % 3]}{place:03}" for place in range(300)]
    drawn = {tuple(sorted(pair)) for pair in random.integers(0, 300, (450, 2)).tolist() if pair[0] != pair[1]}
    network = build(ids, [(ids[a], ids[b]) for a, b in sorted(drawn)])
    exact = introductions(network, top=10)
    monkeypatch.setattr(importlib.import_module("graphlib.introductions.reach"), "DISTANCE_BYTES", 300 * 192)
    sampled = introductions(network, top=10, exact_up_to=10)
    assert sampled.samples < 300
    assert not sampled.is_exact
    assert sampled.base_reach == pytest.approx(exact.base_reach, rel=0.05)
    ties = pd.concat([network.stated_ties, sampled.table[["source", "target"]]])
    reached = cross_sector_reach(Network.build(network.actors, ties)).value
    best = exact.table["cumulative_reach"].iloc[-1]
    assert reached - exact.base_reach > 0.75 * (best - exact.base_reach)


def test_toward_a_group_every_suggestion_leads_into_it_and_only_nearness_to_it_counts(lesmis_like):
    plan = introductions(lesmis_like, toward="community", top=10)
    table = plan.table
    assert ((table["source_sector"] == "community") ^ (table["target_sector"] == "community")).all()
    sides = lesmis_like.actors["sector"].where(lesmis_like.actors["sector"] == "community", "others")
    two = lesmis_like.labelled("side", sides.set_axis(lesmis_like.actors["id"]))
    assert plan.base_reach == pytest.approx(cross_sector_reach(two, by="side").value, abs=1e-12)


def test_our_own_stand_in_every_suggestion_and_are_not_bound_by_the_cap(lesmis_like):
    mine = lesmis_like.actors["id"].iloc[0]
    table = introductions(lesmis_like, ours=[mine], cap=1, top=8).table
    assert len(table) > 1
    assert ((table["source"] == mine) | (table["target"] == mine)).all()
    others = table["source"].where(table["target"] == mine, table["target"])
    assert others.is_unique
    assert (table["source_sector"] != table["target_sector"]).all()


def test_our_own_toward_a_group_meet_only_that_group(lesmis_like):
    mine = lesmis_like.actors["id"].iloc[[0, 1]].tolist()
    table = introductions(lesmis_like, ours=mine, toward="community", top=8).table
    assert len(table)
    for row in table.itertuples():
        (end,) = {row.source, row.target} - set(mine)
        assert lesmis_like.actors.set_index("id").loc[end, "sector"] == "community"


def test_an_unknown_group_or_way_of_choosing_is_said(path):
    with pytest.raises(UnknownNameError, match="There is no group 'comunity'"):
        introductions(path, toward="comunity")
    with pytest.raises(UnknownNameError, match="There is no way of choosing"):
        introductions(path, choice="best")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="There is no organisation 'nobody'"):
        introductions(path, ours=["nobody"])


def test_no_two_groups_are_joined_more_often_than_the_quota(lesmis_like):
    table = introductions(lesmis_like, quota=2, top=20).table
    joined = ["|".join(sorted(row)) for row in table[["source_sector", "target_sector"]].to_numpy()]
    assert max(Counter(joined).values()) == 2


def test_a_pair_asked_for_comes_first_and_is_marked(lesmis_like):
    last = introductions(lesmis_like, top=30).table.iloc[-1]
    book = RuleBook(must=(Must((last["source"], last["target"])),))
    table = introductions(lesmis_like, rules=book, top=5).table
    assert set(table.loc[0, ["source", "target"]]) == {last["source"], last["target"]}
    assert table["is_asked_for"].tolist() == [True, False, False, False, False]


def test_like_pairs_are_of_the_same_groups_and_not_suggested(lesmis_like):
    plan = introductions(lesmis_like, top=10)
    suggested = {frozenset(pair) for pair in plan.table[["source", "target"]].to_numpy().tolist()}
    sector = lesmis_like.actors.set_index("id")["sector"]
    assert len(plan.comparable)
    for row in plan.comparable.itertuples():
        like = plan.table.iloc[row.rank - 1]
        assert frozenset((row.source, row.target)) not in suggested
        assert {sector[row.source], sector[row.target]} == {like["source_sector"], like["target_sector"]}
        assert 1 / 1.5 <= row.likelihood / like["likelihood"] <= 1.5


def test_a_pair_asked_for_that_nobody_can_introduce_heads_the_list_of_those():
    network = build(
        ["c1", "m1", "m2", "p1", "p2", "p3"],
        [("c1", "m1"), ("m1", "m2"), ("m2", "p1"), ("p1", "p2"), ("p1", "p3")],
    )
    usual = introductions(network).without_introducer
    assert tuple(usual.loc[0, ["source", "target"]]) != ("c1", "p2")
    book = RuleBook(must=(Must(("c1", "p2")),))
    far = introductions(network, rules=book).without_introducer
    assert far.loc[0, ["source", "target"]].tolist() == ["c1", "p2"]
    assert far.loc[0, "chain_ids"] == "m1 > m2 > p1"
    assert not far.duplicated(["source", "target"]).any()


def test_far_pairs_of_our_own_have_one_of_us_as_an_end():
    network = build(
        ["c1", "m1", "m2", "p1", "p2", "p3"],
        [("c1", "m1"), ("m1", "m2"), ("m2", "p1"), ("p1", "p2"), ("p1", "p3")],
    )
    far = introductions(network, ours=["p3"]).without_introducer
    assert len(far)
    assert ((far["source"] == "p3") | (far["target"] == "p3")).all()


def test_what_is_said_of_the_likelihood_is_held_against_the_last_year(path):
    plan = introductions(path)
    assert likelihood_check(plan.likelihood) is None
    assert expectation(plan) is None
    for seen, held in ((0.1, "well"), (0.02, "high"), (0.4, "low")):
        rows = pd.DataFrame(
            {
                "top": [50, 200, 1000],
                "said": [0.1, 0.1, 0.9],
                "seen": [seen, seen, 0.0],
                "pairs": [50, 150, 800],
            }
        )
        checked = replace(plan.likelihood, checked=Check(rows))
        message = likelihood_check(checked)
        assert message is not None
        values = {"pairs": 200, "said": 20, "seen": round(200 * seen)}
        assert message == Message(f"introductions.checked.{held}", **values)
    learned = replace(plan, likelihood=replace(plan.likelihood, basis="learned"))
    assert expectation(learned).key == "introductions.left_alone_none"
    likely = replace(learned, table=learned.table.assign(likelihood=0.9))
    assert expectation(likely) == Message("introductions.left_alone", count=2)
