"""Entering a meeting on its page."""

import pytest
from django.test import Client

from meetings.admin.meetings.forms import ParticipationForm
from meetings.models import Meeting, Person, ReportTopic, Tenure
from tests.drafts import rio

from .forms import add_row, errors_of, inputs_of, open_form

pytestmark = pytest.mark.django_db

ADD = "/admin/meetings/meeting/add/"


def rio_typed(client: Client) -> dict[str, str]:
    """What an editor types of the first Rio meeting, on the form as it opens."""
    values = open_form(client, ADD, "meeting")
    return values | {
        "summit": "G20 Rio de Janeiro",
        "sidelines": "on",
        "participations-0-actor": "CHN",
        "participations-0-person": "Wang Yi",
        "participations-1-actor": "Russia",
        "participations-1-person": "sergey lavrov",
        "reports-0-source": "Foreign ministers of China and Russia meet at the G20",
        "reports-0-voice_names": "CHN",
        "reports-0-topic_names": "Ukraine; Korean Peninsula",
    }


def test_all_that_can_be_said_of_a_participant_has_a_field() -> None:
    assert ParticipationForm.rare == (
        "side",
        "role",
        "attendance",
        "basis",
        "standing_in_for",
        "also_for",
        "rank",
        "authority_as_reported",
        "uncertain",
    )


def test_a_meeting_is_entered_by_typing(desk: Client) -> None:
    story = rio()
    response = desk.post(ADD, rio_typed(desk))
    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.latest("pk")
    assert [str(row) for row in meeting.participations.all()] == [
        "Wang Yi (China)",
        "Sergey Lavrov (Russia)",
    ]
    # Filled in: the place of the summit, the offices held then, the date by the publication.
    assert meeting.place == story.summit.place
    assert [row.tenure for row in meeting.participations.all()] == [story.wang, story.lavrov]
    assert [row.rank for row in meeting.participations.all()] == ["foreign_minister"] * 2
    assert (meeting.date, meeting.date_basis) == ("[2024-11-18..2024-11-19]", "publication")
    assert [str(row.topic) for row in meeting.reports.get().topics.all()] == [
        "Ukraine",
        "Korean Peninsula",
    ]
    assert meeting.revision == 1
    assert [user.username for user in meeting.editors.all()] == ["ada"]


def test_a_joint_text_has_several_voices(desk: Client) -> None:
    rio()
    response = desk.post(ADD, rio_typed(desk) | {"reports-0-voice_names": "CHN; russia"})
    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.latest("pk")
    report = meeting.reports.get()
    assert [str(row) for row in report.voice_rows.all()] == ["China", "Russia"]
    address = f"/admin/meetings/meeting/{meeting.pk}/change/"
    values = open_form(desk, address, "meeting")
    assert values["reports-0-voice_names"] == "China [CHN]; Russia [RUS]"
    # Saved as it is, nothing changes.
    assert desk.post(address, values).status_code == 302
    assert report.voices.count() == 2
    desk.post(address, open_form(desk, address, "meeting") | {"reports-0-voice_names": "Russia"})
    assert [str(voice) for voice in report.voices.all()] == ["Russia"]
    desk.post(address, open_form(desk, address, "meeting") | {"reports-0-voice_names": ""})
    assert report.voices.count() == 0


def test_a_voice_speaks_once_in_a_source(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {"reports-TOTAL_FORMS": "2", "reports-0-voice_names": "CHN; RUS"}
    values |= {
        name.replace("reports-0-", "reports-1-"): value
        for name, value in values.items()
        if name.startswith("reports-0-")
    }
    values["reports-1-voice_names"] = "IND; CHN"
    assert errors_of(desk.post(ADD, values)) == [
        "voice_names: This account in this source is entered twice."
    ]


def test_what_is_created_in_place_is_saved_with_the_meeting(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {
        "participations-1-person": "+ Mikhail MISHUSTIN",
        "participations-1-tenure": "minister of foreign affairs",
        "reports-0-topic_names": "Ukraine; + Nuclear fusion",
    }
    response = desk.post(ADD, values)
    assert response.status_code == 302, errors_of(response)
    person = Person.objects.get(name="Mikhail Mishustin")
    assert person.sort_name == "Mishustin, Mikhail"
    tenure = Tenure.objects.get(person=person)
    assert (tenure.office.name, tenure.start, tenure.end) == ("Minister of Foreign Affairs", "", "")
    assert Meeting.objects.latest("pk").participations.get(person=person).tenure == tenure
    assert ReportTopic.objects.filter(topic__name="Nuclear fusion").count() == 1


def test_one_new_person_typed_twice_is_created_once(desk: Client) -> None:
    rio()
    values = add_row(
        rio_typed(desk), "participations", actor="IND", person="+ Ajit DOVAL", standing_in_for=""
    )
    values["participations-0-standing_in_for"] = "+ Ajit DOVAL"
    response = desk.post(ADD, values)
    assert response.status_code == 302, errors_of(response)
    assert Person.objects.filter(name="Ajit Doval").count() == 1


def test_a_refused_save_creates_nothing_and_keeps_what_was_typed(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {
        "participations-1-person": "+ Mikhail MISHUSTIN",
        "reports-0-source": "Nobody’s paper",
    }
    before = Meeting.objects.count()
    response = desk.post(ADD, values)
    assert response.status_code == 200
    assert Meeting.objects.count() == before
    assert not Person.objects.filter(name="Mikhail Mishustin").exists()
    kept = inputs_of(response, "meeting")
    assert {name: kept[name] for name in values if name in kept} == values
    assert errors_of(response) == ["source: No source is called “Nobody’s paper”."]


def test_several_offices_at_once_are_said_and_not_guessed(desk: Client) -> None:
    story = rio()
    office = story.wang.office
    other = type(office).objects.create(
        actor=office.actor, name="Director of the Commission", rank="party_leader", slug="other"
    )
    Tenure.objects.create(person=story.wang.person, office=other, start="2023-01-01")
    response = desk.post(ADD, rio_typed(desk), follow=True)
    assert Meeting.objects.latest("pk").participations.get(actor__code="CHN").tenure is None
    assert (
        "Wang Yi may have held several offices then: "
        "Minister of Foreign Affairs; Director of the Commission."
    ) in [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (
            {"participations-1-person": "Nobody"},
            "person: No person is called “Nobody”. Write “+ Nobody” to",
        ),
        ({"participations-1-tenure": "Tsar"}, "tenure: Russia has no office called “Tsar” here."),
        (
            {"participations-1-person": "", "participations-1-tenure": "x"},
            "tenure: Name the person who held it; a title alone is “as reported”.",
        ),
        (
            {
                "date": "18 November 2024",
                "participations-1-person": "",
                "participations-1-tenure": "Minister of Foreign Affairs",
            },
            (
                "tenure: Name the person who held it; a title alone is “as reported”. Was it "
                "Sergey Lavrov ["
            ),
        ),
        (
            {"participations-1-actor": "CHN", "participations-1-person": "Wang Yi"},
            "person: This participant is entered twice.",
        ),
        ({"summit": ""}, "summit: On the sidelines of which summit?"),
        (
            {"reports-0-attribution": "anonymous"},
            "voice_names: Neither an anonymous source nor the outlet speaks for anyone.",
        ),
        ({"date": "soon"}, "date: “soon” is not understood"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    desk: Client, typed: dict[str, str], error: str
) -> None:
    rio()
    response = desk.post(ADD, rio_typed(desk) | typed)
    assert response.status_code == 200
    found = errors_of(response)
    assert [one for one in found if one.startswith(error)], found


def test_naming_nobody_makes_it_the_actor_alone(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {"participations-1-person": ""}
    response = desk.post(ADD, values)
    assert response.status_code == 302, errors_of(response)
    assert Meeting.objects.latest("pk").participations.get(person=None).basis == "actor_only"


def test_a_day_of_publication_never_becomes_the_day_of_the_meeting(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {
        "summit": "", "sidelines": "", "date": "19 November 2024", "date_basis": "publication",
    }  # fmt: skip
    del values["sidelines"]
    response = desk.post(ADD, values)
    assert response.status_code == 302, errors_of(response)
    assert Meeting.objects.latest("pk").date == "[2024-11-17..2024-11-19]"


def test_from_a_source_two_rows_wait_and_a_bare_one_is_not_saved(desk: Client) -> None:
    story = rio()
    address = f"{ADD}?source={story.source.pk}"
    values = open_form(desk, address, "meeting")
    assert (
        values["reports-0-source"]
        == values["reports-1-source"]
        == (
            f"TRT World: Foreign ministers of China and Russia meet at the G20 [#{story.source.pk}]"
        )
    )
    values |= {"participations-0-actor": "CHN", "participations-1-actor": "IND",
               "reports-0-voice_names": "CHN", "_submit": "1"}  # fmt: skip
    response = desk.post(address, values)
    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.latest("pk")
    assert [str(voice) for voice in meeting.reports.get().voices.all()] == ["China"]
    assert meeting.status == "in_review"
    assert response.headers["Location"] == "/admin/meetings/meeting/"
    assert f"{ADD}?source={story.source.pk}" in desk.get("/admin/").content.decode()


def test_from_a_source_without_a_voice_one_report_is_saved(desk: Client) -> None:
    story = rio()
    address = f"{ADD}?source={story.source.pk}"
    values = open_form(desk, address, "meeting")
    values |= {"participations-0-actor": "CHN", "participations-1-actor": "IND"}
    response = desk.post(address, values)
    assert response.status_code == 302, errors_of(response)
    assert [[*row.voices.all()] for row in Meeting.objects.latest("pk").reports.all()] == [[]]


def test_handing_in_names_everything_missing_and_keeps_the_draft(desk: Client) -> None:
    rio()
    values = open_form(desk, ADD, "meeting") | {"title": "A talk", "_submit": "1"}
    response = desk.post(ADD, values, follow=True)
    assert Meeting.objects.latest("pk").status == "draft"
    assert [str(message) for message in response.context["messages"]] == [
        "Saved, but not handed to review yet.",
        "Two countries or organisations have to take part; there are none.",
        "A date is needed; only an announced meeting may have none.",
        "A report with a source is needed.",
    ]


def test_a_topic_with_words_of_its_own_is_not_removed_from_here(desk: Client) -> None:
    story = rio()
    report = story.with_russia.reports.get(voices__code="CHN")
    report.topics.filter(topic__name="Ukraine").update(says="They exchanged views.")
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    values = open_form(desk, address, "meeting")
    response = desk.post(address, values | {"reports-0-topic_names": "Korean Peninsula"})
    assert errors_of(response) == [
        "topic_names: “Ukraine” has words of its own here; remove it in the report."
    ]
    response = desk.post(address, values | {"reports-0-topic_names": "Ukraine"})
    assert response.status_code == 302
    assert [str(row.topic) for row in report.topics.all()] == ["Ukraine"]


def test_another_office_brings_its_own_rank(desk: Client) -> None:
    story = rio()
    row = story.with_russia.participations.get(actor__code="RUS")
    assert row.rank == "foreign_minister"
    type(story.lavrov.office).objects.create(
        actor=row.actor, name="Envoy", rank="envoy", slug="rus-envoy"
    )
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    values = open_form(desk, address, "meeting")
    typed = {"participations-1-tenure": "Envoy", "participations-1-new_term": "on"}
    response = desk.post(address, values | typed)
    assert response.status_code == 302, errors_of(response)
    row.refresh_from_db()
    assert row.rank == "envoy"


def test_an_office_not_held_that_day_needs_a_yes(desk: Client) -> None:
    story = rio()
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    type(story.lavrov.office).objects.create(
        actor=story.lavrov.office.actor, name="Envoy", rank="envoy", slug="rus-envoy"
    )
    values = open_form(desk, address, "meeting")
    assert "participations-1-new_term" not in values
    typed = values | {"participations-1-tenure": "Envoy"}
    asked = desk.post(address, typed)
    assert errors_of(asked) == [
        (
            "tenure: Sergey Lavrov is not known to have been Envoy, Russia. Tick “Add a term in "
            "this office” if it is so, or choose a different office."
        )
    ]
    assert 'name="participations-1-new_term"' in asked.content.decode()
    assert Tenure.objects.filter(office__name="Envoy").count() == 0
    yes = {"participations-1-new_term": "on", "participations-1-new_term_from": "June 2024"}
    assert desk.post(address, typed | yes).status_code == 302
    tenure = Tenure.objects.get(office__name="Envoy")
    assert (tenure.person, tenure.start) == (story.lavrov.person, "2024-06")
    assert story.with_russia.participations.get(actor__code="RUS").tenure == tenure


def test_another_day_asks_about_the_office_again(desk: Client) -> None:
    story = rio()
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    values = open_form(desk, address, "meeting")
    response = desk.post(address, values | {"date": "3 May 2015", "date_basis": "stated"})
    assert [one for one in errors_of(response) if one.startswith("tenure")] == [
        (
            "tenure: Wang Yi held this from 25 July 2023. Tick “Add a term in this office” if "
            "there was another term then, or choose a different office."
        )
    ]


def test_a_known_person_fills_the_country(desk: Client) -> None:
    rio()
    values = rio_typed(desk) | {"participations-1-actor": "", "date": "18 November 2024"}
    response = desk.post(ADD, values)
    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.latest("pk")
    assert [row.actor.code for row in meeting.participations.all()] == ["CHN", "RUS"]
    nobody = {"participations-1-actor": "", "participations-1-person": "+ Somebody"}
    assert errors_of(desk.post(ADD, values | nobody)) == ["actor: This field is required."]
