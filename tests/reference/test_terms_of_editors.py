"""What an editor has set of a term of office stays, however often files are loaded."""

from pathlib import Path
from typing import Any

import pytest

from meetings.models import Meeting, Office, Person, Tenure
from meetings.publication.publish import publish
from meetings.reference.load import load
from meetings.reference.office_holders import load_table
from tests.drafts import rio

from .small import replace
from .test_load import folder
from .test_terms import OFFICE, table

__all__ = ["folder"]

pytestmark = pytest.mark.django_db

WANG = "wang-yi,chn-minister-of-foreign-affairs,2013-03-16,2022-12-30,false,sure"


def wang() -> Tenure:
    return Tenure.objects.get(person__slug="wang-yi", start_earliest__year=2013)


def edit(**values: Any) -> None:
    """Change the first term of Wang Yi as the form of an editor does."""
    term = wang()
    for name, value in values.items():
        setattr(term, name, value)
    term.save()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("start", "2013-03-15"), ("start", "2013-03"), ("end", "2022-12-29"), ("end", "2022")),
        *(("acting", True), ("confirmed", False)),
    ],
)
def test_a_value_that_an_editor_set_survives_three_loads(
    folder: Path, name: str, value: object
) -> None:
    load(folder)
    edit(**{name: value})
    for _ in range(3):
        tally = load(folder)
        assert getattr(wang(), name) == value
        assert tally.terms.changed == []
        assert [term.pk for term in tally.terms.kept] == [wang().pk]


def test_a_doubt_survives_a_file_that_doubts_for_a_while(folder: Path) -> None:
    load(folder)
    edit(confirmed=False)
    replace(folder, "terms", WANG, WANG.replace("sure", "probable"))
    load(folder)
    replace(folder, "terms", WANG.replace("sure", "probable"), WANG)
    load(folder)
    load(folder)
    assert not wang().confirmed


def test_a_confirmation_that_is_taken_back_stays_taken_back(folder: Path) -> None:
    replace(folder, "terms", WANG, WANG.replace("sure", "probable"))
    load(folder)
    edit(confirmed=True)
    load(folder)
    assert wang().confirmed
    replace(folder, "terms", WANG.replace("sure", "probable"), WANG)
    load(folder)
    edit(confirmed=False)
    load(folder)
    load(folder)
    assert not wang().confirmed


def test_a_value_on_which_file_and_editor_agreed_stays_the_editors(folder: Path) -> None:
    load(folder)
    edit(end="2022-12-29", acting=True)
    replace(folder, "terms", WANG, WANG.replace("2022-12-30,false", "2022-12-29,true"))
    load(folder)
    replace(folder, "terms", WANG.replace("2022-12-30,false", "2022-12-29,true"), WANG)
    load(folder)
    load(folder)
    assert (wang().end, wang().acting) == ("2022-12-29", True)


def test_values_that_nobody_set_follow_in_every_load(folder: Path) -> None:
    load(folder)
    edit(end="2022-12-29")
    before = WANG
    for start, acting, confidence in (
        ("2013-03-15", "true", "sure"),
        ("2013-03-17", "false", "sure"),
        ("2013-03-18", "true", "probable"),
    ):
        row = f"wang-yi,{OFFICE},{start},2022-12-30,{acting},{confidence}"
        replace(folder, "terms", before, row)
        load(folder)
        before = row
        assert (wang().start, wang().end) == (start, "2022-12-29")
        assert wang().acting == (acting == "true")
    # A source that is not sure does not put a fact in doubt.
    assert wang().confirmed


def test_a_term_that_would_end_before_it_starts_stays_whole(folder: Path) -> None:
    load(folder)
    edit(start="2015-06-01")
    replace(folder, "terms", WANG, WANG.replace("2022-12-30,false", "2014-01-01,true"))
    for _ in range(2):
        tally = load(folder)
        term = Tenure.objects.get(start="2015-06-01")
        assert (term.end, term.acting) == ("2022-12-30", False)
        assert tally.terms.kept == [term]
        assert tally.terms.changed == tally.terms.created == []


def test_a_term_whose_new_start_another_one_has_stays_whole(folder: Path) -> None:
    load(folder)
    # An editor corrected the second term; the file then moves the first one onto its start.
    Tenure.objects.filter(start="2023-07-25").delete()
    second = Tenure.objects.get(person__slug="wang-yi")
    second.pk = None
    second.start, second.end = "2013-03-20", "2014-01-01"
    second.as_loaded = {"start": "2023-07-25", "end": "", "acting": False, "confirmed": False}
    second.save()
    replace(folder, "terms", WANG, WANG.replace("2013-03-16", "2013-03-20"))
    tally = load(folder)
    assert set(Tenure.objects.filter(person__slug="wang-yi").values_list("start", "end")) == {
        ("2013-03-16", "2022-12-30"),
        ("2013-03-20", "2014-01-01"),
    }
    assert {term.start for term in tally.terms.kept} == {"2013-03-16", "2013-03-20"}


def test_a_new_term_whose_start_another_one_has_is_not_made(folder: Path) -> None:
    load(folder)
    edit(start="2012-01-01", end="2012-06-01")
    row = f"wang-yi,{OFFICE},2012-01-01,2012-03-01,false,sure,own,,\n"
    replace(folder, "terms", WANG, row + WANG)
    tally = load(folder)
    assert tally.terms.created == []
    assert [term.start for term in tally.terms.kept] == ["2012-01-01"]


@pytest.mark.parametrize("model", [Person, Office])
def test_a_term_that_an_editor_deleted_comes_back_in_doubt(
    folder: Path, model: type[Person] | type[Office]
) -> None:
    load(folder)
    wang().delete()
    slug = "wang-yi" if model is Person else OFFICE
    model.objects.filter(slug=slug).update(revision=1)
    (created,) = load(folder).terms.created
    assert (created.start, wang().confirmed) == ("2013-03-16", False)
    for _ in range(2):
        assert load(folder).terms.created == []
        assert not wang().confirmed
    edit(confirmed=True)
    load(folder)
    assert wang().confirmed


def test_what_meetings_show_of_acting_counts_as_a_change_of_them(
    folder: Path, tmp_path: Path
) -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    start = {"start": "2023-07-25", "end": "", "acting": False, "confirmed": True}
    Tenure.objects.filter(pk=story.wang.pk).update(as_loaded=start)
    path = table(
        tmp_path / "holders.csv",
        f"person_key=wang-yi; person_name=Wang Yi; actor=CHN; office_key={story.wang.office.slug}; "
        "from=2023-07-25; acting=yes; known_until=2025-01-01",
    )
    russia, india = story.with_russia, story.with_india
    report = load_table(path)
    assert len(report.tally.terms.changed) == 1
    for meeting, changes in ((russia, True), (india, False)):
        after = Meeting.objects.get(pk=meeting.pk)
        assert (after.revision, after.unpublished_changes) == (meeting.revision + 1, changes)
    assert load_table(path).tally.terms.changed == []
    assert Meeting.objects.get(pk=russia.pk).revision == russia.revision + 1
