"""Rows of the desk for tests: reference things, and the two Rio meetings, drafted not published."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission, User

from meetings.models import (
    Actor,
    Meeting,
    Office,
    Participation,
    Person,
    Place,
    Publisher,
    Report,
    ReportTopic,
    ReportVoice,
    Series,
    Source,
    Statement,
    Summit,
    Tenure,
    Topic,
)
from meetings.models.choices import ActorKind, Attribution, Extent, PublisherKind, Rank


def user_with(name: str, *permissions: str) -> User:
    """Return a staff user who has the named permissions of the app ``meetings``."""
    user = User.objects.create_user(name, password=f"{name}-password", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="meetings", codename__in=permissions)
    )
    return user


def editor(name: str = "ada") -> User:
    """Return a user of the group Editors."""
    user = User.objects.create_user(name, password=f"{name}-password", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def reviewer(name: str = "grace") -> User:
    """Return a user of the group Reviewers."""
    user = User.objects.create_user(name, password=f"{name}-password", is_staff=True)
    user.groups.add(Group.objects.get(name="Reviewers"))
    return user


def state(code: str, name: str, **fields: object) -> Actor:
    """Return the state with ``code``, made if need be."""
    return Actor.objects.get_or_create(
        code=code, defaults={"name": name, "kind": ActorKind.STATE, **fields}
    )[0]


def holder(actor: Actor, name: str, office: str, rank: str, start: str = "") -> Tenure:
    """Return the tenure of a person who holds an office of ``actor``."""
    post = Office.objects.get_or_create(
        actor=actor,
        name=office,
        defaults={
            "rank": rank,
            "slug": f"{actor.code.lower()}-{office.lower().replace(' ', '-')}",
        },
    )[0]
    person = Person.objects.get_or_create(name=name)[0]
    return Tenure.objects.get_or_create(person=person, office=post, start=start)[0]


@dataclass
class Rio:
    """The Rio story at the desk."""

    source: Source
    summit: Summit
    wang: Tenure
    lavrov: Tenure
    jaishankar: Tenure
    with_russia: Meeting
    with_india: Meeting


def rio() -> Rio:
    """Return the two meetings of the Rio story as drafts, complete enough to be published."""
    china, russia = state("CHN", "China", alpha2="CN"), state("RUS", "Russia", alpha2="RU")
    india, brazil = state("IND", "India", alpha2="IN"), state("BRA", "Brazil", alpha2="BR")
    minister = Rank.FOREIGN_MINISTER
    wang = holder(china, "Wang Yi", "Minister of Foreign Affairs", minister, "2023-07-25")
    lavrov = holder(russia, "Sergey Lavrov", "Minister of Foreign Affairs", minister, "2004-03-09")
    jaishankar = holder(
        india, "Subrahmanyam Jaishankar", "Minister of External Affairs", minister, "2019-05-30"
    )
    source = _source()
    summit = _summit(brazil)
    with_russia = _draft(source, summit, [wang, lavrov], voices=[china, russia])
    with_india = _draft(source, summit, [wang, jaishankar], voices=[china])
    _say(with_russia, ["Ukraine", "Korean Peninsula"])
    _say(with_india, ["Direct flights"])
    Statement.objects.create(
        report=with_russia.reports.get(voices=russia),
        speaker=lavrov.person,
        text="We are at a stage without precedent.",
        translated=True,
    )
    return Rio(source, summit, wang, lavrov, jaishankar, with_russia, with_india)


def _source() -> Source:
    reuters = Publisher.objects.create(name="Reuters", kind=PublisherKind.AGENCY)
    trt = Publisher.objects.create(name="TRT World")
    return Source.objects.create(
        publisher=trt,
        via=reuters,
        title="Foreign ministers of China and Russia meet at the G20",
        url="https://news.example/g20",
        published="2024-11-19",
    )


def _summit(host: Actor) -> Summit:
    place = Place.objects.create(name="Rio de Janeiro", slug="rio-de-janeiro", state=host)
    series = Series.objects.create(name="G20", slug="g20")
    return Summit.objects.create(
        series=series,
        name="G20 Rio de Janeiro",
        slug="g20-2024-rio-de-janeiro",
        date="2024-11-18/2024-11-19",
        place=place,
        host=host,
    )


def _draft(source: Source, summit: Summit, tenures: list[Tenure], voices: list[Actor]) -> Meeting:
    meeting = Meeting.objects.create(
        summit=summit,
        sidelines=True,
        place=summit.place,
        date="[2024-11-18..2024-11-19]",
        date_basis="publication",
    )
    for position, tenure in enumerate(tenures):
        Participation.objects.create(
            meeting=meeting,
            position=position,
            actor=tenure.office.actor,
            person=tenure.person,
            tenure=tenure,
        )
    for voice in voices:
        account_of(meeting, source, voice, extent=Extent.RELAYED)
    return meeting


def account_of(meeting: Meeting, source: Source, *voices: Actor, **fields: Any) -> Report:
    """Return the account of ``voices`` in a source; without voices that of a third party."""
    attribution = Attribution.STATEMENT if voices else Attribution.OUTLET
    values = {"attribution": attribution, **fields}
    report = Report.objects.create(meeting=meeting, source=source, **values)
    for voice in voices:
        ReportVoice.objects.create(report=report, actor=voice)
    return report


def _say(meeting: Meeting, topics: list[str]) -> None:
    report = meeting.reports.get(voices__code="CHN")
    for name in topics:
        topic = Topic.objects.get_or_create(
            name=name, defaults={"slug": name.lower().replace(" ", "-")}
        )[0]
        ReportTopic.objects.create(report=report, topic=topic)
