"""Terms of office from files: created, brought up to date, and the word of an editor kept."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Entry, Office, Person, Tenure
from meetings.publication.publish import publish
from meetings.reference.load import load
from meetings.reference.office_holders import COLUMNS, load_table
from meetings.reference.tables import MalformedRow
from tests.drafts import rio

from .small import replace
from .test_load import folder

__all__ = ["folder"]

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
OFFICE = "chn-minister-of-foreign-affairs"


def terms_of(slug: str) -> list[tuple[str, str, bool]]:
    tenures = Tenure.objects.filter(person__slug=slug).order_by("start_earliest")
    return [(tenure.start, tenure.end, tenure.confirmed) for tenure in tenures]


def test_sure_rows_are_facts_and_probable_ones_are_not_confirmed(folder: Path) -> None:
    tally = load(folder)
    assert len(tally.terms.created) == 3
    assert terms_of("wang-yi") == [("2013-03-16", "2022-12-30", True), ("2023-07-25", "", False)]
    wang = Person.objects.get(slug="wang-yi")
    assert (wang.sort_name, wang.wikidata_id) == ("Wang Yi", "Q6375")
    assert [name.name for name in wang.names.all()] == ["王毅"]
    assert Person.objects.named("王毅").get() == wang
    open_term = Tenure.objects.get(start="2023-07-25")
    assert open_term.known_until is not None
    assert open_term.known_until.isoformat() == "2025-01-01"
    # Nobody is public before a published meeting shows them.
    assert not Entry.objects.filter(kind="person").exists()


def test_a_second_load_changes_nothing_and_a_changed_row_its_term(folder: Path) -> None:
    load(folder)
    assert load(folder).written == 0
    replace(folder, "terms", "2023-07-25,,false,probable", "2023-07-25,2026-01-05,false,sure")
    tally = load(folder)
    assert (len(tally.terms.created), len(tally.terms.changed)) == (0, 1)
    assert terms_of("wang-yi")[1] == ("2023-07-25", "2026-01-05", True)
    assert Tenure.objects.get(start="2023-07-25").end_latest is not None
    # A month takes nothing away from a day in it; another day of it is a better date.
    replace(folder, "terms", "2007-04-27", "2007-04")
    assert load(folder).terms.changed == []
    assert terms_of("yang-jiechi") == [("2007-04-27", "2013-03-16", True)]
    replace(
        folder,
        "terms",
        "jiechi,chn-minister-of-foreign-affairs,2007-04",
        "jiechi,chn-minister-of-foreign-affairs,2007-04-26",
    )
    load(folder)
    assert terms_of("yang-jiechi") == [("2007-04-26", "2013-03-16", True)]


def test_the_word_of_an_editor_stays(folder: Path) -> None:
    load(folder)
    Tenure.objects.filter(start="2023-07-25").update(confirmed=True)
    Tenure.objects.filter(start="2013-03-16").update(start="2013-03", start_latest="2013-03-31")
    replace(folder, "terms", "2013-03-16,2022-12-30", "2013-03-15,2022-12-29")
    replace(folder, "terms", "2023-07-25,,false", "2023-07-25,2026-01-05,false")
    tally = load(folder)
    # The start was the editor's; the end still followed the file. So did that of the other term.
    assert terms_of("wang-yi") == [
        ("2013-03", "2022-12-29", True),
        ("2023-07-25", "2026-01-05", True),
    ]
    assert [term.start for term in tally.terms.kept] == ["2013-03"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2013-03-16,2022-12-30", "2022-12-30,2013-03-16", "the term ends before it starts"),
        ("false,sure,own|", "false,certain,own|", "confidence has to be sure or probable"),
        ("wang-yi,chn-minister", "wang-yo,chn-minister", "person: nothing has the key “wang-yo”"),
        ("2013-03-16,2022", "2013-13-16,2022", "start: "),
    ],
)
def test_a_malformed_term_is_named(folder: Path, old: str, new: str, reason: str) -> None:
    replace(folder, "terms", old, new)
    with pytest.raises(MalformedRow, match=f"terms.csv, line 2: {reason}"):
        load(folder)


def table(path: Path, *rows: str) -> Path:
    """Return a table of office holders; a row gives some columns as ``name=value``."""
    lines = [",".join(COLUMNS)]
    for row in rows:
        cells = dict(cell.split("=") for cell in row.split("; "))
        cells = {"acting": "no", "confidence": "sure", **cells}
        lines.append(",".join(cells.get(name, "") for name in COLUMNS))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


QIN = "person_name=Qin Gang; family_name=Qin; actor=CHN; from=2022-12-30; to=2023-07-25"


def test_a_table_of_office_holders_adds_what_is_new(folder: Path, tmp_path: Path) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        # The only office of that rank then; somebody nobody knew.
        f"{QIN}; rank=foreign_minister; wikidata=Q1",
        # Known by Wikidata item, under another name: not renamed.
        f"person_name=WANG Yi; wikidata=Q6375; actor=CHN; office_key={OFFICE}; from=2023-07-25; "
        "to=2026-01-05; confidence=probable",
        f"{QIN}; office_key=chn-emperor",
        f"{QIN}; office_key={OFFICE}; confidence=doubtful",
    )
    shutil.copy(path, path.with_name("again.csv"))
    report = load_table(path, dry_run=True)
    assert len(report.tally.terms.created) == 1
    assert not Person.objects.filter(name="Qin Gang").exists()

    report = load_table(path)
    assert terms_of("qin-gang") == [("2022-12-30", "2023-07-25", True)]
    assert Person.objects.named("gang").get().slug == "qin-gang"
    assert terms_of("wang-yi")[1] == ("2023-07-25", "2026-01-05", False)
    assert Person.objects.get(slug="wang-yi").name == "Wang Yi"
    assert report.doubtful == 1
    assert [str(error) for error in report.refused] == [
        "holders.csv, line 4: office_key: there is no office “chn-emperor”."
    ]
    again = load_table(path.with_name("again.csv"))
    assert again.tally.written == 0


def test_a_table_that_a_spreadsheet_saved_is_read(folder: Path, tmp_path: Path) -> None:
    load(folder)
    path = table(tmp_path / "holders.csv", f"{QIN}; office_key={OFFICE}")
    path.write_text(path.read_text(), encoding="utf-8-sig")
    assert len(load_table(path).tally.terms.created) == 1


def test_two_people_of_one_name_stay_two(folder: Path, tmp_path: Path) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        f"{QIN}; office_key={OFFICE}; wikidata=Q1",
        f"person_name=Qin Gang; wikidata=Q2; office_key={OFFICE}; actor=CHN; from=1990; to=1991",
        f"person_name=Qin Gang; wikidata=Q1; office_key={OFFICE}; actor=CHN; from=1992; to=1993",
    )
    load_table(path)
    assert terms_of("qin-gang") == [
        ("1992", "1993", True),
        ("2022-12-30", "2023-07-25", True),
    ]
    assert terms_of("qin-gang-q2") == [("1990", "1991", True)]


YANG = f"person_name=Yang Jiechi; office_key={OFFICE}; actor=CHN; from=2007-04-27; to=2013-03-16"


def test_a_namesake_without_an_item_is_the_person_whose_item_a_row_has(
    folder: Path, tmp_path: Path
) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        f"{YANG}; wikidata=Q1",
        # Of two items, the second is somebody else; and so is the namesake of Wang Yi, who has one.
        f"person_name=Yang Jiechi; wikidata=Q2; office_key={OFFICE}; actor=CHN; from=1990; to=1991",
        f"person_name=Wang Yi; wikidata=Q3; office_key={OFFICE}; actor=CHN; from=1980; to=1981",
    )
    assert load_table(path).tally.loaded[Person].created == {"yang-jiechi-q2", "wang-yi-q3"}
    assert terms_of("yang-jiechi") == [("2007-04-27", "2013-03-16", True)]
    assert terms_of("yang-jiechi-q2") == [("1990", "1991", True)]
    assert load_table(path).tally.written == 0


def test_rows_with_and_without_the_item_name_one_new_person_in_every_load(
    folder: Path, tmp_path: Path
) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        f"{QIN}; office_key={OFFICE}",
        f"person_name=Qin Gang; wikidata=Q1; office_key={OFFICE}; actor=CHN; from=1990; to=1991",
        f"person_name=Qin Gang; office_key={OFFICE}; actor=CHN; from=1994; to=1995",
    )
    assert load_table(path).tally.loaded[Person].created == {"qin-gang"}
    assert len(terms_of("qin-gang")) == 3
    assert load_table(path).tally.written == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{YANG}; confidence=probable", "line 3: this person has a term in this office"),
        (f"{QIN}; office_key={OFFICE}; wikidata=http://wikidata.org/Q1", "line 3: wikidata_id: "),
        (f"{QIN}; office_key={OFFICE}; known_until=soon", "line 3: known_until: "),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_loaded(
    folder: Path, tmp_path: Path, row: str, reason: str
) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        YANG,
        row,
        f"person_name=Li Zhaoxing; office_key={OFFICE}; actor=CHN; from=2003; to=2007",
    )
    report = load_table(path)
    (refusal,) = report.refused
    assert f"holders.csv, {reason}" in str(refusal)
    assert report.tally.loaded[Person].created == {"li-zhaoxing"}
    assert not Person.objects.filter(name="Qin Gang").exists()


def test_a_confirmed_term_is_not_put_in_doubt(folder: Path, tmp_path: Path) -> None:
    load(folder)
    path = table(
        tmp_path / "holders.csv",
        f"person_key=yang-jiechi; person_name=Yang Jiechi; office_key={OFFICE}; actor=CHN; "
        "from=2007-04-27; to=2013-03-16; confidence=probable",
    )
    load_table(path)
    assert terms_of("yang-jiechi") == [("2007-04-27", "2013-03-16", True)]


def test_the_command_says_what_it_did(folder: Path, tmp_path: Path) -> None:
    load(folder)
    out, errors = StringIO(), StringIO()
    path = table(tmp_path / "holders.csv", f"{QIN}; office_key={OFFICE}", f"{QIN}; office_key=x")
    call_command("load_terms", str(path), "--dry-run", stdout=out, stderr=errors)
    assert "new person: Qin Gang\n" in out.getvalue()
    assert "1 people and 1 terms would be added, 0 terms changed, 0 left" in out.getvalue()
    assert "holders.csv, line 3: office_key: there is no office “x”" in errors.getvalue()
    assert not Person.objects.filter(name="Qin Gang").exists()
    with pytest.raises(CommandError, match=r"There is no CSV file"):
        call_command("load_terms", str(tmp_path / "none.csv"))
    path.write_text("a,b\n")
    with pytest.raises(CommandError, match=r"Nothing was loaded. holders.csv, line 1: the columns"):
        call_command("load_terms", str(path))


def test_the_page_of_a_person_has_no_dates_of_a_term_that_is_not_confirmed() -> None:
    story = rio()
    tenure = story.wang
    tenure.confirmed = False
    tenure.save()
    Tenure.objects.create(
        person=tenure.person,
        office=Office.objects.create(
            actor=tenure.office.actor, name="President", rank="head_of_state", slug="president"
        ),
        confirmed=False,
    )
    publish(story.with_russia.pk, None)
    (shown,) = Entry.objects.get(kind="person", key=tenure.person.slug).detail["tenures"]
    assert (shown["office"], shown["start"]) == (tenure.office.name, "")


def test_the_documented_query_yields_the_columns_that_are_read() -> None:
    document = (ROOT / "docs" / "reference-data.md").read_text(encoding="utf-8")
    selected = document.partition("```sparql\nSELECT ")[2].partition("WHERE {")[0]
    assert sorted(re.findall(r"\?(\w+)", selected)) == sorted(COLUMNS)
    for column in COLUMNS:
        assert f"`{column}`" in document.partition("### Bringing terms up to date")[2]
