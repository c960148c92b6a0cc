"""Whatever a file holds, it is read or refused with a reason."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib.readers import read_files

CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


def table(rows, delimiter):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue().encode()


@settings(max_examples=25, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["ties.csv", "actors.csv", "x.xlsx", "x.zip", "participations.csv.gz"]),
)
def test_any_bytes_give_a_network_or_a_reason(data, name):
    reading = read_files({name: data})
    assert (reading.network is None) == bool(reading.problems)
    for problem in (*reading.problems, *reading.warnings):
        assert problem.text("en")
        assert problem.text("fr")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=6), st.sampled_from([",", ";", "\t", "|"]))
def test_any_cells_of_ties_give_a_network_or_a_reason(rows, delimiter):
    data = table([("source", "target", "weight", "since"), *rows], delimiter)
    reading = read_files({"ties.csv": data})
    assert (reading.network is None) == bool(reading.problems)
    for problem in reading.problems:
        assert len(problem.text("en").splitlines()) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("abcdef0123", min_size=1, max_size=4), min_size=2, max_size=8, unique=True),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.randoms(use_true_random=False),
)
def test_separator_encoding_and_order_of_rows_do_not_matter(ids, delimiter, encoding, random):
    ties = [(ids[i], ids[i + 1]) for i in range(len(ids) - 1)]
    first = read_files({"ties.csv": table([("source", "target"), *ties], ",")}).network
    random.shuffle(ties)
    second = table([("source", "target"), *ties], delimiter).decode().encode(encoding)
    assert read_files({"ties.csv": second}).network.fingerprint == first.fingerprint
