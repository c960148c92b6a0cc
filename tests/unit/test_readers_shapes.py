"""What a table is, what its columns are, and the tables that its rows speak of."""

import io
import zipfile

import openpyxl
import pytest

from graphlib.readers import Choices, Mend, annotated_copy, read, read_files
from graphlib.readers.choices import layout_signature
from graphlib.readers.content import role_of
from graphlib.readers.grid import Grid
from graphlib.readers.headings import head_of
from graphlib.readers.language import language_of
from graphlib.readers.layouts import LAYOUTS, layout_of
from graphlib.readers.matrices import cells_of, matrix_shape
from graphlib.readers.roles import is_complete, roles_of, roles_read
from tests.conftest import SHARED

RAW = SHARED / "data" / "raw"


def grid(*rows):
    return Grid("table.csv", "table", "csv", "utf-8", ",", [list(row) for row in rows])


def keys(problems):
    return [problem.what.key.removeprefix("readers.").removesuffix(".what") for problem in problems]


def by_heading(headings, shape):
    return {headings[place]: role for place, role in roles_read(headings, shape).items()}


def test_headings_that_describe_one_end_are_read_word_by_word():
    found = by_heading(
        ["srcOrganization", "srcOrganizationTypes", "destOrganization", "Recipient Country"], "ties"
    )
    assert found == {
        "srcOrganization": "source",
        "srcOrganizationTypes": "source.sector",
        "destOrganization": "target",
        "Recipient Country": "target.country",
    }


def test_an_attendance_list_describes_organisations_and_events():
    found = by_heading(["Project", "Project title", "Partner", "Land", "Typ", "Role"], "participations")
    assert found["Project title"] == "event.name"
    assert found["Partner"] == "actor_id"
    assert found["Typ"] == "actor.sector"
    assert found["Land"] == "actor.country"


@pytest.mark.parametrize(
    ("shape", "roles", "enough"),
    [
        ("ties", ["source", "target"], True),
        ("ties", ["source.name", "target"], True),
        ("ties", ["source.name", "source"], False),
        ("participations", ["actor.name", "event_id"], True),
        ("actors", ["name"], True),
        ("actors", ["sector"], False),
    ],
)
def test_what_is_enough_for_a_table(shape, roles, enough):
    assert is_complete(shape, roles) is enough


def test_every_layout_speaks_of_roles_that_exist_and_is_recognised_by_its_signs():
    for layout in LAYOUTS:
        assert {role for role in layout.roles.values() if role} <= set(roles_of(layout.shape)), layout.key
        found = layout_of([*layout.signs, "something else"])
        assert found is not None
        assert found[0].key == layout.key
        assert is_complete(layout.shape, [*layout.roles.values()]), layout.key


def test_two_heading_rows_are_read_together_only_where_the_lower_one_repeats():
    head = head_of(
        grid(["Giver", "", "Receiver", ""], ["name", "type", "name", "type"], ["a", "x", "b", "y"])
    )
    assert head.headings == ("Giver name", "Giver type", "Receiver name", "Receiver type")
    plain = head_of(grid(["A report", ""], ["source", "target"], ["a", "b"]))
    assert (plain.row, plain.headings) == (1, ("source", "target"))
    assert keys(plain.notes) == ["title_rows"]


def test_rows_of_tags_and_totals_are_no_data():
    text = "source,target,amount\n#org,#org +to,#value\nTotal aid,b,4\nc,d,6\nTotal,,10\n"
    reading = read_files({"flows.csv": text.encode()})
    assert sorted(reading.network.ids) == ["Total aid", "b", "c", "d"]
    assert {"tag_row", "total_row"} <= set(keys(reading.warnings))
    assert reading.files[0].rows == 2


def test_blank_and_repeated_headings_get_names_of_their_own():
    head = head_of(grid(["source", "target", "", "source"], ["a", "b", "1", "2"]))
    assert head.headings == ("source", "target", "column 3", "source (2)")


def test_a_symmetric_square_table_is_ties_without_direction_and_keeps_isolates():
    table = grid(
        ["", "A", "B", "C", "D"],
        ["A", "", "2", " ", "NA"],
        ["B", "2", "0", "", ""],
        ["C"],
        ["D", "", "", "", "."],
    )
    assert matrix_shape(table, head_of(table)) == "matrix"
    cells, is_symmetric = cells_of(table, head_of(table))
    assert is_symmetric
    assert cells.to_numpy().tolist() == [["A", "B", "2"]]
    text = "\n".join(",".join(row) for row in table.rows)
    network = read_files({"matrix.csv": text.encode()}).network
    assert list(network.ids) == ["A", "B", "C", "D"]
    assert network.stated_ties[["source", "target", "weight", "directed"]].to_numpy().tolist() == [
        ["A", "B", 2, False]
    ]


def test_a_square_table_that_is_not_symmetric_has_directions():
    text = b";A;B;C\nA;;x;\nB;;;1\nC;3,5;;\n"
    ties = read_files({"m.csv": text}).network.stated_ties
    assert ties[["source", "target", "weight"]].to_numpy().tolist() == [
        ["A", "B", 1],
        ["B", "C", 1],
        ["C", "A", 3.5],
    ]
    assert ties["directed"].all()


def test_organisations_by_events_are_participations():
    text = b"who,spring,autumn,winter\nA,x,,x\nB,x,x,\nC,,,\n"
    reading = read_files({"m.csv": text})
    assert reading.files[0].shape == "incidence"
    assert len(reading.network.participations) == 4
    assert list(reading.network.ids) == ["A", "B", "C"]
    assert len(reading.network.events) == 3


def test_a_table_of_figures_is_no_matrix():
    table = grid(
        ["town", "2023", "2024", "2025"], ["A", "12", "30", "4"], ["B", "5", "6", "7"], ["C", "1", "0", "9"]
    )
    assert matrix_shape(table, head_of(table)) is None


def test_cells_tell_what_headings_do_not():
    assert (
        role_of(["a@example.org", "b@example.org", "c@d.example", "x@y.example", "z@y.example"])
        == "contact_email"
    )
    assert role_of(["NGO", "Municipality", "GmbH", "NGO", "University"]) in ("sector", None)
    assert role_of(["FR", "DE", "CH", "FR", "NA"]) == "country"
    assert role_of(["FR", "DE"]) is None


def test_the_language_of_a_file_is_named_only_where_words_tell():
    assert language_of(["Nom", "Secteur", "Pays"], []) == "fr"
    assert language_of(["Name", "Sektor", "Land"], ["Verein für die Stadt und das Land"]) == "de"
    assert language_of(["id", "x"], []) is None


def test_ends_of_a_flow_become_organisations_with_the_most_frequent_value():
    text = (
        "nomAttribuant;idAttribuant;nomBeneficiaire;idBeneficiaire;montant;dateConvention;nature\n"
        "Ville;1;Club;9;10;2024-01-02;aide\nVille;1;CLUB;9;5;2024-02-02;aide\nVille;1;Club;;7;2024-03-02;aide\n"
        "Ville;1;Choeur;;7;2024-03-02;aide\nVille;1;;;7;2024-03-02;aide\n"
    )
    reading = read_files({"x.csv": text.encode()})
    assert reading.files[0].layout == "subsidies"
    names = reading.network.actors.set_index("id")["name"].to_dict()
    assert names == {"1": "Ville", "9": "Club", "Choeur": "Choeur"}
    assert len(reading.network.stated_ties) == 4
    assert reading.network.stated_ties["directed"].all()
    assert {"half_rows", "several_values", "layout.subsidies"} <= set(keys(reading.warnings))


def test_a_word_for_nothing_is_no_id():
    head = "nomAttribuant;nomBeneficiaire;idBeneficiaire;montant\n"
    text = head + "Ville;Club;NA;1\nVille;Choeur;NA;2\nVille;Ecole;7;2\n"
    assert list(read_files({"x.csv": text.encode()}).network.ids) == ["7", "Choeur", "Club", "Ville"]


def test_one_name_in_two_countries_is_two_organisations():
    text = "Project,Partner name,Country\nP,Town hall,FR\nP,Town hall,BE\nP,Club,FR\nQ,Club,FR\n"
    choices = Choices(
        {"x.csv": "participations"},
        {"x.csv": {"Project": "event_id", "Partner name": "actor.name", "Country": "actor.country"}},
    )
    network = read_files({"x.csv": text.encode()}, choices=choices).network
    assert list(network.ids) == ["Club", "Town hall / BE", "Town hall / FR"]


def test_several_organisations_in_a_cell_are_told_apart_where_they_come_again():
    text = "Event;Participants\nA;P1/P2/P3\nB;P2/P3\nC;P1/P2\n"
    reading = read_files({"x.csv": text.encode()})
    assert list(reading.network.ids) == ["P1", "P2", "P3"]
    assert "cells_split" in keys(reading.warnings)
    whole = read_files({"x.csv": text.encode()}, choices=Choices(splits={"x.csv": {"Participants": ""}}))
    assert len(whole.network) == 3
    assert "P1/P2/P3" in list(whole.network.ids)


def test_names_with_a_slash_are_not_told_apart():
    text = "Event;Participants\nA;Holding A/S\nB;Ferry A/S\nC;Club\nD;Harbour Town\n"
    assert len(read_files({"x.csv": text.encode()}).network) == 4


def test_rows_of_one_organisation_in_two_files_become_one_and_what_differs_is_said():
    files = {
        "members 2024.csv": b"id,name,country\na,Works,FR\nb,Club,\n",
        "members 2025.csv": b"id,name,country\na,Works Ltd,BE\nc,New,DE\n",
        "ties.csv": b"source,target\na,b\nb,c\n",
    }
    reading = read_files(files)
    actors = reading.network.actors.set_index("id")
    assert actors.loc["a", ["name", "country"]].tolist() == ["Works", "FR"]
    assert len(actors) == 3
    assert {"rows_of_one", "rows_of_one_differ"} <= set(keys(reading.warnings))


def test_faults_in_one_of_several_files_name_that_file_and_its_row():
    files = {
        "ties 1.csv": b"source,target,weight\na,b,1\n",
        "ties 2.csv": b"source,target,weight\na,c,1\nb,c,-1\n",
    }
    (problem,) = read_files(files).problems
    assert (problem.file, problem.row, problem.column) == ("ties 2.csv", 3, "weight")


def test_an_id_repeated_under_another_name_stays_a_fault():
    (problem,) = read_files({"actors.csv": b"id,name\na,Works\na,Club\n"}).problems
    assert problem.what.key == "checks.repeated_id.what"


def test_acronyms_name_organisations_whose_id_they_are_not():
    files = {
        "p.csv": b"Organisation Name;Type;ACRONYM\nAlliance;NGO;AS\nBund;Government;BU\nWerk;Firm;WE\n",
        "who with whom.csv": b"source;target\nAS;BU\nBU;WE\n",
    }
    reading = read_files(files)
    assert reading.network.stated_ties[["source", "target"]].to_numpy().tolist() == [
        ["Alliance", "Bund"],
        ["Bund", "Werk"],
    ]


def test_acronyms_name_organisations_in_a_square_table_too():
    files = {
        "types.csv": b"Name;Type;ACRONYM\nAlliance;NGO;AS\nBund;Government;BU\nWerk;Firm;WE\n",
        "matrix.csv": b";AS;BU;WE\nAS;;1;\nBU;1;;1\nWE;;1;\n",
    }
    network = read_files(files).network
    assert list(network.ids) == ["Alliance", "Bund", "Werk"]
    assert len(network.stated_ties) == 2


def test_cells_are_mended_and_rows_left_out_as_the_user_decides():
    data = {"ties.csv": b"source,target,weight\na,b,x\nb,c,2\nc,,1\n"}
    assert {problem.row for problem in read_files(data).problems} == {2, 4}
    choices = Choices(mends=(Mend("ties.csv", 2, "weight", "x", "3"),), skipped=frozenset({("ties.csv", 4)}))
    reading = read_files(data, choices=choices)
    assert reading.network.stated_ties["weight"].tolist() == [3, 2]
    assert {"cells_mended", "rows_skipped"} <= set(keys(reading.warnings))


def test_a_role_chosen_goes_before_what_was_read_and_a_column_can_be_left_out():
    data = {"ties.csv": b"source,target,strength,secret\na,b,5,s\n"}
    choices = Choices(roles={"ties.csv": {"strength": "", "secret": "-"}})
    ties = read_files(data, choices=choices).network.stated_ties
    assert ties["weight"].tolist() == [1]
    assert "strength" in ties
    assert "secret" not in ties


def test_what_every_row_shares_is_given_once():
    data = {"grants.csv": b"Recipient,Amount\nA,5\nB,7\n"}
    choices = Choices(
        {"grants.csv": "ties"},
        {"grants.csv": {"Recipient": "target"}},
        constants={"grants.csv": {"source": "Fund"}},
    )
    network = read_files(data, choices=choices).network
    assert network.stated_ties[["source", "target"]].to_numpy().tolist() == [["Fund", "A"], ["Fund", "B"]]
    assert network.stated_ties["directed"].all()


def test_decisions_are_remembered_by_headings_whatever_their_order_and_case():
    first = {"x.csv": b"Who,Whom\na,b\n"}
    choices = Choices({"x.csv": "ties"}, {"x.csv": {"Who": "source", "Whom": "target"}})
    memory = {layout_signature(["WHOM", "who"]): choices.remembered("x.csv")}
    again = {"y.csv": b"Who,Whom\nc,d\n"}
    assert read_files(again).network is None
    assert list(read_files(again, memory=memory).network.ids) == ["c", "d"]
    assert read_files(first, choices=choices).network is not None


def test_the_annotated_copy_marks_the_cells_and_says_what_to_do():
    reading = read_files({"ties.csv": b"source,target,weight\na,b,=1+1\n"})
    data = annotated_copy(reading.grids, reading.problems)
    book = openpyxl.load_workbook(io.BytesIO(data))
    listed, table = book.worksheets
    assert [cell.value for cell in listed[2]][:4] == ["ties.csv", 2, "weight", "=1+1"]
    assert table["C2"].value == "=1+1"
    assert table["C2"].data_type == "s"
    assert table["C2"].fill.fgColor.rgb == "FFFFE0B2"
    assert "number" in table["C2"].comment.text
    assert table.max_column == 3
    assert data == annotated_copy(reading.grids, reading.problems)


def test_progress_is_told_and_can_stop_the_reading():
    seen = []
    read_files(
        {"ties.csv": b"source,target\na,b\n"},
        progress=lambda share, message: seen.append((share, str(message))),
    )
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)
    assert "ties.csv" in seen[0][1]

    def stop(_share, _message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_files({"ties.csv": b"source,target\na,b\n"}, progress=stop)


@pytest.mark.skipif(not RAW.exists(), reason="the shared real files are not here")
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("keep_closed_1420.xlsx", (7005, 1852, 8620)),
        ("keep_partnership_1420.csv", (7005, 1852, 8620)),
        ("local_activities.ods", (429, 474, 3423)),
        ("scotland_interlocks_1904.zip", (108, 136, 358)),
        ("ucinet_davis_2mode.dat", (18, 14, 93)),
    ],
)
def test_real_two_mode_files_give_their_counts(name, counts):
    network = read(RAW / name).network
    assert (len(network), len(network.events), len(network.participations)) == counts


@pytest.mark.parametrize(("month_first", "day"), [(None, "2026-04-03"), (True, "2026-03-04")])
def test_the_order_of_day_and_month_is_the_users_to_say(month_first, day):
    choices = Choices() if month_first is None else Choices(month_first={"ties.csv": month_first})
    reading = read_files({"ties.csv": b"source,target,since\na,b,03/04/2026\n"}, choices=choices)
    assert reading.network.stated_ties["since"].tolist() == [day]


def test_a_name_that_a_list_of_organisations_gives_is_one_organisation_whatever_it_holds():
    files = {
        "actors.csv": b'id,name\n"Bakers, Brest",A\n"Bakers, Nantes",B\nCouncil,C\n',
        "participations.csv": b'actor_id,event_id\n"Bakers, Brest",e\n"Bakers, Nantes",e\n"Bakers, Brest",f',
    }
    assert list(read_files(files).network.participations["actor_id"]) == ["Bakers, Brest"] * 2 + [
        "Bakers, Nantes"
    ]


def test_a_format_of_networks_never_has_two_organisations_in_a_name():
    ids, pairs = ("A; B", "C; B", "A; C"), ((0, 1), (1, 2), (0, 2))
    nodes = "".join(f'<node id="{key}"/>' for key in ids)
    edges = "".join(f'<edge source="{ids[a]}" target="{ids[b]}"/>' for a, b in pairs)
    text = f"<graphml><graph>{nodes}{edges}</graph></graphml>"
    assert list(read_files({"x": text.encode()}).network.ids) == ["A; B", "A; C", "C; B"]


def test_a_sheet_with_two_ends_counts_beside_a_sheet_that_its_name_makes_a_list_of_organisations():
    book = openpyxl.Workbook()
    for row in (["source", "target"], ["a", "b"]):
        book.active.append(row)
    actors = book.create_sheet("Acteurs")
    for row in (["id", "nom"], ["a", "Réseau"], ["b", "Ville"]):
        actors.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert len(read_files({"x.xlsx": buffer.getvalue()}).network.stated_ties) == 1


CORDIS_PARTICIPANTS = (
    '"projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"SME";"activityType";'
    '"country";'
    '"nutsCode";"organizationURL";"role";"ecContribution"\n'
    '"1";"ALPHA";"10";"";"WORKS SRL";"";"true";"PRC";"IT";"ITC";"http://works.example";"coordinator";"1000,5"\n'
    '"1";"ALPHA";"11";"";"TOWN";"";"false";"PUB";"FR";"FRG";"";"participant";"20"\n'
    '"2";"BETA";"10";"";"WORKS SRL";"";"true";"PRC";"IT";"ITC";"";"participant";"7"\n'
)
CORDIS_PROJECTS = (
    '"id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"ecMaxContribution";"topics"\n'
    '"1";"ALPHA";"SIGNED";"First";"2022-01-01";"2024-12-31";"5";"4";"CL5"\n'
    '"2";"BETA";"SIGNED";"Second";"2023-01-01";"2025-12-31";"5";"4";"CL6"\n'
)


@pytest.mark.parametrize("is_zipped", [True, False])
def test_the_download_of_cordis_is_read_as_it_comes(is_zipped):
    parts = {
        "organization.csv": CORDIS_PARTICIPANTS.encode(),
        "project.csv": CORDIS_PROJECTS.encode(),
        "topics.csv": b'"projectID";"topic";"title"\n"1";"CL5";"Climate"\n',
    }
    if is_zipped:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        parts = {"cordis.zip": target.getvalue()}
    reading = read_files(parts)
    network = reading.network
    assert {file.layout for file in reading.files if file.layout} == {"cordis_organization", "cordis_project"}
    assert network.actors[["id", "name", "sector", "country"]].to_numpy().tolist() == [
        ["10", "WORKS SRL", "company", "IT"],
        ["11", "TOWN", "public body", "FR"],
    ]
    assert network.events[["event_id", "name", "start"]].to_numpy().tolist() == [
        ["1", "ALPHA", "2022-01-01"],
        ["2", "BETA", "2023-01-01"],
    ]
    assert len(network.participations) == 3


def test_grants_in_the_standard_of_360giving_are_ties_from_funder_to_recipient():
    text = (
        "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,"
        "Funding Org:Identifier,Funding Org:Name\n"
        "360G-1,A hall,GBP,5000,2024-03-01,GB-CHC-1,Example Choir,GB-CHC-9,Example Trust\n"
        "360G-2,A tour,GBP,700,2024-05-01,GB-CHC-1,Example Choir,GB-CHC-9,Example Trust\n"
    )
    ties = read_files({"grants 2024.csv": text.encode()}).network.stated_ties
    assert ties[["source", "target", "since", "directed"]].to_numpy().tolist() == [
        ["GB-CHC-9", "GB-CHC-1", "2024-03-01", True],
        ["GB-CHC-9", "GB-CHC-1", "2024-05-01", True],
    ]


def test_a_column_of_names_that_is_blank_throughout_is_borne():
    text = "Funding Org:Name,Recipient Org:Identifier,Recipient Org:Name\n,GB-2,Group\n,GB-3,Other\n"
    reading = read_files({"x.csv": text.encode()})
    assert reading.network is None
    assert {problem.column for problem in reading.problems} >= {"source"}


def attendance(text, **choices):
    return read_files({"presence.csv": text.encode()}, choices=Choices(**choices))


@pytest.mark.parametrize(
    ("organisation", "person"),
    [
        ("Organisme", "Nom"),
        ("Partner", "Name"),
        ("Structure", "Nome"),
        ("Société", "Nom"),
        ("Company", "Name"),
    ],
)
def test_beside_an_organisation_a_bare_name_in_an_attendance_list_is_a_persons(organisation, person):
    roles = by_heading([person, organisation, "Réunion"], "participations")
    assert person not in roles
    assert roles[organisation] in ("actor_id", "actor.name")
    reading = attendance(f"{person},{organisation},Réunion\nA. Example,Club,R1\nB. Example,Works,R1\n")
    assert list(reading.network.ids) == ["Club", "Works"]
    assert list(reading.network.actors["name"]) == ["Club", "Works"]
    assert person in reading.network.participations


def test_a_name_beside_an_id_in_an_attendance_list_is_the_organisations():
    assert by_heading(["actor_id", "Name", "event_id"], "participations")["Name"] == "actor.name"
    assert (
        by_heading(["Organisme", "Contact", "Réunion"], "participations")["Contact"] == "actor.contact_name"
    )


@pytest.mark.parametrize("heading", ["Présent", "Present", "Attended", "Anwesend", "Presente", "Asistió"])
def test_a_column_of_presence_is_known_in_five_languages(heading):
    assert by_heading(["Organisme", "Réunion", heading], "participations")[heading] == "attended"
    assert "attended" in roles_of("participations")


@pytest.mark.parametrize(
    "absent",
    [
        "",
        "excusé(e)",
        "Absent",
        "entschuldigt",
        "abwesend",
        "assente",
        "ausente",
        "non",
        "No",
        "Nein",
        "☐",
        "n.c.",
    ],
)
def test_who_was_not_there_makes_no_participation(absent):
    reading = attendance(f"Organisme,Réunion,Présent\nClub,R1,x\nWorks,R1,{absent}\nTown,R1,oui\n")
    assert list(reading.network.participations["actor_id"]) == ["Club", "Town"]
    assert "attended" not in reading.network.participations
    (said,) = [one for one in reading.warnings if one.what.key == "readers.absent_rows.what"]
    assert said.what.values["count"] == 1


def test_a_column_of_presence_that_is_blank_throughout_says_nothing():
    reading = attendance("Organisme,Réunion,Présent\nClub,R1,\nWorks,R1,\n")
    assert len(reading.network.participations) == 2
    assert "absent_rows" not in keys(reading.warnings)


def test_a_giver_that_the_user_types_gives_direction_unless_a_column_says_otherwise():
    text = b"Recipient,Amount,Directed\nA,5,no\nZ,7,yes\n"
    roles = {"grants.csv": {"Recipient": "target", "Directed": "directed"}}
    choices = Choices({"grants.csv": "ties"}, roles, constants={"grants.csv": {"source": "Fund"}})
    ties = read_files({"grants.csv": text}, choices=choices).network.stated_ties
    assert ties[["source", "target", "directed"]].to_numpy().tolist() == [
        ["A", "Fund", False],
        ["Fund", "Z", True],
    ]


FAULTY = {
    "Subsidies of a year, with a long name.csv": (
        b"List of grants;;;\nsource;target;weight;since\nTown;Club;abc;2024-01-01\n"
        b"Town;Choir;12;32/13/2024\nTown;;3;\nA;B;1;2024;too;much\nB;A;-3;\n"
    ),
    "actors.csv": b"id,name,sector\na,Works,NGO\na,Club,NGO\n=1+1,http://x.example,company\n",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_annotated_copy_dropped_back_untouched_has_the_same_faults(language):
    first = read_files(FAULTY)
    copy = annotated_copy(first.grids, first.problems, language=language)
    again = read_files({"copy.xlsx": copy})

    def told(reading):
        return sorted((one.what.key, one.row, one.column or "", one.value or "") for one in reading.problems)

    assert len(told(first)) > 8
    assert told(again) == told(first)
    assert len(again.files) == 2
    assert "ignored_sheet" not in keys(again.warnings)


def test_a_list_of_faults_alone_is_no_table():
    book = openpyxl.load_workbook(io.BytesIO(annotated_copy([], read_files(FAULTY).problems)))
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_files({"faults.xlsx": buffer.getvalue()})
    assert keys(reading.problems) == ["no_table"]


def test_a_fault_of_a_whole_row_colours_the_row_and_columns_fit():
    reading = read_files(FAULTY)
    book = openpyxl.load_workbook(io.BytesIO(annotated_copy(reading.grids, reading.problems)))
    listed, table = book.worksheets[:2]
    assert "6 cells" in table["A6"].comment.text
    assert {table.cell(6, place).fill.fgColor.rgb for place in (3, 5, 6)} == {"FFFFF3E0"}
    assert table.freeze_panes == "A3"
    assert all(column.width <= 41 for column in table.column_dimensions.values())
    assert listed.row_dimensions[2].height >= 30


def test_a_repeated_row_is_said_of_the_cells_that_are_read():
    data = {"ties.csv": b"source,target,secret\na,b,1\na,b,2\n"}
    reading = read_files(data, choices=Choices(roles={"ties.csv": {"secret": "-"}}))
    (said,) = [one for one in reading.warnings if one.what.key == "readers.repeated_rows.what"]
    assert "in every cell that is read" in said.what.text("en")


@pytest.mark.parametrize("word", ["n.c.", "nc", "N.C.", "NA", "n/a"])
def test_words_for_nothing_are_blank_where_numbers_dates_ids_and_sectors_stand(word):
    actors = f"id,name,sector,size\n{word},Works,{word},{word}\n{word},Club,NGO,5\n"
    ties = f"source,target,weight,since\nWorks,Club,{word},{word}\n"
    reading = read_files({"actors.csv": actors.encode(), "ties.csv": ties.encode()})
    assert list(reading.network.ids) == ["Club", "Works"]
    assert reading.network.actors["sector"].tolist() == ["community", "unknown"]
    assert reading.network.stated_ties["weight"].tolist() == [1]
    assert reading.network.stated_ties["since"].isna().all()
    said = [
        one.what.values["count"]
        for one in reading.warnings
        if one.what.key == "cells_read.blank_markers.what"
    ]
    assert sum(said) >= 5


def test_none_where_a_number_belongs_stays_a_fault():
    (problem,) = read_files({"ties.csv": b"source,target,weight\na,b,none\n"}).problems
    assert problem.column == "weight"


@pytest.mark.parametrize(
    "line",
    [
        "Source : INSEE",
        "Note: provisional",
        "Quelle: BFS",
        "Fonte: ISTAT",
        "* provisional",
        "Source des chiffres",
    ],
)
def test_a_note_below_a_table_is_no_data(line):
    reading = read_files({"ties.csv": f"source,target\na,b\nc,d\n\n{line},\n".encode()})
    assert list(reading.network.ids) == ["a", "b", "c", "d"]
    assert "footnote_row" in keys(reading.warnings)


def test_an_organisation_called_source_is_no_note():
    reading = read_files({"actors.csv": b"name,sector\nClub,NGO\nSource Ltd,\n"})
    assert len(reading.network) == 2


def test_the_lower_of_two_headings_counts_where_both_together_mean_nothing():
    table = grid(
        ["Bailleur", "", "Beneficiaire", "", "Convention", ""],
        ["Nom", "Type", "Nom", "Type", "Date de signature", "Objet"],
        ["Ville", "x", "Club", "y", "2024-01-02", "z"],
    )
    head = head_of(table)
    assert head.headings[4:] == ("Date de signature", "Convention Objet")
    assert by_heading(head.headings, "ties") == {
        "Bailleur Nom": "source.name",
        "Bailleur Type": "source.sector",
        "Beneficiaire Nom": "target.name",
        "Beneficiaire Type": "target.sector",
        "Date de signature": "since",
    }


def test_the_name_of_a_contact_is_not_taken_for_the_organisations():
    table = grid(
        ["Structure", "Contact", "", "Siege", ""],
        ["Denomination", "Nom", "Mail", "Pays", "Mail"],
        ["Club", "A. Example", "1", "Brest", "2"],
    )
    assert head_of(table).headings[1] == "Contact Nom"


@pytest.mark.parametrize(
    "heads", ["Donneur;Bénéficiaire", "Organisation 1;Organisation 2", "Partner A;Partner B"]
)
def test_two_ends_in_other_words_are_ties(heads):
    reading = read_files({"x.csv": f"{heads}\na;b\nb;c\n".encode()})
    assert len(reading.network.pairs) == 2


def test_roles_remembered_for_another_shape_lose_no_column():
    choices = Choices({"x.csv": "actors"}, {"x.csv": {"Name": "name", "Partner": "target", "Note": "-"}})
    network = read_files(
        {"x.csv": b"Name,Partner,Note\nWorks,Club,a\nTown,Club,b\n"}, choices=choices
    ).network
    assert network.actors["Partner"].tolist() == ["Club", "Club"]
    assert "Note" not in network.actors


def test_a_cell_of_a_square_table_that_is_no_weight_is_a_fault_in_its_row():
    data = {"x.csv": b";A;B;C\nA;;strong;\nB;1;;1\nC;;1;\n"}
    (problem,) = read_files(data, choices=Choices({"x.csv": "matrix"})).problems
    assert (problem.row, problem.column, problem.value) == (2, "weight", "strong")
