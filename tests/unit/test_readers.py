"""Files to networks."""

import dataclasses
import gzip
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from graphlib.errors import InputError
from graphlib.readers import read, read_files, read_network

DATA = Path("../shared/data")

ACTORS = "id,name,sector\n1,Chamber,Public body\n2,Solar,PRC\n3,Club,Association\n"
TIES = "source,target,weight\n1,2,2\n2,3,1\n"


def keys(problems):
    return [problem.what.key.split(".")[1] for problem in problems]


def files(**texts):
    return {f"{name}.csv": text.encode() for name, text in texts.items()}


def folder(path, **texts):
    for name, data in files(**texts).items():
        (path / name).write_bytes(data)
    return path


def test_a_folder_of_tables_is_a_network(tmp_path):
    network = read_network(folder(tmp_path, actors=ACTORS, ties=TIES))
    assert list(network.actors["sector"]) == ["public body", "company", "community"]
    assert list(network.actors["sector_source"]) == ["Public body", "PRC", "Association"]
    assert network.stated_ties[["source", "target", "weight"]].to_numpy().tolist() == [
        ["1", "2", 2],
        ["2", "3", 1],
    ]


def test_compressed_tables_and_archives_give_the_same_network():
    plain = read_files(files(actors=ACTORS, ties=TIES)).network
    packed = read_files(
        {"actors.csv.gz": gzip.compress(ACTORS.encode()), "ties.csv.gz": gzip.compress(TIES.encode())}
    ).network
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("programme/actors.csv", ACTORS)
        archive.writestr("programme/ties.csv", TIES)
    zipped = read_files({"programme.zip": target.getvalue()}).network
    assert plain.fingerprint == packed.fingerprint == zipped.fingerprint


def test_a_list_of_ties_is_enough_and_it_is_said():
    reading = read_files({"export.csv": b"Von;Nach\nA;B\nB;C\n"})
    assert list(reading.network.ids) == ["A", "B", "C"]
    assert set(reading.network.actors["sector"]) == {"unknown"}
    assert {"actors_made", "columns", "no_sectors"} <= set(keys(reading.warnings))


def test_a_list_of_participations_is_enough():
    reading = read_files(files(participations="actor_id,event_id,date\na,e,2026-01-02\nb,e,2026-01-02\n"))
    assert len(reading.network.pairs) == 1
    assert list(reading.network.events["event_id"]) == ["e"]
    assert {"actors_made", "events_made"} <= set(keys(reading.warnings))


def test_ids_stay_text_and_namibia_is_not_missing():
    actors = "id,name,country\n007,Bond,NA\n7,Seven,\n"
    network = read_files(files(actors=actors, ties="source,target\n007,7\n")).network
    assert list(network.ids) == ["007", "7"]
    assert network.actors["country"].iloc[0] == "NA"
    assert network.actors["country"].isna().tolist() == [False, True]


def test_all_faults_come_at_once_with_file_row_and_column():
    ties = "source,target,weight,since\n1,2,heavy,\n\n1,Solr,1,2026-13-01\n2,3,-1,\n"
    reading = read_files(files(actors=ACTORS, ties=ties))
    assert reading.network is None
    assert {(p.file, p.row, p.column, p.value) for p in reading.problems} == {
        ("ties.csv", 2, "weight", "heavy"),
        ("ties.csv", 4, "target", "Solr"),
        ("ties.csv", 4, "since", "2026-13-01"),
        ("ties.csv", 5, "weight", "-1"),
    }


def test_read_network_raises_what_read_returns(tmp_path):
    with pytest.raises(InputError) as caught:
        read_network(folder(tmp_path, actors=ACTORS, ties="source,target\n1,9\n"))
    assert keys(caught.value.problems) == ["unknown_actor"]


def test_names_where_ids_belong_are_read_as_ids():
    reading = read_files(files(actors=ACTORS, ties="source,target\nchamber,Solar\n"))
    assert reading.network.stated_ties[["source", "target"]].to_numpy().tolist() == [["1", "2"]]
    assert keys(reading.warnings).count("names_for_ids") == 2


def test_actors_without_ids_are_known_by_name():
    reading = read_files(
        files(actors="Nom;Secteur\nMairie;Commune\nClub;Association\n", ties="De;Vers\nMairie;Club\n")
    )
    assert list(reading.network.ids) == ["Club", "Mairie"]
    assert "ids_from_names" in keys(reading.warnings)


def test_self_ties_and_repeated_rows_are_said():
    reading = read_files(files(actors=ACTORS, ties="source,target\n1,1\n1,2\n1,2\n"))
    assert len(reading.network.stated_ties) == 1
    said = {p.what.key.split(".")[1]: p for p in reading.warnings}
    assert "row 2" in said["self_ties"].text()
    assert "One row repeats" in said["repeated_rows"].text()


def test_blank_sectors_and_weights_are_counted():
    actors = "id,sector\na,\nb,company\n"
    reading = read_files(files(actors=actors, ties="source,target,weight\na,b,\n"))
    said = {p.what.key.split(".")[1]: p.text() for p in reading.warnings}
    assert "one organisation is unknown" in said["sectors_unknown"]
    assert "One tie has no weight" in said["blank_weights"]
    assert reading.network.stated_ties["weight"].tolist() == [1.0]


def test_the_user_s_sector_words_go_first_and_the_mapping_is_told():
    actors = "id,sector\na,PRC\nb,Think tank\nc,think tank\nd,Think tank\n"
    reading = read_files(files(actors=actors), sector_words={"think TANK": "research"})
    assert list(reading.network.actors["sector"]) == ["company", "research", "research", "research"]
    expected = [["Think tank", "research", 2], ["PRC", "company", 1], ["think tank", "research", 1]]
    assert reading.sector_mapping.to_numpy().tolist() == expected
    own = read_files(files(actors=actors)).network
    assert list(own.actors["sector"]) == ["company", "Think tank", "Think tank", "Think tank"]


def test_a_given_sector_source_is_kept():
    reading = read_files(files(actors="id,sector,sector_source\na,company,PRC\nb,research,\n"))
    assert list(reading.network.actors["sector_source"]) == ["PRC", "research"]


def test_other_files_are_left_aside_and_it_is_said(tmp_path):
    path = folder(tmp_path, actors=ACTORS, ties=TIES, flows="source,target\n9,8\n")
    (path / "SOURCE.md").write_text("notes")
    reading = read(path)
    assert len(reading.network) == 3
    assert [p.file for p in reading.warnings if "ignored" in p.what.key] == ["flows.csv"]


def test_how_each_file_was_read_is_told():
    reading = read_files({"ties.tsv": "source\ttarget\nÉ\tü\n".encode("utf-16"), "actors.csv": b"id\n"})
    told = {file.table: dataclasses.astuple(file) for file in reading.files}
    assert told["ties"][:7] == ("ties.tsv", "ties", "csv", "utf-16", "\t", 1, ("source", "target"))
    assert told["actors"][5] == 0


def test_large_events_are_said():
    rows = "".join(f"a{i},fair\n" for i in range(31))
    reading = read_files(files(participations="actor_id,event_id\n" + rows))
    assert "large_events" in keys(reading.warnings)
    assert "large_events" not in keys(
        read_files(files(participations="actor_id,event_id\n" + rows), event_cap=31).warnings
    )


def test_titles_above_and_blank_rows_do_not_shift_the_row_numbers():
    text = "Our programme\n\nsource,target,weight\n\na,b,none\n"
    (problem,) = read_files({"ties.csv": text.encode()}).problems
    assert (problem.row, problem.column) == (5, "weight")


def test_rows_longer_than_the_heading_are_faults():
    (problem,) = read_files({"ties.csv": b"source,target,weight\na,b,1,x\n"}).problems
    assert (problem.row, problem.what.key) == (2, "readers.long_row.what")


def test_short_rows_and_unmatched_quotes_are_said():
    reading = read_files({"ties.csv": b'source,target,kind,evidence\na,b\nb,c,"x" y,z\n'})
    assert {"short_rows", "stray_quotes"} <= set(keys(reading.warnings))
    assert len(reading.network.stated_ties) == 2


def test_a_quotation_mark_that_is_never_closed_is_a_fault_in_its_row():
    text = b'source,target\na,b\n"c,d\ne,f\n'
    (problem,) = read_files({"ties.csv": text}).problems
    assert (problem.row, problem.what.key) == (3, "readers.open_quote.what")


def test_no_file_is_said():
    assert keys(read_files({}).problems) == ["no_files"]


def test_a_heading_twice_keeps_both_columns():
    reading = read_files(files(actors="id,name,name,Name\na,A,B,C\n"))
    row = reading.network.actors.iloc[0]
    assert (row["name"], row["name (2)"], row["Name"]) == ("A", "B", "C")
    assert keys(reading.warnings).count("second_column") == 1


def test_unreadable_sizes_are_blank_and_said():
    reading = read_files(files(actors='id,size\na,10-49\nb,"1,500"\nc,12.0\n'))
    assert reading.network.actors["size"].fillna(-1).tolist() == [-1, 1500, 12]
    assert "unread_numbers" in keys(reading.warnings)


def test_events_that_end_before_they_begin_keep_their_start():
    events = "event_id,start,end\ne,2026-02-02,2026-02-01\n"
    reading = read_files(files(actors=ACTORS, ties=TIES, events=events))
    assert reading.network.events["start"].tolist() == ["2026-02-02"]
    assert reading.network.events["end"].isna().all()
    assert "backward_events" in keys(reading.warnings)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("ties.csv", b"", "blank"),
        ("ties.csv", b"\xef\xbb\xbf \r\n,,\r\n", "blank"),
        ("data.csv", b"colour,height\nred,3\n", "unrecognised"),
        ("book.xlsx", b"PK\x03\x04 damaged", "damaged"),
        ("book.xls", b"\xd0\xcf\x11\xe0 old", "no_table"),
        ("picture.svg", b"<?xml version='1.0'?><svg/>", "other_format"),
        ("scan.pdf", b"%PDF-1.7", "no_table"),
        ("ties.csv.gz", b"\x1f\x8b broken", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name, data, key):
    reading = read_files({name: data})
    assert reading.network is None
    assert keys(reading.problems) == [key]
    assert all(p.text("en") and p.text("fr") for p in reading.problems)


def test_a_missing_path_and_an_empty_folder_are_said(tmp_path):
    assert keys(read(tmp_path / "nowhere").problems) == ["not_found"]
    assert keys(read(tmp_path).problems) == ["empty_folder"]


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "=cmd|'/c calc'!A0", "../../x", "\u202eevil", "🎭", "x" * 4000, "a{b}c"],
)
def test_hostile_names_pass_as_plain_text(name):
    frame = pd.DataFrame({"id": ["a", "b"], "name": [name, "B"]})
    reading = read_files({"actors.csv": frame.to_csv(index=False).encode()})
    assert reading.network.actors["name"].iloc[0] == name
    ties = pd.DataFrame({"source": [name], "target": ["zzz"]})
    problems = read_files({"actors.csv": b"id\na\n", "ties.csv": ties.to_csv(index=False).encode()}).problems
    assert all(len(p.text("fr").splitlines()) == 1 and len(p.text("en")) < 500 for p in problems)


@pytest.mark.skipif(not DATA.exists(), reason="the shared data sets are not here")
@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("cordis-slices/fr-be-lu-ch-SC3-SC4-named", 692),
        ("cordis-slices/fr-climate-SC5", 229),
        ("eurosis-web", 1285),
        ("fts-humanitarian", 716),
        ("interreg-2014-2020", 7005),
    ],
)
def test_real_sets_are_read_without_faults(name, actors):
    reading = read(DATA / name)
    assert reading.problems == ()
    assert len(reading.network) == actors
    assert reading.sector_mapping["actors"].sum() == actors


@pytest.mark.skipif(not (DATA / "raw").exists(), reason="the raw files are not here")
def test_raw_files_of_all_kinds_give_a_reading_never_a_traceback():
    for path in sorted((DATA / "raw").iterdir()):
        if path.stat().st_size < 400_000:
            reading = read(path)
            assert reading.problems or reading.network is not None
            assert all(p.text("fr") for p in (*reading.problems, *reading.warnings))


def test_ties_that_are_given_from_both_ends_count_once_and_that_is_said():
    text = b"source,target,kind\na,b,x\nb,a,x\nb,c,x\nb,c,x\nc,a,x\na,c,y\n"
    reading = read_files({"ties.csv": text})
    assert len(reading.network.stated_ties) == 4
    said = [one for one in reading.warnings if one.what.key.split(".")[1] in ("repeated_rows", "both_ends")]
    assert keys(said) == ["repeated_rows", "both_ends"]
    assert [one.what.text("en").split(" ")[0] for one in said] == ["One", "One"]
    with_directions = b"source,target,directed\na,b,yes\nb,a,yes\n"
    directed = read_files({"ties.csv": with_directions})
    assert len(directed.network.stated_ties) == 2
    assert "both_ends" not in keys(directed.warnings)
