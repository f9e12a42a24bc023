"""Somebody met or called several: names become linked drafts."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from meetings.models import Meeting, Participation, Person, Report
from tests.drafts import Rio, account_of, holder, state, user_with

from .forms import inputs_of, open_form

pytestmark = pytest.mark.django_db

OTHERS = "/admin/meetings/meeting/others/"
PRESIDENTS = (
    ("KGZ", "Kyrgyzstan", "Sadyr Japarov"),
    ("BLR", "Belarus", "Alexander Lukashenko"),
    ("TJK", "Tajikistan", "Emomali Rahmon"),
    ("UZB", "Uzbekistan", "Shavkat Mirziyoyev"),
    ("AZE", "Azerbaijan", "Ilham Aliyev"),
)


@pytest.fixture
def call(story: Rio) -> Meeting:
    """A call of Lavrov with Wang Yi, told by the source with one topic."""
    for code, name, person in PRESIDENTS:
        holder(state(code, name), person, "President", "head_of_state", "2020-10")
    meeting = Meeting.objects.create(date="2024-11-19", channel="call")
    for tenure in (story.lavrov, story.wang):
        Participation.objects.create(
            meeting=meeting, actor=tenure.office.actor, person=tenure.person, tenure=tenure
        )
    report = account_of(meeting, story.source, story.lavrov.office.actor, extent="whole")
    topic = story.with_russia.reports.get(voices__code="CHN").topics.all()[0].topic
    report.topics.create(topic=topic)
    return meeting


def looked_up(desk: Client, call: Meeting, names: str) -> dict[str, str]:
    """Return what the page would post after the names were looked up."""
    address = f"{OTHERS}?meeting={call.pk}"
    values = open_form(desk, address, "others")
    response = desk.post(address, values | {"names": names, "_look_up": "1"})
    assert response.status_code == 200
    return inputs_of(response, "others")


@pytest.mark.parametrize(
    "names",
    [
        "\n".join(person for _, _, person in PRESIDENTS),
        ", ".join(person for _, _, person in PRESIDENTS),
        "Japarov, Lukashenko, Rahmon, Mirziyoyev and Aliyev",
    ],
)
def test_five_names_become_five_linked_drafts(
    desk: Client, story: Rio, call: Meeting, names: str
) -> None:
    values = looked_up(desk, call, names)
    assert [values[f"others-{number}-actor"] for number in range(5)] == [
        "Kyrgyzstan [KGZ]",
        "Belarus [BLR]",
        "Tajikistan [TJK]",
        "Uzbekistan [UZB]",
        "Azerbaijan [AZE]",
    ]
    before = Meeting.objects.count()
    response = desk.post(OTHERS, values | {"_make": "1"})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/admin/meetings/source/{story.source.pk}/change/"
    assert [str(one) for one in get_messages(response.wsgi_request)] == ["5 drafts made."]
    drafts = Meeting.objects.order_by("pk")[before:]
    assert [(one.status, one.date, one.channel) for one in drafts] == [
        ("draft", "2024-11-19", "call")
    ] * 5
    assert [[str(row) for row in one.participations.all()] for one in drafts] == [
        ["Sergey Lavrov (Russia)", f"{person} ({name})"] for _, name, person in PRESIDENTS
    ]
    assert {
        row.tenure.office.name
        for one in drafts
        for row in one.participations.all()[1:]
        if row.tenure
    } == {"President"}
    reports = [one.reports.get() for one in drafts]
    assert {(one.source, one.extent, *one.voices.all()) for one in reports} == {
        (story.source, "whole", story.lavrov.office.actor)
    }
    assert [one.topics.count() for one in reports] == [1] * 5


def test_who_is_not_known_is_proposed_as_new_and_asked_for_whom(
    desk: Client, call: Meeting
) -> None:
    address = f"{OTHERS}?meeting={call.pk}"
    values = looked_up(desk, call, "Sadyr Japarov\nA Stranger, President, Belarus\nB Stranger")
    assert values["others-1-person"] == "+ A Stranger"
    assert (values["others-1-actor"], values["others-1-title"]) == ("Belarus [BLR]", "President")
    assert (values["others-2-person"], values["others-2-actor"]) == ("+ B Stranger", "")
    before = Meeting.objects.count()
    assert desk.post(address, values | {"_make": "1"}).status_code == 200
    assert (Meeting.objects.count(), Person.objects.filter(name="A Stranger").count()) == (
        before,
        0,
    )
    del values["others-2-take"]
    values["others-2-actor"] = "KGZ"
    assert desk.post(address, values | {"_make": "1"}).status_code == 302
    assert Meeting.objects.count() == before + 2
    row = Participation.objects.get(person__name="A Stranger")
    assert (str(row.actor), row.title_as_reported) == ("Belarus", "President")


def test_a_copy_is_refused_and_nothing_is_made(desk: Client, story: Rio, call: Meeting) -> None:
    values = looked_up(desk, call, "Sadyr Japarov\nWang Yi")
    before = Meeting.objects.count(), Report.objects.count()
    response = desk.post(OTHERS, values | {"_make": "1"})
    assert response.status_code == 200
    assert f"There is this meeting already: {call}" in response.content.decode()
    assert (Meeting.objects.count(), Report.objects.count()) == before


def test_a_twin_is_shown_beside_the_name(desk: Client, story: Rio, call: Meeting) -> None:
    address = f"{OTHERS}?meeting={call.pk}"
    values = open_form(desk, address, "others") | {"names": "Wang Yi", "_look_up": "1"}
    page = desk.post(address, values).content.decode()
    assert "Perhaps the same meeting is there already" in page
    assert f"/admin/meetings/meeting/{call.pk}/change/" in page


def test_from_a_source_it_begins_with_what_the_document_tells(desk: Client, story: Rio) -> None:
    publisher = story.source.publisher
    publisher.kind, publisher.actor = "presidency", story.lavrov.office.actor
    publisher.save()
    values = open_form(desk, f"{OTHERS}?source={story.source.pk}", "others")
    assert values["source"].endswith(f"[#{story.source.pk}]")
    assert (values["voice_names"], values["extent"]) == ("Russia [RUS]", "whole")


def test_a_date_may_count_from_the_source(desk: Client, story: Rio, call: Meeting) -> None:
    values = looked_up(desk, call, "Sadyr Japarov")
    response = desk.post(OTHERS, values | {"_make": "1", "date": "Monday"})
    assert response.status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert (meeting.date, meeting.date_basis) == ("2024-11-18", "relative")


def test_who_may_not_add_meetings_makes_none(client: Client, story: Rio) -> None:
    client.force_login(user_with("guest", "view_meeting"))
    assert client.get(OTHERS).status_code == 403
