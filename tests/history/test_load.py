"""Rows of the lists become published meetings, once, and what the register has stays."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.desk import states
from meetings.history.load import Tally, load_history
from meetings.models import Meeting, Participation, Person, Record, Report, Source
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish
from meetings.reference.tables import MalformedRow
from tests.admin.forms import open_form
from tests.drafts import editor, reviewer
from tests.register import meeting_of

from .conftest import replace

pytestmark = pytest.mark.django_db


def meeting_on(day: str) -> Meeting:
    return Meeting.objects.get(date_earliest=day)


def test_a_row_becomes_a_published_meeting_that_nobody_has_checked(folder: Path) -> None:
    assert load_history(folder) == Tally(listed=3, created=3)
    meeting = meeting_on("1986-10-09")
    assert (meeting.status, meeting.checked, meeting.channel) == ("published", False, "in_person")
    assert (meeting.date, str(meeting.place)) == ("[1986-10-09..1986-10-12]", "Reykjavik")
    assert meeting_on("1987-12-08").date == "1987-12-08"
    rows = meeting.participations.all()
    assert [(str(row.person), str(row.tenure and row.tenure.office.name)) for row in rows] == [
        ("Ronald Reagan", "President"),
        ("Mikhail Gorbachev", "General Secretary"),
    ]
    record = Record.objects.get(public_id=meeting.public_id)
    assert (record.level, record.accounts, record.checked) == ("leaders", "one_side", False)
    assert list(problems_of_register()) == []


def test_its_source_is_the_page_of_the_list_which_is_the_word_of_the_united_states(
    folder: Path,
) -> None:
    load_history(folder)
    report = meeting_on("1986-10-09").reports.get()
    assert (report.extent, report.attribution, report.summary) == ("excerpt", "statement", "")
    assert [row.actor.code for row in report.voice_rows.all()] == ["USA"]
    source = report.source
    assert (source.url, source.title, source.published, source.language) == (
        "https://lists.example/reagan", "Ronald Reagan - Travels", "", "en",
    )  # fmt: skip
    assert (source.publisher.slug, source.publisher.kind) == ("office-of-the-historian", "archive")


def test_those_whom_the_reference_data_do_not_know_stand_in_one_row(
    folder: Path, client: Client
) -> None:
    load_history(folder)
    meeting = meeting_on("1906-08-10")
    row = meeting.participations.get(person=None)
    assert row.title_as_reported == "President Batlle and Foreign Minister Romeu"
    assert (row.rank, row.basis, row.actor.code) == ("head_of_state", "actor_only", "URY")
    assert meeting.record is not None
    page = client.get(f"/meetings/{meeting.public_id}/{meeting.record.slug}/").content.decode()
    assert "President Batlle and Foreign Minister Romeu" in page
    assert "nobody named" not in page


def test_a_second_load_changes_nothing(folder: Path) -> None:
    load_history(folder)
    Meeting.objects.filter(date="1987-12-08").update(summary="Told by an editor.")
    before = list(Record.objects.order_by("pk").values("public_id", "version", "clock"))
    assert load_history(folder) == Tally(listed=3, there=3)
    assert list(Record.objects.order_by("pk").values("public_id", "version", "clock")) == before
    assert meeting_on("1987-12-08").summary == "Told by an editor."
    assert (Source.objects.count(), Report.objects.count()) == (3, 3)


def test_a_meeting_that_the_register_tells_is_not_loaded(folder: Path) -> None:
    people = [Person.objects.get(slug=slug) for slug in ("ronald-reagan", "mikhail-gorbachev")]
    meeting_of(["USA", "SUN"], "1986-10-11/1986-10-12", people=people)
    meeting_of(["USA", "SUN"], "1987-12-08", people=people, setting="plenary")
    assert load_history(folder) == Tally(listed=3, told=1, created=2)
    assert load_history(folder) == Tally(listed=3, told=1, there=2)


def test_a_call_and_the_day_after_are_other_meetings(folder: Path) -> None:
    people = [Person.objects.get(slug=slug) for slug in ("ronald-reagan", "mikhail-gorbachev")]
    meeting_of(["USA", "SUN"], "1986-10-11", people=people, channel="call")
    meeting_of(["USA", "SUN"], "1987-12-09", people=people)
    assert load_history(folder).told == 0


def test_a_row_that_names_somebody_removed_is_reported(folder: Path) -> None:
    Person.objects.get(slug="elihu-root").delete()
    tally = load_history(folder)
    assert (tally.created, len(tally.refused)) == (2, 1)
    assert tally.refused[0] == (
        "meetings.csv, line 2: nobody “elihu-root” was usa-secretary-of-state then, says the "
        "register."
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("1986-10-12", "1986-10-08", "line 3: it ends before it starts"),
        ("1987-12-08,1987", "1987,1987", "line 4: start has to be a day"),
        ("visit-3", "travel-2", "line 4: the key “travel-2” is missing or there already"),
        ("mikhail-gorbachev sun-general-secretary", "mikhail-gorbachev", "line 3: .* no office"),
        ("?head_of_state:", "?king:", "line 2: .* no known rank"),
        ("https://lists.example/russia", "https://no.example", "line 4: sources.csv has no page"),
        ("state,URY", "state,USA", "line 2: Two countries or organisations have to take part"),
        ("President Batlle", 80 * "Batlle ", "line 2: participant 2, title_as_reported: "),
    ],
)
def test_a_mistake_is_named_by_its_line_and_nothing_is_loaded(
    folder: Path, old: str, new: str, reason: str
) -> None:
    replace(folder, old, new)
    with pytest.raises(MalformedRow, match=reason):
        load_history(folder)
    assert not Meeting.objects.exists()


def test_more_meetings_in_a_batch_cost_no_more_queries(folder: Path) -> None:
    """What each meeting shows is public after the first load, but for the sources."""
    load_history(folder)
    path = folder / "meetings.csv"
    last = path.read_text().splitlines()[-1]
    counts = []
    for year, number in ((1988, 2), (1989, 8)):
        lines = [
            last.replace("visit-3", f"visit-{year}-{day}").replace(
                "1987-12-08", f"{year}-03-0{day}"
            )
            for day in range(1, number + 1)
        ]
        path.write_text(path.read_text() + "\n".join(lines) + "\n")
        with CaptureQueriesContext(connection) as context:
            assert load_history(folder).created == number
        counts.append(len(context))
    assert counts[0] == counts[1]


def test_an_editor_checks_an_imported_meeting(folder: Path, client: Client) -> None:
    load_history(folder)
    meeting = meeting_on("1987-12-08")
    assert meeting.record is not None
    public = f"/meetings/{meeting.public_id}/{meeting.record.slug}/"
    imported = "Imported from the source below; not checked by an editor."
    assert imported in client.get(public).content.decode()
    assert "imported, not checked" in client.get("/meetings/").content.decode()
    client.force_login(editor())
    change = f"/admin/meetings/meeting/{meeting.pk}/change/"
    typed = open_form(client, change, "meeting")
    assert "checked" not in typed
    answer = client.post(change, typed | {"checked": "on"})
    assert answer.status_code == 302
    # The state before the edit is kept, although the load kept none.
    after, before = states.states_of(meeting)
    assert before.revision.comment == states.BEFORE
    assert (before.field_dict["checked"], after.field_dict["checked"]) == (False, True)
    rows = [row.model for row in states.whole(before)]
    assert (rows.count(Participation), rows.count(Report)) == (2, 1)
    client.logout()
    assert imported in client.get(public).content.decode()
    version = publish(meeting.pk, reviewer())
    assert (version.number, version.kind) == (2, "addition")
    assert imported not in client.get(public).content.decode()
    assert load_history(folder).there == 3
    assert Meeting.objects.get(pk=meeting.pk).checked
