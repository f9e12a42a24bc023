"""Programs enter meetings under the rules of the desk's own form."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.desk import states
from meetings.desk.entering import (
    DescribedMeeting,
    DescribedReport,
    NotEnterable,
    add_report,
    enter,
    enter_many,
)
from meetings.models import Meeting, Participation, Report, ReportTopic, Statement, Tenure
from meetings.publication.compile import compile_meeting
from meetings.publication.errors import StaleEdit
from meetings.publication.publish import publish
from tests.drafts import Rio, editor, rio, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """Return the Rio story, whose people, source and topics the descriptions refer to."""
    return rio()


@pytest.fixture
def ada(story: Rio) -> User:
    return editor()


def described(story: Rio, **values: object) -> DescribedMeeting:
    """Return Wang Yi with India's minister, told by India, with one topic and one quotation."""
    india = state("IND", "India")
    people = [Participation(actor=one.office.actor, person=one.person) for one in both(story)]
    topic = story.with_russia.reports.get(voices__code="CHN").topics.first()
    assert topic is not None
    report = DescribedReport(
        Report(source=story.source),
        [ReportTopic(topic=topic.topic, says="Both want it to end.", term_used="conflict")],
        [Statement(speaker=story.jaishankar.person, text="Good to meet again.")],
        [india],
    )
    meeting = Meeting(summit=story.summit, sidelines=True, **values)
    return DescribedMeeting(meeting, people, [report])


def both(story: Rio) -> tuple[Tenure, Tenure]:
    return story.wang, story.jaishankar


def refusals(description: DescribedMeeting, user: User | None) -> list[str]:
    """Return why a description is refused, having seen that nothing of it was written."""
    before = Meeting.objects.count(), Participation.objects.count(), Report.objects.count()
    with pytest.raises(NotEnterable) as refused:
        enter(description, user)
    assert before == (
        Meeting.objects.count(),
        Participation.objects.count(),
        Report.objects.count(),
    )
    return list(map(str, refused.value.refusals))


def test_a_described_meeting_becomes_a_draft_with_what_the_desk_proposes(
    story: Rio, ada: User
) -> None:
    entered = enter(described(story), ada)
    meeting = Meeting.objects.get(pk=entered.meeting.pk)
    assert (meeting.status, meeting.revision, meeting.record) == ("draft", 1, None)
    assert meeting.place == story.summit.place
    assert (meeting.date, meeting.date_basis) == ("[2024-11-18..2024-11-19]", "publication")
    rows = list(meeting.participations.all())
    assert [row.tenure for row in rows] == [story.wang, story.jaishankar]
    assert [(row.position, row.rank) for row in rows] == [
        (0, "foreign_minister"),
        (1, "foreign_minister"),
    ]
    report = meeting.reports.get()
    assert [topic.term_used for topic in report.topics.all()] == ["conflict"]
    assert [statement.text for statement in report.statements.all()] == ["Good to meet again."]
    assert entered.unclear == []
    assert list(meeting.editors.all()) == [ada]


def test_nothing_is_proposed_for_a_complete_description(story: Rio) -> None:
    meeting = enter(described(story), None, propose=False).meeting
    assert (meeting.place, meeting.date) == (None, "")
    assert [row.tenure for row in meeting.participations.all()] == [None, None]
    assert (meeting.revision, list(meeting.editors.all())) == (1, [])


def test_the_state_entered_is_kept_with_its_rows(story: Rio, ada: User) -> None:
    meeting = enter(described(story), ada).meeting
    kept = states.states_of(meeting)
    assert [one.revision.user for one in kept] == [ada]
    assert [row.model.__name__ for row in states.whole(kept[0])] == [
        "Meeting",
        "Participation",
        "Participation",
        "Report",
        "ReportVoice",
        "ReportTopic",
        "Statement",
    ]


def test_who_entered_it_cannot_publish_it_alone(story: Rio, ada: User) -> None:
    meeting = enter(described(story), ada).meeting
    assert publish(meeting.pk, None).number == 1
    assert list(Meeting.objects.get(pk=meeting.pk).editors.all()) == []


def test_several_offices_are_left_for_an_editor_to_decide(story: Rio, ada: User) -> None:
    office = story.wang.office
    other = type(office).objects.create(
        actor=office.actor, name="Head of Office", slug="chn-head", rank="minister"
    )
    story.wang.person.tenures.create(office=other, start="2013")
    entered = enter(described(story), ada)
    assert entered.unclear == [
        "Wang Yi may have held several offices then: Minister of Foreign Affairs; Head of Office."
    ]


def test_a_day_of_publication_is_widened_as_in_the_form(story: Rio, ada: User) -> None:
    meeting = enter(described(story, date="2024-11-19", date_basis="publication"), ada).meeting
    assert meeting.date == "[2024-11-18..2024-11-19]"
    assert meeting.date_earliest == datetime.date(2024, 11, 18)


def test_every_broken_rule_is_named_and_nothing_is_written(story: Rio, ada: User) -> None:
    description = described(story, occurrence_override="held")
    description.meeting.summit = None
    description.participations = [*description.participations, description.participations[0]]
    description.reports = [
        DescribedReport(
            Report(source=story.source, attribution="anonymous"),
            statements=[Statement(text="Who said this?")],
            voices=[state("IND", "India")],
        )
    ]
    assert refusals(description, ada) == [
        "meeting, summit: On the sidelines of which summit?",
        "meeting, occurrence_note: Say why it differs from the reports; it is public.",
        "participant 3, person: This participant is entered twice.",
        "report 1, voices: Neither an anonymous source nor the outlet speaks for anyone.",
        "report 1, statement 1, speaker: Name who said it: a person, or else an institution.",
    ]


def test_a_value_that_no_row_can_have_is_named_with_its_part(story: Rio, ada: User) -> None:
    description = described(story)
    description.participations[1].rank = "king"
    assert refusals(description, ada) == [
        "participant 2, rank: Value 'king' is not a valid choice."
    ]


def test_a_row_that_breaks_a_constraint_is_named_with_its_part(story: Rio, ada: User) -> None:
    description = described(story)
    description.participations[1].also_for = state("IND", "India")
    (refusal,) = refusals(description, ada)
    assert refusal.startswith("participant 2: ")
    assert "participation_also_for_another" in refusal


def test_nobody_named_is_an_unnamed_delegation(story: Rio, ada: User) -> None:
    description = described(story)
    description.participations = [
        Participation(actor=state("BRA", "Brazil")),
        *description.participations,
    ]
    meeting = enter(description, ada).meeting
    assert [row.basis for row in meeting.participations.all()] == ["actor_only", "named", "named"]


def test_a_report_is_added_to_a_meeting_that_is_there(story: Rio, ada: User) -> None:
    meeting = story.with_india
    report = DescribedReport(Report(source=story.source), voices=[state("IND", "India")])
    entered = add_report(meeting.pk, 0, report, ada)
    assert entered.meeting.revision == 1
    voices = Meeting.objects.get(pk=meeting.pk).reports.values_list("voices__code", flat=True)
    assert sorted(voices) == ["CHN", "IND"]


def test_the_state_before_the_first_report_added_is_kept(story: Rio, ada: User) -> None:
    meeting = story.with_india
    report = DescribedReport(Report(source=story.source), voices=[state("IND", "India")])
    add_report(meeting.pk, 0, report, ada)
    after, before = states.states_of(meeting)
    assert before.revision.comment == states.BEFORE
    reports = [sum(row.model is Report for row in states.whole(kept)) for kept in (before, after)]
    assert reports == [1, 2]


def test_many_are_entered_with_the_queries_of_one(story: Rio) -> None:
    counts = []
    for number in (1, 5):
        many = [described(story, date="2024-11-18") for _ in range(number)]
        with CaptureQueriesContext(connection) as context:
            meetings = enter_many(many)
        counts.append(len(context))
    assert counts[0] == counts[1]
    meeting = Meeting.objects.get(pk=meetings[-1].pk)
    assert (meeting.revision, meeting.status) == (1, "draft")
    assert meeting.date_latest == datetime.date(2024, 11, 18)
    assert states.states_of(meeting).count() == 0
    report = meeting.reports.get()
    assert [row.actor.code for row in report.voice_rows.all()] == ["IND"]
    assert (report.topics.count(), report.statements.count()) == (1, 1)


def test_entered_together_and_alone_are_the_same(story: Rio) -> None:
    both_ways = [
        enter(described(story, date="2024-11-18"), None, propose=False).meeting,
        *enter_many([described(story, date="2024-11-18")]),
    ]
    one, other = (compile_meeting(meeting).snapshot["content"] for meeting in both_ways)
    assert one == other


def test_of_many_the_one_that_breaks_a_rule_is_named(story: Rio) -> None:
    wrong = described(story)
    wrong.participations[1].also_for = wrong.participations[1].actor
    with pytest.raises(NotEnterable, match="participation_also_for_another") as refused:
        enter_many([described(story), wrong])
    assert (refused.value.position, refused.value.refusals[0].part) == (1, "participant 2")
    assert Meeting.objects.count() == 2


def test_a_joint_text_is_entered_as_one_report(story: Rio, ada: User) -> None:
    china, india = state("CHN", "China"), state("IND", "India")
    description = described(story)
    description.reports = [DescribedReport(Report(source=story.source), voices=[china, india])]
    report = enter(description, ada).meeting.reports.get()
    assert [str(row) for row in report.voice_rows.all()] == ["China", "India"]
    again = DescribedReport(Report(source=story.source), voices=[india])
    description = described(story)
    description.reports = [
        DescribedReport(Report(source=story.source), voices=[china, india]),
        again,
    ]
    assert refusals(description, ada) == [
        "report 2, voices: This account in this source is entered twice."
    ]


def test_a_report_is_refused_where_the_desk_has_moved_on(story: Rio, ada: User) -> None:
    report = DescribedReport(Report(source=story.source), voices=[state("IND", "India")])
    with pytest.raises(StaleEdit):
        add_report(story.with_india.pk, 7, report, ada)
    assert story.with_india.reports.count() == 1


def test_a_report_that_breaks_a_rule_is_refused(story: Rio, ada: User) -> None:
    report = DescribedReport(Report(source=story.source), voices=[state("CHN", "China")])
    with pytest.raises(
        NotEnterable, match=r"report, voices: This account in this source is entered twice\."
    ):
        add_report(story.with_india.pk, 0, report, ada)
    assert Meeting.objects.get(pk=story.with_india.pk).revision == 0


def test_a_program_may_ask_for_meetings_that_are_perhaps_the_same(story: Rio, ada: User) -> None:
    entered = enter(described(story, date="2024-11-20"), ada, ask_twins=True)
    assert [twin.meeting for twin in entered.twins] == [story.with_india]
    assert enter(described(story, date="2024-11-20"), ada).twins == []


def test_an_exact_copy_is_refused_unless_the_program_says_why_it_differs(
    story: Rio, ada: User
) -> None:
    first = enter(described(story, date="2024-11-20"), ada).meeting
    copy = described(story, date="2024-11-20")
    with pytest.raises(NotEnterable) as refused:
        enter(copy, ada, ask_twins=True)
    sentence = (
        "meeting: There is this meeting already: Wang Yi (China) – Subrahmanyam Jaishankar "
        f"(India), 20 November 2024 ({first.public_id}). Add the account to it, or say why the "
        "two are not the same."
    )
    assert list(map(str, refused.value.refusals)) == [sentence]
    copy.meeting.confirmed = {f"not the same as {first.public_id}": "They met again at night."}
    assert enter(copy, ada, ask_twins=True).meeting.pk
