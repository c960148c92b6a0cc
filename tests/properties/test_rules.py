"""Rules that must hold whatever the network and whatever they say."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.introductions import introductions
from graphlib.introductions.rule_files import read_rules, rules_csv
from graphlib.introductions.rulebook import Must, Never, OnColumn, RuleBook, as_record, from_records
from graphlib.introductions.rules import compiled
from graphlib.network import Network
from tests.properties.test_introductions import networks

few = settings(max_examples=40, deadline=None)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(lambda text: text.strip())
ids = words.filter(lambda text: text and "\ufeff" not in text and not any(map(str.isspace, text)))
days = st.none() | st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}").filter(
    lambda day: day >= "1900"
)


def values(cell):
    """Read the values of a cell, as the rules say."""
    parts = {" ".join(part.split()).casefold() for part in ("" if pd.isna(cell) else str(cell)).split(";")}
    return parts - {"", "unknown"}


@st.composite
def ruled(draw):
    """Draw a network with owners and languages, and rules on it."""
    network = draw(networks())
    known = list(network.ids)
    cells = st.sampled_from(["", "a", "A ", "b;a", "c", "unknown", "b; c"])
    columns = {
        name: draw(st.lists(cells, min_size=len(known), max_size=len(known)))
        for name in ("owner", "languages")
    }
    network = Network.build(network.actors.assign(**columns), network.stated_ties)
    actor = st.sampled_from(known)
    pair = st.lists(actor, min_size=2, max_size=2, unique=True).map(tuple)
    until = st.sampled_from([None, "2020-01-01", "2030-01-01"])
    rule = st.one_of(
        st.builds(lambda name, day: Never((name,), "", day), actor, until),
        st.builds(lambda names, day: Never(names, "", day), pair, until),
        st.builds(lambda names, day: Must(names, "", day), pair, until),
        st.sampled_from([OnColumn("competitors", "owner"), OnColumn("in_common", "languages")]),
    )
    return network, RuleBook.of(draw(st.lists(rule, max_size=8)))


def breaks(network, book, first, second):
    """Tell in plain Python whether two may not be introduced."""
    rows = network.actors.set_index("id").loc[[first, second]]
    if any(set(rule.actors) <= {first, second} for rule in book.never) or rows["secretariat"].any():
        return True
    for column in book.competitors:
        if values(rows[column].iloc[0]) & values(rows[column].iloc[1]):
            return True
    for column in book.in_common:
        left, right = values(rows[column].iloc[0]), values(rows[column].iloc[1])
        if left and right and not left & right:
            return True
    return False


@few
@given(
    ruled(),
    st.sampled_from([1, 3, None]),
    st.booleans(),
    st.sampled_from(["likelihood", "none"]),
    st.sampled_from([None, "2026-01-01"]),
    st.sampled_from([2, 3000]),
)
def test_no_list_ever_breaks_a_rule(drawn, cap, require_contact, weight, day, exact_up_to):
    network, book = drawn
    plan = introductions(
        network,
        cap=cap,
        require_contact=require_contact,
        weight=weight,
        rules=book,
        day=day,
        exact_up_to=exact_up_to,
    )
    held = book.holding(day)
    assert plan.rules == held
    alone = {rule.actors[0] for rule in held.never if len(rule.actors) == 1}
    for table in (plan.table, plan.without_introducer, plan.comparable):
        for first, second in zip(table["source"], table["target"], strict=True):
            assert not breaks(network, held, first, second)
    assert not alone & set(plan.table["introducer"].dropna())
    for row in plan.without_introducer.itertuples():
        *steps, _ = row.chain_ids.split(" > ")
        assert not alone & set(row.chain_ids.split(" > "))
        # Each link but the last is to be introduced to the target before it can introduce.
        assert not [actor for actor in steps if breaks(network, held, actor, row.target)]


@few
@given(ruled())
def test_pairs_are_allowed_exactly_as_the_rules_say(drawn):
    network, book = drawn
    rule = compiled(network, book)
    first, second = np.triu_indices(len(network), 1)
    told = rule.allowed(first, second) & (rule.codes[first] >= 0) & (rule.codes[second] >= 0)
    for left, right, is_allowed in zip(first, second, told, strict=True):
        sectors = network.actors["sector"].iloc[[left, right]]
        expected = not breaks(network, book, network.ids[left], network.ids[right])
        assert is_allowed == (expected and "unknown" not in set(sectors))


@few
@given(ruled(), st.integers(0, 3))
def test_pairs_to_consider_come_first_where_nothing_forbids_them(drawn, extra):
    network, book = drawn
    asked = {
        (network.ids[first], network.ids[second]) for first, second in compiled(network, book).must.tolist()
    }
    plan = introductions(network, cap=None, require_contact=False, rules=book, top=len(asked) + extra)
    listed = list(zip(plan.table["source"], plan.table["target"], strict=True))
    assert asked <= set(listed)
    assert set(plan.table.loc[plan.table["is_asked_for"], "rank"]) == {
        place for place, pair in enumerate(listed, 1) if pair in asked
    }


books = st.lists(
    st.one_of(
        st.builds(lambda name, reason, day: Never((name,), reason, day), ids, words, days),
        st.builds(
            lambda names, reason, day: Never(tuple(names), reason, day),
            st.lists(ids, min_size=2, max_size=2, unique=True),
            words,
            days,
        ),
        st.builds(
            lambda names, reason: Must(tuple(names), reason),
            st.lists(ids, min_size=2, max_size=2, unique=True),
            words,
        ),
        st.builds(OnColumn, st.sampled_from(["competitors", "in_common"]), ids),
    ),
    max_size=6,
).map(RuleBook.of)


@settings(max_examples=300, deadline=None)
@given(books, st.sampled_from(["en", "fr"]))
def test_rules_survive_their_list_and_their_records(book, language):
    assert read_rules(rules_csv(book, language=language), file="rules.csv") == book
    assert from_records(dict(map(as_record, book.rules)).values()) == book


@settings(max_examples=300, deadline=None)
@given(books, st.sampled_from(["en", "fr"]))
def test_no_cell_begins_as_a_formula(book, language):
    text = rules_csv(book, language=language).decode("utf-8-sig")
    for separator in (",", ";", "\t"):
        for line in text.split("\r\n"):
            for cell in line.split(separator):
                assert not cell.strip(' "').startswith(("=", "+", "-", "@"))
