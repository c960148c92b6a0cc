"""Rules on introductions: what they forbid, the list they are kept in, and every fault of it."""

import contextlib
import pickle

import numpy as np
import pandas as pd
import pytest

from graphlib.errors import InputError, UnknownNameError
from graphlib.introductions import introductions
from graphlib.introductions.rule_files import COLUMNS, MAX_ROWS, read_rules, rules_csv
from graphlib.introductions.rulebook import (
    EMPTY,
    Must,
    Never,
    OnColumn,
    RuleBook,
    as_record,
    from_records,
    summary,
)
from graphlib.introductions.rules import compiled, gaps, traits, unmet
from graphlib.network import Network

SECTOR = {"c": "company", "p": "public body", "m": "community", "u": "unknown"}


def build(ids, ties, **columns):
    """Build a network; the first letter of an id is its sector."""
    actors = pd.DataFrame({"id": ids, "sector": [SECTOR[name[0]] for name in ids], **columns})
    return Network.build(actors, pd.DataFrame(ties, columns=["source", "target"]))


@pytest.fixture
def star():
    """m0 knows c1, c2, p1 and p2, who do not know each other; m0 speaks no language that is known."""
    return build(
        ["m0", "c1", "c2", "p1", "p2"],
        [("m0", other) for other in ("c1", "c2", "p1", "p2")],
        name=["Hub", "Ash", "Birch", "Pine", "Pine"],
        languages=["", "fr; EN", "de", "en ;it", "unknown"],
        owner=["", "Group A", "group  a", "GROUP A", "B"],
    )


def allowed(network, book, first, second, **options):
    """Tell whether a pair is allowed."""
    rule = compiled(network, book, **options)
    places = [np.array([network.ids.get_loc(actor)], np.int32) for actor in (first, second)]
    forwards, backwards = rule.allowed(*places), rule.allowed(*reversed(places))
    assert forwards.tolist() == backwards.tolist()
    return bool(forwards[0])


def test_without_rules_every_pair_is_allowed_and_only_staff_is_no_end():
    network = build(["c1", "p1", "m1"], [], secretariat=[True, False, False])
    rule = compiled(network, EMPTY)
    assert rule.codes[network.ids.get_loc("c1")] == -1
    assert (rule.codes >= 0).sum() == 2
    assert rule.may_introduce.all()
    assert rule.allowed(np.array([0, 1]), np.array([2, 2])).tolist() == [True, True]


def test_an_organisation_never_suggested_is_no_end_and_no_introducer(star):
    rule = compiled(star, RuleBook(never=(Never(("p1",)),)))
    place = star.ids.get_loc("p1")
    assert rule.codes[place] == -1
    assert not rule.may_introduce[place]
    assert rule.may_introduce.sum() == 4


def test_a_pair_never_suggested_is_forbidden_both_ways_and_leaves_others_alone(star):
    book = RuleBook(never=(Never(("p1", "c1")),))
    assert not allowed(star, book, "c1", "p1")
    assert allowed(star, book, "c1", "p2")
    assert allowed(star, book, "c2", "p1")


def test_a_rule_holds_on_its_last_day_and_no_longer(star):
    book = RuleBook(never=(Never(("c1", "p1"), until="2026-06-30"),))
    assert not allowed(star, book, "c1", "p1", day="2026-06-30")
    assert allowed(star, book, "c1", "p1", day="2026-07-01")
    assert not allowed(star, book, "c1", "p1")
    assert book.holding("2026-07-01") == EMPTY


def test_competitors_share_a_value_whatever_its_case_and_spaces(star):
    book = RuleBook(competitors=("owner",))
    assert not allowed(star, book, "c1", "p1")
    assert not allowed(star, book, "c1", "c2")
    assert allowed(star, book, "c1", "p2")
    assert allowed(star, book, "c1", "m0")


def test_two_must_have_a_value_in_common_where_both_are_known(star):
    book = RuleBook(in_common=("languages",))
    assert allowed(star, book, "c1", "p1")  # English
    assert not allowed(star, book, "c2", "p1")
    assert allowed(star, book, "c2", "p2")  # nothing is known of p2: "unknown" is no language
    assert allowed(star, book, "m0", "c2")
    assert [(gap.column, gap.count) for gap in gaps(star, book)] == [("languages", 2)]
    assert "2" in gaps(star, book)[0].message.text("fr")


def test_values_of_a_column_are_read_apart_each_once():
    network = build(["c1", "c2", "c3"], [], themes=["b;a;b", None, "A"])
    read = traits(network, "themes")
    assert read.start.tolist() == [0, 2, 2, 3]
    assert read.codes.tolist() == [0, 1, 0]
    assert read.is_known.tolist() == [True, False, True]


def test_a_column_of_numbers_and_one_without_any_value_can_be_asked():
    network = build(["c1", "p1"], [], size=[3.0, 3.0], region=[None, None])
    assert not allowed(network, RuleBook(competitors=("size",)), "c1", "p1")
    assert allowed(network, RuleBook(competitors=("region",), in_common=("region",)), "c1", "p1")


def test_a_pair_needs_a_wanted_end(star):
    wanted = np.array([actor == "c1" for actor in star.ids])
    assert allowed(star, EMPTY, "c1", "p1", wanted=wanted)
    assert not allowed(star, EMPTY, "c2", "p1", wanted=wanted)


def test_pairs_to_consider_are_those_that_may_be_suggested():
    network = build(["c1", "c2", "c3", "p1", "p2", "u1"], [("c1", "p1")])
    pairs = {
        ("c1", "p1"): "linked",
        ("c1", "c2"): "same_group",
        ("c1", "u1"): "no_end",
        ("c3", "p1"): "no_end",
        ("c2", "p1"): "forbidden",
        ("c1", "p2"): "",
    }
    book = RuleBook(never=(Never(("c2", "p1")), Never(("c3",))), must=tuple(map(Must, pairs)))
    rule = compiled(network, book)
    assert [[network.ids[end] for end in pair] for pair in rule.must.tolist()] == [["c1", "p2"]]
    said = {asked.actors: message.key.rsplit(".", 1)[1] for asked, message in unmet(network, book).items()}
    assert said == {pair: reason for pair, reason in pairs.items() if reason}


def test_what_the_network_does_not_have_is_refused_and_can_be_left_out(star):
    for book in (
        RuleBook.excluding(["c11"]),
        RuleBook(must=(Must(("c1", "x")),)),
        RuleBook(competitors=("ownr",)),
        RuleBook(in_common=("ownr",)),
    ):
        with pytest.raises(UnknownNameError):
            compiled(star, book)
        assert book.known_to(star) == EMPTY
    known = RuleBook(never=(Never(("c1",)),), competitors=("owner",))
    assert known.known_to(star) == known


def test_an_expired_rule_on_somebody_who_left_is_no_fault(star):
    book = RuleBook(never=(Never(("gone",), until="2020-01-01"),))
    assert compiled(star, book, day="2026-01-01").may_introduce.all()


def pickled(value):
    """Send a value as another process gets it."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - made right here


def test_rules_can_be_copied_whole_as_to_another_process(star):
    book = RuleBook(never=(Never(("c1", "p1"), "why", "2027-01-01"),), competitors=("owner",))
    sent = pickled(book)
    assert sent == book
    assert hash(sent) == hash(book)
    rule = pickled(compiled(star, book))
    assert not rule.allowed(np.array([star.ids.get_loc("p1")]), np.array([star.ids.get_loc("c1")]))[0]


def test_equal_rules_make_equal_books_in_any_order():
    rules = [Never(("b", "a"), " why\n not "), Must(("a", "b")), OnColumn("in_common", "languages")]
    assert RuleBook.of(rules) == RuleBook.of(reversed(rules))
    assert RuleBook.of(rules).never == (Never(("a", "b"), "why not"),)
    assert Never(("a", "b")) != Must(("a", "b"))
    newer = RuleBook.of([Never(("a", "b"), "other")])
    assert (RuleBook.of(rules) | newer).never[0].reason == "other"
    assert len(RuleBook.of(rules) | newer) == 3


def test_rules_come_back_from_their_records():
    book = RuleBook(
        never=(Never(("a",), "why", "2027-01-01"), Never(("a", "b"))),
        must=(Must(("a", "c")),),
        competitors=("owner",),
        in_common=("languages", "region"),
    )
    records = dict(map(as_record, book.rules))
    assert len(records) == 6
    assert from_records(records.values()) == book


def test_the_summary_counts_the_rules_in_words():
    book = RuleBook(never=(Never(("a",)), Never(("a", "b"))), competitors=("owner",))
    assert summary(book).text("en") == "3 rules hold: 2 never suggested, 1 column that tells competitors."
    assert summary(book).text("fr").startswith("3 règles en vigueur")
    assert "staff" in summary(EMPTY).text("en")


def everything():
    """Give a book with every kind of rule, and hostile words in it."""
    return RuleBook.of(
        [
            Never(("c1",), '=HYPERLINK("http://example.org"), "quoted"; and, more', "2027-03-31"),
            Never(("c1", "p1"), "'=1+1;-2"),
            Must(("c2", "p2"), "@SUM(A1) é ü"),
            OnColumn("competitors", "owner"),
            OnColumn("in_common", "languages"),
        ]
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_is_written_and_read_back_as_the_same_rules(star, language):
    data = rules_csv(everything(), star, language=language)
    assert read_rules(data, file="rules.csv", network=star) == everything()
    assert read_rules(data, file="rules.csv") == everything()
    assert "Ash" in data.decode("utf-8-sig")


def test_no_cell_of_a_list_runs_as_a_formula(star):
    for language, separator in (("en", ","), ("fr", ";")):
        text = rules_csv(everything(), star, language=language).decode("utf-8-sig")
        assert text.splitlines()[0] == separator.join(COLUMNS)
        for other in (",", ";", "\t"):
            cells = [cell.strip(' "') for line in text.splitlines() for cell in line.split(other)]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-2"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_is_read(star, encoding, separator):
    lines = [["rule", "actor", "other", "reason"], ["never", "c1", "p1", "brouillés à l’été"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    read = read_rules(text.encode(encoding), file="r.csv", network=star)
    assert read == RuleBook(never=(Never(("c1", "p1"), "brouillés à l’été"),))


def test_a_workbook_is_read(star, tmp_path):
    frame = pd.DataFrame({"rule": ["never", "consider"], "actor": ["c1", "c2"], "other": ["", "p2"]})
    frame.to_excel(tmp_path / "rules.xlsx", index=False)
    read = read_rules((tmp_path / "rules.xlsx").read_bytes(), file="rules.xlsx", network=star)
    assert read == RuleBook(never=(Never(("c1",)),), must=(Must(("c2", "p2")),))


@pytest.mark.parametrize("text", ["c1\np1,c2\n", "c1\r\np1;c2", '\n"c1"\n\np1\tc2\n', "Ash\nBirch|p1"])
def test_the_short_form_is_an_organisation_a_line_or_a_pair(star, text):
    read = read_rules(text.encode(), file="never.csv", network=star)
    assert read == RuleBook(never=(Never(("c1",)), Never(("c2", "p1"))))


def test_the_short_form_reads_ids_as_they_are_when_nothing_is_known():
    assert read_rules(b"org:1\na b,c d\n", file="n") == RuleBook.excluding(["org:1", ("a b", "c d")])
    assert read_rules(b"\xef\xbb\xbf \n", file="n") == EMPTY


def test_a_name_that_holds_a_separator_is_found():
    network = build(["c1", "p1"], [], name=["Ash; Birch", "Pine"])
    assert read_rules(b'"Ash; Birch"\n', file="n", network=network) == RuleBook.excluding(["c1"])
    assert read_rules(b"Ash; Birch\n", file="n", network=network) == RuleBook.excluding(["c1"])


def test_names_are_read_where_the_id_is_blank_and_ignored_where_it_is_not(star):
    text = "rule,actor,actor_name,other,other_name,until\n,,ash,,BIRCH,31/12/2027\n,c2,Ash,,,2027\n"
    read = read_rules(text.encode(), file="r", network=star)
    assert read == RuleBook(
        never=(Never(("c1", "c2"), until="2027-12-31"), Never(("c2",), until="2027-12-31"))
    )


def test_kinds_may_be_said_in_french(star):
    text = "rule;actor;other;column\njamais;c1;;\nà examiner;c2;p2;\nConcurrents;;;owner\n"
    read = read_rules(text.encode(), file="r", network=star)
    assert read == RuleBook((Never(("c1",)),), (Must(("c2", "p2")),), ("owner",))


def test_all_faults_are_told_at_once_each_with_its_place_and_cure(star):
    rows = [
        "rule,actor,other,other_name,column,reason,until,why",
        "sometimes,c1,,,,,,",
        "never,,,,,,,",
        "never,asch,,,,,,",
        "never,zebra crossing,,,,,,",
        "never,c1,,Pine,,,,",
        "consider,c1,,,,,,",
        "never,c1,c1,,,,,",
        "never,c1,,,,,soon,",
        "competitors,,,,,,,",
        "competitors,,,,ownr,,,",
        "in_common,,,,languages,because,2027-01-01,",
        "never,c2,,,,once,,",
        "never,c2,,,,twice,,",
    ]
    with pytest.raises(InputError) as caught:
        read_rules("\n".join(rows).encode(), file="rules.csv", network=star)
    told = [
        (problem.row, problem.column, problem.what.key.split(".")[2]) for problem in caught.value.problems
    ]
    assert told == [
        (1, "why", "heading"),
        (2, "rule", "kind"),
        (3, "actor", "no_actor"),
        (4, "actor", "near"),
        (5, "actor", "unknown"),
        (6, "other", "several"),
        (7, "other", "no_other"),
        (8, "other", "same"),
        (9, "until", "date"),
        (10, "column", "no_column"),
        (11, "column", "column"),
        (12, "reason", "always"),
        (12, "until", "always"),
        (14, None, "other_rule"),
    ]
    for problem in caught.value.problems:
        assert problem.file == "rules.csv"
        for language in ("en", "fr"):
            assert "{" not in problem.text(language)
    assert caught.value.problems[3].value == "asch"
    assert "c1" in caught.value.problems[3].fix.text()


def test_faults_of_the_short_form_are_told(star):
    with pytest.raises(InputError) as caught:
        read_rules(b"c1,c2,p1\nc1,c1\nc7\n", file="never.txt", network=star)
    keys = [problem.what.key for problem in caught.value.problems]
    assert keys == ["rules.file.cells.what", "rules.file.same.what", "rules.file.unknown.what"]


def test_the_same_rule_twice_is_one_rule(star):
    assert len(read_rules(b"rule,actor\nnever,c1\nnever,c1\n", file="r", network=star)) == 1


def test_a_list_without_end_is_refused(star):
    with pytest.raises(InputError) as caught:
        read_rules(b"c1\n" * (MAX_ROWS + 1), file="r", network=star)
    assert caught.value.problems[0].what.key == "rules.file.rows.what"


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_do_more_than_be_refused(star, seed):
    random = np.random.Generator(np.random.PCG64(seed))
    data = bytearray(rules_csv(everything(), star))
    for place in random.integers(0, len(data), 12):
        data[place] = random.integers(0, 256)
    for tried in (bytes(data), random.bytes(300), b'"' + bytes(data), b"PK\x03\x04" + bytes(data)):
        with contextlib.suppress(InputError):
            read_rules(tried, file="r", network=star)


def test_no_list_of_suggestions_breaks_a_rule(star):
    book = RuleBook(competitors=("owner",))
    plan = introductions(star, rules=book, cap=None)
    pairs = set(zip(plan.table["source"], plan.table["target"], strict=True))
    assert pairs == {("c1", "p2"), ("c2", "p2")}


def test_a_pair_asked_for_is_left_out_where_the_aim_excludes_an_end(star):
    rule = compiled(star, RuleBook(must=(Must(("c1", "p1")), Must(("c2", "p2")))))
    assert len(rule.must) == 2
    codes = rule.codes.copy()
    codes[star.ids.get_loc("p1")] = -1
    assert [[star.ids[end] for end in pair] for pair in rule.among(codes).must.tolist()] == [["c2", "p2"]]


def ring():
    """c1 - a - b - p1 with a in (m1, m2) and b = m3: two ways from c1 to p1, the stronger by m1."""
    ties = [("c1", "m1"), ("c1", "m2"), ("m1", "m3"), ("m2", "m3"), ("m3", "p1")]
    actors = pd.DataFrame({"id": ["c1", "m1", "m2", "m3", "p1"]})
    actors["sector"] = actors["id"].str[0].map(SECTOR)
    actors["secretariat"] = False
    frame = pd.DataFrame(ties, columns=["source", "target"])
    frame["weight"] = [3.0, 1.0, 3.0, 1.0, 1.0]
    return actors, frame


def chains(plan):
    """Give the chains of pairs that nobody can introduce yet."""
    far = plan.without_introducer
    return dict(zip(zip(far["source"], far["target"], strict=True), far["chain_ids"], strict=True))


def test_a_chain_introduces_nobody_whom_a_rule_keeps_apart():
    actors, ties = ring()
    network = Network.build(actors, ties)
    assert chains(introductions(network))[("c1", "p1")] == "m1 > m3"
    apart = RuleBook(never=(Never(("m1", "p1")),))
    assert chains(introductions(network, rules=apart))[("c1", "p1")] == "m2 > m3"
    both = RuleBook(never=(Never(("m1", "p1")), Never(("m2", "p1"))))
    assert ("c1", "p1") not in chains(introductions(network, rules=both))
    staff = Network.build(actors.assign(secretariat=actors["id"] == "m1"), ties)
    assert chains(introductions(staff))[("c1", "p1")] == "m2 > m3"
