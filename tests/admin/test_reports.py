"""The page of a report, opened from its meeting."""

import pytest
from django.test import Client

from meetings.models import Meeting, Report
from tests.drafts import Rio, editor

from .forms import add_row, errors_of, inputs_of, open_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(story: Rio) -> Report:
    return story.with_russia.reports.get(voices__code="CHN")


def address_of(report: Report) -> str:
    return f"/admin/meetings/report/{report.pk}/change/?_popup=1"


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(editor(name))
    return client


def test_topics_and_statements_are_entered_and_count_as_a_change(report: Report) -> None:
    ada = client_of("ada")
    typed = open_form(ada, address_of(report), "report")
    assert typed["topics-0-topic"].startswith("Ukraine [#")
    typed |= {
        "topics-0-says": "They exchanged views.",
        "topics-0-term_used": "Ukraine crisis",
        "statements-0-speaker": "Wang Yi",
        "statements-0-text": "We will work together.",
    }
    response = ada.post(address_of(report), typed)
    assert response.status_code == 200, errors_of(response)
    assert response.templates[0].name == "admin/popup_response.html"
    assert report.topics.get(topic__name="Ukraine").term_used == "Ukraine crisis"
    assert str(report.statements.get()) == "Wang Yi: We will work together."
    assert Meeting.objects.get(pk=report.meeting_id).revision == 1


@pytest.mark.parametrize(("speaker", "institution"), [("", ""), ("Wang Yi", "CHN")])
def test_words_have_one_speaker(report: Report, speaker: str, institution: str) -> None:
    ada = client_of("ada")
    typed = open_form(ada, address_of(report), "report") | {
        "statements-0-speaker": speaker,
        "statements-0-institution": institution,
        "statements-0-text": "Words.",
    }
    assert errors_of(ada.post(address_of(report), typed)) == [
        "speaker: Name who said it: a person, or else an institution."
    ]


def test_a_date_counts_from_the_day_of_publication(report: Report) -> None:
    ada = client_of("ada")
    typed = open_form(ada, address_of(report), "report") | {"date": "yesterday"}
    response = ada.post(address_of(report), typed)
    assert response.status_code == 200, errors_of(response)
    assert Report.objects.get(pk=report.pk).date == "2024-11-18"


def test_two_editors_of_one_report(report: Report) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address_of(report), "report")
    theirs = open_form(grace, address_of(report), "report")
    theirs = add_row(theirs, "topics", topic="Direct flights")
    assert grace.post(address_of(report), theirs).status_code == 200
    refused = ada.post(address_of(report), mine | {"summary": "They agreed."})
    assert refused.status_code == 409
    shown = inputs_of(refused, "report")
    assert shown["summary"] == "They agreed."
    assert shown["topics-2-topic"].startswith("Direct flights [#")
    assert ada.post(address_of(report), shown).status_code == 200
    report.refresh_from_db()
    assert report.summary == "They agreed."


def test_the_meeting_left_open_below_the_popup_is_saved_after_it(report: Report) -> None:
    ada = client_of("ada")
    meeting = f"/admin/meetings/meeting/{report.meeting_id}/change/"
    below = open_form(ada, meeting, "meeting")
    popup = add_row(open_form(ada, address_of(report), "report"), "topics", topic="Direct flights")
    assert ada.post(address_of(report), popup).status_code == 200
    response = ada.post(meeting, below | {"title": "Talks"})
    assert response.status_code == 302, errors_of(response)
    assert [str(row) for row in report.topics.all()] == [
        "Ukraine",
        "Korean Peninsula",
        "Direct flights",
    ]


def test_another_part_of_the_meeting_does_not_get_in_the_way(report: Report) -> None:
    ada, grace = client_of("ada"), client_of("grace")
    mine = open_form(ada, address_of(report), "report")
    meeting = f"/admin/meetings/meeting/{report.meeting_id}/change/"
    grace.post(meeting, open_form(grace, meeting, "meeting") | {"title": "Talks"})
    response = ada.post(address_of(report), mine | {"summary": "They agreed."})
    assert response.status_code == 200
    report.refresh_from_db()
    assert report.summary == "They agreed."


def test_outside_a_popup_it_goes_back_to_the_meeting(report: Report) -> None:
    ada = client_of("ada")
    address = address_of(report).removesuffix("?_popup=1")
    response = ada.post(address, open_form(ada, address, "report"))
    assert response.headers["Location"] == f"/admin/meetings/meeting/{report.meeting_id}/change/"


def test_reports_have_no_list_of_their_own(report: Report) -> None:
    ada = client_of("ada")
    assert "/admin/meetings/report/" not in ada.get("/admin/").content.decode()
    assert ada.get("/admin/meetings/report/add/").status_code == 403


def test_the_voices_of_a_report_are_changed_on_its_page(report: Report) -> None:
    ada = client_of("ada")
    typed = open_form(ada, address_of(report), "report")
    assert typed["voice_names"] == "China [CHN]"
    response = ada.post(address_of(report), typed | {"voice_names": "China [CHN]; India"})
    assert response.status_code == 200, errors_of(response)
    assert [str(row) for row in report.voice_rows.all()] == ["China", "India"]
    # The other report of the source has Russia's voice.
    typed = open_form(ada, address_of(report), "report") | {"voice_names": "CHN; RUS"}
    assert errors_of(ada.post(address_of(report), typed)) == [
        "voice_names: This account in this source is entered twice."
    ]
    assert report.voices.count() == 2
