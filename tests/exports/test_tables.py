"""Tables of a selection, read as analysts read them: by pandas and openpyxl, without options."""

import io
import json
import tempfile
from pathlib import Path

import pandas
import pytest
from django.test import Client
from openpyxl import load_workbook

from meetings.exports import tables
from meetings.exports.provenance import About
from tests.drafts import Rio
from tests.register import meeting_of

pytestmark = pytest.mark.django_db


def table(client: Client, address: str) -> "pandas.DataFrame":
    return pandas.read_csv(io.BytesIO(client.get(address).getvalue()))


def test_a_row_a_meeting(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv")
    assert len(rows) == 2
    row = rows[rows.meeting_id == story.with_russia.public_id].iloc[0].to_dict()
    permalink = row.pop("address")
    assert permalink.startswith(f"http://testserver/meetings/{story.with_russia.public_id}/wang-yi")
    assert row.pop("first_published") == row.pop("last_published")
    assert row == {
        "meeting_id": story.with_russia.public_id,
        "version": 1,
        "title": "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of "
        "G20 Rio de Janeiro",
        "occurrence": "held",
        "date": "[2024-11-18..2024-11-19]",
        "date_basis": "publication",
        "earliest": "2024-11-18",
        "latest": "2024-11-19",
        "channel": "in_person",
        "setting": "talks",
        "sides": 2,
        "actors": "CHN | RUS",
        "actor_names": "China | Russia",
        "actors_iso": "CHN | RUS",
        "actors_cow": "710 | 365",
        "actors_gw": "710 | 365",
        "people": "Wang Yi | Sergey Lavrov",
        "people_keys": "wang-yi | sergey-lavrov",
        "level": "foreign_ministers",
        "summit": "G20 Rio de Janeiro",
        "summit_key": "g20-2024-rio-de-janeiro",
        "series_key": "g20",
        "sidelines": "yes",
        "place": "Rio de Janeiro",
        "host": "BRA",
        "topics": "Ukraine; Korean Peninsula",
        "topic_keys": "ukraine; korean-peninsula",
        "accounts": "all_sides",
        "voices": "CHN; RUS",
        "sides_heard": 2,
        "joint_sides": 0,
        "summary_beginning": "not coded",
        "clock": 1,
        "checked": "yes",
        "date_words": "Reported 19 November 2024; day not stated",
        "selection": "Meetings",
        "selection_address": "http://testserver/meetings/",
        "register_clock": 2,
        "licence": "CC BY 4.0",
    }


def test_a_country_without_a_number_is_not_coded(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?country=IND")
    assert list(rows.actors_cow) == ["710 | not coded"]


@pytest.mark.parametrize("unit", ["meeting", "participation", "pair", "pair-year", "report"])
def test_every_format_holds_the_same_rows(client: Client, story: Rio, unit: str) -> None:
    query = f"?country=RUS&unit={unit}"
    csv = table(client, f"/meetings.csv{query}")
    lines = pandas.read_json(
        io.BytesIO(client.get(f"/meetings.jsonl{query}").getvalue()), lines=True, dtype=False
    )
    document = json.loads(client.get(f"/meetings.json{query}").getvalue())
    sheet = pandas.read_excel(io.BytesIO(client.get(f"/meetings.xlsx{query}").getvalue()))
    rows = csv.to_dict("records")
    assert rows
    assert lines.to_dict("records") == rows
    trailer = {"selection", "selection_address", "register_clock", "licence"}
    own = [{name: row[name] for name in row if name not in trailer} for row in rows]
    assert document["rows"] == own
    assert sheet.to_dict("records") == own
    assert (document["selection"], document["register_clock"], document["licence"]) == (
        "Meetings at which Russia took part",
        2,
        "CC BY 4.0",
    )
    assert document["selection_address"] == "http://testserver/meetings/?country=RUS"


def test_a_row_a_participation(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?country=RUS&unit=participation")
    assert list(rows.person) == ["Wang Yi", "Sergey Lavrov"]
    row = rows.iloc[1]
    assert (row.side, row.actor, row.iso, row.cow, row.gw) == (2, "RUS", "RUS", 365, 365)
    assert (row.office, row["rank"], row.role) == (
        "Minister of Foreign Affairs",
        "foreign_minister",
        "principal",
    )
    assert (row.title_as_reported, row.standing_in_for, row.also_for) == (
        "not stated",
        "not applicable",
        "not applicable",
    )


def test_pairs_have_their_codes_in_the_order_of_the_alphabet(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?unit=pair&sort=oldest")
    assert list(zip(rows.actor_1, rows.actor_2, strict=True)) == [("CHN", "RUS"), ("CHN", "IND")]
    assert list(rows.actor_2_cow) == ["365", "not coded"]


def test_a_row_a_pair_and_year(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?unit=pair-year")
    counted = rows[["actor_1", "actor_2", "year", "meetings", "two_sided", "possible"]]
    assert counted.to_numpy().tolist() == [
        ["CHN", "IND", 2024, 1, 1, 0],
        ["CHN", "RUS", 2024, 1, 1, 0],
    ]


def test_a_meeting_over_new_year_is_possible_in_both_years_and_certain_in_none(
    client: Client, db: None
) -> None:
    meeting_of(["CHN", "RUS"], "2023-12-31/2024-01-01")
    meeting_of(["CHN", "RUS"], "2023-06-01", channel="call")
    meeting_of(["CHN", "IND", "RUS"], "2024-06")
    meeting_of(["CHN", "RUS"], "2023~")
    rows = table(client, "/meetings.csv?unit=pair-year&country=RUS")
    counted = rows[["actor_1", "actor_2", "year", "meetings", "two_sided", "in_person", "possible"]]
    assert counted.to_numpy().tolist() == [
        ["CHN", "IND", 2024, 1, 0, 1, 0],
        ["CHN", "RUS", 2024, 1, 0, 1, 2],
        ["IND", "RUS", 2024, 1, 0, 1, 0],
        ["CHN", "RUS", 2023, 1, 1, 0, 2],
        ["CHN", "RUS", 2022, 0, 0, 0, 1],
    ]


def test_a_row_a_report(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?country=RUS&unit=report")
    assert list(rows.voices) == ["CHN", "RUS"]
    assert list(rows.topics) == ["Ukraine; Korean Peninsula", "not stated"]
    assert set(rows.publisher) == {"TRT World"}
    assert set(rows.via) == {"Reuters"}


def test_a_row_a_statement(client: Client, story: Rio) -> None:
    rows = table(client, "/meetings.csv?unit=statement")
    assert rows[["speaker", "text", "translated"]].to_numpy().tolist() == [
        ["Sergey Lavrov", "We are at a stage without precedent.", "yes"]
    ]


@pytest.mark.parametrize(
    "unit", ["meeting", "participation", "pair", "pair-year", "report", "statement"]
)
def test_no_cell_is_empty(client: Client, story: Rio, unit: str) -> None:
    assert not table(client, f"/meetings.csv?unit={unit}").isna().to_numpy().any()


def test_the_workbook_says_what_it_is(client: Client, story: Rio) -> None:
    content = client.get("/meetings.xlsx?country=RUS").getvalue()
    workbook = load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == ["meeting", "README"]
    readme = list(workbook["README"].values)
    assert readme[0] == ("Selection", "Meetings at which Russia took part")
    assert readme[1] == ("Address", "http://testserver/meetings/?country=RUS")
    assert readme[2] == ("Register clock", 2)


def test_a_workbook_too_large_is_refused_and_leaves_no_file(
    client: Client, story: Rio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("meetings.exports.spreadsheet.MOST_ROWS", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = client.get("/meetings.xlsx?country=CHN&unit=pair")
    assert answer.status_code == 400
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "A spreadsheet holds at most 1 rows here, of at most as many meetings. "
        "Narrow the selection, or take it as CSV.",
        "csv": "http://testserver/meetings.csv?country=CHN&unit=pair",
    }
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_unit_is_a_problem_with_its_choices(client: Client, story: Rio) -> None:
    answer = client.get("/meetings.csv?unit=planet&country=RUS")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert problem["errors"][0]["parameter"] == "unit"
    assert problem["without"] == "http://testserver/meetings.csv?country=RUS"


def test_texts_of_csv_stand_in_quotes_and_are_no_formulas() -> None:
    class Unit:
        @property
        def names(self) -> list[str]:
            return ["a"]

    rows: list[list[str | int | float]] = [
        ["plain", 7, -3, ""],
        ['say "no"', "back\\slash", "two\nlines", "tab\tinside"],
        ["=1+1", "-5", "@a", "\tb"],
        ["\uff1d1", "\uf900", "\x7f", "王毅"],
    ]
    about = About("All", "http://x/", 4, "http://x/")
    lines = b"".join(tables.csv_of(Unit(), rows, about)).decode().split("\r\n")
    end = ',"All","http://x/",4,"CC BY 4.0"'
    assert lines == [
        '\ufeff"a","selection","selection_address","register_clock","licence"',
        '"plain",7,-3,""' + end,
        '"say ""no""","back\\slash","two\nlines","tab\tinside"' + end,
        '"\'=1+1","\'-5","\'@a","\'\tb"' + end,
        '"\'\uff1d1","\uf900","\x7f","王毅"' + end,
        "",
    ]
