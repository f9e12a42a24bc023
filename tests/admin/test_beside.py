"""What stands beside the form of a meeting: its story, its twins, and what is doubtful."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Capture, Meeting, Participation, Report, Statement
from tests.drafts import Rio, account_of, reviewer, state

from .forms import add_row, errors_of, open_form

pytestmark = pytest.mark.django_db

ADD = "/admin/meetings/meeting/add/"


def page_of(meeting: Meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/change/"


def messages_of(response: Any) -> list[str]:  # noqa: ANN401 - as the test client answers
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def day(story: Rio) -> Meeting:
    """The meeting with Russia, on one known day and away from the summit."""
    meeting = story.with_russia
    meeting.date, meeting.date_basis = "2024-11-18", "stated"
    meeting.summit, meeting.sidelines = None, False
    meeting.save()
    return meeting


def copied(desk: Client, **typed: str) -> dict[str, str]:
    """Return what the form posts for the same people on the same day."""
    return open_form(desk, ADD, "meeting") | {
        "date": "18 November 2024",
        "participations-0-actor": "CHN",
        "participations-0-person": "Wang Yi",
        "participations-1-actor": "RUS",
        "participations-1-person": "Sergey Lavrov",
        "reports-0-source": "Foreign ministers of China and Russia meet at the G20",
        **typed,
    }


def test_an_exact_copy_is_refused_until_the_editor_says_why_it_differs(
    desk: Client, day: Meeting
) -> None:
    response = desk.post(ADD, copied(desk))
    sentence = (
        f"There is this meeting already: {day} ({day.public_id}). Add the account to it, or say "
        "why the two are not the same."
    )
    assert errors_of(response) == [sentence]
    page = response.content.decode()
    assert f'name="_account_to" value="{day.pk}"' in page
    why = f"why_another-{day.pk}"
    assert f'name="{why}"' in page
    response = desk.post(ADD, copied(desk) | {why: "They met again at night."})
    assert response.status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert meeting.confirmed == {f"not the same as {day.public_id}": "They met again at night."}
    # It is not asked again.
    values = open_form(desk, page_of(meeting), "meeting")
    assert desk.post(page_of(meeting), values | {"title": "Night talks"}).status_code == 302


def test_a_copy_that_is_there_can_be_edited_but_not_made_anew(desk: Client, day: Meeting) -> None:
    other = Meeting.objects.create(date="2024-11-18")
    for row in day.participations.all():
        Participation.objects.create(
            meeting=other, actor=row.actor, person=row.person, tenure=row.tenure
        )
    values = open_form(desk, page_of(other), "meeting")
    assert desk.post(page_of(other), values | {"title": "Talks"}).status_code == 302
    for change in ({"channel": "call"}, {"channel": "in_person"}):
        values = open_form(desk, page_of(other), "meeting")
        response = desk.post(page_of(other), values | change)
    (sentence,) = errors_of(response)
    assert sentence.startswith("There is this meeting already:")


def test_a_likely_twin_is_shown_after_saving_and_before_publication(
    desk: Client, day: Meeting
) -> None:
    response = desk.post(ADD, copied(desk, date="19 November 2024", _continue="1"), follow=True)
    page = response.content.decode()
    assert "Perhaps the same meeting is there already" in page
    assert "the same participants, 1 day apart" in page
    meeting = Meeting.objects.latest("pk")
    desk.force_login(reviewer())
    page = desk.get(f"/admin/meetings/meeting/{meeting.pk}/publish/").content.decode()
    assert "the same participants, 1 day apart" in page
    assert f"/admin/meetings/meeting/{meeting.pk}/account/?to={day.pk}" in page


def test_twins_are_shown_while_one_types(desk: Client, day: Meeting) -> None:
    asked = {
        "actors": ["CHN", "Russia", ""],
        "people": ["Wang Yi", "", "+ Somebody NEW"],
        "date": "yesterday",
        "source": "Foreign ministers of China and Russia meet at the G20",
    }
    page = desk.get("/admin/meetings/meeting/twins/", asked).content.decode()
    assert f"{day}" in page
    assert "the same date" in page
    del asked["source"]
    assert desk.get("/admin/meetings/meeting/twins/", asked).content.decode().strip() == ""


def test_the_account_of_a_draft_is_added_to_the_meeting_it_turned_out_to_be(
    desk: Client, story: Rio, day: Meeting
) -> None:
    india = state("IND", "India")
    response = desk.post(
        ADD,
        copied(desk)
        | {
            "_account_to": str(day.pk),
            "reports-0-voice_names": "India",
            "reports-0-topic_names": "Ukraine",
            "reports-0-new_quotations": "Lavrov: A stage.",
        },
    )
    draft = Meeting.objects.latest("pk")
    address = f"/admin/meetings/meeting/{draft.pk}/account/?to={day.pk}"
    assert response.headers["Location"] == address
    revision = Meeting.objects.get(pk=day.pk).revision
    response = desk.post(address, {"revision": str(revision), "drop": "on"}, follow=True)
    assert response.redirect_chain[0][0] == page_of(day)
    (sentence,) = messages_of(response)
    assert sentence == (
        f"1 account added from {draft.public_id}. The draft was deleted; “Deleted drafts” has it "
        "still."
    )
    report = day.reports.get(voices=india)
    assert [str(row) for row in report.topics.all()] == ["Ukraine"]
    assert report.statements.get().text == "A stage."
    assert not Meeting.objects.filter(pk=draft.pk).exists()
    assert draft.public_id in desk.get("/admin/meetings/meeting/recover/").content.decode() or (
        "Wang Yi (China) – Sergey Lavrov (Russia)"
        in desk.get("/admin/meetings/meeting/recover/").content.decode()
    )


def test_an_account_that_is_there_already_is_not_added(
    desk: Client, story: Rio, day: Meeting
) -> None:
    draft = Meeting.objects.create(date="2024-11-18")
    account_of(draft, story.source, state("CHN", "China"))
    address = f"/admin/meetings/meeting/{draft.pk}/account/?to={day.pk}"
    assert "it has every account of this draft already" in desk.get(address).content.decode()
    response = desk.post(address, {"revision": str(day.revision)})
    assert "That meeting has this account already." in response.content.decode()
    assert Meeting.objects.filter(pk=draft.pk).exists()


def test_a_stale_page_adds_no_account(desk: Client, story: Rio, day: Meeting) -> None:
    draft = Meeting.objects.create(date="2024-11-18")
    account_of(draft, story.source, state("IND", "India"))
    address = f"/admin/meetings/meeting/{draft.pk}/account/?to={day.pk}"
    response = desk.post(address, {"revision": "99", "drop": "on"})
    assert "Somebody else saved this meeting since you opened it." in response.content.decode()
    assert Meeting.objects.filter(pk=draft.pk).exists()
    assert day.reports.filter(voices__code="IND").count() == 0


def test_what_is_doubtful_is_shown_once_before_it_is_handed_in(desk: Client, day: Meeting) -> None:
    values = open_form(desk, page_of(day), "meeting")
    late = values | {"date": "20 November 2024", "_submit": "1"}
    response = desk.post(page_of(day), late, follow=True)
    sentence = "“Held” was published on 19 November 2024, before the meeting."
    assert messages_of(response) == [
        "Saved, but not handed to review yet: is it so?", sentence, sentence,
    ]  # fmt: skip
    assert Meeting.objects.get(pk=day.pk).status == "draft"
    values = open_form(desk, page_of(day), "meeting")
    assert values["doubt_shown"].startswith("held after source")
    response = desk.post(page_of(day), values | {"_submit": "1"})
    assert Meeting.objects.get(pk=day.pk).status == "in_review"


def test_yes_it_is_so_is_kept(desk: Client, day: Meeting) -> None:
    Meeting.objects.filter(pk=day.pk).update(
        date="2024-11-20", date_earliest="2024-11-20", date_latest="2024-11-20"
    )
    values = open_form(desk, page_of(day), "meeting")
    values["yes_it_is_so"] = values["doubt_shown"]
    assert desk.post(page_of(day), values).status_code == 302
    meeting = Meeting.objects.get(pk=day.pk)
    assert meeting.confirmed == {values["doubt_shown"]: ""}
    assert "doubt_shown" not in open_form(desk, page_of(day), "meeting")
    desk.force_login(reviewer())
    page = desk.get(f"/admin/meetings/meeting/{day.pk}/publish/").content.decode()
    assert "An editor said “yes, it is so” to: “Held” was published" in page


def test_a_yes_to_what_nobody_asked_is_not_kept(desk: Client, day: Meeting) -> None:
    values = open_form(desk, page_of(day), "meeting") | {"yes_it_is_so": "anything"}
    assert desk.post(page_of(day), values).status_code == 302
    assert Meeting.objects.get(pk=day.pk).confirmed == {}


def test_the_captured_text_stands_beside_the_form(desk: Client, story: Rio) -> None:
    Capture.objects.create(
        source=story.source, taken="2024-11-19T00:00:00Z", text="First <b>line</b>.\n\nSecond.",
        sha256="0" * 64,
    )  # fmt: skip
    for address in (page_of(story.with_russia), f"{ADD}?source={story.source.pk}"):
        page = desk.get(address).content.decode()
        assert "<p>First &lt;b&gt;line&lt;/b&gt;.</p>" in page
        assert "report 1, 2" in page
    source = (
        f"TRT World: Foreign ministers of China and Russia meet at the G20 [#{story.source.pk}]"
    )
    fragment = desk.get("/admin/meetings/meeting/story/", {"source": source}).content.decode()
    assert "<p>Second.</p>" in fragment


def test_a_new_report_is_taken_from_the_newest_captured_text(desk: Client, story: Rio) -> None:
    for day_of_month in (19, 20):
        Capture.objects.create(
            source=story.source,
            taken=f"2024-11-{day_of_month}T00:00:00Z",
            text="x",
            sha256="0" * 64,
        )
    assert desk.post(ADD, copied(desk, date="20 November 2024")).status_code == 302
    capture = Meeting.objects.latest("pk").reports.get().capture
    assert capture is not None
    assert capture.taken.day == 20


def test_quotations_are_added_one_a_line(desk: Client, story: Rio) -> None:
    address = page_of(story.with_russia)
    values = open_form(desk, address, "meeting")
    values["reports-0-new_quotations"] = "Wang: “We agree: mostly.”\nChina: Dialogue is needed."
    assert desk.post(address, values).status_code == 302
    rows = Statement.objects.filter(report__pk=values["reports-0-id"]).order_by("pk")
    assert [(str(row.speaker or ""), str(row.institution or ""), row.text) for row in rows] == [
        ("Wang Yi", "", "We agree: mostly."),
        ("", "China", "Dialogue is needed."),
    ]
    page = desk.get(address).content.decode()
    assert "0 of 2 topics with words, 2 quotations" in page
    values = open_form(desk, address, "meeting")
    values["reports-0-new_quotations"] = "Words of nobody"
    assert errors_of(desk.post(address, values)) == [
        "new_quotations: Who said it? Write “Name: words”."
    ]


def test_somebody_new_can_be_quoted_at_once(desk: Client, story: Rio) -> None:
    values = copied(desk, date="20 November 2024") | {
        "participations-1-person": "+ Mikhail MISHUSTIN",
        "reports-0-new_quotations": "Mishustin: Good talks.",
    }
    assert desk.post(ADD, values).status_code == 302
    statement = Meeting.objects.latest("pk").reports.get().statements.get()
    assert str(statement.speaker) == "Mikhail Mishustin"
    assert Participation.objects.get(person=statement.speaker)


def test_topics_are_typed_once_for_the_ticked_reports(desk: Client, story: Rio) -> None:
    address = page_of(story.with_russia)
    values = open_form(desk, address, "meeting") | {"common_topics": "Direct flights; + Trade"}
    assert values["reports-0-takes_topics"] == "on"
    del values["reports-1-takes_topics"]
    assert desk.post(address, values).status_code == 302
    topics = [
        [str(row) for row in report.topics.all()]
        for report in Report.objects.filter(meeting=story.with_russia)
    ]
    assert topics == [["Ukraine", "Korean Peninsula", "Direct flights", "Trade"], []]


def test_a_delegation_is_pasted_one_person_a_line(desk: Client, story: Rio) -> None:
    address = page_of(story.with_russia)
    values = open_form(desk, address, "meeting") | {
        "delegation_of": "Russia",
        "delegation": "Sergey Lavrov, Minister\n+ Sergey RYABKOV, Deputy Minister\n+ Anna NOVA",
    }
    assert desk.post(address, values).status_code == 302
    rows = story.with_russia.participations.all()
    assert [(str(row), row.title_as_reported, row.role) for row in rows] == [
        ("Wang Yi (China)", "", "principal"),
        ("Sergey Lavrov (Russia)", "", "principal"),
        ("Sergey Ryabkov (Russia)", "Deputy Minister", "delegation"),
        ("Anna Nova (Russia)", "", "delegation"),
    ]
    values = open_form(desk, address, "meeting") | {"delegation": "No Body"}
    assert errors_of(desk.post(address, values)) == ["delegation_of: Whose delegation is it?"]
    values |= {"delegation_of": "Russia"}
    assert errors_of(desk.post(address, values)) == [
        "delegation: No person is called “No Body”. Write “+ No Body” to create it."
    ]


def test_a_pasted_delegation_becomes_texts_for_rows(desk: Client, story: Rio) -> None:
    response = desk.post(
        "/admin/meetings/meeting/delegation/", {"delegation": "Lavrov, Minister\nAnna Nova"}
    )
    assert response.json() == {
        "rows": [
            {"person": f"Sergey Lavrov [#{story.lavrov.person.pk}]", "title": "Minister"},
            {"person": "+ Anna Nova", "title": ""},
        ]
    }
    assert desk.get("/admin/meetings/meeting/delegation/").status_code == 405


def test_rows_are_reordered_by_their_numbers(desk: Client, story: Rio) -> None:
    address = page_of(story.with_russia)
    values = open_form(desk, address, "meeting")
    assert [values[f"participations-{number}-ORDER"] for number in (0, 1)] == ["1", "2"]
    values = add_row(values, "participations", actor="IND", ORDER="2")
    values |= {"participations-0-ORDER": "3", "participations-1-ORDER": "1"}
    assert desk.post(address, values).status_code == 302
    rows = story.with_russia.participations.all()
    assert [row.actor.code for row in rows] == ["RUS", "IND", "CHN"]


def test_a_new_row_without_a_number_comes_last(desk: Client, story: Rio) -> None:
    address = page_of(story.with_russia)
    values = add_row(open_form(desk, address, "meeting"), "participations", actor="IND")
    assert desk.post(address, values).status_code == 302
    rows = story.with_russia.participations.all()
    assert [row.actor.code for row in rows] == ["CHN", "RUS", "IND"]


def test_a_date_counts_from_the_day_of_publication(desk: Client, story: Rio) -> None:
    response = desk.post(ADD, copied(desk, date="on Monday"), follow=True)
    assert (
        "“on Monday” was understood as 18 November 2024, counted from the day on which the "
        "source was published."
    ) in messages_of(response)
    meeting = Meeting.objects.latest("pk")
    assert (meeting.date, meeting.date_basis) == ("2024-11-18", "relative")
    values = copied(desk, date="Monday") | {"reports-0-occurrence": "announced"}
    assert desk.post(ADD, values).status_code == 302
    assert Meeting.objects.latest("pk").date == "2024-11-25"
    refused = desk.post(ADD, copied(desk, date="Monday") | {"reports-0-source": ""})
    (sentence,) = errors_of(refused)
    assert sentence == (
        "date: “Monday” counts from a day: name the source, which says when it was published, or "
        "write the date itself."
    )


def test_another_meeting_keeps_what_is_ticked(desk: Client, story: Rio) -> None:
    day = story.with_russia
    address = f"{ADD}?source={story.source.pk}&after={day.pk}"
    everything = "&keep=date&keep=channel&keep=occasion&keep=first&keep=report"
    values = open_form(desk, address + everything, "meeting")
    assert (values["date"], values["date_basis"]) == ("[2024-11-18..2024-11-19]", "publication")
    assert values["summit"].startswith("G20 Rio de Janeiro")
    assert values["participations-0-actor"] == "China [CHN]"
    assert values["participations-0-tenure"] == (
        f"Minister of Foreign Affairs [tenure {story.wang.pk}]"
    )
    assert (values["participations-1-actor"], values["participations-TOTAL_FORMS"]) == ("", "2")
    assert (values["reports-0-voice_names"], values["reports-0-extent"]) == (
        "China [CHN]",
        "relayed",
    )
    few = open_form(desk, f"{address}&keep=first", "meeting")
    assert (few["date"], few["summit"], few["reports-0-voice_names"]) == ("", "", "")
    assert few["participations-0-person"] == f"Wang Yi [#{story.wang.person.pk}]"
    page = desk.get(f"{address}&keep=first").content.decode()
    assert '<input type="checkbox" name="keep" value="first" checked>' in page
    assert '<input type="checkbox" name="keep" value="date">' in page


def test_save_and_add_another_goes_on_from_the_source(desk: Client, story: Rio) -> None:
    response = desk.post(ADD, copied(desk, date="20 November 2024", _addanother="1"))
    meeting = Meeting.objects.latest("pk")
    assert response.headers["Location"] == (
        f"{ADD}?source={story.source.pk}&after={meeting.pk}&keep=date&keep=channel"
        "&keep=occasion&keep=first&keep=report"
    )


def test_an_official_publisher_tells_voice_attribution_and_extent(desk: Client, story: Rio) -> None:
    publisher = story.source.publisher
    publisher.kind, publisher.actor = "ministry", state("CHN", "China")
    publisher.save()
    values = open_form(desk, f"{ADD}?source={story.source.pk}", "meeting")
    assert values["reports-0-voice_names"] == "China [CHN]"
    assert (values["reports-0-extent"], values["reports-0-attribution"]) == ("whole", "statement")
    assert values["reports-1-voice_names"] == ""
    page = desk.get(f"{ADD}?source={story.source.pk}").content.decode()
    assert 'id="id_reports-0-extent" class="desk-filled"' in page or "desk-filled" in page
    # The second row waits for another voice and vanishes unused.
    values |= {"participations-0-actor": "CHN", "participations-1-actor": "IND"}
    assert desk.post(f"{ADD}?source={story.source.pk}", values).status_code == 302
    report = Meeting.objects.latest("pk").reports.get()
    assert [str(voice) for voice in report.voices.all()] == ["China"]
